"""The README tells the truth: its console blocks run, in order, and print the lines that it shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
_ID = re.compile(r"\b[A-Z2-7]{6}\b")
_LINK = re.compile(r"\]\(([^)#:]+)\)")
_REFUSED = "Nothing was coded."


class Command(NamedTuple):
    """A command of the README with the lines that are shown below it."""

    words: str
    shown: tuple[str, ...]


class Answer(NamedTuple):
    """What a command printed, its data and its messages, and its exit code."""

    lines: frozenset[str]
    code: int


def commands(markdown: str) -> list[Command]:
    """Return the commands of all console blocks: lines after `$ `, with those after `> ` belonging to them."""
    found: list[tuple[list[str], list[str]]] = []
    for block in re.findall(r"^```console\n(.*?)^```", markdown, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(([line[2:]], []))
            elif line.startswith("> "):
                found[-1][0].append(line[2:])
            else:
                found[-1][1].append(line)
    return [Command("\n".join(words), tuple(shown)) for words, shown in found]


def normal(line: str) -> str:
    """Return a line as it is compared: ids, which are random, are all alike, and so are runs of spaces."""
    return " ".join(_ID.sub("ID", line).split())


def run(said: list[Command], folder: Path) -> list[Answer]:
    """Run the commands in one shell, one after the other, and return what each printed."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    parts = [f'exec >"$HERE/{n}.out" 2>&1\n{each.words}\necho $? >"$HERE/{n}.code"' for n, each in enumerate(said)]
    script = "\n".join(["HERE=$PWD", *parts])
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QUALCODE")}
    environment |= {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    environment.pop("COLUMNS", None)
    subprocess.run([bash, "-c", script], cwd=folder, env=environment, timeout=300, check=False)
    answers = []
    for number in range(len(said)):
        printed = (folder / f"{number}.out").read_text(encoding="utf-8")
        code = int((folder / f"{number}.code").read_text(encoding="utf-8"))
        answers.append(Answer(frozenset(map(normal, printed.splitlines())), code))
    return answers


def test_every_command_of_the_readme_does_what_is_shown(tmp_path: Path) -> None:
    said = commands(README)
    assert len(said) > 20
    for command, answer in zip(said, run(said, tmp_path), strict=True):
        printed = "\n".join(sorted(answer.lines))
        refused = any(_REFUSED in line for line in command.shown)
        assert answer.code == (2 if refused else 0), f"{command.words}\n{printed}"
        for line in command.shown:
            assert normal(line) in answer.lines, f"{command.words}\nshown:   {line}\nprinted: {printed}"
    assert (tmp_path / "coop" / "output" / "report.docx").stat().st_size > 5_000


def test_readme_names_no_make_target_and_no_file_that_is_not_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"(?:^|`)make ([a-z-]+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for link in _LINK.findall(README):
        assert (ROOT / link).exists(), link


def test_a_wrong_line_or_a_failing_command_would_be_seen(tmp_path: Path) -> None:
    said = commands("```console\n$ echo one\ntwo\n$ false\n```\n")
    answers = run(said, tmp_path)
    assert [answer.code for answer in answers] == [0, 1]
    assert normal(said[0].shown[0]) not in answers[0].lines

"""The package that docs/extending.md describes works as it stands there: a plug-in of every kind, found by entry point."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from qualcode.registry import KINDS

GUIDE = (Path(__file__).resolve().parents[1] / "docs" / "extending.md").read_text(encoding="utf-8")
TRANSCRIPT = """\
0:00:01.000,0:00:04.000
Interviewer > And the council?

0:00:05.000,0:00:09.000
Respondent > Which council?
"""


def blocks(language: str) -> dict[str, str]:
    """Return the guide's blocks of a language by the path in their first line."""
    found = re.findall(rf"^```{language}\n# (\S+)\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
    return dict(found)


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study in a folder beside which the guide's package is installed."""
    folder = tmp_path_factory.mktemp("extended")
    project = tomllib.loads(blocks("toml")["pyproject.toml"])["project"]
    for path, text in {**blocks("python"), "qualcode_more/__init__.py": ""}.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    installed = folder / "qualcode_more-1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 1.0\n", "utf-8")
    groups = (
        f"[{group}]\n" + "".join(f"{name} = {place}\n" for name, place in points.items())
        for group, points in project["entry-points"].items()
    )
    (installed / "entry_points.txt").write_text("\n".join(groups), encoding="utf-8")
    qualcode(folder, "init", "study")
    (folder / "study" / "interviews" / "INT01.sbv").write_text(TRANSCRIPT, encoding="utf-8")
    for words in ("coder add c1", "coder add c2", "code INT01:2 BOT-POL", "done INT01", "done INT01 --coder c2"):
        acting = ("--coder", "c1") if words.startswith(("code ", "done")) and "--coder" not in words else ()
        qualcode(folder / "study", *words.split(), *acting)
    return folder / "study"


def qualcode(folder: Path, *words: str) -> str:
    """Run a command with the guide's package on the path, and return what it printed."""
    packages = folder if folder.name.startswith("extended") else folder.parent
    environment = {**os.environ, "PYTHONPATH": str(packages), "PYTHONUTF8": "1"}
    environment.pop("QUALCODE_CODER", None)
    done = subprocess.run(
        [sys.executable, "-m", "qualcode", *words], cwd=folder, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode("utf-8")
    return done.stdout.decode("utf-8")


def test_the_guide_shows_every_kind() -> None:
    groups = tomllib.loads(blocks("toml")["pyproject.toml"])["project"]["entry-points"]
    assert set(groups) == {f"qualcode.{kind}" for kind in KINDS}
    for kind, (package, attribute) in KINDS.items():
        folder = package.removeprefix("qualcode.").replace(".", "/")
        assert re.search(rf"^\| `{kind}` \| `{folder}/` \| `{attribute}\b", GUIDE, re.MULTILINE), kind


def test_format_and_layout(extended: Path) -> None:
    shown = qualcode(extended, "show", "INT01")
    assert "layout: arrow-label" in shown
    assert "INT01 · 2  Respondent  Which council?" in shown


def test_coefficient(extended: Path) -> None:
    assert '"coefficient": "scott_pi"' in qualcode(
        extended, "agree", "--coefficient", "scott_pi", "--format", "json", "--coders", "c1,c2"
    )


def test_suggester(extended: Path) -> None:
    assert "a question" in qualcode(extended, "suggest", "--coder", "c2")


def test_writer(extended: Path) -> None:
    qualcode(extended, "matrix", "--columns", "document", "--coders", "c1", "--out", "matrix.tsv")
    assert "Fragmented policy\t1\t1\n" in (extended / "matrix.tsv").read_text(encoding="utf-8")


def test_section(extended: Path) -> None:
    qualcode(extended, "run", "--coders", "c1", "--lang", "en")
    with zipfile.ZipFile(extended / "output" / "report.docx") as report:
        assert "To all who spoke in “study”." in report.read("word/document.xml").decode("utf-8")


def test_figure(extended: Path) -> None:
    program = (
        "from qualcode.model.display import Cell, Column, Display, Row\n"
        "from qualcode.report.figures.draw import figure\n"
        "shown = Display('T', 'u', (Column('n', 'n', 'count'),), (Row('A', 'A', (Cell(3),)),), kind='nodes')\n"
        "print(figure(shown, 'en', 'svg').decode().count('08519c'))"
    )
    environment = {**os.environ, "PYTHONPATH": str(extended.parent)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
    assert done.stdout.split() == [b"3"]  # a dot for each

"""How long commands take to start, against the `--help` of an empty Typer app in the same run.

Every figure is the best of several runs, taken in turn so that a busy moment hits all alike. Ratios: `--help` at most 1.3;
`code`, `show`, `quotes` and `status` on the bundled study at most 4; `code` with 10,000 codings against 10 at most 1.3.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from qualcode.coding.acts import CodeRequest, apply_codes
from qualcode.model.span import Span
from qualcode.study.create import add_coder, create_study
from qualcode.study.study import Study

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 12
TURNS = 10_050
EMPTY = """\
import typer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def hello(name: str = "") -> None:
    "Say nothing."


app()
"""
LIMITS = {"--help": 1.3, "show": 4.0, "quotes": 4.0, "status": 4.0, "code": 4.0, "code at 10,000": 1.3}


def bundled(folder: Path) -> Path:
    """Return a copy of the bundled study with one coding of its first coder."""
    study = folder / "study"
    for name in ("interviews", "cases", "codings"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, study / name)
    for name in ("qualcode.toml", "codebook.yaml"):
        shutil.copy(ROOT / name, study / name)
    return study


def with_codings(folder: Path, count: int) -> Path:
    """Return a study with the same long interview that bears so many codings of one coder."""
    create_study(folder, "Benchmark", "en")
    words = "".join(f"Respondent: answer number {n} about the subsidy.\n" for n in range(TURNS))
    (folder / "interviews" / "INT01.txt").write_text(words, encoding="utf-8")
    add_coder(Study(folder), "c1")
    study = Study(folder)
    document, code = study.document("INT01"), study.codebook.lookup("BOT-POL")
    turns = [turn.words for turn in document.turns if turn.words][:count]
    apply_codes(study, study.coder("c1"), [CodeRequest(document, Span(t.start, t.end), code) for t in turns])
    return folder


def best(
    commands: Mapping[str, Callable[[], list[str]]], folders: Mapping[str, Path], caches: Path
) -> dict[str, float]:
    """Return the shortest time of each command in seconds, taken in turn."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(caches)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    times = dict.fromkeys(commands, float("inf"))
    for lap in range(ROUNDS + 1):
        for name, command in commands.items():
            words = command()
            begun = time.perf_counter()
            subprocess.run(words, cwd=folders.get(name), env=environment, check=True, capture_output=True)
            if lap:  # the first round compiles the modules and fills the cache
                times[name] = min(times[name], time.perf_counter() - begun)
    return times


def main() -> int:
    """Print the ratios and return 1 when one is above its limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "empty.py").write_text(EMPTY, encoding="utf-8")
        study, few, many = bundled(folder), with_codings(folder / "few", 10), with_codings(folder / "many", 10_000)
        own = [sys.executable, "-m", "qualcode"]
        first = Study(study)
        coder, document, code = first.settings.coders[0].handle, first.document_ids[0], first.codebook.codable[0]
        marks = iter(range(10**6))

        def coding() -> list[str]:
            at = 40 + next(marks)
            return [*own, "code", f"{document}#{at}-{at + 5}", code, "--coder", coder]

        def further(base: int) -> list[str]:
            return [*own, "code", f"INT01#{base + next(marks)}-{base + 2000}", "BOT-MOT"]

        commands: dict[str, Callable[[], list[str]]] = {
            "empty": lambda: [sys.executable, str(folder / "empty.py"), "--help"],
            "--help": lambda: [*own, "--help"],
            "show": lambda: [*own, "show", document],
            "quotes": lambda: [*own, "quotes", "--coder", coder],
            "status": lambda: [*own, "status"],
            "code": coding,
            "code at 10": lambda: further(12),
            "code at 10,000": lambda: further(12),
        }
        folders = dict.fromkeys(("show", "quotes", "status", "code"), study)
        times = best(commands, {**folders, "code at 10": few, "code at 10,000": many}, folder / "pycache")
    late = []
    for name, limit in LIMITS.items():
        base = times["code at 10" if name == "code at 10,000" else "empty"]
        ratio = times[name] / base
        print(f"{name:16} {times[name] * 1000:6.0f} ms  {ratio:5.2f} x  (at most {limit:g} x of {base * 1000:.0f} ms)")
        late += [name] if ratio > limit else []
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())

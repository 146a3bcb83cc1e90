"""How long what people hand in takes: the whole report of this study, and a Word matrix of 300 × 40 with quotes.

Budgets: 15 s for Word, page, workbook and figures in a fresh process; 5 s and 500 MB for the matrix.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from qualcode.model.display import Cell, Column, Display, Row

ROOT = Path(__file__).resolve().parents[1]
WHOLE, MATRIX, MEGABYTES = 15.0, 5.0, 500.0
ROWS, COLUMNS = 300, 40
_MATRIX = "import resource, sys; sys.path.insert(0, sys.argv[1]); import report; report.matrix(); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"


def display() -> Display:
    """Return a matrix in which every cell holds a quote or two, as codes by documents have them."""
    words = "“政策之间不配套，教育这边批了，人社那边说不归他们管，等了两年才批下来一部分。” (INT07:14, 受访者)"
    quotes = tuple(Cell((words,) * (1 + (number % 3 == 0))) for number in range(COLUMNS))
    columns = tuple(Column(f"case{number}", f"案例{number}", "quotes") for number in range(COLUMNS))
    rows = tuple(Row(f"code{number}", f"编码{number}", quotes) for number in range(ROWS))
    return Display("编码 × 文档", "passage", columns, rows, ("注释。",))


def matrix() -> None:
    """Write the matrix as Word and print how many bytes it has."""
    from qualcode.report.write import write_display  # what a fresh process imports is part of the time

    print(len(write_display(display(), "docx")))


def _processor() -> float:
    """Return the seconds of processor time that the processes started here have used."""
    used = os.times()
    return used.children_user + used.children_system


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        start, spent = time.perf_counter(), _processor()
        ran = subprocess.run(
            [sys.executable, "-m", "qualcode", "run", "--study", str(ROOT), "--out", folder],
            capture_output=True,
            text=True,
        )
        whole, worked = time.perf_counter() - start, _processor() - spent
        if ran.returncode:
            print(ran.stderr)
            return 1
        files = sum(path.is_file() for path in Path(folder).rglob("*"))
    start = time.perf_counter()
    made = subprocess.run(
        [sys.executable, "-c", _MATRIX, str(Path(__file__).parent)], capture_output=True, text=True, check=True
    )
    seconds = time.perf_counter() - start
    size, memory = map(int, made.stdout.split())
    megabytes = memory / (1_048_576 if sys.platform == "darwin" else 1024)
    print(
        f"whole report, {files} files: {whole:.2f} s, {worked:.2f} s of it processor ({'within' if whole <= WHOLE else 'over'} {WHOLE:g} s)"
    )
    held = seconds <= MATRIX and megabytes <= MEGABYTES
    print(
        f"word matrix {ROWS} × {COLUMNS} with quotes: {seconds:.2f} s, {megabytes:.0f} MB, {size:,} bytes "
        f"({'within' if held else 'over'} {MATRIX:g} s and {MEGABYTES:g} MB)"
    )
    return 0 if held and whole <= WHOLE else 1


if __name__ == "__main__":
    raise SystemExit(main())

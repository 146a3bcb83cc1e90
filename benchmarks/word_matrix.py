"""How long a matrix of 60 codes × 17 cases with 500 characters a cell takes to become a Word document (budget: 2 s)."""

from __future__ import annotations

import time

from qualcode.model.display import Cell, Column, Display, Row
from qualcode.report.write import write_display

ROWS, COLUMNS, CHARACTERS, BUDGET = 60, 17, 500, 2.0


def main() -> int:
    words = ("政策之间不配套，教育这边批了，the other office said no。" * 20)[:CHARACTERS]
    columns = tuple(Column(f"case{i}", f"案例{i}") for i in range(COLUMNS))
    rows = tuple(Row(f"code{i}", f"编码{i}", (Cell(words),) * COLUMNS) for i in range(ROWS))
    display = Display("编码 × 案例", "passage", columns, rows, ("注释。",))
    start = time.perf_counter()
    written = write_display(display, "docx")
    seconds = time.perf_counter() - start
    verdict = "within" if seconds <= BUDGET else "over"
    print(
        f"word matrix {ROWS} × {COLUMNS} × {CHARACTERS}: {seconds:.2f} s, {len(written):,} bytes ({verdict} {BUDGET} s)"
    )
    return 0 if seconds <= BUDGET else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""Readers tried with mutated files: each must give a text or one sentence, within a second, and never a traceback.

`python benchmarks/fuzz_formats.py --inputs 20000` tries so many of each format; `--keep` writes the numbers of the inputs that
took a way of their own to tests/text/hostile_files.json, from which the suite replays them.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path.insert(0, str(TESTS / "support"))

from format_files import SEEDS, mutated  # noqa: E402

from qualcode import registry  # noqa: E402
from qualcode.errors import StudyError  # noqa: E402
from qualcode.text.extract import Extract  # noqa: E402
from qualcode.text.formats import pdf  # noqa: E402
from qualcode.text.formats._pdf_engine import taken_apart  # noqa: E402
from qualcode.text.formats._pdf_pages import pages_from  # noqa: E402

CORPUS = TESTS / "text" / "hostile_files.json"
MOST_KEPT, MOST_SECONDS = {"docx": 60, "md": 60}, 1.0
"""So many inputs of a format are kept (200 of the others), and so long may one take."""


def read(format: str, data: bytes) -> Extract:
    if format == "pdf":
        return pdf.extract(pages_from(taken_apart(data)))
    found: Extract = registry.load("format", format)(data, "x")
    return found


def way(format: str, data: bytes) -> tuple[str, str]:
    """Return whether a file was read or refused, and what its way looks like from outside: two files with one way are alike."""
    try:
        extract = read(format, data)
    except StudyError as fault:
        return "refused", re.sub(r'\d+|".*?"', "#", fault.message)
    kinds = sorted({block.kind for block in extract.blocks})
    left = sorted({entry.kind for entry in extract.left_out})
    return "read", f"{len(extract.blocks).bit_length()} {kinds} {left} {bool(extract.notes)}"


def tried(format: str, inputs: int) -> list[int]:
    ways: dict[tuple[str, str], int] = {}
    outcomes: Counter[str] = Counter()
    failed: list[int] = []
    slowest = (0.0, 0)
    started = time.perf_counter()
    for number in range(inputs):
        data = mutated(format, number)
        begun = time.process_time()
        try:
            found = way(format, data)
            outcomes[found[0]] += 1
            ways.setdefault(found, number)
        except Exception as fault:  # noqa: BLE001
            failed.append(number)
            print(f"{format} {number}: {type(fault).__name__}: {fault}", flush=True)
        slowest = max(slowest, (time.process_time() - begun, number))
    slow = f"slowest {slowest[0]:.2f} s (input {slowest[1]}){' TOO SLOW' if slowest[0] > MOST_SECONDS else ''}"
    print(
        f"{format}: {inputs:,} inputs in {time.perf_counter() - started:.0f} s, {outcomes['read']:,} read, "
        f"{outcomes['refused']:,} refused, {len(failed)} failed, {len(ways)} ways, {slow}",
        flush=True,
    )
    return [*failed, slowest[1], *sorted(ways.values())][: MOST_KEPT.get(format, 200)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=500)
    parser.add_argument("--format", action="append", choices=list(SEEDS))
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    kept = json.loads(CORPUS.read_text(encoding="utf-8")) if CORPUS.exists() else {}
    for format in options.format or SEEDS:
        kept[format] = sorted(set(tried(format, options.inputs)))
    if options.keep:
        CORPUS.write_text(json.dumps(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Spoil files of each transcript format and read them: a reader gives a document whole in its parts, or one sentence.

Run it with `python benchmarks/fuzz_transcripts.py [SUFFIX …] [--inputs 20000] [--first 0]`. It prints, for each format, how many inputs were
read and how many refused, the slowest, and the number of each input that broke a rule. The suite replays the first numbers.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from mutations import mutated, seeds

from qualcode.errors import StudyError
from qualcode.text.read import read_document
from qualcode.text.segments import segment


def tried(suffix: str, number: int) -> tuple[str, float]:
    """Read one spoilt file; return `read`, `refused` or what went wrong, and the seconds it took."""
    data = mutated(suffix, number)
    begun = time.perf_counter()
    try:
        document = read_document(data, id="x", kind="interview", path=f"x{suffix}", suffix=suffix).document
        for unit in ("turn", "paragraph", "sentence"):
            segment(document, unit)
        outcome = "read" if document.turns == tuple(sorted(document.turns, key=lambda t: t.span.start)) else "disorder"
    except StudyError as fault:
        outcome = "refused" if fault.message and fault.remedy and fault.path else "no remedy"
    except Exception as fault:  # noqa: BLE001  finding these is what this is for
        outcome = repr(fault)[:200]
    return outcome, time.perf_counter() - begun


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suffixes", nargs="*", default=list(seeds()))
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    broken = 0
    for suffix in asked.suffixes:
        counts = {"read": 0, "refused": 0}
        slowest = (0.0, 0)
        for number in range(asked.first, asked.first + asked.inputs):
            outcome, seconds = tried(suffix, number)
            slowest = max(slowest, (seconds, number))
            if outcome in counts:
                counts[outcome] += 1
            else:
                broken += 1
                print(f"{suffix} {number}: {outcome}")
        print(
            f"{suffix}: {counts['read']} read, {counts['refused']} refused, slowest {slowest[0]:.2f} s (input {slowest[1]})",
            flush=True,
        )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

"""Readers of other programs' projects and sheets tried with spoilt files: codings on their words, or one sentence.

`python benchmarks/fuzz_projects.py --inputs 20000` tries so many of each kind, `--import-every 50` brings each so many-th
all the way into a study; it prints failures and the slowest. The suite replays the first numbers.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "exchange")]

from spoilt_projects import KINDS, spoilt  # noqa: E402
from studies import make_study  # noqa: E402
from test_spoilt_projects import tried  # noqa: E402

from qualcode.errors import QualcodeError  # noqa: E402
from qualcode.exchange.refi.bring import import_project  # noqa: E402

MOST_SECONDS = 2.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=500)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--import-every", type=int, default=50)
    parser.add_argument("--kind", action="append", choices=KINDS)
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        study = make_study(root / "study")
        for kind in options.kind or KINDS:
            said: Counter[str] = Counter()
            slowest, brought, started = (0.0, 0), 0, time.perf_counter()
            for number in range(options.first, options.first + options.inputs):
                begun = time.process_time()
                try:
                    outcome, reading = tried(kind, spoilt(kind, number), root / "x", study)
                    said["read" if outcome == "read" else "refused"] += 1
                    slowest = max(slowest, (time.process_time() - begun, number))
                    if reading is not None and number % options.import_every == 0:
                        brought += 1
                        import_project(reading, root / f"{kind}-{number}", "x")
                except QualcodeError:
                    said["refused on the way in"] += 1
                except Exception as fault:  # noqa: BLE001  finding these is what this is for
                    failed += 1
                    print(f"{kind} {number}: {type(fault).__name__}: {str(fault)[:200]}", flush=True)
            slow = " TOO SLOW" if slowest[0] > MOST_SECONDS else ""
            print(
                f"{kind}: {options.inputs:,} inputs in {time.perf_counter() - started:.0f} s: {dict(said)}, {brought} brought in,"
                f" slowest {slowest[0]:.2f} s (input {slowest[1]}){slow}",
                flush=True,
            )
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())

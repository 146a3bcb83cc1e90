"""How fast a large ledger is read: events a second, memory, and the same with a line from elsewhere and a torn one.

Run it alone on a machine: `python benchmarks/ledger.py --events 1000000`.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from qualcode.model.events import CodeEvent, encode_event
from qualcode.model.fold import fold
from qualcode.study.ledger_lines import read_events
from qualcode.study.writing import new_id

QUOTE = "政策之间不配套，教育这边批了，人社那边说不归他们管。"
BEFORE, AFTER = "您刚才说补贴，后来到位了吗？受访者：一直没有。", "等了两年，后来才批下来一部分。访谈者：谁批的？"


def write_ledger(path: Path, events: int, *, damaged: bool) -> None:
    with path.open("wb") as file:
        for number in range(events):
            start = number * 7
            event = CodeEvent(
                id=new_id(), at=f"2026-03-01T{number // 3600000:02d}:00:00.000Z", act="A" * 26, start=start, end=start + 26,
                quote=QUOTE, before=BEFORE, after=AFTER, text="0" * 64, code="BOT-POL", book="1" * 64,
            )  # fmt: skip
            line = encode_event(event)
            if damaged and number == events // 3:
                line = b'{"op":"of-a-later-version","id":"X"}'
            if damaged and number == events // 2:
                line = line[: len(line) // 2]
            file.write(line + b"\n")
        file.flush()
        os.fsync(file.fileno())  # so that the disk is not still busy when it is read


def measure(path: Path, *, folded: bool) -> None:
    started, cpu = time.perf_counter(), time.process_time()
    with path.open("rb") as file:
        reading = read_events(file, path.name)
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = path.stat().st_size / 1e6
    problems = len(reading.problems)
    print(
        f"{len(reading.events):>9,} events, {size:5.0f} MB: read in {seconds:5.2f} s ({cpu:5.2f} s CPU), peak {peak:5.0f} MB, {problems} problems"
    )
    if folded:
        started = time.perf_counter()
        state = fold(reading.events, lambda code: code)
        print(f"          folded into {len(state.codings):,} codings in {time.perf_counter() - started:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--fold", action="store_true", help="fold as well")
    parser.add_argument("--only", type=Path, help="measure this ledger and nothing else")
    options = parser.parse_args()
    if options.only is not None:
        measure(options.only, folded=options.fold)
        return
    with tempfile.TemporaryDirectory() as folder:
        for damaged in (False, True):
            path = Path(folder) / ("damaged.jsonl" if damaged else "whole.jsonl")
            write_ledger(path, options.events, damaged=damaged)
            # A process of its own, so that the peak of memory is this ledger's.
            fold_too = ["--fold"] if options.fold and not damaged else []
            subprocess.run([sys.executable, __file__, "--only", str(path), *fold_too], check=True)


if __name__ == "__main__":
    main()

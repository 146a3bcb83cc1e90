"""Speed and memory of the α family for unitising: from spans to values, and a bootstrap over documents."""

from __future__ import annotations

import argparse
import random
import time
import tracemalloc

from qualcode.agreement.unitising.alpha import FAMILY, U_ALPHA
from qualcode.agreement.unitising.boundaries import boundary_similarity
from qualcode.agreement.unitising.continuum import Continuum
from qualcode.agreement.unitising.tally import tally

CODES = tuple(f"C{number:02d}" for number in range(30))
BUDGET = 2.0


def corpus(documents: int, length: int, spans: int, coders: int, seed: int = 1) -> tuple[Continuum, ...]:
    """Return documents whose coders mark about the same passages, a few characters off, some with another code."""
    chance = random.Random(seed)
    return tuple(_document(f"D{number:03d}", length, spans, coders, chance) for number in range(documents))


def _document(name: str, length: int, spans: int, coders: int, chance: random.Random) -> Continuum:
    places = [(chance.randrange(length - 200), chance.randint(20, 150), chance.choice(CODES)) for _ in range(spans)]
    passages = {}
    for coder in range(coders):
        own = []
        for start, size, code in places:
            begin = max(0, start + chance.randint(-5, 5))
            given = code if chance.random() < 0.8 else chance.choice(CODES)
            own.append((begin, begin + size + chance.randint(0, 10), given))
        passages[f"c{coder + 1}"] = tuple(own)
    return Continuum(name, length, passages)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--length", type=int, default=100_000)
    parser.add_argument("--spans", type=int, default=500)
    parser.add_argument("--coders", type=int, default=3)
    given = parser.parse_args()
    texts = corpus(given.documents, given.length, given.spans, given.coders)
    print(
        f"{given.documents} documents × {given.length:,} characters × {given.spans} spans × {given.coders} coders, one core"
    )
    started, busy = time.perf_counter(), time.process_time()
    found = tally(texts)
    value = U_ALPHA.of(found).value
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    verdict = "kept" if seconds <= BUDGET else "missed"
    print(
        f"{'u_alpha, from spans':<34} {seconds:7.2f} s  {value:.4f}  ({busy:.2f} s of processor; {BUDGET:.0f} s: {verdict})"
    )
    started = time.perf_counter()
    values = [one.of(found).value for one in FAMILY]
    print(f"{'u, |u and cu from the same counts':<34} {time.perf_counter() - started:7.2f} s  {values}")
    started = time.perf_counter()
    low, high = sorted(U_ALPHA.replicates(found, seed=1, count=1000))[25:976:950]
    print(f"{'1,000 resamples of documents':<34} {time.perf_counter() - started:7.2f} s  {low:.4f} to {high:.4f}")
    started = time.perf_counter()
    similar = boundary_similarity(texts).value
    print(f"{'boundary_similarity':<34} {time.perf_counter() - started:7.2f} s  {similar:.4f}")
    for factor in (1, 100):
        stretched = tuple(Continuum(one.document, one.length * factor, one.spans) for one in texts)
        tracemalloc.start()
        tally(stretched)
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        print(f"{f'peak memory, length × {factor}':<34} {peak:7.1f} MB")


if __name__ == "__main__":
    main()

"""Random realistic edits of the bundled transcripts: no coding ever stands wrong, and nearly all follow their words."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from qualcode.study.study import Study

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def edits() -> ModuleType:
    """The benchmark, whose short version this is."""
    spec = importlib.util.spec_from_file_location("anchoring_edits", ROOT / "benchmarks" / "anchoring.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["anchoring_edits"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("known", "untouched", "inside"), [(True, 0.98, 0.85), (False, 0.96, 0.6)])
def test_no_coding_stands_wrong_and_nearly_all_follow(
    edits: ModuleType, known: bool, untouched: float, inside: float
) -> None:
    """72 edits, 6 of each kind, of every document's codings; without the old text more is left to a person."""
    study, chance = Study(ROOT), random.Random(20260301)
    documents = [study.document(id) for id in study.document_ids]
    tally: Counter[tuple[str, str]] = Counter()
    for number in range(72):
        before = chance.choice(documents)
        places = edits.passages(study, before, chance, coded_only=True)
        now = edits.EDITS[number % len(edits.EDITS)](edits.version(before.text), chance)
        assert list(edits.measure(before, places, now, cached=known, tally=tally)) == []
    for kind, least in (("untouched", untouched), ("edited", inside)):
        assert tally[kind, "followed"] >= least * (tally[kind, "followed"] + tally[kind, "reported"]), (kind, tally)
    assert tally["untouched", "followed"] > 3000 and tally["edited", "followed"] > 30 and tally["gone", "reported"] > 5


def test_the_measure_sees_a_coding_that_stands_wrong(edits: ModuleType) -> None:
    """A law about the measure itself: one letter off is wrong."""
    text = "受访者：政策不配套，补贴没到位。"
    went = edits.Map(text, edits.version(text).put(0, "新的一段。\n"))
    truth = went.truth(4, 9)
    span = edits.Span(4 + 6, 9 + 6)
    assert (truth.kind, went.wrong(truth, span, 4, 9)) == ("untouched", False)
    assert went.wrong(truth, edits.Span(span.start + 1, span.end), 4, 9)
    assert went.wrong(truth, edits.Span(span.start, span.end + 1), 4, 9)

"""The laws of spans: half-open stretches, set algebra, and the three named answers to a partial overlap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.span import Span

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 40))


def points(span: Span | None) -> set[int]:
    return set() if span is None else set(range(span.start, span.end))


@pytest.mark.parametrize("start, end", [(3, 3), (4, 3), (-1, 2)])
def test_an_empty_reversed_or_negative_stretch_is_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@given(spans, spans)
def test_and_is_what_both_cover(a: Span, b: Span) -> None:
    assert points(a & b) == points(a) & points(b)
    assert (a & b) == (b & a)
    assert a.overlaps(b) == bool(points(a) & points(b))


@given(spans, spans)
def test_or_is_the_least_span_over_both(a: Span, b: Span) -> None:
    joined = a | b
    assert a in joined and b in joined
    assert (joined.start, joined.end) == (min(a.start, b.start), max(a.end, b.end))


@given(spans, spans)
def test_in_is_the_subset_relation(a: Span, b: Span) -> None:
    assert (a in b) == (points(a) <= points(b))


@given(spans, spans)
def test_crop_answers_a_partial_overlap_as_named(a: Span, window: Span) -> None:
    assert a.crop(window, "strict") == (a if a in window else None)
    assert a.crop(window, "loose") == (a if a.overlaps(window) else None)
    assert a.crop(window, "intersection") == (a & window)


@given(st.text(max_size=50), spans)
def test_the_words_of_a_span_are_code_points(text: str, span: Span) -> None:
    assert span.of(text) == "".join(list(text)[span.start : span.end])
    assert len(span) == len(points(span))


@given(st.lists(spans, max_size=12))
def test_spans_sort_by_start_and_then_by_end(several: list[Span]) -> None:
    assert [(s.start, s.end) for s in sorted(several)] == sorted((s.start, s.end) for s in several)

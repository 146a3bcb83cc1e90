"""Segments: what they cover, how they are numbered, how a span finds them."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.document import UNITS, Document, Segment, Turn, Unit
from qualcode.model.span import Span
from qualcode.text.segments import counted, locate, segment

TEXT = "访谈者：后来到位了吗？\n受访者：一直没有。政策不配套。\n\n等了两年。\n访谈者：\n受访者：嗯。"


def spoken() -> Document:
    """Four turns, one of them a label with nothing after it; the second has two paragraphs."""
    return Document(
        "INT01",
        "interview",
        TEXT,
        (
            Turn(Span(0, 11), Span(4, 11), "访谈者", "interviewer"),
            Turn(Span(12, 34), Span(16, 34), "受访者", "respondent"),
            Turn(Span(35, 39), None, "访谈者", "interviewer"),
            Turn(Span(40, 46), Span(44, 46), "受访者", "respondent"),
        ),
        (Span(0, 11), Span(12, 27), Span(29, 34), Span(35, 39), Span(40, 46)),
    )


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("turn", ["后来到位了吗？", "一直没有。政策不配套。\n\n等了两年。", "嗯。"]),
        ("paragraph", ["后来到位了吗？", "一直没有。政策不配套。", "等了两年。", "嗯。"]),
        ("sentence", ["后来到位了吗？", "一直没有。", "政策不配套。", "等了两年。", "嗯。"]),
    ],
)
def test_segments_hold_the_words_and_not_the_labels(unit: Unit, words: list[str]) -> None:
    segments = segment(spoken(), unit)
    assert [one.span.of(TEXT) for one in segments] == words
    assert [one.number for one in segments] == list(range(1, len(words) + 1))
    assert {one.unit for one in segments} == {unit}


def test_a_document_is_cut_once_for_each_unit_and_a_changed_one_anew() -> None:
    document = spoken()
    assert segment(document, "turn") is segment(document, "turn")
    assert segment(document, "turn") != segment(document, "sentence")
    assert len(segment(replace(document, turns=document.turns[:1]), "turn")) == 1


def test_skipped_roles_are_left_out_and_numbers_stay() -> None:
    segments = segment(spoken(), "sentence")
    assert [one.number for one in counted(segments, ["interviewer"])] == [2, 3, 4, 5]
    assert counted(segments, ()) == segments


def test_a_span_is_located_by_every_segment_that_it_touches() -> None:
    segments = segment(spoken(), "sentence")
    assert locate(segments, Span(16, 17)) == (2, 2)
    assert locate(segments, Span(20, 22)) == (2, 3)
    assert locate(segments, Span(0, 46)) == (1, 5)
    assert locate(segments, Span(0, 4)) is None, "a label belongs to no segment"
    assert locate(segments, Span(11, 16)) is None
    assert locate(counted(segments, ["interviewer"]), Span(0, 17)) == (2, 2)
    assert locate((), Span(0, 4)) is None


def test_words_that_no_paragraph_claims_are_still_in_a_segment() -> None:
    document = Document("D", "case", "one two three", (Turn(Span(0, 13), Span(0, 13)),), (Span(4, 7),))
    assert [one.span.of(document.text) for one in segment(document, "paragraph")] == ["one", "two", "three"]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(st.text(st.sampled_from("aB 1.\n。！“”（）我…　"), min_size=1, max_size=60))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    turns = []
    for start, end in itertools.pairwise(edges):
        kind = draw(st.sampled_from(["words", "labelled", "silent", "gap"]))
        label = min(start + 2, end) if kind == "labelled" else start
        if kind != "gap":
            turns.append(Turn(Span(start, end), None if kind == "silent" or label == end else Span(label, end)))
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    paragraphs = draw(st.lists(places.filter(lambda pair: pair[0] < pair[1]), max_size=6))
    return Document("D", "interview", text, tuple(turns), tuple(Span(*pair) for pair in sorted(paragraphs)))


@given(documents(), st.sampled_from(UNITS))
def test_every_word_of_every_turn_is_in_exactly_one_segment(document: Document, unit: Unit) -> None:
    segments = segment(document, unit)
    spans = [one.span for one in segments]
    assert [one.number for one in segments] == list(range(1, len(segments) + 1))
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert all(one.span.of(document.text) == one.span.of(document.text).strip() for one in segments)
    assert all(one.turn.words is not None and one.span in one.turn.words for one in segments)
    covered = [place for span in spans for place in range(span.start, span.end)]
    spoken_places = [p for t in document.turns if t.words for p in range(t.words.start, t.words.end)]
    wanted = {place for place in spoken_places if not document.text[place].isspace()}
    assert len(covered) == len(set(covered))
    assert wanted <= set(covered) <= set(spoken_places)


@given(documents(), st.sampled_from(UNITS), st.integers(0, 59), st.integers(1, 20))
def test_locating_agrees_with_looking_at_every_segment(document: Document, unit: Unit, start: int, size: int) -> None:
    segments = segment(document, unit)
    span = Span(start, start + size)
    touched = [one.number for one in segments if one.span.overlaps(span)]
    assert locate(segments, span) == ((touched[0], touched[-1]) if touched else None)


def test_a_segment_knows_its_turn() -> None:
    found: tuple[Segment, ...] = segment(spoken(), "paragraph")
    assert [one.turn.speaker for one in found] == ["访谈者", "受访者", "受访者", "受访者"]

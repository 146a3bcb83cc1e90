"""Nothing shifts: a coding keeps its words and their surroundings, or it is unanchored."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.coding.anchor import CONTEXT, Anchor, anchor, place_in
from qualcode.model.document import Document
from qualcode.model.span import Span

texts = st.text(st.sampled_from("ab 。\n政策"), max_size=120)


def document(text: str) -> Document:
    return Document("D", "interview", text, (), ())


def passage(text: str, start: int, length: int) -> Anchor:
    start = start % (len(text) - 1)
    return anchor(document(text), Span(start, min(len(text), start + length)))


def placed_well(text: str, place: Anchor) -> None:
    """Assert that a coding stands on its own words in its own surroundings, or nowhere."""
    span, state = place_in(document(text), place)
    if span is None:
        assert state == "unanchored"
        return
    assert span.of(text) == place.quote
    assert text[: span.start].endswith(place.before) and text[span.end :].startswith(place.after)
    if state == "exact":
        assert (span.start, span.end) == (place.start, place.end)
    else:
        assert text.count(place.before + place.quote + place.after) == 1


@given(texts.filter(lambda text: len(text) > 1), st.integers(0, 200), st.integers(1, 30))
def test_in_its_own_text_a_passage_stands_exactly_where_it_stood(text: str, start: int, length: int) -> None:
    place = passage(text, start, length)
    assert place_in(document(text), place) == (Span(place.start, place.end), "exact")


@given(texts.filter(lambda text: len(text) > 1), st.integers(0, 200), st.integers(1, 30), texts)
@settings(max_examples=200)
def test_in_any_other_text_it_never_stands_on_other_words_or_in_other_surroundings(
    text: str, start: int, length: int, other: str
) -> None:
    placed_well(other, passage(text, start, length))


@given(
    texts.filter(lambda text: len(text) > 1),
    st.integers(0, 200),
    st.integers(1, 20),
    st.integers(0, 120),
    st.integers(0, 9),
    texts,
)
@settings(max_examples=300)
def test_an_edit_before_after_or_inside_never_shifts_it(
    text: str, start: int, length: int, at: int, cut: int, put: str
) -> None:
    place = passage(text, start, length)
    edited = text[:at] + put + text[at + cut :]
    placed_well(edited, place)
    if text[place.start : place.end] != place.quote:
        pytest.fail("the passage was made wrong")


LONG = "".join(f"{number}句。" for number in range(200))


@pytest.mark.parametrize("put", ["x", "新的一段。\n" * 40])
def test_an_insertion_well_before_moves_it_and_one_well_after_leaves_it(put: str) -> None:
    place = passage(LONG, 300, 12)
    moved = place_in(document(put + LONG), place)
    assert moved == (Span(place.start + len(put), place.end + len(put)), "moved")
    assert place_in(document(LONG + put), place) == (Span(place.start, place.end), "exact")


@pytest.mark.parametrize("offset", [-CONTEXT, -1, 0, 5, 11, 12 + CONTEXT - 1])
def test_a_letter_changed_in_its_words_or_within_32_of_them_unanchors_it(offset: int) -> None:
    place = passage(LONG, 300, 12)
    at = place.start + offset
    assert place_in(document(LONG[:at] + "改" + LONG[at + 1 :]), place) == (None, "unanchored")


@pytest.mark.parametrize("offset", [-CONTEXT - 1, 12 + CONTEXT])
def test_a_letter_changed_further_away_leaves_it(offset: int) -> None:
    place = passage(LONG, 300, 12)
    at = place.start + offset
    assert place_in(document(LONG[:at] + "改" + LONG[at + 1 :]), place)[1] == "exact"


def test_equal_words_elsewhere_in_other_surroundings_are_never_taken() -> None:
    place = anchor(document("他说政策不配套，然后沉默。"), Span(2, 7))
    assert place_in(document("她说政策不配套，接着又说。"), place) == (None, "unanchored")


def test_two_places_that_fit_leave_it_unanchored() -> None:
    whole = "前文" * 20 + "政策" + "后文" * 20
    place = anchor(document(whole), Span(40, 42))
    assert place_in(document("。" + whole + "。" + whole), place) == (None, "unanchored")
    assert place_in(document(whole + "。" + whole), place)[1] == "exact", "it stands where it stood"


@pytest.mark.parametrize("start, end", [(0, 9999), (5000, 9999), (4, 3), (-5, 3), (7, 7)])
def test_bounds_are_checked_even_when_the_text_is_the_same(start: int, end: int) -> None:
    own = document("甲乙丙丁戊")
    broken = Anchor(start, end, "丙丁戊xx", "甲乙", "", own.text_sha256)
    assert place_in(own, broken) == (None, "unanchored")
    assert place_in(own, Anchor(start, end, "", "", "", own.text_sha256)) == (None, "unanchored")

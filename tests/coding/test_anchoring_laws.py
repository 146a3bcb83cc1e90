"""Nothing shifts: a coding follows its words, or it is unanchored."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from qualcode.coding.anchor import CONTEXT, Anchor, anchor, place_in
from qualcode.coding.judging import ALIKE
from qualcode.model.document import Document
from qualcode.model.span import Span

texts = st.text(st.sampled_from("ab 。\n政策"), max_size=120)


def document(text: str) -> Document:
    return Document("D", "interview", text, (), ())


def passage(text: str, start: int, length: int) -> Anchor:
    start = start % (len(text) - 1)
    return anchor(document(text), Span(start, min(len(text), start + length)))


def placed_well(text: str, place: Anchor) -> None:
    """Assert that a coding stands on words like its own, or nowhere; on the very same where it is said not to have moved."""
    span, state = place_in(document(text), place)
    if span is None:
        assert state == "unanchored"
        return
    if state == "exact":
        assert (span.start, span.end, span.of(text)) == (place.start, place.end, place.quote)
        assert text[: span.start].endswith(place.before) and text[span.end :].startswith(place.after)
    words, own = "".join(span.of(text).split()), "".join(place.quote.split())
    assert words == own or Indel.normalized_similarity(words, own) >= ALIKE


@given(texts.filter(lambda text: len(text) > 1), st.integers(0, 200), st.integers(1, 30))
def test_in_its_own_text_a_passage_stands_exactly_where_it_stood(text: str, start: int, length: int) -> None:
    place = passage(text, start, length)
    assert place_in(document(text), place) == (Span(place.start, place.end), "exact")


@given(texts.filter(lambda text: len(text) > 1), st.integers(0, 200), st.integers(1, 30), texts)
@settings(max_examples=200)
def test_in_any_other_text_it_never_stands_on_other_words(text: str, start: int, length: int, other: str) -> None:
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
    placed_well(text[:at] + put + text[at + cut :], place)
    if text[place.start : place.end] != place.quote:
        pytest.fail("the passage was made wrong")


LONG = "".join(f"{number}句。" for number in range(200))


@pytest.mark.parametrize("put", ["x", "新的一段。\n" * 40])
def test_an_insertion_well_before_moves_it_and_one_well_after_leaves_it(put: str) -> None:
    place = passage(LONG, 300, 12)
    moved = place_in(document(put + LONG), place)
    assert moved == (Span(place.start + len(put), place.end + len(put)), "moved")
    assert place_in(document(LONG + put), place) == (Span(place.start, place.end), "exact")


def edited(text: str, before: str, *, known: bool) -> Document:
    """Return the document after an edit, with the text it had before where that is still known."""
    earlier = {document(before).text_sha256: before} if known else {}
    return Document("D", "interview", text, (), (), earlier=earlier.get)


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("offset", [-CONTEXT, -1, 12, 12 + CONTEXT - 1])
def test_a_letter_changed_within_32_of_its_words_leaves_them_where_they_are(offset: int, known: bool) -> None:
    place = passage(LONG, 300, 12)
    at = place.start + offset
    text = LONG[:at] + "改" + LONG[at + 1 :]
    assert place_in(edited(text, LONG, known=known), place) == (Span(place.start, place.end), "moved")


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("offset", [0, 5, 11])
def test_a_letter_changed_in_its_words_is_followed(offset: int, known: bool) -> None:
    place = passage(LONG, 300, 12)
    at = place.start + offset
    text = LONG[:at] + "改" + LONG[at + 1 :]
    assert place_in(edited(text, LONG, known=known), place) == (Span(place.start, place.end), "moved")


@pytest.mark.parametrize("known", [True, False])
def test_line_wraps_change_no_place(known: bool) -> None:
    place = passage(LONG, 300, 40)
    text = "\n".join(LONG[at : at + 7] for at in range(0, len(LONG), 7))
    span, state = place_in(edited(text, LONG, known=known), place)
    assert span is not None and state == "moved"
    assert span.of(text).replace("\n", "") == place.quote and not span.of(text).startswith("\n")


ANSWERS = """\
访谈者：那一年学校和企业的理事会开过几次会，您还记得吗？
受访者：对。
访谈者：后来补贴是学校去申请的，还是企业自己去申请的？
受访者：不清楚。
访谈者：带教师傅的津贴每个月有多少，是谁发到师傅手里的？
受访者：对。
"""


@pytest.mark.parametrize("known", [True, False])
def test_an_equal_answer_put_in_beside_a_short_one_leaves_it_unanchored(known: bool) -> None:
    """Which of the two was there before cannot be told."""
    start = ANSWERS.index("对。")
    place = anchor(document(ANSWERS), Span(start, start + 2))
    text = ANSWERS.replace("受访者：对。\n", "受访者：对。\n受访者：对。\n", 1)
    assert place_in(edited(text, ANSWERS, known=known), place) == (None, "unanchored")


@pytest.mark.parametrize("known", [True, False])
def test_a_short_answer_that_is_gone_never_jumps_to_a_twin(known: bool) -> None:
    start = ANSWERS.index("对。")
    place = anchor(document(ANSWERS), Span(start, start + 2))
    text = ANSWERS.replace("受访者：对。\n", "", 1)
    assert place_in(edited(text, ANSWERS, known=known), place) == (None, "unanchored")


@pytest.mark.parametrize("known", [True, False])
def test_a_short_answer_follows_an_equal_one_put_in_elsewhere(known: bool) -> None:
    start = ANSWERS.index("对。")
    place = anchor(document(ANSWERS), Span(start, start + 2))
    text = "访谈者：可以开始了吗？\n受访者：对。\n" + ANSWERS
    shift = len(text) - len(ANSWERS)
    assert place_in(edited(text, ANSWERS, known=known), place) == (Span(start + shift, start + shift + 2), "moved")


def test_a_paragraph_that_was_moved_takes_its_codings_along_where_the_old_text_is_known() -> None:
    lines = [
        "受访者：补贴是学校申请的，批了两年，后来财政说没有这一项了。",
        "受访者：带教师傅由车间自己挑，年纪大的不愿意带，年轻的又走得快。",
        "受访者：理事会一年开一次，纪要发给我们，念一遍就过去了。",
        "受访者：学生来了先上安全课，三天，考过了才能进车间，没考过的回去。",
        "受访者：评价表是两边一起填的，班主任一份，师傅一份，学期末交。",
    ]
    before = "\n".join(lines)
    start = before.index("理事会一年")
    place = anchor(document(before), Span(start, start + len("理事会一年开一次，纪要发给我们")))
    text = "\n".join([lines[0], lines[1], lines[3], lines[4], lines[2]])
    span, state = place_in(edited(text, before, known=True), place)
    assert span is not None and (span.of(text), state) == (place.quote, "moved")


def test_what_a_ledger_says_of_the_old_text_is_checked_against_it() -> None:
    """A kept text in which other words stand at that place is no help: the passage is looked for without it."""
    place = passage(LONG, 300, 12)
    broken = place._replace(start=10, end=22)
    assert place_in(edited("新" + LONG, LONG, known=True), broken) == (Span(place.start + 1, place.end + 1), "moved")


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
    assert place_in(document(whole + "。" + whole), place) == (None, "unanchored"), (
        "the copy may have been put in before"
    )


@pytest.mark.parametrize("start, end", [(0, 9999), (5000, 9999), (4, 3), (-5, 3), (7, 7)])
def test_bounds_are_checked_even_when_the_text_is_the_same(start: int, end: int) -> None:
    own = document("甲乙丙丁戊")
    broken = Anchor(start, end, "丙丁戊xx", "甲乙", "", own.text_sha256)
    assert place_in(own, broken) == (None, "unanchored")
    assert place_in(own, Anchor(start, end, "", "", "", own.text_sha256)) == (None, "unanchored")

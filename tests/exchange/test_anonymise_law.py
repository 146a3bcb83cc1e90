"""Each coding's words after anonymising are its words before with the names replaced."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.exchange.anonymise.matching import Matcher, Rule, folded
from qualcode.exchange.edits import Edit, Edits
from qualcode.model.span import Span

WORDS = st.sampled_from(
    ["张三", "张", "三", "说", " ", "王总", "总", "Ann", "planned", "'s", "\n", "O’Brien", "Li Na", "。", "ann"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map("".join)
TABLES = st.dictionaries(
    st.sampled_from(["张三", "三说", "王总", "Ann", "O'Brien", "Li Na", "张三说"]),
    st.sampled_from(["P1", "某人", "X", "甲乙丙丁"]),
    min_size=1,
)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TABLES, st.data())
def test_words_after_are_the_words_before_with_the_names_replaced(
    text: str, table: dict[str, str], data: st.DataObject
) -> None:
    edits = Matcher(Rule(name, new) for name, new in table.items()).edits(text)
    new = edits.apply(text)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    whole = edits.widened(span)
    inside = Edits(e._replace(start=e.start - whole.start, end=e.end - whole.start) for e in edits.touching(span))
    assert edits.place(span).of(new) == inside.apply(whole.of(text))
    if not edits.touching(span):
        assert edits.place(span).of(new) == span.of(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS, TABLES)
def test_replaced_stretches_are_the_names_and_nothing_else(text: str, table: dict[str, str]) -> None:
    plain = {folded(name).casefold().replace(" ", ""): new for name, new in table.items()}
    for edit in Matcher(Rule(name, new) for name, new in table.items()).edits(text).edits:
        stood = folded(text[edit.start : edit.end]).casefold().replace(" ", "")
        assert plain[stood] == edit.words


def test_edits_are_disjoint_and_of_something() -> None:
    for wrong in ([Edit(0, 2, "a"), Edit(1, 3, "b")], [Edit(1, 1, "a")], [Edit(0, 1, "")]):
        with pytest.raises(ValueError, match="disjoint"):
            Edits(wrong)


FORMS = {
    "plain": ("张三说", "P1说"),
    "spaced": ("张 三说", "P1说"),
    "wide space": ("张\u3000三说", "P1说"),
    "longest first": ("张三丰来了", "P2来了"),
    "possessive": ("Ann's plan", "P3's plan"),
    "upper case": ("ANN said", "P3 said"),
    "full width": ("Ａｎｎ said", "P3 said"),
    "within a word": ("we planned Anna", "we planned Anna"),
    "beside Chinese": ("找Ann谈", "找P3谈"),
    "wrapped line": ("with Li\nNa today", "with P4 today"),
    "two blank lines": ("with Li\n\nNa today", "with Li\n\nNa today"),
    "other apostrophe": ("Mr O’Brien", "Mr P5"),
    "a word too, small": ("we may go, May said", "we may go, P6 said"),
    "number in parts": ("call 138 0013 8000 now", "call P7 now"),
    "number in a longer one": ("no 1138001380001", "no 1138001380001"),
    "digits after a name": ("Ann2 and Ann", "P32 and P3"),
}
RULES = [
    *(Rule("张三", "P1"), Rule("张三丰", "P2"), Rule("Ann", "P3"), Rule("Li Na", "P4"), Rule("O'Brien", "P5")),
    *(Rule("May", "P6"), Rule("13800138000", "P7")),
]


@pytest.mark.parametrize("form", FORMS)
def test_forms_in_which_names_are_written(form: str) -> None:
    text, expected = FORMS[form]
    assert Matcher(RULES).replaced(text) == expected


def test_longer_name_wins_even_where_it_begins_later() -> None:
    assert Matcher([Rule("张三", "A"), Rule("三丰集团", "B")]).replaced("张三丰集团") == "张B"

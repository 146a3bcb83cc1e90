"""A person's quote finds its words once, across hard line wraps and in either Unicode form, or is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.coding.quote import find_quote
from qualcode.errors import UsageError
from qualcode.model.span import Span

WRAPPED = "The subsidy never\narrived in  time.\n政策不配套，补贴\n没到位。\nThe end. The end.\n"
WHOLE = Span(0, len(WRAPPED))


@pytest.mark.parametrize(
    "quote, how",
    [
        ("subsidy never\narrived", "exact"),
        ("subsidy never arrived", "white space"),
        ("never arrived in time.", "white space"),
        ("补贴没到位", "white space"),
        ("政策不配套，补贴 没到位。", "white space"),
        ("  subsidy  ", "exact"),
    ],
)
def test_a_quote_finds_its_words_across_wraps(quote: str, how: str) -> None:
    found = find_quote(WRAPPED, quote, WHOLE, "D")
    assert found.how == how
    assert "".join(found.span.of(WRAPPED).split()) == "".join(quote.split())
    assert not found.span.of(WRAPPED)[0].isspace() and not found.span.of(WRAPPED)[-1].isspace()


def test_composed_and_split_letters_are_the_same_words() -> None:
    assert find_quote("Das Öl", "O\u0308l", Span(0, 6), "D").span == Span(4, 6)


def test_words_that_stand_twice_are_refused_with_both_places() -> None:
    with pytest.raises(UsageError, match=r"stands 2 times in D \(#\d+-\d+, #\d+-\d+\)"):
        find_quote(WRAPPED, "The end.", WHOLE, "D")
    with pytest.raises(UsageError, match="stands 2 times"):
        find_quote("aaa", "aa", Span(0, 3), "D")


@pytest.mark.parametrize("quote", ["the subsidy that", "政策配套", "xyz" * 100])
def test_words_that_are_not_there_are_refused(quote: str) -> None:
    with pytest.raises(UsageError, match="does not stand in D:3"):
        find_quote(WRAPPED, quote, WHOLE, "D:3")


def test_words_outside_the_address_do_not_count() -> None:
    with pytest.raises(UsageError, match="does not stand"):
        find_quote(WRAPPED, "subsidy", Span(20, len(WRAPPED)), "D:2")
    assert find_quote(WRAPPED, "The end.", Span(0, len(WRAPPED) - 8), "D").how == "exact"


def test_a_quote_of_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="empty"):
        find_quote(WRAPPED, " \n ", WHOLE, "D")


@given(st.text(st.sampled_from("ab \n政"), max_size=40), st.integers(0, 40), st.integers(1, 12))
def test_what_is_found_is_what_was_quoted_and_stands_there_alone(text: str, start: int, length: int) -> None:
    quote = text[start : start + length]
    try:
        found = find_quote(text, quote, Span(0, max(1, len(text))), "D")
    except UsageError:
        bare = "".join(quote.split())
        assert not bare or "".join(text.split()).count(bare) > 1 or _overlapping(text, quote.strip()) > 1
        return
    assert "".join(found.span.of(text).split()) == "".join(quote.split())


def _overlapping(text: str, words: str) -> int:
    return sum(text.startswith(words, at) for at in range(len(text)))

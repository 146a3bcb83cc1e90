"""What a person types to name a passage, and what is printed, are one language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import UsageError
from qualcode.model.address import Address, format_address, parse_address
from qualcode.model.document import UNITS, Unit
from qualcode.model.span import Span

documents = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters='\\:：*?"<>|#@ \u3000'), min_size=1
).filter(lambda text: text.strip() == text)
chars = st.none() | st.builds(lambda a, n: Span(a, a + n), st.integers(0, 99), st.integers(1, 99))


@given(documents, st.integers(1, 999), st.integers(0, 9), st.sampled_from(UNITS), st.sampled_from(UNITS), chars)
def test_a_printed_address_reads_back(
    document: str, first: int, more: int, unit: Unit, own: Unit, within: Span | None
) -> None:
    more = 0 if within else more
    printed = format_address(document, first, first + more, unit, own, within)
    expected = Address(document, first, first + more, None if unit == own else unit, within)
    assert parse_address(printed) == expected


@given(documents, st.integers(0, 999), st.integers(1, 99))
def test_a_span_address_reads_back(document: str, start: int, length: int) -> None:
    assert parse_address(f"{document}#{start}-{start + length}") == Address(document, span=Span(start, start + length))


@given(documents)
def test_a_bare_name_is_the_whole_document(document: str) -> None:
    assert parse_address(document) == Address(document)


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("INT03:14", Address("INT03", 14, 14)),
        ("INT03：14", Address("INT03", 14, 14)),
        ("INT03:14–18", Address("INT03", 14, 18)),
        ("INT03:p14", Address("INT03", 14, 14, "paragraph")),
        ("zj-auto/agreement:s2@0-4", Address("zj-auto/agreement", 2, 2, "sentence", Span(0, 4))),
        ("职业教育法(2022-04-20):3", Address("职业教育法(2022-04-20)", 3, 3)),
        ("INT03#1200-1340", Address("INT03", span=Span(1200, 1340))),
    ],
)
def test_the_forms_that_people_type(typed: str, expected: Address) -> None:
    assert parse_address(typed) == expected


@pytest.mark.parametrize("typed", ["", ":4", "INT03:", "INT03:x", "INT03:0", "INT03:5-4", "INT03:1-2@3-4", "INT03#9-9", "INT03#a-b", "#1-2", "INT03:3@4-4"])  # fmt: skip
def test_what_is_no_address_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(UsageError, match=r"address|segments|characters|span"):
        parse_address(typed)

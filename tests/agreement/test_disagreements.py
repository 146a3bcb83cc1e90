"""Where coders differ, and where they do not though only one of them coded."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.agreement.disagreements import disagreements
from qualcode.model.codebook import Code, Codebook
from qualcode.model.reliability import ReliabilityData, UnitOfCoding
from qualcode.model.span import Span

BOOK = Codebook((Code("B", {"": "B"}), Code("A", {"": "A"})))
UNITS = tuple(UnitOfCoding("D1", n, Span(n, n + 1), f"D1:{n}") for n in range(1, 5))


def data(known: tuple[Mapping[str, frozenset[str] | None], ...] = ()) -> ReliabilityData:
    first = (frozenset("AB"), frozenset("A"), frozenset[str](), frozenset("B"))
    second = (frozenset("A"), frozenset("A"), frozenset("AB"), None)
    return ReliabilityData(("c1", "c2"), UNITS, ("A", "B"), (first, second), "turn", known=known)


def test_units_where_both_decided_and_differ_are_listed() -> None:
    found = disagreements(data())
    assert [(one.unit.address, one.codes) for one in found] == [("D1:1", ("B",)), ("D1:3", ("A", "B"))]
    assert found[0].given == {"c1": frozenset("AB"), "c2": frozenset("A")}


def test_codes_and_coders_narrow_the_list() -> None:
    assert [(one.unit.address, one.given["c2"]) for one in disagreements(data(), codes=["A"])] == [
        ("D1:3", frozenset("A"))
    ]
    assert disagreements(data(), coders=["c1"]) == ()


def test_a_code_unknown_to_one_coder_is_not_in_dispute() -> None:
    known: tuple[Mapping[str, frozenset[str] | None], ...] = ({}, {"D1": frozenset("A")})
    assert [(one.unit.address, one.codes) for one in disagreements(data(known))] == [("D1:3", ("A",))]

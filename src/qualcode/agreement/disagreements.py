"""Where coders differ, unit by unit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualcode.model.reliability import ReliabilityData, UnitOfCoding


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit that coders decided differently.

    `given` maps each coder who finished the document to the codes given there (only those asked about); `codes` are
    the ones in dispute, in the order of the data: given by one coder and decided against by another who had that code.
    """

    unit: UnitOfCoding
    given: Mapping[str, frozenset[str]]
    codes: tuple[str, ...]


def disagreements(
    data: ReliabilityData, *, codes: Collection[str] | None = None, coders: Collection[str] | None = None
) -> tuple[Disagreement, ...]:
    """Return the units on which coders differ, in order; `codes` and `coders` narrow the question.

    A coder who has not finished the document, or whose codebook did not have the code then, does not differ from anyone.
    """
    asked = [code for code in data.codes if codes is None or code in codes]
    rows = [number for number, coder in enumerate(data.coders) if coders is None or coder in coders]
    return tuple(_differences(data, asked, rows))


def _differences(data: ReliabilityData, asked: Sequence[str], rows: Sequence[int]) -> Iterator[Disagreement]:
    wanted = frozenset(asked)
    for number, unit in enumerate(data.units):
        given: dict[int, frozenset[str]] = {}
        for row in rows:
            value = data.values[row][number]
            if value is not None:
                given[row] = value & wanted
        if len(set(given.values())) < 2:
            continue
        known = {row: _known(data, row, unit.document) for row in given}
        somewhere = frozenset[str]().union(*given.values())
        disputed = [code for code in asked if code in somewhere and _disputed(code, given, known)]
        if disputed:
            yield Disagreement(unit, {data.coders[row]: value for row, value in given.items()}, tuple(disputed))


def _known(data: ReliabilityData, coder: int, document: str) -> frozenset[str] | None:
    return data.known[coder].get(document) if data.known else None


def _disputed(code: str, given: Mapping[int, frozenset[str]], known: Mapping[int, frozenset[str] | None]) -> bool:
    decisions = {code in value for row, value in given.items() if _has(known[row], code)}
    return len(decisions) == 2


def _has(known: frozenset[str] | None, code: str) -> bool:
    return known is None or code in known

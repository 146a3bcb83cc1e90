"""Coders against each other on whole sets of codes: all of them, in each document, each pair, without each in turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualcode.agreement.coefficient import Estimate
from qualcode.agreement.found import Asked, Found, pairs_of, spread
from qualcode.agreement.groups import Scope
from qualcode.agreement.sets.coefficient import SetCoefficient
from qualcode.agreement.sets.every import SET_COEFFICIENTS
from qualcode.agreement.sets.table import CodeSet, CodeSets

USUAL = ("percent_agreement_sets", "alpha_jaccard", "alpha_masi", "mv_alpha")
_DEAR = 500_000
_FEW_SETS = 2_000

Values = tuple[tuple[CodeSet | None, ...], ...]


@dataclass(frozen=True, eq=False, slots=True)
class SetsOfCoders:
    """Who gave which set of codes to which unit: `values` is coders × units, `None` where missing.

    `documents` names the document of each unit (empty: the units stand in none); `codes` are those the sets are made of.
    """

    coders: tuple[str, ...]
    values: Values
    documents: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    def of(self, coders: Sequence[int]) -> SetsOfCoders:
        """Return the same with some of the coders only, by their numbers."""
        names = tuple(self.coders[number] for number in coders)
        return SetsOfCoders(names, tuple(self.values[number] for number in coders), self.documents, self.codes)


def assess_sets(data: SetsOfCoders, names: Sequence[str], asked: Asked) -> Iterator[Found]:
    """Yield the agreement on whole sets by each coefficient named: pooled, without each coder, by document, by pair.

    Intervals draw units anew; unless asked for by name they are left out in documents, and where there are so many
    different sets that they would take long.
    """
    wanted = [SET_COEFFICIENTS[name] for name in names]
    pairs = set_pairs(data, len(wanted), asked)
    if "pooled" in asked.scopes:
        yield from _results("pooled", data, wanted, asked)
        for left_out in range(len(data.coders)) if pairs and asked.without else ():
            others = data.of([number for number in range(len(data.coders)) if number != left_out])
            yield from _results("pooled", others, wanted, asked, without=data.coders[left_out])
    if "document" in asked.scopes and data.documents:
        yield from _documents(data, wanted, asked)
    for pair in pairs:
        yield from _results("pair", data.of(pair), wanted, asked)


def set_pairs(data: SetsOfCoders, coefficients: int, asked: Asked) -> list[tuple[int, int]]:
    """Return the pairs of coders that are compared: unless asked for, none when they are too many or too dear."""
    cost = len(data.values[0]) + len(CodeSets(data.values).sets) ** 2
    return pairs_of(data.coders, asked, cost * coefficients / _DEAR)


def _documents(data: SetsOfCoders, wanted: Sequence[SetCoefficient], asked: Asked) -> Iterator[Found]:
    places: dict[str, list[int]] = {}
    for number, document in enumerate(data.documents):
        places.setdefault(document, []).append(number)
    for document, units in places.items():
        values = tuple(tuple(row[unit] for unit in units) for row in data.values)
        within = SetsOfCoders(data.coders, values, (), data.codes)
        yield from _results("document", within, wanted, asked, document=document)


def _results(
    scope: Scope,
    data: SetsOfCoders,
    wanted: Sequence[SetCoefficient],
    asked: Asked,
    document: str | None = None,
    without: str | None = None,
) -> Iterator[Found]:
    table = CodeSets(data.values)
    for one in wanted:
        estimate = _estimate(one, table, asked, drawn=document is None)
        yield Found(one.name, scope, estimate, data.coders, data.codes, document, without=without)


def _estimate(coefficient: SetCoefficient, table: CodeSets, asked: Asked, *, drawn: bool) -> Estimate:
    estimate = coefficient.of(table)
    unasked = asked.interval is None and drawn and len(table.sets) <= _FEW_SETS
    if estimate.value is None or not (unasked or asked.interval not in (None, "analytic")):
        return estimate
    return spread(estimate, coefficient.sample(table), asked)

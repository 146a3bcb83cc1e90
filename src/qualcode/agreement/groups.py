"""What is compared: the ratings of a code, of all codes stacked, of a document, of a pair, or without one coder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from qualcode.agreement.ratings import PRESENT, CodeSheet, Ratings, stack

Scope = Literal["pooled", "code", "document", "pair", "category"]
SCOPES: tuple[Scope, ...] = ("code", "pooled", "document", "pair")


@dataclass(frozen=True, eq=False, slots=True)
class Group:
    """Ratings to be compared, and what they are about.

    Where decisions of several codes are stacked, `stacked` is how many units they are about; the decisions come code by
    code, each code with all these units in one order. 0: nothing is stacked, and each rating is of a unit of its own.
    """

    scope: Scope
    codes: tuple[str, ...]
    coders: tuple[str, ...]
    ratings: Ratings
    document: str | None = None
    without: str | None = None
    stacked: int = 0


def groups(
    sheet: CodeSheet, ratings: Mapping[str, Ratings], scopes: Sequence[Scope], *, without: bool
) -> Iterator[Group]:
    """Yield what is compared, in order: codes, pooled, pooled without each coder in turn, documents, pairs."""
    coders, used = sheet.data.coders, sheet.used
    if "code" in scopes:
        for code, one in ratings.items():
            yield Group("code", (code,), coders, one)
    if "pooled" in scopes:
        yield pooled_group(ratings, used, coders)
        if without and len(coders) > 2:
            for left_out in range(len(coders)):
                yield _without(ratings, used, coders, left_out)
    if "document" in scopes:
        for document, units in sheet.documents.items():
            within = stack([ratings[code].select(units=units) for code in used], len(coders))
            yield Group("document", used, coders, within, document, stacked=len(units))
    if "pair" in scopes and len(coders) > 2:
        for pair in pair_groups(ratings, used, coders):
            yield pair
            for code in pair.codes if len(pair.codes) > 1 else ():
                rows = [coders.index(coder) for coder in pair.coders]
                yield Group("pair", (code,), pair.coders, ratings[code].select(rows))


def pooled_group(ratings: Mapping[str, Ratings], used: tuple[str, ...], coders: tuple[str, ...]) -> Group:
    """Return the decisions of all coders on the codes in use."""
    units = _units(ratings)
    return Group("pooled", used, coders, stack([ratings[code] for code in used], len(coders)), stacked=units)


def pair_groups(ratings: Mapping[str, Ratings], used: Sequence[str], coders: tuple[str, ...]) -> Iterator[Group]:
    """Yield the decisions of each pair of coders on the codes that one of the two used."""
    units = _units(ratings)
    for first, second in combinations(range(len(coders)), 2):
        two = {code: ratings[code].select((first, second)) for code in used}
        own = tuple(code for code, one in two.items() if (one.matrix == PRESENT).any())
        pair = (coders[first], coders[second])
        yield Group("pair", own, pair, stack([two[code] for code in own], 2), stacked=units)


def variable_groups(
    ratings: Ratings, coders: tuple[str, ...], scopes: Sequence[Scope], *, without: bool
) -> Iterator[Group]:
    """Yield what is compared of ratings of one variable: all, without each coder in turn, each pair."""
    rows = range(len(coders))
    if "pooled" in scopes:
        yield Group("pooled", (), coders, ratings)
        for left_out in rows if without and len(coders) > 2 else ():
            kept = [row for row in rows if row != left_out]
            others = tuple(coders[row] for row in kept)
            yield Group("pooled", (), others, ratings.select(kept), without=coders[left_out])
    if "pair" in scopes and len(coders) > 2:
        for first, second in combinations(rows, 2):
            yield Group("pair", (), (coders[first], coders[second]), ratings.select((first, second)))


def _without(ratings: Mapping[str, Ratings], used: Sequence[str], coders: tuple[str, ...], left_out: int) -> Group:
    kept = [row for row in range(len(coders)) if row != left_out]
    some = {code: ratings[code].select(kept) for code in used}
    own = tuple(code for code, one in some.items() if (one.matrix == PRESENT).any())
    stacked = stack([some[code] for code in own], len(kept))
    others = tuple(coders[row] for row in kept)
    return Group("pooled", own, others, stacked, without=coders[left_out], stacked=_units(ratings))


def _units(ratings: Mapping[str, Ratings]) -> int:
    return next((one.matrix.shape[1] for one in ratings.values()), 0)

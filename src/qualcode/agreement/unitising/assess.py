"""Coders against each other on passages: all documents, each code, each document, each pair of coders."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.agreement.coefficient import Estimate
from qualcode.agreement.found import Asked, Found, pairs_of, part_of, spread
from qualcode.agreement.unitising.alpha import FAMILY, U_ALPHA, UnitCoefficient, ku_alpha
from qualcode.agreement.unitising.alpha_1995 import u_alpha_1995
from qualcode.agreement.unitising.boundaries import boundary_sample, boundary_similarity
from qualcode.agreement.unitising.continuum import Continuum
from qualcode.agreement.unitising.tally import Tally, tally

OF_ALL = {one.name: one for one in FAMILY}
BY_CODE = "ku_alpha"
EARLIER = "u_alpha_1995"
BOUNDARIES = "boundary_similarity"
KNOWN = (*OF_ALL, BY_CODE, EARLIER, BOUNDARIES)
_DEAR = 300_000
_ENOUGH = 10

Continua = Sequence[Continuum]
Extra = Callable[[Continuum], Estimate]


@dataclass(frozen=True, eq=False, slots=True)
class PassagesOfCoders:
    """The documents with the passages of each coder who finished them. `codes` are the codes in use, in order.

    `alone` holds for a code the documents with its passages only, and only the coders who knew the code when they
    finished: a code that is not in it has no figure of its own but `ku_alpha` and `u_alpha_1995`. With `combined`, what
    `ku_alpha` is about may be a combination of codes (where one coder's codes overlap) as well as a code.
    """

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    continua: tuple[Continuum, ...]
    alone: Mapping[str, tuple[Continuum, ...]] = field(default_factory=dict)
    combined: bool = True

    def of(self, coders: Sequence[int]) -> PassagesOfCoders:
        """Return the same with some of the coders only, by their numbers."""
        names = tuple(self.coders[number] for number in coders)
        alone = {code: _some(continua, names) for code, continua in self.alone.items()}
        return PassagesOfCoders(names, self.codes, _some(self.continua, names), alone, self.combined)


def assess_passages(
    data: PassagesOfCoders, wanted: Sequence[tuple[str, str]], asked: Asked, extra: Mapping[str, Extra] | None = None
) -> Iterator[Found]:
    """Yield the agreement on passages by each coefficient named: pooled, by code, by document, by pair.

    `wanted` are names, each with the code that follows its colon, or `""`. `extra` holds coefficients that are defined for
    one document at a time. Intervals draw documents anew: asked for by name, or where there are at least ten.
    """
    extra = extra or {}
    counts, single = tally(data.continua), len(data.continua) == 1
    for name, part in wanted:
        if "pooled" in asked.scopes and not part and name != BY_CODE and (single or name not in extra):
            whole = extra[name](data.continua[0]) if name in extra else _estimate(name, data.continua, counts, asked)
            yield Found(name, "pooled", whole, data.coders, data.codes)
        if "code" in asked.scopes:
            yield from _codes(name, part, data, counts, asked)
    names = [name for name, part in wanted if not part and name != BY_CODE]
    if "document" in asked.scopes and not (single and not data.alone):
        for one in data.continua:
            yield from _in_document(one, names, data, asked, extra)
    passages = sum(len(spans) for one in data.continua for spans in one.spans.values())
    for pair in pairs_of(data.coders, asked, passages * len(names) / _DEAR):
        two = data.of(pair)
        found = tally(two.continua)
        for name in names:
            if name not in extra:
                yield Found(name, "pair", _estimate(name, two.continua, found, asked), two.coders, two.codes)


def code_alone(name: str, continua: Continua, asked: Asked) -> Estimate:
    """Return uα, or the boundary similarity, of the documents with the passages of one code."""
    return _estimate(name, continua, tally(continua), asked)


def _some(continua: Continua, names: Sequence[str]) -> tuple[Continuum, ...]:
    return tuple(
        Continuum(one.document, one.length, {name: one.spans[name] for name in names if name in one.spans})
        for one in continua
    )


def _in_document(
    one: Continuum, names: Sequence[str], data: PassagesOfCoders, asked: Asked, extra: Mapping[str, Extra]
) -> Iterator[Found]:
    counts = tally((one,))
    for name in names:
        estimate = extra[name](one) if name in extra else _estimate(name, (one,), counts, asked)
        yield Found(name, "document", estimate, data.coders, data.codes, one.document)


def _estimate(name: str, continua: Continua, counts: Tally, asked: Asked) -> Estimate:
    if name in OF_ALL:
        return _spread(OF_ALL[name], counts, asked)
    if name == EARLIER:
        return u_alpha_1995(continua)
    estimate = boundary_similarity(continua)
    return spread(estimate, boundary_sample(continua), asked, "documents") if _drawn(len(continua), asked) else estimate


def _drawn(documents: int, asked: Asked) -> bool:
    # One document drawn again is itself, and a few say little: unasked, there must be enough of them.
    if asked.interval == "analytic":
        return False
    return documents >= (_ENOUGH if asked.interval is None else 2)


def _spread(coefficient: UnitCoefficient, counts: Tally, asked: Asked) -> Estimate:
    estimate = coefficient.of(counts)
    if not _drawn(len(counts.documents), asked):
        return estimate
    return spread(estimate, coefficient.sample(counts), asked, "documents")


def _codes(name: str, part: str, data: PassagesOfCoders, counts: Tally, asked: Asked) -> Iterator[Found]:
    values = counts.values[1:] if data.combined else data.codes
    known = {BY_CODE: values, EARLIER: data.codes, U_ALPHA.name: tuple(data.alone), BOUNDARIES: tuple(data.alone)}
    if name not in known:
        return
    for code in [part_of(part, "code", known[name])] if part else known[name]:
        if name == BY_CODE:
            estimate = _spread(ku_alpha(counts, code), counts, asked)
        elif name == EARLIER:
            estimate = u_alpha_1995(data.continua, code)
        else:
            estimate = code_alone(name, data.alone[code], asked)
        yield Found(name, "code", estimate, data.coders, (code,))

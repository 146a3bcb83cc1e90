"""Agreement on the passages of a file: where they begin and end, and what they are coded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qualcode.agreement.assess import Agreement
from qualcode.agreement.coefficient import Estimate
from qualcode.agreement.unitising.alpha import FAMILY, UnitCoefficient, ku_alpha
from qualcode.agreement.unitising.alpha_1995 import u_alpha_1995
from qualcode.agreement.unitising.boundaries import boundary_similarity
from qualcode.agreement.unitising.boundaries import replicates as boundary_replicates
from qualcode.agreement.unitising.continuum import Continuum
from qualcode.agreement.unitising.gamma import gamma
from qualcode.agreement.unitising.tally import Tally, tally
from qualcode.exchange.found import Asked, Found, named, pairs_of, part_of, spread
from qualcode.exchange.spans_file import SpansFile
from qualcode.exchange.wording import words

OF_ALL = {one.name: one for one in FAMILY}
BY_CODE = "ku_alpha"
EARLIER = "u_alpha_1995"
BOUNDARIES = "boundary_similarity"
GAMMA = "gamma"
KNOWN = dict.fromkeys((*OF_ALL, BY_CODE, EARLIER, BOUNDARIES, GAMMA))
DEFAULT = (*OF_ALL, BY_CODE)
_DEAR = 300_000
_ENOUGH = 10

Continua = tuple[Continuum, ...]


def spans_agreement(file: SpansFile, asked: Asked, elsewhere: Mapping[str, str]) -> tuple[Agreement, dict[str, str]]:
    """Return the agreement on all documents, on each code, in each document, and for each pair of coders.

    Beside it stand the coefficients that `all` left out, each with the reason.
    """
    wanted = named(asked.names or DEFAULT, KNOWN, elsewhere)
    refused = {}
    if len(file.continua) > 1 and "document" not in asked.scopes and (GAMMA, "") in wanted:
        refused[GAMMA] = words("each_document", asked.language)
    found = list(_found(file, [one for one in wanted if one[0] not in refused], asked))
    results = tuple(one.result("character", asked.language) for one in found)
    drawn = any(one.name == GAMMA or one.estimate.ci_method for one in found)
    agreement = Agreement(
        results=results,
        set_aside={},
        notes=(),
        unit="character",
        coders=file.coders,
        units=sum(one.length for one in file.continua),
        documents=len(file.continua),
        seed=asked.seed if drawn else None,
        replicates=asked.replicates if any(one.estimate.ci_method for one in found) else None,
    )
    return agreement, refused


def _found(file: SpansFile, wanted: Sequence[tuple[str, str]], asked: Asked) -> Iterator[Found]:
    counts, alone = tally(file.continua), len(file.continua) == 1
    for name, part in wanted:
        if "pooled" in asked.scopes and not part and name != BY_CODE and (name != GAMMA or alone):
            yield Found(name, "pooled", _estimate(name, file.continua, counts, asked), file.coders, file.codes)
        if "code" in asked.scopes:
            yield from _codes(name, part, file, counts, asked)
    names = [name for name, part in wanted if not part and name != BY_CODE]
    if "document" in asked.scopes and len(file.continua) > 1:
        for one in file.continua:
            yield from _in_document(one, names, file, asked)
    passages = sum(len(spans) for one in file.continua for spans in one.spans.values())
    for pair in pairs_of(file.coders, asked, passages * len(names) / _DEAR):
        two = file.of(pair)
        found = tally(two.continua)
        for name in names:
            if name != GAMMA:
                yield Found(name, "pair", _estimate(name, two.continua, found, asked), two.coders, two.codes)


def _in_document(one: Continuum, names: Sequence[str], file: SpansFile, asked: Asked) -> Iterator[Found]:
    counts = tally((one,))
    for name in names:
        yield Found(name, "document", _estimate(name, (one,), counts, asked), file.coders, file.codes, one.document)


def _estimate(name: str, continua: Continua, counts: Tally, asked: Asked) -> Estimate:
    if name in OF_ALL:
        return _spread(OF_ALL[name], counts, asked)
    if name == EARLIER:
        return u_alpha_1995(continua)
    if name == BOUNDARIES:
        estimate = boundary_similarity(continua)
        if not _resampled(len(continua), asked):
            return estimate
        values = boundary_replicates(continua, seed=asked.seed, count=asked.replicates)
        return spread(estimate, values, asked.how, "documents")
    return gamma(continua[0], seed=asked.seed)


def _resampled(documents: int, asked: Asked) -> bool:
    # One document drawn again is itself, and a few say little: unasked, there must be enough of them.
    if asked.interval == "analytic":
        return False
    return documents >= (_ENOUGH if asked.interval is None else 2)


def _spread(coefficient: UnitCoefficient, counts: Tally, asked: Asked) -> Estimate:
    estimate = coefficient.of(counts)
    if not _resampled(len(counts.documents), asked):
        return estimate
    values = coefficient.replicates(counts, seed=asked.seed, count=asked.replicates)
    return spread(estimate, values, asked.how, "documents")


def _codes(name: str, part: str, file: SpansFile, counts: Tally, asked: Asked) -> Iterator[Found]:
    if name not in (BY_CODE, EARLIER):
        return
    known: Sequence[str] = counts.values[1:] if name == BY_CODE else file.codes
    for code in [part_of(part, "code", known)] if part else known:
        if name == BY_CODE:
            estimate = _spread(ku_alpha(counts, code), counts, asked)
        else:
            estimate = u_alpha_1995(file.continua, code)
        yield Found(name, "code", estimate, file.coders, (code,))

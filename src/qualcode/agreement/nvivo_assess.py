"""NVivo's comparison of two coders on a study: code × document by characters, and its means, with uα beside them.

NVivo compares every code with every document, so a code that neither gave in a document counts there as 100 %; its κ,
which NVivo prints as 1, is undefined here and left out of the means, which say how many they stand on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from qualcode.agreement.coefficient import Estimate
from qualcode.agreement.found import Asked, Found
from qualcode.agreement.groups import Scope
from qualcode.agreement.nvivo import Comparison, MeanOf, compare, plain_mean, weighted_mean
from qualcode.agreement.unitising.assess import PassagesOfCoders, code_alone
from qualcode.agreement.unitising.continuum import Continuum
from qualcode.agreement.unitising.stretches import stretches
from qualcode.agreement.wording import Sentence

PERCENTAGE, KAPPA = "nvivo_percentage", "nvivo_kappa"
NAMES = (PERCENTAGE, KAPPA)
WEIGHTED = "_weighted"


@dataclass(frozen=True, slots=True)
class _Cell:
    """One code in one document, as two coders used it."""

    code: str
    text: Continuum
    counts: Comparison

    def value(self, name: str) -> float | None:
        return self.counts.percentage if name == PERCENTAGE else self.counts.kappa


def nvivo_means(data: PassagesOfCoders, names: Sequence[str], asked: Asked) -> Iterator[Found]:
    """Yield each figure named and its length-weighted mean: by code, pooled, by document (plain), by pair of coders.

    They are means over documents (a code), over codes (a document), and over every code in every document (pooled, a
    pair). With more than two coders only pairs have figures.
    """
    every = tuple(name for one in names for name in (one, one + WEIGHTED))
    if len(data.coders) != 2:
        yield from _not_two(data, every, asked)
        return
    cells = _cells(data)
    if "code" in asked.scopes:
        for code in data.codes:
            own = [cell for cell in cells if cell.code == code]
            yield from _means("code", own, every, data.coders, (code,))
    if "pooled" in asked.scopes:
        yield from _means("pooled", cells, every, data.coders, data.codes)
    if "document" in asked.scopes:
        for one in data.continua:
            own = [cell for cell in cells if cell.text.document == one.document]
            # Within one document every length is the same, and so are both means.
            yield from _means("document", own, names, data.coders, data.codes, one.document)


def nvivo_cells(data: PassagesOfCoders, names: Sequence[str], asked: Asked) -> Iterator[Found]:
    """Yield each figure named for each code in each document, with uα of the code there beside it; of two coders only."""
    for cell in _cells(data) if len(data.coders) == 2 else ():
        alone = code_alone("u_alpha", (cell.text,), asked)
        for name in names:
            yield Found(name, "code", _of_cell(cell, name), data.coders, (cell.code,), cell.text.document)
        yield Found("u_alpha", "code", alone, data.coders, (cell.code,), cell.text.document)


def _not_two(data: PassagesOfCoders, every: Sequence[str], asked: Asked) -> Iterator[Found]:
    why = Sentence("exactly_two", (("coders", len(data.coders)),))
    if "pooled" in asked.scopes:
        for name in every:
            yield Found(name, "pooled", Estimate(None, 0, notes=(why,)), data.coders, data.codes)
    for pair in combinations(range(len(data.coders)), 2) if "pair" in asked.scopes else ():
        two = data.of(pair)
        yield from _means("pair", _cells(two), every, two.coders, two.codes)


def _cells(data: PassagesOfCoders) -> list[_Cell]:
    """Return every code in every document that both coders finished with a codebook that had the code."""
    alone: Mapping[str, Sequence[Continuum]] = data.alone
    return [_cell(code, one) for code in data.codes for one in alone[code] if len(one.spans) == 2 and one.length]


def _cell(code: str, one: Continuum) -> _Cell:
    found = stretches(one)
    first, second = found.given.values()
    return _Cell(code, one, compare(found.lengths, first, second))


def _of_cell(cell: _Cell, name: str) -> Estimate:
    value, length = cell.value(name), cell.counts.length
    notes = (Sentence("nvivo_undefined"),) if value is None else ()
    return Estimate(value, length, observed=cell.counts.percentage, notes=notes)


def _means(
    scope: Scope,
    cells: Sequence[_Cell],
    every: Sequence[str],
    coders: tuple[str, ...],
    codes: tuple[str, ...],
    document: str | None = None,
) -> Iterator[Found]:
    lengths = [cell.counts.length for cell in cells]
    characters = sum({cell.text.document: cell.counts.length for cell in cells}.values())
    for name in every:
        values = [cell.value(name.removesuffix(WEIGHTED)) for cell in cells]
        mean = weighted_mean(values, lengths) if name.endswith(WEIGHTED) else plain_mean(values)
        yield Found(name, scope, _of_mean(mean, characters), coders, codes, document)


def _of_mean(mean: MeanOf, characters: int) -> Estimate:
    if mean.value is None:
        return Estimate(None, characters, notes=(Sentence("nvivo_undefined"),))
    of = (("of", mean.counted + mean.left_out),) if mean.left_out else ()
    over = Sentence("nvivo_mean" if mean.left_out else "nvivo_mean_of_all", (("count", mean.counted), *of))
    return Estimate(mean.value, characters, notes=(over,))

"""Coders against each other: every coefficient asked for, for each code, pooled, in each document, for each pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import combinations
from typing import Literal

import numpy as np

from qualcode.agreement.coefficient import Coefficient, Estimate
from qualcode.agreement.counts import MISSING
from qualcode.agreement.ratings import PRESENT, CodeSheet, Ratings, stack
from qualcode.agreement.wording import Sentence, say
from qualcode.errors import NotFoundError
from qualcode.model.reliability import ReliabilityData, UnitsIn
from qualcode.registry import load_all

Scope = Literal["pooled", "code", "document", "pair", "category"]
SCOPES: tuple[Scope, ...] = ("code", "pooled", "document", "pair")
DEFAULT = ("percent_agreement", "cohen_kappa", "alpha_nominal")


@dataclass(frozen=True, slots=True)
class AgreementResult:
    """One coefficient on one set of units; the fields of the JSON answer of `agree`.

    `codes` are the codes it is about, `coders` those it compares, `units` the units (or, pooled, the unit × code
    decisions) that at least two of them rated. `value` is `None` when undefined, and `note` says why. `se`, `ci` (95 %) and
    `ci_method` are `None` where none is defined.
    """

    coefficient: str
    scope: Scope
    document: str | None
    category: str | None
    level: int | None
    without: str | None
    codes: tuple[str, ...]
    coders: tuple[str, ...]
    unit: str
    units: int
    value: float | None
    observed: float | None
    expected: float | None
    se: float | None
    ci: tuple[float, float] | None
    ci_method: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class CodeUse:
    """How one code was used on the units that at least two coders decided.

    `by_coder` counts the units each coder gave it, in the order of coders; `by_all` those that every one of at least two
    coders who decided gave it, `by_any` those that anyone did; `prevalence` is its share of all decisions there.
    """

    by_coder: tuple[int, ...]
    by_all: int
    by_any: int
    units: int
    prevalence: float | None


@dataclass(frozen=True)
class Agreement:
    """All results, and what they stand on: unit, coders, which units count, how many, what was set aside and why.

    `uses` tells for each code how often it was given; a code that nobody used is in it with zeros.
    """

    results: tuple[AgreementResult, ...]
    set_aside: Mapping[str, int]
    notes: tuple[str, ...]
    unit: str
    coders: tuple[str, ...]
    units_in: UnitsIn = "all"
    units: int = 0
    documents: int = 0
    uses: Mapping[str, CodeUse] = field(default_factory=dict)

    def find(self, coefficient: str, scope: Scope, codes: tuple[str, ...] | None = None) -> AgreementResult | None:
        """Return the first result of a coefficient in a scope, for these codes if given; `None` when there is none."""
        for result in self.results:
            if (result.coefficient, result.scope) == (coefficient, scope) and codes in (None, result.codes):
                return result
        return None


def coefficients(names: Iterable[str] = DEFAULT) -> tuple[Coefficient, ...]:
    """Return the coefficients of these names; `NotFoundError` with the nearest names when there is none."""
    found = {one.name: one for _, offered in load_all("coefficient") for one in offered}
    for name in names:
        if name not in found:
            raise NotFoundError("coefficient", name, found, outcome=f"There are: {', '.join(found)}.")
    return tuple(found[name] for name in names)


def assess(
    data: ReliabilityData,
    names: Sequence[str] = DEFAULT,
    *,
    by: Scope | Sequence[Scope] = SCOPES,
    level: int | None = None,
    language: str = "en",
) -> Agreement:
    """Return the agreement of coders by each coefficient named: per code, pooled, per document, per pair of coders.

    `by` narrows the scopes. Pooled is the binary decisions (unit × code) of all codes that any coder used, stacked; per
    document the same within it. Pairs are given when there are more than two coders, pooled and for each code used. `level` is what the data's codes were
    folded to, and only written down.
    Notes are worded in `language` (`en` or `zh`).
    """
    chosen = coefficients(names)
    scopes = (by,) if isinstance(by, str) else tuple(by)
    sheet = CodeSheet(data)
    ratings = {code: sheet.code(code) for code in data.codes}
    results = tuple(
        _result(data, one, group, level, language) for group in _groups(sheet, ratings, scopes) for one in chosen
    )
    return Agreement(
        results=results,
        set_aside=_set_aside(sheet, ratings),
        notes=data.notes,
        unit=data.unit,
        coders=data.coders,
        units_in=data.units_in,
        units=len(data.units),
        documents=len(sheet.documents),
        uses={code: _use(one) for code, one in ratings.items()},
    )


def as_json(agreement: Agreement) -> dict[str, object]:
    """Return the answer of `agree` as plain values: `results` and `set_aside`, and the notes beside them."""
    return {
        "results": [_plain(asdict(result)) for result in agreement.results],
        "set_aside": dict(agreement.set_aside),
        "notes": list(agreement.notes),
    }


@dataclass(frozen=True, eq=False, slots=True)
class _Group:
    """Ratings to be compared, and what they are about."""

    scope: Scope
    codes: tuple[str, ...]
    coders: tuple[str, ...]
    ratings: Ratings
    document: str | None = None


def _groups(sheet: CodeSheet, ratings: Mapping[str, Ratings], scopes: Sequence[Scope]) -> Iterator[_Group]:
    coders, used = sheet.data.coders, sheet.used
    if "code" in scopes:
        for code, one in ratings.items():
            yield _Group("code", (code,), coders, one)
    pooled = stack([ratings[code] for code in used], len(coders))
    if "pooled" in scopes:
        yield _Group("pooled", used, coders, pooled)
    if "document" in scopes:
        for document, units in sheet.documents.items():
            within = stack([ratings[code].select(units=units) for code in used], len(coders))
            yield _Group("document", used, coders, within, document)
    if "pair" in scopes and len(coders) > 2:
        for first, second in combinations(range(len(coders)), 2):
            pair = (coders[first], coders[second])
            two = {code: ratings[code].select((first, second)) for code in used}
            own = tuple(code for code, one in two.items() if (one.matrix == PRESENT).any())
            yield _Group("pair", own, pair, stack([two[code] for code in own], 2))
            for code in own if len(own) > 1 else ():
                yield _Group("pair", (code,), pair, two[code])


def _result(
    data: ReliabilityData, coefficient: Coefficient, group: _Group, level: int | None, language: str
) -> AgreementResult:
    nothing = Estimate(None, 0, notes=(Sentence("no_codes"),))
    estimate = coefficient.of(group.ratings) if group.codes else nothing
    return AgreementResult(
        coefficient=coefficient.name,
        scope=group.scope,
        document=group.document,
        category=None,
        level=level,
        without=None,
        codes=group.codes,
        coders=group.coders,
        unit=data.unit,
        units=estimate.units,
        value=estimate.value,
        observed=estimate.observed,
        expected=estimate.expected,
        se=estimate.se,
        ci=estimate.ci,
        ci_method=estimate.ci_method,
        note="; ".join(note.text(language) for note in estimate.notes) or None,
    )


def _use(ratings: Ratings) -> CodeUse:
    decided = ratings.matrix != MISSING
    counted = decided.sum(axis=0) >= 2
    present = (ratings.matrix == PRESENT)[:, counted]
    decided = decided[:, counted]
    decisions = int(decided.sum())
    return CodeUse(
        by_coder=tuple(int(number) for number in present.sum(axis=1)),
        by_all=int((present.sum(axis=0) == decided.sum(axis=0)).sum()),
        by_any=int(present.any(axis=0).sum()),
        units=int(counted.sum()),
        prevalence=float(present.sum() / decisions) if decisions else None,
    )


def _set_aside(sheet: CodeSheet, ratings: Mapping[str, Ratings]) -> dict[str, int]:
    """Return what was set aside before, and beyond that the units and decisions with fewer than two coders."""
    finished = np.array([[value is not None for value in row] for row in sheet.data.values], dtype=bool)
    too_few = int((finished.reshape(len(sheet.data.coders), -1).sum(axis=0) < 2).sum())
    per_code = sum(int(((one.matrix != MISSING).sum(axis=0) < 2).sum()) - too_few for one in ratings.values())
    counts = {**sheet.data.set_aside, say("too_few"): too_few, say("unknown"): per_code}
    return {reason: count for reason, count in counts.items() if count}


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value

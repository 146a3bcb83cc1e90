"""The figures of an assessment: one result for each coefficient and group, the means, and how codes were used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

from qualcode.agreement.counts import MISSING
from qualcode.agreement.groups import Scope
from qualcode.agreement.intervals import Method
from qualcode.agreement.paradox import without_chance
from qualcode.agreement.ratings import PRESENT, Ratings
from qualcode.model.reliability import UnitsIn


@dataclass(frozen=True, slots=True)
class AgreementResult:
    """One coefficient on one set of units; the fields of the JSON answer of `agree`.

    `codes` are the codes it is about, `coders` those it compares, `without` the coder left out of them (else `None`),
    `units` the units (or, pooled, the unit × code decisions) that at least two of them rated. `value` is `None` when
    undefined, and `note` says why. `se`, `ci` (95 %) and `ci_method` are `None` where none is defined.
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
class Mean:
    """The plain mean of a coefficient over codes or over pairs of coders: of the defined values, `count` of them.

    Its interval draws each unit for all of them together.
    """

    coefficient: str
    over: Literal["codes", "pairs"]
    count: int
    value: float | None
    se: float | None
    ci: tuple[float, float] | None
    ci_method: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class CodeUse:
    """How one code was used on the units that at least two coders decided.

    `by_coder` counts the units each coder gave it, in the order of coders; `by_all` those that every one of at least two
    coders who decided gave it, `by_any` those that anyone did; `prevalence` is its share of all decisions there. `pabak`
    is agreement beyond an even chance (Byrt, Bishop & Carlin 1993; with more coders, Brennan & Prediger's), `ac1` Gwet's.
    """

    by_coder: tuple[int, ...]
    by_all: int
    by_any: int
    units: int
    prevalence: float | None
    pabak: float | None = None
    ac1: float | None = None


@dataclass(frozen=True)
class Agreement:
    """All results, and what they stand on: unit, coders, which units count, how many, what was set aside and why.

    `uses` tells for each code how often it was given; a code that nobody used is in it with zeros. `interval` is the
    method asked for by name, `None` for the usual one; `seed` and `replicates` are `None` where nothing was drawn.
    `below` gives the chance that pooled α is under each of Krippendorff's thresholds: the share of resamples.
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
    means: tuple[Mean, ...] = ()
    interval: Method | None = None
    seed: int | None = None
    replicates: int | None = None
    below: Mapping[float, float] = field(default_factory=dict)

    def find(self, coefficient: str, scope: Scope, codes: tuple[str, ...] | None = None) -> AgreementResult | None:
        """Return the first result of a coefficient in a scope, for these codes if given; `None` when there is none."""
        for result in self.results:
            if (result.coefficient, result.scope) == (coefficient, scope) and codes in (None, result.codes):
                return result
        return None

    def mean(self, coefficient: str, over: Literal["codes", "pairs"] = "codes") -> Mean | None:
        """Return the mean of a coefficient over codes or pairs, if there is one."""
        return next((mean for mean in self.means if (mean.coefficient, mean.over) == (coefficient, over)), None)


def as_json(agreement: Agreement) -> dict[str, object]:
    """Return the answer of `agree` as plain values: `results` and `set_aside`, and beside them `means` and `notes`.

    `seed` and `replicates` stand there when something was drawn, and `below` when α was.
    """
    answer: dict[str, object] = {
        "results": [_plain(asdict(result)) for result in agreement.results],
        "means": [_plain(asdict(mean)) for mean in agreement.means],
        "set_aside": dict(agreement.set_aside),
        "notes": list(agreement.notes),
    }
    if agreement.seed is not None:
        answer |= {"seed": agreement.seed, "replicates": agreement.replicates}
    if agreement.below:
        answer["below"] = {f"{bound:.3f}": share for bound, share in agreement.below.items()}
    return answer


def code_use(ratings: Ratings) -> CodeUse:
    """Return how a code was used by its coders."""
    decided = ratings.matrix != MISSING
    counted = decided.sum(axis=0) >= 2
    present = (ratings.matrix == PRESENT)[:, counted]
    deciding = decided[:, counted].sum(axis=0)
    given = present.sum(axis=0)
    decisions = int(deciding.sum())
    pabak, ac1 = without_chance(ratings)
    return CodeUse(
        by_coder=tuple(int(number) for number in present.sum(axis=1)),
        by_all=int((given == deciding).sum()),
        by_any=int((given > 0).sum()),
        units=int(counted.sum()),
        prevalence=float(given.sum() / decisions) if decisions else None,
        pabak=pabak,
        ac1=ac1,
    )


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value

"""Coders against each other: every coefficient asked for, for each code, pooled, in each document, for each pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from qualcode.agreement.bootstrap import Resampling, Units, bootstrapped, jackknifed, mean_over_codes, units_of
from qualcode.agreement.coefficient import Coefficient, Estimate, Parts
from qualcode.agreement.counts import MISSING
from qualcode.agreement.groups import SCOPES, Group, Scope, groups, pair_groups, variable_groups
from qualcode.agreement.intervals import Method, Resampled, resampled
from qualcode.agreement.named import DEFAULT, coefficients, every_coefficient
from qualcode.agreement.ratings import CodeSheet, Ratings
from qualcode.agreement.resample import REPLICATES, SEED, Sample, clustered, mean_of
from qualcode.agreement.results import Agreement, AgreementResult, CodeUse, Mean, as_json, code_use
from qualcode.agreement.wording import Sentence, say
from qualcode.model.reliability import ReliabilityData

__all__ = [
    "DEFAULT", "SCOPES", "Agreement", "AgreementResult", "CodeUse", "Mean", "Scope",
    "as_json", "assess", "assess_ratings", "coefficients", "every_coefficient",
]  # fmt: skip


def assess(
    data: ReliabilityData,
    names: Sequence[str] = DEFAULT,
    *,
    by: Scope | Sequence[Scope] = SCOPES,
    level: int | None = None,
    language: str = "en",
    interval: Method | None = None,
    replicates: int = REPLICATES,
    seed: int = SEED,
    without: bool = True,
) -> Agreement:
    """Return the agreement of coders by each coefficient named: per code, pooled, per document, per pair of coders.

    `by` narrows the scopes. Pooled is the binary decisions (unit × code) of all codes that any coder used, stacked. With
    more than two coders there are pairs too (pooled and for each code that one of them used), and pooled once `without`
    each coder in turn. `level` is what the data's codes were folded to. Notes are worded in `language` (`en` or `zh`).

    Intervals are 95 %. Unless one method is asked for by name: analytic for single codes; for pooled values and means
    the percentile bootstrap, in which a unit is drawn with all its codes; for documents and pairs the jackknife over units.
    """
    scopes = (by,) if isinstance(by, str) else tuple(by)
    sheet = CodeSheet(data)
    ratings = {code: sheet.code(code) for code in data.codes}
    used = [ratings[code] for code in sheet.used]
    how = Resampling(interval or "percentile", replicates, seed)
    work = _Work(data.unit, level, language, interval, how, units_of(used) if used else None)
    chosen = coefficients(names)
    results, below = _results(groups(sheet, ratings, scopes, without=without), chosen, work)
    of_codes = [result for result in results if result.scope == "code" and result.codes[0] in sheet.used]
    means = tuple(_code_means(chosen, used, of_codes, work)) if "code" in scopes and len(used) > 1 else ()
    if "pair" in scopes and len(data.coders) > 2:
        means += tuple(_pair_means(chosen, list(pair_groups(ratings, sheet.used, data.coders)), work))
    drawn = _drawn(results, means)
    return Agreement(
        results=results,
        set_aside=_set_aside(sheet, ratings),
        notes=data.notes,
        unit=data.unit,
        coders=data.coders,
        units_in=data.units_in,
        units=len(data.units),
        documents=len(sheet.documents),
        uses={code: code_use(one) for code, one in ratings.items()},
        means=means,
        interval=interval,
        seed=seed if drawn else None,
        replicates=replicates if drawn else None,
        below=below,
    )


def assess_ratings(
    ratings: Ratings,
    coders: Sequence[str],
    names: Sequence[str] = DEFAULT,
    *,
    by: Scope | Sequence[Scope] = ("pooled", "pair", "category"),
    unit: str = "unit",
    language: str = "en",
    interval: Method | None = None,
    replicates: int = REPLICATES,
    seed: int = SEED,
    without: bool = True,
) -> Agreement:
    """Return the agreement on ratings of one variable: `pooled` is all units, `category` each category by itself.

    Intervals are analytic where the coefficient has one, else by the percentile bootstrap over units, unless one method is
    asked for by name. With more than two coders there are pairs, their mean, and the value without each coder in turn.
    """
    scopes = (by,) if isinstance(by, str) else tuple(by)
    work = _Work(unit, None, language, interval, Resampling(interval or "percentile", replicates, seed))
    chosen = coefficients(names)
    compared = list(variable_groups(ratings, tuple(coders), scopes, without=without))
    results, below = _results(compared, chosen, work)
    if "category" in scopes:
        results += tuple(_categories(chosen, ratings, tuple(coders), work))
    pairs = [group for group in compared if group.scope == "pair"]
    means = tuple(_pair_means(chosen, pairs, work)) if pairs else ()
    drawn = _drawn(results, means)
    return Agreement(
        results=results,
        set_aside={},
        notes=(),
        unit=unit,
        coders=tuple(coders),
        units=int(ratings.matrix.shape[1]),
        means=means,
        interval=interval,
        seed=seed if drawn else None,
        replicates=replicates if drawn else None,
        below=below,
    )


@dataclass(frozen=True, slots=True)
class _Work:
    """What all results share: the unit, the level, the language of notes, and how intervals are made."""

    unit: str
    level: int | None
    language: str
    interval: Method | None
    how: Resampling
    units: Units | None = None

    def note(self, notes: Iterable[Sentence]) -> str | None:
        return "; ".join(note.text(self.language) for note in notes) or None


def _results(
    compared: Iterable[Group], chosen: Sequence[Coefficient], work: _Work
) -> tuple[tuple[AgreementResult, ...], Mapping[float, float]]:
    """Return a result for each group and coefficient, and what resampling says of pooled α under thresholds."""
    results: list[AgreementResult] = []
    below: Mapping[float, float] = {}
    for group in compared:
        for coefficient in chosen:
            estimate, drawn = _estimate(coefficient, group, work)
            if drawn and group.scope == "pooled" and not group.without and coefficient.name.startswith("alpha_"):
                below = below or drawn.below
            results.append(_result(coefficient.name, group, estimate, work))
    return tuple(results), below


def _estimate(coefficient: Coefficient, group: Group, work: _Work) -> tuple[Estimate, Resampled | None]:
    if group.stacked and not group.codes:
        return Estimate(None, 0, notes=(Sentence("no_codes"),)), None
    estimate = coefficient.of(group.ratings)
    units = work.units if group.scope == "pooled" else None
    if work.interval is not None:
        return bootstrapped(coefficient, group.ratings, estimate, work.how, group.stacked, units)
    if not group.stacked:
        lacks = estimate.value is not None and estimate.se is None and estimate.units > 1
        return bootstrapped(coefficient, group.ratings, estimate, work.how) if lacks else (estimate, None)
    if group.scope == "pooled":
        return bootstrapped(coefficient, group.ratings, estimate, work.how, group.stacked, units)
    return jackknifed(coefficient, group.ratings, estimate, group.stacked), None


def _result(name: str, group: Group, estimate: Estimate, work: _Work, category: str | None = None) -> AgreementResult:
    return AgreementResult(
        coefficient=name,
        scope="category" if category is not None else group.scope,
        document=group.document,
        category=category,
        level=work.level,
        without=group.without,
        codes=group.codes,
        coders=group.coders,
        unit=work.unit,
        units=estimate.units,
        value=estimate.value,
        observed=estimate.observed,
        expected=estimate.expected,
        se=estimate.se,
        ci=estimate.ci,
        ci_method=estimate.ci_method,
        note=work.note(estimate.notes),
    )


def _categories(
    chosen: Sequence[Coefficient], ratings: Ratings, coders: tuple[str, ...], work: _Work
) -> Iterable[AgreementResult]:
    group = Group("pooled", (), coders, ratings)
    for coefficient in chosen:
        for category, estimate in coefficient.per_category(ratings).items():
            yield _result(coefficient.name, group, estimate, work, category)


def _code_means(
    chosen: Sequence[Coefficient], used: Sequence[Ratings], results: Sequence[AgreementResult], work: _Work
) -> Iterable[Mean]:
    for coefficient in chosen:
        mine = [result.value for result in results if result.coefficient == coefficient.name]
        values = [value for value in mine if value is not None]
        sample = mean_over_codes(coefficient, used, work.units) if values and work.units else Sentence("no_codes")
        yield _mean(coefficient.name, "codes", values, sample, work)


def _pair_means(chosen: Sequence[Coefficient], pairs: Sequence[Group], work: _Work) -> Iterable[Mean]:
    for coefficient in chosen:
        values, parts = [], []
        for pair in pairs:
            value = None if pair.stacked and not pair.codes else coefficient.of(pair.ratings).value
            taken = None if value is None else coefficient.parts_of(pair.ratings)
            if value is not None:
                values.append(value)
            if isinstance(taken, Parts):
                stacked = pair.stacked or pair.ratings.matrix.shape[1]
                parts.append((clustered(taken.matrix, taken.units.of, stacked), taken.settle))
        sample = mean_of(parts) if parts and len(parts) == len(values) else Sentence("no_parts")
        yield _mean(coefficient.name, "pairs", values, sample, work)


def _mean(
    name: str, over: Literal["codes", "pairs"], values: Sequence[float], sample: Sample | Sentence, work: _Work
) -> Mean:
    value = sum(values) / len(values) if values else None
    if value is None or isinstance(sample, Sentence) or work.interval == "analytic":
        return Mean(name, over, len(values), value, None, None, None, None)
    method: Method = "bca" if work.interval == "bca" else "percentile"
    drawn = resampled(sample, method, work.how.replicates, work.how.seed)
    named = None if drawn.ci is None else work.how.named(method)
    return Mean(name, over, len(values), value, drawn.se, drawn.ci, named, work.note(drawn.notes))


def _drawn(results: Iterable[AgreementResult], means: Iterable[Mean]) -> bool:
    """Return whether chance had a part in any interval."""
    methods = [*(each.ci_method for each in results), *(each.ci_method for each in means)]
    return any("replicates" in method for method in methods if method)


def _set_aside(sheet: CodeSheet, ratings: Mapping[str, Ratings]) -> dict[str, int]:
    """Return what was set aside before, and beyond that the units and decisions with fewer than two coders."""
    finished = np.array([[value is not None for value in row] for row in sheet.data.values], dtype=bool)
    too_few = int((finished.reshape(len(sheet.data.coders), -1).sum(axis=0) < 2).sum())
    per_code = sum(int(((one.matrix != MISSING).sum(axis=0) < 2).sum()) - too_few for one in ratings.values())
    counts = {**sheet.data.set_aside, say("too_few"): too_few, say("unknown"): per_code}
    return {reason: count for reason, count in counts.items() if count}

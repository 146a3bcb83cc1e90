"""Agreement on the sets of codes of a file: whole sets, and each code as a decision of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qualcode.agreement.assess import Agreement, Scope, assess, every_coefficient
from qualcode.agreement.coefficient import Estimate
from qualcode.agreement.sets.coefficient import SetCoefficient
from qualcode.agreement.sets.every import SET_COEFFICIENTS
from qualcode.agreement.sets.table import CodeSets
from qualcode.exchange.found import Asked, Found, named, pairs_of, spread
from qualcode.exchange.ratings_agreement import inapplicable, with_alpha
from qualcode.exchange.sets_file import SetsFile

DEFAULT = ("percent_agreement_sets", "alpha_jaccard", "alpha_masi", "mv_alpha")
_DEAR = 500_000
_FEW_SETS = 500


def sets_agreement(file: SetsFile, asked: Asked, elsewhere: Mapping[str, str]) -> tuple[Agreement, dict[str, str]]:
    """Return the agreement on whole sets, then that of the coefficients of single codes which were asked for.

    Beside it stand the coefficients that `all` left out, each with the reason.
    """
    family = every_coefficient()
    known = {**SET_COEFFICIENTS, **family}
    names = [name for name, _ in named(with_alpha(asked.names) or DEFAULT, known, elsewhere)]
    pairs = pairs_of(file.coders, asked, (len(file.units) + len(file.sets.sets) ** 2) * len(names) / _DEAR)
    whole = [found.result("unit", asked.language) for found in _whole(file, names, asked, pairs)]
    drawn = any("replicates" in one.ci_method for one in whole if one.ci_method)
    agreement = Agreement(
        results=tuple(whole),
        set_aside={},
        notes=(),
        unit="unit",
        coders=file.coders,
        units=len(file.units),
        seed=asked.seed if drawn else None,
        replicates=asked.replicates if drawn else None,
    )
    single = [family[name] for name in names if name not in SET_COEFFICIENTS]
    if not single:
        return agreement, {}
    sample = file.first_code
    reasons = [(one.name, inapplicable(one, sample)) for one in single] if asked.all else []
    refused = {name: why.text(asked.language) for name, why in reasons if why is not None}
    kept = [one.name for one in single if one.name not in refused]
    return _with_decisions(agreement, file, kept, asked, pairs=bool(pairs)), refused


def _whole(file: SetsFile, names: Sequence[str], asked: Asked, pairs: Sequence[tuple[int, int]]) -> Iterator[Found]:
    wanted = [SET_COEFFICIENTS[name] for name in names if name in SET_COEFFICIENTS]
    if "pooled" in asked.scopes:
        sets = file.sets
        for one in wanted:
            yield Found(one.name, "pooled", _estimate(one, sets, asked), file.coders)
    for pair in pairs:
        two = file.of(pair)
        sets = two.sets
        for one in wanted:
            yield Found(one.name, "pair", _estimate(one, sets, asked), two.coders)


def _estimate(coefficient: SetCoefficient, sets: CodeSets, asked: Asked) -> Estimate:
    estimate = coefficient.of(sets)
    wanted = asked.interval not in (None, "analytic") or (asked.interval is None and len(sets.sets) <= _FEW_SETS)
    if estimate.value is None or not wanted:
        return estimate
    values = coefficient.replicates(sets, seed=asked.seed, count=asked.replicates)
    return spread(estimate, values, asked.how)


def _with_decisions(
    agreement: Agreement, file: SetsFile, names: Sequence[str], asked: Asked, *, pairs: bool
) -> Agreement:
    scopes: list[Scope] = [
        scope for scope in asked.scopes if scope in ("pooled", "code") or (scope == "pair" and pairs)
    ]
    found = assess(
        file.decisions,
        names,
        by=scopes,
        language=asked.language,
        interval=asked.interval,
        replicates=asked.replicates,
        seed=asked.seed,
        without=asked.without,
    )
    # That a set is missing is said of the units, whole sets and decisions alike.
    return replace(found, results=(*agreement.results, *found.results), set_aside={})

"""Agreement on the sets of codes of a file: whole sets, and each code as a decision of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qualcode.agreement.assess import Agreement, Scope, assess, every_coefficient
from qualcode.agreement.found import Asked, named
from qualcode.agreement.named import with_alpha
from qualcode.agreement.sets.assess import USUAL, SetsOfCoders, assess_sets, set_pairs
from qualcode.agreement.sets.every import SET_COEFFICIENTS
from qualcode.exchange.ratings_agreement import inapplicable
from qualcode.exchange.sets_file import SetsFile


def sets_agreement(file: SetsFile, asked: Asked, elsewhere: Mapping[str, str]) -> tuple[Agreement, dict[str, str]]:
    """Return the agreement on whole sets, then that of the coefficients of single codes which were asked for.

    Beside it stand the coefficients that `all` left out, each with the reason.
    """
    family = every_coefficient()
    known = {**SET_COEFFICIENTS, **family}
    names = [name for name, _ in named(with_alpha(asked.names) or USUAL, known, elsewhere)]
    whole_sets, sheet = [name for name in names if name in SET_COEFFICIENTS], SetsOfCoders(file.coders, file.values)
    pairs = set_pairs(sheet, len(names), asked)
    whole = [found.result("unit", asked) for found in assess_sets(sheet, whole_sets, asked)]
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

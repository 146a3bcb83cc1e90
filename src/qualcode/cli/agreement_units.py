"""`agree` on decisions, code by code and unit by unit: what was asked for, passed to the library."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.agreement.assess import Agreement, Scope, assess
from qualcode.agreement.results import AgreementResult
from qualcode.cli.agreement_options import Wanted
from qualcode.cli.output import say
from qualcode.model.reliability import ReliabilityData

ALL_SCOPES: tuple[Scope, ...] = ("code", "pooled", "document", "pair")


def assess_units(
    data: ReliabilityData, names: Sequence[str], level: int | None, wanted: Wanted, language: str
) -> Agreement:
    """Return the agreement on single codes: in every scope for programs, else in those that the table shows."""
    scopes: tuple[Scope, ...] = ALL_SCOPES if wanted.as_answer else tuple(dict.fromkeys((wanted.by, "code", "pooled")))
    return assess(
        data,
        names,
        by=scopes,
        level=level,
        language=language,
        interval=wanted.interval,
        replicates=wanted.replicates,
        seed=wanted.seed,
    )


def falls_short(pooled: AgreementResult | None, least: float, name: str = "α") -> bool:
    """Say whether a pooled value does not reach what is required, on stderr if so; an undefined one never does."""
    if pooled is not None and pooled.value is not None and pooled.value >= least:
        return False
    value = "undefined" if pooled is None or pooled.value is None else f"{pooled.value:.3f}"
    say(f"Pooled {name} is {value}; {least:g} was required.")
    return True

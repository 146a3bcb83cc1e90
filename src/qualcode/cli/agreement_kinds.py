"""`agree` on passages, on whole sets of codes, and on the stance or weight of shared codings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import typer

from qualcode.agreement.displays import agreement_display
from qualcode.agreement.found import Asked
from qualcode.agreement.kinds import KindAgreement, kind_display
from qualcode.agreement.named import every_coefficient
from qualcode.agreement.results import Agreement, as_json
from qualcode.agreement.unitising.assess import Extra
from qualcode.cli.agreement_options import OF_PASSAGES, OF_SETS, Wanted
from qualcode.cli.agreement_units import ALL_SCOPES, assess_units, falls_short
from qualcode.cli.comparing import Compared, compared, comparison_of
from qualcode.cli.displays import show_display
from qualcode.cli.options import language_of
from qualcode.cli.output import put_json
from qualcode.coding.agree_passages import GAMMA, agree_passages
from qualcode.coding.agree_said import agree_said
from qualcode.coding.agree_sets import agree_sets
from qualcode.errors import UsageError
from qualcode.model.display import Display
from qualcode.model.events import RoundEvent
from qualcode.study.study import Study


def agree_by_character(study: Study, closed: RoundEvent | None, asked: Compared, wanted: Wanted) -> None:
    """Print how far coders agree on passages, character by character; exit 1 below what is required."""
    if asked.units_in != "all":
        raise UsageError(
            "--units-in: by character there are no units to choose from.", remedy="Leave it out: the whole text counts."
        )
    elsewhere = dict.fromkeys(every_coefficient(), "single codes unit by unit (--unit turn)")
    elsewhere |= dict.fromkeys(OF_SETS, "sets of codes unit by unit (--unit turn)")
    comparison, request = comparison_of(study, closed, asked), _asked(study, asked, wanted)
    found = agree_passages(study, comparison, request, wanted.by, _for_one_document(wanted), elsewhere)
    _answer(study, closed, asked, found, wanted)


def agree_on_sets(study: Study, closed: RoundEvent | None, asked: Compared, wanted: Wanted) -> None:
    """Print how far coders agree on whole sets of codes, beside single codes if these are asked for too; exit as above."""
    data, request = compared(study, closed, asked), _asked(study, asked, wanted)
    single = [name for name in _every_name(wanted) if name not in OF_SETS]
    whole = tuple(name for name in _every_name(wanted) if name in OF_SETS)
    found = agree_sets(study, data, replace(request, names=whole), wanted.by, beside=bool(single))
    if not single:
        _answer(study, closed, asked, found, wanted)
        return
    both = _together(assess_units(data, single, asked.level, wanted, request.language), found.agreement)
    display = agreement_display(both, study.codebook, request.language, by=wanted.by)
    _print(study, closed, asked, both, display, wanted)
    _require(found, wanted)


def agree_on_said(study: Study, closed: RoundEvent | None, asked: Compared, wanted: Wanted) -> None:
    """Print how far coders agree on the stance or the weight of the codings that they share; exit as above."""
    if wanted.on == "codes":
        raise ValueError("codes are compared by themselves")
    other = [name for name in wanted.names if name in (*OF_SETS, *OF_PASSAGES)]
    if other:
        raise UsageError(
            f"{', '.join(other)}: that is about codes, and --on {wanted.on} compares one value of each shared coding.",
            remedy="Take alpha_nominal, alpha_ordinal or alpha_interval.",
        )
    data = compared(study, closed, asked)
    found = agree_said(study, data, wanted.on, _asked(study, asked, wanted), wanted.by)
    _answer(study, closed, asked, found, wanted)


def _asked(study: Study, asked: Compared, wanted: Wanted) -> Asked:
    names = wanted.names
    if wanted.on != "codes" and "all" in names:
        names = tuple(every_coefficient())
    return Asked(
        names=names,
        scopes=ALL_SCOPES if wanted.as_answer else tuple(dict.fromkeys((wanted.by, "pooled"))),
        language=language_of(study, wanted.language),
        pairs=wanted.by == "pair",
        interval=wanted.interval,
        replicates=wanted.replicates,
        seed=wanted.seed,
        level=asked.level,
    )


def _every_name(wanted: Wanted) -> tuple[str, ...]:
    return (*every_coefficient(), *OF_SETS) if "all" in wanted.names else wanted.names


def _for_one_document(wanted: Wanted) -> Mapping[str, Extra]:
    if not {GAMMA, "all"} & set(wanted.names):
        return {}
    # Only now, because it brings the solver that the alignment of passages needs, and with it a second of imports.
    from qualcode.agreement.unitising.gamma import gamma

    return {GAMMA: partial(gamma, seed=wanted.seed)}


def _together(single: Agreement, whole: Agreement) -> Agreement:
    """Return single codes and whole sets as one agreement, the notes of the sets after the others."""
    drawn = whole if single.seed is None else single
    return replace(
        single,
        results=(*single.results, *whole.results),
        notes=(*single.notes, *whole.notes),
        seed=drawn.seed,
        replicates=drawn.replicates,
    )


def _answer(study: Study, closed: RoundEvent | None, asked: Compared, found: KindAgreement, wanted: Wanted) -> None:
    display = kind_display(found, study.codebook, language_of(study, wanted.language), wanted.by)
    _print(study, closed, asked, found.agreement, display, wanted)
    _require(found, wanted)


def _print(
    study: Study,
    closed: RoundEvent | None,
    asked: Compared,
    agreement: Agreement,
    display: Display,
    wanted: Wanted,
) -> None:
    if not wanted.as_answer:
        show_display(study, display, wanted.format, wanted.out, wanted.language)
        return
    codes = dict.fromkeys(code for one in agreement.results for code in one.codes)
    names = dict.fromkeys(one.coefficient for one in agreement.results)
    parameters: dict[str, object] = {
        "coders": list(agreement.coders),
        "codes": [code.id for code in study.codebook if code.id in codes],
        "unit": agreement.unit,
        "units_in": agreement.units_in,
        "on": wanted.on,
        "level": asked.level,
        "coefficients": list(names),
    }
    if closed is not None:
        parameters |= {"round": closed.name, "until": closed.until}
    put_json("agree", parameters, as_json(agreement))


def _require(found: KindAgreement, wanted: Wanted) -> None:
    if wanted.require is None:
        return
    pooled = found.required
    if pooled is None:
        raise UsageError("--require needs a pooled α.", remedy="Name one with --coefficient.")
    if falls_short(pooled, wanted.require, pooled.coefficient):
        raise typer.Exit(1)

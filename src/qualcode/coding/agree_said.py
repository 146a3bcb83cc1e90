"""Coders of a study against each other on the stance or the weight of the codings that they share."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.agreement.found import Asked
from qualcode.agreement.kinds import Basis, KindAgreement, gathered
from qualcode.agreement.named import coefficients
from qualcode.agreement.on_codings import USUAL, CodingRatings, On, assess_codings
from qualcode.agreement.table_notes import By
from qualcode.agreement.wording import coefficient_name, say
from qualcode.coding.said_of import said_of_codings
from qualcode.coding.same_person import same_person_note
from qualcode.errors import UsageError
from qualcode.model.reliability import ReliabilityData
from qualcode.study.study import Study

_COUNTED = ("on_silent", "on_planned", "on_combined", "on_unweighted", "on_several")


def agree_said(study: Study, data: ReliabilityData, on: On, asked: Asked, by: By = "code") -> KindAgreement:
    """Return how far coders agree on the stance or weight of the codings that at least two of them made.

    Raises `UsageError` where no coding is shared or none has a weight, and `NotFoundError` for a coefficient that there
    is not.
    """
    chosen = coefficients(asked.names or USUAL[on])
    said = said_of_codings(study, data, on, asked.level)
    _refuse_nothing(said)
    found = list(assess_codings(said, chosen, asked))
    alphas = [one.name for one in chosen if one.name.startswith("alpha")]
    on_scale = min((one.estimate.units for one in found if one.scope == "pooled"), default=0)
    basis = _basis(study, data, said, asked.language, on_scale)
    return gathered(found, basis, asked, by, _best_first(alphas), units="shared_codings")


def _best_first(alphas: Sequence[str]) -> list[str]:
    order = ("alpha_ordinal", "alpha_interval", "alpha_nominal", "alpha_ratio")
    return sorted(alphas, key=lambda name: order.index(name) if name in order else len(order))


def _refuse_nothing(said: CodingRatings) -> None:
    if not said.counts["on_shared"]:
        raise UsageError(
            f"There is nothing to compare: no code that two of {', '.join(said.coders)} gave to one {said.unit}.",
            remedy="`qualcode agree` says how far they agree on the codes themselves.",
        )
    if not said.codes:
        raise UsageError(
            f"There is nothing to compare: no coding that two of {', '.join(said.coders)} share has a {said.on}.",
            remedy="`qualcode rate CODING --weight N` gives one, on the scale that the code declares.",
        )


def _basis(study: Study, data: ReliabilityData, said: CodingRatings, language: str, on_scale: int) -> Basis:
    unit = coefficient_name(data.unit, language).lower()
    sentences = [say(f"on_{said.on}_note", language, unit=unit, count=said.counts["on_shared"])]
    sentences += [say(key, language, count=count) for key in _COUNTED if (count := said.counts.get(key))]
    if said.counts.get("on_planned") and on_scale < said.counts["on_shared"]:
        sentences.append(say("on_scale", language, count=on_scale))
    if said.counts["on_codes"] > len(said.codes):
        sentences.append(say("on_nothing", language, count=said.counts["on_codes"] - len(said.codes)))
    person = same_person_note(study, data.coders, language)
    return Basis(
        unit=data.unit,
        coders=data.coders,
        units=said.counts["on_shared"],
        documents=len(set(said.documents)),
        units_in=data.units_in,
        set_aside=data.set_aside,
        sentences=(*([person] if person else []), *sentences),
    )

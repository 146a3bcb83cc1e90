"""Coders of a study against each other on whole sets of codes, unit by unit."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.agreement.found import Asked, named
from qualcode.agreement.kinds import Basis, KindAgreement, gathered
from qualcode.agreement.sets.assess import SetsOfCoders, assess_sets
from qualcode.agreement.sets.every import SET_COEFFICIENTS
from qualcode.agreement.table_notes import By
from qualcode.agreement.wording import coefficient_name, say
from qualcode.coding.same_person import same_person_note
from qualcode.model.reliability import ReliabilityData
from qualcode.study.study import Study

ALPHAS = ("alpha_masi", "alpha_jaccard", "mv_alpha", "alpha_masi_2004", "alpha_set_relation")
SHARES = ("percent_agreement_sets", "dice_agreement")


def agree_sets(
    study: Study, data: ReliabilityData, asked: Asked, by: By = "code", *, beside: bool = False
) -> KindAgreement:
    """Return how far coders agree on whole sets, by the coefficients named; a plain share brings `alpha_masi` with it.

    The empty set is a value: finished, and no code given. A set has no figure for a single code, so there is no row for
    one. With `beside`, the notes leave out what stands under a table of single codes anyway. Raises `NotFoundError` for a
    coefficient that is none of sets.
    """
    names = _with_alpha([name for name, _ in named(asked.names, SET_COEFFICIENTS, {})])
    units = tuple(unit.document for unit in data.units)
    sheet = SetsOfCoders(data.coders, data.values, units, data.codes)
    found = list(assess_sets(sheet, names, asked))
    alphas = [name for name in ALPHAS if name in names]
    return gathered(found, _basis(study, data, asked.language, beside), asked, by, alphas, units="whole_units")


def _with_alpha(names: Sequence[str]) -> list[str]:
    lonely = names and all(name in SHARES for name in names)
    return [*names, "alpha_masi"] if lonely else list(names)


def _basis(study: Study, data: ReliabilityData, language: str, beside: bool) -> Basis:
    documents = {unit.document for unit in data.units}
    unit = coefficient_name(data.unit, language).lower()
    sentences = [say("sets_note", language, count=len(data.units), documents=len(documents), unit=unit)]
    if not beside:
        sentences.append(say(data.units_in, language))
    unknown = _unknown(data, documents)
    if unknown:
        sentences.append(say("unknown_sets", language, count=unknown))
    person = same_person_note(study, data.coders, language)
    return Basis(
        unit=data.unit,
        coders=data.coders,
        units=len(data.units),
        documents=len(documents),
        units_in=data.units_in,
        set_aside=data.set_aside,
        sentences=(*([person] if person else []), *sentences),
        framed=not beside,
    )


def _unknown(data: ReliabilityData, documents: set[str]) -> int:
    """Return how often a coder finished a document without a code in use that the codebook did not have yet."""
    used = {code for row in data.values for value in row for code in value or ()}
    return sum(
        len(used - codes)
        for known in data.known
        for id, codes in known.items()
        if codes is not None and id in documents
    )

"""Coders of a study against each other, character by character: where passages begin and end, and what they are coded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualcode.agreement.coefficient import Estimate
from qualcode.agreement.found import Asked, Found, named
from qualcode.agreement.kinds import Basis, KindAgreement, gathered
from qualcode.agreement.nvivo_assess import NAMES as NVIVO
from qualcode.agreement.nvivo_assess import nvivo_cells, nvivo_means
from qualcode.agreement.table_notes import By
from qualcode.agreement.unitising.assess import KNOWN, Extra, PassagesOfCoders, assess_passages
from qualcode.agreement.unitising.stretches import characters_of
from qualcode.agreement.wording import Sentence, say
from qualcode.coding.continua import StudyContinua, continua
from qualcode.coding.same_person import same_person_note
from qualcode.coding.units import Comparison
from qualcode.errors import UsageError
from qualcode.study.study import Study

USUAL = ("u_alpha",)
GAMMA = "gamma"
ALPHAS = ("u_alpha", "cu_alpha", "u_alpha_binary", "u_alpha_1995")


def agree_passages(
    study: Study,
    comparison: Comparison,
    asked: Asked,
    by: By = "code",
    extra: Mapping[str, Extra] | None = None,
    elsewhere: Mapping[str, str] | None = None,
) -> KindAgreement:
    """Return how far coders agree on passages: uα unless other coefficients are asked for by name.

    `extra` holds coefficients that are defined for one document at a time (γ), by name; `elsewhere` tells what the
    coefficients of other data compare. NVivo's figures bring uα with them. Raises `UsageError` where no document was
    finished by two coders.
    """
    extra = extra or {}
    known = dict.fromkeys((*KNOWN, *extra, *NVIVO))
    wanted = named(_with_alpha(asked.names) or USUAL, known, elsewhere or {})
    found = continua(study, comparison)
    if not found.continua:
        raise UsageError(
            f"There is nothing to compare: no document that two of {', '.join(found.coders)} have finished.",
            remedy="A coder says that a document is finished with `qualcode done DOCUMENT`.",
        )
    alone = {code: found.alone(code) for code in found.codes}
    data = PassagesOfCoders(found.coders, found.codes, found.continua, alone, combined=False)
    nvivo = [name for name, _ in wanted if name in NVIVO]
    results = list(nvivo_means(data, nvivo, asked)) if nvivo else []
    if nvivo and "document" in asked.scopes and "code" in asked.scopes:
        results += nvivo_cells(data, nvivo, asked)
    results += assess_passages(data, [one for one in wanted if one[0] not in NVIVO], asked, extra)
    results += _not_pooled([name for name, _ in wanted if name in extra], data, asked)
    uses = {code: characters_of(alone[code], found.coders) for code in found.codes}
    basis = _basis(study, found, asked, nvivo=bool(nvivo))
    alphas = [name for name in ALPHAS if any(name == one for one, _ in wanted)]
    return gathered(results, basis, asked, by, alphas, uses=uses, units="characters")


def _with_alpha(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names with uα beside NVivo's figures, which are never printed alone."""
    lonely = set(names) & set(NVIVO) and not set(names) & {*ALPHAS, "all"}
    return (*names, "u_alpha") if lonely else tuple(names)


def _not_pooled(names: Sequence[str], data: PassagesOfCoders, asked: Asked) -> list[Found]:
    if len(data.continua) == 1 or "pooled" not in asked.scopes:
        return []
    nothing = Estimate(None, 0, notes=(Sentence("each_document"),))
    return [Found(name, "pooled", nothing, data.coders, data.codes) for name in names]


def _basis(study: Study, found: StudyContinua, asked: Asked, *, nvivo: bool) -> Basis:
    language = asked.language
    characters, documents = sum(one.length for one in found.continua), len(found.continua)
    sentences = [say("character_note", language, characters=characters, documents=documents)]
    if found.cut:
        roles = ", ".join(say(role, language) for role in study.settings.skip_turn_roles)
        sentences.append(say("cut_note", language, cut=found.cut, roles=roles))
    sentences.append(say("alone_note", language))
    if found.unknown:
        sentences.append(say("unknown_passages", language, count=found.unknown))
    if nvivo:
        sentences.append(say("nvivo_note", language))
    person = same_person_note(study, found.coders, language)
    return Basis(
        unit="character",
        coders=found.coders,
        units=characters,
        documents=documents,
        units_in="all",
        set_aside=found.set_aside,
        sentences=(*([person] if person else []), *sentences),
    )

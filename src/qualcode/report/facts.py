"""What a study knows of itself: the figures of its methods, and sentences for checklists and limitations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from qualcode import __version__
from qualcode.agreement.assess import Agreement
from qualcode.agreement.interpret import decimal
from qualcode.agreement.wording import coefficient_name
from qualcode.analysis.feature_displays import unsaid_of
from qualcode.analysis.passages import place
from qualcode.analysis.wording import coders_note
from qualcode.coding.feature_notes import feature_notes
from qualcode.report.facts_wording import say
from qualcode.report.labels import labels_of
from qualcode.report.material import Material
from qualcode.report.methods import AgreementFigures, MethodsFigures
from qualcode.report.options import Language
from qualcode.report.units import skipped_roles
from qualcode.study.study import Study

_KINDS: Mapping[str, tuple[str, str]] = {
    "human": ("", ""),
    "machine": ("a program", "程序"),
    "consensus": ("the consensus", "共识"),
}


def methods_figures(material: Material) -> MethodsFigures:
    """Return the figures that the account of the analysis names."""
    study, found, language = material.study, material.found, material.language
    kinds = [document.kind for document in found.documents]
    unit = study.settings.unit
    agreement = material.agreement
    return MethodsFigures(
        interviews=kinds.count("interview"),
        case_documents=kinds.count("case"),
        cases=len(found.cases),
        participants=len(study.participants),
        segments=material.units.all,
        unit=unit,
        skipped=material.units.skipped,
        skipped_of=skipped_roles(study, language),
        codes=len(study.codebook.codable),
        codings=len(found.passages),
        references=len({place(passage) for passage in found.passages}),
        coders=tuple(coder_name(study, handle, language) for handle in _who_coded(study, found.coders.handles)),
        settled=any(study.coder(handle).kind == "consensus" for handle in found.coders.handles),
        coder_rule=coders_note(found.coders, language),
        approach=study.settings.approach,
        codebook_version=study.codebook.version,
        agreement=None if agreement is None else _agreement_figures(agreement, language),
        version=__version__,
    )


def _who_coded(study: Study, handles: Iterable[str]) -> tuple[str, ...]:
    """Return who read and coded: for a consensus those whose differences it settled."""
    coders = map(study.coder, handles)
    return tuple(dict.fromkeys(who for coder in coders for who in (coder.of or (coder.handle,))))


def coder_name(study: Study, handle: str, language: Language) -> str:
    """Return a coder's name, with handle and kind where they say more."""
    coder = study.coder(handle)
    shown = coder.name or handle
    kind = _KINDS[coder.kind][language == "zh"]
    known = coder.kind == "consensus" and coder.name and handle.casefold() in shown.casefold()
    more = () if known else (handle if coder.name else "", kind)
    inside = ("，" if language == "zh" else ", ").join(part for part in more if part)
    if not inside:
        return shown
    return f"{shown}（{inside}）" if language == "zh" else f"{shown} ({inside})"


def _agreement_figures(agreement: Agreement, language: Language) -> AgreementFigures:
    pooled = [result for result in agreement.results if result.scope == "pooled" and not result.without]
    return AgreementFigures(
        coders=agreement.coders,
        documents=agreement.documents,
        units=agreement.units,
        unit=agreement.unit,
        coefficients=tuple((coefficient_name(each.coefficient, language), each.value) for each in pooled),
    )


def facts(material: Material, figures: MethodsFigures) -> dict[str, str]:
    """Return what the study knows as sentences by name, each with its figures; what it does not know is left out."""
    return dict(_facts(material, figures))


def _facts(material: Material, figures: MethodsFigures) -> Iterator[tuple[str, str]]:
    study, found, language = material.study, material.found, material.language
    yield "approach", say(f"approach {figures.approach}", language)
    yield "codes", say("codes", language, codes=figures.codes, version=figures.codebook_version or "–")
    origins = [code.origin for code in study.codebook if code.codable]
    emergent = origins.count("emergent") + origins.count("in-vivo")
    yield "derivation", say("derivation", language, apriori=len(origins) - emergent, emergent=emergent)
    if figures.participants:
        yield "sample-size", say("sample-size", language, people=figures.participants, interviews=figures.interviews)
        counts: dict[str, int] = {}
        for person in study.participants:
            if person.role:
                counts[person.role] = counts.get(person.role, 0) + 1
        if counts:
            yield "roles", say("roles", language, roles=_counted(counts, material))
    yield "material", say("material", language, documents=figures.case_documents, cases=figures.cases)
    yield from _interviews(material)
    people = [coder.handle for coder in study.settings.coders if coder.kind != "consensus" and not coder.is_round]
    if people:
        names = ("、" if language == "zh" else ", ").join(coder_name(study, handle, language) for handle in people)
        yield "coders", say("coders", language, count=len(people), names=names)
    yield "software", say("software", language, version=figures.version)
    yield "unit", say("unit", language, segments=figures.segments, unit=say(figures.unit, language))
    yield "codings", say("codings", language, codings=figures.codings, references=figures.references)
    if figures.agreement is not None:
        pairs = figures.agreement.coefficients
        values = ("；" if language == "zh" else "; ").join(f"{n} {decimal(v)}" for n, v in pairs if v is not None)
        yield "agreement", say("agreement", language, values=values, units=figures.agreement.units)
    yield from _features(material)
    if study.structure.concepts:
        built = study.structure
        yield (
            "structure",
            say(
                "structure",
                language,
                concepts=len(built.concepts),
                themes=len(built.themes),
                dimensions=len(built.dimensions),
            ),
        )
    if found.passages:
        yield "quotes", say("quotes", language)
    if figures.approach != "reflexive" and figures.interviews > 1:
        yield "saturation", say("saturation", language)
    lost = sum(found.set_aside.values())
    yield "set-aside", say("set-aside", language, count=lost)
    yield "trail", say("trail", language, entries=len(material.entries))


def _features(material: Material) -> Iterator[tuple[str, str]]:
    """Yield what is known of key features: the rules, how much of what is for them has no stance, researchers' notes."""
    study, language = material.study, material.language
    if not study.settings.features:
        return
    yield "features", say("features", language, rules=len(study.settings.features))
    yield "negative", say("negative", language)
    unsaid, of = unsaid_of(material.findings)
    if unsaid:
        yield "stance", say("stance", language, count=unsaid, of=of)
    noted = len(feature_notes(study))
    if noted:
        yield "feature-notes", say("feature-notes", language, count=noted)


def _interviews(material: Material) -> Iterator[tuple[str, str]]:
    """Yield what the sheets say of the interviews: dates, minutes, modes."""
    language = material.language
    held = [document.attributes for document in material.found.documents if document.kind == "interview"]
    dates = sorted(filter(None, (each.get("date") for each in held)))
    if dates:
        yield "dates", say("dates", language, first=dates[0], last=dates[-1])
    minutes = [float(each["duration"]) for each in held if _is_number(each.get("duration"))]
    if minutes:
        mean = sum(minutes) / len(minutes)
        filling = {"least": f"{min(minutes):g}", "most": f"{max(minutes):g}", "mean": f"{mean:.0f}"}
        yield "duration", say("duration", language, count=len(minutes), **filling)
    modes: dict[str, int] = {}
    for each in held:
        if each.get("mode"):
            modes[each["mode"]] = modes.get(each["mode"], 0) + 1
    if modes:
        yield "modes", say("modes", language, modes=_counted(modes, material))


def _counted(counts: Mapping[str, int], material: Material) -> str:
    labels = labels_of(material.study, material.language)
    between = "、" if material.language == "zh" else ", "
    return between.join(f"{labels.get(name, name)} {count}" for name, count in counts.items())


def _is_number(text: str | None) -> bool:
    return bool(text) and str(text).replace(".", "", 1).isascii() and str(text).replace(".", "", 1).isdecimal()

"""From a study's material to the displays of each part of its report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from qualcode.agreement.displays import agreement_display
from qualcode.analysis.contrast import contrast
from qualcode.analysis.contrast_display import contrast_display
from qualcode.analysis.matrix import matrix
from qualcode.analysis.qca.analyse import Question, analyse
from qualcode.analysis.qca.displays import View, qca_display
from qualcode.analysis.qca.from_evidence import membership_data
from qualcode.analysis.qca.truth_table import Thresholds
from qualcode.analysis.saturation_displays import documents_display as saturation_display
from qualcode.analysis.saturation_displays import rules_display
from qualcode.analysis.saturation_uses import uses
from qualcode.analysis.structure_displays import axial_coding, gioia, open_coding, relations, selective_coding
from qualcode.analysis.summary import codebook_display, document_groups_display, documents_display, quotes_display
from qualcode.errors import NotFoundError, QualcodeError
from qualcode.model.display import Display
from qualcode.report.contents import Named
from qualcode.report.facts import facts, methods_figures
from qualcode.report.feature_report import feature_displays, triangulation_display
from qualcode.report.ledgers import in_force
from qualcode.report.manifest import versions_in_use
from qualcode.report.material import Material
from qualcode.report.preset import SectionChoice
from qualcode.report.reading import case_names_display
from qualcode.report.tables.audit import (
    book_display,
    events_display,
    settlements_display,
    versions_display,
)
from qualcode.report.tables.checklist import checklist_display
from qualcode.report.tables.nodes import nodes_display
from qualcode.report.tables.people import cases_display, participant_groups_display, participants_display
from qualcode.report.tables.reliability import reliability_display
from qualcode.report.units import differing_note, late_note, skipped_note
from qualcode.study.settings import MatrixSettings

DEFAULT_MATRICES = (
    MatrixSettings("code", "case", "count"),
    MatrixSettings("code", "role", "count"),
    MatrixSettings("code", "case", "share"),
)
QUOTES_FOR_EACH_CODE = 3
CHECKLISTS = ("coreq", "srqr")
_QCA_VIEWS: tuple[View, ...] = ("sets", "data", "necessity", "truth-table", "solutions", "robustness")
_NO_FILE_NAME = re.compile(r'[\x00-\x1f\\/:*?"<>|]')

Maker = Callable[[Material, SectionChoice], Iterator[Named]]


def _documents(material: Material, _: SectionChoice) -> Iterator[Named]:
    shown = documents_display(material.found, material.language)
    yield "documents", _noted(shown, skipped_note(material.study, material.units, material.language))
    yield "document-groups", document_groups_display(material.found, material.language)


def _methods(material: Material, _: SectionChoice) -> Iterator[Named]:
    shown = case_names_display(material)
    if shown is not None:
        yield "case-names", shown


def _participants(material: Material, _: SectionChoice) -> Iterator[Named]:
    people = material.study.participants
    if people:
        yield "participants", participants_display(people, material.found, material.language)
        yield "participant-groups", participant_groups_display(people, material.found, material.language)


def _cases(material: Material, _: SectionChoice) -> Iterator[Named]:
    if material.study.cases:
        yield "cases", cases_display(material.study.cases, material.found, material.language)


def _codebook(material: Material, _: SectionChoice) -> Iterator[Named]:
    yield "codebook", codebook_display(material.study.codebook, material.found, material.language)


def _nodes(material: Material, _: SectionChoice) -> Iterator[Named]:
    yield "nodes", nodes_display(material.found, material.language)


def _agreement(material: Material, _: SectionChoice) -> Iterator[Named]:
    agreement, book = material.agreement, material.study.codebook
    if agreement is not None:
        study, language = material.study, material.language
        notes = (skipped_note(study, material.units, language), late_note(study, material.compared, language))
        yield "agreement", _noted(agreement_display(agreement, book, language), *notes)
        shown = reliability_display(agreement, book, material.language)
        if shown is not None:
            yield "reliability", shown


def _noted(display: Display, *notes: str) -> Display:
    """Return a display with more notes, those that are empty left out."""
    return replace(display, notes=(*display.notes, *filter(None, notes)))


def _matrices(material: Material, choice: SectionChoice) -> Iterator[Named]:
    for wanted in choice.matrices or material.study.settings.report_matrices or DEFAULT_MATRICES:
        try:
            made = matrix(
                material.found,
                rows=wanted.rows,
                columns=wanted.columns,
                values=wanted.values,  # type: ignore[arg-type]  # settings allow no other
                level=wanted.level,
                codes=wanted.codes or None,
                language=material.language,
            )
        except NotFoundError as fault:
            if not choice.matrices:
                raise
            material.remarks.append(f"A matrix of the preset is left out: {fault.message}")
            continue
        yield matrix_name(wanted), made


def matrix_name(wanted: MatrixSettings) -> str:
    """Return the name of a matrix, from which a file's name can be made."""
    level = "" if wanted.level is None else f"-level{wanted.level}"
    codes = "".join(f"-{code}" for code in wanted.codes)
    name = f"matrix-{wanted.rows}-{wanted.columns}-{wanted.values}{level}{codes}"
    return _NO_FILE_NAME.sub("_", name)  # an attribute is named as its column is, which may be 省/市


def _contrast(material: Material, _: SectionChoice) -> Iterator[Named]:
    if len({role for document in material.found.documents for role in document.roles}) > 1:
        found = contrast(material.found, by="role", level=2)
        yield "contrast-role", contrast_display(material.found, found, material.language)


def _features(material: Material, _: SectionChoice) -> Iterator[Named]:
    return feature_displays(material)


def _triangulation(material: Material, _: SectionChoice) -> Iterator[Named]:
    return triangulation_display(material)


def _structure(material: Material, _: SectionChoice) -> Iterator[Named]:
    built, found, language = material.study.structure, material.found, material.language
    if not built.concepts:
        return
    yield "structure-gioia", gioia(found, built, language)
    yield "structure-open", open_coding(found, built, language)
    yield "structure-axial", axial_coding(found, built, language)
    if built.core is not None or built.relations:
        yield "structure-selective", selective_coding(found, built, language)
    if built.relations:
        yield "structure-relations", relations(found, built, language)


def _saturation(material: Material, _: SectionChoice) -> Iterator[Named]:
    if material.study.settings.approach == "reflexive":
        return
    found = uses(material.found, language=material.language)
    if len(found.documents) > 1:
        yield "saturation", saturation_display(found, language=material.language)
        yield "saturation-rules", rules_display(found, material.language)


def _qca(material: Material, _: SectionChoice) -> Iterator[Named]:
    declared = material.study.settings.qca
    if not (declared.outcome and declared.sets):
        return
    question = Question(
        outcome=declared.outcome,
        conditions=declared.conditions,
        thresholds=Thresholds(declared.inclusion, declared.frequency, declared.pri),
        negate=declared.negate,
        expect=declared.expect,
    )
    try:
        data = membership_data(material.found, declared, question.outcome, question.conditions, material.language)
        found = analyse(data, question)
    except QualcodeError as fault:
        material.remarks.append(f"No QCA: {fault}")
        return
    for view in _QCA_VIEWS:
        yield f"qca-{view}", qca_display(found, view, material.language)


def _quotes(material: Material, choice: SectionChoice) -> Iterator[Named]:
    most = choice.quotes or QUOTES_FOR_EACH_CODE
    shown = quotes_display(material.found, per_code=most, language=material.language)
    yield "quotes", shown


def _checklists(material: Material, _: SectionChoice) -> Iterator[Named]:
    known = facts(material, methods_figures(material))
    for name in CHECKLISTS:
        yield name, checklist_display(name, known, material.language, material.study.root)


def _audit(material: Material, _: SectionChoice) -> Iterator[Named]:
    language = material.language
    study = material.study
    yield "audit-events", events_display(material.entries, in_force(study), language)
    settled = settlements_display(material.entries, language)
    if material.agreement is not None:
        settled = _noted(settled, differing_note(material.agreement, material.compared, language))
    for name, display in (
        ("audit-settlements", settled),
        ("audit-codebook", book_display(material.entries, language)),
    ):
        if display.rows:
            yield name, display
    yield "audit-versions", versions_display(versions_in_use(), language)


MAKERS: Mapping[str, Maker] = {
    "documents": _documents,
    "methods": _methods,
    "participants": _participants,
    "cases": _cases,
    "codebook": _codebook,
    "nodes": _nodes,
    "agreement": _agreement,
    "matrices": _matrices,
    "contrast": _contrast,
    "features": _features,
    "triangulation": _triangulation,
    "structure": _structure,
    "saturation": _saturation,
    "qca": _qca,
    "quotes": _quotes,
    "checklists": _checklists,
    "audit": _audit,
}
"""What makes the displays of a section; the others write no display."""

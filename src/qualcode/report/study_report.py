"""From a study to the contents of its report: each display once, for Word and for the tables beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode import __version__
from qualcode.agreement.assess import Agreement, as_json, assess
from qualcode.agreement.displays import agreement_display
from qualcode.agreement.methods_paragraph import Kind, methods_paragraph
from qualcode.agreement.wording import coefficient_name
from qualcode.analysis.matrix import matrix
from qualcode.analysis.summary import codebook_display, document_groups_display, documents_display, quotes_display
from qualcode.analysis.wording import coders_note
from qualcode.coding.retrieve import evidence
from qualcode.coding.units import Comparison, reliability
from qualcode.errors import UsageError
from qualcode.model.display import Display
from qualcode.model.events import WithdrawnEvent
from qualcode.model.evidence import Evidence
from qualcode.report.contents import ReportContents
from qualcode.report.feature_report import feature_displays
from qualcode.report.methods import AgreementFigures, MethodsFigures, methods_paragraphs
from qualcode.report.options import Language
from qualcode.study.settings import MatrixSettings
from qualcode.study.study import Study
from qualcode.text.segments import segment

DEFAULT_MATRICES = (
    MatrixSettings("code", "case", "count"),
    MatrixSettings("code", "role", "count"),
    MatrixSettings("code", "case", "share"),
)
QUOTES_FOR_EACH_CODE = 3
_NO_FILE_NAME = re.compile(r'[\x00-\x1f\\/:*?"<>|]')


@dataclass(frozen=True, slots=True)
class StudyReport:
    """A report's contents, and its displays by the name under which each is also written as JSON and CSV.

    `agreement` is the answer of `agree` as plain values, `None` where there is none; `remarks` say what was left out and why.
    """

    contents: ReportContents
    displays: tuple[tuple[str, Display], ...]
    agreement: dict[str, object] | None
    remarks: tuple[str, ...]


def study_report(study: Study, language: Language, coders: Sequence[str] | None = None) -> StudyReport:
    """Return everything a study's report says, worked out from its files; `coders` as in `coder_set`."""
    found = evidence(study, coders)
    agreement, remark = _agreement(study, language)
    shown = None if agreement is None else agreement_display(agreement, study.codebook, language)
    documents = (documents_display(found, language), document_groups_display(found, language))
    codebook = codebook_display(study.codebook, found, language)
    wanted = study.settings.report_matrices or DEFAULT_MATRICES
    matrices = tuple(_matrix(found, each, language) for each in wanted)
    features = feature_displays(study, found, language)
    quotes = quotes_display(found, per_code=QUOTES_FOR_EACH_CODE, language=language)
    contents = ReportContents(
        title=study.settings.title or study.root.resolve().name,
        notice=study.settings.notice,
        date=study.settings.report_date or last_date(study),
        language=language,
        approach=study.settings.approach,
        style=study.settings.report_style,  # type: ignore[arg-type]  # settings allow no other
        documents=documents,
        methods=methods_paragraphs(_figures(study, found, agreement, language), language, study.root),
        codebook=codebook,
        agreement=shown,
        agreement_remarks=() if agreement is None else (_paragraph(study, agreement, language),),
        matrices=matrices,
        features=tuple(display for _, display in features),
        quotes=(quotes,) if quotes.rows else (),
    )
    named = [("documents", documents[0]), ("document-groups", documents[1]), ("codebook", codebook)]
    named += [("agreement", shown)] if shown else []
    named += [(_name(each), display) for each, display in zip(wanted, matrices, strict=True)]
    named += [*features, ("quotes", quotes)]
    return StudyReport(contents, tuple(named), None if agreement is None else as_json(agreement), remark)


def _matrix(found: Evidence, wanted: MatrixSettings, language: Language) -> Display:
    return matrix(
        found,
        rows=wanted.rows,
        columns=wanted.columns,
        values=wanted.values,  # type: ignore[arg-type]  # settings allow no other
        level=wanted.level,
        codes=wanted.codes or None,
        language=language,
    )


def _name(wanted: MatrixSettings) -> str:
    level = "" if wanted.level is None else f"-level{wanted.level}"
    codes = "".join(f"-{code}" for code in wanted.codes)
    name = f"matrix-{wanted.rows}-{wanted.columns}-{wanted.values}{level}{codes}"
    return _NO_FILE_NAME.sub("_", name)  # an attribute is named as its column is, which may be 省/市


def _agreement(study: Study, language: Language) -> tuple[Agreement | None, tuple[str, ...]]:
    if study.settings.approach == "reflexive":
        return None, ("Under a reflexive approach no agreement is computed.",)
    try:
        data = reliability(study, Comparison())
    except UsageError as fault:
        return None, (f"No agreement: {fault.message}",)
    if not data.units:
        return None, ("No agreement: no document was finished by two coders (`qualcode done`).",)
    return assess(data, language=language), ()


def _paragraph(study: Study, agreement: Agreement, language: Language) -> str:
    kinds: dict[str, Kind] = {c.handle: c.kind for c in study.settings.coders if c.kind != "consensus"}
    return methods_paragraph(agreement, study.codebook, kinds, language)


def _figures(study: Study, found: Evidence, agreement: Agreement | None, language: Language) -> MethodsFigures:
    kinds = [document.kind for document in found.documents]
    unit = study.settings.unit
    return MethodsFigures(
        interviews=kinds.count("interview"),
        case_documents=kinds.count("case"),
        cases=len(found.cases),
        participants=len(study.participants),
        segments=sum(len(segment(study.document(document.id), unit)) for document in found.documents),
        unit=unit,
        codes=len(study.codebook.codable),
        codings=len(found.passages),
        coders=tuple(_coder_name(study, handle, language) for handle in found.coders.handles),
        coder_rule=coders_note(found.coders, language),
        approach=study.settings.approach,
        codebook_version=study.codebook.version,
        agreement=None if agreement is None else _agreement_figures(agreement, language),
        version=__version__,
    )


def _coder_name(study: Study, handle: str, language: Language) -> str:
    coder = study.coder(handle)
    kind = {"human": "", "machine": "a program", "consensus": "the consensus"}[coder.kind]
    if language == "zh":
        kind = {"human": "", "machine": "程序", "consensus": "共识"}[coder.kind]
        inside = "，".join(part for part in (handle if coder.name else "", kind) if part)
        return f"{coder.name or handle}（{inside}）" if inside else handle
    inside = ", ".join(part for part in (handle if coder.name else "", kind) if part)
    return f"{coder.name or handle} ({inside})" if inside else handle


def _agreement_figures(agreement: Agreement, language: Language) -> AgreementFigures:
    pooled = [result for result in agreement.results if result.scope == "pooled" and not result.without]
    return AgreementFigures(
        coders=agreement.coders,
        documents=agreement.documents,
        units=agreement.units,
        unit=agreement.unit,
        coefficients=tuple((coefficient_name(each.coefficient, language), each.value) for each in pooled),
    )


def last_date(study: Study) -> str:
    """Return the day of the latest event in any ledger (`YYYY-MM-DD`), or the empty text where there is none."""
    events = (event for file in study.ledger_files for event in study.ledger_reading(file.path).events)
    latest = max((event.at for event in events if not isinstance(event, WithdrawnEvent)), default="")
    return latest[:10]

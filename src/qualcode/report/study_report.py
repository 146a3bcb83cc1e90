"""From a study to the contents of its report: each display once, for Word and for the tables beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qualcode.agreement.assess import as_json
from qualcode.agreement.methods_paragraph import Kind, methods_paragraph
from qualcode.errors import NotFoundError
from qualcode.model.display import Display
from qualcode.model.reliability import ReliabilityData
from qualcode.registry import built_in, names
from qualcode.report.bibliography import works_cited
from qualcode.report.contents import Named, Part, ReportContents
from qualcode.report.facts import facts, methods_figures
from qualcode.report.figure_sources import figures_of
from qualcode.report.inputs import input_hashes
from qualcode.report.labels import labelled, labels_of, sheet_columns
from qualcode.report.ledgers import last_date
from qualcode.report.material import Material, material
from qualcode.report.methods import methods_paragraphs, template_paragraphs
from qualcode.report.options import Language, Style
from qualcode.report.parts import MAKERS
from qualcode.report.preset import USUAL, Preset, SectionChoice, in_language, read_preset
from qualcode.report.reading import case_names, reading_paragraph, with_case_names
from qualcode.report.tables.wording import say
from qualcode.report.units import late_note, skipped_note
from qualcode.study.study import Study


@dataclass(frozen=True, slots=True)
class StudyReport:
    """A report's contents, and its displays by the name under which each is also written as JSON and CSV.

    `agreement` is the answer of `agree` as plain values, `None` where there is none; `remarks` say what was left out and why.
    `compared` is what coders gave the same units, where agreement was computed.
    """

    contents: ReportContents
    displays: tuple[Named, ...]
    agreement: dict[str, object] | None
    remarks: tuple[str, ...]
    compared: ReliabilityData | None = None


def study_report(
    study: Study,
    language: Language,
    coders: Sequence[str] | None = None,
    preset: str = USUAL,
    style: Style | None = None,
) -> StudyReport:
    """Return everything a study's report says, worked out from its files.

    `coders` as in `coder_set`; `preset` names the sections and their order; `style` is that of the tables, else the
    preset's, else the study's.
    """
    chosen = read_preset(preset, study.root)
    made = material(study, language, coders)
    tables = [_part(made, choice) for choice in chosen.sections]
    known = {name: display for part in tables for name, display in part.displays}
    parts = tuple(
        replace(part, figures=tuple(figures_of(made, choice, known)))
        for part, choice in zip(tables, chosen.sections, strict=True)
    )
    parts = tuple(_with_works(part, parts, study) for part in parts)
    agreement = made.agreement
    contents = ReportContents(
        title=study.settings.title or study.root.resolve().name,
        notice=study.settings.notice,
        date=study.settings.report_date or last_date(made.entries),
        language=language,
        approach=study.settings.approach,
        style=style or chosen.style or study.settings.report_style,  # type: ignore[arg-type]  # settings allow no other
        parts=parts,
        order=_order(chosen),
        list_of_tables=chosen.list_of_tables,
        continued=chosen.continued,
        author=study.settings.report_author,
    )
    shown = tuple(named for part in parts for named in part.displays)
    answer = None if agreement is None else as_json(agreement)
    compared = None if agreement is None else made.compared
    return StudyReport(contents, shown, answer, tuple(dict.fromkeys(made.remarks)), compared)


def report_in_both(
    study: Study,
    first: Language,
    coders: Sequence[str] | None = None,
    preset: str = USUAL,
    style: Style | None = None,
) -> StudyReport:
    """Return a report in Chinese and English side by side; `first` is the language that stands first."""
    main = study_report(study, first, coders, preset, style)
    other = study_report(study, "zh" if first == "en" else "en", coders, preset, main.contents.style)
    remarks = tuple(dict.fromkeys((*main.remarks, *other.remarks)))
    return replace(main, contents=replace(main.contents, beside=other.contents), remarks=remarks)


def chosen_displays(report: StudyReport, wanted: Sequence[str]) -> tuple[Named, ...]:
    """Return displays of a report by name, in the order asked for; a section's name stands for all of its displays.

    Raise `NotFoundError` with the names there are.
    """
    sections = {part.name: part.displays for part in report.contents.parts if part.displays}
    single = {name: ((name, display),) for name, display in report.displays}
    found: dict[str, Display] = {}
    for name in wanted:
        held = single.get(name) or sections.get(name)
        if held is None:
            known = tuple(dict.fromkeys((*sections, *single)))
            raise NotFoundError("display", name, known, outcome=f"There are: {', '.join(known)}.")
        found |= dict(held)
    return tuple(found.items())


def _order(chosen: Preset) -> tuple[str, ...]:
    """Return the sections as the preset orders them: title and contents first, those of other packages last, where it names none."""
    listed = [choice.section for choice in chosen.sections]
    first = [name for name in ("title_page", "contents_page") if name not in listed]
    others = [name for name in names("section") if name not in built_in("section") and name not in listed]
    return (*first, *listed, *others)


def _with_works(part: Part, parts: Sequence[Part], study: Study) -> Part:
    """Return the list of references with the works that the other parts name; any other part as it is."""
    return replace(part, before=works_cited(parts, study.root)) if part.name == "references" else part


def _part(made: Material, choice: SectionChoice) -> Part:
    heading = in_language(choice.heading, made.language)
    displays = tuple(sorted(_displays(made, choice), key=lambda named: choice.place(named[0])))
    before, after = _texts(made, choice.section)
    if choice.section == "quotes":
        displays = tuple(named for named in displays if named[1].rows)
    return Part(choice.section, displays, before, after, heading)


def _displays(made: Material, choice: SectionChoice) -> Iterator[Named]:
    if choice.section not in MAKERS:
        return
    note = in_language(choice.note, made.language)
    labels = {**case_names(made), **labels_of(made.study, made.language)}
    columns = sheet_columns(made.study)
    for name, made_display in MAKERS[choice.section](made, choice):
        if choice.wants(name):
            named = name != "case-names"
            display = labelled(made_display, labels, columns) if named else made_display
            display = with_case_names(display, case_names(made)) if named else display
            yield name, replace(display, notes=(*display.notes, note)) if note else display


def _texts(made: Material, section: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paragraphs of a section before and below its displays."""
    study, language = made.study, made.language
    if section == "methods":
        said = (*methods_paragraphs(methods_figures(made), language, study.root), reading_paragraph(made))
        return tuple(filter(None, said)), ()
    if section == "agreement" and made.agreement is not None:
        kinds: dict[str, Kind] = {c.handle: c.kind for c in study.settings.coders if c.kind != "consensus"}
        account = methods_paragraph(made.agreement, study.codebook, kinds, language)
        notes = (skipped_note(study, made.units, language), late_note(study, made.compared, language))
        return tuple(filter(None, (account, *notes))), ()
    if section == "audit":
        return (), (say("inputs", language, count=len(input_hashes(study))),)
    if section == "limitations":
        figures = methods_figures(made)
        known = facts(made, figures)
        values = {"study": figures, "facts": known, "reached": len(made.found.cases)}
        return template_paragraphs(f"limitations_{language}.md.j2", language, study.root, **values), ()
    return (), ()

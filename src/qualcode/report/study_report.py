"""From a study to the contents of its report: each display once, for Word and for the tables beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qualcode.agreement.assess import as_json
from qualcode.agreement.methods_paragraph import Kind, methods_paragraph
from qualcode.errors import NotFoundError
from qualcode.model.display import Display
from qualcode.registry import built_in, names
from qualcode.report.contents import Named, Part, ReportContents
from qualcode.report.facts import facts, methods_figures
from qualcode.report.figure_sources import figures_of
from qualcode.report.labels import labelled, labels_of, sheet_columns
from qualcode.report.ledgers import last_date
from qualcode.report.material import Material, material
from qualcode.report.methods import methods_paragraphs, template_paragraphs
from qualcode.report.options import Language, Style
from qualcode.report.parts import MAKERS
from qualcode.report.preset import USUAL, Preset, SectionChoice, in_language, read_preset
from qualcode.study.study import Study


@dataclass(frozen=True, slots=True)
class StudyReport:
    """A report's contents, and its displays by the name under which each is also written as JSON and CSV.

    `agreement` is the answer of `agree` as plain values, `None` where there is none; `remarks` say what was left out and why.
    """

    contents: ReportContents
    displays: tuple[Named, ...]
    agreement: dict[str, object] | None
    remarks: tuple[str, ...]


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
    return StudyReport(contents, shown, answer, tuple(dict.fromkeys(made.remarks)))


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
    labels, columns = labels_of(made.study, made.language), sheet_columns(made.study)
    for name, made_display in MAKERS[choice.section](made, choice):
        if choice.wants(name):
            display = labelled(made_display, labels, columns)
            yield name, replace(display, notes=(*display.notes, note)) if note else display


def _texts(made: Material, section: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paragraphs of a section before and below its displays."""
    study, language = made.study, made.language
    if section == "methods":
        return methods_paragraphs(methods_figures(made), language, study.root), ()
    if section == "agreement" and made.agreement is not None:
        kinds: dict[str, Kind] = {c.handle: c.kind for c in study.settings.coders if c.kind != "consensus"}
        return (), (methods_paragraph(made.agreement, study.codebook, kinds, language),)
    if section == "limitations":
        figures = methods_figures(made)
        known = facts(made, figures)
        values = {"study": figures, "facts": known, "reached": len(made.found.cases)}
        return template_paragraphs(f"limitations_{language}.md.j2", language, study.root, **values), ()
    return (), ()

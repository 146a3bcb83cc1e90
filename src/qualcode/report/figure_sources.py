"""The figures that a report can show, by the names that a preset has for them: from which display each is drawn, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.cooccurrence_displays import pairs_display
from qualcode.analysis.within import TEXT_UNITS, parse_within
from qualcode.coding.unit_spans import unit_spans
from qualcode.model.display import Display
from qualcode.report.contents import NOT_REFLEXIVE, Figure, Named
from qualcode.report.figure_names import DRAWN, DrawnFrom
from qualcode.report.labels import labelled, labels_of, sheet_columns
from qualcode.report.material import Material
from qualcode.report.parts import MAKERS
from qualcode.report.preset import SectionChoice
from qualcode.study.settings import MatrixSettings

_MOST_ROWS = 40
"""Rows of codes up to which a figure fits on a page and is read there."""

_MOST_PAIRS = 40


def figures_of(made: Material, choice: SectionChoice, shown: Mapping[str, Display]) -> Iterator[Figure]:
    """Yield the figures that a section of a preset names, drawn from what the report shows already where it is there.

    A figure without a display is one that the study has nothing for yet. Under a reflexive approach neither agreement nor
    saturation is drawn.
    """
    for name in choice.figures:
        source = DRAWN[name]
        if made.study.settings.approach == "reflexive" and source.section in NOT_REFLEXIVE:
            continue
        display = shown.get(source.display) or _made(made, source)
        held = display if display is not None and display.rows else None
        fitted, level = (held, None) if held is None else _fitted(held)
        yield Figure(name, source.title[made.language], fitted, source.kind, source.display, level)


def _made(made: Material, source: DrawnFrom) -> Display | None:
    makers: Mapping[str, Callable[[Material], Iterator[Named]]] = {"cooccurrence": _cooccurrence}
    if source.section in makers:
        found = makers[source.section](made)
    else:
        matrices = () if source.columns is None else (MatrixSettings("code", source.columns, "count"),)
        found = MAKERS[source.section](made, SectionChoice(source.section, matrices=matrices))
    labels, columns = labels_of(made.study, made.language), sheet_columns(made.study)
    return next((labelled(display, labels, columns) for name, display in found if name == source.display), None)


def _cooccurrence(made: Material) -> Iterator[Named]:
    within = parse_within("segment")
    spans = unit_spans(made.study, within.unit, counting=True) if within.unit in TEXT_UNITS else {}
    codes = [code.id for code in made.study.codebook if code.level == 2 or (code.level == 1 and not code.children)]
    found = cooccurrence(made.found, within, spans, codes=codes or None, level=2)
    yield "cooccurrence", pairs_display(made.found, found, made.language, most=_MOST_PAIRS)


def _fitted(display: Display) -> tuple[Display, int | None]:
    """Return a display with rows down to the lowest level at which they fit on a page; the level from 1 where some are left out."""
    deepest = max(row.level for row in display.rows)
    for level in range(deepest, 0, -1):
        if sum(row.level <= level for row in display.rows) <= _MOST_ROWS:
            break
    else:
        level = 0
    if level == deepest or display.kind == "cooccurrence":
        return display, None
    return replace(display, rows=tuple(row for row in display.rows if row.level <= level)), level + 1

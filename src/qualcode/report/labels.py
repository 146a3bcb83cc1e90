"""Values of the sheets in a reader's language: `college` shown as 高职院校管理者, and never a word of a quote."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from qualcode.model.display import Cell, Display, Row
from qualcode.report.options import Language
from qualcode.study.study import Study

_OF_VALUES = frozenset({"role", "roles", "case", "cases", "about", "sources", "date", "in cases"})
_WORDS = frozenset({"quote", "quotes", "words", "example", "memo"})
_BETWEEN = ("、", "; ", "；", ", ")


def labels_of(study: Study, language: Language) -> Mapping[str, str]:
    """Return what is shown in place of each value for which `[labels]` of the study has words in the language."""
    shown = ((value, words.get(language) or words.get("")) for value, words in study.settings.labels.items())
    return {value: text for value, text in shown if text}


def sheet_columns(study: Study) -> frozenset[str]:
    """Return the names of the columns that the study's sheets have: whose cells hold values that may be labelled."""
    people, cases = (each.attributes for each in study.participants), (each.attributes for each in study.cases)
    return _OF_VALUES.union(*people, *cases, *study.attributes.documents.values()) - _WORDS


def labelled(display: Display, labels: Mapping[str, str], columns: Collection[str] = _OF_VALUES) -> Display:
    """Return a display with labels in place of values; keys, counts and codings stay.

    Headings and row labels are replaced when they are a value as a whole; cells also where they list several, but only in
    the `columns` of sheets (or in rows that are such columns): words of a transcript are never replaced.
    """
    if not labels:
        return display
    heads = tuple(replace(column, label=labels.get(column.label, column.label)) for column in display.columns)
    keys = [column.key for column in display.columns]
    rows = []
    for row in display.rows:
        whole = row.key in columns
        cells = (_cell(c, labels) if whole or key in columns else c for c, key in zip(row.cells, keys, strict=True))
        rows.append(Row(row.key, labels.get(row.label, row.label), tuple(cells), row.level))
    return replace(display, columns=heads, rows=tuple(rows))


def _cell(cell: Cell, labels: Mapping[str, str]) -> Cell:
    return Cell(label_text(cell.value, labels), cell.codings) if isinstance(cell.value, str) else cell


def label_text(text: str, labels: Mapping[str, str]) -> str:
    """Return a value as labelled, or a list of values with each of them labelled.

    >>> label_text("college、official", {"college": "院校"})
    '院校、official'
    """
    if text in labels:
        return labels[text]
    for between in _BETWEEN:
        if between in text:
            return between.join(labels.get(part, part) for part in text.split(between))
    return text

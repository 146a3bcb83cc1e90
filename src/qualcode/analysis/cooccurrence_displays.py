"""Co-occurrence as displays: pair by pair (case by case too), as a square table, and as which code comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial
from math import isfinite
from typing import Literal

import numpy as np

from qualcode.analysis.coded_units import CodedUnits, narrowed
from qualcode.analysis.cooccurrence import UNEVEN, Cooccurrence, behind, behind_one, cooccurrence, same
from qualcode.analysis.cooccurrence_wording import in_words, say, within_words
from qualcode.analysis.within import UnitSpans, Within
from qualcode.analysis.wording import coders_note, set_aside_note
from qualcode.collector import collector_paused
from qualcode.errors import UsageError
from qualcode.model.display import Cell, Column, ColumnType, Display, Row
from qualcode.model.evidence import Evidence

Measure = Literal["n12", "jaccard", "c", "lift", "phi"]
MEASURES: tuple[Measure, ...] = ("n12", "jaccard", "c", "lift", "phi")
ORDERED = ("segment", "turn", "paragraph", "sentence", "document")


@collector_paused
def pairs_display(
    evidence: Evidence,
    found: Cooccurrence,
    language: str = "en",
    *,
    most: int = 50,
    by_case: Sequence[Cooccurrence] = (),
) -> Display:
    """Return the pairs of codes that stand together, most often first, with n1, n2, n12, n and every coefficient.

    `most` is how many pairs are shown. `by_case` are the counts of `case_by_case`: a row for each below every pair.
    """
    every = found.pairs()
    shown = every[:most]
    figures = [_Figures(one) for one in (found, *by_case)]
    rows = []
    for a, b in shown:
        label = f"{_name(evidence, found, a, language)} + {_name(evidence, found, b, language)}"
        rows.append(_row(found, figures[0], a, b, label, language))
        for case, one, own in zip(evidence.cases, by_case, figures[1:], strict=False):
            rows.append(_row(one, own, a, b, case.name, language, level=1, key=f"@{case.id}"))
    types: dict[str, ColumnType] = {"n1": "count", "n2": "count", "n12": "count", "n": "count", "uneven": "text"}
    keys = ("n1", "n2", "n12", "n", "jaccard", "c", "lift", "phi", "uneven")
    extra = _shown_notes(found, shown, len(every), language)
    if by_case:
        extra.append(say("note case", language))
    return Display(
        title=say("title case" if by_case else "title", language, within=within_words(found.within, language)),
        unit=_unit(found.within, language),
        columns=tuple(Column(key, say(key, language), types.get(key, "number")) for key in keys),
        rows=tuple(rows),
        notes=_notes(evidence, found, language, *extra),
        set_aside={**evidence.set_aside, **found.set_aside},
        parameters={"within": str(found.within), "most": most, "by": "case" if by_case else None},
        corner=say("pair", language),
        kind="cooccurrence",
    )


def _shown_notes(found: Cooccurrence, shown: Sequence[tuple[int, int]], every: int, language: str) -> list[str]:
    uneven = sum(bool(found.unevenness[a, b] > UNEVEN) for a, b in shown)
    notes = [say("note uneven", language, count=uneven)]
    if len(shown) < every:
        notes.append(say("note shown", language, shown=len(shown), all=every))
    if found.known is not None:
        fewer = sum(bool(found.known.n12[a, b] < found.n12[a, b]) for a, b in shown)
        notes += [say("note unfinished", language, count=fewer)] if fewer else []
    return notes


def case_by_case(
    evidence: Evidence, within: Within, spans: UnitSpans | None, codes: Sequence[str] | None, level: int | None
) -> tuple[Cooccurrence, ...]:
    """Return the counts for each case alone, in the order of the cases; `UsageError` where there is no case."""
    if not evidence.cases:
        raise UsageError("The study has no cases.", remedy="Make a folder for each below cases/.")
    if within.unit == "case":
        raise UsageError(
            "Within one case there is only one unit: the case.", remedy="Look within a turn or a document."
        )
    return tuple(
        cooccurrence(narrowed(evidence, case.id), within, spans, codes=codes, level=level) for case in evidence.cases
    )


def matrix_display(evidence: Evidence, found: Cooccurrence, measure: Measure, language: str = "en") -> Display:
    """Return code × code: one measure for each pair, codes that stand with no other left out."""
    values = getattr(found, measure)
    used = np.flatnonzero(((found.n12 > 0) & ~found.related).any(axis=0))
    columns = tuple(
        Column(found.codes[b], _name(evidence, found, int(b), language), "count" if measure == "n12" else "number")
        for b in used
    )
    rows = []
    for a in used:
        cells = tuple(
            Cell(None)
            if found.related[a, b]
            else Cell(_value(values[a, b]), behind(found, int(a), int(b)) if found.n12[a, b] else ())
            for b in used
        )
        code = evidence.codebook.by_id[found.codes[a]]
        rows.append(Row(code.id, code.name(language), cells))
    return Display(
        title=say("title matrix", language, within=within_words(found.within, language), value=say(measure, language)),
        unit=_unit(found.within, language),
        columns=columns,
        rows=tuple(rows),
        notes=_notes(evidence, found, language, say("note matrix", language)),
        set_aside={**evidence.set_aside, **found.set_aside},
        parameters={"within": str(found.within), "measure": measure},
        corner=say("code", language),
        kind="cooccurrence-matrix",
    )


def sequence_display(evidence: Evidence, found: Cooccurrence, language: str = "en", *, most: int = 50) -> Display:
    """Return, for each pair, in how many units the one code comes before the other; `UsageError` where there is no order."""
    if not isinstance(found.lines, CodedUnits) or found.within.unit not in ORDERED:
        raise UsageError(
            f"There is no order of codes within {within_words(found.within, 'en')}.",
            remedy=f"Look within {', '.join(ORDERED)}.",
        )
    counts = _first(found)
    every = found.pairs()
    rows = []
    for a, b in every[:most]:
        first, second, level = (int(counts[name][a, b]) for name in ("first", "second", "level"))
        share = first / (first + second) if first + second else None
        ids = behind(found, a, b)
        label = f"{_name(evidence, found, a, language)} → {_name(evidence, found, b, language)}"
        cells = (*(Cell(count, ids) for count in (first + second + level, first, second, level)), Cell(share, ids))
        rows.append(Row(f"{found.codes[a]}→{found.codes[b]}", label, cells))
    keys: Mapping[str, ColumnType] = {
        **dict.fromkeys(("n12", "first", "second", "level"), "count"),
        "share": "share",
    }
    extra = [say("note sequence", language)]
    if len(rows) < len(every):
        extra.append(say("note shown", language, shown=len(rows), all=len(every)))
    return Display(
        title=say("title sequence", language, within=within_words(found.within, language)),
        unit=_unit(found.within, language),
        columns=tuple(Column(key, say(key, language), type) for key, type in keys.items()),
        rows=tuple(rows),
        notes=(*_frame(evidence, found, language, *extra),),
        set_aside={**evidence.set_aside, **found.set_aside},
        parameters={"within": str(found.within), "most": most, "sequence": True},
        corner=say("pair", language),
        kind="cooccurrence-sequence",
    )


def _first(found: Cooccurrence) -> dict[str, np.ndarray[tuple[int, int], np.dtype[np.int64]]]:
    """Return in how many units the row's code begins before the column's, after it, and at the same character."""
    lines, size = found.lines, len(found.codes)
    assert isinstance(lines, CodedUnits)
    order = np.lexsort((lines.start, lines.row, lines.unit))
    unit, row, start = lines.unit[order], lines.row[order], lines.start[order]
    fresh = (
        np.concatenate(([True], (unit[1:] != unit[:-1]) | (row[1:] != row[:-1]))) if len(unit) else np.zeros(0, bool)
    )
    unit, row, start = unit[fresh], row[fresh], start[fresh]
    one, other = same(unit)
    pair = row[one] * size + row[other]
    kinds = {
        "first": start[one] < start[other],
        "second": start[one] > start[other],
        "level": start[one] == start[other],
    }
    return {name: np.bincount(pair[kept], minlength=size * size).reshape(size, size) for name, kept in kinds.items()}


class _Figures:
    """The coefficients of one set of counts, and the codings behind each code's own count, each made once."""

    def __init__(self, found: Cooccurrence) -> None:
        self.measures = [getattr(found, name) for name in ("jaccard", "c", "lift", "phi")]
        self.unevenness = found.unevenness
        self.alone = cache(partial(behind_one, found))


def _row(
    found: Cooccurrence,
    figures: _Figures,
    a: int,
    b: int,
    label: str,
    language: str,
    *,
    level: int = 0,
    key: str = "",
) -> Row:
    ids = behind(found, a, b) if found.n12[a, b] else ()
    times, alone = figures.unevenness[a, b], figures.alone
    uneven = say("uneven value", language, times=times) if times > UNEVEN else None
    cells = (
        Cell(int(found.n1[a, b]), alone(a)),
        Cell(int(found.n1[b, a]), alone(b)),
        Cell(int(found.n12[a, b]), ids),
        Cell(int(found.known.n[a, b]) if found.known else None),
        *(Cell(_value(measure[a, b]), ids) for measure in figures.measures),
        Cell(uneven),
    )
    return Row(f"{found.codes[a]}+{found.codes[b]}{key}", label, cells, level)


def _value(value: np.generic) -> int | float | None:
    number = value.item()
    return number if isfinite(number) else None


def _name(evidence: Evidence, found: Cooccurrence, number: int, language: str) -> str:
    return evidence.codebook.by_id[found.codes[number]].name(language)


def _unit(within: Within, language: str) -> str:
    if within.unit in ("passage", "window"):
        return say("unit passages", language)
    return say("unit units", language, within=within_words(within, language))


def _notes(evidence: Evidence, found: Cooccurrence, language: str, *extra: str) -> tuple[str, ...]:
    within = found.within
    if found.known is not None:
        return _frame(evidence, found, language, say("note units", language), say("note several", language), *extra)
    how = say("apart", language, count=within.characters) if within.characters else say("overlapping", language)
    return _frame(evidence, found, language, say("note passages", language, how=how), *extra)


def _frame(evidence: Evidence, found: Cooccurrence, language: str, *own: str) -> tuple[str, ...]:
    aside = set_aside_note(in_words({**evidence.set_aside, **found.set_aside}, language), language)
    return (coders_note(evidence.coders, language), *own, say("note family", language), aside)

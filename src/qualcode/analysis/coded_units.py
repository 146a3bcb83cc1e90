"""Codings as arrays: which code stands in which unit, so that a million of them can be counted at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

import numpy as np

from qualcode.analysis.families import Families
from qualcode.analysis.in_order import Bools, Ints, Objects, passages_in_order, spread
from qualcode.analysis.within import UnitSpans, Within
from qualcode.analysis.wording import say
from qualcode.model.evidence import Evidence, Passage

OUTSIDE = "codings that lie in no unit that counts"


@dataclass(frozen=True, eq=False, slots=True)
class CodedUnits:
    """Codings laid out by unit and by row (a code with what counts as it).

    `unit` and `row` name each coding's unit and row, `start` its place in the text and `coding` its number in `ids`; a
    coding stands in as many lines as it has units and rows. Units are numbered so that each lies in one `group` (its
    document, or the case), `size` says how many units a group has, `decided[row, group]` whether all of the row's codes
    were decided there, so that a unit without them is known to be without them.
    """

    rows: tuple[str, ...]
    unit: Ints
    row: Ints
    start: Ints
    coding: Ints
    ids: Objects
    group: Ints
    size: Ints
    decided: Bools
    set_aside: Mapping[str, int]


@dataclass(frozen=True, eq=False, slots=True)
class Places:
    """Codings as stretches of text: document, start and end of each line, its row, and its number in `ids`.

    Lines are in the order of the text; `passages` are those that `ids` names.
    """

    rows: tuple[str, ...]
    document: Ints
    start: Ints
    end: Ints
    row: Ints
    coding: Ints
    ids: Objects
    passages: Sequence[Passage]


def places(evidence: Evidence, found: Families) -> Places:
    """Return the anchored codings of the codes asked for; one line for each row in which a coding counts."""
    numbers = {row: number for number, row in enumerate(found.rows)}
    rows_of = {code: tuple(numbers[row] for row in rows) for code, rows in found.rows_of.items() if rows}
    every = passages_in_order(evidence, frozenset(rows_of))
    passages = every.kept(every.document < len(evidence.documents))
    codes = {code: number for number, code in enumerate(rows_of)}
    many = np.array([len(rows) for rows in rows_of.values()], dtype=np.int64)
    flat = np.array([row for rows in rows_of.values() for row in rows], dtype=np.int64)
    given = map(codes.__getitem__, passages.read("coding.code"))
    code = np.fromiter(given, np.int64, len(passages.passages))
    line, offset = spread(many[code] if len(code) else code)
    first = np.cumsum(many) - many
    return Places(
        rows=found.rows,
        document=passages.document[line],
        start=passages.start[line],
        end=passages.end[line],
        row=flat[first[code[line]] + offset] if len(code) else code,
        coding=line,
        ids=passages.ids,
        passages=passages.passages,
    )


def coded_units(evidence: Evidence, found: Families, within: Within, spans: UnitSpans) -> CodedUnits:
    """Return the codings by unit: of the text (`spans`), of documents, or of cases. Not for passages and windows."""
    lines = places(evidence, found)
    members = {row: found.members[row].intersection(evidence.codebook.codable) for row in found.rows}
    if within.unit == "case":
        return _by_case(evidence, lines, members)
    decided = np.array(
        [[members[row] <= document.decided for document in evidence.documents] for row in found.rows], dtype=bool
    ).reshape(len(found.rows), len(evidence.documents))
    if within.unit == "document":
        size = np.ones(len(evidence.documents), dtype=np.int64)
        return _laid_out(lines, lines.document, np.arange(len(size)), size, decided, {})
    return _by_text(evidence, lines, spans, decided)


def _by_text(evidence: Evidence, lines: Places, spans: UnitSpans, decided: Bools) -> CodedUnits:
    own = [spans.get(document.id, ()) for document in evidence.documents]
    size = np.array([len(units) for units in own], dtype=np.int64)
    offset = np.cumsum(size) - size
    order = np.argsort(lines.document, kind="stable")
    edges = np.searchsorted(lines.document[order], np.arange(len(own) + 1))
    first, last = np.zeros(len(order), dtype=np.int64), np.zeros(len(order), dtype=np.int64)
    for document, units in enumerate(own):
        here = order[edges[document] : edges[document + 1]]
        if len(here) and units:
            starts, ends = np.array([unit.start for unit in units]), np.array([unit.end for unit in units])
            first[here] = offset[document] + np.searchsorted(ends, lines.start[here], side="right")
            last[here] = offset[document] + np.searchsorted(starts, lines.end[here], side="left")
    many = np.maximum(0, last - first)
    outside = len(np.unique(lines.coding[many == 0]))
    line, step = spread(many)
    group = np.repeat(np.arange(len(own)), size)
    laid = _laid_out(_of(lines, line), first[line] + step, group, size, decided, {OUTSIDE: outside} if outside else {})
    return laid


def _by_case(evidence: Evidence, lines: Places, members: Mapping[str, frozenset[str]]) -> CodedUnits:
    numbers = {case.id: number for number, case in enumerate(evidence.cases)}
    cases = map(attrgetter("case"), lines.passages)
    case = np.fromiter((numbers.get(each, -1) for each in cases), np.int64, len(lines.passages))
    facts = evidence.by_document
    decided = np.array(
        [
            [
                bool(case.documents) and all(id in facts and members[row] <= facts[id].decided for id in case.documents)
                for case in evidence.cases
            ]
            for row in lines.rows
        ],
        dtype=bool,
    ).reshape(len(lines.rows), len(evidence.cases))
    unit = case[lines.coding] if len(case) else lines.coding
    known = np.flatnonzero(unit >= 0)
    several = (len(facts[lines.passages[n].coding.document].cases) > 1 for n in np.flatnonzero(case < 0).tolist())
    lost = Counter(say("several cases") if many else say("no case") for many in several)
    size = np.ones(len(evidence.cases), dtype=np.int64)
    return _laid_out(_of(lines, known), unit[known], np.arange(len(size)), size, decided, dict(lost))


def _laid_out(
    lines: Places, unit: Ints, group: Ints, size: Ints, decided: Bools, set_aside: Mapping[str, int]
) -> CodedUnits:
    return CodedUnits(
        lines.rows, unit, lines.row, lines.start, lines.coding, lines.ids, group, size, decided, set_aside
    )


def _of(lines: Places, which: Ints) -> Places:
    parts: Any = {name: getattr(lines, name)[which] for name in ("document", "start", "end", "row", "coding")}
    return replace(lines, **parts)


def narrowed(evidence: Evidence, case: str) -> Evidence:
    """Return the evidence about one case: its passages and documents.

    In a document of several cases a silent unit cannot be given to one of them: nothing counts as absent there.
    """
    documents: Sequence[Any] = [
        replace(document, decided=document.decided if len(document.cases) == 1 else frozenset())
        for document in evidence.documents
        if case in document.cases
    ]
    return replace(
        evidence,
        passages=tuple(passage for passage in evidence.passages if passage.case == case),
        documents=tuple(documents),
        cases=tuple(each for each in evidence.cases if each.id == case),
    )

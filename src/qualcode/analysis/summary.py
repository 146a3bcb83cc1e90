"""The plain tables of a report: documents, how they spread, the codebook in use, quotes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from qualcode.analysis.dimensions import attribute_values, dimension
from qualcode.analysis.families import families
from qualcode.analysis.passages import distinct, in_order, place, words_in
from qualcode.analysis.wording import coders_note, label, listing, say, set_aside_note
from qualcode.errors import NotFoundError
from qualcode.model.codebook import Codebook, worded
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.evidence import DocumentFacts, Evidence, Passage


def documents_display(
    evidence: Evidence, language: str = "en", *, attributes: Sequence[str] = ("province",)
) -> Display:
    """Return one row for each document: kind, cases, roles, the attributes named, words, who coded it, passages, codes.

    An attribute is the document's own, else that of its cases; one that no document has gets no column. Passages count
    identical ones once; each passage and code cell carries its codings.
    """
    by_document: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in in_order(evidence):
        by_document[passage.coding.document].append(passage)
    shown = [name for name in attributes if any(attribute_values(evidence, one, name) for one in evidence.documents)]
    columns = [Column(key, say(key, language)) for key in ("kind", "cases", "roles")]
    columns += [Column(name, label(name, language)) for name in shown]
    columns += [Column("words", say("words", language), "count"), Column("coders", say("coded by", language))]
    columns += [Column(key, say(key, language), "count") for key in ("passages", "codes")]
    rows = [_document(evidence, one, by_document[one.id], shown, language) for one in evidence.documents]
    return Display(
        title=say("documents", language),
        unit=say("unit document", language),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=_notes(evidence, language, say("documents note", language)),
        set_aside=evidence.set_aside,
        corner=say("document", language),
        kind="documents",
    )


def _document(
    evidence: Evidence, document: DocumentFacts, passages: list[Passage], attributes: Sequence[str], language: str
) -> Row:
    between = listing(language)
    names = {case.id: case.name for case in evidence.cases}
    ids = tuple(passage.coding.id for passage in passages)
    at_work = {passage.coding.coder for passage in passages}
    coders = [h for h in evidence.coders.by_document.get(document.id, ()) if h in at_work or document.decided]
    cells = [
        Cell(say("interview" if document.kind == "interview" else "case document", language)),
        Cell(between.join(names.get(case, case) for case in document.cases) or None),
        Cell(between.join(document.roles) or None),
        *(Cell(between.join(attribute_values(evidence, document, name)) or None) for name in attributes),
        Cell(document.words),
        Cell(between.join(coders) or None),
        Cell(len(distinct(passages)), ids),
        Cell(len({passage.coding.code for passage in passages}), ids),
    ]
    return Row(document.id, document.id, tuple(cells))


def document_groups_display(
    evidence: Evidence, language: str = "en", *, by: Sequence[str] = ("role", "province", "case")
) -> Display:
    """Return how the documents spread: a block of rows for each of role, province and case, with documents and words.

    A dimension that the study does not have is left out; documents without a value stand under “not stated”.
    """
    rows: list[Row] = []
    facts = evidence.by_document
    for name in by:
        try:
            one = dimension(evidence, name, language)
        except NotFoundError:
            continue
        groups = [(heading.key, heading.label, one.documents.get(heading.key, frozenset())) for heading in one.headings]
        stated = frozenset().union(*one.documents.values())
        groups.append(("", say("not stated", language), frozenset(facts) - stated))
        filled = [(key, text, held) for key, text, held in groups if key or held]
        rows.append(Row(name, label(name, language), (Cell(None), Cell(None))))
        for key, text, held in filled:
            words = sum(facts[document].words for document in held if document in facts)
            rows.append(Row(f"{name}:{key}", text, (Cell(len(held)), Cell(words)), level=1))
    return Display(
        title=say("groups", language),
        unit=say("unit document", language),
        columns=(
            Column("documents", say("document count", language), "count"),
            Column("words", say("words", language), "count"),
        ),
        rows=tuple(rows),
        notes=(say("groups note", language),),
        kind="document-groups",
    )


def codebook_display(codebook: Codebook, evidence: Evidence, language: str = "en") -> Display:
    """Return the codebook in use: name, definition, rules, an example, and in how many documents and passages it is found.

    A code includes the codes below it; an identical passage counts once. Example is the codebook's own first.
    """
    found = families(codebook)
    lines: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in in_order(evidence):
        for row in found.rows_of.get(passage.coding.code, ()):
            lines[row].append(passage)
    rows = []
    for code in codebook:
        passages = lines[code.id]
        ids = tuple(passage.coding.id for passage in passages)
        texts = [
            code.name(language),
            *(worded(text, language) for text in (code.definition, code.include, code.exclude)),
        ]
        cells = [*(Cell(text or None) for text in (*texts, *(code.examples[:1] or ("",))))]
        cells.append(Cell(len({passage.coding.document for passage in passages}), ids))
        cells.append(Cell(len({place(passage) for passage in passages}), ids))
        rows.append(Row(code.id, code.id, tuple(cells), code.level - 1))
    columns = [Column(key, say(key, language)) for key in ("name", "definition", "include", "exclude", "example")]
    columns.append(Column("documents", say("document count", language), "count"))
    columns.append(Column("passages", say("passages", language), "count"))
    shown, filled = _filled(columns, rows, ("definition", "include", "exclude", "example"))
    return Display(
        title=say("codebook", language),
        unit=say("unit passage", language),
        columns=shown,
        rows=filled,
        notes=_notes(evidence, language, say("counting", language), say("descendants", language)),
        set_aside=evidence.set_aside,
        corner=say("code", language),
        kind="codebook",
    )


def quotes_display(
    evidence: Evidence, codes: Sequence[str] | None = None, per_code: int | None = 3, language: str = "en"
) -> Display:
    """Return quotes by code, one row each: the words, speaker, role, document and segment, time stamp, case.

    `codes` (ids or names; all when `None`) bring the codes below them, each quoted under its own name; `per_code` is the
    most for one code, each document's first passage before any second one; `None` for all. Rows are keyed by code and coding.
    """
    found = families(evidence.codebook, codes)
    lines: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in in_order(evidence):
        lines[passage.coding.code].append(passage)
    rows = []
    for code in found.rows:
        for passage in _in_turn(distinct(lines[code]), per_code):
            who = (words_in(passage, language), passage.speaker, passage.role)
            texts = (*who, passage.address, passage.time, passage.case)
            cells = tuple(Cell(text, (passage.coding.id,)) for text in texts)
            rows.append(Row(f"{code}:{passage.coding.id}", evidence.codebook.by_id[code].name(language), cells))
    rule = say("quotes rule all", language) if per_code is None else say("quotes rule", language, most=per_code)
    columns = [Column(key, say(key, language)) for key in ("quote", "speaker", "role", "place", "time", "case")]
    shown, filled = _filled(columns, rows, ("speaker", "role", "time", "case"))
    return Display(
        title=say("quotes title", language),
        unit=say("unit passage", language),
        columns=shown,
        rows=filled,
        notes=_notes(evidence, language, rule),
        set_aside=evidence.set_aside,
        parameters={"codes": None if codes is None else list(codes), "per_code": per_code},
        corner=say("code", language),
        kind="quotes",
    )


def _in_turn(passages: Sequence[Passage], most: int | None) -> list[Passage]:
    """Return all passages in document order; of no more than `most`, the first of each document, then the second, …"""
    if most is None:
        return list(passages)
    seen: Counter[str] = Counter()
    turns: list[tuple[int, int]] = []
    for number, passage in enumerate(passages):
        turns.append((seen[passage.coding.document], number))
        seen[passage.coding.document] += 1
    return [passages[number] for _, number in sorted(turns)[:most]]


def _filled(
    columns: Sequence[Column], rows: Sequence[Row], optional: Collection[str]
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Return columns and rows without the optional columns in which no row has anything."""
    kept = [
        number
        for number, column in enumerate(columns)
        if column.key not in optional or any(row.cells[number].value is not None for row in rows)
    ]
    cut = (replace(row, cells=tuple(row.cells[number] for number in kept)) for row in rows)
    return tuple(columns[number] for number in kept), tuple(cut)


def _notes(evidence: Evidence, language: str, *own: str) -> tuple[str, ...]:
    return (coders_note(evidence.coders, language), *own, set_aside_note(evidence.set_aside, language))

"""A sample as a sheet for a second coder: one row a unit, to be filled in with codes, and read back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qualcode.coding.places import address_of
from qualcode.coding.sampling import find_sample, finish_sample
from qualcode.coding.voices import Voices
from qualcode.errors import QualcodeError, StudyError, UsageError
from qualcode.exchange.word_desk.came_back import CameBack
from qualcode.exchange.word_desk.findings import Asked, Findings, Note, Refused
from qualcode.exchange.word_desk.recording import Brought, Recording
from qualcode.exchange.word_desk.said import Entry, entries_of, request_of, why_not
from qualcode.model.coding import Coder
from qualcode.model.document import Document, Segment
from qualcode.model.events import SampledUnit, SampleEvent
from qualcode.model.names import name_key
from qualcode.model.span import Span
from qualcode.study.sheets import SheetReading
from qualcode.study.study import Study
from qualcode.study.writing import Clock, utc_now, writing
from qualcode.text.segments import segment

VIA = "sheet"
CODE_COLUMNS = 3
HEADERS = {
    "en": ("no.", "place", "speaker", "words", "code", "memo", "key"),
    "zh": ("序号", "位置", "说话人", "原文", "编码", "备忘", "标识"),
}
"""The columns of a sheet by language; `code` stands as often as `CODE_COLUMNS` says, with a number."""

DONE = {
    "en": "Write x in the first column of codes when you have decided every unit: one without a code then has none.",
    "zh": "全部单元都已判断后，请在第一个编码栏写 x：没有编码的单元即表示“无编码”。",
}
_AGAIN = "`qualcode sample NAME --sheet FILE` writes the sheet anew."
_DONE = "done"


class SheetUnit(NamedTuple):
    """One row to code: its number in the sample, address, speaker, words, and the key by which it is known again."""

    number: int
    address: str
    speaker: str
    words: str
    key: str


class FilledRow(NamedTuple):
    """One row as it came back: its key, what stands in its cells of codes, its memo, and its line in the file."""

    key: str
    codes: tuple[str, ...]
    memo: str
    line: int


def sheet_units(study: Study, sample: SampleEvent, language: str) -> tuple[SheetUnit, ...]:
    """Return the rows of a sample's sheet in order, the last one the line on which the coder says that all is decided.

    Units whose document has another text now are left out. Nothing in it tells what anybody said of them.
    """
    own = study.settings.unit
    cut: dict[str, tuple[Segment, ...]] = {}
    made = []
    for number, each in enumerate(sample.units, 1):
        document = study.document(study.find_document(each.document).id)
        if document.text_sha256 == sample.texts[each.document]:
            span = Span(each.start, each.end)
            turn = Voices.turn_at(document, span)
            if document.id not in cut:
                cut[document.id] = segment(document, own)
            address = address_of(document.id, cut[document.id], span, own)
            speaker = (turn.speaker or "") if turn else ""
            made.append(SheetUnit(number, address, speaker, span.of(document.text), _key(sample.name, document, each)))
    book = study.codebook.hash[:12]
    ending = DONE["zh" if language == "zh" else "en"]
    return (*made, SheetUnit(0, "", "", ending, f"{sample.name}|{_DONE}|{book}"))


def _key(sample: str, document: Document, unit: SampledUnit) -> str:
    words = f"{document.text_sha256} {unit.start} {unit.end}"
    return f"{sample}|{document.id}#{unit.start}-{unit.end}|{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def is_sample_sheet(reading: SheetReading) -> bool:
    """Say whether a sheet is one that `sample --sheet` wrote."""
    return _column(reading.columns, 6) is not None and _column(reading.columns, 3) is not None


def sheet_rows(reading: SheetReading, shown: str) -> tuple[FilledRow, ...]:
    """Return the rows of a sheet that came back as CSV or Excel; raise `StudyError` when it cannot be read whole."""
    for problem in reading.problems:
        if problem.severity == "error":
            raise StudyError(problem.message, path=shown, line=problem.line, remedy=problem.remedy)
    key, memo = _column(reading.columns, 6), _column(reading.columns, 5)
    if key is None:
        raise StudyError("It has no column key, so its units are not known again.", path=shown, remedy=_AGAIN)
    codes = [name for name in reading.columns if name_key(name).startswith((HEADERS["en"][4], HEADERS["zh"][4]))]
    return tuple(
        FilledRow(
            row.values[key].strip(),
            tuple(_plain(row.values[name]) for name in codes if row.values[name].strip()),
            _plain(row.values[memo]) if memo else "",
            row.line,
        )
        for row in reading.rows
    )


def _column(columns: Iterable[str], at: int) -> str | None:
    wanted = {name_key(names[at]) for names in HEADERS.values()}
    return next((name for name in columns if name_key(name) in wanted), None)


def _plain(cell: str) -> str:
    return cell.strip().removeprefix("'").strip()


def word_rows(back: CameBack, shown: str) -> tuple[FilledRow, ...]:
    """Return the rows of a sheet that came back as Word; its first column holds each unit's key in small print."""
    if back.body.changes:
        raise StudyError(
            "It has tracked changes.", path=shown, remedy="Accept them in Word, save it, and import it again."
        )
    made = []
    for line, cells in enumerate(back.rows(), 1):
        texts = ["\n".join(each.text.strip() for each in cell) for cell in cells] + [""] * 5
        key = texts[0].rpartition("\n")[2]
        if _parts(key) is not None:
            made.append(FilledRow(key, tuple(filter(None, [texts[3].strip()])), texts[4].strip(), line))
    return tuple(made)


def bring_sheet(
    study: Study, coder: Coder, rows: Sequence[FilledRow], shown: str, *, done: bool = False, clock: Clock = utc_now
) -> Brought:
    """Record what a coder filled into a sample's sheet, as one act, and return what became of it.

    A row without a code says nothing until the coder has ticked the last line, or `done` is given; then the sample is
    done, unless something was refused or the codebook has changed since. Raises `StudyError` for a sheet of no sample.
    """
    names = {parts[0] for row in rows if (parts := _parts(row.key))}
    if len(names) != 1:
        what = "none" if not names else f"{len(names)} samples"
        raise StudyError(f"Its rows bear the keys of {what}.", path=shown, remedy=_AGAIN)
    sample = find_sample(study, names.pop())
    known = {}
    for unit in sample.units:
        document = study.document(study.find_document(unit.document).id)
        known[_key(sample.name, document, unit)] = (document, Span(unit.start, unit.end))
    brought = Brought(f"sample {sample.name}", Findings())
    by_document: dict[str, list[Asked]] = {document.id: [] for document, _ in known.values()}
    seen: set[str] = set()
    for row in rows:
        if _is_last(row):
            continue
        try:
            if row.key not in known:
                raise UsageError("Its key is of no unit of the sample, or the text has changed since.", remedy=_AGAIN)
            document, span = known[row.key]
            by_document[document.id] += _asked(study, document, span, row)
        except QualcodeError as fault:
            said = "; ".join(filter(None, (*row.codes, row.memo)))
            brought.findings.refused.append(Refused("row", f"{shown}:{row.line}", None, said, why_not(fault)))
        else:
            brought.findings.rows += 1
            seen.add(row.key)
    brought.findings.asked = [each for asked in by_document.values() for each in asked]
    documents = {id: study.document(id) for id in by_document}
    with writing(study, coder.handle, documents, clock) as act:
        for id, asked in by_document.items():
            recording = Recording(act, documents[id], asked, brought, via=VIA, book=study.codebook.hash)
            for each in asked:
                recording.record(each)
    if done or _is_ticked(rows):
        _finish(study, coder, sample, rows, brought, missing=len(known) - len(seen), clock=clock)
    else:
        bare = sum(1 for row in rows if row.key in known and not row.codes)
        brought.remarks.append(
            f"Not said to be done: {bare} units without a code count as missing, not as without codes."
        )
    return brought


def _parts(key: str) -> list[str] | None:
    """Return sample, unit and hash of a key; `None` for what is none."""
    parts = key.rsplit("|", 2)
    return parts if len(parts) == 3 else None


def _is_last(row: FilledRow) -> bool:
    parts = _parts(row.key)
    return parts is not None and parts[1] == _DONE


def _asked(study: Study, document: Document, span: Span, row: FilledRow) -> list[Asked]:
    entries: list[Entry] = []
    for cell in row.codes:
        entries += entries_of(cell, study.codebook)
    if not entries:
        return [Asked(span, None, (Note(row.memo, None, None),))] if row.memo else []
    made = []
    for entry in entries:
        notes = tuple(Note(body, None, None) for body in dict.fromkeys((entry.memo, row.memo)) if body)
        made.append(Asked(span, request_of(study, document, span, entry), notes))
    return made


def _is_ticked(rows: Iterable[FilledRow]) -> bool:
    return any(row.codes and _is_last(row) for row in rows)


def _finish(
    study: Study,
    coder: Coder,
    sample: SampleEvent,
    rows: Iterable[FilledRow],
    brought: Brought,
    *,
    missing: int,
    clock: Clock,
) -> None:
    books = {row.key.rpartition("|")[2] for row in rows if _is_last(row)}
    if brought.findings.refused:
        brought.remarks.append("Not marked as done, since not everything was placed.")
    elif missing:
        brought.remarks.append(f"Not marked as done: {missing} units of the sample are not in the sheet.")
    elif books != {study.codebook.hash[:12]}:
        brought.remarks.append(
            "Not marked as done: the codebook has changed since the sheet was written, or its last line is gone."
        )
    else:
        finish_sample(study, coder, sample, clock)
        brought.done = True

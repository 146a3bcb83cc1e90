"""A sheet of codings into a study: one row a coding, its words verified, each refusal with its line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from qualcode.coding.acts import NOTHING, CodeRequest, check_request
from qualcode.coding.anchor import anchor
from qualcode.coding.places import resolve
from qualcode.errors import QualcodeError, UsageError
from qualcode.exchange.placing import NOWHERE, Placer
from qualcode.exchange.refi.bring import Imported, write_planned
from qualcode.exchange.refi.bring_codings import CODINGS, Planned
from qualcode.exchange.refi.guids import derived_id
from qualcode.exchange.refi.loss import Tally
from qualcode.exchange.sheets.columns import Line, Lines
from qualcode.model.address import Address, parse_address
from qualcode.model.document import Document
from qualcode.model.events import About, CodeEvent, MemoEvent
from qualcode.model.names import name_key
from qualcode.model.span import Span
from qualcode.study.study import Study
from qualcode.study.writing import Clock, utc_now, writing

_ID = re.compile("[A-Z2-7]{26}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]{1,18}(?:Z|[+-]\d\d:\d\d)?")
_NUMBER = re.compile(r"\d{1,12}(?:\.0+)?")
_MOST_NAMED = 30


def import_codings(
    study: Study, lines: Lines, shown: str, coder: str | None = None, clock: Clock = utc_now
) -> Imported:
    """Bring the codings of a sheet in and return the study with the report of what came and what did not, by line.

    A row names document and code, and its place: `start` and `end`, an `address`, or its words in `quote`. Where words
    are given they must stand there, or at one place of the document. `coder` takes the rows that name no coder, and of
    the others only that coder's; without it each row names its own. Raises `UsageError` when columns are missing.
    """
    _refuse_columns(lines, shown)
    reading = CodingRows(study, shown, None if coder is None else study.coder(coder).handle)
    by_coder: dict[str, list[Planned]] = defaultdict(list)
    for line in lines.rows:
        for event in reading.planned(line):
            by_coder[event.coder].append(event)
    tally = reading.tally
    for handle, planned in by_coder.items():
        with writing(study, handle, {event.document for event in planned}, clock) as act:
            write_planned(act, planned, tally)
    if reading.found:
        tally.say(f"{reading.found} rows had other words at their place: they were found by their own.")
    return Imported(Study(study.root), tally.display(f"Import of {shown}", {"file": shown}, importing=True))


def _refuse_columns(lines: Lines, shown: str) -> None:
    missing = {"code"} - set(lines.columns)
    if not {"document", "address"} & set(lines.columns):
        missing.add("document")
    if missing or not {"start", "address", "quote"} & set(lines.columns):
        what = f"no column {' and none '.join(sorted(missing))}" if missing else "no column that gives a place"
        raise UsageError(
            f"{shown} has {what}; it has {', '.join(lines.columns[:8])}.",
            remedy="Codings have the columns document, code, and start and end, address or quote.",
        )


@dataclass(slots=True)
class CodingRows:
    """Rows on their way to events."""

    study: Study
    shown: str
    coder: str | None
    tally: Tally = field(default_factory=Tally)
    found: int = 0
    placers: dict[str, Placer] = field(default_factory=dict)
    said: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tally.kinds.setdefault(CODINGS)

    def planned(self, line: Line) -> Iterator[Planned]:
        """Yield the coding of a row and its memo; what cannot be placed is told."""
        cells = {name: value for name, value in line.cells.items() if value}
        try:
            handle = self._coder(cells.get("coder"))
            if handle is None:
                self.tally.leave(CODINGS, "they are another coder's")
                return
            request = self._request(cells)
        except QualcodeError as fault:
            message = str(fault).replace(f" {NOTHING}", "")
            self.tally.leave(CODINGS, "their row cannot be read as a coding here")
            self.tally.say(f"{self.shown}:{line.number}: {message}")
            return
        document, span, code = request.document, request.span, request.code
        derived = derived_id("sheet", handle, document.id, code.id, span.start, span.end, request.case)
        id = cells["id"] if _ID.fullmatch(cells.get("id", "")) else derived
        made = cells.get("made", "").replace(" ", "T", 1)
        fields: dict[str, Any] = {
            **anchor(document, span)._asdict(),
            "code": code.id,
            "book": self.study.codebook.hash,
            "stance": request.stance,
            "weight": request.weight,
            "case": request.case,
            "via": cells.get("via"),
            "made": made if _INSTANT.fullmatch(made) else None,
        }
        yield Planned(handle, document.id, CodeEvent, id, fields)
        if request.memo and request.memo not in self._said(handle, document.id):
            memo = {"about": About(coding=id), "kind": "theoretical", "body": request.memo}
            yield Planned(handle, document.id, MemoEvent, derived_id("sheet memo", id, request.memo), memo)

    def _said(self, handle: str, document: str) -> frozenset[str]:
        """Return all memos of each coding of a ledger as one text, as a sheet has them."""
        if (handle, document) not in self.said:
            there = self.study.state(handle, document).codings if self.study.ledger_paths(handle, document) else ()
            joined = ("\n\n".join(memo.body for memo in each.memos).strip() for each in there)
            self.said[handle, document] = frozenset(joined)
        return self.said[handle, document]

    def _coder(self, named: str | None) -> str | None:
        if named is None and self.coder is None:
            raise UsageError("The row names no coder.", remedy="Add --coder HANDLE.")
        if self.coder is None:
            return self.study.coder(named or "").handle
        return self.coder if named is None or name_key(named) == name_key(self.coder) else None

    def _request(self, cells: Mapping[str, str]) -> CodeRequest:
        if "code" not in cells:
            raise UsageError("The row names no code.")
        code = self.study.codebook.lookup(cells["code"])
        document, span = self._place(cells)
        case = cells.get("case")
        if case is not None and self.study.cases_of(document.id) == (case,):
            case = None  # that of the whole document, which need not be said
        weight = _weight(cells.get("weight"))
        stance: Any = cells.get("stance")
        return check_request(
            self.study, CodeRequest(document, span, code, stance, weight, case, cells.get("memo"), cells.get("via"))
        )

    def _place(self, cells: Mapping[str, str]) -> tuple[Document, Span]:
        quote, start, end = cells.get("quote", ""), _number(cells, "start"), _number(cells, "end")
        address = parse_address(cells["address"]) if "document" not in cells and "address" in cells else None
        if address is None and "document" not in cells:
            raise UsageError("The row names no document.")
        id = self.study.find_document(cells["document"] if address is None else address.document).id
        document = self.study.document(id)
        if start is None and "address" in cells:
            address = address or _within(id, cells["address"])
            place = resolve(self.study, replace(address, document=id), quote or None)
            return place.document, place.span
        if (start is None) != (end is None) or (start is None and not quote):
            raise UsageError("The row gives no place: start and end, an address, or a quote.")
        placed = self.placers.setdefault(id, Placer(document.text)).place(start, end, quote)
        if isinstance(placed, str):
            raise UsageError(f"{id}: {NOWHERE[placed]}.".replace("their", "its"))
        self.found += placed.how != "exact" and start is not None
        return document, Span(placed.start, placed.end)


def _within(document: str, written: str) -> Address:
    """Return an address that may leave out its document."""
    bare = written.removeprefix(document)
    return parse_address(f"{document}{bare}" if bare[:1] in ":#" else f"{document}:{bare}")


def _number(cells: Mapping[str, str], name: str) -> int | None:
    written = cells.get(name)
    if written is None:
        return None
    if not _NUMBER.fullmatch(written):
        raise UsageError(f'{name} "{written[:20]}" is no position.', remedy="Positions count characters from 0.")
    return int(written.partition(".")[0])


def _weight(written: str | None) -> float | None:
    try:
        return None if written is None else float(written)
    except ValueError:
        raise UsageError(f'weight "{written}" is not a number.') from None

"""Applying codes: one act, all or nothing, checked before the first byte is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from qualcode.coding.anchor import anchor, place_in
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.case import NO_CASE
from qualcode.model.codebook import Code
from qualcode.model.coding import STANCES, Coder, Stance
from qualcode.model.document import Document
from qualcode.model.events import About, CodeEvent, MemoEvent, MoveEvent
from qualcode.model.fold import LedgerState, StoredCoding
from qualcode.model.names import name_key
from qualcode.model.span import Span
from qualcode.study.study import Study
from qualcode.study.writing import Clock, Writing, utc_now, writing

Outcome = Literal["coded", "already there", "memo added"]
NOTHING = "Nothing was coded."
_OTHER = ("other", "其他")


@dataclass(frozen=True, slots=True)
class CodeRequest:
    """A code to apply to a passage, with what is said of it; `case` is a case's id."""

    document: Document
    span: Span
    code: Code
    stance: Stance | None = None
    weight: float | None = None
    case: str | None = None
    memo: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a request: the id of the coding that now holds, and how it came to."""

    request: CodeRequest
    id: str
    outcome: Outcome


def check_request(study: Study, request: CodeRequest) -> CodeRequest:
    """Return the request as it can be recorded; raise `UsageError` when the code, stance, weight or case does not fit."""
    code = request.code
    if not code.codable:
        below = ", ".join(code.children[:6]) or "none"
        raise UsageError(f"{code.id} ({code.name()}) is a heading. {NOTHING}", remedy=f"Codes below it: {below}.")
    check_stance(request.stance)
    check_weight(code, request.weight)
    if request.span.end > len(request.document.text):
        raise UsageError(f"{request.document.id} ends before {request.span.end}. {NOTHING}")
    if not request.span.of(request.document.text).strip():
        raise UsageError(f"{request.document.id}: the passage holds no words. {NOTHING}")
    case = None if request.case is None else find_case(study, request.document.id, request.case)
    return CodeRequest(
        request.document, request.span, code, request.stance, request.weight, case, request.memo, request.via
    )


def check_stance(stance: str | None) -> None:
    """Raise `UsageError` unless a stance is one of the four, or none."""
    if stance is not None and stance not in STANCES:
        raise UsageError(f'"{stance}" is no stance. {NOTHING}', remedy=f"Stances: {', '.join(STANCES)}.")


def check_weight(code: Code, weight: float | None) -> None:
    """Raise `UsageError` when a weight is not on the scale that the code declares."""
    if weight is None:
        return
    if not code.scale:
        raise UsageError(f"{code.id} declares no scale, so it takes no weight. {NOTHING}")
    if weight not in code.scale:
        scale = ", ".join(f"{value:g}" for value in code.scale)
        raise UsageError(f"{weight:g} is not on the scale of {code.id}. {NOTHING}", remedy=f"Its weights: {scale}.")


def find_case(study: Study, document: str, name: str) -> str:
    """Return the id of a case that the document belongs to; `other` (其他): about none of them, such as another programme.

    Raises when there is no such case, or it is not the document's.
    """
    if name_key(name) in _OTHER and not any(name_key(case.id) in _OTHER for case in study.cases):
        return NO_CASE
    found = next((case.id for case in study.cases if name_key(name) in {name_key(case.id), name_key(case.name)}), None)
    if found is None:
        raise NotFoundError("case", name, [case.id for case in study.cases], outcome=NOTHING)
    own = study.cases_of(document)
    if found not in own:
        belongs = f"It belongs to {', '.join(own)}." if own else "It belongs to no case."
        raise UsageError(
            f"{document} does not belong to case {found}. {belongs} {NOTHING}",
            remedy="An interview's cases stand in interviews/attributes.csv.",
        )
    return found


def apply_codes(
    study: Study,
    coder: Coder,
    requests: Sequence[CodeRequest],
    clock: Clock = utc_now,
    refused: Callable[[int, UsageError], None] | None = None,
) -> tuple[Applied, ...]:
    """Record codes on passages as one act of a coder and return what became of each request, on the disk.

    A coding that is there already (same code, place and case) is not made again: a memo is added to it, a differing
    stance or weight is refused and names `rate`. A refusal raises before anything is written; with `refused` it is
    told there with the request's position instead, and the other requests are recorded unless that raises.
    """
    checked = [check_request(study, request) for request in requests]
    with writing(study, coder.handle, [request.document.id for request in checked], clock) as act:
        applying, applied = _Applying(study, act, checked), []
        for position, request in enumerate(checked):
            try:
                applied.append(applying.apply(request))
            except UsageError as fault:
                if refused is None:
                    raise
                refused(position, fault)
        return tuple(applied)


class _Applying:
    """Requests against what the locked ledgers hold, and against each other."""

    def __init__(self, study: Study, act: Writing, requests: Sequence[CodeRequest]) -> None:
        self.act, self.book = act, study.codebook.hash
        self.memos: set[tuple[str, str]] = set()
        self.there: dict[tuple[str, str, Span, str | None], StoredCoding | CodeEvent] = {}
        spans: dict[str, set[Span]] = defaultdict(set)
        for request in requests:
            spans[request.document.id].add(request.span)
        for document in {request.document.id: request.document for request in requests}.values():
            for coding in _state(act, document, spans[document.id]).codings:
                span, _ = place_in(document, coding.place)
                if span is not None:
                    self.there[document.id, coding.code, span, coding.case] = coding
                    self.memos.update((coding.id, memo.body) for memo in coding.memos)

    def apply(self, request: CodeRequest) -> Applied:
        key = (request.document.id, request.code.id, request.span, request.case)
        there = self.there.get(key)
        if there is None:
            event = self._code(request)
            self.there[key] = event
            self._memo(request, event.id)
            return Applied(request, event.id, "coded")
        _refuse_other_rating(request, there)
        if request.memo and (there.id, request.memo) not in self.memos:
            self._memo(request, there.id)
            return Applied(request, there.id, "memo added")
        return Applied(request, there.id, "already there")

    def _code(self, request: CodeRequest) -> CodeEvent:
        place = anchor(request.document, request.span)
        return self.act.add(
            request.document.id,
            CodeEvent,
            **place._asdict(),
            code=request.code.id,
            book=self.book,
            stance=request.stance,
            weight=request.weight,
            case=request.case,
            via=request.via,
        )

    def _memo(self, request: CodeRequest, coding: str) -> None:
        if request.memo:
            about = About(coding=coding)
            self.act.add(request.document.id, MemoEvent, about=about, kind="code", body=request.memo)
            self.memos.add((coding, request.memo))


def _state(act: Writing, document: Document, spans: Collection[Span]) -> LedgerState:
    """Return what a ledger came to at these spans; all of it where codings stand in an older text and may have moved here."""
    placed = (event for event in act.events(document.id) if isinstance(event, (CodeEvent, MoveEvent)))
    if any(event.text != document.text_sha256 for event in placed):
        return act.state(document.id)
    return act.around(document.id, {(span.start, span.end) for span in spans})


def _shown(value: str | float | None) -> str:
    return "not given" if value is None else value if isinstance(value, str) else f"{value:g}"


def _refuse_other_rating(request: CodeRequest, there: StoredCoding | CodeEvent) -> None:
    for name, wanted, has in (("stance", request.stance, there.stance), ("weight", request.weight, there.weight)):
        if wanted is not None and wanted != has:
            shown = f"{wanted:g}" if isinstance(wanted, float) else wanted
            raise UsageError(
                f"{request.code.id} stands there already ({there.id[:6]}) with {name} {_shown(has)}. {NOTHING}",
                remedy=f"Change it with `qualcode rate {there.id[:6]} --{name} {shown}`.",
            )

"""What coders share and where they differ, passage by passage: the ground of a consensus."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, NamedTuple

from qualcode.coding.by_hand import decided, key_of
from qualcode.coding.retrieve import document_codings
from qualcode.coding.shared import exactly, nearly
from qualcode.model.coding import Coding
from qualcode.model.document import Document
from qualcode.model.events import CodeEvent, MoveEvent, RateEvent, SettleEvent
from qualcode.model.span import Span
from qualcode.study.study import Study


class Matter(NamedTuple):
    """One thing that a dispute is about: a code that not all gave, or what differs in a code that all gave."""

    code: str
    what: Literal["code", "passage", "stance", "weight", "case"]


@dataclass(frozen=True, slots=True)
class Dispute:
    """One passage that coders read differently: all their codings there that they do not share, in order of place.

    Codings belong together when they overlap, directly or through others. `id` depends on the codings alone. `settled` is
    the settlement that holds: one of exactly these codings, none of them rated or moved since; `None` while it is open.
    """

    id: str
    document: str
    span: Span
    codings: tuple[Coding, ...]
    settled: SettleEvent | None = None

    def side(self, coder: str) -> tuple[Coding, ...]:
        """Return one coder's codings in it."""
        return tuple(coding for coding in self.codings if coding.coder == coder)

    def matters(self, coders: Sequence[str]) -> tuple[Matter, ...]:
        """Return what these coders differ in, code by code."""
        codes = dict.fromkeys(coding.code for coding in self.codings)
        return tuple(matter for code in codes for matter in self._matters(code, coders))

    def _matters(self, code: str, coders: Sequence[str]) -> Iterable[Matter]:
        sides = [[coding for coding in self.side(coder) if coding.code == code] for coder in coders]
        if not all(sides):
            yield Matter(code, "code")
            return
        if _differ(sides, lambda coding: coding.span):
            yield Matter(code, "passage")
        if _differ(sides, lambda coding: coding.stance or "affirms"):
            yield Matter(code, "stance")
        if len({coding.weight for side in sides for coding in side} - {None}) > 1:
            yield Matter(code, "weight")
        if _differ(sides, lambda coding: coding.case):
            yield Matter(code, "case")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as several coders read it: what all of them share, as a consensus takes it over, and the disputes."""

    shared: tuple[Coding, ...]
    disputes: tuple[Dispute, ...]


def compare(study: Study, document: Document, coders: Sequence[str], consensus: str) -> Reading:
    """Return what coders share in a document and where they differ; a coding that lost its words is in neither.

    Shared is what every coder has with equal code, span, case and stance (none given counts as `affirms`). Spans that
    differ by no word count as equal where it is one to one, and the longest is taken; a weight that only some gave is
    taken, weights that differ are a matter of dispute. What the consensus took back by hand is in neither; what it rated
    by hand is no dispute.
    """
    known = decided(study, document, consensus)
    made = [coding for coding in document_codings(study, document, coders) if coding.span is not None]
    group = partial(_disputes, document.id, known.settles, _touched(study, document.id, coders))
    equal, apart = exactly(made, coders)
    # A settlement stands also when it was made of more than is in dispute by itself: of punctuation, or before weights were.
    settled = [dispute for dispute in group(apart) if dispute.settled]
    closed = {_name(coding) for dispute in settled for coding in dispute.codings}
    near, apart = nearly(document.text, [coding for coding in apart if _name(coding) not in closed], coders)
    agreed: list[Coding] = []
    for each in (*equal, *near):
        key = key_of(each.coding)
        if len(each.weights) > 1 and key not in known.void | known.rated:
            apart += each.codings
        elif key not in known.void:
            agreed.append(each.coding)
    disputes = sorted((*settled, *group(apart)), key=lambda dispute: (dispute.span, dispute.id))
    return Reading(tuple(sorted(agreed, key=_place)), tuple(disputes))


def _name(coding: Coding) -> tuple[str, str]:
    return coding.coder, coding.id


def _place(coding: Coding) -> tuple[Span, str, str]:
    return coding.span or Span(0, 1), coding.coder, coding.code


def _differ(sides: Iterable[Iterable[Coding]], mark: Callable[[Coding], object]) -> bool:
    return len({frozenset(map(mark, side)) for side in sides}) > 1


def _disputes(
    document: str, settles: Iterable[SettleEvent], touched: Mapping[str, str], codings: Iterable[Coding]
) -> list[Dispute]:
    """Return codings as disputes: those that overlap, directly or through others, belong to one."""
    held = {frozenset(settle.ids): settle for settle in settles}
    groups: list[list[Coding]] = []
    end = -1
    for coding in sorted(codings, key=_place):
        span = coding.span or Span(0, 1)
        if span.start >= end:
            groups.append([])
        groups[-1].append(coding)
        end = max(end, span.end)
    return [_dispute(document, group, held, touched) for group in groups]


def _dispute(
    document: str, codings: Sequence[Coding], held: Mapping[frozenset[str], SettleEvent], touched: Mapping[str, str]
) -> Dispute:
    ids = frozenset(id for coding in codings for id in coding.ids)
    digest = hashlib.sha256("\0".join(sorted(ids)).encode()).digest()
    span = codings[0].span or Span(0, 1)
    for coding in codings:
        span = span | (coding.span or span)
    settle = held.get(ids)
    if settle is not None and any(touched.get(id, "") > settle.at for id in ids):
        settle = None
    return Dispute(base64.b32encode(digest[:10]).decode(), document, span, tuple(codings), settle)


def _touched(study: Study, document: str, coders: Sequence[str]) -> dict[str, str]:
    """Return the instant at which each coding was last rated, or moved to other words.

    A coding that only followed its words when the text was edited says what it said.
    """
    latest: dict[str, str] = {}
    for coder in coders:
        voided, events = study.state(coder, document).voided, study.events(coder, document)
        words = {event.id: "".join(event.quote.split()) for event in events if isinstance(event, CodeEvent)}
        for event in events:
            if isinstance(event, MoveEvent) and "".join(event.quote.split()) == words.get(event.target):
                continue
            if isinstance(event, (RateEvent, MoveEvent)) and event.id not in voided:
                latest[event.target] = max(latest.get(event.target, ""), event.at)
    return latest

"""What coders share and where they differ, passage by passage: the ground of a consensus."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.coding.retrieve import document_codings
from qualcode.model.coding import Coding
from qualcode.model.document import Document
from qualcode.model.events import CodeEvent, MoveEvent, RateEvent, SettleEvent
from qualcode.model.span import Span
from qualcode.study.study import Study

_Shared = tuple[str, int, int, str | None, str]


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


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as several coders read it: what all of them share (the first coder's codings), and the disputes."""

    shared: tuple[Coding, ...]
    disputes: tuple[Dispute, ...]


def compare(study: Study, document: Document, coders: Sequence[str], settles: Iterable[SettleEvent] = ()) -> Reading:
    """Return what coders share in a document and where they differ; a coding that lost its words is in neither.

    Shared is what every coder has with equal code, span, case and stance (none given counts as `affirms`). `settles` are the
    settlements in force of their consensus.
    """
    codings = [c for c in document_codings(study, document, coders) if c.span is not None]
    by_key: dict[_Shared, dict[str, Coding]] = defaultdict(dict)
    for coding in codings:
        by_key[_key(coding)].setdefault(coding.coder, coding)
    common = {key for key, made in by_key.items() if len(made) == len(coders)}
    shared = tuple(coding for coding in codings if coding.coder == coders[0] and _key(coding) in common)
    apart = sorted((c for c in codings if _key(c) not in common), key=lambda c: (c.span or Span(0, 1), c.coder, c.code))
    touched = _touched(study, document.id, coders)
    held = {frozenset(settle.ids): settle for settle in settles}
    return Reading(shared, tuple(_dispute(document.id, group, held, touched) for group in _overlapping(apart)))


def _key(coding: Coding) -> _Shared:
    span = coding.span or Span(0, 1)
    return coding.code, span.start, span.end, coding.case, coding.stance or "affirms"


def _overlapping(codings: Sequence[Coding]) -> list[list[Coding]]:
    groups: list[list[Coding]] = []
    end = -1
    for coding in codings:
        span = coding.span or Span(0, 1)
        if span.start >= end:
            groups.append([])
        groups[-1].append(coding)
        end = max(end, span.end)
    return groups


def _dispute(
    document: str,
    codings: Sequence[Coding],
    held: Mapping[frozenset[str], SettleEvent],
    touched: Mapping[str, str],
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
    """Return the instant at which each coding was last rated or moved."""
    latest: dict[str, str] = {}
    for coder in coders:
        voided = study.state(coder, document).voided
        for event in study.events(coder, document):
            if isinstance(event, (RateEvent, MoveEvent)) and event.id not in voided:
                latest[event.target] = max(latest.get(event.target, ""), event.at)
    return latest


def made_by(events: Iterable[object], act: str) -> list[CodeEvent]:
    """Return the codings that one act made."""
    return [event for event in events if isinstance(event, CodeEvent) and event.act == act]

"""From ledgers to reliability data: the same units before every coder, and what each decided there."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

from qualcode.coding.anchor import place_in
from qualcode.coding.retrieve import OUTSIDE, UNANCHORED, UNREADABLE, lost_codes
from qualcode.errors import StudyError, UsageError
from qualcode.model.document import Document, Unit
from qualcode.model.events import DoneEvent, SampleEvent
from qualcode.model.fold import LedgerState
from qualcode.model.reliability import ReliabilityData, UnitOfCoding, UnitsIn
from qualcode.model.span import Span
from qualcode.study.study import Study
from qualcode.text.segments import counted, segment

NOT_FINISHED = "units in documents that fewer than two coders have finished"
SKIPPED = "codings that touch no unit that counts"
OUT_OF_SCOPE = "units left out by --units-in"
TEXT_CHANGED = "sampled units whose document has another text now"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What to lay side by side: which coders (`()`: all who are neither consensus nor a round), units and codes.

    `codes` are ids, each standing for itself and what is below it (`()`: every code used); with `level`, codings count
    under the code at that level. With `sample`, only the units that were drawn count, and a coder who finished the
    sample has decided them.
    """

    coders: tuple[str, ...] = ()
    unit: Unit | Literal["document"] | None = None
    units_in: UnitsIn = "all"
    codes: tuple[str, ...] = ()
    level: int | None = None
    documents: tuple[str, ...] = ()
    sample: SampleEvent | None = None


class _Row(NamedTuple):
    unit: UnitOfCoding
    given: tuple[frozenset[str] | None, ...]


def reliability(study: Study, comparison: Comparison = Comparison()) -> ReliabilityData:
    """Return coders × units → codes given, or missing where a coder has not finished the document.

    A unit carries a code when a coding overlaps at least one of its characters that is no white space. Documents that
    fewer than two of the coders have finished are set aside and counted, as are unanchored codings and codes that the
    codebook does not have. Raises `UsageError` with fewer than two coders.
    """
    coders = coders_compared(study, comparison.coders)
    sample = comparison.sample
    unit = cast(Unit, sample.unit) if sample else comparison.unit or study.settings.unit
    aside: Counter[str] = Counter()
    asked = codes_asked(study, comparison.codes)
    rows: list[_Row] = []
    known: list[dict[str, frozenset[str]]] = [{} for _ in coders]
    for id in comparison.documents or study.document_ids:
        states = [study.state(coder, id) for coder in coders]
        if not any(state.codings or _decided(state, sample) for state in states):
            continue
        try:
            document = study.document(id)
        except StudyError:
            aside[UNREADABLE] += 1
            continue
        units = _units(study, document, unit) if sample is None else _drawn(study, document, sample, aside)
        finished = [_decided(state, sample) for state in states]
        if sum(done is not None for done in finished) < 2:
            aside[NOT_FINISHED] += len(units)
            continue
        for coder, (state, done) in enumerate(zip(states, finished, strict=True)):
            if done is not None:
                decided = frozenset(map(study.codebook.current_id, done.codes))
                known[coder][id] = decided - lost_codes(document, state)
        rows += _rows(study, document, units, states, finished, asked, aside)
    rows, known = _folded(study, rows, known, comparison.level)
    kept = [row for row in rows if _counts(row, comparison.units_in)]
    if len(kept) < len(rows):
        aside[OUT_OF_SCOPE] = len(rows) - len(kept)
    return ReliabilityData(
        coders=coders,
        units=tuple(row.unit for row in kept),
        codes=_codes(study, rows, asked, comparison.level),
        values=tuple(tuple(row.given[coder] for row in kept) for coder in range(len(coders))),
        unit=unit,
        units_in=comparison.units_in,
        known=tuple(known),
        set_aside=dict(+aside),
    )


def coders_compared(study: Study, handles: Sequence[str]) -> tuple[str, ...]:
    """Return whom to compare: those named, else all who are neither consensus nor a round; `UsageError` below two."""
    if handles:
        coders = tuple(dict.fromkeys(study.coder(handle).handle for handle in handles))
    else:
        coders = study.settings.first_readers
    if len(coders) < 2:
        have = ", ".join(coders) or "none"
        raise UsageError(
            f"Agreement needs two coders; there is {have}.",
            remedy="Register another with `qualcode coder add`, or name two with --coders.",
        )
    return coders


def _units(study: Study, document: Document, unit: Unit | Literal["document"]) -> tuple[UnitOfCoding, ...]:
    if unit == "document":
        whole = Span(0, max(1, len(document.text)))
        return (UnitOfCoding(document.id, None, whole, document.id),)
    own = study.settings.unit
    letter = "" if unit == own else unit[0]
    return tuple(
        UnitOfCoding(document.id, each.number, each.span, f"{document.id}:{letter}{each.number}")
        for each in counted(segment(document, unit), study.settings.skip_turn_roles)
    )


def _decided(state: LedgerState, sample: SampleEvent | None) -> DoneEvent | None:
    """Return what says that a coder has decided these units: the document's `done`, or that of the sample."""
    return state.done or (state.sampled.get(sample.name) if sample else None)


def _drawn(study: Study, document: Document, sample: SampleEvent, aside: Counter[str]) -> tuple[UnitOfCoding, ...]:
    """Return a document's units that were drawn; those drawn from another text of it are set aside."""
    drawn = {(each.start, each.end) for each in sample.units if study.find_document(each.document).id == document.id}
    texts = {sample.texts[each] for each in sample.texts if study.find_document(each).id == document.id}
    if drawn and texts != {document.text_sha256}:
        aside[TEXT_CHANGED] += len(drawn)
        return ()
    units = _units(study, document, cast(Unit, sample.unit))
    return tuple(each for each in units if each.span and (each.span.start, each.span.end) in drawn)


def _rows(
    study: Study,
    document: Document,
    units: tuple[UnitOfCoding, ...],
    states: Sequence[LedgerState],
    finished: Sequence[DoneEvent | None],
    asked: frozenset[str] | None,
    aside: Counter[str],
) -> list[_Row]:
    given: list[list[set[str]] | None] = []
    for state, done in zip(states, finished, strict=True):
        sets: list[set[str]] = [set() for _ in units]
        for coding in state.codings:
            if asked is not None and coding.code not in asked:
                continue
            span, _ = place_in(document, coding.place)
            if span is None:
                aside[UNANCHORED] += 1
            elif coding.code not in study.codebook.by_id:
                aside[OUTSIDE] += 1
            else:
                touched = touched_units(document, units, span)
                aside[SKIPPED] += not touched
                for number in touched:
                    sets[number].add(coding.code)
        given.append(sets if done is not None else None)
    return [
        _Row(unit, tuple(None if sets is None else frozenset(sets[number]) for sets in given))
        for number, unit in enumerate(units)
    ]


def touched_units(document: Document, units: tuple[UnitOfCoding, ...], span: Span) -> list[int]:
    """Return the positions of the units of which a span holds at least one character that is no white space."""
    first = bisect_left(units, span.start + 1, key=lambda unit: unit.span.end if unit.span else 0)
    touched = []
    for at in range(first, len(units)):
        own = units[at].span
        if own is None or own.start >= span.end:
            break
        shared = own & span
        if shared is not None and shared.of(document.text).strip():
            touched.append(at)
    return touched


def _folded(
    study: Study, rows: list[_Row], known: list[dict[str, frozenset[str]]], level: int | None
) -> tuple[list[_Row], list[dict[str, frozenset[str]]]]:
    """Return codes given and codes known with each counted under its code at a level.

    A coder whose codebook lacked a code that somebody gave could not have given its parent for it either: the parent is
    not known there.
    """
    if level is None:
        return rows, known
    used = {code for row in rows for value in row.given if value for code in value}

    def fold(codes: frozenset[str]) -> frozenset[str]:
        return frozenset(at_level(study, code, level) for code in codes)

    return (
        [_Row(row.unit, tuple(None if value is None else fold(value) for value in row.given)) for row in rows],
        [{id: fold(codes) - fold(frozenset(used - codes)) for id, codes in each.items()} for each in known],
    )


def at_level(study: Study, code: str, level: int | None) -> str:
    """Return the code under which a code counts at a level of the codebook; itself without a level."""
    return code if level is None or code not in study.codebook.by_id else study.codebook.ancestor(code, level)


def codes_asked(study: Study, codes: Sequence[str]) -> frozenset[str] | None:
    """Return the codes asked about with all below them, before any is counted at a level; `None` for every code."""
    return frozenset(id for code in codes for id in study.codebook.descendants(code)) if codes else None


def _counts(row: _Row, units_in: UnitsIn) -> bool:
    present = [value for value in row.given if value is not None]
    if units_in == "coded-by-any":
        return any(present)
    return units_in == "all" or all(present)


def _codes(study: Study, rows: Sequence[_Row], asked: frozenset[str] | None, level: int | None) -> tuple[str, ...]:
    used = {code for row in rows for value in row.given if value for code in value}
    named = {at_level(study, code, level) for code in asked or ()}
    shown = used | {code for code in named if study.codebook.by_id[code].codable}
    return tuple(code for code in study.codebook.by_id if code in shown)

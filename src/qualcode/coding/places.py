"""From what a person types to a passage, and from a passage to the address that is printed."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.coding.quote import How, find_quote
from qualcode.errors import UsageError
from qualcode.model.address import Address, format_address
from qualcode.model.document import Document, Segment, Unit
from qualcode.model.span import Span
from qualcode.study.study import Study
from qualcode.text.segments import locate, segment


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of a document; `how` says what had to be passed over to find a quote."""

    document: Document
    span: Span
    how: How = "exact"


def segments_of(document: Document, address: Address, unit: Unit) -> tuple[Segment, ...]:
    """Return the segments that an address names, in its unit or else in `unit`; all of them where it names none.

    Raises `UsageError` when a number is beyond the document's last segment.
    """
    named = address.unit or unit
    segments = segment(document, named)
    if address.first is None or address.last is None:
        return segments
    if address.last > len(segments):
        raise UsageError(
            f"{document.id} has {len(segments)} segments (unit: {named}); there is no {address.last}.",
            remedy=f"`qualcode show {document.id}` shows them with their numbers.",
        )
    return segments[address.first - 1 : address.last]


def resolve(study: Study, address: Address, quote: str | None = None) -> Place:
    """Return the passage that an address means, narrowed to the quoted words where some are given.

    An address without segments means the whole document, and then needs a quote.
    """
    document = study.document(address.document)
    span = _span(document, address, study.settings.unit, quoted=quote is not None)
    if quote is None:
        return Place(document, span)
    where = (
        document.id
        if address.first is None
        else format_address(
            document.id,
            address.first,
            address.last or address.first,
            address.unit or study.settings.unit,
            study.settings.unit,
        )
    )
    found = find_quote(document.text, quote, span, where, document.furniture)
    return Place(document, found.span, how=found.how)


def _span(document: Document, address: Address, unit: Unit, *, quoted: bool) -> Span:
    if address.span is not None:
        if address.span.end > len(document.text):
            raise UsageError(
                f"{document.id} has {len(document.text)} characters; the span {address.span.start}-{address.span.end}"
                " runs beyond its end."
            )
        return address.span
    if address.first is None:
        if not quoted:
            raise UsageError(
                f"{document.id} names a whole document.", remedy=f"Name a segment, such as {document.id}:1."
            )
        return Span(0, max(1, len(document.text)))
    segments = segments_of(document, address, unit)
    span = segments[0].span | segments[-1].span
    if address.chars is None:
        return span
    if address.chars.end > len(span):
        raise UsageError(
            f"{document.id}:{address.first} has {len(span)} characters; @{address.chars.start}-{address.chars.end} is beyond them."
        )
    return Span(span.start + address.chars.start, span.start + address.chars.end)


def counts(study: Study, document: Document, span: Span) -> bool:
    """Say whether a passage touches a turn whose role is not skipped (`skip_turn_roles`): else it is in no unit that counts."""
    skipped = study.settings.skip_turn_roles
    touched = [turn for turn in document.turns if turn.words is not None and turn.words.overlaps(span)]
    return not skipped or any(turn.turn_role not in skipped for turn in touched)


def address_of(document: str, segments: tuple[Segment, ...], span: Span, unit: Unit) -> str:
    """Return the address that is printed for a passage: its segments, and its characters when it is part of one.

    A passage that lies in no segment (a label) is named by its span. `segments` are the document's, in the study's unit.
    """
    numbers = locate(segments, span)
    if numbers is None:
        return f"{document}#{span.start}-{span.end}"
    first, last = numbers
    whole = segments[first - 1].span | segments[last - 1].span
    chars = None
    if first == last and span != whole and span in whole:
        chars = Span(span.start - whole.start, span.end - whole.start)
    return format_address(document, first, last, unit, unit, chars)

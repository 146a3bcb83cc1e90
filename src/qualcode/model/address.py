"""What a person types to name a passage: `INT03:14`, `INT03:14-18`, `INT03:14@5-40`, `INT03#1200-1340`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qualcode.errors import UsageError
from qualcode.model.document import UNITS, Unit
from qualcode.model.span import Span

_SEGMENTS = re.compile(r"(?P<unit>[tps])?(?P<first>\d+)(?:[-–](?P<last>\d+))?(?:@(?P<start>\d+)[-–](?P<end>\d+))?")
_SPAN = re.compile(r"(\d+)[-–](\d+)")
_LETTERS: dict[str, Unit] = {unit[0]: unit for unit in UNITS}


@dataclass(frozen=True, slots=True)
class Address:
    """A document and, within it, a range of segments, characters of a segment, or a span of the text; or all of it.

    `first` and `last` number segments from 1 in `unit` (`None`: the study's unit); `chars` is `[start, end)` within the
    segment's words; `span` is in code points of the document.
    """

    document: str
    first: int | None = None
    last: int | None = None
    unit: Unit | None = None
    chars: Span | None = None
    span: Span | None = None


def parse_address(text: str) -> Address:
    """Return the address that `text` names; raise `UsageError` when it is none.

    >>> parse_address("INT03:14-18")
    Address(document='INT03', first=14, last=18, unit=None, chars=None, span=None)
    """
    if "#" in text:
        document, _, rest = text.rpartition("#")
        match = _SPAN.fullmatch(rest.strip())
        if match and document:
            return Address(document, span=_span(text, int(match[1]), int(match[2])))
    colon = text if ":" in text else re.sub(r"：(?=[tps]?\d+[-–@\d]*$)", ":", text)
    if ":" in colon:
        document, _, rest = colon.rpartition(":")
        match = _SEGMENTS.fullmatch(rest.strip())
        if match and document:
            return _segments(text, document, match)
    elif text and "#" not in text:
        return Address(text)
    raise UsageError(
        f'"{text}" is not an address.',
        remedy="Write DOCUMENT:14, DOCUMENT:14-18, DOCUMENT:14@5-40 or DOCUMENT#1200-1340.",
    )


def _segments(text: str, document: str, match: re.Match[str]) -> Address:
    first = int(match["first"])
    last = int(match["last"] or first)
    if first < 1 or last < first:
        raise UsageError(f'"{text}": segments are numbered from 1, and a range runs upwards.')
    chars = None
    if match["start"] is not None:
        if last != first:
            raise UsageError(f'"{text}": characters can be given for one segment only.')
        chars = _span(text, int(match["start"]), int(match["end"]))
    return Address(document, first, last, _LETTERS.get(match["unit"] or ""), chars)


def _span(text: str, start: int, end: int) -> Span:
    if start >= end:
        raise UsageError(f'"{text}": a span runs upwards and holds at least one character.')
    return Span(start, end)


def format_address(
    document: str, first: int, last: int, unit: Unit, study_unit: Unit, chars: Span | None = None
) -> str:
    """Return the address of a range of segments as it is printed; the unit's letter only when it is not the study's."""
    letter = "" if unit == study_unit else unit[0]
    tail = "" if last == first else f"-{last}"
    within = "" if chars is None else f"@{chars.start}-{chars.end}"
    return f"{document}:{letter}{first}{tail}{within}"

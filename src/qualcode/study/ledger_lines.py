"""Ledger bytes to events, and what could not be read as problems."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import msgspec

from qualcode.model.events import EVENT_TYPES, About, AnyEvent
from qualcode.model.problem import Problem, error, warning

_CHUNK = 1 << 20
_MARK = b"\xef\xbb\xbf"
_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
_decoder = msgspec.json.Decoder(AnyEvent)
_FIELDS: dict[str, frozenset[str]] = {
    str(kind.__struct_config__.tag): frozenset((*kind.__struct_encode_fields__, "op")) for kind in EVENT_TYPES
}
_ABOUT = frozenset(About.__struct_encode_fields__)


class LedgerReading(NamedTuple):
    """The events of a ledger in the order of its lines, and its unreadable lines as problems; no line is ever changed."""

    events: list[AnyEvent]
    problems: tuple[Problem, ...]


def read_events(data: bytes | BinaryIO, path: str) -> LedgerReading:
    """Return the events in a ledger (bytes or an open file); a line that is none is passed over, kept, and reported.

    Lines end on the byte `\\n` alone (a `\\r` before it is white space). Whole chunks are decoded at once; a chunk that
    fails is read line by line. A file is read chunk by chunk, so that its bytes are never all in memory.
    """
    events: list[AnyEvent] = []
    bad: list[tuple[int, bytes]] = []
    line, torn = 1, False
    for chunk in _chunks(io.BytesIO(data) if isinstance(data, bytes) else data):
        newlines, torn = chunk.count(b"\n"), not chunk.endswith(b"\n")
        try:
            found = _decoder.decode_lines(chunk)
        except _UNREADABLE:
            found = []
        if len(found) == newlines + torn:
            events += found
        else:  # also where one event stands on two lines, which the decoder of many lines would let pass
            bad += _by_line(chunk, line, events)
        line += newlines
    return LedgerReading(events, _report(bad, path, last_line=line, torn=torn))


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    """Yield the file in pieces of whole lines, about a mebibyte each."""
    rest = b""
    start = file.read(len(_MARK))  # an editor may have put a mark before the first line
    while piece := start.removeprefix(_MARK) + file.read(_CHUNK):
        start = b""
        whole, newline, after = piece.rpartition(b"\n")
        if newline:
            yield rest + whole + newline
            rest = after
        else:
            rest += piece
    if rest:
        yield rest


def _by_line(chunk: bytes, first_line: int, events: list[AnyEvent]) -> list[tuple[int, bytes]]:
    bad = []
    for number, line in enumerate(chunk.split(b"\n"), first_line):
        if not line.strip():
            continue
        try:
            events += _decoder.decode_lines(line)  # a merge may have glued two lines together: both count
        except _UNREADABLE:
            bad.append((number, line))
    return bad


def _report(bad: list[tuple[int, bytes]], path: str, *, last_line: int, torn: bool) -> tuple[Problem, ...]:
    problems, seen = [], set()
    for number, line in bad:
        problem, once = _why(line, path, number, cut=torn and number == last_line)
        if once is None or once not in seen:
            problems.append(problem)
            seen.add(once)
    return tuple(problems)


def _why(line: bytes, path: str, number: int, *, cut: bool) -> tuple[Problem, str | None]:
    """Return what is wrong with a line, and a key under which it is reported once a file (`None`: always)."""
    if cut:
        return warning(
            path,
            number,
            "the last line was cut off and is set aside.",
            "What a crash cut off was never acknowledged; what was cut later stands in an older copy of the file.",
        ), None
    try:
        content = msgspec.json.decode(line)
    except _UNREADABLE:
        return warning(path, number, "the line cannot be read and is set aside.", "Nothing else is touched."), None
    if not isinstance(content, dict) or not isinstance(content.get("op"), str):
        return warning(path, number, "the line is another program's and is set aside.", "Move it elsewhere."), None
    op = content["op"]
    if op not in _FIELDS:
        message = f'the op "{op}" is not known to this version; such lines are kept and passed over.'
        return warning(path, number, message, "A newer qualcode may know it."), f"op {op}"
    try:
        _decoder.decode(line)
    except msgspec.ValidationError as fault:
        return error(
            path, number, f"the event is not valid ({fault}) and is set aside.", "Correct the line by hand."
        ), None
    raise AssertionError("a line that was refused now reads well")


def unknown_fields(data: bytes, path: str) -> Iterator[Problem]:
    """Yield, once for each, the fields that this version does not know; they are kept and passed over."""
    seen: set[tuple[str, str]] = set()
    for number, line in enumerate(data.removeprefix(_MARK).split(b"\n"), 1):
        try:
            content = msgspec.json.decode(line) if line.strip() else None
        except _UNREADABLE:
            continue
        if not isinstance(content, dict) or content.get("op") not in _FIELDS:
            continue
        fields = [(content["op"], name) for name in content if name not in _FIELDS[content["op"]]]
        if isinstance(content.get("about"), dict):
            fields += [("about", name) for name in content["about"] if name not in _ABOUT]
        for op, name in fields:
            if (op, name) not in seen:
                seen.add((op, name))
                message = f'the field "{name}" of "{op}" is not known to this version; it is kept and passed over.'
                yield warning(path, number, message, "A newer qualcode may know it.")

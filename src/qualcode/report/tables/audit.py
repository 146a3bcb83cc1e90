"""The audit trail: what the report was made from, who did what, and what was decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.events import EVENT_TYPES, BookEvent, SettleEvent, WithdrawnEvent
from qualcode.report.ledgers import Entry
from qualcode.report.options import Language
from qualcode.report.tables.wording import say

_OPS = tuple(str(kind.__struct_config__.tag) for kind in EVENT_TYPES)
_DIGITS = 16


def versions_display(versions: Mapping[str, str], language: Language) -> Display:
    """Return the programs that shaped the report, with their versions."""
    rows = tuple(Row(name, name, (Cell(version),)) for name, version in versions.items())
    return Display(
        title=say("versions", language),
        unit=say("program", language),
        columns=(Column("version", say("version", language)),),
        rows=rows,
        corner=say("program", language),
        kind="versions",
    )


def inputs_display(hashes: Mapping[str, str], language: Language) -> Display:
    """Return the files that the report was made from, with the beginning of the SHA-256 of each."""
    return Display(
        title=say("inputs", language),
        unit=say("unit file", language),
        columns=(Column("sha256", say("hash", language)),),
        rows=tuple(Row(path, path, (Cell(digest[:_DIGITS]),)) for path, digest in hashes.items()),
        notes=(say("inputs note", language),),
        corner=say("file", language),
        kind="inputs",
    )


def events_display(found: Sequence[Entry], language: Language) -> Display:
    """Return how many entries of each kind stand in each coder's ledgers, and from when to when."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    days: defaultdict[str, list[str]] = defaultdict(list)
    for coder, event in found:
        counts[coder][str(event.__struct_config__.tag)] += 1
        if not isinstance(event, WithdrawnEvent):
            days[coder].append(event.at[:10])
    used = [op for op in _OPS if any(each[op] for each in counts.values())]
    columns = [Column(op, say(f"op {op}", language), "count") for op in used]
    columns += [Column(key, say(key, language)) for key in ("first", "last")]
    rows = []
    for coder, each in counts.items():
        dates = (Cell(min(days[coder], default=None)), Cell(max(days[coder], default=None)))
        rows.append(Row(coder, coder, (*(Cell(each[op]) for op in used), *dates)))
    return Display(
        title=say("events", language),
        unit=say("unit event", language),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(say("events note", language),),
        corner=say("coder", language),
        kind="events",
    )


def book_display(found: Sequence[Entry], language: Language) -> Display:
    """Return the changes that commands made to the codebook, the oldest first."""
    changes = sorted(
        ((entry.event, entry.coder) for entry in found if isinstance(entry.event, BookEvent)),
        key=lambda change: (change[0].at, change[0].id),
    )
    between = "、" if language == "zh" else ", "
    return Display(
        title=say("book", language),
        unit=say("change", language),
        columns=tuple(Column(key, say(key, language)) for key in ("change", "codes", "by")),
        rows=tuple(
            Row(event.id, event.at[:10], (Cell(event.change), Cell(between.join(event.codes) or None), Cell(coder)))
            for event, coder in changes
        ),
        corner=say("date", language),
        kind="book",
    )


def settlements_display(found: Sequence[Entry], language: Language) -> Display:
    """Return how many disagreements each consensus settled: for a code, for none, with a reason."""
    settled: defaultdict[str, list[SettleEvent]] = defaultdict(list)
    for entry in found:
        if isinstance(entry.event, SettleEvent):
            settled[entry.coder].append(entry.event)
    rows = []
    for coder, events in settled.items():
        kept = sum(bool(event.codes) for event in events)
        counts = (len(events), kept, len(events) - kept, sum(bool(event.why) for event in events))
        rows.append(Row(coder, coder, tuple(map(Cell, counts))))
    return Display(
        title=say("settlements", language),
        unit=say("settled", language),
        columns=tuple(Column(key, say(key, language), "count") for key in ("settled", "kept", "neither", "reasoned")),
        rows=tuple(rows),
        notes=(say("settlements note", language),),
        corner=say("coder", language),
        kind="settlements",
    )

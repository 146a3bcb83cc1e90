"""The audit trail: what the report was made from, who did what, and what was decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.events import EVENT_TYPES, BookEvent, SettleEvent, WithdrawnEvent
from qualcode.report.ledgers import Entry, InForce
from qualcode.report.options import Language
from qualcode.report.tables.wording import say

_OPS = tuple(str(kind.__struct_config__.tag) for kind in EVENT_TYPES)


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


def events_display(found: Sequence[Entry], held: Mapping[str, InForce], language: Language) -> Display:
    """Return how many entries of each kind stand in each coder's ledgers, what is in force (`held`), and from when to when."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    days: defaultdict[str, list[str]] = defaultdict(list)
    for coder, event in found:
        counts[coder][str(event.__struct_config__.tag)] += 1
        if not isinstance(event, WithdrawnEvent):
            days[coder].append(event.at[:10])
    used = [op for op in _OPS if any(each[op] for each in counts.values())]
    columns = [Column(op, say(f"op {op}", language), "count") for op in used]
    columns += [Column(key, say(key, language), "count") for key in ("codings now", "finished now")]
    columns += [Column(key, say(key, language)) for key in ("first", "last")]
    rows = []
    for coder, each in counts.items():
        dates = (Cell(min(days[coder], default=None)), Cell(max(days[coder], default=None)))
        now = map(Cell, held.get(coder) or (None, None))
        rows.append(Row(coder, coder, (*(Cell(each[op]) for op in used), *now, *dates)))
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
    """Return what commands changed in the codebook: one row for each day and code, or group of codes changed together."""
    changes = sorted(
        (entry for entry in found if isinstance(entry.event, BookEvent)),
        key=lambda entry: (entry.event.at, entry.event.id) if isinstance(entry.event, BookEvent) else ("", ""),
    )
    between = "、" if language == "zh" else ", "
    lines: defaultdict[tuple[str, tuple[str, ...]], list[tuple[str, str]]] = defaultdict(list)
    for coder, event in changes:
        if isinstance(event, BookEvent):
            lines[event.at[:10], event.codes].append((event.change, coder))
    rows = []
    for (day, codes), made in lines.items():
        said = between.join(dict.fromkeys(change for change, _ in made))
        texts = (between.join(codes) or None, _fields(said), between.join(dict.fromkeys(coder for _, coder in made)))
        rows.append(Row(f"{day} {' '.join(codes)}", day, tuple(map(Cell, texts))))
    return Display(
        title=say("book", language),
        unit=say("change", language),
        columns=tuple(Column(key, say(key, language)) for key in ("codes", "change", "by")),
        rows=tuple(rows),
        notes=(say("book note", language),),
        corner=say("date", language),
        kind="book",
    )


def _fields(changes: str) -> str:
    """Return changes with the word `edit` said once: “add, edit name, definition”."""
    first, *rest = changes.split("edit ")
    return first + ("edit " + "".join(rest) if rest else "")


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

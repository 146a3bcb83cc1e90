"""What an import from Word did, as a table of what it could not place."""

from __future__ import annotations

from qualcode.exchange.word_desk.findings import Refused
from qualcode.exchange.word_desk.recording import Brought
from qualcode.model.display import Cell, Column, Display, Row

_COLUMNS = (Column("kind", "Kind"), Column("author", "By"), Column("said", "Says"), Column("why", "Why not"))


def word_report(brought: Brought, coder: str, shown: str) -> Display:
    """Return what was not placed, row by row with its segment, and in the notes what was."""
    found = brought.findings
    counts: dict[str, object] = {
        **{name: getattr(found, name) for name in ("comments", "replies", "highlights", "rows", "resolved")},
        **{name: getattr(brought, name) for name in ("codings", "known", "memos", "reworded", "known_memos", "done")},
    }
    kinds = ("comments", "replies", "highlights") if not found.rows else ("rows",)
    placed = ", ".join(f"{getattr(found, kind)} {kind}" for kind in kinds)
    placed = f"Placed: {placed}; not placed: {len(found.refused)}."
    made = (
        f"Codings of {coder} in {brought.source}: {brought.codings} new, {brought.known} here already; memos: "
        f"{brought.memos} new, {brought.reworded} reworded, {brought.known_memos} here already."
    )
    ending = f"{brought.source} is done by {coder}." if brought.done else ""
    return Display(
        title=f"Import of {shown}",
        unit="comment, highlight or row",
        columns=_COLUMNS,
        rows=tuple(_row(number, each) for number, each in enumerate(found.refused, 1)),
        notes=tuple(note for note in (placed, made, *brought.remarks, ending) if note),
        set_aside={"not placed": len(found.refused)} if found.refused else {},
        parameters={"file": shown, "source": brought.source, "coder": coder, **counts},
        corner="Place",
        kind="word",
    )


def _row(number: int, each: Refused) -> Row:
    said = " ".join(each.said.split())
    cells = (each.kind, each.author, said if len(said) <= 120 else said[:117] + "…", each.why)
    return Row(str(number), each.place or "outside the transcript", tuple(Cell(value) for value in cells))

"""Displays that the tests of the writers share."""

from __future__ import annotations

from qualcode.model.display import Cell, Column, Display, Row, Value

HOSTILE = (
    "<w:p>&amp;</w:p>",
    "\x00\x07\x1b[31mred\x0b\x1f\ufffe",
    '=HYPERLINK("http://example.org","x")',
    "a | b \\| c",
    "长" * 10_000,
    "👩‍👩‍👧‍👦 🇨🇳 ☺️ é",
    "مرحبا שלום \u202eabc",
    "line one\r\nline two\rthree\ttabbed",
    "\ud800 lone",
    "`code` **bold** [link](x) $math$ # no heading",
    "]]>",
    "",
)


def row(key: str, label: str, *values: Value, level: int = 0, codings: tuple[str, ...] = ()) -> Row:
    """Return a row of plain values, each with the same codings behind it."""
    return Row(key, label, tuple(Cell(value, codings) for value in values), level)


def matrix() -> Display:
    """Return a small matrix: a parent and a child code across two cases, one cell absent."""
    return Display(
        title="编码 × 案例",
        unit="passage",
        columns=(Column("zj-auto", "浙江汽修", "count"), Column("share", "Share", "share")),
        rows=(
            row("BOT", "瓶颈", 12, 0.5, codings=("7KQ2", "8ABC")),
            row("BOT-POL", "政策碎片化", 3, None, level=1),
        ),
        notes=("一个片段只计一次。", "Coders: consensus."),
        set_aside={"no case": 2},
        parameters={"rows": "code", "cases": frozenset({"b", "a"}), "level": 2},
        corner="编码",
        kind="matrix",
    )


def hostile() -> Display:
    """Return a display with text in every place that a file format might take for its own."""
    columns = (
        Column("text", "=1+1|<b>\x00", "text"),
        Column("quotes", "\x1bQuotes", "quotes"),
        Column("n", "N", "number"),
    )
    rows = tuple(
        row(text[:50] or "empty", text, text, (text, text), 1.5, level=i % 3) for i, text in enumerate(HOSTILE)
    )
    return Display("<title> & \x01 | *", "unit\x02", columns, rows, HOSTILE, corner="@corner", kind="hostile")


def wide(columns: int = 17, rows: int = 60, length: int = 500) -> Display:
    """Return a matrix of long Chinese texts."""
    text = ("政策之间不配套，教育这边批了，人社那边说不归他们管。" * (length // 20))[:length]
    made = tuple(row(f"r{i}", f"编码{i}", *([text] * columns), level=i % 2) for i in range(rows))
    return Display("宽表", "passage", tuple(Column(f"c{i}", f"案例{i}") for i in range(columns)), made, ("注释。",))


def empty() -> Display:
    """Return a display without rows."""
    return Display("Nothing", "passage", (Column("n", "N", "count"),), ())

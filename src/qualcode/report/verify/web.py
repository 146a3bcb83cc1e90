"""The tables and texts of a web page: the study's page, or a table alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from lxml import etree

from qualcode.report.verify.contents import Delivered, Grid

_CODING = ("document", "start", "end", "code", "coder", "stance", "weight", "case", "role", "address", "speaker")


def read_web(data: bytes) -> Delivered:
    """Return what a `.html` says: its tables, those in the page's data, codings and transcripts, and its paragraphs."""
    root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True))
    if root is None:
        return Delivered()
    grids = [_table(each, root) for each in root.iter("table")]
    words = [(str(each.get("id")), _text(each)) for each in root.iter("p") if _classed(each, "words")]
    if words:
        grids.append(Grid("transcripts", ("segment", "words"), tuple(words)))
    held = next((each.text for each in root.iter("script") if each.get("id") == "data"), None)
    if held:
        grids += _page(msgspec.json.decode(held))
    texts = (_text(each) for each in root.iter("p", "h1", "h2") if not _classed(each, "words"))
    return Delivered(tuple(grids), tuple(text for text in texts if text.strip()))


def _classed(element: etree._Element, name: str) -> bool:
    return name in str(element.get("class") or "").split()


def _text(element: etree._Element) -> str:
    return "".join(str(each) for each in element.itertext()).strip()


def _table(table: etree._Element, root: etree._Element) -> Grid:
    rows = [tuple(map(_cell, row.iter("th", "td"))) for row in table.iter("tr")]
    title = next((_text(each) for each in root.iter("h1")), "")
    return Grid(title, rows[0] if rows else (), tuple(rows[1:]))


def _cell(cell: etree._Element) -> str:
    items = [_text(each) for each in cell.iter("li")]
    return "\n".join(items) if items else _text(cell)


def _page(values: Mapping[str, Any]) -> Iterator[Grid]:
    for display in values.get("displays", ()):
        header = (str(display["corner"]), *(str(column["label"]) for column in display["columns"]))
        rows = ((str(row["label"]) or str(row["key"]), *map(_packed, row["cells"])) for row in display["rows"])
        yield Grid(str(display["title"]), header, tuple(rows))
    codings = values.get("codings") or {}
    if codings.get("id"):
        codes = [str(code["id"]) for code in values["codes"]]
        columns = [[codes[each] for each in codings[key]] if key == "code" else codings[key] for key in _CODING]
        lines = tuple(tuple(map(str, each)) for each in zip(codings["id"], *columns, strict=True))
        yield Grid("codings", ("coding", *_CODING), lines)


def _packed(cell: list[Any]) -> str:
    """Return a cell's words, and its number where a program reads that instead."""
    return str(cell[0]) if len(cell) < 3 else f"{cell[0]} ({cell[2]!r})"

"""The first table of a Word document that names its columns, as rows of texts."""

from __future__ import annotations

import io

from qualcode.errors import StudyError
from qualcode.exchange.refi import xml
from qualcode.text import archive
from qualcode.text.markup import MarkupError, parse_xml

_MOST = 64 * 2**20
_REFUSED = archive.Refusal("The document is refused", "Save it again as .docx. Nothing was read.")
_BREAKS = frozenset(("br", "cr"))
_NOTHING = frozenset("–—-")
"""What stands in a cell of a printed table that is empty."""
Rows = list[tuple[int, list[str]]]


def read_word_table(data: bytes, shown: str) -> Rows:
    """Return the rows of the first table with more than one column, each with its number; paragraphs of a cell are lines.

    Merged cells and tables within cells are read as they stand. Raises `StudyError` for a document without such a table.
    """
    try:
        with archive.opened(io.BytesIO(data), _REFUSED) as members:
            if "word/document.xml" not in members:
                raise _REFUSED.because("it is no Word document")
            root = parse_xml(members.read("word/document.xml", _MOST))
    except MarkupError as fault:
        raise StudyError(f"The document {fault.why}.", path=shown, line=fault.line, remedy=_REFUSED.remedy) from fault
    for table in root.iter("{*}tbl"):
        rows = [[_words(cell) for cell in xml.children(row, "tc")] for row in xml.children(table, "tr")]
        if rows and len(rows[0]) > 1:
            return list(enumerate(rows, 1))
    raise StudyError("The document holds no table with columns.", path=shown, remedy="Nothing was read.")


def _words(cell: xml.Element) -> str:
    lines = []
    for paragraph in cell.iter("{*}p"):
        pieces = []
        for part in paragraph.iter():
            name = xml.local(part)
            pieces.append(
                part.text or "" if name == "t" else "\t" if name == "tab" else "\n" if name in _BREAKS else ""
            )
        lines.append("".join(pieces))
    words = "\n".join(lines).strip()
    return "" if words in _NOTHING else words

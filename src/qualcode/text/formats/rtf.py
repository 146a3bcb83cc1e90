"""Rich text files (RTF), as WordPad, TextEdit and Word save them: their words in order."""

from __future__ import annotations

from qualcode.errors import StudyError
from qualcode.text.extract import Extract
from qualcode.text.formats._rtf_tokens import tokens
from qualcode.text.formats._rtf_walk import Walk


def read(data: bytes, name: str) -> Extract:
    """Return the words of a rich text file in blocks, in the order of the document.

    Paragraphs, headings, list items with their number or bullet, rows of tables (cells joined by a tab), foot- and endnotes
    at the end (`[1] …`). Deletions that are tracked, hidden words, comments, and the heads and feet of pages are left out
    and listed. Refuses a file that is no rich text; one that is cut off is read as far as it goes, with a note.
    """
    start = data.find(b"{\\rtf")
    if start < 0:
        raise StudyError("It is no rich text (RTF) file.", remedy="Open it in Word or LibreOffice and save it again.")
    walk = Walk()
    walk.take(tokens(data[start:]))
    notes = () if data.rstrip(b"\0\r\n \t").endswith(b"}") else ("It is cut off: its end is missing.",)
    return Extract((*walk.blocks, *walk.notes), None, notes, tuple(walk.out))

"""PDF documents: their words in paragraphs, as before they were set in lines and pages."""

from __future__ import annotations

from qualcode.errors import StudyError
from qualcode.text.extract import Extract
from qualcode.text.formats._pdf_furniture import without_furniture
from qualcode.text.formats._pdf_pages import Pages, pages_of
from qualcode.text.formats._pdf_paragraphs import paragraphs


def read(data: bytes, name: str) -> Extract:
    """Return the words of a PDF in paragraphs, in the order in which the file holds them.

    Lines that were only wrapped are joined; running heads, page numbers, line numbers, comments and the values of forms are
    left out and listed. Refuses, with one sentence, a file that is damaged, protected by a password, made of pictures
    alone, or that costs too much to read.
    """
    return extract(pages_of(data))


def extract(found: Pages) -> Extract:
    """Return the words of pages already taken apart; refuse pages without any."""
    if not any(page.lines for page in found.pages):
        raise StudyError(
            "It has no text layer: its pages are pictures, or empty.",
            remedy="Recognise its text first (OCR), for instance in Acrobat, or put a transcript in its place.",
        )
    pages, furniture = without_furniture(found.pages)
    blocks, hyphens = paragraphs(pages)
    return Extract(blocks, notes=_notes(found), left_out=(*furniture, *hyphens, *found.left_out))


def _notes(found: Pages) -> tuple[str, ...]:
    empty = [str(page.number) for page in found.pages if not page.lines]
    notes = []
    if found.damaged:
        notes.append(f"{found.damaged} of its {len(found.pages)} pages are damaged and could not be read.")
    elif empty:
        shown = ", ".join(empty[:8]) + (", …" if len(empty) > 8 else "")
        notes.append(f"No words are on page{'s' if len(empty) > 1 else ''} {shown}: pictures, or empty.")
    return tuple(notes)

"""A Word document with the display in it, ready for a thesis."""

from __future__ import annotations

from qualcode.model.display import Display
from qualcode.report.options import WriteOptions
from qualcode.report.word.document import WordDocument


def write(display: Display, options: WriteOptions) -> bytes:
    """Return a display as a `.docx`: caption, table, notes; landscape when it is wide; the same display, the same bytes."""
    document = WordDocument(options.language, options.style, options.caption_number)
    document.display(display)
    return document.to_bytes(display.title)

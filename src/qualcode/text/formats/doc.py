"""Old Word documents (`.doc`): refused, with the way to convert them. One that is in truth something else is read as that."""

from __future__ import annotations

from qualcode.errors import StudyError
from qualcode.text.extract import Extract


def read(data: bytes, name: str) -> Extract:
    """Refuse the old binary format of Word, which no well-kept free library reads without loss."""
    raise StudyError(
        "It is an old Word document (.doc), which cannot be read.",
        remedy="Open it in Word or LibreOffice and save it as .docx (many at once: soffice --headless --convert-to docx *.doc).",
    )

"""Plain text, in any of the encodings that transcripts come in."""

from __future__ import annotations

from qualcode.text.encoding import decode
from qualcode.text.extract import Block, Extract


def read(data: bytes, name: str) -> Extract:
    """Return a text file's words as one block, with a note when its encoding is a guess."""
    decoded = decode(data)
    return Extract((Block(decoded.text),), decoded.encoding, decoded.notes)

"""Plain text, in any of the encodings that transcripts come in."""

from __future__ import annotations

from qualcode.text.encoding import decode
from qualcode.text.extract import Block, Extract
from qualcode.text.formats._subtitles import is_subtitles, read_subtitles


def read(data: bytes, name: str) -> Extract:
    """Return a text file's words as one block, with a note when its encoding is a guess.

    Text that begins as subtitles do, with a cue's number and times, is read as these, with a note.
    """
    decoded = decode(data)
    if is_subtitles(decoded.text):
        note = "It holds subtitles, by their numbers and times, and was read as such."
        if (found := read_subtitles(decoded, (note,))) is not None:
            return found
    return Extract((Block(decoded.text),), decoded.encoding, decoded.notes)

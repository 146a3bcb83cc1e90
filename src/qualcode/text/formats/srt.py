"""SubRip subtitles, as Otter, Feishu and speech recognisers write them."""

from __future__ import annotations

from qualcode.errors import StudyError
from qualcode.text.encoding import decode
from qualcode.text.extract import Extract
from qualcode.text.formats._subtitles import read_subtitles

_REMEDY = "Export it again, or give it the suffix of what it is (.txt for plain text)."


def read(data: bytes, name: str) -> Extract:
    """Return the cues of a SubRip file, yet to be joined into turns; refuse a file in which no cue stands."""
    found = read_subtitles(decode(data))
    if found is None and data.strip():
        raise StudyError(
            "It is no SubRip file: no line of times such as 00:00:01,000 --> 00:00:04,000 is in it.", remedy=_REMEDY
        )
    return found or Extract(())

"""From bytes to words: which encoding a text file is in, and how sure that is."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from qualcode.errors import StudyError
from qualcode.text import plausibility

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
_MAGIC = (
    (b"PK\x03\x04", "a zip archive (a Word or Excel file is one)"),
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document, or one protected by a password"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "a database"),
    (b"ID3", "a sound recording"),
    (b"RIFF", "a sound or film recording"),
    (b"OggS", "a sound recording"),
    (b"\x7fELF", "a program"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_STRANGE = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_LATIN = re.compile("[ -~\t\r\n]")
_HIGH = bytes(range(0x80, 0x100))
_SAMPLE = 200_000
_SURE, _CLEAR = 1.0, 1.0


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the name of the encoding it was read as, and whether that is certain rather than a guess."""

    text: str
    encoding: str
    certain: bool

    @property
    def notes(self) -> tuple[str, ...]:
        """What its researcher should know: nothing, or that the encoding is a guess."""
        if self.certain:
            return ()
        return (f"It was read as {self.encoding}, which is a guess; if the words look wrong, save it as UTF-8.",)


def decode(data: bytes) -> Decoded:
    """Return the text of a file's bytes with its encoding.

    A byte order mark and valid UTF-8 are certain. Otherwise UTF-16 without a mark, GB18030, Big5 and cp1252 are each
    tried on the whole file, and the one whose characters look most like words in use is taken; that is certain when it
    leads clearly. Refuses, as no text, what begins like a known binary file or holds control bytes throughout.
    """
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            return _marked(data, name, codec)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise _not_text(f"it is {what}")
    controls = len(_CONTROLS.findall(data, 0, _SAMPLE))
    if b"\0" in data or controls > min(len(data), _SAMPLE) // 100 + 1:
        return _wide(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", True)
    except UnicodeDecodeError:
        return _guess(data)


def _marked(data: bytes, name: str, codec: str) -> Decoded:
    try:
        return Decoded(data.decode(codec), name, True)
    except UnicodeDecodeError:
        return Decoded(data.decode(codec, "replace"), name, False)


def _not_text(why: str) -> StudyError:
    return StudyError(
        f"This is not a text file: {why}.", remedy="Save it as plain text, or give it the suffix of what it is."
    )


def _wide(data: bytes) -> Decoded:
    """Read what only UTF-16 without a mark can be, or refuse it."""
    scores = _candidates(data, ("utf-16-le", "utf-16-be"))
    if not scores or scores[0][0] < 0:
        raise _not_text("it holds control characters as a program, picture or sound does")
    return _best(scores)


def _guess(data: bytes) -> Decoded:
    scores = _candidates(data, ("gb18030", "big5", "cp1252", "utf-16-le", "utf-16-be"))
    damaged = _damaged_utf8(data)
    if damaged is not None and (not scores or scores[0][0] < _SURE):
        return damaged
    if not scores or scores[0][0] < -2.5:
        return Decoded(data.decode("cp1252", "replace"), "cp1252", False)
    return _best(scores)


def _candidates(data: bytes, names: tuple[str, ...]) -> list[tuple[float, str, str]]:
    found = [(name, text) for name in names if (text := _strict(data, name)) is not None]
    return sorted(((_score(text[:_SAMPLE], name), name, text) for name, text in found), key=lambda entry: -entry[0])


def _best(scores: list[tuple[float, str, str]]) -> Decoded:
    best, name, text = scores[0]
    second = scores[1][0] if len(scores) > 1 else -3.0
    return Decoded(text, name, best >= _SURE and best - second >= _CLEAR)


def _strict(data: bytes, name: str) -> str | None:
    """Decode a whole file, forgiving one character cut off at its end."""
    if name.startswith("utf-16") and len(data) % 2:
        return None
    for codec in ("cp950", "big5hkscs") if name == "big5" else (name,):
        try:
            return data.decode(codec)
        except UnicodeDecodeError as error:
            if error.start >= len(data) - 3 and error.start > 4:
                return data[: error.start].decode(codec) + "\ufffd"
    return None


def _score(text: str, name: str) -> float:
    strange = len(_STRANGE.findall(text))
    if not name.startswith("utf-16"):
        like = plausibility.western(text) if name == "cp1252" else plausibility.chinese(text)
        return like - 6.0 * strange / max(1, len(text))
    latin = len(_LATIN.findall(text))
    rest = len(text) - latin - strange
    beyond = plausibility.chinese(text) if latin < 0.3 * len(text) else max(plausibility.chinese(text), 1.0)
    return (2.0 * latin - 6.0 * strange + beyond * rest) / max(1, len(text))


def _damaged_utf8(data: bytes) -> Decoded | None:
    """Read UTF-8 in which a few bytes are spoilt: many whole characters, hardly any broken."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - broken - len(data.translate(None, _HIGH))
    return Decoded(text, "utf-8", False) if whole > 10 * broken else None

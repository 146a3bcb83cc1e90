"""A rich text file as its tokens, and the encodings that it can name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\0]+|([^\\{}\r\n\0]+)|\\"
)
_CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    255: "cp437",
}
_PAGES = {936: "gb18030", 10000: "mac_roman", 65001: "utf-8", 1361: "johab"}
_KNOWN = frozenset({437, 850, 852, 855, 857, 860, 862, 863, 864, 865, 866, 869, 874, 932, 949, 950}) | set(
    range(1250, 1259)
)


class Token(NamedTuple):
    """One token: a control word with its number, bytes of text, or the brace that opens or closes a group."""

    word: str = ""
    number: int | None = None
    text: bytes = b""
    brace: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a file in order; what follows `\\bin` is passed over, as it is no text."""
    place = 0
    while (match := _TOKEN.match(data, place)) is not None:
        place = match.end()
        word, number, code, symbol, brace, text = match.groups()
        if word is not None:
            value = None if number is None else int(number)
            if word == b"bin":
                place += max(0, value or 0)
            else:
                yield Token(word.decode("ascii"), value)
        elif code is not None:
            yield Token(text=bytes([int(code, 16)]))
        elif brace is not None:
            yield Token(brace=brace)
        elif symbol is not None:
            yield Token(text=symbol) if symbol in b"\\{}" else Token(symbol.decode("latin-1"))
        elif text is not None:
            yield Token(text=text)


def encoding_of_charset(charset: int, default: str) -> str:
    """Return the encoding that a font's character set stands for."""
    return _CHARSETS.get(charset, default)


def encoding_of_page(page: int) -> str:
    """Return the encoding of a code page; Western where it is unknown."""
    return _PAGES.get(page) or (f"cp{page}" if page in _KNOWN else "cp1252")


def decoded(data: bytes, encoding: str, default: str) -> str:
    """Return the characters of a run of bytes in its font's encoding; where they are none of it, in the file's own."""
    for each in (encoding, default):
        try:
            return data.decode(each)
        except UnicodeDecodeError:
            continue
    return data.decode(encoding, "replace")

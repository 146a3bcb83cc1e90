"""The one form in which every text is kept."""

from __future__ import annotations

import re
import unicodedata

_CONTROLS = (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xFEFF, *range(0xD800, 0xE000))
_LINE_ENDS = (0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)
_TABLE = {**dict.fromkeys(_CONTROLS), **dict.fromkeys(_LINE_ENDS, "\n")}
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


def normalise(text: str) -> str:
    r"""Return a text in Unicode NFC with `\n` line ends.

    CR, CRLF, VT, FF, NEL, U+2028 and U+2029 become `\n`; byte order marks, lone surrogates and all control
    characters save `\n` and the tab are taken out. Doing it twice changes nothing.

    >>> normalise("cafe\u0301\r\nno\x00 BOM\ufeff")
    'café\nno BOM'
    """
    if text.isascii():
        return text if not _ODD.search(text) else text.replace("\r\n", "\n").translate(_TABLE)
    if _ODD.search(text):
        text = text.replace("\r\n", "\n").translate(_TABLE)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)

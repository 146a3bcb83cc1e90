"""A process of its own that takes a PDF apart: bytes on its standard input, a line of JSON for each page on its standard output.

PDFium is native code, which a hostile file may send round in circles or into a wall: whoever started this process can
end it, and outlives it. It is run as a script and imports nothing of this project.
"""

from __future__ import annotations

import ctypes
import json
import re
import sys
import zlib
from collections.abc import Iterator
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

if sys.platform != "win32":
    import resource

MOST_PAGES = 10_000
MOST_CHARACTERS = 20_000_000
MOST_STREAM, MOST_STREAMS = 48 * 2**20, 1024 * 2**20
MOST_MEMORY = 3 * 2**29
_GAP = 1.2
"""White space of so many times the size of the letters is a tab: a column between a name and the words, or the margin."""
_PIECE, _OPENED = 2**13, 2**20
_STREAM = re.compile(rb"stream\r?\n")
_BOLD = ("bold", "black", "heavy", "demi")
_PASSWORD = 4
_CLINGING = frozenset("，。、：；？！）》」』】〉”’…—,.:;?!)")
"""What may begin no line, so that it moves to the next with the character before it."""
_FIRST_SPACES, _MOST_BOLD = 3, 60
_LINE = re.compile(r"[^\r\n]+")
_BLANK = " \t\xa0\u3000\0"
_SHOWN = {0: None, 2: "\u00ad", 0xFFFE: "\u00ad", 0xA0: " "}
"""PDFium marks a hyphen at the end of a line, which is shown as the soft one."""
_RECTANGLE = pdfium.FS_RECTF()


def taken_apart(data: bytes) -> Iterator[dict[str, Any]]:
    """Yield a PDF's pages, `{"width", "height", "lines", "notes"}` each, `{"damaged"}` for one that cannot be read, or `{"refused": why}`.

    A line is `[text, left, right, bottom, top, size, width of its first word, where its last column begins, leading bold
    characters]`, lengths in points (1/72 inch) from the page's lower left; `notes` are the words of its comments and forms.
    """
    if _unpacks_to_too_much(data):
        yield {"refused": "bomb"}
        return
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        yield {"refused": "password" if getattr(fault, "err_code", 0) == _PASSWORD else "damaged"}
        return
    if len(document) > MOST_PAGES:
        yield {"refused": "pages"}
        return
    left = MOST_CHARACTERS
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            yield {"damaged": number + 1}
            continue
        found = _page(page, left)
        page.close()
        yield found or {"refused": "characters"}
        if found is None:
            return
        left -= sum(len(line[0]) for line in found["lines"])


def _unpacks_to_too_much(data: bytes) -> bool:
    """Say whether what a page is drawn from unpacks to more than any page needs; pictures are let be."""
    total, view = 0, memoryview(data)
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - 400) : match.start()]
        head = head[head.rfind(b"obj") + 3 :]
        if (b"Flate" not in head and b"/Fl" not in head) or b"/Image" in head:
            continue
        size = _unpacked(view, match.end())
        total += size
        if size > MOST_STREAM or total > MOST_STREAMS:
            return True
    return False


def _unpacked(data: memoryview, start: int) -> int:
    """Return how many bytes a packed stream unpacks to, as far as it is one; beyond the most that is allowed it stops."""
    unpack, size = zlib.decompressobj(), 0
    try:
        while start < len(data) and not unpack.eof and size <= MOST_STREAM:
            packed: bytes | memoryview = data[start : start + _PIECE]
            start += _PIECE
            while packed and size <= MOST_STREAM:
                size += len(unpack.decompress(packed, _OPENED))
                packed = unpack.unconsumed_tail
    except zlib.error:
        return size
    return size


def _page(page: Any, most: int) -> dict[str, Any] | None:
    words = page.get_textpage()
    count = max(0, pdfium.FPDFText_CountChars(words.raw))
    if count > most:
        return None
    text = _characters(words.raw, count)
    lines = [line for match in _LINE.finditer(text) if (line := _line(words.raw, text, *match.span()))]
    found = {"width": page.get_width(), "height": page.get_height(), "lines": lines, "notes": list(_notes(page))}
    words.close()
    return found


def _characters(words: Any, count: int) -> str:
    """Return the characters of a page, one for each place that PDFium counts."""
    held = ctypes.create_string_buffer(2 * count + 2)
    units = pdfium.FPDFText_GetText(words, 0, count, ctypes.cast(held, ctypes.POINTER(ctypes.c_ushort)))
    text = held.raw[: 2 * max(0, units - 1)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    codes = (pdfium.FPDFText_GetUnicode(words, index) for index in range(count))
    return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)


def _line(words: Any, page: str, start: int, end: int) -> list[Any] | None:
    """Return a line with its measures; `None` for one that is all white space."""
    text = page[start:end]
    start, text = start + len(text) - len(text.lstrip(_BLANK)), text.strip(_BLANK)
    if not text:
        return None
    first, last = _box(words, start), _box(words, start + len(text) - 1)
    size = pdfium.FPDFText_GetFontSize(words, start)
    size = size if size > 1.5 else max(1.0, first[3] - first[1])
    left, right = min(first[0], last[0]), max(first[2], last[2])
    column, wide = first[0], []
    for place in _spaces(text, (right - left) / size):
        behind = _box(words, start + place + 1)[0]
        if behind - _box(words, start + place - 1)[2] > _GAP * size:
            wide.append(place)
            column = behind
    word = _first_word(text)
    width = right - left if word is None else _box(words, start + word)[2] - first[0]
    measures = (left, right, min(first[1], last[1]), max(first[3], last[3]), size, width, column)
    bold = _bold(words, start, len(text))
    shown = "".join("\t" if place in wide else char for place, char in enumerate(text)) if wide else text
    return [shown.translate(_SHOWN), *(round(each, 2) for each in measures), bold]


def _spaces(text: str, width: float) -> list[int]:
    """Return the spaces of a line that may be wider than others: the first few, and all where the line is wide for its words.

    `width` is in sizes of its letters; looking at each space of each line would take most of the time.
    """
    found = [position for position, char in enumerate(text) if char == " " and text[position + 1] != " "]
    natural = sum(1.0 if char > "\u2e80" else 0.5 for char in text)
    return found if width > 1.2 * natural + 1 else found[:_FIRST_SPACES]


def _first_word(text: str) -> int | None:
    """Return where the first word of a line ends, or its first Chinese character with what clings to it; `None`: nowhere."""
    for position, char in enumerate(text):
        if char.isspace():
            return position - 1
        if char > "\u2e80" and text[position + 1 : position + 2] not in _CLINGING:
            return position
    return None


def _box(words: Any, place: int) -> tuple[float, float, float, float]:
    pdfium.FPDFText_GetLooseCharBox(words, place, _RECTANGLE)
    return _RECTANGLE.left, _RECTANGLE.bottom, _RECTANGLE.right, _RECTANGLE.top


def _bold(words: Any, start: int, length: int) -> int:
    for number in range(min(length, _MOST_BOLD)):
        place = start + number
        if not _is_bold(words, place) and not pdfium.FPDFText_IsGenerated(words, place):
            return number
    return length


def _is_bold(words: Any, place: int) -> bool:
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(words, place, name, 128, ctypes.c_int())
    called = name.value.decode("utf-8", "replace").lower()
    return pdfium.FPDFText_GetFontWeight(words, place) >= 600 or any(each in called for each in _BOLD)


def _notes(page: Any) -> Iterator[tuple[str, str]]:
    """Yield what comments and filled-in forms of a page say, each with its kind."""
    for index in range(min(1000, pdfium.FPDFPage_GetAnnotCount(page.raw))):
        note = pdfium.FPDFPage_GetAnnot(page.raw, index)
        for kind, key in (("comment", b"Contents"), ("field", b"V")):
            size = pdfium.FPDFAnnot_GetStringValue(note, key, None, 0)
            if 2 < size < 200_000:
                held = ctypes.create_string_buffer(size)
                place = ctypes.cast(held, ctypes.POINTER(pdfium.FPDF_WCHAR))
                pdfium.FPDFAnnot_GetStringValue(note, key, place, size)
                yield kind, held.raw[: size - 2].decode("utf-16-le", "replace")
        pdfium.FPDFPage_CloseAnnot(note)


def main() -> None:
    """Answer for the one PDF on standard input."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    for answer in taken_apart(sys.stdin.buffer.read()):
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

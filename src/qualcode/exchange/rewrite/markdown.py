"""Markdown with some of its words replaced, its marks where they stood."""

from __future__ import annotations

import re
from collections.abc import Callable

from qualcode import registry
from qualcode.exchange.edits import Edits
from qualcode.text.encoding import decode
from qualcode.text.lines import lines_of
from qualcode.text.normalise import normalise

_KEPT = re.compile(r"<[^>\n]*>|&[#\w]+;|^[ \t>]*\d+[.)]|\\.", re.MULTILINE)
_SPECIAL = re.compile(r"([\\`*_\[\]<>~|])")
_SIGNS = (*range(0xF0000, 0xFFFFE), *range(0x100000, 0x10FFFE), *range(0xE000, 0xF900))
_MARKUP = re.compile(r"[*_`~]+")


def rewrite(data: bytes, text: str, edits: Edits, rest: Callable[[str], Edits]) -> bytes | None:
    """Return a Markdown file with `edits` of its text made where these words stand, and `rest` applied to all else.

    `None` when the place of some word in the file is not known. Which letter of the text is which of the file is found
    by reading the file with every letter made a sign of its own.
    """
    raw = normalise(decode(data).text)
    places = _places(raw, text)
    if places is None:
        return None
    pieces, at = [], 0
    for edit in edits.edits:
        known = [places[place] for place in range(edit.start, edit.end) if place in places]
        if not known or places.get(edit.start) != known[0] or known[0] < at:
            return None
        start, end = known[0], known[-1] + 1
        markup = "".join(_MARKUP.findall(raw[start:end])) if end - start > edit.end - edit.start else ""
        pieces += [_changed(raw[at:start], rest), _SPECIAL.sub(r"\\\1", edit.words), markup]
        at = end
    return "".join((*pieces, _changed(raw[at:], rest))).encode("utf-8")


def _changed(raw: str, rest: Callable[[str], Edits]) -> str:
    return rest(raw).apply(raw)


def _places(raw: str, text: str) -> dict[int, int] | None:
    """Return where each letter of the text stands in the file; `None` when they cannot be told apart."""
    kept = {place for match in _KEPT.finditer(raw) for place in range(*match.span())}
    letters = [place for place, char in enumerate(raw) if char.isalnum() and place not in kept]
    if len(letters) > len(_SIGNS):
        return None
    signs = {chr(sign): place for sign, place in zip(_SIGNS, letters, strict=False)}
    signed = list(raw)
    for sign, place in signs.items():
        signed[place] = sign
    read = registry.load("format", "md")
    found = lines_of(read("".join(signed).encode("utf-8"), "").blocks).text
    if len(found) != len(text):
        return None
    places: dict[int, int] = {}
    for at, (char, was) in enumerate(zip(found, text, strict=True)):
        if char in signs and raw[signs[char]] == was:
            places[at] = signs[char]
        elif char != was:
            return None
    return places

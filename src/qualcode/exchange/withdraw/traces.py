"""Whether somebody's words stand in another text, such as a memo that quotes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LONG, _SHORT = 24, 8
"""So many letters in a row are words of somebody's own; a Chinese character counts for three."""


class Traces:
    """The words of some texts, save what other texts say as well."""

    def __init__(self, texts: Iterable[str], others: Iterable[str] = ()) -> None:
        self._runs = {run for text in texts for run in _runs(text)}
        for other in others:
            self._runs -= set(_runs(other))

    def within(self, text: str) -> bool:
        """Say whether a text repeats some of the words."""
        return any(run in self._runs for run in _runs(text))


def _runs(text: str) -> Iterable[str]:
    letters = "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())
    chinese = len(_HAN.findall(letters)) * 2 > len(letters)
    length = _SHORT if chinese else _LONG
    for start in range(len(letters) - length + 1):
        run = letters[start : start + length]
        if chinese or not _HAN.search(run):
            yield run
    if not chinese and _HAN.search(letters):
        for match in re.finditer(f"{_HAN.pattern}{{{_SHORT},}}", letters):
            yield from (match[0][at : at + _SHORT] for at in range(len(match[0]) - _SHORT + 1))

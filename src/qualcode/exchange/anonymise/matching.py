"""Where names stand in a text, in the forms in which transcripts write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qualcode.exchange.edits import Edit, Edits

_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3\U00020000-\U0003ffff"
_IS_CJK = re.compile(f"[{_CJK}]")
_LETTER = rf"[^\W\d_{_CJK}]"
_SPACE = "[ \u00a0\u3000\u200b-\u200d\u2060\u00ad]{0,3}"
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_ALIKE = {"'": "['’‘ʼ＇]", "-": "[-‐‑‒–－]", ".": "[.．]", "·": "[·•・‧.．]", "@": "[@＠]"}
_WORDS = """a an so do in on he you she me we us they long song sun can may will mark grace rose hope faith joy bill pat sue
rob dean art gene guy jack june april august dawn iris ivy lily drew chase grant frank king young brown white green black
short small stone rice page price wood woods bush hill field fields church banks west north summer summers winter winters
day moon miller baker cook smith mason carter parker hunter fisher taylor porter potter weaver bishop pope knight noble
love good best early sharp swift major judge men ran ban pan fan tan tang hang gang fang bin pin ping min bang wan van
sang rang lung sing sky star angel christian victor olive ruby pearl amber crystal melody harmony destiny trinity mercy
patience prudence charity rich ray miles wade heath reed rusty sandy"""
COMMON_WORDS = frozenset(_WORDS.split())
"""Names that are English words as well: written small they are taken for the word and left alone."""


_SHORT, _MANY = 64, 50_000
NONE = Edits(())


class Rule(NamedTuple):
    """A name and what stands for it."""

    name: str
    pseudonym: str


class Matcher:
    """Names to be replaced, the longest first.

    A name is found in any case and width, with spaces or a line's end between its parts (`张 三`), with another apostrophe
    or hyphen. Words in letters count only where no letter stands beside them (`Ann` is not in `planned`; `Ann's` holds it);
    Chinese has no such bounds. A name that is an English word as well (`May`) is left alone in small letters.
    """

    def __init__(self, rules: Iterable[Rule], *, wrapped: bool = True) -> None:
        self.rules = tuple(sorted(dict.fromkeys(rules), key=lambda rule: (-len(rule.name), rule)))
        self._patterns = tuple(
            (rule, _probes(rule.name), re.compile(pattern_of(rule.name, wrapped=wrapped))) for rule in self.rules
        )
        self._free: set[str] = set()

    def __contains__(self, text: str) -> bool:
        if text in self._free:
            return False
        found = any(pattern.search(text) for _, pattern in self._likely(text))
        if not found and len(text) < _SHORT and len(self._free) < _MANY:
            self._free.add(text)  # a file of Word says the same few hundred words again and again
        return found

    def edits(self, text: str) -> Edits:
        """Return what is to be replaced in a text; each edit's `why` is the name. A longer name wins over one that it overlaps."""
        if text not in self:
            return NONE
        found: list[Edit] = []
        taken = bytearray(len(text))
        for rule, pattern in self._likely(text):
            at = 0
            while (match := pattern.search(text, at)) is not None:
                start, end = match.span()
                at = end
                if any(taken[start:end]):
                    at = start + 1
                    continue
                taken[start:end] = b"\1" * (end - start)
                found.append(Edit(start, end, rule.pseudonym, rule.name))
        return Edits(found)

    def _likely(self, text: str) -> list[tuple[Rule, re.Pattern[str]]]:
        """Return the rules all of whose parts stand in a text: looking for a part is far quicker than for a pattern."""
        plain = unicodedata.normalize("NFKC", text) if _WIDE.search(text) else text
        plain = plain.casefold()
        return [(rule, pattern) for rule, parts, pattern in self._patterns if all(part in plain for part in parts)]

    def replaced(self, text: str) -> str:
        """Return a text with its names replaced."""
        return self.edits(text).apply(text)


def _probes(name: str) -> tuple[str, ...]:
    """Return parts of a name that stand in every text that holds it, in any of its forms: its characters, or its words."""
    number = sum(char.isdigit() for char in name) >= 7
    return tuple(dict.fromkeys(re.findall(rf"[{_CJK}]|\d" if number else rf"[{_CJK}]|{_LETTER}+|\d+", name.casefold())))


def rules_of(edits: Edits) -> Iterator[Rule]:
    """Yield, for each edit, the name that stood there and what stands for it."""
    return (Rule(edit.why, edit.words) for edit in edits.edits)


def pattern_of(name: str, *, wrapped: bool = True) -> str:
    """Return the regular expression of a name; with `wrapped`, a line may end between its parts."""
    name = folded(name)
    gap = f"{_SPACE}\\n?{_SPACE}" if wrapped else _SPACE
    number = sum(char.isdigit() for char in name) >= 7
    pieces: list[str] = []
    for before, char in zip(("", *name), name, strict=False):
        if char == " ":
            pieces.append(f"(?=[ \\n\u00a0\u3000]){gap}" if wrapped else f"(?=[ \u00a0\u3000]){gap}")
            continue
        if _IS_CJK.match(char) and before and _IS_CJK.match(before):
            pieces.append(gap)
        elif number and before.isdigit() and char.isdigit():
            pieces.append("[ -]?")
        pieces.append(_ALIKE.get(char) or _variants(char))
    body = "".join(pieces)
    if name.casefold() in COMMON_WORDS:
        first = name[0].upper()
        body = f"{_variants(first)}(?i:{''.join(_variants(char) for char in name[1:])})"
    else:
        body = f"(?i:{body})"
    return f"{_bound(name[0], '<!')}{body}{_bound(name[-1], '!')}"


def folded(name: str) -> str:
    """Return a name in its plain form: half-width, one space between words, none at its ends or between Chinese characters."""
    name = " ".join(unicodedata.normalize("NFKC", name).split()).replace("’", "'").replace("•", "·").replace("・", "·")
    return re.sub(f"(?<=[{_CJK}]) (?=[{_CJK}])", "", name)


def is_chinese(name: str) -> bool:
    """Say whether a name holds Chinese characters."""
    return _IS_CJK.search(name) is not None


def _variants(char: str) -> str:
    wide = chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else ""
    return f"[{re.escape(char)}{wide}]" if wide else re.escape(char)


def _bound(char: str, way: str) -> str:
    if char.isdigit():
        return f"(?{way}[0-9０-９])"
    return "" if _IS_CJK.match(char) or not char.isalpha() else f"(?{way}{_LETTER})"

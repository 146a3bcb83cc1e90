"""Cues made ready to be found: one automaton over every form of every phrase, and texts folded to meet it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from qualcode.model.codebook import Code
from qualcode.suggest.inflect import variants

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[^\W_{_HAN}\u3040-\u30ff\uac00-\ud7af]")
_LATIN_LETTER = re.compile(r"[a-zA-Z]")
_LONE_BREAK = re.compile(r"\n(?!\n)(?<!\n\n)")
_RUN = re.compile(r"[ \n](?:(?<=\n)|(?=[ \n]))[ \n]*+")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as the codebook writes it, and the ids of the codes that have it."""

    phrase: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as cues meet it: small letters, white space within phrases as one space or, between Chinese, as none.

    `shrunk` holds the places in `text` before which characters were left out, and `left_out` how many up to there.
    """

    text: str
    shrunk: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()

    def place(self, index: int) -> int:
        """Return the place in the original text of a character of the folded one."""
        if not self.shrunk:
            return index
        run = bisect_right(self.shrunk, index)
        return index + self.left_out[run - 1] if run else index


@dataclass(frozen=True)
class CueFinder:
    """The cues of some codes, compiled once: `find` gives every place in a text where one of them stands."""

    cues: tuple[Cue, ...]
    automaton: AhoCorasick
    owners: tuple[int, ...]
    bounded: tuple[tuple[bool, bool], ...]

    def find(self, text: str) -> Iterator[tuple[int, int, Cue]]:
        """Yield `(start, end, cue)` in code points of `text`, overlapping ones included, by their end.

        Case is ignored; a phrase may run over a line break; an end in Latin script must be the end of a word.
        """
        folded = fold(text)
        words = folded.text
        size = len(words)
        for pattern, start, end in self.automaton.find_matches_as_indexes(words, overlapping=True):
            before, after = self.bounded[pattern]
            if before and start and _WORD.match(words, start - 1):
                continue
            if after and end < size and _WORD.match(words, end):
                continue
            yield folded.place(start), folded.place(end - 1) + 1, self.cues[self.owners[pattern]]


def compile_cues(codes: Iterable[Code]) -> CueFinder | None:
    """Return a finder of the cues of these codes, English words in all their inflections; `None` without any cue.

    Phrases that differ only in case or white space are one cue.
    """
    owners_of: dict[str, list[str]] = {}
    written: dict[str, str] = {}
    for code in codes:
        for phrase in (phrase for phrases in code.cues.values() for phrase in phrases):
            key = fold(" ".join(phrase.split())).text
            if key:
                written.setdefault(key, phrase)
                owners_of.setdefault(key, []).append(code.id)
    if not written:
        return None
    cues = tuple(Cue(phrase, tuple(dict.fromkeys(owners_of[key]))) for key, phrase in written.items())
    forms: list[str] = []
    owners: list[int] = []
    for number, cue in enumerate(cues):
        for form in _forms(" ".join(cue.phrase.split())):
            forms.append(form)
            owners.append(number)
    bounded = tuple((bool(_WORD.match(form[0])), bool(_WORD.match(form[-1]))) for form in forms)
    return CueFinder(cues, AhoCorasick(forms, store_patterns=False), tuple(owners), bounded)


def _forms(phrase: str) -> tuple[str, ...]:
    forms = variants(phrase) if _LATIN_LETTER.search(phrase) else (phrase,)
    return tuple(dict.fromkeys(fold(form).text for form in forms))


def fold(text: str) -> Folded:
    """Return a text as cues meet it, with the way back to its own places.

    >>> fold("The Subsidy\\n  never arrived").text
    'the subsidy never arrived'
    """
    small = _small(text)
    if "  " not in small and not _LONE_BREAK.search(small):
        return Folded(small)
    pieces: list[str] = []
    shrunk: list[int] = []
    left_out: list[int] = []
    done = length = missing = 0
    for run in _RUN.finditer(small):
        start, end = run.span()
        # A phrase may run across blanks and one line break; a blank line parts paragraphs, and phrases too.
        if small.count("\n", start, end) > 1:
            continue
        between = "" if _is_chinese(small, start - 1) and _is_chinese(small, end) else " "
        pieces += (small[done:start], between)
        length += start - done + len(between)
        missing += end - start - len(between)
        done = end
        shrunk.append(length)
        left_out.append(missing)
    pieces.append(small[done:])
    return Folded("".join(pieces), tuple(shrunk), tuple(left_out))


def _is_chinese(text: str, index: int) -> bool:
    return 0 <= index < len(text) and "\u3400" <= text[index] <= "\U0003ffff" and text[index].isalpha()


def _small(text: str) -> str:
    """Return a text in small letters, as long as before: a letter whose small form is longer (`İ`) stays as it is."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return small.replace("ς", "σ").replace("\t", " ").replace("\u3000", " ").replace("\xa0", " ")

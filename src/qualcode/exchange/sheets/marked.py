"""A sheet of answers whose codes stand in the words: a column with each answer as it is, one with it marked.

text                 coded_text
It was calm. I left  **It was calm.**<sup>calm; place</sup> I left
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from qualcode.coding.find_again import find_again
from qualcode.exchange.placing import Placer
from qualcode.exchange.refi.guids import guid_of
from qualcode.exchange.refi.labels import compose
from qualcode.exchange.refi.project import CodeEntry, CodingEntry, Project, Selection, Source, User
from qualcode.exchange.refi.read import ProjectReading
from qualcode.exchange.sheets.codebook import known_id
from qualcode.exchange.sheets.columns import Line, Lines
from qualcode.model.codebook import Codebook
from qualcode.model.names import name_key
from qualcode.model.problem import Problem, warning

TEXT, MARKED = "text", "coded_text"
"""The columns by which such a sheet is known."""

_PASSAGE = re.compile(r"\*\*(?P<words>.{1,20000}?)\*\*\s{0,9}<sup>(?P<codes>[^<]{0,2000})</sup>", re.DOTALL)
_APART = "\n\n"
_AROUND, _NAME = 32, 80


class _Marked(NamedTuple):
    """A marked passage of an answer: its place in the answer without marks, its words, and names of codes."""

    start: int
    end: int
    words: str
    codes: tuple[str, ...]


@dataclass(slots=True)
class _Answers:
    """Answers on their way to one source; `how` counts how its passages were found."""

    document: str
    user: str
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)
    length: int = 0
    how: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)

    def code(self, name: str) -> str:
        return self.codes.setdefault(name_key(name), (guid_of("marked code", name_key(name)), name))[0]

    def answer(self, line: Line) -> list[Selection]:
        """Return the passages of the answer that begins at `length`."""
        text = line.cells.get(TEXT, "")
        plain, marked = _unmarked(line.cells.get(MARKED, ""))
        placer, found = Placer(text), []
        for each in marked:
            place = self._place(placer, plain, each)
            if place is None:
                self.left["their words are not in the answer, or more than once"] += len(each.codes)
                self.lost.append(f'line {line.number}: "{" ".join(each.words.split())[:70]}"')
                continue
            start, end = (self.length + at for at in place)
            keys = (self.document, line.number, each.start, each.words)
            codings = tuple(
                CodingEntry(guid_of("marked coding", *keys, name_key(code)), self.code(code), self.user)
                for code in each.codes
            )
            name = text[place[0] : min(place[1], place[0] + _NAME)]
            found.append(Selection(guid_of("marked", *keys), start, end, name, "", self.user, "", codings))
        return found

    def _place(self, placer: Placer, plain: str, each: _Marked) -> tuple[int, int] | None:
        """Return where a passage stands in the answer: where it was marked, else by its words, else by what was changed."""
        text = placer.raw
        placed = placer.place(each.start, each.end, each.words)
        if not isinstance(placed, str):
            self.how[placed.how] += 1
            return placed.start, placed.end
        before, after = plain[max(0, each.start - _AROUND) : each.start], plain[each.end : each.end + _AROUND]
        span = find_again(text, plain, each.start, each.end, plain[each.start : each.end], before, after)
        self.how["edited"] += span is not None
        return None if span is None else (span.start, span.end)


def read_marked(lines: Lines, document: str, coder: str = "", known: Codebook | None = None) -> ProjectReading:
    """Return a sheet of marked answers as a project: one document with an answer a paragraph, and the codes that are named.

    A code is the one of that name in the codebook `known`, wherever it stands there. The words are those of the column `text`; where marking changed them a passage is followed, or left out and named.
    """
    user = guid_of("marked coder", coder) if coder else ""
    answers = _Answers(document, user)
    selections: list[Selection] = []
    texts = []
    for line in lines.rows:
        texts.append(line.cells.get(TEXT, ""))
        selections += answers.answer(line)
        answers.length += len(texts[-1]) + len(_APART)
    source = Source(guid_of("marked source", document), document, text=_APART.join(texts), selections=tuple(selections))
    project = Project(
        name=document,
        users=(User(user, coder, coder),) if coder else (),
        codes=tuple(_entry(guid, name, known) for guid, name in answers.codes.values()),
        sources=(source,),
    )
    left = tuple(("codings", why, count) for why, count in answers.left.items())
    return ProjectReading(project, _remarks(answers), left_out=left)


def _entry(guid: str, name: str, known: Codebook | None) -> CodeEntry:
    id = known_id(name, known)
    return CodeEntry(guid, name, description=compose([("Id", "", id)]) if id else "")


def _unmarked(marked: str) -> tuple[str, list[_Marked]]:
    """Return an answer without its marks, and what was marked in it."""
    pieces: list[str] = []
    found: list[_Marked] = []
    reached = length = 0
    for match in _PASSAGE.finditer(marked):
        between, words = marked[reached : match.start()], match["words"].replace("**", "")
        pieces += [between, words]
        length += len(between)
        codes = tuple(dict.fromkeys(filter(None, map(str.strip, match["codes"].split(";")))))
        found.append(_Marked(length, length + len(words), words, codes))
        length += len(words)
        reached = match.end()
    return "".join([*pieces, marked[reached:]]), found


def _remarks(answers: _Answers) -> tuple[Problem, ...]:
    how = answers.how
    whole = sum(how.values()) + len(answers.lost)
    said = [
        f"{sum(how.values())} of {whole} marked passages have a place: {how['exact']} where they were marked, {how['found'] + how['counted otherwise']} found"
        f" by their words, {how['edited']} whose words were changed while marking.",
        *(f"Without a place: {each}" for each in answers.lost),
    ]
    return tuple(warning("", None, each) for each in said)

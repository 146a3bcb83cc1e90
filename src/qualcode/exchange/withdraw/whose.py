"""What of a study's texts is a participant's: whole documents, or turns among those of others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from qualcode.coding.voices import Voices
from qualcode.errors import NotFoundError, UsageError
from qualcode.exchange.edits import Edit, Edits
from qualcode.exchange.withdraw.sheets import withdrawn_on
from qualcode.model.document import Document, Turn
from qualcode.model.names import name_key
from qualcode.model.participant import Participant
from qualcode.study.erasing import WITHDRAWN as MARK
from qualcode.study.study import Study

_LINE = re.compile(r"[^\n\t]+")


@dataclass(frozen=True)
class Words:
    """A participant's words: documents that are theirs alone, and in others the stretches to be replaced by the mark."""

    participant: Participant
    whole: tuple[Document, ...]
    turns: Mapping[str, tuple[Document, Edits]]

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that they said, and what was asked them in their own documents."""
        own = [document.text for document in self.whole]
        own += [document.text[e.start : e.end] for document, edits in self.turns.values() for e in edits.edits]
        return tuple(own)


def words_of(study: Study, name: str) -> Words:
    """Return what is a participant's; raise `NotFoundError` with the nearest when the sheet names nobody so.

    A document in which no other respondent speaks is theirs as a whole. Turns that hold the mark already are passed over.
    """
    people = {name_key(person.id): person for person in study.participants}
    person = people.get(name_key(name.strip()))
    if person is None:
        _refuse_again(study, name)
        raise NotFoundError("participant", name, [each.id for each in people.values()], outcome="Nothing was erased.")
    voices = Voices(study.participants)
    whole, turns = [], {}
    for id in dict.fromkeys(document for document, _ in person.voices):
        document = study.document(id)
        own = [turn for turn in document.turns if turn.words and _is(person, voices, document, turn)]
        others = [turn for turn in document.turns if turn not in own and _is_another(turn)]
        if own and not others:
            whole.append(document)
        elif own:
            turns[id] = document, _marks(document, own)
    return Words(person, tuple(whole), {id: each for id, each in turns.items() if each[1]})


def _refuse_again(study: Study, name: str) -> None:
    day = withdrawn_on(study.root, name.strip())
    if day:
        remedy = "`qualcode withdraw --again` erases what a merge may have brought back."
        raise UsageError(f'"{name.strip()}" withdrew on {day} already.', remedy=remedy)


def _is_another(turn: Turn) -> bool:
    """Say whether somebody else answers in a turn: what no speaker says is the head of a transcript."""
    return turn.words is not None and turn.speaker is not None and turn.turn_role != "interviewer"


def _is(person: Participant, voices: Voices, document: Document, turn: Turn) -> bool:
    found = voices.participant(document.id, turn)
    if found is None and turn.speaker is None:  # nobody is named: the words are those of whoever has the document
        return (document.id, None) in person.voices
    return found is not None and found.id == person.id


def _marks(document: Document, own: list[Turn]) -> Edits:
    """Return the edits that put one mark in the place of each line of these turns."""
    edits = []
    for turn in own:
        assert turn.words is not None
        words = turn.words.of(document.text)
        for line in _LINE.finditer(words):
            start, end = line.start() + turn.words.start, line.end() + turn.words.start
            kept = line[0].strip()
            if kept and kept != MARK:
                start, end = start + line[0].index(kept), start + line[0].index(kept) + len(kept)
                edits.append(Edit(start, end, MARK, "withdrawn"))
    return Edits(edits)

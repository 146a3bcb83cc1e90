"""Whose words a passage holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from qualcode.model.document import Document, Turn
from qualcode.model.names import name_key
from qualcode.model.participant import Participant
from qualcode.model.span import Span


class Voices:
    """Participants joined to documents by speaker label; a participant without a label has every unclaimed respondent."""

    def __init__(self, participants: Sequence[Participant]) -> None:
        self._by_label: dict[tuple[str, str], Participant] = {}
        self._by_document: dict[str, Participant] = {}
        self._all_quotable = all(each.quotable for each in participants)
        for participant in participants:
            for document, label in participant.voices:
                if label is None:
                    self._by_document.setdefault(name_key(document), participant)
                else:
                    self._by_label.setdefault((name_key(document), name_key(label)), participant)

    def participant(self, document: str, turn: Turn) -> Participant | None:
        """Return who speaks in a turn, or `None` when the sheet names nobody."""
        if turn.speaker is None:
            return None
        named = self._by_label.get((name_key(document), name_key(turn.speaker)))
        if named is not None or turn.turn_role == "interviewer":
            return named
        return self._by_document.get(name_key(document))

    def silent(self, document: str, turn: Turn) -> bool:
        """Say whether a turn's words are not to be quoted: consent of who speaks there does not cover it.

        Where nobody is named the words are those of the person who has the document to themselves.
        """
        person = self.participant(document, turn)
        if person is None and turn.speaker is None:
            person = self._by_document.get(name_key(document))
        return person is not None and not person.quotable

    def withheld(self, document: Document, span: Span) -> bool:
        """Say whether a passage holds words, be it a few, that are not to be quoted."""
        if self._all_quotable:
            return False
        return any(
            turn.words and turn.words.overlaps(span) and self.silent(document.id, turn) for turn in document.turns
        )

    def people(self, document: Document) -> tuple[Participant, ...]:
        """Return the people who speak in a document, in order of appearance."""
        people = (self.participant(document.id, turn) for turn in document.turns)
        return tuple({person.id: person for person in people if person is not None}.values())

    @staticmethod
    def turn_at(document: Document, span: Span) -> Turn | None:
        """Return the turn whose words a passage starts in (the first that it touches), or `None`."""
        at = max(0, bisect_right(document.turns, span.start, key=lambda turn: turn.span.start) - 1)
        for turn in document.turns[at : at + 2]:
            if turn.words is not None and turn.words.overlaps(span):
                return turn
        return None

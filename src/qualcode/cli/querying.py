"""Asking for passages with a query: the words, what they found, and what has to be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.analysis.cooccurrence_wording import in_words, say
from qualcode.analysis.query import Query, parse, withins
from qualcode.analysis.query_answer import Answer, answer
from qualcode.analysis.within import PASSAGE, TEXT_UNITS
from qualcode.analysis.wording import set_aside_note
from qualcode.coding.retrieve import evidence
from qualcode.coding.unit_spans import unit_spans
from qualcode.model.evidence import Passage
from qualcode.study.study import Study


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was written, and its answer."""

    written: str
    query: Query
    answer: Answer

    @property
    def passages(self) -> Sequence[Passage]:
        """The passages found."""
        return self.answer.passages

    def notes(self, language: str) -> tuple[str, ...]:
        """Return the query, and what its answer could not decide, as sentences."""
        notes = [say("query", language, query=self.written)]
        if self.answer.unfinished:
            notes.append(say("query unfinished", language, count=self.answer.unfinished))
        if self.answer.set_aside:
            notes.append(set_aside_note(in_words(self.answer.set_aside, language), language))
        return tuple(notes)


def ask(study: Study, written: str, coders: Sequence[str]) -> Asked:
    """Return what a query finds among all codings of the coder set; raise `UsageError` for a query that cannot be read."""
    query = parse(written, study.codebook)
    known = evidence(study, coders or None)
    units = {within.unit for within in withins(query, PASSAGE)}.intersection(TEXT_UNITS)
    return Asked(written, query, answer(known, query, {unit: unit_spans(study, unit) for unit in units}))

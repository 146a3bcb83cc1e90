"""From ledgers to passages on texts: what coders marked, document by document, for agreement by character."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from qualcode.agreement.unitising.continuum import Continuum, Passage, alone
from qualcode.coding.retrieve import OUTSIDE, UNANCHORED, UNREADABLE, codings, lost_codes
from qualcode.coding.units import SKIPPED, Comparison, at_level, coders_compared, codes_asked
from qualcode.errors import StudyError, UsageError
from qualcode.model.document import Document
from qualcode.model.fold import LedgerState
from qualcode.model.span import Span
from qualcode.study.study import Study

NOT_SHARED = "documents that fewer than two coders have finished"
_EVERYTHING = Comparison()


@dataclass(frozen=True, eq=False, slots=True)
class StudyContinua:
    """The documents that at least two coders finished, with the passages of each who did, in characters that count.

    `codes` are those in use, in the codebook's order. `known` tells which of them each coder could give in a document
    (`known[document][coder]`); `cut` is how many characters of skipped turns were cut out, from documents in `continua`.
    """

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    continua: tuple[Continuum, ...]
    known: Mapping[str, Mapping[str, frozenset[str]]]
    set_aside: Mapping[str, int]
    cut: int = 0

    def alone(self, code: str) -> tuple[Continuum, ...]:
        """Return the documents with the passages of one code, of the coders whose codebook had it when they finished."""
        return tuple(
            Continuum(
                one.document,
                one.length,
                {who: passages for who, passages in one.spans.items() if code in self.known[one.document][who]},
            )
            for one in alone(self.continua, code)
        )

    @property
    def unknown(self) -> int:
        """How many times a coder finished a document without a code in use that the codebook did not have yet."""
        return sum(len(set(self.codes) - codes) for coders in self.known.values() for codes in coders.values())


class Cutting:
    """A text with stretches cut out: where its characters come to stand in what is left."""

    def __init__(self, length: int, out: Sequence[Span]) -> None:
        self._out = sorted(out, key=lambda span: span.start)
        self._before = [0, *accumulate(len(span) for span in self._out)]
        self.cut = self._before[-1]
        self.length = length - self.cut

    def place(self, place: int) -> int:
        """Return where a place stands; within what was cut out, where that was."""
        number = bisect_right(self._out, place, key=lambda span: span.start)
        inside = self._out[number - 1].end - place if number else 0
        return place - self._before[number] + max(0, inside)

    def passage(self, span: Span) -> tuple[int, int] | None:
        """Return what is left of a passage; `None` when nothing is."""
        start, end = self.place(span.start), self.place(span.end)
        return (start, end) if start < end else None


def continua(study: Study, comparison: Comparison = _EVERYTHING) -> StudyContinua:
    """Return the passages of coders as they stand in the texts, code by code as the comparison folds and narrows them.

    Turns of a role that the study skips are cut out, labels and all, so that their text counts neither as coded nor as
    uncoded; a passage that goes across one is joined. A document that fewer than two coders have finished is set aside,
    as are unanchored codings, codes that the codebook does not have, and codings on skipped turns alone. Raises
    `UsageError` with fewer than two coders and for a sample, whose units are no whole texts.
    """
    if comparison.sample is not None:
        raise UsageError(
            f'Sample "{comparison.sample.name}" holds single units: passages can be compared on whole texts only.',
            remedy="Leave --sample out, or compare by the sample's own unit.",
        )
    coders = coders_compared(study, comparison.coders)
    asked, aside = codes_asked(study, comparison.codes), Counter[str]()
    found: list[Continuum] = []
    known: dict[str, dict[str, frozenset[str]]] = {}
    cut = 0
    for id in comparison.documents or study.document_ids:
        states = {coder: study.state(coder, id) for coder in coders}
        finished = {coder: state for coder, state in states.items() if state.done}
        if len(finished) < 2:
            aside[NOT_SHARED] += any(state.codings or state.done for state in states.values())
            continue
        try:
            document = study.document(id)
        except StudyError:
            aside[UNREADABLE] += 1
            continue
        text = _cutting(study, document)
        cut += text.cut
        spans = {who: _passages(study, document, who, state, text, asked, aside) for who, state in finished.items()}
        found.append(Continuum(id, text.length, spans))
        known[id] = {who: _known(study, document, state) for who, state in finished.items()}
    return _folded(study, coders, found, known, comparison.level, dict(+aside), cut)


def _cutting(study: Study, document: Document) -> Cutting:
    skipped = study.settings.skip_turn_roles
    return Cutting(len(document.text), [turn.span for turn in document.turns if turn.turn_role in skipped])


def _passages(
    study: Study,
    document: Document,
    coder: str,
    state: LedgerState,
    text: Cutting,
    asked: frozenset[str] | None,
    aside: Counter[str],
) -> tuple[Passage, ...]:
    found: list[Passage] = []
    for coding in codings(state, document, coder):
        if asked is not None and coding.code not in asked:
            continue
        if coding.span is None:
            aside[UNANCHORED] += 1
        elif coding.code not in study.codebook.by_id:
            aside[OUTSIDE] += 1
        elif (left := text.passage(coding.span)) is None:
            aside[SKIPPED] += 1
        else:
            found.append((*left, coding.code))
    return tuple(found)


def _known(study: Study, document: Document, state: LedgerState) -> frozenset[str]:
    decided = state.done.codes if state.done else ()
    return frozenset(map(study.codebook.current_id, decided)) - lost_codes(document, state)


def _folded(
    study: Study,
    coders: tuple[str, ...],
    found: Sequence[Continuum],
    known: Mapping[str, Mapping[str, frozenset[str]]],
    level: int | None,
    aside: Mapping[str, int],
    cut: int,
) -> StudyContinua:
    """Return all that with each code counted under its code at a level.

    A coder whose codebook lacked a code that somebody gave could not have given its parent for it either.
    """
    used = {code for one in found for passages in one.spans.values() for _, _, code in passages}

    def fold(codes: frozenset[str] | set[str]) -> frozenset[str]:
        return frozenset(at_level(study, code, level) for code in codes)

    def could(codes: frozenset[str]) -> frozenset[str]:
        return codes if level is None else fold(codes) - fold(used - codes)

    folded = tuple(
        Continuum(
            one.document,
            one.length,
            {who: tuple((a, b, at_level(study, code, level)) for a, b, code in own) for who, own in one.spans.items()},
        )
        for one in found
    )
    shown = fold(used)
    could_give = {id: {who: could(codes) for who, codes in each.items()} for id, each in known.items()}
    in_order = tuple(code for code in study.codebook.by_id if code in shown)
    return StudyContinua(coders, in_order, folded, could_give, aside, cut)

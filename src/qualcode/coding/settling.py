"""What a settlement leaves standing: from a choice to the codings that the consensus gets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qualcode.coding.acts import NOTHING, check_stance, check_weight, find_case
from qualcode.coding.disputes import Dispute
from qualcode.coding.quote import find_quote
from qualcode.coding.shared import core
from qualcode.errors import UsageError
from qualcode.model.codebook import Code
from qualcode.model.coding import Coding, Stance
from qualcode.model.names import name_key
from qualcode.model.span import Span
from qualcode.study.study import Study

UNSETTLED = "Nothing was settled."


@dataclass(frozen=True, slots=True)
class Choice:
    """How a dispute is settled: one side's codings hold, both sides', none, or those of some `codes`.

    A code may name the side whose coding is meant (`c1:BOT-POL`). `stance`, `weight`, `case` and `quote` (narrower words
    of the passage) are given to all that holds, in place of what the sides gave.
    """

    side: str | None = None
    both: bool = False
    neither: bool = False
    codes: tuple[str, ...] = ()
    stance: Stance | None = None
    weight: float | None = None
    case: str | None = None
    quote: str | None = None


def chosen(study: Study, dispute: Dispute, choice: Choice, coders: Sequence[str]) -> list[Coding]:
    """Return the codings that hold by a choice; raise `UsageError` when it does not fit the dispute or leaves it open.

    `coders` are those of the consensus. A code that no side gave stands on the whole passage, or on the words quoted.
    """
    try:
        return _chosen(study, dispute, choice, coders)
    except UsageError as fault:
        if NOTHING not in str(fault):
            raise
        message, remedy = (part.replace(NOTHING, UNSETTLED) for part in (fault.message, fault.remedy))
        raise UsageError(message, remedy=remedy) from None


def _chosen(study: Study, dispute: Dispute, choice: Choice, coders: Sequence[str]) -> list[Coding]:
    if sum((choice.side is not None, choice.both, choice.neither, bool(choice.codes))) != 1:
        raise UsageError(f"Say one thing: --side HANDLE, --both, --neither or --codes A,B. {UNSETTLED}")
    marking = _Marking(study, dispute, choice)
    if choice.neither:
        marking.refuse_any()
        return []
    if choice.side is not None:
        kept = marking.of(_side(study, dispute, choice.side))
        return _once(kept, [coding.span for coding in kept])
    if choice.both:
        kept = marking.of(dispute.codings)
        return _once(kept, _cores(study, dispute, kept))
    made = [each for text in choice.codes for each in _of_code(study, dispute, text, coders, marking)]
    return _once(made, [coding.span for coding in made])


class _Marking:
    """What a choice says of all that holds: checked once, given to each coding."""

    def __init__(self, study: Study, dispute: Dispute, choice: Choice) -> None:
        check_stance(choice.stance)
        self._study, self._choice = study, choice
        self._case = None if choice.case is None else find_case(study, dispute.document, choice.case)
        self._span = None if choice.quote is None else _quoted(study, dispute, choice.quote)

    def of(self, codings: Iterable[Coding]) -> list[Coding]:
        """Return codings with what the choice gives them."""
        return [self._marked(coding) for coding in codings]

    def _marked(self, coding: Coding) -> Coding:
        weight = self._choice.weight
        if weight is not None:
            check_weight(self._study.codebook.lookup(coding.code, outcome=UNSETTLED), weight)
        return replace(
            coding,
            span=self._span or coding.span,
            stance=self._choice.stance or coding.stance,
            weight=coding.weight if weight is None else weight,
            case=self._case or coding.case,
        )

    def refuse_any(self) -> None:
        """Refuse what would be given to nothing."""
        given = ("stance", "weight", "case", "quote")
        names = ", ".join(f"--{name}" for name in given if getattr(self._choice, name) is not None)
        if names:
            raise UsageError(f"With --neither no code holds, so {names} says nothing. {UNSETTLED}")


def _quoted(study: Study, dispute: Dispute, quote: str) -> Span:
    document = study.document(dispute.document)
    try:
        return find_quote(document.text, quote, dispute.span, "the passage in dispute", document.furniture).span
    except UsageError as fault:
        remedy = "Quote words of the passage, as many as tell them from others."
        raise UsageError(f"{fault.message} {UNSETTLED}", remedy=remedy) from None


def _side(study: Study, dispute: Dispute, handle: str) -> tuple[Coding, ...]:
    side = study.coder(handle).handle
    codings = dispute.side(side)
    if not codings:
        given_by = ", ".join(sorted({coding.coder for coding in dispute.codings}))
        raise UsageError(
            f"{side} gave no code there; {given_by} did.", remedy=f"--neither, if no code holds. {UNSETTLED}"
        )
    return codings


def side_and_code(text: str, coders: Sequence[str]) -> tuple[str | None, str]:
    """Return the side that a code is named with (`c1:BOT-POL`), if it is one of these coders, and the rest.

    >>> side_and_code("c1:BOT-POL", ("c1", "c2")), side_and_code("BOT-POL", ("c1", "c2"))
    (('c1', 'BOT-POL'), (None, 'BOT-POL'))
    """
    before, colon, code = text.replace("：", ":", 1).partition(":")
    side = next((coder for coder in coders if name_key(coder) == name_key(before.strip())), None)
    return (side, code.strip()) if colon and side is not None else (None, text.strip())


def _of_code(study: Study, dispute: Dispute, text: str, coders: Sequence[str], marking: _Marking) -> Sequence[Coding]:
    side, name = side_and_code(text, coders)
    code = study.codebook.lookup(name, outcome=UNSETTLED)
    if not code.codable:
        raise UsageError(f"{code.id} is a heading. {UNSETTLED}")
    given = [each for each in dispute.codings if each.code == code.id and side in (None, each.coder)]
    if not given and side is not None:
        raise UsageError(
            f"{side} did not give {code.id} there. {UNSETTLED}",
            remedy=f"--codes {code.id}, without a side, gives it anew.",
        )
    if not given:
        anew = Coding(id="", document=dispute.document, code=code.id, coder="", quote="", span=dispute.span)
        return marking.of([anew])
    kept = marking.of(given)
    return kept if len({each.coder for each in given}) == 1 else _one(study, dispute, code, kept)


def _one(study: Study, dispute: Dispute, code: Code, codings: Sequence[Coding]) -> Sequence[Coding]:
    """Return what several sides gave as one coding, if nothing is to choose between them."""
    kept = _cores(study, dispute, codings)
    if len(set(kept)) > 1 or _apart(codings):
        sides = list(dict.fromkeys(coding.coder for coding in codings))
        what = "words" if len(set(kept)) > 1 else _apart(codings)
        ways = " or ".join(f"--codes {side}:{code.id}" for side in sides)
        raise UsageError(
            f"{' and '.join(sides)} gave {code.id} there with different {what}. {UNSETTLED}",
            remedy=f"Say whose holds: {ways}.",
        )
    return _once(codings, kept)


def _cores(study: Study, dispute: Dispute, codings: Sequence[Coding]) -> list[Span | None]:
    text = study.document(dispute.document).text
    return [coding.span and core(text, coding.span) for coding in codings]


def _apart(codings: Sequence[Coding]) -> str:
    """Return what differs between codings on the same words; empty when nothing does. A weight not given differs from none."""
    if len({coding.case for coding in codings}) > 1:
        return "cases"
    if len({coding.stance or "affirms" for coding in codings}) > 1:
        return "stances"
    return "weights" if len({coding.weight for coding in codings} - {None}) > 1 else ""


def _once(codings: Sequence[Coding], places: Sequence[Span | None]) -> list[Coding]:
    """Return codings of one code, place and case once, on the longest words; `places` say which words count as the same."""
    alike: dict[tuple[str, Span | None, str | None], list[Coding]] = {}
    for coding, place in zip(codings, places, strict=True):
        alike.setdefault((coding.code, place, coding.case), []).append(coding)
    for (code, _, _), group in alike.items():
        if what := _apart(group):
            raise UsageError(
                f"{code} was given to the same words with different {what}, and only one can hold. {UNSETTLED}",
                remedy=f"Say which with --{what[:-1]}, or take one side's.",
            )
    return [_merged(group) for group in alike.values()]


def _merged(group: Sequence[Coding]) -> Coding:
    longest = max(group, key=lambda coding: len(coding.span or ()))
    weights = [coding.weight for coding in group if coding.weight is not None]
    return replace(longest, weight=weights[0] if weights else None)

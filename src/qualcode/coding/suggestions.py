"""Suggestions before a coder: offered, accepted into codings, or turned down for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qualcode.coding.acts import Applied, CodeRequest, apply_codes
from qualcode.coding.anchor import anchor, place_in
from qualcode.errors import AmbiguousError, UsageError
from qualcode.model.coding import Coder, Suggestion
from qualcode.model.document import Document
from qualcode.model.events import RejectEvent
from qualcode.model.span import Span
from qualcode.study.study import Study
from qualcode.study.writing import Clock, utc_now, writing


class _Taken(NamedTuple):
    code: str
    span: Span


def still_open(study: Study, coder: Coder, suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Return the suggestions that a coder has neither taken up nor turned down.

    One is taken up when the coder has that code on an overlapping passage; it is turned down where an overlapping
    passage was rejected for that code and still stands in the text.
    """
    taken: dict[str, list[_Taken]] = {}
    chosen = []
    for each in suggestions:
        if each.document not in taken:
            taken[each.document] = _taken(study, coder, study.document(each.document))
        if not any(one.code == each.code and one.span.overlaps(each.span) for one in taken[each.document]):
            chosen.append(each)
    return tuple(chosen)


def _taken(study: Study, coder: Coder, document: Document) -> list[_Taken]:
    state = study.state(coder.handle, document.id)
    current = study.codebook.current_id
    marked = [(coding.code, coding.place) for coding in state.codings]
    turned_down = [(current(reject.code), reject) for reject in state.rejects]
    spans = [(code, place_in(document, place)[0]) for code, place in (*marked, *turned_down)]
    return [_Taken(code, span) for code, span in spans if span is not None]


def chosen(suggestions: Sequence[Suggestion], ids: Sequence[str]) -> tuple[Suggestion, ...]:
    """Return the suggestions that ids, or their first four characters or more, name; raise when one is not among them."""
    found = []
    for id in ids:
        wanted = id.strip().upper()
        if len(wanted) < 4:
            raise UsageError(f'"{id}" is too short for an id.', remedy="Type at least its first 4 characters.")
        fits = [each for each in suggestions if each.id.startswith(wanted)]
        if len(fits) > 1:
            raise AmbiguousError("suggestion", id, (each.id for each in fits))
        if not fits:
            raise UsageError(
                f'No suggestion has an id that starts with "{id}".',
                remedy="`qualcode suggest` lists them; one that was accepted or rejected is not offered again.",
            )
        found.append(fits[0])
    return tuple(dict.fromkeys(found))


def accept(
    study: Study, coder: Coder, suggestions: Sequence[Suggestion], clock: Clock = utc_now
) -> tuple[Applied, ...]:
    """Make codings of suggestions, as one act of the coder; each says where it came from."""
    requests = [
        CodeRequest(
            document=study.document(each.document),
            span=each.span,
            code=study.codebook.lookup(each.code),
            via=_via(each),
        )
        for each in suggestions
    ]
    return apply_codes(study, coder, requests, clock)


def reject(study: Study, coder: Coder, suggestions: Sequence[Suggestion], clock: Clock = utc_now) -> None:
    """Turn suggestions down, as one act of the coder: they are not offered to this coder again."""
    with writing(study, coder.handle, [each.document for each in suggestions], clock) as act:
        for each in suggestions:
            place = anchor(study.document(each.document), each.span)
            act.add(each.document, RejectEvent, **place._asdict(), code=each.code, via=_via(each))


def _via(suggestion: Suggestion) -> str:
    return f"suggest:{suggestion.by} {suggestion.score:.2f}"

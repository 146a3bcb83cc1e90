"""What all suggesters together propose, each passage and code once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualcode.errors import NotFoundError
from qualcode.model.coding import Suggestion
from qualcode.registry import load, names
from qualcode.suggest.request import SuggestRequest


def suggestions(request: SuggestRequest, suggesters: Sequence[str] | None = None) -> tuple[Suggestion, ...]:
    """Return what the named suggesters propose (all, without names), by document, place in it, and codebook order.

    Where several propose one code for one passage there is one suggestion: the first suggester's, with the reasons of
    all, and the chance that not all of them are wrong as its score, 1 - (1 - s1)(1 - s2)…. An unknown name is refused.
    """
    merged: dict[tuple[str, int, int, str], Suggestion] = {}
    for name in _asked(request, suggesters):
        for made in load("suggester", name)(request):
            key = (made.document, made.span.start, made.span.end, made.code)
            earlier = merged.get(key)
            merged[key] = made if earlier is None else _together(earlier, made)
    documents = {document.id: place for place, (document, _) in enumerate(request.documents)}
    codes = {id: place for place, id in enumerate(request.codebook.by_id)}
    return tuple(
        sorted(
            merged.values(),
            key=lambda one: (documents[one.document], one.span, codes.get(one.code, len(codes))),
        )
    )


def _asked(request: SuggestRequest, suggesters: Sequence[str] | None) -> tuple[str, ...]:
    known = names("suggester")
    for name in suggesters or ():
        if name not in known:
            raise NotFoundError("suggester", name, known, outcome="Nothing was suggested.")
    # A suggester that bears the name of a field of the codebook (cues, patterns) reads that field: without any there is
    # nothing to ask it, and what it needs (spaCy for patterns) need not be imported.
    return tuple(
        name
        for name in (known if suggesters is None else dict.fromkeys(suggesters))
        if any(getattr(code, name, True) for code in request.wanted)
    )


def _together(one: Suggestion, other: Suggestion) -> Suggestion:
    return replace(
        one, score=1 - (1 - one.score) * (1 - other.score), reason="; ".join(dict.fromkeys((one.reason, other.reason)))
    )

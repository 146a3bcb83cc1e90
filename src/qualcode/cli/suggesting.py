"""`suggest`, `accept`, `reject`: machine help, never applied by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from qualcode.cli.coding import put_applied
from qualcode.cli.documents import wanted_documents
from qualcode.cli.options import CoderOption, PrintFormat, StudyOption, acting_coder, find_code, language_of, open_study
from qualcode.cli.output import SHORT, flat, plural, put, put_json, say, shade
from qualcode.coding import suggestions as deciding
from qualcode.coding.places import address_of
from qualcode.errors import UsageError
from qualcode.model.coding import Suggestion
from qualcode.model.document import Segment
from qualcode.study.study import Study
from qualcode.suggest.request import SuggestRequest
from qualcode.suggest.run import suggestions
from qualcode.text.segments import counted, segment

IdsArgument = Annotated[
    list[str], typer.Argument(metavar="ID", help="Ids that `suggest` shows, or their first four characters or more.")
]
_PLACE = re.compile(r" at \[(\d+),(\d+)\)")
_MOST_SHOWN = 120


def suggest(
    document: Annotated[
        str | None, typer.Argument(metavar="DOCUMENT", help="Where to look; in all documents without one.")
    ] = None,
    code: Annotated[
        list[str] | None, typer.Option("--code", metavar="CODE", help="This code and all below it; may be repeated.")
    ] = None,
    most: Annotated[int | None, typer.Option("--most", metavar="N", min=1, help="Only the N surest.")] = None,
    format: PrintFormat = "table",
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """List passages in which a cue of the codebook speaks, and which cue it was. Nothing is coded by it."""
    study = open_study(folder)
    actor = acting_coder(study, coder)
    names = (document,) if document else ()
    codes = tuple(below for each in code or () for below in study.codebook.descendants(find_code(study, each).id))
    found = deciding.still_open(study, actor, _suggestions(study, names, codes or None))
    if most is not None:
        surest = sorted(found, key=lambda each: -each.score)[:most]
        found = tuple(each for each in found if each in surest)
    if format == "json":
        parameters = {"document": document, "codes": list(codes), "coder": actor.handle}
        addresses = _Addresses(study)
        put_json("suggest", parameters, {"suggestions": [_as_json(addresses, each) for each in found]})
        return
    addresses = _Addresses(study)
    for each in found:
        name = study.codebook.by_id[each.code].name(language_of(study, None))
        reason = _PLACE.sub("", each.reason)
        put(
            f"{shade(each.id[:SHORT], '2')}  {addresses.of(each)}  {shade(each.code, '33')} {name} · {each.score:.2f} · {reason}"
        )
        put(f"        “{_around_the_cue(study, each)}”")
    if found:
        how = "`qualcode accept ID...` makes codings of them, `qualcode reject ID...` turns them down."
        say(f"{plural(len(found), 'suggestion')} for {actor.handle}. {how}")
    else:
        say(f"No suggestion is open for {actor.handle}. What was accepted, coded or rejected is not offered again.")


def _suggestions(study: Study, names: Sequence[str], codes: tuple[str, ...] | None) -> tuple[Suggestion, ...]:
    skipped = study.settings.skip_turn_roles
    unit = study.settings.unit
    documents = tuple((d, counted(segment(d, unit), skipped)) for d in wanted_documents(study, names))
    return suggestions(SuggestRequest(study.codebook, codes, documents, study.settings.pipeline or None))


def _around_the_cue(study: Study, suggestion: Suggestion) -> str:
    """Return the words of a suggestion, or of a long one those around the first cue that spoke."""
    text, span = study.document(suggestion.document).text, suggestion.span
    place = _PLACE.search(suggestion.reason)
    if len(span) <= _MOST_SHOWN or place is None:
        return flat(suggestion.quote)
    middle = (int(place[1]) + int(place[2])) // 2
    start = max(span.start, min(middle - _MOST_SHOWN // 2, span.end - _MOST_SHOWN))
    end = min(span.end, start + _MOST_SHOWN)
    return f"{'…' if start > span.start else ''}{flat(text[start:end])}{'…' if end < span.end else ''}"


class _Addresses:
    """Addresses of suggestions; a document is segmented once."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._segments: dict[str, tuple[Segment, ...]] = {}

    def of(self, suggestion: Suggestion) -> str:
        id, unit = suggestion.document, self._study.settings.unit
        if id not in self._segments:
            self._segments[id] = segment(self._study.document(id), unit)
        return address_of(id, self._segments[id], suggestion.span, unit)


def _as_json(addresses: _Addresses, suggestion: Suggestion) -> dict[str, Any]:
    return {
        "id": suggestion.id,
        "document": suggestion.document,
        "address": addresses.of(suggestion),
        "start": suggestion.span.start,
        "end": suggestion.span.end,
        "code": suggestion.code,
        "score": suggestion.score,
        "by": suggestion.by,
        "reason": suggestion.reason,
        "quote": suggestion.quote,
    }


def accept(ids: IdsArgument, coder: CoderOption = None, folder: StudyOption = None) -> None:
    """Make codings of suggestions, as one act of yours; the log says which cue spoke for them."""
    study = open_study(folder)
    actor = acting_coder(study, coder)
    chosen = deciding.chosen(_open(study, coder), ids)
    put_applied(study, actor, deciding.accept(study, actor, chosen))


def reject(ids: IdsArgument, coder: CoderOption = None, folder: StudyOption = None) -> None:
    """Turn suggestions down, as one act of yours: they are not offered to you again."""
    study = open_study(folder)
    actor = acting_coder(study, coder)
    chosen = deciding.chosen(_open(study, coder), ids)
    deciding.reject(study, actor, chosen)
    put(f"{plural(len(chosen), 'suggestion')} turned down · {actor.handle}. `qualcode undo` takes that back.")


def _open(study: Study, coder: str | None) -> tuple[Suggestion, ...]:
    found = _suggestions(study, (), None)
    if not found:
        raise UsageError("There are no suggestions in this study.", remedy="Give codes some cues in codebook.yaml.")
    return deciding.still_open(study, acting_coder(study, coder), found)

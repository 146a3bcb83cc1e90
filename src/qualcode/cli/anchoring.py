"""`anchor`: codings whose text has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from qualcode.cli.options import CoderOption, PrintFormat, StudyOption, acting_coder, known_actor, open_study, split
from qualcode.cli.output import SHORT, flat, plural, put, put_json, say, shade
from qualcode.coding.anchoring import Anchoring, Applied, Lost, Move, anchoring, apply_moves, settled
from qualcode.coding.find_again import Likely
from qualcode.coding.places import address_of
from qualcode.errors import UsageError
from qualcode.model.document import Document, Segment, Unit
from qualcode.model.span import Span
from qualcode.study.study import Study
from qualcode.text.segments import segment

_LEAVE, _STOP = "", "q"


def anchor(
    apply: Annotated[
        bool, typer.Option("--apply", help="Record the moves, so that they no longer depend on a search.")
    ] = False,
    interactive: Annotated[
        bool, typer.Option("--interactive", help="Ask where each doubtful coding belongs, and record the answers.")
    ] = False,
    document: Annotated[
        list[str] | None, typer.Option("--document", metavar="DOCUMENT", help="Only in this document; may be repeated.")
    ] = None,
    coders: Annotated[
        str | None,
        typer.Option("--coders", metavar="A,B", help="Whose codings: their handles, or `all`; else your own."),
    ] = None,
    coder: CoderOption = None,
    format: PrintFormat = "table",
    folder: StudyOption = None,
) -> None:
    """List the codings whose text has changed: those that moved with their words, and those that lost their place.

    A coding follows its words when the text is edited; where that is doubtful it is unanchored and counts in no number.
    """
    if interactive and format == "json":
        raise UsageError("--interactive asks, and --format json answers a program.", remedy="Leave one of them out.")
    study = open_study(folder)
    handles, actor = _whose(study, coders, coder, writes=apply or interactive)
    only = None if document is None else tuple(dict.fromkeys(study.find_document(each).id for each in document))
    found = anchoring(study, handles, only)
    chosen, addresses = [*found.moved, *found.dated] if apply else [], _Addresses(study.settings.unit)
    if format == "json":
        written = apply_moves(study, chosen, actor) if chosen else Applied((), ())
        _put_json(
            addresses, found, {"coders": list(handles), "documents": only and list(only), "apply": apply}, written
        )
        return
    _put(addresses, found, with_lost=not interactive)
    try:
        for move in _asked(addresses, found.unanchored) if interactive else ():
            chosen.append(move)
    finally:  # what was answered is kept, also when Ctrl-C ends the questions
        if chosen:
            _say_written(apply_moves(study, chosen, actor), found)
    if not chosen:
        _say_count(found, asked=apply or interactive)


def _whose(study: Study, coders: str | None, coder: str | None, *, writes: bool) -> tuple[tuple[str, ...], str | None]:
    """Return whose codings are meant, and who acts, as far as it is known."""
    everyone = tuple(each.handle for each in study.settings.coders)
    named = split(coders)
    actor = acting_coder(study, coder) if coder or (writes and not named) else known_actor(study)
    if named:
        handles = everyone if named == ("all",) else tuple(dict.fromkeys(study.coder(each).handle for each in named))
    else:
        handles = everyone if actor is None else (actor.handle,)
    return handles, None if actor is None else actor.handle


class _Addresses:
    """Addresses in the study's unit; each document is segmented once."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._segments: dict[str, tuple[Segment, ...]] = {}

    def of(self, document: Document, span: Span) -> str:
        if document.id not in self._segments:
            self._segments[document.id] = segment(document, self._unit)
        return address_of(document.id, self._segments[document.id], span, self._unit)


def _put(addresses: _Addresses, found: Anchoring, *, with_lost: bool) -> None:
    for move in found.moved:
        was, now = flat(move.recorded), flat(move.words)
        words = f"“{now}”" if was == now else f"“{was}” → “{now}”"
        put(f"{shade('moved', '36')}       {addresses.of(move.document, move.span)}  {_who(move)}  {words}")
    for lost in found.unanchored if with_lost else ():
        put(f"{shade('unanchored', '33')}  {lost.document.id}  {_who(lost)}  “{flat(lost.stored.place.quote)}”")
        for place in lost.places[:2]:
            put(shade(f"            perhaps {_place(addresses, lost, place)}", "2"))


def _who(each: Move | Lost) -> str:
    return f"{shade(each.stored.code, '33')} · {each.coder} · {each.stored.id[:SHORT]}"


def _place(addresses: _Addresses, lost: Lost, place: Likely) -> str:
    text, (start, end) = lost.document.text, (place.span.start, place.span.end)
    words = f"…{flat(text[max(0, start - 24) : start])}[{flat(text[start:end])}]{flat(text[end : end + 24])}…"
    return f"{addresses.of(lost.document, place.span)} ({place.score:.2f}): {words}"


def _asked(addresses: _Addresses, unanchored: Sequence[Lost]) -> Iterator[Move]:
    """Yield the moves that answers on stdin choose; the end of the answers leaves the rest as it is."""
    for number, lost in enumerate(unanchored, 1):
        place = lost.stored.place
        put(f"{number} of {len(unanchored)}  {lost.document.id}  {_who(lost)}")
        put(f"    was: …{flat(place.before)}[{flat(place.quote)}]{flat(place.after)}…")
        if not lost.places:
            put("    no place in the present text is like it")
            continue
        for choice, each in enumerate(lost.places, 1):
            put(f"    {choice}  {_place(addresses, lost, each)}")
        answer = _answer(len(lost.places))
        if answer == _STOP:
            return
        if answer != _LEAVE:
            yield settled(lost, lost.places[int(answer) - 1])


def _answer(choices: int) -> str:
    while True:
        say(f"    Which one? 1–{choices}, Enter to leave it unanchored, q to stop:")
        try:
            answer = input().strip().lower()
        except EOFError:
            return _STOP
        if answer in (_LEAVE, _STOP) or (answer.isdecimal() and answer.isascii() and 1 <= int(answer) <= choices):
            return answer
        say(f'    "{answer}" is none of them.')


def _say_count(found: Anchoring, *, asked: bool) -> None:
    moved, lost = len(found.moved), len(found.unanchored)
    say(f"{plural(found.checked, 'coding')} checked: {found.exact} stand, {moved} moved, {lost} unanchored.")
    _say_unreadable(found)
    if asked:
        say("Nothing was written.")
    elif moved or lost or found.dated:
        steps = ["`qualcode anchor --apply` makes the moves permanent"] if moved else []
        if found.dated and not moved:
            steps = [f"`qualcode anchor --apply` records anew {len(found.dated)} that stand in an edited text"]
        steps += ["`qualcode anchor --interactive` settles what is doubtful"] if lost else []
        say(f"Next: {'; '.join(steps)}.")


def _say_written(written: Applied, found: Anchoring) -> None:
    for handle in dict.fromkeys(move.coder for move in written.moves):
        count = sum(move.coder == handle and move not in found.dated for move in written.moves)
        stay = sum(move.coder == handle and move in found.dated for move in written.moves)
        done = [f"{plural(count, 'move')} of {handle}'s codings"] if count or not stay else []
        done += [f"{stay} of {handle}'s that stand where they stood, in a text edited around them"] if stay else []
        say(f"Recorded {' and '.join(done)}; `qualcode undo --coder {handle}` takes them back.")
    if written.passed_over:
        say(f"{plural(len(written.passed_over), 'coding')} had changed meanwhile and was left alone.")
    settled_now = {(move.coder, move.stored.id) for move in written.moves}
    lost = sum((each.coder, each.stored.id) not in settled_now for each in found.unanchored)
    if lost:
        say(f"{plural(lost, 'coding')} still unanchored: `qualcode anchor --interactive`, or void them.")
    _say_unreadable(found)


def _say_unreadable(found: Anchoring) -> None:
    if found.unreadable:
        say(f"Not looked at, since they cannot be read: {', '.join(found.unreadable)}.")


def _put_json(addresses: _Addresses, found: Anchoring, parameters: dict[str, Any], written: Applied) -> None:
    content = {
        "checked": found.checked,
        "exact": found.exact,
        "moved": [
            {
                **_coding(move),
                "address": addresses.of(move.document, move.span),
                "start": move.span.start,
                "end": move.span.end,
                "quote": move.words,
                "applied": move in written.moves,
            }
            for move in found.moved
        ],
        "unanchored": [
            {
                **_coding(lost),
                "places": [
                    {
                        "address": addresses.of(lost.document, each.span),
                        "start": each.span.start,
                        "end": each.span.end,
                        "quote": each.span.of(lost.document.text),
                        "score": each.score,
                    }
                    for each in lost.places
                ],
            }
            for lost in found.unanchored
        ],
        "unreadable": list(found.unreadable),
    }
    put_json("anchor", parameters, content)


def _coding(each: Move | Lost) -> dict[str, Any]:
    place = each.stored.place
    return {
        "id": each.stored.id,
        "document": each.document.id,
        "coder": each.coder,
        "code": each.stored.code,
        "was": {"start": place.start, "end": place.end, "quote": place.quote},
    }

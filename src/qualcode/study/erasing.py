"""Erasing events for good, as the law may ask: where an event stood, a line says that it was withdrawn and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from qualcode.model.events import AnyEvent, WithdrawnEvent, encode_event
from qualcode.model.names import name_key
from qualcode.model.problem import Problem, error
from qualcode.study.atomic import write_atomically
from qualcode.study.ledger_lines import read_events
from qualcode.study.locks import locked
from qualcode.study.study import Study

WITHDRAWN = "[withdrawn]"
"""What stands in a text in the place of words that were taken back."""


@contextmanager
def ledgers_locked(study: Study, coder: str) -> Iterator[None]:
    """Hold all ledgers of a coder for a `with` block, also across processes."""
    name = hashlib.sha256(name_key(coder).encode()).hexdigest()[:32]
    with locked(study.root / ".qualcode" / "locks" / f"{name}.lock", f"The work of {coder}"):
        yield


def returned(events: Iterable[AnyEvent], erased: Collection[str] = ()) -> set[str]:
    """Return the ids of events that were erased and whose content is here nevertheless: a merge brought them back."""
    listed = list(events)
    gone = {*erased, *(event.id for event in listed if type(event) is WithdrawnEvent)}
    if not gone:
        return gone
    return gone & {event.id for event in listed if type(event) is not WithdrawnEvent}


def erased_everywhere(study: Study) -> set[str]:
    """Return the ids of all events of a study that were erased."""
    return {
        event.id
        for file in study.ledger_files
        for event in study.ledger_reading(file.path).events
        if isinstance(event, WithdrawnEvent)
    }


def came_back(study: Study) -> Mapping[str, set[str]]:
    """Return, for each ledger's path, the ids of erased events whose words are in it again."""
    gone = erased_everywhere(study)
    found = {file.path: returned(study.ledger_reading(file.path).events, gone) for file in study.ledger_files if gone}
    return {path: ids for path, ids in found.items() if ids}


def erase_again(study: Study) -> int:
    """Erase whatever a merge or a synchronised copy brought back of erased events; return how many lines it was."""
    count = 0
    for path, ids in came_back(study).items():
        with ledgers_locked(study, coder_of(study, path)):
            count += erase_in(study.root, path, ids)
    study.forget_ledgers()
    return count


def coder_of(study: Study, path: str) -> str:
    """Return the handle of whoever a ledger's path belongs to, the folder's name where nobody is registered."""
    folder = path.split("/")[1]
    coder = study.settings.find_coder(folder)
    return folder if coder is None else coder.handle


def erase_in(
    root: Path, path: str, ids: Collection[str], added: Iterable[AnyEvent] = (), *, unread: bool = False
) -> int:
    """Put a withdrawn mark in the place of each line of a ledger that holds an event of `ids`, and `added` at its end.

    The file is replaced in one step; the caller holds its coder's lock. Returns how many lines were erased. A line that
    is no readable event is erased as well where it names such an id as its own, or with `unread`; it is kept otherwise.
    """
    data = (root / path).read_bytes()
    lines: list[bytes] = []
    marked: set[str] = set()
    there: set[str] = set()
    count = 0
    for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
        events = read_events(line + b"\n", path).events if line.strip() else []
        own = {event.id for event in events} if events else _ids_of_unread(line)
        there |= own
        if unread and line.strip() and not events:
            lines += [encode_event(WithdrawnEvent(id=id)) for id in own]
            count += 1
            continue
        if not own & set(ids):
            marked |= {event.id for event in events if isinstance(event, WithdrawnEvent)}
            lines += [line] if line.strip() else []
            continue
        for event in events or [WithdrawnEvent(id=id) for id in sorted(own)]:
            if event.id not in ids:
                lines.append(encode_event(event))
            elif event.id not in marked:
                lines.append(encode_event(WithdrawnEvent(id=event.id)))
                marked.add(event.id)
            count += event.id in ids and not (events and isinstance(event, WithdrawnEvent))
    new = [encode_event(event) for event in added if event.id not in there]
    lines += new
    if count or new:
        write_atomically(root / path, b"".join(line + b"\n" for line in lines), path)
    return count


def _ids_of_unread(line: bytes) -> set[str]:
    try:
        content = msgspec.json.decode(line) if line.strip() else None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return set()
    id = content.get("id") if isinstance(content, dict) else None
    return {id} if isinstance(id, str) else set()


def returned_problems(study: Study) -> Iterator[Problem]:
    """Yield a problem for each ledger in which erased words are back, and for each text whose codings were all erased."""
    if not erased_everywhere(study):
        return
    for path, ids in came_back(study).items():
        message = (
            f"{len(ids)} erased events are back, by a merge or a synchronised copy: consent to them was withdrawn."
        )
        remedy = "`qualcode withdraw --again` erases them; so does the next act in this ledger. Tell whose copy it was."
        yield error(path, None, message, remedy)
    for id in study.document_ids:
        events = [event for coder in study.settings.coders for event in study.events(coder.handle, id)]
        erased = events and all(isinstance(event, WithdrawnEvent) for event in events)
        if erased and WITHDRAWN not in study.document(id).text:  # in such a text others speak as well
            message = "every coding of it was withdrawn, and yet its text is here: did a merge or a copy bring it back?"
            yield error(study.find_document(id).path, None, message, "Delete the file, if consent was taken back.")

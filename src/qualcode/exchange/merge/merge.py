"""Taking another copy in: coders registered, lines appended, what was withdrawn erased again, and the proof that all is here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.errors import StudyError
from qualcode.exchange.merge.people import register
from qualcode.exchange.merge.plan import LedgerMerge, MergePlan, held_here, ledger_path
from qualcode.exchange.merge.texts import Text
from qualcode.exchange.merge.union import incoming
from qualcode.study.append import append_lines, uninterrupted
from qualcode.study.atomic import write_atomically
from qualcode.study.cache import keep_text
from qualcode.study.erasing import erase_again, erased_everywhere, ledgers_locked
from qualcode.study.settings_edit import with_renamed_document
from qualcode.study.study import Study


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did.

    `new` events came in, into `ledgers` ledgers; `known` were here already, `held` stay out; `unread` lines came in that
    this version cannot read; `erased` lines held withdrawn words and were erased again. `compared` ids, all of both
    copies, were looked for afterwards and found. `differing` ids stand with two contents. `copied` are the documents copied in,
    `removed` the conflicted copies that are no longer needed.
    """

    new: int
    ledgers: int
    known: int
    held: int
    unread: int
    erased: int
    compared: int
    differing: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def merge(plan: MergePlan, texts: tuple[Text, ...] = ()) -> Merged:
    """Take in what a plan says, and the documents among `texts` that are marked to be copied; return what was done.

    Each ledger is appended to whole or not at all, under its coder's lock, and is on the disk before the next one.
    After a crash the same merge goes on where it stopped. Raises `StudyError` should an event of either copy be missing.
    """
    here = plan.here
    before = _ids(here)
    copied = tuple(_copy(plan, text) for text in texts if text.copied)
    register(here, plan.coders)
    fresh = Study(here.root)
    gone = erased_everywhere(fresh)
    for ledger in plan.ledgers:
        if ledger.incoming.lines:
            _append(fresh, plan.there, ledger, gone)
    erased = erase_again(fresh)
    for text in texts:
        if text.document is not None and not text.withdrawn:
            keep_text(here.root, text.document)  # so that codings made there follow their words into the text here
    compared = _prove(plan, Study(here.root), before)
    removed = tuple(_remove_copies(plan)) if plan.within else ()
    here.forget_ledgers()
    found = [each.incoming for each in plan.ledgers]
    return Merged(
        new=plan.new,
        ledgers=sum(bool(each.lines) for each in found),
        known=sum(len(each.known) for each in found),
        held=sum(len(each.held) for each in found),
        unread=sum(each.unread for each in found),
        erased=erased,
        compared=compared,
        differing=tuple(sorted({id for each in found for id in each.differing})),
        copied=copied,
        removed=removed,
    )


def _append(study: Study, there: Study, ledger: LedgerMerge, gone: set[str]) -> None:
    with ledgers_locked(study, ledger.coder):
        study.forget_ledgers()
        held = held_here(study, ledger.coder, ledger.document)  # as it is now: somebody may have worked since
        data = [there.read_bytes(path) for path in ledger.sources]
        found = incoming(held, data, gone, ledger.incoming.held)
        path = ledger_path(study, ledger.coder, ledger.document)
        if found.lines:
            with uninterrupted():
                append_lines(study.root / path, list(found.lines), path)
    study.forget_ledgers()


def _ids(study: Study) -> set[str]:
    return {event.id for file in study.ledger_files for event in study.ledger_reading(file.path).events}


def _prove(plan: MergePlan, study: Study, before: set[str]) -> int:
    """Look for every event and every line of both copies; return how many ids there are, raise if anything is missing."""
    gone, after, wanted = erased_everywhere(study), _ids(study), set(before)
    for each in plan.ledgers:
        sources = [plan.there.read_bytes(path) for path in each.sources]
        wanted |= each.incoming.new | each.incoming.known
        left = incoming(held_here(study, each.coder, each.document), sources, gone, each.incoming.held).lines
        if left:
            raise _missing(len(left), "lines of the other copy", each.path)
    if wanted - after:
        raise _missing(len(wanted - after), "events", None)
    return len(wanted)


def _missing(count: int, what: str, path: str | None) -> StudyError:
    return StudyError(
        f"{count} {what} are not here after the merge.",
        path=path,
        remedy="Does another program write to the study? Merge again; what is here is not taken twice.",
    )


def _copy(plan: MergePlan, text: Text) -> str:
    """Copy a document's file in where it is in the other copy, with its old ids; return its path."""
    file, here = text.file, plan.here
    if not (here.root / file.path).exists():
        write_atomically(here.root / file.path, plan.there.read_bytes(file.path), file.path)
    for old in reversed(plan.there.settings.documents_was.get(file.id, ())):
        settings = here.read_bytes("qualcode.toml").decode("utf-8-sig")
        write_atomically(
            here.root / "qualcode.toml", with_renamed_document(settings, old, file.id).encode("utf-8"), "qualcode.toml"
        )
    return file.path


def _remove_copies(plan: MergePlan) -> Iterator[str]:
    """Remove conflicted copies whose every line stands in the ledger now; yield their paths."""
    study = Study(plan.here.root)
    gone = erased_everywhere(study)
    for each in plan.ledgers:
        with ledgers_locked(study, each.coder):
            held = held_here(study, each.coder, each.document)
            for path in each.sources:
                if each.incoming.held or incoming(held, [study.read_bytes(path)], gone, ()).lines:
                    continue
                (study.root / path).unlink()
                yield path

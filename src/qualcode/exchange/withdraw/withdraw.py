"""Taking a participant's words out of a study: what would go, then its going, step by step and repeatable."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.errors import StudyError
from qualcode.exchange.edits import Edits
from qualcode.exchange.rewrite.source import Rewritten, rewrite
from qualcode.exchange.withdraw.events import Erasure, erasure
from qualcode.exchange.withdraw.renewal import new_id
from qualcode.exchange.withdraw.sheets import drop_documents, reduce_person
from qualcode.exchange.withdraw.traces import Traces
from qualcode.exchange.withdraw.whose import Words, words_of
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.study.atomic import write_atomically
from qualcode.study.erasing import coder_of, erase_again, erase_in, erased_everywhere, ledgers_locked
from qualcode.study.study import Study
from qualcode.study.writing import Clock, utc_now

_ID = re.compile(r"\b[A-Z2-7]{4,26}\b")
_READABLE = ("codebook.yaml", "structure.yaml", "qualcode.toml")


@dataclass(frozen=True)
class Withdrawal:
    """What a withdrawal would erase: whose words, the new files of documents that others speak in too, and the events.

    `elsewhere` are sentences about places that this study cannot reach or that a person must decide about.
    """

    words: Words
    files: Mapping[str, Rewritten]
    erasure: Erasure
    elsewhere: tuple[str, ...]

    def display(self) -> Display:
        """Return what goes, by kind of thing; no word of it is shown."""
        rows = [("documents", "documents erased", len(self.words.whole))]
        turns = sum(len(edits) for _, edits in self.words.turns.values())
        rows.append(("turns", "lines in documents that others speak in too", turns))
        rows += [(kind, kind, count) for kind, count in sorted(self.erasure.counts.items())]
        shown = [Row(key, label, (Cell(count),)) for key, label, count in rows if count]
        title = f"What is erased with the consent of {self.words.participant.id}"
        columns = (Column("count", "count", "count"),)
        return Display(title, "thing", columns, tuple(shown), self.elsewhere, corner="erased", kind="withdrawal")


def plan_withdrawal(study: Study, participant: str) -> Withdrawal:
    """Return what would be erased when a participant's consent is taken back; nothing is written.

    Raises `NotFoundError` when the sheet of participants names nobody so.
    """
    study.refuse_unreadable()
    words = words_of(study, participant)
    files = {id: _without(study, id, edits) for id, (_, edits) in words.turns.items()}
    texts = {id: file.document for id, file in files.items()}
    theirs = {document.id for document in words.whole} | set(texts)
    others = [study.document(id).text for id in study.document_ids if id not in theirs]
    traces = Traces(words.texts, (*others, *(text.text for text in texts.values())))
    found = erasure(study, words, texts, traces)
    theirs_now = [study.find_document(id).path for id in sorted(theirs)]
    coders = sorted({coder_of(study, path) for path, ids in found.ids.items() if ids})
    elsewhere = (*_in_structure(study, found), *_elsewhere(study, traces, theirs_now, coders))
    return Withdrawal(words, files, found, elsewhere)


def withdraw(study: Study, plan: Withdrawal, clock: Clock = utc_now) -> tuple[str, ...]:
    """Erase what a plan says and return the paths that were written or removed.

    Each step replaces one file at once, and the participant's row is reduced last: after a crash the same command goes on.
    """
    found = plan.erasure
    done = sorted({*(path for path, ids in found.ids.items() if ids), *found.own})
    for path in done:
        with ledgers_locked(study, coder_of(study, path)):
            renewed = found.renewed.get(path, ())
            erase_in(study.root, path, found.ids.get(path, ()), renewed, unread=path in found.own)
    erase_again(study)
    done += follow_ids(study)
    _forget_texts(study.root)
    for id, file in plan.files.items():
        done += _replace(study, study.find_document(id).path, file)
    for document in plan.words.whole:
        done.append(document.path)
        _remove(study.root / document.path, document.path)
    done += drop_documents(study.root, [document.id for document in plan.words.whole])
    done += reduce_person(study.root, plan.words.participant.id, clock().date().isoformat())
    _forget_texts(study.root)  # whoever read a text meanwhile has kept it
    return tuple(done)


def follow_ids(study: Study) -> list[str]:
    """Let `structure.yaml` name codings and memos that were written anew by their new ids; return its path if it changed."""
    path = study.root / "structure.yaml"
    if not path.is_file():
        return []
    there = {event.id for file in study.ledger_files for event in study.ledger_reading(file.path).events}
    anew = {id: new_id(id) for id in erased_everywhere(study) if new_id(id) in there}

    def followed(match: re.Match[str]) -> str:
        found = {new for old, new in anew.items() if old.startswith(match[0])}
        return found.pop()[: max(8, len(match[0]))] if len(found) == 1 else match[0]

    old = path.read_text("utf-8-sig")
    new = _ID.sub(followed, old)
    if new == old:
        return []
    write_atomically(path, new.encode("utf-8"), path.name)
    return [path.name]


def _in_structure(study: Study, found: Erasure) -> Iterator[str]:
    if not (study.root / "structure.yaml").is_file():
        return
    kept = {event.id for events in found.renewed.values() for event in events}
    gone = [id for ids in found.ids.values() for id in ids if new_id(id) not in kept]
    named = set(_ID.findall(study.read_bytes("structure.yaml").decode("utf-8", "replace")))
    count = sum(any(id.startswith(each) for id in gone) for each in named)
    if count:
        yield f"structure.yaml names {count} of what is erased: `qualcode check` gives the lines, to be taken out by hand."


def withdraw_again(study: Study) -> int:
    """Erase once more what a merge or a synchronised copy brought back, and the caches; return how many lines it was."""
    count = erase_again(study)
    _forget_texts(study.root)
    return count


def _without(study: Study, id: str, edits: Edits) -> Rewritten:
    file = study.find_document(id)
    layout = study.settings.layout_for(id)
    return rewrite(
        study.read_bytes(file.path), replace(file, id=id), study.document(id), edits, lambda _: Edits(()), layout
    )


def _replace(study: Study, path: str, file: Rewritten) -> list[str]:
    target = f"{path.rpartition('.')[0]}.{file.suffix}"
    write_atomically(study.root / target, file.data, target)
    if target != path:
        _remove(study.root / path, path)
    return [target]


def _remove(path: Path, shown: str) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as fault:
        remedy = "Close the programs that have it open, and give the command again."
        raise StudyError(f"cannot be removed ({fault.strerror}).", path=shown, remedy=remedy) from fault


def _forget_texts(root: Path) -> None:
    """Delete everything that was kept of documents: which of it holds the words is not worth asking, all can be made again."""
    cache = root / ".qualcode" / "cache"
    for folder, _, names in os.walk(cache):
        for name in names:
            with suppress(FileNotFoundError):
                (Path(folder) / name).unlink()


def _elsewhere(study: Study, traces: Traces, documents: Sequence[str], coders: Sequence[str]) -> Iterator[str]:
    """Say where else the words may stand."""
    root = study.root
    for path in _READABLE:
        if (root / path).is_file() and traces.within(study.read_bytes(path).decode("utf-8", "replace")):
            yield f"{path} quotes the words: take them out by hand."
    output = root / "output"
    made = sum(1 for path in output.rglob("*") if path.is_file()) if output.is_dir() else 0
    if made:
        yield f"output/ holds {made} files made before: delete it and run `qualcode run` again; recall what was handed on."
    if any((folder / ".git").exists() for folder in (root.resolve(), *root.resolve().parents)):
        yield (
            f"The history of git still holds {', '.join(documents) or 'the words'} and the ledgers about it: rewrite it "
            "(`git filter-repo --invert-paths --path FILE`) in every clone and remote."
        )
    projects = sorted(
        path.name for path in root.iterdir() if path.suffix.lower() in (".qdpx", ".qda", ".zip", ".docx", ".xlsx")
    )
    if projects:
        yield f"Exports beside the study may hold the words: {', '.join(projects[:5])}{', …' if len(projects) > 5 else ''}."
    if coders:
        yield f"{', '.join(coders)} worked on it: each copy that they have holds the words, until it is merged or deleted."
    yield "Backups, synchronised folders, recordings, and anonymised copies with their keys are out of reach: ask for each."

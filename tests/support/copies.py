"""Two copies of one study, worked on apart, and what they come to."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from studies import code, reopened

from qualcode.coding.marks import done, memo, rate, void
from qualcode.coding.undo import redo, undo
from qualcode.errors import UsageError
from qualcode.exchange.merge.merge import Merged, merge
from qualcode.exchange.merge.plan import plan_merge
from qualcode.exchange.merge.source import opened
from qualcode.exchange.merge.texts import other_texts
from qualcode.model.events import About
from qualcode.model.fold import LedgerState
from qualcode.study.study import Study

CODES = ("GOV", "BOT-POL", "BOT-MOT")


def copied(root: Path, name: str) -> Path:
    """Return a copy of a study's folder beside it, without locks and caches."""
    return Path(shutil.copytree(root, root.with_name(name), ignore=shutil.ignore_patterns(".qualcode", ".git")))


def merged(here: Path, other: Path, *, documents: bool = False, force: bool = False) -> Merged:
    """Merge another copy (a folder or a zip) into the study at `here`, as the command does."""
    study = Study(here)
    with opened(other, study) as copy:
        plan = plan_merge(study, copy.study, force=force)
        return merge(plan, other_texts(plan, copying=documents))


def work(study: Study, coder: str, chance: random.Random) -> None:
    """Do one random act of a coder."""
    who = study.coder(coder)
    document = chance.choice(("INT01", "INT02"))
    codings = study.state(coder, document).codings
    act = chance.choice(("code", "code", "code", "void", "rate", "memo", "done", "undo", "redo"))
    if act == "code":
        code(study, coder, f"{document}:{chance.randint(1, 4)}", None, chance.choice(CODES))
    elif act == "done":
        done(study, who, document)
    elif act in ("undo", "redo"):
        try:
            (undo if act == "undo" else redo)(study, who)
        except UsageError:
            return  # there was nothing to take back, or to bring back
    elif codings:
        target = chance.choice(codings).id
        if act == "void":
            void(study, who, target, why="不成立")
        elif act == "rate":
            rate(study, who, target, stance=chance.choice(("denies", "mixed", None)))
        else:
            memo(study, who, "两行\n备注", About(coding=target))


def work_apart(roots: tuple[Path, ...], chance: random.Random) -> None:
    """Let both coders do a few random acts in each copy."""
    for root in roots:
        for _ in range(chance.randint(1, 6)):
            work(reopened(Study(root)), chance.choice(("c1", "c2")), chance)


def states(root: Path) -> dict[tuple[str, str], LedgerState]:
    """Return what every ledger of every coder and document comes to."""
    study = Study(root)
    ids = (*study.document_ids, "@study")
    return {(coder.handle, id): study.state(coder.handle, id) for coder in study.settings.coders for id in ids}


def ids_of(root: Path) -> set[str]:
    """Return the ids of all events of a study."""
    study = Study(root)
    return {event.id for file in study.ledger_files for event in study.ledger_reading(file.path).events}


def contents(root: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}

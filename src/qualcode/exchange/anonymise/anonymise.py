"""A copy of a study without the names: made apart, compared with the original, searched, and only then given its name."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from qualcode.coding.check import check
from qualcode.coding.retrieve import evidence
from qualcode.errors import StudyError, UsageError
from qualcode.exchange.anonymise.copying import Copying
from qualcode.exchange.anonymise.names import Names
from qualcode.exchange.anonymise.report import Anonymised
from qualcode.exchange.anonymise.search import Search
from qualcode.model.evidence import Evidence, Passage
from qualcode.study.atomic import write_atomically
from qualcode.study.study import Study


def anonymise(study: Study, target: Path, names: Names, key: Path) -> Anonymised:
    """Write a copy of a study with names replaced, every coding on its words, and the key to it; return what was done.

    The copy holds no history, cache, output or lock. `key` is where the account of names and pseudonyms goes, outside the
    copy. Before the copy gets its name it is checked, its codings are compared with the original's, and every byte of it
    is searched for every name; `StudyError` says what was found, and then nothing of the copy stays.
    """
    _refuse(study, target, key)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=".anonymise-", dir=target.parent))
    try:
        copying = Copying(study, names, part)
        copying.run()
        codings = _compare(study, copying)
        shutil.rmtree(part / ".qualcode", ignore_errors=True)
        files = _search(copying)
        done = Anonymised(copying.replaced, names, (*copying.notes, *_left_behind(copying)), files, codings)
        write_atomically(key, done.key(), str(key))
        part.chmod(0o755)
        if target.exists():
            target.rmdir()
        part.rename(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return done


def _refuse(study: Study, target: Path, key: Path) -> None:
    here, root = target.resolve(), study.root.resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"{target} is there already and not empty.", remedy="Name a new folder.")
    if here == root or root in here.parents or here in root.parents:
        raise UsageError(f"{target} lies in the study, or the study in it.", remedy="Name a folder beside the study.")
    if here == key.resolve() or here in key.resolve().parents:
        raise UsageError(f"The key {key} would lie in the copy, which it undoes.", remedy="Name a place outside of it.")
    if key.exists():
        raise UsageError(f"{key} is there already.", remedy="Name another with --key, or move it away.")
    study.refuse_unreadable()


def _compare(study: Study, copying: Copying) -> int:
    """Return how many codings the copy has; raise when it has faults, or codings on other words, that the original has not."""
    copied = Study(copying.target)
    before = Counter(problem.message for problem in check(study) if problem.severity == "error")
    faults = [problem for problem in check(copied) if problem.severity == "error"]
    if len(faults) > before.total():
        raise _undone(f"it would have a fault that the study has not: {faults[0]}", "Choose pseudonyms without signs.")
    everyone = [coder.handle for coder in study.settings.coders]
    if not everyone:
        return 0
    ids = copying.ids.replaced
    old, new = evidence(study, everyone), evidence(copied, [ids(handle) for handle in everyone])
    was = Counter(_stands(copying, each) for each in old.passages)
    now = Counter(
        (each.coding.coder, each.coding.code, each.coding.document, each.coding.quote) for each in new.passages
    )
    if was != now:
        coder, code, document, _ = next(iter((was - now) or (now - was)))
        count = max((was - now).total(), (now - was).total())
        raise _undone(
            f"{count} codings would not stand on their words (the first: {code} by {coder} in {document})",
            "`qualcode anchor --apply` in the study makes moves permanent first; `qualcode check` names what is doubtful.",
        )
    if _said_of(old, ids) != _said_of(new, str):
        copying.notes.append("Some codings have another role or case in the copy: compare `qualcode matrix` in both.")
    return len(new.passages)


def _stands(copying: Copying, passage: Passage) -> tuple[str, str, str, str]:
    """Return what a coding must come to in the copy: coder, code, document, and its words with the names replaced."""
    coding, ids = passage.coding, copying.ids.replaced
    changed = copying.documents[coding.document]
    words = "" if coding.span is None else changed.edits.place(coding.span).of(changed.new.text)
    return ids(coding.coder), ids(coding.code), ids(coding.document), words


def _said_of(found: Evidence, ids: Callable[[str], str]) -> Counter[tuple[str, str | None, str | None]]:
    return Counter(
        (ids(each.coding.code), each.case and ids(each.case), each.role and ids(each.role)) for each in found.passages
    )


def _search(copying: Copying) -> int:
    """Return how many files the copy has; raise when any of them holds a name, in its bytes or its path."""
    paths = sorted(path for path in copying.target.rglob("*") if path.is_file())
    back = {copying.ids.replaced(id): id for id in copying.documents}
    general, everywhere = Search(copying.names.in_text("")), Search(copying.ids)
    own = {id: Search(copying.names.in_text(id)) for id in copying.names.own}
    for path in paths:
        shown = path.relative_to(copying.target).as_posix()
        inner = shown.partition("/")[2].rpartition(".")[0]
        source = shown.startswith(("interviews/", "cases/")) and inner in back
        search = own.get(back[inner], general) if source else everywhere
        found = search.in_file(path) + everywhere.in_bytes(shown.encode())
        if found:
            listed = ", ".join(sorted(found))
            raise _undone(
                f"{shown} would still hold {listed}", "Is it joined from a pseudonym and the words beside it?"
            )
        if source and own:
            _say_elsewhere(copying, shown, everywhere.in_file(path))
    return len(paths)


def _say_elsewhere(copying: Copying, shown: str, found: Counter[str]) -> None:
    if found:
        pseudonyms = {rule.name: rule.pseudonym for rule in copying.ids.rules}
        listed = ", ".join(sorted(pseudonyms[name] for name in found))
        copying.notes.append(f"{shown} holds names that the table gives for other documents only (there {listed}).")


def _left_behind(copying: Copying) -> tuple[str, ...]:
    """Say what of the study's folder did not come along."""
    root = copying.study.root
    known = {"qualcode.toml", "codebook.yaml", "structure.yaml", "interviews", "cases", "codings", "templates"}
    others = sorted(path.name for path in root.iterdir() if path.name not in known)
    inside = [f"{problem.path}" for problem in copying.study.listing.problems]
    ignored = len([*copying.study.settings.ignore])
    said = []
    if others:
        count = f"{len(others)} other files and folders" if len(others) > 1 else "1 other file or folder"
        said.append(f"Left behind: {count} beside the study's own, the history, caches, output and locks among them.")
    if inside or ignored:
        said.append(
            f"Left behind: files of interviews/ and cases/ that are no documents ({len(inside)} with a problem)."
        )
    return tuple(copying.ids.replaced(each) for each in said)


def _undone(why: str, remedy: str) -> StudyError:
    return StudyError(f"Nothing was kept of the copy: {why}.", remedy=remedy)

"""What is wrong with `structure.yaml`: its own faults, and ids of codings or memos that are not in force."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile

from qualcode.model.problem import Problem, error
from qualcode.study.paths import STUDY_LEDGER
from qualcode.study.structure_reading import PATH
from qualcode.study.study import Study

_LEAST = 4


def structure_problems(study: Study) -> Iterator[Problem]:
    """Yield the problems of the study's structure; ledgers are looked at only when it names codings or memos."""
    yield from study.structure_reading.problems
    structure = study.structure
    named = [(each.line, "coding", id) for each in structure.concepts for id in each.quotes]
    named += [(each.line, "coding", id) for each in structure.relations for id in each.quotes]
    named += [(each.line, "memo", id) for each in structure.concepts for id in each.memos]
    if not named or study.settings_fault is not None:  # without settings no ledger is anybody's
        return
    known = ids_in_force(study)
    for line, kind, id in named:
        fitting = fitting_ids(known[kind], id)
        if not fitting:
            yield error(PATH, line, f'No {kind} in force has the id "{id}".', "`qualcode log` lists them.")
        elif len(fitting) > 1:
            yield error(PATH, line, f'"{id}" fits more than one {kind}.', "Write more of the id.")


def ids_in_force(study: Study) -> Mapping[str, Sequence[str]]:
    """Return the ids of all codings and of all memos in force, sorted, under `coding` and `memo`, whoever made them."""
    codings: set[str] = set()
    memos: set[str] = set()
    for coder in study.settings.coders:
        for document in (*study.documents_coded_by(coder.handle), STUDY_LEDGER):
            state = study.state(coder.handle, document)
            codings |= {id for coding in state.codings for id in coding.ids}
            memos |= {memo.id for memo in state.memos}
            memos |= {memo.id for coding in state.codings for memo in coding.memos}
    return {"coding": sorted(codings), "memo": sorted(memos)}


def fitting_ids(known: Sequence[str], written: str) -> tuple[str, ...]:
    """Return those of sorted ids that begin as written; none for fewer than four characters."""
    if len(written) < _LEAST:
        return ()
    first = written.upper()
    from_there = islice(known, bisect_left(known, first), None)
    return tuple(takewhile(lambda id: id.startswith(first), from_there))

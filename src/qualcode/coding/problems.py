"""The problems that every command meets, each with its path, line and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.coding.anchor import place_in
from qualcode.coding.rule_problems import rule_problems
from qualcode.coding.structure_problems import structure_problems
from qualcode.errors import StudyError
from qualcode.model.events import WithdrawnEvent
from qualcode.model.names import name_key
from qualcode.model.problem import Problem, error, warning
from qualcode.study.paths import STUDY_LEDGER, LedgerFile
from qualcode.study.study import Study


def problems_of(study: Study) -> tuple[Problem, ...]:
    """Return the problems that every command meets: of settings, codebook, names, sheets, documents and ledgers."""
    found: list[Problem] = [
        *study.settings_reading.problems,
        *study.codebook_reading.problems,
        *study.listing.problems,
        *study.attributes.problems,
        *rule_problems(study),
        *structure_problems(study),
    ]
    for id in study.document_ids:
        try:
            found += study.reading(id)[1]
        except StudyError as fault:
            found.append(error(fault.path or id, fault.line, fault.message, fault.remedy))
    found += _ledger_problems(study)
    return tuple(dict.fromkeys(found))


def _ledger_problems(study: Study) -> Iterator[Problem]:
    documents = {name_key(id) for id in study.document_ids}
    documents |= {name_key(old) for olds in study.settings.documents_was.values() for old in olds}
    documents |= study.listing.ambiguous | {STUDY_LEDGER}
    coders = {name_key(f): c.handle for c in study.settings.coders for f in study.settings.folders_of(c.handle)}
    if study.settings_fault is not None:  # without settings nobody is registered: more would be said than is wrong
        return
    for file in study.ledger_files:
        if name_key(file.folder) not in coders:
            yield error(
                file.path,
                None,
                f'the folder\'s coder "{file.folder}" is not registered, so this ledger counts nowhere.',
                f"`qualcode coder add {file.folder}`, or move the folder away.",
            )
        elif name_key(file.document) not in documents and not _is_withdrawn(study, file):
            yield _no_document(study, file)
    for coder in study.settings.coders:
        for document in (*study.document_ids, STUDY_LEDGER):
            yield from _one_ledger(study, coder.handle, document)


def _no_document(study: Study, file: LedgerFile) -> Problem:
    events = _ids(study, file)
    for other in study.ledger_files:
        if other.folder == file.folder and other.path != file.path and events & _ids(study, other):
            return warning(
                file.path,
                None,
                f"it shares events with {other.path}: a copy that a synchronising service left?",
                "`qualcode merge` takes its lines in and removes it.",
            )
    hint = _same_text(study, file)
    return warning(
        file.path,
        None,
        f'there is no document "{file.document}" for this ledger, so its codings count nowhere.',
        hint or "Put the document back, or `qualcode rename document` it from its old name.",
    )


def _is_withdrawn(study: Study, file: LedgerFile) -> bool:
    """Say whether nothing is left in a ledger but the marks of what was erased: its document went with it."""
    events = study.ledger_reading(file.path).events
    return bool(events) and all(isinstance(event, WithdrawnEvent) for event in events)


def _ids(study: Study, file: LedgerFile) -> set[str]:
    return {event.id for event in study.ledger_reading(file.path).events}


def _same_text(study: Study, file: LedgerFile) -> str | None:
    hashes = {getattr(event, "text", None) for event in study.ledger_reading(file.path).events}
    for id in study.document_ids:
        try:
            if study.document(id).text_sha256 in hashes:
                return f'Its text is that of "{id}": `qualcode rename document {file.document} {id}`.'
        except StudyError:  # reported with its own path elsewhere
            continue
    return None


def _one_ledger(study: Study, coder: str, document: str) -> Iterator[Problem]:
    paths = study.ledger_paths(coder, document)
    if not paths:
        return
    yield from study.ledger(coder, document).problems
    state = study.state(coder, document)
    for fault in state.faults:
        yield error(paths[0], None, fault, "Two copies may have been edited by hand.")
    missing = sorted({coding.code for coding in state.codings} - set(study.codebook.by_id))
    if study.codebook_fault is not None:  # it is reported itself, and every code would be missing
        missing = []
    for code in missing:
        count = sum(coding.code == code for coding in state.codings)
        yield warning(
            paths[0],
            _line_of(study, paths[0], code),
            f'{count} {"coding bears" if count == 1 else "codings bear"} "{code}", which the codebook does not have: '
            "kept, and counted in no number.",
            "Put the code back, or name it under `was` of the code that replaces it in codebook.yaml.",
        )
    if document != STUDY_LEDGER:
        yield from _unanchored(study, coder, document, paths[0])


def _line_of(study: Study, path: str, code: str) -> int | None:
    """Return the first line of a ledger that bears a code."""
    wanted = re.compile(rf'"code"\s*:\s*"{re.escape(code)}"'.encode())
    lines = study.read_bytes(path).split(b"\n")
    return next((number for number, line in enumerate(lines, 1) if wanted.search(line)), None)


def _unanchored(study: Study, coder: str, document: str, path: str) -> Iterator[Problem]:
    try:
        text = study.document(document)
    except StudyError:  # reported with its own path elsewhere
        return
    state = study.state(coder, document)
    lost = [coding for coding in state.codings if place_in(text, coding.place)[0] is None]
    if lost:
        shown = ", ".join(f"{coding.id[:6]} {coding.code}" for coding in lost[:5]) + (", …" if len(lost) > 5 else "")
        yield warning(
            path,
            None,
            f"{len(lost)} of {len(state.codings)} codings no longer find their words in {document} ({shown}): "
            "kept, and counted in no number.",
            f"`qualcode show {document} --codings` lists them; void them or code the passages anew.",
        )

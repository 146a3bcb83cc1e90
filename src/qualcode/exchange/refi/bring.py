"""A project of REFI-QDA into a study: a new one, or one that is there, in which nothing is changed."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from qualcode.coding.anchor import place_in
from qualcode.collector import collector_paused
from qualcode.errors import UsageError
from qualcode.exchange.refi.bring_coders import Coders, refuse_crowd
from qualcode.exchange.refi.bring_codes import add_codes, new_codebook, plan_codes
from qualcode.exchange.refi.bring_codings import CODINGS, MEMOS, Plan, Planned
from qualcode.exchange.refi.bring_documents import bring_documents
from qualcode.exchange.refi.bring_sheets import plan_sheets, write_sheets
from qualcode.exchange.refi.loss import Tally
from qualcode.exchange.refi.offsets import Placing, Score, place
from qualcode.exchange.refi.project import Project
from qualcode.exchange.refi.read import ProjectReading
from qualcode.model.codebook import Codebook
from qualcode.model.display import Display
from qualcode.model.events import CodeEvent
from qualcode.study.atomic import write_atomically
from qualcode.study.create import SETTINGS, create_study
from qualcode.study.study import Study
from qualcode.study.writing import Clock, Writing, utc_now, writing


@dataclass(frozen=True, slots=True)
class Imported:
    """A study after an import, and the loss report."""

    study: Study
    report: Display


@collector_paused
def import_project(reading: ProjectReading, root: Path, shown: str, clock: Clock = utc_now) -> Imported:
    """Bring a project into the study at `root`, which is made when there is none, and return it with the loss report.

    New documents, codes, coders, cases and codings are added; what is there stays as it is. Bringing the same file again
    adds nothing. A folder that holds anything else than a study is refused before anything is written.
    """
    project, tally = reading.project, Tally()
    refuse_crowd(project)
    for kind in ("codes",) if reading.is_codebook else ("documents", "codes", CODINGS):
        tally.kinds.setdefault(kind)
    is_new = not (root / SETTINGS).is_file()
    if is_new and root.exists() and any(root.iterdir()):
        raise UsageError(f"{root} holds files and is no study.", remedy="Name a new folder, or a study's.")
    placing = place(project)
    before = Codebook(()) if is_new else _open(root).codebook
    applied = {coding.code for source in project.sources for coding in source.codings} | {
        coding.code for source in project.sources for each in source.selections for coding in each.codings
    }
    codes = plan_codes(project.codes, before, applied, tally)
    if is_new:
        _create(root, project, new_codebook(codes, project.name), shown)
    else:
        add_codes(_open(root), codes)
    if not reading.is_codebook:
        _bring_rest(project, root, placing, codes.ids, tally, clock)
    _say_rest(reading, placing, tally)
    title = f"Import of {shown}"
    parameters: dict[str, object] = {"file": shown, "origin": project.origin, "positions": str(placing.counting)}
    parameters |= {"score": placing.score.share, "quoted": placing.score.quoted}
    return Imported(_open(root), tally.display(title, parameters, importing=True))


def _open(root: Path) -> Study:
    study = Study(root)
    study.refuse_unreadable()
    return study


def _create(root: Path, project: Project, codebook: bytes, shown: str) -> None:
    title = project.name.strip() or Path(shown).stem
    root.mkdir(parents=True, exist_ok=True)
    write_atomically(root / "codebook.yaml", codebook, "codebook.yaml")
    create_study(root, title, "en")
    if project.description.strip():
        path = root / SETTINGS
        notice = json.dumps(project.description.strip(), ensure_ascii=False)
        text = path.read_text("utf-8").replace("\nlanguages =", f"\nnotice = {notice}\nlanguages =", 1)
        try:
            tomllib.loads(text)
        except tomllib.TOMLDecodeError:  # the study does without a notice
            return
        write_atomically(path, text.encode(), SETTINGS)


def _bring_rest(
    project: Project, root: Path, placing: Placing, codes: dict[str, str], tally: Tally, clock: Clock
) -> None:
    study = _open(root)
    coders = Coders(project, study.settings)
    documents = bring_documents(study, project.sources, placing.texts, tally)
    sheets = plan_sheets(project, documents.ids, study)
    write_sheets(study, sheets, tally)
    study = _open(root)
    plan = Plan(study, project, placing, documents.ids, codes, sheets.case_of, coders, tally, sheets.case_ids)
    events = plan.make()
    coders.write(study, tally)
    study = _open(root)
    by_coder: dict[str, list[Planned]] = defaultdict(list)
    for event in events:
        by_coder[event.coder].append(event)
    for coder, planned in by_coder.items():
        with writing(study, coder, {event.document for event in planned}, clock) as act:
            write_planned(act, planned, tally)


def write_planned(act: Writing, planned: Iterable[Planned], tally: Tally) -> None:
    """Add the events that the ledgers do not hold yet: neither under their id nor in other words."""
    ids = {document: {event.id for event in act.events(document)} for document in act.documents}
    there = {document: _in_other_words(act, document) for document in act.documents if ids[document]}
    others: dict[str, str] = {}
    for event in planned:
        kind = CODINGS if event.type is CodeEvent else MEMOS
        about = event.fields.get("about")
        if about is not None and about.coding in others:
            event.fields["about"] = msgspec.structs.replace(about, coding=others[about.coding])
        other = there.get(event.document, {}).get(_key(event))
        if event.id in ids[event.document] or other is not None:
            tally.known(kind)
            if other is not None and event.id not in ids[event.document]:
                others[event.id] = other
            continue
        ids[event.document].add(event.id)
        act.add(event.document, event.type, id=event.id, **event.fields)
        tally.bring(kind)


def _key(event: Planned) -> tuple[object, ...]:
    fields = event.fields
    if event.type is CodeEvent:
        return (fields["code"], fields["start"], fields["end"], fields["case"])
    return (fields["about"], fields["kind"], fields["body"])


def _in_other_words(act: Writing, document: str) -> dict[tuple[object, ...], str]:
    """Return what a ledger says, each with the id under which it says so."""
    state = act.state(document)
    found: dict[tuple[object, ...], str] = {(memo.about, memo.kind, memo.body): memo.id for memo in state.memos}
    for coding in state.codings:
        found |= {(memo.about, memo.kind, memo.body): memo.id for memo in coding.memos}
        span, _ = place_in(act.study.document(document), coding.place)
        if span is not None:
            found[coding.code, span.start, span.end, coding.case] = coding.id
    return found


def _say_rest(reading: ProjectReading, placing: Placing, tally: Tally) -> None:
    project = reading.project
    tally.leave("sets", "qualcode has no sets of documents or codes", project.sets)
    tally.leave("graphs", "qualcode has no drawings", project.graphs)
    for kind, why, count in reading.left_out:
        tally.leave(kind, why, count)
    for problem in reading.problems:
        tally.say(problem.message)
    if not any(source.selections and text for source, text in zip(project.sources, placing.texts, strict=True)):
        return
    tally.say(f"Positions are read as {placing.counting}: {_shown(placing.score)}.")
    if placing.counting != placing.expected:
        was = f"{placing.expected}, as {project.origin or 'an unknown program'} is known for"
        tally.say(f"They do not fit {was}: {_shown(placing.expected_score)}.")


def _shown(score: Score) -> str:
    edges = score.whole + score.cut
    share = f"{score.whole} of {edges} edges stand at the boundary of a word" if edges else "no edge can tell"
    return f"{share}, {score.quoted} quotes stand where they should"

"""`init`, `status`, `check`, `coder`, `rename`: the study as a whole."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from qualcode.cli.options import PrintFormat, StudyOption, open_study
from qualcode.cli.output import plural, problem_rows, put, put_json, say, say_problems, shade
from qualcode.coding.status import CoderStatus, DocumentStatus, StudyStatus
from qualcode.coding.status import status as status_of
from qualcode.model.coding import CoderKind


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder, or one with your transcripts.")],
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="The study's title; else the folder's name.")
    ] = None,
    language: Annotated[
        Literal["en", "zh"], typer.Option("--lang", help="The language of the files' comments and of the reports.")
    ] = "en",
) -> None:
    """Make a study in a folder: settings, a codebook with three example codes, and the folders to fill."""
    from qualcode.study.create import create_study

    made = create_study(folder, title or folder.resolve().name, language)
    shown = "this folder" if folder == Path() else f"{folder}/"
    put(f"Made a study in {shown}: {_contents(made)}.")
    say("Next: put transcripts into interviews/, then `qualcode status`.")


def _contents(made: tuple[str, ...]) -> str:
    codebook = ["codebook.yaml (3 example codes)"] if "codebook.yaml" in made else []
    return ", ".join((*codebook, "interviews/", "cases/", "qualcode.toml"))


def status(format: PrintFormat = "table", folder: StudyOption = None) -> None:
    """Say what the study holds, how far each coder has come, and what is wrong."""
    study = open_study(folder, strict=False)
    found = status_of(study)
    if format == "json":
        put_json("status", {"unit": found.unit}, _as_json(found))
        return
    interviews = sum(document.kind == "interview" for document in found.documents)
    counted = sum(document.counted for document in found.documents)
    units = plural(found.segments, found.unit)
    but = f", {counted} of them counted" if counted != found.segments else ""
    who = plural(len(found.coders), "coder") if found.coders else "no coder yet"
    put(
        f"{plural(len(found.documents), 'document')} · {plural(interviews, 'interview')} · {plural(len(found.cases), 'case')} · "
        f"{units} (unit: {found.unit}{but}) · {plural(found.codes, 'code')} · {who}"
    )
    for document in found.documents:
        _put_document(document, found.unit)
    for coder in found.coders:
        _put_coder(coder, len(found.documents))
    say_problems(found.problems)
    _say_next(found)


def _put_document(document: DocumentStatus, unit: str) -> None:
    encoding = f" {document.encoding}" if document.encoding and document.encoding != "utf-8" else ""
    speakers = (
        f"  {plural(len(document.speakers), 'speaker')}: {', '.join(document.speakers[:6])}"
        if document.speakers
        else ""
    )
    more = ", …" if len(document.speakers) > 6 else ""
    cases = f"  case: {', '.join(document.cases)}" if document.cases else ""
    put(
        f"  {shade(document.id, '1')}  {document.format}{encoding}  {plural(document.segments, unit)}{speakers}{more}  layout: {document.layout}{cases}"
    )
    for coder, codings, done in document.coded:
        put(f"      {shade(coder, '36')}  {plural(codings, 'coding')}{', done' if done else ''}")


def _put_coder(coder: CoderStatus, documents: int) -> None:
    share = "" if coder.share is None else f" · {coder.share:.0%} of units coded"
    lost = f" · {coder.moved} moved" if coder.moved else ""
    lost += f" · {coder.unanchored} no longer anchored, left out of numbers" if coder.unanchored else ""
    kind = "" if coder.kind == "human" else f" ({coder.kind})"
    put(
        f"  {shade(coder.handle, '36')}{kind}  {plural(coder.codings, 'coding')} in {coder.documents} of "
        f"{plural(documents, 'document')}, {coder.done} done{share}{lost}"
    )


def _say_next(found: StudyStatus) -> None:
    if not found.documents:
        say("Next: put transcripts into interviews/, then `qualcode status`.")
    elif not found.coders and not any(problem.path == "qualcode.toml" for problem in found.problems):
        say(f"Next: `qualcode coder add <handle>`, then `qualcode show {found.documents[0].id}`.")


def _as_json(found: StudyStatus) -> dict[str, Any]:
    return {
        "title": found.title,
        "documents": [_document_json(document) for document in found.documents],
        "cases": list(found.cases),
        "segments": found.segments,
        "codes": found.codes,
        "coders": [{**asdict(coder), "share": coder.share} for coder in found.coders],
        "codings": found.codings,
        "problems": problem_rows(found.problems),
    }


def _document_json(document: DocumentStatus) -> dict[str, Any]:
    return {**asdict(document), "coded": [each._asdict() for each in document.coded]}


def check(format: PrintFormat = "table", folder: StudyOption = None) -> None:
    """Find every problem at once, each with its path, line and remedy; exit 1 if there is an error."""
    # A close look compares names, which costs more to import than `status` takes.
    from qualcode.coding.check import check as look

    study = open_study(folder, strict=False)
    problems = look(study)
    errors = sum(problem.severity == "error" for problem in problems)
    if format == "json":
        found = status_of(study)
        put_json("check", {}, {**_as_json(found), "problems": problem_rows(problems)})
    else:
        for problem in problems:
            put(str(problem))
        say(f"{plural(errors, 'error')}, {plural(len(problems) - errors, 'warning')}.")
    if errors:
        raise typer.Exit(1)


def coder_add(
    handle: Annotated[
        str, typer.Argument(metavar="HANDLE", help="Short and lasting, such as c1; c1@2 is c1's second round.")
    ],
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="Who it is, as reports shall say it.")] = "",
    kind: Annotated[
        CoderKind, typer.Option("--kind", help="A person, a program, or the consensus that coders agreed on.")
    ] = "human",
    folder: StudyOption = None,
) -> None:
    """Register a coder in qualcode.toml."""
    from qualcode.study.create import add_coder

    added = add_coder(open_study(folder), handle, name, kind)
    person = f", person {added.person}" if added.person else ""
    put(f"Registered {added.handle} ({added.kind}{person}) in qualcode.toml.")


def coder_list(folder: StudyOption = None) -> None:
    """List the registered coders."""
    coders = open_study(folder).settings.coders
    for each in coders:
        put(f"{each.handle}  {each.kind}  {each.name}".rstrip())
    if not coders:
        say("No coder is registered yet: `qualcode coder add HANDLE` registers one.")


def rename_document(
    old: Annotated[str, typer.Argument(metavar="OLD", help="Its present id, such as INT03.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new id, without the suffix.")],
    folder: StudyOption = None,
) -> None:
    """Rename a document's file (or take over a file that was renamed already) and keep its codings with it."""
    from qualcode.study.create import rename_document as renaming

    study = open_study(folder)
    put(
        f"{renaming(study, old, new)} · recorded under [documents.was] in qualcode.toml; its ledgers stay where they are."
    )


def rename_coder(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The present handle.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new one; it may not have been a coder's before.")],
    folder: StudyOption = None,
) -> None:
    """Give a coder another handle and keep their codings with it."""
    from qualcode.study.create import rename_coder as renaming

    renaming(open_study(folder), old, new)
    put(f"{old} is now {new} · recorded in qualcode.toml; the ledgers stay where they are.")

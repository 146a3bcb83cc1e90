"""What `export` and `import` do with Word files: a transcript handed out to be coded, and what came back."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import typer

from qualcode.cli.displays import show_display
from qualcode.cli.options import acting_coder, language_of, read_given
from qualcode.cli.output import plural, put, say
from qualcode.coding.coder_set import coder_set
from qualcode.errors import NotFoundError, UsageError
from qualcode.exchange.word_desk.bring import bring_word
from qualcode.exchange.word_desk.came_back import read_word
from qualcode.exchange.word_desk.hand_out import codings_as_comments, hand_out
from qualcode.exchange.word_desk.recording import Brought
from qualcode.exchange.word_desk.report import word_report
from qualcode.exchange.word_desk.sheet import bring_sheet, word_rows
from qualcode.model.document import Document
from qualcode.study.atomic import write_atomically
from qualcode.study.study import Study

Language = Literal["en", "zh"] | None
_NOTHING = "Nothing was written."


def export_word(
    study: Study, file: Path, out: Path | None, coders: tuple[str, ...], language: Language, *, with_codings: bool
) -> None:
    """Write a document as a Word file, to be coded in or with the codings of coders as comments."""
    document, target = _document(study, file, out)
    chosen = language_of(study, language)
    if with_codings:
        named = coder_set(study, coders or None).by_document.get(document.id, ())
        made = codings_as_comments(study, document, named, chosen)
    elif coders:
        raise UsageError(f"--coders goes with --codings-as-comments. {_NOTHING}")
    else:
        made = hand_out(study, document, chosen)
    write_new(study, target, made.data)
    if with_codings:
        left = "".join(f"; {count} left out: {why}" for why, count in made.left.items())
        say(f"Wrote {target}: {plural(made.codings, 'coding')} as comments{left}.")
    else:
        say(f"Wrote {target}. Read it back with `qualcode import {target.name} --coder HANDLE`.")


def _document(study: Study, file: Path, out: Path | None) -> tuple[Document, Path]:
    """Return the document that is meant, and the file to write: `INT03.docx`, or `INT03 --out ANY.docx`."""
    target = out or file
    if target.suffix.lower() != ".docx":
        raise UsageError(
            f'"{target}" is no Word file. {_NOTHING}',
            remedy="Write `export INT03.docx`, or `export INT03 --out X.docx`.",
        )
    whole = file.as_posix()
    given = whole[: -len(".docx")] if whole.lower().endswith(".docx") else whole
    try:
        found = study.find_document(given, outcome=_NOTHING)
    except NotFoundError as fault:
        last = given.rpartition("/")[2]
        if last == given:
            raise
        try:
            found = study.find_document(last)
        except NotFoundError:
            raise fault from None
    return study.document(found.id), target


def write_new(study: Study, target: Path, data: bytes) -> None:
    """Write a file that is not there yet: one that is may hold a coder's work."""
    refuse_taken(study, target)
    write_atomically(target, data, str(target))


def refuse_taken(study: Study, target: Path) -> None:
    """Raise `UsageError` where a file must not be written: over another one, or among the study's own."""
    inside = target.resolve().is_relative_to(study.root.resolve())
    if inside and target.resolve().relative_to(study.root.resolve()).parts[0] in ("interviews", "cases", "codings"):
        raise UsageError(f"{target} would become a document of the study. {_NOTHING}", remedy="Write it elsewhere.")
    if target.exists():
        raise UsageError(
            f"{target} is there already and may hold a coder's work. {_NOTHING}",
            remedy="Give another name with --out, or move it away.",
        )
    if not target.parent.is_dir():
        raise UsageError(f"There is no folder {target.parent}. {_NOTHING}", remedy="Make it, or give --out FILE.docx.")


def import_word(
    study: Study, file: Path, coder: str | None, format: str, report: Path | None, language: Language, *, done: bool
) -> None:
    """Read a Word file that came back, and leave with 1 when something in it could not be placed."""
    back = read_word(read_given(file), str(file))
    actor = acting_coder(study, coder)
    if back.carried is not None and back.carried.kind == "sample":
        brought = bring_sheet(study, actor, word_rows(back, str(file)), str(file), done=done)
    else:
        brought = bring_word(study, actor, back, str(file), done=done)
    show_brought(study, brought, actor.handle, file, format, report, language)


def show_brought(
    study: Study, brought: Brought, coder: str, file: Path, format: str, report: Path | None, language: Language
) -> None:
    """Show what became of a file that came back; leave with 1 when something in it could not be placed."""
    display = word_report(brought, coder, file.name)
    if display.rows or format != "table" or report is not None:
        show_display(study, display, format, report, language)
    else:
        for note in display.notes:
            put(note)
    count = len(brought.findings.refused)
    if count:
        say(f"{count} could not be placed; the rest is recorded. Mend that in {file.name} and import it again.")
        raise typer.Exit(1)

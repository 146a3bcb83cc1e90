"""`anonymise`: a copy of the study without the names."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qualcode.cli.displays import show_display
from qualcode.cli.options import FormatOption, LanguageOption, OutOption, StudyOption, open_study, read_given
from qualcode.cli.output import plural, say
from qualcode.errors import UsageError
from qualcode.study.study import Study

if TYPE_CHECKING:
    from qualcode.exchange.anonymise.report import Anonymised

Shown = Literal["table", "json", "csv", "md"]
Language = Literal["en", "zh"] | None


def anonymise(
    target: Annotated[Path | None, typer.Argument(metavar="FOLDER", help="Where the copy goes: a new folder.")] = None,
    table: Annotated[
        Path | None,
        typer.Option(
            "--names",
            metavar="TABLE",
            help="Who is called what: columns name, pseudonym, and document where it holds there only (.csv, .xlsx).",
        ),
    ] = None,
    find: Annotated[
        bool, typer.Option("--find", help="Propose such a table instead; look it over before use.")
    ] = False,
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="FILE", help="Where the account of what was replaced goes, outside the copy."),
    ] = None,
    language: LanguageOption = None,
    format: FormatOption = "table",
    report: OutOption = None,
    folder: StudyOption = None,
) -> None:
    """Write a copy of the study in which names are replaced, every coding on its words; the study itself stays as it is.

    The copy has no history, cache or output. Names that are described and not named (a post, a place) stay: read it.
    """
    study = open_study(folder)
    if find:
        if target is not None or table is not None:
            raise UsageError("--find proposes a table and writes no copy.", remedy="Leave FOLDER and --names out.")
        _propose(study, format, report, language)
        return
    if target is None or table is None:
        what = "FOLDER, where the copy goes," if target is None else "--names TABLE"
        raise UsageError(f"{what} is missing.", remedy="`qualcode anonymise --find --out names.csv` proposes a table.")
    done = _make(study, target, table, key or target.with_name(f"{target.name}-key.csv"))
    show_display(study, done.display(), format, report, language)


def _make(study: Study, target: Path, table: Path, key: Path) -> Anonymised:
    # Taking files of every format apart costs more to import than most commands take.
    from qualcode.exchange.anonymise.anonymise import anonymise as make_copy
    from qualcode.exchange.anonymise.names import read_names

    names, doubts = read_names(read_given(table), str(table), study.document_ids)
    for doubt in doubts:
        say(str(doubt))
    done = make_copy(study, target, names, key)
    for rule in done.unused:
        say(f'"{rule.name}" stands nowhere in the study.')
    say(
        f"Searched every byte of {plural(done.files, 'file')} for {plural(len(names.all_rules), 'name')}: none is there."
    )
    say(f"Wrote {target}: {plural(done.codings, 'coding')}, each on its words; {plural(done.total, 'replacement')}.")
    say(f"The key is {key}. Keep it apart: whoever has it can undo the copy.")
    return done


def _propose(study: Study, format: Shown, report: Path | None, language: Language) -> None:
    from qualcode.exchange.anonymise.propose import propose

    entities = None
    if study.settings.pipeline:
        # spaCy costs seconds to import, and most studies name no pipeline.
        from qualcode.exchange.anonymise.entities import entities as seen_by

        entities = functools.partial(seen_by, study.settings.pipeline, study.settings.languages)
    show_display(study, propose(study, entities), format, report, language)
    say("Look it over: patterns miss names and take words for names. Then `qualcode anonymise FOLDER --names TABLE`.")

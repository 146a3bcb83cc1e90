"""`withdraw`: consent taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.displays import show_display
from qualcode.cli.options import FormatOption, LanguageOption, OutOption, StudyOption, open_study
from qualcode.cli.output import plural, say
from qualcode.errors import UsageError


def withdraw(
    participant: Annotated[
        str | None, typer.Argument(metavar="PARTICIPANT", help="Whose consent: an id of interviews/participants.csv.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be erased.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Erase without asking.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Erase once more what a merge or a synchronised copy brought back.")
    ] = False,
    language: LanguageOption = None,
    format: FormatOption = "table",
    report: OutOption = None,
    folder: StudyOption = None,
) -> None:
    """Erase a participant's words: texts, quotes, memos and caches; codings leave a mark without words. It cannot be undone.

    In a document where others speak too only their turns go, and the other codings keep to their words.
    """
    # Taking files of every format apart costs more to import than most commands take.
    from qualcode.exchange.withdraw.withdraw import plan_withdrawal, withdraw_again
    from qualcode.exchange.withdraw.withdraw import withdraw as erase

    study = open_study(folder)
    if again:
        if participant is not None:
            raise UsageError("--again is for everyone who withdrew.", remedy="Leave PARTICIPANT out.")
        say(f"Erased again: {plural(withdraw_again(study), 'line')}.")
        return
    if participant is None:
        raise UsageError("PARTICIPANT is missing.", remedy="Name an id of interviews/participants.csv.")
    plan = plan_withdrawal(study, participant)
    show_display(study, plan.display(), format, report, language)
    if dry_run:
        say("Nothing was erased.")
        return
    if not yes and not _agreed(plan.words.participant.id):
        say("Nothing was erased.")
        raise typer.Exit(2)
    done = erase(study, plan)
    say(f"Erased. {plural(len(done), 'file')} written or removed; `qualcode check` looks at what is left.")


def _agreed(participant: str) -> bool:
    say(f"This cannot be undone. Type {participant} to erase, anything else to stop:")
    try:
        return input().strip() == participant
    except EOFError:
        return False

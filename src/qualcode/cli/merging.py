"""`merge`: another copy of the study taken in, and conflicted copies of its ledgers."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qualcode.cli.options import PrintFormat, StudyOption, open_study
from qualcode.cli.output import plural, put, put_json, say
from qualcode.errors import UsageError
from qualcode.study.study import Study

if TYPE_CHECKING:
    from qualcode.exchange.merge.differences import Difference
    from qualcode.exchange.merge.merge import Merged
    from qualcode.exchange.merge.plan import MergePlan
    from qualcode.exchange.merge.source import Copy


_SHOWN = 20


def merge(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="PATH", help="The other copy: a folder or a zip; without it, conflicted copies in this study."
        ),
    ] = None,
    branch: Annotated[
        str | None,
        typer.Option("--branch", metavar="NAME", help="The study as a branch of this git repository has it."),
    ] = None,
    documents: Annotated[
        bool, typer.Option("--documents", help="Copy in the documents that only the other copy has.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what differs and what would come in.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Merge a study that has nothing in common with this one.")
    ] = False,
    format: PrintFormat = "table",
    folder: StudyOption = None,
) -> None:
    """Take in every coder's work from another copy of the study; nothing is lost, and a second time adds nothing.

    What else differs (codebook, texts, settings, sheets) is said first and stays as it is here.
    """
    # Reading documents of every format costs more to import than most commands take.
    from qualcode.exchange.merge.plan import plan_merge, plan_within

    study = open_study(folder)
    if path is None and branch is None:
        if documents or force:
            raise UsageError(
                "--documents and --force are about another copy.", remedy="Name it: `qualcode merge PATH`."
            )
        _take(plan_within(study), "this study", "", documents, dry_run, format)
        return
    with _other(study, path, branch) as copy:
        _take(plan_merge(study, copy.study, force=force), copy.shown, copy.compare, documents, dry_run, format)


def _other(study: Study, path: Path | None, branch: str | None) -> AbstractContextManager[Copy]:
    # See above.
    from qualcode.exchange.merge.source import opened, opened_branch

    if path is not None and branch is not None:
        raise UsageError("PATH and --branch both name the other copy.", remedy="Give one of them.")
    return opened_branch(branch, study) if branch is not None else opened(path or Path(), study)


def _take(plan: MergePlan, shown: str, compare: str, documents: bool, dry_run: bool, format: str) -> None:
    # See above.
    from qualcode.exchange.merge.differences import differences
    from qualcode.exchange.merge.merge import merge as take
    from qualcode.exchange.merge.texts import other_texts

    texts = other_texts(plan, copying=documents)
    found = () if plan.within else differences(plan, texts, compare)
    if format == "table":
        _put_differences(found, shown)
        _put_ledgers(plan)
    done = None if dry_run else take(plan, texts)
    if format == "json":
        _put_json(plan, found, shown, done)
    else:
        _say_outcome(plan, done)


def _put_differences(found: tuple[Difference, ...], shown: str) -> None:
    if found:
        put(f"{shown} differs from this study:")
    for each in found:
        put(f"  {each.kind:9}  {each.words}{f' ({each.remedy})' if each.remedy else ''}")


def _put_ledgers(plan: MergePlan) -> None:
    coming = [each for each in plan.ledgers if each.incoming.lines]
    for each in coming[:_SHOWN]:
        found = each.incoming
        parts = [plural(len(found.new), "new event")] if found.new else []
        parts += [f"{len(found.differing)} with another content"] if found.differing else []
        parts += [f"{len(found.erased)} withdrawn"] if found.erased else []
        parts += [plural(found.unread, "unreadable line")] if found.unread else []
        put(f"  {each.coder}  {each.document}  {', '.join(parts)}")
    rest = coming[_SHOWN:]
    if rest:
        events = sum(len(each.incoming.new) for each in rest)
        put(f"  and {plural(len(rest), 'more ledger')} with {plural(events, 'new event')}")


def _say_outcome(plan: MergePlan, done: Merged | None) -> None:
    for path in _other_conflicts(plan):
        say(f"{path}: a conflicted copy that no merge can take in. Compare it with the file beside it, then remove it.")
    for path in plan.doubtful:
        say(f"{path}: its name is that of a conflicted copy, but of no ledger for certain; it was left alone.")
    if done is None:
        coming = sum(bool(each.incoming.lines) for each in plan.ledgers)
        say(f"{plural(plan.new, 'event')} would come in, into {plural(coming, 'ledger')}. Nothing was merged.")
        return
    if plan.within and not plan.ledgers:
        say("There is no conflicted copy in this study. Name another copy to take in: `qualcode merge PATH`.")
        return
    unread = f", {plural(done.unread, 'unreadable line')} kept" if done.unread else ""
    say(
        f"{plural(done.new, 'event')} taken in, into {plural(done.ledgers, 'ledger')}; {done.known} already here{unread}."
    )
    if done.erased:
        say(f"Erased again: {plural(done.erased, 'line')} of withdrawn words.")
    for id in done.differing:
        say(f"{id} stands with two contents: the older line counts. `qualcode check` names the ledger.")
    for copied in (*done.copied, *done.removed):
        say(f"{'Copied in' if copied in done.copied else 'Removed, since all of it is in the ledger'}: {copied}.")
    but = f", but for {done.held} that stay out" if done.held else ""
    say(f"Every event of both is here{but}: {done.compared} compared by id.")


def _other_conflicts(plan: MergePlan) -> tuple[str, ...]:
    # See above.
    from qualcode.exchange.merge.conflicted import conflicted_files

    return conflicted_files(plan.here) if plan.within else ()


def _put_json(plan: MergePlan, found: tuple[Difference, ...], shown: str, done: Merged | None) -> None:
    ledgers: list[dict[str, Any]] = [
        {
            "coder": each.coder,
            "document": each.document,
            "path": each.path,
            "new": len(each.incoming.new),
            "known": len(each.incoming.known),
            "held": len(each.incoming.held),
            "differing": sorted(each.incoming.differing),
            "withdrawn": len(each.incoming.erased),
            "unread": each.incoming.unread,
        }
        for each in plan.ledgers
    ]
    content = {
        "differences": [asdict(each) for each in found],
        "coders": [each.coder.handle for each in plan.coders],
        "ledgers": ledgers,
        "doubtful": list(plan.doubtful),
        "merged": None if done is None else asdict(done),
    }
    put_json("merge", {"source": shown, "dry_run": done is None}, content)

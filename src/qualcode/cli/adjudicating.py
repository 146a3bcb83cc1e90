"""`adjudicate start|next|take`: from several coders to a consensus."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from qualcode.cli.options import PrintFormat, StudyOption, find_code, language_of, open_study, split
from qualcode.cli.output import SHORT, flat, plural, put, put_json, say, shade
from qualcode.coding.adjudicate import Choice, Progress, begin, coders_of, disputes, progress, settle
from qualcode.coding.disputes import Dispute
from qualcode.coding.places import address_of
from qualcode.errors import UsageError
from qualcode.model.codebook import worded
from qualcode.model.coding import Coder, Coding
from qualcode.study.create import add_coder
from qualcode.study.study import Study
from qualcode.text.segments import segment

Into = Annotated[
    str | None, typer.Option("--into", metavar="HANDLE", help="The consensus; the study's only one without it.")
]


def start(
    coders: Annotated[
        str | None, typer.Option("--coders", metavar="A,B", help="Whose consensus it is; needed the first time.")
    ] = None,
    into: Into = None,
    folder: StudyOption = None,
) -> None:
    """Begin or resume a consensus: it takes over what its coders share (equal code, span, case and stance).

    What they do not share is settled with `adjudicate next` and `adjudicate take`. Call it again after coders have
    changed their work: it writes only what has changed.
    """
    study = open_study(folder)
    handle = into or _only(study) or "consensus"
    consensus = study.settings.find_coder(handle)
    if consensus is None:
        if len(split(coders)) < 2:
            raise UsageError("A consensus is between two coders or more.", remedy="Name them with --coders A,B.")
        consensus = add_coder(study, handle, kind="consensus", of=split(coders))
        study = open_study(folder)
        put(f"Registered {consensus.handle} (consensus of {', '.join(consensus.of)}) in qualcode.toml.")
    elif coders and {study.coder(each).handle for each in split(coders)} != set(coders_of(study, consensus)):
        raise UsageError(
            f"{consensus.handle} is the consensus of {', '.join(consensus.of)}.", remedy="Name another one with --into."
        )
    _put_progress(consensus, begin(study, consensus))


def _only(study: Study) -> str | None:
    found = [coder.handle for coder in study.settings.coders if coder.kind == "consensus"]
    return found[0] if len(found) == 1 else None


def _consensus(study: Study, into: str | None) -> Coder:
    handle = into or _only(study)
    if handle is None:
        raise UsageError("There is no consensus to go on with.", remedy="`qualcode adjudicate start --coders A,B`.")
    return study.coder(handle)


def _put_progress(consensus: Coder, found: Progress) -> None:
    put(
        f"{consensus.handle}: {plural(found.shared, 'coding')} shared, {plural(found.open, 'dispute')} open, "
        f"{found.settled} settled; {len(found.done)} of {plural(len(found.documents), 'document')} done."
    )
    if found.waiting:
        say(f"Waiting until all coders have finished them: {', '.join(found.waiting)}.")
    say("Next: `qualcode adjudicate next`." if found.open else "Nothing is open.")


def next_dispute(
    into: Into = None,
    document: Annotated[str | None, typer.Option("--document", metavar="DOCUMENT", help="Only in this one.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every open dispute, not only the next.")] = False,
    format: PrintFormat = "table",
    folder: StudyOption = None,
) -> None:
    """Show the next open dispute: the words, both sides' codes and memos, and the rules of the codes."""
    study = open_study(folder)
    consensus = _consensus(study, into)
    only = None if document is None else study.find_document(document).id
    found = [each for each in disputes(study, consensus) if each.settled is None and only in (None, each.document)]
    shown = found if every else found[:1]
    if format == "json":
        parameters = {"into": consensus.handle, "document": only}
        put_json("adjudicate", parameters, {"open": len(found), "disputes": [_as_json(study, each) for each in shown]})
        return
    for each in shown:
        _put_dispute(study, coders_of(study, consensus), each)
    say(
        f"{plural(len(found), 'dispute')} open. `qualcode adjudicate take ID --side HANDLE|--both|--neither|--codes … --why …`"
    )


def _address(study: Study, dispute: Dispute) -> str:
    segments = segment(study.document(dispute.document), study.settings.unit)
    return address_of(dispute.document, segments, dispute.span, study.settings.unit)


def _put_dispute(study: Study, coders: tuple[str, ...], dispute: Dispute) -> None:
    words = flat(dispute.span.of(study.document(dispute.document).text))
    put(f"{shade(dispute.id[:SHORT], '1')}  {_address(study, dispute)}  “{words}”")
    for coder in coders:
        put(f"    {shade(coder, '36')}: {'; '.join(_one(coding) for coding in dispute.side(coder)) or 'no code'}")
    language = language_of(study, None)
    for id in dict.fromkeys(coding.code for coding in dispute.codings):
        code = study.codebook.resolve(id)
        if code is not None:
            rules = (worded(text, language) for text in (code.definition, code.include, code.exclude))
            put(f"    {shade(code.id, '33')} {code.name(language)}: {' | '.join(rule for rule in rules if rule)}")


def _one(coding: Coding) -> str:
    stance = f" ({coding.stance})" if coding.stance else ""
    memos = "".join(f" [memo: {flat(memo.body)}]" for memo in coding.memos)
    return f"{coding.code}{stance} “{flat(coding.quote)}”{memos}"


def _as_json(study: Study, dispute: Dispute) -> dict[str, Any]:
    return {
        "id": dispute.id,
        "document": dispute.document,
        "address": _address(study, dispute),
        "start": dispute.span.start,
        "end": dispute.span.end,
        "words": dispute.span.of(study.document(dispute.document).text),
        "codings": [
            {
                "id": coding.id,
                "coder": coding.coder,
                "code": coding.code,
                "stance": coding.stance,
                "weight": coding.weight,
                "case": coding.case,
                "quote": coding.quote,
                "memos": [memo.body for memo in coding.memos],
            }
            for coding in dispute.codings
        ],
    }


def take(
    id: Annotated[str, typer.Argument(metavar="ID", help="A dispute, as `next` shows it, or its beginning.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; it is kept with the settlement.")],
    side: Annotated[str | None, typer.Option("--side", metavar="HANDLE", help="This coder's codings hold.")] = None,
    both: Annotated[bool, typer.Option("--both", help="Both sides' codings hold.")] = False,
    neither: Annotated[bool, typer.Option("--neither", help="No code holds.")] = False,
    codes: Annotated[
        str | None, typer.Option("--codes", metavar="A,B", help="These codes hold, whoever gave them.")
    ] = None,
    into: Into = None,
    folder: StudyOption = None,
) -> None:
    """Settle a dispute: what holds goes into the consensus, with the reason. `undo --coder CONSENSUS` takes it back."""
    study = open_study(folder)
    consensus = _consensus(study, into)
    chosen = tuple(find_code(study, each).id for each in split(codes))
    dispute, event = settle(study, consensus, id, Choice(side, both, neither, chosen), why)
    left = progress(study, consensus)
    held = ", ".join(event.codes) or "no code"
    put(
        f"{_address(study, dispute)}  settled: {held} · {consensus.handle} · {event.id[:SHORT]} · {plural(left.open, 'dispute')} open"
    )

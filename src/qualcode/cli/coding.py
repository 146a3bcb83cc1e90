"""`code`: applying codes."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qualcode.cli.options import (
    CoderOption,
    PrintFormat,
    StudyOption,
    acting_coder,
    find_code,
    language_of,
    open_study,
)
from qualcode.cli.output import SHORT, flat, plural, put, put_json, say, shown_case
from qualcode.coding.acts import NOTHING, Applied, CodeRequest, apply_codes
from qualcode.coding.places import address_of, counts, resolve
from qualcode.errors import StudyError, UsageError
from qualcode.model.address import parse_address
from qualcode.model.codebook import Code
from qualcode.model.coding import Coder, Stance
from qualcode.study.study import Study
from qualcode.text.segments import segment

if TYPE_CHECKING:
    from qualcode.coding.batch import BatchResult

Target = Annotated[
    str | None,
    typer.Argument(metavar="ADDRESS", help="INT03:14, INT03:14-18, INT03:14@5-40, INT03#1200-1340; or - for a batch."),
]
Codes = Annotated[
    list[str] | None, typer.Argument(metavar="CODE", help="Codes, each by id, path (A > B), name, or a part of these.")
]
Quote = Annotated[str | None, typer.Option("--quote", metavar="WORDS", help="Narrow to these words.")]
StanceOption = Annotated[
    Stance | None, typer.Option("--stance", help="Whether the words speak for it, against it, both, or plan it.")
]
Weight = Annotated[
    float | None, typer.Option("--weight", metavar="NUMBER", help="How strong, on the scale that the code declares.")
]
Case = Annotated[
    str | None,
    typer.Option("--case", metavar="CASE", help="Which of the document's cases it is about; other: none of them."),
]
Memo = Annotated[str | None, typer.Option("--memo", metavar="TEXT", help="A memo on the coding.")]
From = Annotated[Path | None, typer.Option("--from", metavar="FILE", help="A batch: .csv, .xlsx or .jsonl.")]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns", metavar="A=B,...", help="Rename the batch's columns: quote=segment reads `segment` as quote."
    ),
]
New = Annotated[
    str | None, typer.Option("--new", metavar="NAME", help="Apply a new code of this name, found in the text.")
]
Under = Annotated[
    str | None, typer.Option("--under", metavar="CODE", help="Where the new code stands in the codebook.")
]
InVivo = Annotated[bool, typer.Option("--in-vivo", help="The new code's name is the speaker's own word.")]
KeepGoing = Annotated[
    bool, typer.Option("--keep-going", help="Apply what can be applied of a batch; exit 1 if not all.")
]


def code(
    target: Target = None,
    codes: Codes = None,
    quote: Quote = None,
    stance: StanceOption = None,
    weight: Weight = None,
    case: Case = None,
    memo: Memo = None,
    new: New = None,
    under: Under = None,
    in_vivo: InVivo = False,
    source: From = None,
    columns: Columns = None,
    keep_going: KeepGoing = False,
    format: PrintFormat = "table",
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Apply codes to a passage; `code -` or `code --from FILE` applies a batch, all or nothing."""
    batch = source is not None or target == "-"
    own = {"--new": new, "--quote": quote, "--stance": stance, "--weight": weight, "--case": case, "--memo": memo}
    _refuse_mixed(batch, own if batch else {"--columns": columns, "--keep-going": keep_going or None})
    if batch and (codes or (source is not None and target is not None)):
        raise UsageError("A batch names its places and codes itself.", remedy="Give either --from FILE or an address.")
    study = open_study(folder)
    actor = acting_coder(study, coder)
    if batch:
        _batch(study, actor, source, columns, keep_going=keep_going, format=format)
        return
    if target is None or not (codes or new):
        example = "For example `qualcode code INT03:14 BOT-POL`."
        raise UsageError(f"Name a passage and a code. {NOTHING}", remedy=example)
    address = parse_address(target)
    study.find_document(address.document, outcome=NOTHING)
    found = [find_code(study, each, outcome=NOTHING) for each in codes or ()]
    place = resolve(study, address, quote)
    if new is not None:
        study, made = _new_code(study, actor, new, under, in_vivo=in_vivo)
        found.append(made)
    requests = [CodeRequest(place.document, place.span, each, stance, weight, case, memo) for each in found]
    _put(study, actor, apply_codes(study, actor, requests), format)


def _new_code(study: Study, actor: Coder, name: str, under: str | None, *, in_vivo: bool) -> tuple[Study, Code]:
    """Add a code found in the text and return the study with it; the codebook's event stays when the coding is undone."""
    from qualcode.coding.codebook_acts import NewCode, add

    parent = None if under is None else find_code(study, under, outcome=NOTHING).id
    event = add(study, actor, NewCode(name, parent, origin="in-vivo" if in_vivo else "emergent"))
    grown = Study(study.root)
    return grown, grown.codebook.by_id[event.codes[0]]


def _put(study: Study, actor: Coder, applied: tuple[Applied, ...], format: str) -> None:
    if format == "json":
        put_json("code", {"coder": actor.handle}, {"codings": [_as_json(study, each) for each in applied]})
    else:
        put_applied(study, actor, applied)


def _refuse_mixed(batch: bool, options: Mapping[str, object]) -> None:
    """Refuse the options of a single passage for a batch, and those of a batch for a single passage."""
    given = ", ".join(name for name, value in options.items() if value is not None)
    if given and batch:
        raise UsageError(
            f"{given}: a batch says that itself, row by row. {NOTHING}", remedy="Put it into a column of the batch."
        )
    if given:
        raise UsageError(f"{given}: only a batch takes that. {NOTHING}", remedy="Give the batch with --from FILE or -.")


def put_applied(study: Study, actor: Coder, applied: Sequence[Applied]) -> None:
    """Print what became of codings that were asked for, one line each, with the code that was meant and the new id."""
    language = language_of(study, None)
    for each in applied:
        request = each.request
        words = flat(request.span.of(request.document.text))
        quoted = words if len(words) <= 80 else words[:77] + "…"
        note = "" if each.outcome == "coded" else f" · {each.outcome}"
        if not counts(study, request.document, request.span):
            note += " · in a turn that is no unit (see skip_turn_roles)"
        weight = None if request.weight is None else f"weight {request.weight:g}"
        extras = "".join(f" · {mark}" for mark in (request.stance, weight, shown_case(request.case)) if mark)
        address = _address(study, each)
        put(
            f'{address}  {request.code.id} {request.code.name(language)} · "{quoted}"{extras} · {actor.handle} · {each.id[:SHORT]}{note}'
        )


def _address(study: Study, applied: Applied) -> str:
    document = applied.request.document
    return address_of(document.id, segment(document, study.settings.unit), applied.request.span, study.settings.unit)


def _as_json(study: Study, applied: Applied) -> dict[str, Any]:
    request = applied.request
    return {
        "id": applied.id,
        "outcome": applied.outcome,
        "document": request.document.id,
        "address": _address(study, applied),
        "code": request.code.id,
        "start": request.span.start,
        "end": request.span.end,
        "quote": request.span.of(request.document.text),
    }


def _batch(
    study: Study, actor: Coder, source: Path | None, columns: str | None, *, keep_going: bool, format: str
) -> None:
    # Sheets cost more to import than one coding takes, so they are imported when a batch comes.
    from qualcode.coding.batch import apply_batch
    from qualcode.coding.batch_rows import batch_rows

    name = "standard input" if source is None else str(source)
    rows = batch_rows(_bytes(source), name, _renamed(columns))
    if not rows:
        raise StudyError(f"There are no rows in it. {NOTHING}", path=name, remedy="Its first row names the columns.")
    result = apply_batch(study, actor, rows, source=name, keep_going=keep_going)
    if format == "json":
        refused = [{"line": each.line, "why": each.why} for each in result.refused]
        content = {
            "codings": [_as_json(study, each) for each in result.applied],
            "refused": refused,
            "found": dict(result.found),
        }
        put_json("code", {"coder": actor.handle, "from": name}, content)
    else:
        _put_batch(study, actor, result)
    for each in result.refused:
        say(f"{name}:{each.line}: {each.why}")
    if result.refused:
        raise typer.Exit(1)


def _put_batch(study: Study, actor: Coder, result: BatchResult) -> None:
    outcomes = [each.outcome for each in result.applied]
    memos = sum(each.outcome == "coded" and bool(each.request.memo) for each in result.applied)
    with_memos = f" ({memos} with a memo)" if memos else ""
    added = outcomes.count("memo added")
    more = f", {plural(added, 'memo')} added to codings that stood already" if added else ""
    put(
        f"{plural(outcomes.count('coded'), 'coding')} made{with_memos}, {outcomes.count('already there')} already there"
        f"{more}, {plural(len(result.refused), 'row')} refused · {actor.handle}"
    )
    passed = {how: count for how, count in result.found.items() if how != "exact"}
    if passed:
        ways = "; ".join(f"{count} by passing over {how}" for how, count in passed.items())
        put(f"Places found: {result.found.get('exact', 0)} exactly; {ways}.")
    aside = sum(not counts(study, each.request.document, each.request.span) for each in result.applied)
    if aside:
        put(f"{plural(aside, 'coding')} in turns that are no units (see skip_turn_roles): they count in no agreement.")


def _bytes(source: Path | None) -> bytes:
    if source is None:
        return sys.stdin.buffer.read()
    try:
        return source.read_bytes()
    except OSError as fault:
        raise StudyError(f"cannot be read ({fault.strerror}).", path=str(source)) from fault


def _renamed(columns: str | None) -> dict[str, str]:
    pairs = [part.split("=", 1) for part in (columns or "").split(",") if part.strip()]
    if any(len(pair) != 2 or not pair[0].strip() or not pair[1].strip() for pair in pairs):
        raise UsageError(
            f'--columns "{columns}" is no list of NAME=COLUMN.', remedy="For example --columns quote=segment."
        )
    return {name.strip(): given.strip() for name, given in pairs}

"""`code`: applying codes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from qualcode.cli.options import CoderOption, StudyOption, acting_coder, language_of, open_study
from qualcode.cli.output import SHORT, plural, put, put_json, say
from qualcode.cli.reading import flat
from qualcode.coding.acts import NOTHING, Applied, CodeRequest, apply_codes
from qualcode.coding.places import address_of, resolve
from qualcode.errors import StudyError, UsageError
from qualcode.model.address import parse_address
from qualcode.model.coding import Coder
from qualcode.study.study import Study
from qualcode.text.segments import segment


def code(
    target: Annotated[
        str | None,
        typer.Argument(metavar="ADDRESS", help="INT03:14, INT03:14-18, INT03:14@5-40, INT03#1200-1340, or -."),
    ] = None,
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="CODE...", help="By id, path (A > B), name, or a part of them.")
    ] = None,
    quote: Annotated[str | None, typer.Option("--quote", metavar="WORDS", help="Narrow to these words.")] = None,
    stance: Annotated[str | None, typer.Option(metavar="affirms|denies|mixed|planned")] = None,
    weight: Annotated[float | None, typer.Option(help="On the scale that the code declares.")] = None,
    case: Annotated[str | None, typer.Option(help="Which of the document's cases it is about.")] = None,
    memo: Annotated[str | None, typer.Option(help="A memo on the coding.")] = None,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="A batch: .csv, .xlsx or .jsonl.")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(metavar="A=B,…", help="Rename the batch's columns: quote=segment reads `segment` as quote."),
    ] = None,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Apply what can be applied of a batch.")] = False,
    format: Annotated[str, typer.Option("--format", metavar="table|json")] = "table",
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Apply codes to a passage; `code -` or `code --from FILE` applies a batch, all or nothing."""
    study = open_study(folder)
    actor = acting_coder(study, coder)
    if source is not None or target == "-":
        if codes or (source is not None and target is not None):
            raise UsageError(
                "A batch names its places and codes itself.", remedy="Give either --from FILE or an address."
            )
        _batch(study, actor, source, columns, keep_going=keep_going, format=format)
        return
    if target is None or not codes:
        raise UsageError(
            f"Name a passage and a code. {NOTHING}", remedy="For example `qualcode code INT03:14 BOT-POL`."
        )
    address = parse_address(target)
    study.find_document(address.document, outcome=NOTHING)
    found = [study.codebook.lookup(each, fragments=True, outcome=NOTHING) for each in codes]
    place = resolve(study, address, quote)
    requests = [
        CodeRequest(place.document, place.span, each, stance, weight, case, memo)  # type: ignore[arg-type]
        for each in found
    ]
    _put(study, actor, apply_codes(study, actor, requests), format)


def _put(study: Study, actor: Coder, applied: tuple[Applied, ...], format: str) -> None:
    if format == "json":
        put_json("code", {"coder": actor.handle}, {"codings": [_as_json(study, each) for each in applied]})
        return
    language = language_of(study, None)
    for each in applied:
        request = each.request
        words = flat(request.span.of(request.document.text))
        quoted = words if len(words) <= 80 else words[:77] + "…"
        note = "" if each.outcome == "coded" else f" · {each.outcome}"
        extras = "".join(f" · {mark}" for mark in (request.stance, request.case) if mark)
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
    result = apply_batch(study, actor, rows, source=name, keep_going=keep_going)
    outcomes = [each.outcome for each in result.applied]
    if format == "json":
        refused = [{"line": each.line, "why": each.why} for each in result.refused]
        content = {
            "codings": [_as_json(study, each) for each in result.applied],
            "refused": refused,
            "folded": result.folded,
        }
        put_json("code", {"coder": actor.handle, "from": name}, content)
    else:
        put(
            f"{plural(outcomes.count('coded'), 'coding')} made, {outcomes.count('already there')} already there, "
            f"{plural(outcomes.count('memo added'), 'memo')} added, {plural(len(result.refused), 'row')} refused · {actor.handle}"
        )
        if result.folded:
            put(f"{plural(result.folded, 'quote')} found by passing over white space; the others letter by letter.")
    for each in result.refused:
        say(f"{name}:{each.line}: {each.why}")
    if result.refused:
        raise typer.Exit(1)


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

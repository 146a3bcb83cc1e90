"""`agree` on data from elsewhere: ratings, a contingency table, sets of codes, or passages in a file."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from qualcode.agreement.assess import Scope
from qualcode.agreement.found import SCOPES, Asked
from qualcode.cli.agreement_options import By, Given, Language, Wanted
from qualcode.cli.displays import show_display
from qualcode.cli.options import language_of, read_given, split, study_around
from qualcode.cli.output import put_json, say
from qualcode.errors import UsageError
from qualcode.exchange.agreement_file import AnyFile, FileAgreement, agreement_of, some_coders
from qualcode.exchange.agreement_table import file_display
from qualcode.exchange.contingency_file import read_contingency
from qualcode.exchange.ratings_file import read_ratings
from qualcode.exchange.sets_file import read_sets
from qualcode.exchange.spans_file import read_spans


def agree_elsewhere(given: Given, wanted: Wanted) -> None:
    """Print how far the coders of a file agree, inside a study or outside any; exit 1 below what is required."""
    if wanted.by == "document" and given.kind != "spans":
        raise UsageError("--by document: the units of such a file stand in no documents.", remedy="Leave it out.")
    study = study_around(wanted.folder)
    chosen: Language = language_of(study, wanted.language)
    file = _read(given)
    if wanted.coders:
        file = some_coders(file, split(wanted.coders))
    as_json = wanted.format == "json" and wanted.out is None
    asked = Asked(
        names=tuple(dict.fromkeys(wanted.coefficient or ())),
        scopes=SCOPES if as_json else _shown(wanted.by),
        language=chosen,
        pairs=wanted.by == "pair",
        without=as_json or not wanted.coefficient,
        interval=wanted.interval,
        replicates=wanted.replicates,
        seed=wanted.seed,
    )
    found = agreement_of(file, asked)
    if as_json:
        put_json("agree", _parameters(given, file, found), found.json())
    else:
        show_display(study, file_display(found, chosen), wanted.format, wanted.out, wanted.language)
    if wanted.require is not None:
        _require(found, asked.names, wanted.require)


def _shown(by: By) -> tuple[Scope, ...]:
    further: dict[str, Scope] = {"pair": "pair", "document": "document"}
    return ("pooled", further.get(by, "code"))


def _read(given: Given) -> AnyFile:
    path = str(given.path)
    lengths = dict(map(_length, given.lengths))
    data = read_given(given.path)
    if given.kind == "ratings":
        return read_ratings(data, path, long=given.long)
    if given.kind == "spans":
        return read_spans(data, path, lengths)
    return read_sets(data, path) if given.kind == "sets" else read_contingency(data, path)


def _length(written: str) -> tuple[str, int]:
    document, equals, number = written.rpartition("=")
    if not equals or not document.strip() or not (number.isascii() and number.isdigit()) or not int(number):
        raise UsageError(
            f'--length "{written}" is no DOCUMENT=N.', remedy="N is the number of its characters: --length INT01=5200."
        )
    return document.strip(), int(number)


def _parameters(given: Given, file: AnyFile, found: FileAgreement) -> dict[str, object]:
    names = dict.fromkeys(one.coefficient for one in found.agreement.results)
    parameters: dict[str, object] = {given.kind: given.path.as_posix(), "coders": list(file.coders)}
    if given.kind == "ratings":
        parameters["long"] = given.long
    if given.kind == "spans":
        parameters["lengths"] = dict(map(_length, given.lengths))
    return {**parameters, "coefficients": list(names)}


def _require(found: FileAgreement, names: Sequence[str], least: float) -> None:
    result = found.main(names)
    if result is None:
        raise UsageError("--require needs a pooled α.", remedy="Name one with --coefficient.")
    if result.value is None or result.value < least:
        value = "undefined" if result.value is None else f"{result.value:.3f}"
        say(f"Pooled {result.coefficient} is {value}; {least:g} was required.")
        raise typer.Exit(1)

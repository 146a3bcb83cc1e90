"""`agree` on data from elsewhere: ratings, a contingency table, sets of codes, or passages in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from qualcode.agreement.assess import Scope
from qualcode.agreement.intervals import Method
from qualcode.agreement.resample import REPLICATES, SEED
from qualcode.cli.options import language_of, open_study, split
from qualcode.cli.output import in_color, put_bytes, put_json, say, terminal_width
from qualcode.errors import StudyError, UsageError
from qualcode.exchange.agreement_file import AnyFile, FileAgreement, agreement_of, some_coders
from qualcode.exchange.agreement_table import file_display
from qualcode.exchange.contingency_file import read_contingency
from qualcode.exchange.found import SCOPES, Asked
from qualcode.exchange.ratings_file import read_ratings
from qualcode.exchange.sets_file import read_sets
from qualcode.exchange.spans_file import read_spans
from qualcode.report.options import Style, WriteOptions
from qualcode.report.write import save_display, write_display
from qualcode.study.paths import find_root
from qualcode.study.study import Study

Language = Literal["en", "zh"]
RatingsOption = Annotated[
    Path | None,
    typer.Option(
        "--ratings", metavar="FILE", help="Data from elsewhere: a row a unit, a column a coder; CSV or Excel."
    ),
]
ContingencyOption = Annotated[
    Path | None, typer.Option("--contingency", metavar="FILE", help="The same as a square table of two coders.")
]
SetsOption = Annotated[
    Path | None, typer.Option("--sets", metavar="FILE", help="As --ratings; a cell holds codes between `;`, or NA.")
]
SpansOption = Annotated[
    Path | None, typer.Option("--spans", metavar="FILE", help="Passages: document, coder, code, start, end.")
]
LongOption = Annotated[
    bool, typer.Option("--long", help="The --ratings stand in columns coder, unit, value: a row a rating.")
]
LengthOption = Annotated[
    list[str] | None,
    typer.Option("--length", metavar="DOCUMENT=N", help="Characters of a document of --spans; may be repeated."),
]


@dataclass(frozen=True, slots=True)
class Given:
    """The file that `agree` was given, by the option that names its kind."""

    kind: str
    path: Path
    long: bool
    lengths: tuple[str, ...]


def given_file(
    ratings: Path | None,
    contingency: Path | None,
    sets: Path | None,
    spans: Path | None,
    long: bool,
    lengths: Sequence[str] | None,
) -> Given | None:
    """Return the file to compare, `None` for the study's own codings; raise `UsageError` for options that do not go together."""
    named = {"ratings": ratings, "contingency": contingency, "sets": sets, "spans": spans}
    files = [(kind, path) for kind, path in named.items() if path is not None]
    if len(files) > 1:
        raise UsageError(
            f"{' and '.join(f'--{kind}' for kind, _ in files)} are different data.", remedy="Give one file at a time."
        )
    kind, path = files[0] if files else ("", Path())
    if long and kind != "ratings":
        raise UsageError("--long says how --ratings are laid out.", remedy="Give it with --ratings FILE.")
    if lengths and kind != "spans":
        raise UsageError("--length is that of a document of --spans.", remedy="Give it with --spans FILE.")
    return Given(kind, path, long, tuple(lengths or ())) if files else None


def refuse_study_options(given: Given, options: Mapping[str, object]) -> None:
    """Raise `UsageError` when an option was given that is about a study's codings, not about a file."""
    extra = [name for name, value in options.items() if value not in (None, "all")]
    if extra:
        raise UsageError(
            f"{', '.join(extra)}: only a study's own codings take that.",
            remedy=f"Leave it out with --{given.kind}; --coders chooses coders of the file.",
        )


def agree_elsewhere(
    given: Given,
    *,
    coders: str | None = None,
    coefficient: Sequence[str] | None = None,
    by: str = "code",
    require: float | None = None,
    format: str = "table",
    out: Path | None = None,
    language: Language | None = None,
    folder: Path | None = None,
    interval: Method | None = None,
    replicates: int = REPLICATES,
    seed: int = SEED,
) -> None:
    """Print how far the coders of a file agree, inside a study or outside any; exit 1 below what is required."""
    study = _study(folder)
    chosen: Language = language or (language_of(study, None) if study else "en")
    file = _read(given)
    if coders:
        file = some_coders(file, split(coders))
    as_json = format == "json" and out is None
    asked = Asked(
        names=tuple(dict.fromkeys(coefficient or ())),
        scopes=SCOPES if as_json else _shown(by),
        language=chosen,
        pairs=by == "pair",
        interval=interval,
        replicates=replicates,
        seed=seed,
    )
    found = agreement_of(file, asked)
    if as_json:
        put_json("agree", _parameters(given, file, found), found.json())
    else:
        _show(found, chosen, study, format, out)
    if require is not None:
        _require(found, asked.names, require)


def _study(folder: Path | None) -> Study | None:
    """Return the study whose language and style hold: the one named, else the one around, else none."""
    if folder is not None:
        return open_study(folder, strict=False)
    try:
        return Study(find_root(Path.cwd()))
    except StudyError:
        return None


def _shown(by: str) -> tuple[Scope, ...]:
    further: dict[str, Scope] = {"pair": "pair", "document": "document"}
    return ("pooled", further.get(by, "code"))


def _read(given: Given) -> AnyFile:
    path = str(given.path)
    lengths = dict(map(_length, given.lengths))
    try:
        data = given.path.read_bytes()
    except OSError as fault:
        raise StudyError(f"cannot be read ({fault.strerror}).", remedy="Check the name.", path=path) from fault
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


def _show(found: FileAgreement, language: Language, study: Study | None, format: str, out: Path | None) -> None:
    style: Style = "three-line" if study is None else study.settings.report_style  # type: ignore[assignment]  # settings allow no other
    width = terminal_width() if out is None else None
    options = WriteOptions(language=language, width=width, style=style, color=in_color())
    display = file_display(found, language)
    if out is None:
        put_bytes(write_display(display, format, options))
        return
    save_display(display, out, options)
    say(f"Wrote {out}.")


def _require(found: FileAgreement, names: Sequence[str], least: float) -> None:
    result = found.main(names)
    if result is None:
        raise UsageError("--require needs a pooled α.", remedy="Name one with --coefficient.")
    if result.value is None or result.value < least:
        value = "undefined" if result.value is None else f"{result.value:.3f}"
        say(f"Pooled {result.coefficient} is {value}; {least:g} was required.")
        raise typer.Exit(1)

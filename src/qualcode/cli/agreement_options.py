"""The options of `agree`, and what it was asked for; light, so that the command starts quickly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from qualcode.agreement.intervals import Method
from qualcode.agreement.resample import REPLICATES, SEED
from qualcode.errors import UsageError

Language = Literal["en", "zh"]
By = Literal["code", "document", "pair"]
On = Literal["codes", "stance", "weight"]
AgreeUnit = Literal["turn", "paragraph", "sentence", "document", "character"]
OF_SETS = (
    *("alpha_jaccard", "alpha_masi", "mv_alpha", "percent_agreement_sets", "dice_agreement"),
    *("alpha_masi_2004", "alpha_set_relation"),
)
OF_PASSAGES = (
    *("u_alpha", "u_alpha_binary", "cu_alpha", "ku_alpha", "u_alpha_1995", "boundary_similarity"),
    *("gamma", "nvivo_percentage", "nvivo_kappa"),
)
"""The coefficients that are about whole sets of codes and about passages, so that only what is asked for is imported."""
AgreeUnitOption = Annotated[
    AgreeUnit | None,
    typer.Option("--unit", help="What is compared, if not the study's unit; `character`: where passages lie."),
]
OnOption = Annotated[
    On, typer.Option("--on", help="What of the codings is compared: the codes, or the stance or weight of shared ones.")
]
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
ByOption = Annotated[By, typer.Option("--by", help="What the table's rows are.")]
CoefficientOption = Annotated[
    list[str] | None,
    typer.Option("--coefficient", metavar="NAME", help="Which coefficient; may be repeated; `all` the data allow."),
]
RequireOption = Annotated[
    float | None, typer.Option("--require", metavar="NUMBER", help="Exit 1 unless the pooled alpha reaches this.")
]
MergesOption = Annotated[
    bool, typer.Option("--merges", help="Agreement before and after codes were merged, code by code.")
]
IntervalOption = Annotated[
    Method | None,
    typer.Option(
        "--interval", help="How 95 % intervals are made; else analytic for codes, percentile for pooled values."
    ),
]
ReplicatesOption = Annotated[
    int, typer.Option("--replicates", metavar="N", min=1, help="How often units are drawn anew for an interval.")
]
SeedOption = Annotated[int, typer.Option("--seed", metavar="N", help="The same seed draws the same units.")]
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `agree` was asked for, whether of a study or of a file: the options as they were given."""

    coders: str | None = None
    coefficient: Sequence[str] | None = None
    by: By = "code"
    require: float | None = None
    format: str = "table"
    out: Path | None = None
    language: Language | None = None
    folder: Path | None = None
    interval: Method | None = None
    replicates: int = REPLICATES
    seed: int = SEED
    on: On = "codes"

    @property
    def names(self) -> tuple[str, ...]:
        """The coefficients asked for, each once; `()` for the usual ones."""
        return tuple(dict.fromkeys(self.coefficient or ()))

    @property
    def as_answer(self) -> bool:
        """Whether the answer is for programs: JSON on stdout."""
        return self.format == "json" and self.out is None


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

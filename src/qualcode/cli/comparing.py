"""What `agree` and `disagreements` lay side by side: the options they share, and what these come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import typer

from qualcode.cli.documents import say_unreadable
from qualcode.cli.options import find_code, split
from qualcode.cli.output import plural, say
from qualcode.coding.rounds import changed_since, find_round, study_at
from qualcode.coding.sampling import find_sample
from qualcode.coding.units import OUT_OF_SCOPE, Comparison, reliability
from qualcode.errors import UsageError
from qualcode.model.events import RoundEvent
from qualcode.model.reliability import ReliabilityData, UnitsIn
from qualcode.study.study import Study

CodersToCompare = Annotated[
    str | None, typer.Option("--coders", metavar="A,B", help="Whom to compare; else all but rounds and consensus.")
]
UnitOfAnalysis = Literal["turn", "paragraph", "sentence", "document"]
UnitToCompare = Annotated[
    UnitOfAnalysis | None, typer.Option("--unit", help="What is compared, if not the study's unit.")
]
UnitsInOption = Annotated[
    Literal["all", "coded-by-any", "coded-by-all"], typer.Option("--units-in", help="Which units count.")
]
DocumentsOption = Annotated[str | None, typer.Option("--documents", metavar="A,B", help="Only these documents.")]
RoundOption = Annotated[
    str | None, typer.Option("--round", metavar="NAME", help="As the ledgers stood when this round was closed.")
]
SampleOption = Annotated[
    str | None, typer.Option("--sample", metavar="NAME", help="Only the units of this sample (see `qualcode sample`).")
]


def as_of_round(study: Study, name: str | None) -> tuple[Study, RoundEvent | None]:
    """Return the study as it stood when a round was closed, and the round; the study itself without a name.

    What has changed in the round's own past since is said on stderr.
    """
    if name is None:
        return study, None
    closed = find_round(study, name).event
    differing, gone, later = changed_since(study, closed)
    if differing:
        shown = ", ".join(differing[:5]) + (", …" if len(differing) > 5 else "")
        say(
            f'{plural(len(differing), "ledger")} of round "{closed.name}" hold other events than when it closed: {shown}.'
        )
    if gone:
        say(f'{plural(len(gone), "ledger")} of round "{closed.name}" are gone: {", ".join(gone[:5])}.')
    say(f'Round "{closed.name}", closed {closed.until[:10]}; {plural(later, "event")} since then, after discussion.')
    return study_at(study, closed), closed


@dataclass(frozen=True, slots=True)
class Compared:
    """What to lay side by side, as the options give it."""

    coders: str | None = None
    codes: str | None = None
    level: int | None = None
    unit: UnitOfAnalysis | None = None
    units_in: UnitsIn = "all"
    documents: str | None = None
    sample: str | None = None

    @property
    def study_options(self) -> dict[str, object]:
        """The options that only a study's own codings take, by name; --coders is taken elsewhere too."""
        return {
            "--codes": self.codes,
            "--level": self.level,
            "--unit": self.unit,
            "--units-in": self.units_in,
            "--documents": self.documents,
            "--sample": self.sample,
        }


def comparison_of(study: Study, closed: RoundEvent | None, asked: Compared) -> Comparison:
    """Return what the options ask to compare, documents, codes and the sample found by their names."""
    say_unreadable(study)
    named = tuple(study.find_document(each).id for each in split(asked.documents))
    return Comparison(
        coders=split(asked.coders) or (closed.coders if closed else ()),
        unit=asked.unit,
        units_in=asked.units_in,
        codes=tuple(find_code(study, each).id for each in split(asked.codes)),
        level=asked.level,
        documents=named or _still_there(study, closed),
        sample=None if asked.sample is None else find_sample(study, asked.sample),
    )


def compared(study: Study, closed: RoundEvent | None, asked: Compared) -> ReliabilityData:
    """Return what the options ask to compare; raise `UsageError` when that leaves no unit."""
    data = reliability(study, comparison_of(study, closed, asked))
    if data.units:
        return data
    if data.set_aside.get(OUT_OF_SCOPE):
        raise UsageError(
            f"There is nothing to compare: no unit is {asked.units_in.replace('-', ' ')}.",
            remedy="Write --units-in all.",
        )
    if asked.sample is not None:
        raise UsageError(
            f'There is nothing to compare: no unit of "{asked.sample}" that two of {", ".join(data.coders)} have decided.',
            remedy=f"A coder says that a sample is finished with `qualcode sample {asked.sample} --done`.",
        )
    raise UsageError(
        f"There is nothing to compare: no document that two of {', '.join(data.coders)} have finished.",
        remedy="A coder says that a document is finished with `qualcode done DOCUMENT`.",
    )


def parameters_of(data: ReliabilityData, closed: RoundEvent | None = None, **more: object) -> dict[str, object]:
    """Return what a comparison was asked for, as the JSON answer names it."""
    found: dict[str, object] = {
        "coders": list(data.coders),
        "codes": list(data.codes),
        "unit": data.unit,
        "units_in": data.units_in,
        **more,
    }
    return found if closed is None else found | {"round": closed.name, "until": closed.until}


def _still_there(study: Study, closed: RoundEvent | None) -> tuple[str, ...]:
    if closed is None:
        return ()
    return tuple(study.find_document(id).id for id in closed.documents)

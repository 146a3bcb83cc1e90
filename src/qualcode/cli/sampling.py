"""`sample`: units for a second coder, drawn blind."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.displays import show_display
from qualcode.cli.options import (
    CoderOption,
    FormatOption,
    LanguageOption,
    OutOption,
    StudyOption,
    UnitOption,
    acting_coder,
    language_of,
    open_study,
    split,
)
from qualcode.cli.output import SHORT, plural, put, put_json, say
from qualcode.coding.sampling import Draw, draw_sample, find_sample, finish_sample, samples_of
from qualcode.coding.sampling_display import sample_display
from qualcode.errors import UsageError
from qualcode.study.study import Study

DEFAULT_NAME = "sample"


def sample(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A sample that was drawn, to show it again; none: the list.")
    ] = None,
    share: Annotated[
        float | None, typer.Option("--share", metavar="NUMBER", help="Draw this share of the units: 0.2 is a fifth.")
    ] = None,
    stratify: Annotated[
        str | None,
        typer.Option("--stratify", metavar="BY", help="Spread it over role, case, document or any attribute."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="The same seed draws the same units.")] = 1,
    of: Annotated[
        str | None, typer.Option("--of", metavar="A,B", help="Who has finished the documents; else all first coders.")
    ] = None,
    documents: Annotated[
        str | None, typer.Option("--documents", metavar="A,B", help="Only from these documents.")
    ] = None,
    unit: UnitOption = None,
    done: Annotated[
        bool, typer.Option("--done", help="Say that you have decided every unit of the sample named.")
    ] = False,
    coder: CoderOption = None,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Draw units for a second coder, coded ones and bare ones alike, without what the first coder said of them."""
    study = open_study(folder)
    if done:
        _finish(study, name, coder)
        return
    if share is None:
        if name is None:
            _list(study, format)
            return
        event = find_sample(study, name)
    else:
        draw = Draw(
            name or _free_name(study),
            share,
            seed,
            stratify,
            unit,
            tuple(study.find_document(each).id for each in split(documents)),
        )
        first = tuple(study.coder(each).handle for each in split(of)) or study.settings.first_readers
        event, strata = draw_sample(study, acting_coder(study, coder), first, draw)
        for stratum, size, whole in strata:
            name_of = stratum or (f"no {stratify}" if stratify else "all")
            say(f"{name_of}: {size} of {whole}")
        say(
            f'Sample "{event.name}" recorded: {plural(len(event.units), event.unit)}, seed {seed}. Code them, say '
            f"`qualcode sample {event.name} --done`, then `qualcode agree --sample {event.name}`."
        )
    show_display(study, sample_display(study, event, language_of(study, language)), format, out, language)


def _finish(study: Study, name: str | None, coder: str | None) -> None:
    if name is None:
        raise UsageError("Which sample? Nothing was recorded.", remedy="`qualcode sample` lists them.")
    actor = acting_coder(study, coder)
    event = find_sample(study, name)
    events = finish_sample(study, actor, event)
    put(
        f'sample "{event.name}" done · {plural(len(event.units), event.unit)} in {plural(len(events), "document")}; a code '
        f"not given there now counts as absent · {actor.handle} · {events[0].id[:SHORT]}"
    )


def _list(study: Study, format: str) -> None:
    drawn = samples_of(study)
    if format == "json":
        rows = [
            {
                "id": each.id,
                "name": each.name,
                "at": each.at,
                "of": list(each.of),
                "unit": each.unit,
                "share": each.share,
                "seed": each.seed,
                "stratify": each.stratify,
                "units": len(each.units),
            }
            for each in drawn
        ]
        put_json("samples", {}, {"samples": rows})
        return
    for each in drawn:
        spread = f" by {each.stratify}" if each.stratify else ""
        put(
            f"{each.name}  {each.at[:10]}  {plural(len(each.units), each.unit)}, {each.share:.0%}{spread}, seed {each.seed}"
        )
    if not drawn:
        put("No sample is drawn. `qualcode sample --share 0.2` draws one.")


def _free_name(study: Study) -> str:
    taken = {each.name for each in samples_of(study)}
    return next(name for number in range(1, len(taken) + 2) if (name := f"{DEFAULT_NAME}{number}") not in taken)

"""`sample`: units for a second coder, drawn blind."""

from __future__ import annotations

from pathlib import Path
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
from qualcode.coding.sampling import NOTHING, Draw, draw_sample, find_sample, finish_sample, samples_of
from qualcode.coding.sampling_display import sample_display
from qualcode.errors import UsageError
from qualcode.model.coding import Coder
from qualcode.model.events import SampleEvent
from qualcode.study.study import Study

DEFAULT_NAME = "sample"
_SHEETS = (".xlsx", ".docx", ".csv")


NameArgument = Annotated[
    str | None, typer.Argument(metavar="[NAME]", help="A sample that was drawn, to show it again; none: the list.")
]
ShareOption = Annotated[
    float | None, typer.Option("--share", metavar="NUMBER", help="Draw this share of the units: 0.2 is a fifth.")
]
StratifyOption = Annotated[
    str | None, typer.Option("--stratify", metavar="BY", help="Spread it over role, case, document or any attribute.")
]
SeedOption = Annotated[int, typer.Option("--seed", metavar="N", help="The same seed draws the same units.")]
OfOption = Annotated[
    str | None, typer.Option("--of", metavar="A,B", help="Who has finished the documents; else all first coders.")
]
FromOption = Annotated[str | None, typer.Option("--documents", metavar="A,B", help="Only from these documents.")]
SheetOption = Annotated[
    Path | None,
    typer.Option(
        "--sheet", metavar="FILE", help="Write it as a sheet to fill in: .xlsx, .docx or .csv; `import` reads it."
    ),
]
DoneOption = Annotated[bool, typer.Option("--done", help="Say that you have decided every unit of the sample named.")]


def sample(
    name: NameArgument = None,
    share: ShareOption = None,
    stratify: StratifyOption = None,
    seed: SeedOption = 1,
    of: OfOption = None,
    documents: FromOption = None,
    unit: UnitOption = None,
    done: DoneOption = False,
    sheet: SheetOption = None,
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
    if sheet is not None:
        _refuse_sheet(study, sheet)
    if share is None and name is None:
        _list(study, format)
        return
    if share is None:
        event = find_sample(study, name or "")
    else:
        chosen = tuple(study.find_document(each).id for each in split(documents))
        draw = Draw(name or _free_name(study), share, seed, stratify, unit, chosen)
        event = _draw(study, acting_coder(study, coder), split(of), draw)
    if sheet is not None:
        from qualcode.cli.sample_sheets import export_sheet

        export_sheet(study, event, sheet, language_of(study, language))
        return
    show_display(study, sample_display(study, event, language_of(study, language)), format, out, language)


def _refuse_sheet(study: Study, sheet: Path) -> None:
    """Refuse a sheet that cannot be written before anything is drawn."""
    from qualcode.cli.word_desk import refuse_taken

    if sheet.suffix.lower() not in _SHEETS:
        raise UsageError(f"{sheet} is no sheet. {NOTHING}", remedy=f"Its name must end in {', '.join(_SHEETS)}.")
    refuse_taken(study, sheet)


def _draw(study: Study, actor: Coder, of: tuple[str, ...], draw: Draw) -> SampleEvent:
    first = tuple(study.coder(each).handle for each in of) or study.settings.first_readers
    event, strata = draw_sample(study, actor, first, draw)
    for stratum, size, whole in strata:
        shown = stratum or (f"no {draw.stratify}" if draw.stratify else "all")
        say(f"{shown}: {size} of {whole}")
    say(
        f'Sample "{event.name}" recorded: {plural(len(event.units), event.unit)}, seed {event.seed}. Code them, say '
        f"`qualcode sample {event.name} --done`, then `qualcode agree --sample {event.name}`."
    )
    return event


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

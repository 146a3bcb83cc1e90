"""`structure show|check|group|relate|core|drop`: what is built from codes, without recoding anything."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from qualcode.cli.options import (
    CoderOption,
    CodersOption,
    FormatOption,
    LanguageOption,
    OutOption,
    StudyOption,
    acting_coder,
    language_of,
    open_study,
    split,
)
from qualcode.cli.output import SHORT, plural, put, say
from qualcode.coding import structure_acts as acts
from qualcode.coding.structure_problems import structure_problems
from qualcode.errors import StudyError, UsageError
from qualcode.model.coding import Coder
from qualcode.model.events import MemoEvent
from qualcode.model.structure import Level, RelationType
from qualcode.study.study import Study

As = Literal["open", "axial", "selective", "gioia", "relations"]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A grouping, by its id or name.")]
MemoOption = Annotated[str | None, typer.Option("--memo", metavar="TEXT", help="Why; it stands in the displays.")]
MemoLanguage = Annotated[
    Literal["en", "zh"] | None, typer.Option("--lang", help="The language of the name and the memo you give.")
]


def show(
    form: Annotated[
        As, typer.Option("--as", help="Open, axial or selective coding tables, the data structure, or relations.")
    ] = "gioia",
    most: Annotated[int, typer.Option("--quotes", metavar="N", min=0, help="How many statements stand for each.")] = 2,
    coders: CodersOption = None,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Show the structure as one of the tables that theses and journals print, each with its statements."""
    # Displays and evidence are imported for the one command that shows them.
    from qualcode.analysis import structure_displays as displays
    from qualcode.cli.displays import show_display
    from qualcode.cli.documents import say_unreadable
    from qualcode.coding.retrieve import evidence

    study = open_study(folder)
    fault = next((each for each in structure_problems(study) if each.severity == "error"), None)
    if not study.structure.concepts:
        if fault is not None:
            raise StudyError(fault.message, path=fault.path, line=fault.line, remedy=fault.remedy)
        raise UsageError(
            "The study has no structure.yaml with a concept in it.",
            remedy="`qualcode structure group NAME --of CODE,CODE --level concept` begins one.",
        )
    if fault is not None:
        say(f"{fault} `qualcode structure check` lists every fault.")
    say_unreadable(study)
    makers = {
        "open": displays.open_coding,
        "axial": displays.axial_coding,
        "selective": displays.selective_coding,
        "gioia": displays.gioia,
        "relations": displays.relations,
    }
    known = evidence(study, split(coders) or None)
    show_display(study, makers[form](known, study.structure, language_of(study, language), most), format, out, language)


def check(folder: StudyOption = None) -> None:
    """Find every fault of structure.yaml at once, each with its line; exit 1 if there is an error."""
    study = open_study(folder)
    problems = tuple(structure_problems(study))
    for problem in problems:
        put(str(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    structure = study.structure
    counts = (
        plural(len(structure.concepts), "concept"),
        plural(len(structure.themes), "theme"),
        plural(len(structure.dimensions), "dimension"),
        plural(len(structure.relations), "relation"),
        plural(errors, "error"),
        plural(len(problems) - errors, "warning"),
    )
    say(f"{', '.join(counts)}.")
    if errors:
        raise typer.Exit(1)


def group(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called; one that is there is added to.")],
    of: Annotated[
        str | None,
        typer.Option("--of", metavar="A,B", help="Codes or memos' ids for a concept; concepts; themes."),
    ] = None,
    level: Annotated[
        Level | None, typer.Option("--level", help="What it is; not needed for one that is there.")
    ] = None,
    id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Its id; made from the name without one.")
    ] = None,
    memo: MemoOption = None,
    language: MemoLanguage = None,
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Make a concept of codes, a theme of concepts, a dimension of themes; comments and layout of the file stay."""
    study, actor = _study(folder, coder)
    _put(acts.group(study, actor, acts.Grouped(name, split(of), level, id, memo, language)), actor)


def relate(
    source: Annotated[str, typer.Argument(metavar="A", help="A concept, theme or dimension.")],
    target: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    type: Annotated[RelationType, typer.Option("--type", help="What A is to B.")],
    memo: MemoOption = None,
    quotes: Annotated[
        str | None, typer.Option("--quotes", metavar="ID,ID", help="Codings whose words say the relation itself.")
    ] = None,
    language: MemoLanguage = None,
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Say that A is a condition of B, its context, what is done about it, or a consequence of it."""
    study, actor = _study(folder, coder)
    _put(acts.relate(study, actor, source, target, type, memo=memo, language=language, quotes=split(quotes)), actor)


def core(
    name: NameArgument,
    memo: MemoOption = None,
    language: MemoLanguage = None,
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Make a grouping the core category, to which the others are related."""
    study, actor = _study(folder, coder)
    _put(acts.set_core(study, actor, name, memo, language), actor)


def drop(
    name: NameArgument,
    other: Annotated[
        str | None, typer.Argument(metavar="[OTHER]", help="With it, the relations from the one to the other.")
    ] = None,
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Take a grouping, or the relations between two, out of the structure; what stood below it stays."""
    study, actor = _study(folder, coder)
    _put(acts.drop(study, actor, name, other), actor)


def _study(folder: Path | None, coder: str | None) -> tuple[Study, Coder]:
    study = open_study(folder)
    return study, acting_coder(study, coder)


def _put(event: MemoEvent, actor: Coder) -> None:
    held = (event.data or {}).get("structure")
    said = held if isinstance(held, dict) else {}
    match said.get("change"):
        case "group":
            words = f"{said['level']} {said['id']}" + (f" ← {', '.join(said['of'])}" if said["of"] else "")
        case "relate":
            words = f"{said['from']} is {said['type']} of {said['to']}"
        case "core":
            words = f"core category: {said['id']}"
        case _:
            words = f"dropped: {said.get('id') or ' → '.join((said['from'], said['to']))}"
    put(f"structure {words} · {actor.handle} · {event.id[:SHORT]}")

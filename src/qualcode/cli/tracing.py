"""`trace`: tests of hypotheses by single passages, and what they allow one to say."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.analysis.tracing import Result, TestKind, recorded_tests, tracing
from qualcode.cli.displays import show_display
from qualcode.cli.documents import say_unreadable
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
from qualcode.cli.output import SHORT, put, say
from qualcode.coding.retrieve import evidence
from qualcode.coding.tracing_acts import hypotheses_of, record_test
from qualcode.errors import NotFoundError, UsageError, nearest
from qualcode.model.coding import Coder
from qualcode.model.events import MemoEvent
from qualcode.model.names import name_key


def trace(
    hypothesis: Annotated[
        str | None, typer.Argument(metavar="[HYPOTHESIS]", help="In your words, or a rival's or feature's id.")
    ] = None,
    id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Your coding that is the test; none: the table.")
    ] = None,
    test: Annotated[
        TestKind | None, typer.Option("--test", help="Necessary: hoop; sufficient: smoking-gun; both; or neither.")
    ] = None,
    result: Annotated[Result | None, typer.Option("--result", help="Whether the hypothesis passed it.")] = None,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; it stands in the table.")] = "",
    case: Annotated[
        str | None, typer.Option("--case", metavar="CASE", help="The case it is about, if not the coding's own.")
    ] = None,
    coder: CoderOption = None,
    coders: CodersOption = None,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Record that a coding is a test of a hypothesis, or show all tests by hypothesis and case with what they come to."""
    study = open_study(folder)
    if id is not None or test is not None or result is not None:
        if hypothesis is None or id is None or test is None or result is None:
            raise UsageError(
                "A test is of a hypothesis, by a coding, of a kind, with a result. Nothing was recorded.",
                remedy='`qualcode trace HYPOTHESIS ID --test hoop --result passed --why "…"`.',
            )
        known = hypotheses_of(study)
        actor = acting_coder(study, coder)
        _put(record_test(study, actor, hypothesis, id, test, result, why, case=case), known, actor)
        return
    say_unreadable(study)
    evident = evidence(study, split(coders) or None)
    if hypothesis is not None:
        there = tuple(dict.fromkeys(each.hypothesis for each in recorded_tests(evident)))
        if name_key(hypothesis) not in map(name_key, there):
            raise NotFoundError("tested hypothesis", hypothesis, there)
    spoken = language_of(study, language)
    names = {name_key(rule.id): rule.name(spoken) for rule in study.settings.features}
    names |= {name_key(rival.id): rival.name(spoken) for rival in study.settings.rivals}
    show_display(study, tracing(evident, spoken, hypothesis, names), format, out, language)


def _put(event: MemoEvent, known: tuple[str, ...], actor: Coder) -> None:
    """Print a test that was recorded, and say so when its hypothesis is a new one."""
    data = event.data or {}
    named = str(data["hypothesis"])
    if name_key(named) not in map(name_key, known):
        near = nearest(named, known)
        others = f" Others: {', '.join(near)}." if near else ""
        say(f'A new hypothesis: "{named}".{others}')
    coding = str(event.about.coding)[:SHORT]
    put(f"{named} · {data['test']} {data['result']} · coding {coding} · {actor.handle} · {event.id[:SHORT]}")

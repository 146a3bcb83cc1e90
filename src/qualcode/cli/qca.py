"""`qca`: which combinations of conditions go with an outcome, from codings or from a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from qualcode.analysis.qca.analyse import Analysis, Question, analyse
from qualcode.analysis.qca.answer import as_json, parameters
from qualcode.analysis.qca.displays import View, qca_display
from qualcode.analysis.qca.from_evidence import membership_data
from qualcode.analysis.qca.truth_table import Thresholds
from qualcode.cli.displays import show_display
from qualcode.cli.documents import say_unreadable
from qualcode.cli.options import (
    CodersOption,
    FormatOption,
    LanguageOption,
    OutOption,
    StudyOption,
    language_of,
    open_study,
    read_given,
    split,
    study_around,
)
from qualcode.cli.output import put_json
from qualcode.coding.retrieve import evidence
from qualcode.errors import UsageError
from qualcode.exchange.qca_table import read_memberships
from qualcode.model.calibration import QcaSettings
from qualcode.model.names import name_key
from qualcode.study.study import Study

TableOption = Annotated[
    Path | None,
    typer.Option("--table", metavar="FILE", help="Data from elsewhere: a row a case, a column a set; CSV or Excel."),
]
OutcomeOption = Annotated[
    str | None, typer.Option("--outcome", metavar="NAME", help="What is to be explained: SURV, or SURV{2}.")
]
ConditionsOption = Annotated[
    str | None, typer.Option("--conditions", metavar="A,B", help="By what; without it by every other set.")
]
InclusionOption = Annotated[
    float | None, typer.Option("--inclusion", metavar="NUMBER", help="A row is coded 1 from here; 0.8 without it.")
]
FrequencyOption = Annotated[
    int | None,
    typer.Option("--frequency", metavar="N", min=1, help="A row is observed from so many cases; 1 without it."),
]
PriOption = Annotated[
    float | None, typer.Option("--pri", metavar="NUMBER", help="And its PRI must reach this; 0 without it.")
]
NegateOption = Annotated[bool, typer.Option("--negate", help="Explain the absence of the outcome.")]
ExpectOption = Annotated[
    str | None,
    typer.Option(
        "--expect", metavar="A=1,B=0", help="Which values are expected to help, for the intermediate solution."
    ),
]
ShowOption = Annotated[View, typer.Option("--show", help="Which table.")]


def qca(
    table: TableOption = None,
    outcome: OutcomeOption = None,
    conditions: ConditionsOption = None,
    inclusion: InclusionOption = None,
    frequency: FrequencyOption = None,
    pri: PriOption = None,
    negate: NegateOption = False,
    expect: ExpectOption = None,
    show: ShowOption = "solutions",
    coders: CodersOption = None,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Compare cases by QCA: truth table, necessity, and the complex, parsimonious and intermediate solutions."""
    study = study_around(folder) if table is not None else open_study(folder)
    chosen = language_of(study, language)
    declared = QcaSettings() if table is not None or study is None else study.settings.qca
    named = split(conditions) or declared.conditions
    question = Question(
        outcome=outcome or declared.outcome,
        conditions=named,
        thresholds=Thresholds(
            declared.inclusion if inclusion is None else inclusion,
            declared.frequency if frequency is None else frequency,
            declared.pri if pri is None else pri,
        ),
        negate=negate or (outcome in (None, declared.outcome) and declared.negate),
        expect=_expected(expect) or _declared_expectations(declared, outcome, named, negate),
    )
    found = _from_table(table, question, coders) if table is not None else _from_study(study, question, coders, chosen)
    if format == "json" and out is None:
        source = {"table": table.as_posix()} if table is not None else {}
        put_json("qca", source | parameters(found), as_json(found, chosen))
        return
    display = qca_display(found, show, chosen)
    show_display(study, display, format, out, language)


def _from_table(path: Path, question: Question, coders: str | None) -> Analysis:
    if coders:
        raise UsageError("--coders: a table holds no codings.", remedy="Leave it out with --table.")
    if not question.outcome:
        raise UsageError("What is to be explained?", remedy="Name a column: --outcome NAME.")
    return analyse(read_memberships(read_given(path), path.as_posix(), question.outcome, question.conditions), question)


def _from_study(study: Study | None, question: Question, coders: str | None, language: str) -> Analysis:
    assert study is not None  # without a table the study was opened, or the command has ended
    say_unreadable(study)
    found = evidence(study, split(coders) or None)
    data = membership_data(found, study.settings.qca, question.outcome, question.conditions, language)
    return analyse(data, question)


def _declared_expectations(
    declared: QcaSettings, outcome: str | None, conditions: Sequence[str], negate: bool
) -> Mapping[str, int]:
    """Return the settings' expectations of these conditions; none when another outcome than theirs is asked about."""
    if (outcome is not None and outcome != declared.outcome) or (negate and not declared.negate):
        return {}
    names = {name_key(name) for name in conditions}
    return {name: value for name, value in declared.expect.items() if not names or name_key(name) in names}


def _expected(option: str | None) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for part in split(option):
        name, equals, value = (each.strip() for each in part.partition("="))
        if not (name and equals and value.isascii() and value.isdigit()):
            raise UsageError(f'--expect "{part}" is no CONDITION=VALUE.', remedy="Write --expect A=1,B=0.")
        if name in found:
            raise UsageError(f"--expect names {name} twice.", remedy="Name it once.")
        found[name] = int(value)
    return found

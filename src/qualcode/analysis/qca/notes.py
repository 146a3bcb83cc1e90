"""What must be known to read a QCA: thresholds, remainders, contradictions, ambiguity, and how little few cases show."""

from __future__ import annotations

from collections.abc import Iterator
from math import comb

from qualcode.analysis.qca.analyse import Analysis
from qualcode.analysis.qca.models import MOST
from qualcode.analysis.qca.solutions import KINDS
from qualcode.analysis.qca.wording import say
from qualcode.analysis.wording import set_aside_note


def notes_of(found: Analysis, language: str) -> Iterator[str]:
    """Yield the notes that stand under every table of a QCA."""
    cases, thresholds = len(found.data.cases), found.question.thresholds
    yield say(
        "space",
        language,
        cases=cases,
        conditions=len(found.space.conditions),
        size=f"{found.space.size:,}",
        remainders=f"{found.table.remainders:,}",
    )
    if warned := few_cases_note(cases, language):
        yield warned
    yield say(
        "coded",
        language,
        inclusion=thresholds.inclusion,
        pri=thresholds.pri,
        frequency=thresholds.frequency,
    )
    yield from _contradictions(found, language)
    if lopsided := _lopsided(found):
        yield say("lopsided", language, names=", ".join(lopsided))
    yield from _where_it_comes_from(found, language)


def solution_notes(found: Analysis, language: str) -> Iterator[str]:
    """Yield what else must be known of the solutions: expectations, tied models, assumptions."""
    if not found.table.coded(1):
        yield say("nothing", language)
        return
    if not found.table.coded(0):
        yield say("everything", language)
    expected = ", ".join(f"{name}={value}" for name, value in found.question.expect.items())
    yield say("expectation", language, expected=expected) if expected else say("no expectation", language)
    for kind in KINDS:
        solution = found.solutions[kind]
        number = 0 if solution is None else len(solution.models)
        if solution is not None and solution.truncated:
            key = "truncated far" if number >= MOST else "truncated"
            yield say(key, language, kind=say(kind, language), number=f"{number:,}")
        elif number > 1:
            yield say("tied", language, kind=say(kind, language), number=number)
    yield say("assumed", language)


def few_cases_note(cases: int, language: str) -> str:
    """Return the warning that so few cases show no significance, or nothing when a perfect split of them could.

    Fisher's exact test of a perfect split in the most even way: 0.10 for three against two.
    """
    fewer = cases // 2
    p = min((2 if cases % 2 == 0 else 1) / comb(cases, fewer), 1.0)
    return say("few", language, cases=cases, more=cases - fewer, fewer=fewer, p=p) if p > 0.05 else ""


def _contradictions(found: Analysis, language: str) -> Iterator[str]:
    for row in found.table.rows:
        if row.contradictory:
            yield say(
                "contradictory",
                language,
                row=row.row,
                having=", ".join(row.having),
                lacking=", ".join(case for case in row.cases if case not in row.having),
                inclusion=row.inclusion,
                code=say(f"coded {'none' if row.out is None else row.out}", language),
            )


def _lopsided(found: Analysis) -> list[str]:
    names = []
    for condition in found.space.conditions:
        high = found.data.column(condition.name) > 0.5
        if condition.kind == "fuzzy" and bool(high.all() or not high.any()):
            names.append(condition.name)
    return names


def _where_it_comes_from(found: Analysis, language: str) -> Iterator[str]:
    data = found.data
    used = {found.outcome.removeprefix("~").partition("{")[0], *(each.name for each in found.space.conditions)}
    for name, cases in data.silent.items():
        if name in used:
            yield say("silent", language, name=name, cases=", ".join(cases))
    if data.whose:
        yield data.whose
        yield set_aside_note(data.set_aside, language)

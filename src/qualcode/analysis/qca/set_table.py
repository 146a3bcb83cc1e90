"""What each set of a QCA is: what a case's membership is made from, and how it was calibrated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from qualcode.analysis.feature_wording import state_name
from qualcode.analysis.qca.analyse import Analysis
from qualcode.analysis.qca.wording import say
from qualcode.analysis.wording import listing
from qualcode.model.calibration import STATE_VALUES, Calibration, SetRule
from qualcode.model.display import Cell, Column, Row
from qualcode.model.names import name_key


def sets_table(found: Analysis, language: str) -> tuple[Sequence[Column], Iterable[Row], Iterable[str]]:
    """Return one row a set, the outcome last: its part, what it is made from, its codes or attribute, its calibration."""
    keys = ("part", "source", "from", "calibration")
    columns = [Column(key, say(key, language), "text") for key in keys]
    return columns, list(_rows(found, language)), (say("sets note", language),)


def _rows(found: Analysis, language: str) -> Iterator[Row]:
    outcome = found.outcome.removeprefix("~").partition("{")[0]
    rules = {name_key(rule.name): rule for rule in found.data.rules}
    for name in (*(each.name for each in found.space.conditions), outcome):
        part = say("is outcome" if name == outcome else "is condition", language)
        rule = rules.get(name_key(name))
        if rule is None:
            cells = (Cell(part), Cell(say("by table", language)), Cell(None), Cell(say("as it is", language)))
        else:
            made = _made_from(rule, found.data.names_of, language)
            calibrated = calibration_words(rule, language)
            cells = (Cell(part), Cell(say(f"by {rule.by}", language)), Cell(made), Cell(calibrated))
        yield Row(name, name, cells)


def _made_from(rule: SetRule, names: Mapping[str, str], language: str) -> str:
    if rule.by == "attribute":
        return rule.attribute
    told = listing(language).join(f"{code} {names.get(code, '')}".strip() for code in rule.codes)
    if not rule.counter:
        return told
    counter = listing(language).join(f"{code} {names.get(code, '')}".strip() for code in rule.counter)
    return say("with counter", language, codes=told, counter=counter)


def calibration_words(rule: SetRule, language: str) -> str:
    """Return how a set's raw figures or words become memberships, in words."""
    how = rule.calibration
    if how.values or (rule.by == "state" and how == Calibration()):
        values = how.values or STATE_VALUES
        states = rule.by == "state"
        told = (
            f"{state_name(word, language) if states else f'“{word}”'} = {number:g}"  # type: ignore[arg-type]  # words of states
            for word, number in values.items()
        )
        return listing(language).join(told)
    if how.crisp is not None:
        sign, bound = how.crisp
        return say("crisp", language, sign=sign, bound=f"{bound:g}")
    if how.anchors:
        out, crossover, full = (f"{each:g}" for each in how.anchors)
        return say("linear" if how.linear else "direct", language, out=out, crossover=crossover, full=full)
    numbers = ", ".join(f"{each:g}" for each in how.thresholds or how.groups)
    if how.thresholds:
        return say("categories", language, numbers=numbers)
    return say("indirect", language, numbers=numbers) if how.groups else say("as it is", language)

"""One QCA: from memberships and a question to truth table, solutions and their fit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from qualcode.analysis.qca.fit import Sufficiency, sufficiency, unique_coverage
from qualcode.analysis.qca.sets import Reals, SetData, conditions_of, outcome_membership
from qualcode.analysis.qca.solutions import Model, SolutionKind, Solutions, solutions
from qualcode.analysis.qca.terms import Cube, Flags, Space, term_membership
from qualcode.analysis.qca.truth_table import Thresholds, TruthTable, truth_table
from qualcode.errors import NotFoundError, StudyError, UsageError

_OUTCOME = re.compile(r"\s*(?P<not>~?)\s*(?P<name>[^~{}]+?)\s*(?:\{(?P<value>\d+)\})?\s*")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: an outcome (`SURV`, `~SURV`, `SURV{2}`), conditions (none: all other sets), thresholds, expectations."""

    outcome: str
    conditions: tuple[str, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    negate: bool = False
    expect: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModelFit:
    """A model with its terms written and sorted, the fit of the whole and of each term, the cases, the remainders used.

    `cases` holds for each term, and `all_cases` for the model, those that are more in than out. `remainders` are rows of
    the truth table, from 1.
    """

    terms: tuple[str, ...]
    cubes: Model
    fit: Sufficiency
    fits: tuple[Sufficiency, ...]
    cases: tuple[tuple[str, ...], ...]
    all_cases: tuple[str, ...]
    remainders: tuple[int, ...]


@dataclass(frozen=True, eq=False, slots=True)
class _Term:
    """A conjunction, and what is known of it in these cases."""

    cube: Cube
    written: str
    membership: Reals
    rows: Flags
    fit: Sufficiency
    cases: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Analysis:
    """What one QCA found. `outcome` is written as terms are (`~SURV`); `membership` is each case's in that outcome."""

    data: SetData
    space: Space
    question: Question
    outcome: str
    membership: Reals
    table: TruthTable
    solutions: Solutions
    _terms: dict[Cube, _Term] = field(default_factory=dict)
    _models: dict[str, tuple[ModelFit, ...]] = field(default_factory=dict)

    def models(self, kind: SolutionKind) -> tuple[ModelFit, ...]:
        """Return the models of a solution with their fit, sorted by their terms; none when there is no such solution."""
        if kind not in self._models:
            solution = self.solutions[kind]
            found = () if solution is None else tuple(map(self._fitted, solution.models))
            self._models[kind] = tuple(sorted(found, key=lambda model: model.terms))
        return self._models[kind]

    def _fitted(self, model: Model) -> ModelFit:
        terms = sorted(map(self._term, model), key=lambda term: term.written)
        members = np.stack([term.membership for term in terms])
        whole: Reals = members.max(axis=0)
        taken = np.logical_or.reduce([term.rows for term in terms])
        taken[[row.row - 1 for row in self.table.rows if row.out is not None]] = False
        unique = unique_coverage(members, self.membership)
        return ModelFit(
            terms=tuple(term.written for term in terms),
            cubes=tuple(term.cube for term in terms),
            fit=sufficiency(whole, self.membership),
            fits=tuple(replace(term.fit, unique=only) for term, only in zip(terms, unique, strict=True)),
            cases=tuple(term.cases for term in terms),
            all_cases=self._in(whole),
            remainders=tuple((np.flatnonzero(taken) + 1).tolist()),
        )

    def _term(self, cube: Cube) -> _Term:
        # A thousand tied models share most of their terms.
        if cube not in self._terms:
            membership = term_membership(self.data, self.space, cube)
            self._terms[cube] = _Term(
                cube,
                self.space.written(cube),
                membership,
                self.space.rows([cube]),
                sufficiency(membership, self.membership),
                self._in(membership),
            )
        return self._terms[cube]

    def _in(self, membership: Reals) -> tuple[str, ...]:
        return tuple(self.data.cases[place] for place in np.flatnonzero(membership > 0.5))


def analyse(data: SetData, question: Question) -> Analysis:
    """Return the whole analysis of some cases; raise a sentence for data or a question that QCA cannot handle.

    Refused are: fewer than two cases, unknown names (with the nearest), a set that never varies, a membership of exactly
    0.5, more configurations than can be handled, thresholds outside their range.
    """
    if len(data.cases) < 2:
        raise StudyError(
            f"QCA compares cases, and there {'is one' if data.cases else 'are none'}.", remedy="Add cases."
        )
    refuse_thresholds(question.thresholds)
    name, value, negated = _outcome(data, question)
    conditions = conditions_of(data, name, question.conditions)
    space = Space(conditions)
    membership = outcome_membership(data, name, value, negate=negated)
    expect = expectations(space, question.expect)
    table = truth_table(data, space, membership, question.thresholds)
    written = f"{'~' if negated else ''}{name}{'' if value is None else f'{{{value}}}'}"
    asked = replace(question, expect=expect)
    return Analysis(data, space, asked, written, membership, table, solutions(table, expect))


def expectations(space: Space, expect: Mapping[str, int]) -> Mapping[str, int]:
    """Return expectations under the names of the conditions; raise for a name or a value that there is not."""
    names = {each.name.casefold(): each for each in space.conditions}
    found: dict[str, int] = {}
    for name, value in expect.items():
        condition = names.get(name.casefold())
        if condition is None:
            raise NotFoundError("condition", name, [each.name for each in space.conditions])
        if not 0 <= value < condition.levels:
            raise UsageError(
                f"Condition {condition.name} cannot be expected to be {value}.",
                remedy=f"Its values are 0 to {condition.levels - 1}.",
            )
        found[condition.name] = value
    return found


def refuse_thresholds(thresholds: Thresholds) -> None:
    """Raise `UsageError` for a threshold that no row, or every row, would reach."""
    if not 0 < thresholds.inclusion <= 1:
        raise UsageError(f"Inclusion {thresholds.inclusion:g} is not above 0 and up to 1.", remedy="Usual is 0.8.")
    if not 0 <= thresholds.pri <= 1:
        raise UsageError(f"PRI {thresholds.pri:g} is not from 0 to 1.", remedy="Usual is 0, or 0.5 to 0.75.")
    if thresholds.frequency < 1:
        raise UsageError(f"Frequency {thresholds.frequency} is too small.", remedy="Write 1 or more.")


def outcome_name(written: str) -> str:
    """Return the set that an outcome such as `~SURV` or `SURV{2}` is about; raise `UsageError` when it is none."""
    return _parts(written)["name"]


def _parts(written: str) -> re.Match[str]:
    parts = _OUTCOME.fullmatch(written)
    if parts is None:
        raise UsageError(f'"{written}" is no outcome.', remedy="Write SURV, ~SURV or SURV{1}.")
    return parts


def _outcome(data: SetData, question: Question) -> tuple[str, int | None, bool]:
    parts = _parts(question.outcome)
    if parts["not"] and question.negate:
        raise UsageError(f'"{question.outcome}" is negated already.', remedy="Leave out ~ or --negate.")
    name = data.find("outcome", parts["name"])
    return name, int(parts["value"]) if parts["value"] else None, bool(parts["not"]) or question.negate

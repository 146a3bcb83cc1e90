"""A QCA as tables: membership, necessity, truth table, solutions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from qualcode.analysis.qca.analyse import Analysis, ModelFit
from qualcode.analysis.qca.answer import parameters
from qualcode.analysis.qca.fit import Sufficiency
from qualcode.analysis.qca.necessity import MOST_LITERALS, NecessarySet, single_conditions, supersets
from qualcode.analysis.qca.notes import notes_of, solution_notes
from qualcode.analysis.qca.robustness import robustness
from qualcode.analysis.qca.set_table import sets_table
from qualcode.analysis.qca.solutions import KINDS
from qualcode.analysis.qca.terms import FREE, Cube
from qualcode.analysis.qca.truth_table import Configuration
from qualcode.analysis.qca.wording import say
from qualcode.analysis.wording import listing
from qualcode.model.display import Cell, Column, ColumnType, Display, Row

View = Literal["sets", "solutions", "truth-table", "necessity", "data", "robustness"]
Parts = tuple[Sequence[Column], Iterable[Row], Iterable[str]]
_INCLUSION, _RELEVANCE = 0.9, 0.6


def qca_display(found: Analysis, view: View = "solutions", language: str = "en") -> Display:
    """Return one of the tables of a QCA; every cell that rests on codings carries their ids."""
    makers: Mapping[str, tuple[str, Callable[[Analysis, str], Parts]]] = {
        "sets": ("set", sets_table),
        "solutions": ("term", _solutions),
        "truth-table": ("row", _truth_table),
        "necessity": ("condition", _necessity),
        "data": ("case", _data),
        "robustness": ("threshold", _robustness),
    }
    corner, make = makers[view]
    columns, rows, notes = make(found, language)
    return Display(
        title=say(view, language, outcome=found.outcome),
        unit=say("unit case", language),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(*notes, *notes_of(found, language)),
        set_aside=found.data.set_aside,
        parameters=parameters(found) | {"view": view},
        corner=say(corner, language),
        kind="qca",
    )


def _columns(language: str, *keys: tuple[str, ColumnType]) -> list[Column]:
    return [Column(key, say(key, language), type) for key, type in keys]


def _solutions(found: Analysis, language: str) -> Parts:
    columns = _columns(
        language,
        ("inclusion", "number"),
        ("pri", "number"),
        ("coverage", "number"),
        ("unique", "number"),
        ("cases", "text"),
        ("remainders", "count"),
    )
    return columns, _solution_rows(found, language), solution_notes(found, language)


def _solution_rows(found: Analysis, language: str) -> Iterator[Row]:
    for kind in KINDS:
        models = found.models(kind)
        if models:
            yield Row(kind, say(kind, language), tuple(Cell(None) for _ in range(6)))
        for number, model in enumerate(models, 1):
            yield from _model_rows(found, f"{kind}:{number}", number, model, language)


def _model_rows(found: Analysis, key: str, number: int, model: ModelFit, language: str) -> Iterator[Row]:
    formula = say("whole", language, formula=" + ".join(model.terms), outcome=found.outcome)
    codings = tuple(dict.fromkeys(id for cube in model.cubes for id in _behind(found, cube, model.all_cases)))
    cells = (*_fit(model.fit), Cell(listing(language).join(model.all_cases), codings), Cell(len(model.remainders)))
    yield Row(key, say("model", language, number=number, formula=formula), cells, 1)
    for term, cube, fit, cases in zip(model.terms, model.cubes, model.fits, model.cases, strict=True):
        held = Cell(listing(language).join(cases), _behind(found, cube, cases))
        yield Row(f"{key}:{term}", term, (*_fit(fit), held, Cell(None)), 2)


def _fit(fit: Sufficiency) -> tuple[Cell, ...]:
    return tuple(Cell(value) for value in (fit.inclusion, fit.pri, fit.coverage, fit.unique))


def _behind(found: Analysis, cube: Cube, cases: Iterable[str]) -> tuple[str, ...]:
    """Return the codings from which some cases' membership in a term comes."""
    if not found.data.codings:
        return ()
    names = [each.name for each, value in zip(found.space.conditions, cube, strict=True) if value != FREE]
    ids = (id for case in cases for name in names for id in found.data.codings.get((case, name), ()))
    return tuple(dict.fromkeys(ids))


def _truth_table(found: Analysis, language: str) -> Parts:
    columns = [Column(each.name, each.name, "count") for each in found.space.conditions]
    columns += _columns(
        language, ("out", "text"), ("n", "count"), ("inclusion", "number"), ("pri", "number"), ("cases", "text")
    )
    return columns, (_configuration(found, row, language) for row in found.table.rows), (say("truth note", language),)


def _configuration(found: Analysis, row: Configuration, language: str) -> Row:
    codings = found.data.codings
    cells = []
    for condition, value in zip(found.space.conditions, row.values, strict=True):
        ids = (id for case in row.cases for id in codings.get((case, condition.name), ()))
        cells.append(Cell(value, tuple(dict.fromkeys(ids))))
    out = say("not enough", language) if row.out is None else str(row.out)
    cells += [Cell(out), Cell(len(row.cases)), Cell(row.inclusion), Cell(row.pri)]
    cells.append(Cell(listing(language).join(row.cases)))
    return Row(str(row.row), str(row.row), tuple(cells))


def _necessity(found: Analysis, language: str) -> Parts:
    columns = _columns(language, ("inclusion", "number"), ("relevance", "number"))
    columns.append(Column("coverage", say("coverage n", language), "number"))
    singles = single_conditions(found.data, found.space, found.membership)
    known = {each.term for each in singles}
    combined = supersets(
        found.data,
        found.space,
        found.membership,
        inclusion=_INCLUSION,
        relevance=_RELEVANCE,
        most=MOST_LITERALS,
    )
    rows = [_necessary(each) for each in (*singles, *(each for each in combined if each.term not in known))]
    note = say("necessity note", language, most=MOST_LITERALS, inclusion=_INCLUSION, relevance=_RELEVANCE)
    return columns, rows, (note,)


def _necessary(one: NecessarySet) -> Row:
    figures = (one.fit.inclusion, one.fit.relevance, one.fit.coverage)
    return Row(one.term, one.term, tuple(map(Cell, figures)))


def _data(found: Analysis, language: str) -> Parts:
    outcome = found.outcome.removeprefix("~").partition("{")[0]
    names = [*(each.name for each in found.space.conditions), outcome]
    rows = []
    for place, case in enumerate(found.data.cases):
        cells = (
            Cell(float(found.data.column(name)[place]), found.data.codings.get((case, name), ())) for name in names
        )
        rows.append(Row(case, case, tuple(cells)))
    return [Column(name, name, "number") for name in names], rows, (say("data note", language),)


def _robustness(found: Analysis, language: str) -> Parts:
    columns = [Column("rows", say("rows coded 1", language), "count")]
    columns += [Column(kind, say(kind, language), "text") for kind in KINDS if found.solutions[kind] is not None]
    columns += _columns(language, ("inclusion", "number"), ("coverage", "number"), ("same", "text"))
    rows = []
    for step in robustness(found):
        if step.bounds:
            label = say("inclusion at", language, low=step.bounds[0], high=step.bounds[1])
        else:
            label = say("frequency at", language, number=step.frequency)
        formulas = [Cell(step.formulas[kind]) for kind in KINDS if found.solutions[kind] is not None]
        fit = (Cell(step.fit.inclusion), Cell(step.fit.coverage)) if step.fit else (Cell(None), Cell(None))
        same = Cell(say("yes" if step.same else "no", language))
        shown = say("chosen", language, label=label) if step.chosen else label
        rows.append(Row(step.key, shown, (Cell(step.coded), *formulas, *fit, same)))
    return columns, rows, (say("robustness note", language),)

"""The answer of `qca` for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualcode.analysis.qca.analyse import Analysis, ModelFit
from qualcode.analysis.qca.fit import Necessity, Sufficiency
from qualcode.analysis.qca.necessity import single_conditions
from qualcode.analysis.qca.notes import notes_of
from qualcode.analysis.qca.solutions import KINDS
from qualcode.analysis.qca.truth_table import Configuration


def as_json(found: Analysis, language: str = "en") -> dict[str, Any]:
    """Return the stable JSON answer: `outcome`, `truth_table`, `solutions`, `truncated`; then fit, necessity, data, notes.

    A row of the truth table has its number, each condition's value, `OUT` (`null`: too few cases), `n`, `incl`, `PRI`,
    `cases` and `contradictory`; only rows that a case shows are listed, and `remainders` counts those that are none. A
    model is a sorted list of terms; `fit` gives each model's figures in the same order. Without expectations
    `intermediate` is `null`.
    """
    models = {kind: found.models(kind) for kind in KINDS}
    missing = {kind for kind in KINDS if found.solutions[kind] is None}
    return {
        "outcome": found.outcome,
        "truth_table": [_row(found, row) for row in found.table.rows],
        "solutions": {
            kind: None if kind in missing else [list(model.terms) for model in models[kind]] for kind in KINDS
        },
        "truncated": {kind: bool((one := found.solutions[kind]) and one.truncated) for kind in KINDS},
        "fit": {kind: None if kind in missing else [_model(model) for model in models[kind]] for kind in KINDS},
        "necessity": [{"term": one.term, **_necessity(one.fit)} for one in _necessary(found)],
        "remainders": found.table.remainders,
        "data": [_case(found, place, case) for place, case in enumerate(found.data.cases)],
        "set_aside": dict(found.data.set_aside),
        "notes": list(notes_of(found, language)),
    }


def parameters(found: Analysis) -> dict[str, object]:
    """Return what was asked, as every answer names it."""
    asked = found.question
    return {
        "outcome": found.outcome,
        "conditions": [each.name for each in found.space.conditions],
        "inclusion": asked.thresholds.inclusion,
        "frequency": asked.thresholds.frequency,
        "pri": asked.thresholds.pri,
        "negate": found.outcome.startswith("~"),
        "expect": dict(asked.expect),
    }


def _necessary(found: Analysis) -> Any:
    return single_conditions(found.data, found.space, found.membership)


def _row(found: Analysis, row: Configuration) -> dict[str, Any]:
    values = {each.name: value for each, value in zip(found.space.conditions, row.values, strict=True)}
    return {
        "row": row.row,
        **values,
        "OUT": row.out,
        "n": len(row.cases),
        "incl": row.inclusion,
        "PRI": row.pri,
        "cases": list(row.cases),
        "contradictory": row.contradictory,
    }


def _model(model: ModelFit) -> dict[str, Any]:
    each = zip(model.terms, model.fits, model.cases, strict=True)
    return {
        **_sufficiency(model.fit),
        "terms": [
            {"term": term, **_sufficiency(fit), "covU": fit.unique, "cases": list(cases)} for term, fit, cases in each
        ],
        "remainders": list(model.remainders),
    }


def _sufficiency(fit: Sufficiency) -> Mapping[str, float | None]:
    return {"inclS": fit.inclusion, "PRI": fit.pri, "covS": fit.coverage}


def _necessity(fit: Necessity) -> Mapping[str, float | None]:
    return {"inclN": fit.inclusion, "RoN": fit.relevance, "covN": fit.coverage}


def _case(found: Analysis, place: int, case: str) -> dict[str, Any]:
    names = [name for name in found.data.names if name in _used(found)]
    cells = {
        name: {
            "value": float(found.data.column(name)[place]),
            "codings": list(found.data.codings.get((case, name), ())),
        }
        for name in names
    }
    return {"case": case, "sets": cells}


def _used(found: Analysis) -> set[str]:
    outcome = found.outcome.removeprefix("~").partition("{")[0]
    return {outcome, *(each.name for each in found.space.conditions)}

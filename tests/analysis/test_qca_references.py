"""Every QCA entry of the shared reference file (R's QCA 3.25.1), within the entry's own tolerance."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from qualcode.analysis.qca.analyse import Analysis, Question, analyse
from qualcode.analysis.qca.answer import as_json
from qualcode.analysis.qca.calibrate import direct
from qualcode.analysis.qca.fit import Sufficiency, necessity, sufficiency
from qualcode.analysis.qca.necessity import supersets
from qualcode.analysis.qca.sets import Reals, SetData, conditions_of
from qualcode.analysis.qca.terms import Space
from qualcode.analysis.qca.truth_table import Thresholds

REFERENCES = Path(__file__).resolve().parents[2].parent / "shared" / "references" / "crosscase.yaml"
MISSING = pytest.mark.skipif(not REFERENCES.exists(), reason="no reference file beside the checkout")


@cache
def _file() -> Any:
    return yaml.load(REFERENCES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _entries(kind: str) -> list[Any]:
    if not REFERENCES.exists():
        return [pytest.param({}, id="none", marks=MISSING)]
    return [pytest.param(each, id=each["id"]) for each in _file()["cases"] if each["kind"] == kind]


def _table(path: str) -> SetData:
    header, *rows = _file()["tables"][path]
    values = np.array([[float(cell) for cell in row[1:]] for row in rows])
    return SetData(tuple(str(row[0]) for row in rows), tuple(header[1:]), values)


def _ours(term: str) -> str:
    return term.replace("[", "{").replace("]", "}")


def _sets(models: list[list[str]]) -> set[frozenset[frozenset[str]]]:
    return {frozenset(frozenset(_ours(term).split("*")) for term in model) for model in models}


def _analysis(data: dict[str, Any]) -> Analysis:
    expect = dict(zip(data["conditions"], map(int, data["dir_exp"].split(",")), strict=True)) if data["dir_exp"] else {}
    thresholds = Thresholds(data["incl_cut"], data["n_cut"], data["pri_cut"])
    question = Question(data["outcome"], tuple(data["conditions"]), thresholds, expect=expect)
    return analyse(_table(data["path"]), question)


def _literals(data: SetData, expression: str) -> Reals:
    """Membership in an expression such as `DEV*LIT` or `DEV + URB`."""
    found = []
    for term in re.split(r"\s*\+\s*", expression):
        columns = [1 - data.column(each[1:]) if each[0] == "~" else data.column(each) for each in term.split("*")]
        found.append(np.minimum.reduce(columns))
    joined: Reals = np.maximum.reduce(found)
    return joined


@pytest.mark.parametrize("entry", _entries("qca_calibrate"))
def test_calibration(entry: dict[str, Any]) -> None:
    given = entry["data"]["thresholds"]
    found = direct(entry["data"]["raw"], [given["e"], given["c"], given["i"]], linear="linear" in entry["id"])
    assert found == pytest.approx(entry["expected"], abs=entry["tolerance"])


@pytest.mark.parametrize("entry", _entries("qca_fit"))
def test_fit(entry: dict[str, Any]) -> None:
    data = _table(entry["data"])
    for written, expected in entry["expected"].items():
        sets, _, outcome = re.sub(r"^LF:", "", written).replace("<-", "->").partition("->")
        x, y = _literals(data, sets.strip()), data.column(outcome.strip())
        if "inclN" in expected:
            one = necessity(x, y)
            figures = {"inclN": one.inclusion, "RoN": one.relevance, "covN": one.coverage}
        else:
            two = sufficiency(x, y)
            figures = {"inclS": two.inclusion, "PRI": two.pri, "covS": two.coverage}
        assert figures == pytest.approx(expected, abs=entry["tolerance"])


@pytest.mark.parametrize("entry", _entries("qca_minimize"))
def test_every_model_of_every_solution(entry: dict[str, Any]) -> None:
    found = as_json(_analysis(entry["data"]))
    for kind in ("complex", "parsimonious", "intermediate"):
        if kind in entry["expected"]:
            assert _sets(found["solutions"][kind]) == _sets(entry["expected"][kind])
            assert not found["truncated"][kind]
        else:
            assert found["solutions"][kind] is None


@pytest.mark.parametrize("entry", _entries("qca_minimize"))
def test_fit_of_the_solution(entry: dict[str, Any]) -> None:
    found = _analysis(entry["data"])
    for kind in ("complex", "parsimonious"):
        expected = entry["expected"].get(f"{kind}_fit")
        if expected is not None:
            fit: Sufficiency = found.models(kind)[0].fit
            figures = {"inclS": fit.inclusion, "PRI": fit.pri, "covS": fit.coverage}
            assert figures == pytest.approx(expected, abs=entry["tolerance"])


@pytest.mark.parametrize("entry", _entries("qca_minimize"))
def test_truth_table(entry: dict[str, Any]) -> None:
    """Rows with fewer cases than the frequency are not listed by the reference; here they are listed without a code."""
    rows = [row for row in as_json(_analysis(entry["data"]))["truth_table"] if row["OUT"] is not None]
    expected = entry["expected"]["truth_table_observed_rows"]
    assert [row["row"] for row in rows] == [row["row"] for row in expected]
    for row, wanted in zip(rows, expected, strict=True):
        assert {key: row[key] for key in wanted} == pytest.approx(wanted, abs=1e-6)


@pytest.mark.parametrize("entry", _entries("qca_supersubset"))
def test_necessary_supersets(entry: dict[str, Any]) -> None:
    data = _table("data/LF.csv")
    space = Space(conditions_of(data, "SURV", ("DEV", "URB", "LIT", "IND", "STB")))
    found = supersets(data, space, data.column("SURV"), inclusion=0.9, relevance=0.6)
    assert [each.term for each in found] == [each["term"] for each in entry["expected"]]
    for one, wanted in zip(found, entry["expected"], strict=True):
        figures = (one.fit.inclusion, one.fit.relevance, one.fit.coverage)
        assert figures == pytest.approx((wanted["inclN"], wanted["RoN"], wanted["covN"]), abs=entry["tolerance"])


@MISSING
def test_the_file_holds_as_many_entries_as_were_looked_at() -> None:
    assert sum(1 for each in _file()["cases"] if each["kind"].startswith("qca_")) == 18

"""The tables that only a report holds: people, cases, nodes, reliability, audit trail, checklists, limitations."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from studies import code, make_study, reopened

from qualcode.agreement.assess import assess
from qualcode.coding.marks import done
from qualcode.coding.units import Comparison, reliability
from qualcode.errors import StudyError
from qualcode.model.display import Display
from qualcode.report.facts import facts, methods_figures
from qualcode.report.material import Material, material
from qualcode.report.study_report import study_report
from qualcode.report.tables.checklist import checklist_display
from qualcode.report.tables.nodes import nodes_display
from qualcode.report.tables.people import cases_display, participant_groups_display, participants_display
from qualcode.report.tables.reliability import reliability_display
from qualcode.study.study import Study

SHEETS = {
    "interviews/attributes.csv": "document,case,date,mode,duration\nINT01,zj-auto;gd-ict,2025-10-14,online,41\nINT02,zj-auto,2025-10-15,face,26\n",
    "interviews/participants.csv": "participant,document,speaker,role,province,单位类型\nP1,INT01,Respondent,enterprise,ZJ,民营企业\nP2,INT02,受访者,college,GD,\n",
    "cases/attributes.csv": "case,name,province\nzj-auto,浙江汽车,ZJ\ngd-ict,广东信息,GD\n",
}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    made = make_study(tmp_path, sheets=SHEETS)
    code(made, "c1", "INT01", "The subsidy never arrived", "BOT-POL")
    code(made, "c1", "INT01", "The council never met", "BOT-POL")
    code(made, "c2", "INT01", "The subsidy never arrived", "BOT-POL")
    code(made, "c2", "INT01", "The council never met", "GOV")
    return reopened(made)


@pytest.fixture
def made(study: Study) -> Material:
    return material(study, "zh", ["c1"])


def cells(display: Display) -> dict[str, dict[str, object]]:
    keys = [column.key for column in display.columns]
    return {row.key: dict(zip(keys, (cell.value for cell in row.cells), strict=True)) for row in display.rows}


def test_participants_stand_with_what_the_sheets_say_of_them_and_their_interview(made: Material) -> None:
    shown = participants_display(made.study.participants, made.found, "zh")
    first = cells(shown)["P1"]
    assert (first["role"], first["province"], first["unit_type"]) == ("enterprise", "ZJ", "民营企业")
    assert (first["about"], first["date"], first["duration"]) == ("浙江汽车、广东信息", "2025-10-14", "41")
    assert [column.label for column in shown.columns][:3] == ["角色", "省份", "单位类型"]
    assert "years" not in first


def test_participants_count_once_in_each_group(made: Material) -> None:
    shown = cells(participant_groups_display(made.study.participants, made.found, "zh"))
    assert [shown[key]["participants"] for key in ("role:college", "province:ZJ", "case:zj-auto", "case:gd-ict")] == [
        1,
        1,
        2,
        1,
    ]


def test_cases_stand_with_their_attributes_and_how_much_there_is_of_each(made: Material) -> None:
    shown = cells(cases_display(made.study.cases, made.found, "zh"))
    assert shown["zj-auto"] == {"province": "ZJ", "interviews": 2, "documents": 1}


def test_few_cases_of_many_attributes_are_columns(tmp_path: Path) -> None:
    many = [f"a{number}" for number in range(9)]
    sheet = f"case,name,{','.join(many)}\nzj-auto,浙江,{','.join('x' for _ in many)}\n"
    study = make_study(tmp_path, coders=(), sheets={"cases/attributes.csv": sheet})
    shown = cases_display(study.cases, material(study, "en").found, "en")
    assert [column.label for column in shown.columns] == ["浙江"]
    assert [row.key for row in shown.rows] == [*many, "interviews", "documents"]


def test_a_node_counts_its_sources_and_its_references_with_those_below_it(made: Material) -> None:
    shown = nodes_display(made.found, "zh")
    assert {key: (row["sources"], row["references"]) for key, row in cells(shown).items()} == {
        "BOT": (1, 2),
        "BOT-POL": (1, 2),
    }
    assert (shown.corner, [column.label for column in shown.columns]) == (
        "一级节点",
        ["二级节点", "材料来源", "参考点"],
    )


def test_reliability_of_a_category_follows_from_its_counts(study: Study) -> None:
    for coder in ("c1", "c2"):
        done(study, study.coder(coder), "INT01")
    agreement = assess(reliability(reopened(study), Comparison()))
    shown = reliability_display(agreement, study.codebook, "zh")
    assert shown is not None
    row = cells(shown)["BOT-POL"]
    assert (row["N₁"], row["N₂"], row["M"]) == (2, 1, 1)
    assert row["K"] == pytest.approx(2 / 3)
    assert row["R"] == pytest.approx(0.8)
    pooled = cells(shown)["pooled"]
    assert pooled["α"] == next(
        each.value for each in agreement.results if each.scope == "pooled" and each.coefficient == "alpha_nominal"
    )


def test_the_audit_trail_counts_every_entry_by_coder(study: Study) -> None:
    displays = dict(study_report(study, "en", ["c1"]).displays)
    events = cells(displays["audit-events"])
    assert (events["c1"]["code"], events["c2"]["code"]) == (2, 2)
    assert (events["c1"]["codings now"], events["c1"]["finished now"]) == (2, 0)
    assert "audit-files" not in displays, "the manifest has the hashes"
    assert "audit-settlements" not in displays


@pytest.mark.parametrize(("name", "items"), [("coreq", 32), ("srqr", 21)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_checklist_has_all_its_items_and_fills_in_what_is_known(
    study: Study, name: str, items: int, language: str
) -> None:
    known = material(study, language, ["c1"])  # type: ignore[arg-type]
    shown = checklist_display(name, facts(known, methods_figures(known)), known.language, study.root)
    answers = [str(row.cells[-1].value) for row in shown.rows]
    mark = {"en": "for the author", "zh": "待作者填写"}[language]
    assert len(shown.rows) == items
    assert any(mark in answer for answer in answers) and any(mark not in answer for answer in answers)
    assert all(cell.value for row in shown.rows for cell in row.cells)


def test_every_fact_that_a_checklist_asks_for_is_one_that_a_study_can_know(made: Material) -> None:
    root = Path(__file__).resolve().parents[2]
    asked = {
        fact
        for path in (root / "templates" / "checklists").glob("*.toml")
        for line in re.findall(r"^facts = \[(.*)\]$", path.read_text(encoding="utf-8"), re.MULTILINE)
        for fact in re.findall(r'"([^"]+)"', line)
    }
    wording = (root / "src" / "qualcode" / "report" / "facts_wording.py").read_text(encoding="utf-8")
    assert {fact for fact in asked if fact != "approach" and f'"{fact}": (' not in wording} == set()


def test_sample_and_duration_are_the_studys_own_figures(made: Material) -> None:
    known = facts(made, methods_figures(made))
    assert known["sample-size"] == "受访者 2 人，访谈 2 份。"
    assert known["duration"] == "时长 26—41 分钟，平均 34 分钟（2 份访谈）。"


def test_a_checklist_without_items_is_told_with_its_file(tmp_path: Path) -> None:
    path = tmp_path / "templates" / "checklists" / "coreq.toml"
    path.parent.mkdir(parents=True)
    path.write_text('title = "x"\n', encoding="utf-8")
    with pytest.raises(StudyError, match="items") as fault:
        checklist_display("coreq", {}, "en", tmp_path)
    assert fault.value.path == path.as_posix()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_limitations_name_the_number_of_cases_and_leave_the_rest_to_the_author(study: Study, language: str) -> None:
    part = study_report(study, language, ["c1"]).contents.part("limitations")  # type: ignore[arg-type]
    assert part is not None
    text = "\n".join(part.before)
    assert {"en": "There are 2 cases", "zh": "案例为2个"}[language] in text
    assert {"en": "[for the author to fill in]", "zh": "［待作者填写］"}[language] in text

"""`[labels]`: what a reader is shown in place of a value of the sheets; keys and quotes stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import runner
from display_samples import row
from studies import code, make_study, reopened

from qualcode.model.display import Column, Display
from qualcode.report.labels import labelled, labels_of
from qualcode.report.study_report import study_report

SETTINGS = """
[labels]
college = {zh = "院校", en = "College"}
enterprise = {zh = "企业"}
"in person" = "P"
"""
SHEETS = {
    "interviews/attributes.csv": "document,mode\nINT01,in person\nINT02,online\n",
    "interviews/participants.csv": "participant,document,speaker,role\nP1,INT01,Respondent,enterprise\nP2,INT02,受访者,college\n",
}
LABELS = {"college": "院校", "enterprise": "企业"}


def test_headings_rows_and_cells_of_sheets_are_labelled_and_quotes_are_not() -> None:
    columns = (
        Column("college", "college", "count"),
        Column("roles", "Roles"),
        Column("quote", "Quote"),
        Column("q", "Q", "quotes"),
    )
    display = Display(
        "T", "u", columns, (row("college", "college", 1, "college、official、enterprise", "college", ("college",)),)
    )
    made = labelled(display, LABELS)
    assert [column.label for column in made.columns] == ["院校", "Roles", "Quote", "Q"]
    assert [column.key for column in made.columns] == [column.key for column in columns]
    assert (made.rows[0].key, made.rows[0].label) == ("college", "院校")
    assert [cell.value for cell in made.rows[0].cells] == [1, "院校、official、企业", "college", ("college",)]


def test_a_report_shows_them_in_its_language_and_the_value_where_there_is_none(tmp_path: Path) -> None:
    made = make_study(tmp_path, coders=("c1",), settings=SETTINGS, sheets=SHEETS)
    code(made, "c1", "INT01", "The subsidy never arrived", "BOT-POL")
    study = reopened(made)
    assert study.settings_reading.problems == ()
    assert labels_of(study, "en") == {"college": "College", "in person": "P"}
    shown = {language: dict(study_report(study, language).displays)["participants"] for language in ("en", "zh")}
    roles = {name: [each.cells[0].value for each in display.rows] for name, display in shown.items()}
    assert roles == {"en": ["enterprise", "College"], "zh": ["企业", "院校"]}
    modes = {
        name: [cell.value for each in display.rows for cell in each.cells if cell.value in ("P", "online")]
        for name, display in shown.items()
    }
    assert modes == {"en": ["P", "online"], "zh": ["P", "online"]}


def test_a_display_on_its_own_is_labelled_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = make_study(tmp_path, coders=("c1",), settings=SETTINGS, sheets=SHEETS)
    code(made, "c1", "INT02", "补贴没到位", "BOT-POL")
    run = runner(tmp_path, monkeypatch, capsys)
    assert "院校" in run("matrix", "--rows", "code", "--columns", "role", "--lang", "zh").out


@pytest.mark.parametrize(
    ("written", "says", "line"),
    [
        ("college = 3", 'The label of "college" is no text', 2),
        ("college = {zh = 3}", 'The label of "college" is no text', 2),
        ('official = "O"\ncollege = {de = "Schule"}', 'Unknown key "de"', 3),
        ('college = ["a"]', 'The label of "college" is no text', 2),
    ],
)
def test_a_label_that_is_none_is_told_with_its_line(tmp_path: Path, written: str, says: str, line: int) -> None:
    study = make_study(tmp_path, coders=())
    toml = tmp_path / "qualcode.toml"
    toml.write_text(f"[labels]\n{written}\n", encoding="utf-8")
    (problem,) = reopened(study).settings_reading.problems
    assert says in problem.message and problem.line == line

"""`qca` as a person types it: from a table, from a study's codings, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from commands import Run, one_sentence, runner
from studies import code, make_study

LIPSET = """\
,DEV,URB,LIT,IND,STB,SURV
AU,1,0,1,1,0,0
BE,1,1,1,1,1,1
EE,0,0,1,0,1,0
FI,1,0,1,0,1,1
FR,1,0,1,1,1,1
DE,1,1,1,1,0,0
GR,0,0,0,0,0,0
HU,0,0,1,0,0,0
IT,0,0,0,0,1,0
"""
LIKELY = "DEV=1,URB=1,LIT=1,IND=1,STB=1"
SETTINGS = """
[qca]
outcome = "SUST"
conditions = ["BODY", "FIRM"]
expect = {BODY = 1}

[qca.sets]
BODY = {code = "GOV", by = "state"}
FIRM = {attribute = "invest", anchors = [20, 40, 60]}
SUST = {attribute = "outcome", values = {sustained = 1, given up = 0}}
"""
SHEET = "case,name,invest,outcome\na,Autos,63,sustained\nb,Boats,11,given up\nc,Coal,50,sustained\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A function that runs commands where there is a table and no study."""
    (tmp_path / "lipset.csv").write_text(LIPSET, encoding="utf-8")
    return runner(tmp_path, monkeypatch, capsys)


@pytest.fixture
def in_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A function that runs commands in a study of three cases, two of which speak of governance."""
    documents = {f"cases/{case}/plan.txt": f"Plan of {case}. The council met.\n" for case in "abc"}
    settings = SETTINGS.replace("given up", '"given up"')
    study = make_study(
        tmp_path / "study",
        documents=documents,
        settings=settings,
        sheets={"cases/attributes.csv": SHEET},
        coders=("c1",),
    )
    code(study, "c1", "a/plan", "The council met.", "GOV")
    code(study, "c1", "c/plan", "The council met.", "GOV", stance="denies")
    return runner(tmp_path / "study", monkeypatch, capsys)


def test_json_has_the_shape_that_other_programs_rely_on(run: Run) -> None:
    words = ("--inclusion", "1", "--frequency", "1", "--pri", "0", "--expect", LIKELY, "--format", "json")
    answer = run("qca", "--table", "lipset.csv", "--outcome", "SURV", *words).json
    assert (answer["schema"], answer["kind"], answer["outcome"]) == (1, "qca", "SURV")
    assert answer["parameters"]["conditions"] == ["DEV", "URB", "LIT", "IND", "STB"]
    assert answer["solutions"]["complex"] == [["DEV*LIT*IND*STB", "DEV*~URB*LIT*STB"]]
    assert answer["solutions"]["parsimonious"] == [["DEV*STB"]]
    assert answer["solutions"]["intermediate"] == [["DEV*LIT*STB"]]
    assert answer["truncated"] == {"complex": False, "parsimonious": False, "intermediate": False}
    row = answer["truth_table"][0]
    assert row == {
        "row": 1, "DEV": 0, "URB": 0, "LIT": 0, "IND": 0, "STB": 0,
        "OUT": 0, "n": 1, "incl": 0.0, "PRI": 0.0, "cases": ["GR"], "contradictory": False,
    }  # fmt: skip


def test_the_absence_of_the_outcome_by_some_conditions(run: Run) -> None:
    words = ("--outcome", "SURV", "--conditions", "DEV,STB", "--negate", "--expect", "DEV=0,STB=0", "--format", "json")
    answer = run("qca", "--table", "lipset.csv", *words).json
    assert (answer["outcome"], answer["parameters"]["negate"]) == ("~SURV", True)
    assert answer["solutions"]["parsimonious"] == [["~DEV", "~STB"]]
    assert answer["remainders"] == 0


@pytest.mark.parametrize("view", ["solutions", "truth-table", "necessity", "data", "robustness"])
def test_every_table_is_printed_in_both_languages_and_written_to_files(run: Run, view: str, tmp_path: Path) -> None:
    words = ("qca", "--table", "lipset.csv", "--outcome", "SURV", "--show", view)
    assert run(*words).out.startswith("QCA of SURV: ")
    assert run(*words, "--lang", "zh").out.startswith("QCA 条件组态分析（SURV）")
    for suffix in ("docx", "csv", "json", "md"):
        assert run(*words, "--out", f"{view}.{suffix}").code == 0
        assert (tmp_path / f"{view}.{suffix}").stat().st_size > 100


def test_a_workbook_is_read_as_a_text_is(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, line in enumerate(LIPSET.splitlines()):
        cells = line.split(",")
        sheet.append(cells if number == 0 else [cells[0], *map(int, cells[1:])])
    book.save(tmp_path / "lipset.xlsx")
    words = ("--outcome", "SURV", "--format", "csv")
    assert run("qca", "--table", "lipset.xlsx", *words).out == run("qca", "--table", "lipset.csv", *words).out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--outcome", "SURF"], 2, 'No outcome "SURF". Nearest: SURV'),
        (["--outcome", "SURV", "--conditions", "DEF"], 2, 'No condition "DEF". Nearest: DEV'),
        (["--outcome", "SURV", "--expect", "DEF=1"], 2, 'No condition "DEF". Nearest: DEV'),
        (["--outcome", "SURV", "--expect", "DEV"], 2, '--expect "DEV" is no CONDITION=VALUE.'),
        (["--outcome", "SURV", "--expect", "DEV=1,DEV=0"], 2, "--expect names DEV twice."),
        (["--outcome", "SURV", "--inclusion", "2"], 2, "Inclusion 2 is not above 0"),
        (["--outcome", "SURV", "--frequency", "0"], 2, "--frequency 0 is too small"),
        (["--outcome", "SURV", "--coders", "c1"], 2, "a table holds no codings"),
        ([], 2, "What is to be explained? Name a column"),
    ],
)
def test_a_wrong_word_is_answered_with_one_sentence(run: Run, words: list[str], code: int, said: str) -> None:
    assert said in one_sentence(run("qca", "--table", "lipset.csv", *words), code)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("case,A,Y\n1,,1\n2,1,0\n", 'bad.csv:2: "A" is missing for case "1".'),
        ("case,A,Y\n1,NA,1\n2,1,0\n", 'bad.csv:2: "A" is missing for case "1".'),
        ("case,A,Y\n1,high,1\n2,1,0\n", 'bad.csv:2: "A" is "high" for case "1", which is no number.'),
        ("case,A,Y\n1,1,1\n1,0,0\n", 'bad.csv:3: Case "1" is there twice.'),
        ("case,A,Y\n,1,1\n1,0,0\n", "bad.csv:2: This case has no name."),
        ("case,A,Y\n1,0.5,1\n2,0.2,0\n", 'Condition "A" is exactly 0.5 for case "1"'),
        ("case,A,Y\n1,nan,1\n2,0.2,0\n", '"A" is missing for case "1".'),
        ("case,A,Y\n1,inf,1\n2,0.2,0\n", 'Condition "A" is inf for case "1".'),
        ("case,Y\n1,1\n2,0\n", "There is no condition."),
    ],
)
def test_a_wrong_table_is_answered_with_one_sentence_and_its_line(
    run: Run, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "bad.csv").write_text(text, encoding="utf-8")
    ran = run("qca", "--table", "bad.csv", "--outcome", "Y")
    assert said in one_sentence(ran, ran.code) and ran.code in (2, 3)


def test_a_file_that_is_not_there_is_named(run: Run) -> None:
    assert one_sentence(run("qca", "--table", "no.csv", "--outcome", "Y"), 3).startswith("no.csv: cannot be read")


def test_a_study_says_in_its_settings_what_is_asked_and_each_membership_leads_to_its_codings(in_study: Run) -> None:
    answer = in_study("qca", "--format", "json").json
    assert answer["parameters"]["expect"] == {"BODY": 1}
    assert answer["solutions"]["parsimonious"] == [["FIRM"]]
    sets = {one["case"]: one["sets"] for one in answer["data"]}
    assert [sets[case]["BODY"]["value"] for case in "abc"] == [1, 0, 0]
    assert [len(sets[case]["BODY"]["codings"]) for case in "abc"] == [1, 0, 1]
    assert sets["a"]["FIRM"] == {"value": pytest.approx(1 / (1 + 19 ** (-23 / 20))), "codings": []}
    assert any("BODY is not mentioned in b" in note for note in answer["notes"])
    assert any("3 cases cannot show significance" in note for note in answer["notes"])


def test_expectations_of_the_settings_are_not_taken_for_another_outcome_or_its_absence(in_study: Run) -> None:
    assert in_study("qca", "--negate", "--format", "json").json["solutions"]["intermediate"] is None
    other = in_study("qca", "--outcome", "BODY", "--conditions", "FIRM", "--format", "json").json
    assert other["solutions"]["intermediate"] is None
    fewer = in_study("qca", "--conditions", "FIRM", "--format", "json").json
    assert fewer["parameters"]["expect"] == {}


def test_a_table_takes_nothing_from_the_settings_of_the_study_around_it(in_study: Run) -> None:
    Path("lipset.csv").write_text(LIPSET, encoding="utf-8")
    answer = in_study("qca", "--table", "lipset.csv", "--outcome", "SURV", "--format", "json").json
    assert answer["parameters"]["expect"] == {} and answer["solutions"]["intermediate"] is None


def test_a_study_without_sets_or_cases_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_study(tmp_path / "one")
    said = one_sentence(runner(tmp_path / "one", monkeypatch, capsys)("qca", "--outcome", "Y"), 2)
    assert "No set is declared for QCA." in said and "[qca.sets]" in said
    settings = SETTINGS.replace("given up", '"given up"')
    make_study(tmp_path / "two", documents={"INT01": "R: words.\n"}, settings=settings)
    assert "The study has no cases." in one_sentence(runner(tmp_path / "two", monkeypatch, capsys)("qca"), 3)

"""`cooccur`, `saturation` and `quotes --query` as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, one_sentence, runner
from studies import code, make_study

from qualcode.coding.marks import done

TALK = "Q: 一？\n\nA: 政策不配套。补贴没到位。\n\nQ: 二？\n\nA: 动力不足，政策也变。\n"
SHEETS = {
    "interviews/attributes.csv": "document,case,date\nI1,zj,2026-01-02\nI2,gd,2026-01-01\n",
    "cases/attributes.csv": "case,name\nzj,Zhejiang\ngd,Guangdong\n",
    "interviews/participants.csv": "participant,document,speaker,role\nP1,I1,A,official\nP2,I2,A,college\n",
}
CODES = """\
codes:
  - id: BOT
    name: {en: Bottlenecks, zh: 瓶颈}
    children:
      - id: BOT-POL
        name: {en: Policy, zh: 政策碎片化}
      - id: BOT-MOT
        name: {en: Motive, zh: 动力不足}
  - id: FCO
    name: {en: Factory courses, zh: 校中厂}
"""


def started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], settings: str = ""
) -> Run:
    study = make_study(
        tmp_path, documents={"I1": TALK, "I2": TALK}, codes=CODES, coders=("c1",), sheets=SHEETS, settings=settings
    )
    code(study, "c1", "I1", "政策不配套。", "BOT-POL")
    code(study, "c1", "I1", "补贴没到位。", "FCO")
    code(study, "c1", "I1", "动力不足", "BOT-MOT")
    code(study, "c1", "I2", "政策不配套。", "BOT-POL")
    for document in study.document_ids:
        done(study, study.coder("c1"), document)
    return runner(tmp_path, monkeypatch, capsys)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return started(tmp_path, monkeypatch, capsys)


def test_a_query_shows_the_passages_that_lie_alone(run: Run) -> None:
    ran = run("quotes", "--query", "BOT and not FCO within turn")
    assert "补贴" not in ran.out
    assert ran.out.count("政策不配套") == 1  # that of I2; in I1 a passage of FCO lies in the same turn
    assert "动力不足" in ran.out
    answer = run("quotes", "--query", "瓶颈 且 非 校中厂 同一话轮", "--case", "gd", "--format", "json").json
    assert answer["parameters"]["query"] == "瓶颈 且 非 校中厂 同一话轮"
    assert [each["document"] for each in answer["quotes"]] == ["I2"]
    table = run("quotes", "--query", "BOT and FCO within turn", "--format", "md", "--lang", "en").out
    assert "Query: BOT and FCO within turn." in table


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("BOT and", 'The query ends at character 8, where a code, "not" or "(" is expected.'),
        ("BOT and FCX", 'No code "FCX" (character 9 of the query). Nearest: FCO (Factory courses).'),
        ("BOT within trun", 'Character 12 of the query: No unit "trun". Nearest: turn'),
    ],
)
def test_a_bad_query_is_one_sentence(run: Run, query: str, says: str) -> None:
    assert one_sentence(run("quotes", "--query", query), 2).startswith(says)


def test_not_in_an_unfinished_document_is_said_to_be_undecided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    study = make_study(tmp_path, documents={"I1": TALK}, codes=CODES, coders=("c1",))
    code(study, "c1", "I1", "动力不足", "BOT-MOT")
    ran = runner(tmp_path, monkeypatch, capsys)("quotes", "--query", "BOT and not FCO within document")
    assert "1 of these lie where a document is not finished" in ran.err


def test_cooccurrence_counts_turns_and_leads_to_its_codings(run: Run) -> None:
    answer = run("cooccur", "--within", "turn", "--format", "json").json
    row = next(row for row in answer["rows"] if row["key"] == "BOT+FCO")
    cells = dict(zip([c["key"] for c in answer["columns"]], row["cells"], strict=True))
    assert (cells["n1"]["value"], cells["n2"]["value"], cells["n12"]["value"]) == (3, 1, 1)
    assert (cells["n"]["value"], cells["lift"]["value"]) == (8, pytest.approx(8 / 3))
    assert len(cells["n12"]["codings"]) == 2


def test_cooccurrence_goes_by_case_as_a_square_and_in_sequence(run: Run) -> None:
    by_case = run("cooccur", "--by", "case", "--lang", "en").out
    assert "case by case" in by_case
    assert "Guangdong" in by_case
    assert ".333" in run("cooccur", "--matrix", "c", "--codes", "BOT,FCO").out
    assert "Bottlenecks → Factory courses" in run("cooccur", "--sequence", "--within", "turn", "--lang", "en").out
    assert "--by, --matrix and --sequence" in one_sentence(run("cooccur", "--by", "case", "--sequence"), 2)
    assert 'No unit "trun". Nearest: turn' in one_sentence(run("cooccur", "--within", "trun"), 2)


def test_saturation_follows_the_dates_and_prints_its_seed(run: Run) -> None:
    answer = run("saturation", "--base", "1", "--run", "1", "--seed", "3", "--format", "json").json
    assert (answer["seed"], [row["key"] for row in answer["rows"]]) == (3, ["I2", "I1"])
    said = run("saturation", "--base", "1", "--run", "1", "--lang", "en").out
    assert (
        "Saturation is not reached at ≤5 %: the last run of 1 documents brought 2 new codes, 200 % of the 1 codes"
        in said
    )
    assert "1000 random orders of the same documents (seed 1)" in said
    assert "official" in run("saturation", "--by", "role").out
    assert "New concepts" in run("saturation", "--holdout", "I1", "--lang", "en").out
    assert "a priori" in run("saturation", "--by", "code", "--lang", "en").out


def test_a_reflexive_study_gets_no_saturation_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = started(tmp_path, monkeypatch, capsys)
    path = tmp_path / "qualcode.toml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("approach")]
    place = lines.index("[study]") + 1
    path.write_text("\n".join([*lines[:place], 'approach = "reflexive"', *lines[place:]]) + "\n", encoding="utf-8")
    ran = run("saturation")
    assert (ran.code, ran.out) == (0, "")
    assert "no saturation figure is printed" in ran.err


def test_data_from_elsewhere_need_no_study(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.csv").write_text("document,code\nI1,a\nI1,b\nI2,a\n", encoding="utf-8")
    run = runner(tmp_path, monkeypatch, capsys)
    answer = run("saturation", "--table", "t.csv", "--base", "1", "--run", "1", "--format", "json").json
    assert answer["parameters"]["reached"] == "1+1"
    assert "no file" not in run("saturation", "--table", "t.csv", "--by", "rule").err
    assert run("saturation", "--table", "t.csv", "--out", "t.md").err == "Wrote t.md.\n"
    assert "--holdout: only a study's own codings" in one_sentence(
        run("saturation", "--table", "t.csv", "--holdout", "I1"), 2
    )
    assert one_sentence(run("saturation", "--table", "none.csv"), 3).startswith("none.csv: cannot be read")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--threshold", "5"), "--threshold 5 is no share below 1. Five per cent is 0.05."),
        (("--base", "0"), "--base 0 is too small."),
        (("--holdout", "I9"), 'No document "I9".'),
        (("--kind", "case"), "No document of that kind is coded."),
        (("--order", "dat"), 'No attribute "dat". Nearest: date.'),
    ],
)
def test_a_wrong_saturation_is_one_sentence(run: Run, words: tuple[str, ...], says: str) -> None:
    assert one_sentence(run("saturation", *words), 2).startswith(says)

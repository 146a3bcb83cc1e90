"""Words that consent does not cover: no display can hold them, and their codings count."""

from __future__ import annotations

from pathlib import Path

from studies import code, make_study, reopened

from qualcode.analysis.matrix import matrix
from qualcode.analysis.passages import quoted
from qualcode.coding.quotes import QuoteFilter, select
from qualcode.coding.retrieve import evidence
from qualcode.model.evidence import NOT_QUOTED
from qualcode.study.study import Study

PEOPLE = (
    "participant,document,speaker,role,consent\nP1,INT01,Respondent,firm,written\nP2,INT02,受访者,college,no quotes\n"
)


def study_with(root: Path, people: str = PEOPLE) -> Study:
    study = make_study(root, coders=("c1",), sheets={"interviews/participants.csv": people})
    code(study, "c1", "INT01:2", "The subsidy never arrived.", "BOT-POL")
    code(study, "c1", "INT02:2", "补贴没到位", "BOT-POL")
    return reopened(study)


def test_evidence_has_no_words_that_consent_does_not_cover(tmp_path: Path) -> None:
    first, second = evidence(study_with(tmp_path)).passages
    assert (first.withheld, first.words) == (False, "The subsidy never arrived.")
    assert (second.withheld, second.words, second.coding.quote, second.coding.recorded) == (True, "", "", "")
    assert second.role == "college"


def test_the_place_of_a_quote_says_why_there_is_none_and_the_coding_counts(tmp_path: Path) -> None:
    found = evidence(study_with(tmp_path))
    assert quoted(found.passages[1], "zh") == f"{NOT_QUOTED['zh']}（INT02:2@6-11，受访者）"
    assert quoted(found.passages[1], "en").startswith(f"{NOT_QUOTED['en']} (INT02:2")
    counted = matrix(found, rows="code", columns="role", values="count")
    assert [cell.value for row in counted.rows if row.key == "BOT-POL" for cell in row.cells] == [1, 1, 2]


def test_a_passage_over_several_turns_is_withheld_when_one_of_them_is(tmp_path: Path) -> None:
    study = study_with(tmp_path)
    code(study, "c1", "INT02:1-2", None, "GOV")
    wide = [each for each in evidence(reopened(study)).passages if each.coding.code == "GOV"]
    assert [(each.speaker, each.withheld) for each in wide] == [("访谈者", True)]


def test_a_document_without_speakers_is_its_only_participants(tmp_path: Path) -> None:
    study = make_study(
        tmp_path,
        documents={"INT09": "只有一个人在说话。没有标签。\n"},
        coders=("c1",),
        sheets={"interviews/participants.csv": "participant,document,consent\nP9,INT09,不同意引用\n"},
    )
    code(study, "c1", "INT09:1", "只有一个人在说话", "GOV")
    assert [each.withheld for each in evidence(reopened(study)).passages] == [True]


def test_the_interviewers_own_words_may_be_quoted(tmp_path: Path) -> None:
    study = study_with(tmp_path)
    code(study, "c1", "INT02:1", "合作遇到了什么困难", "GOV")
    assert [each.words for each in evidence(reopened(study)).passages if each.coding.code == "GOV"] == [
        "合作遇到了什么困难"
    ]


def test_the_researcher_still_reads_them(tmp_path: Path) -> None:
    found, _, _ = select(study_with(tmp_path), QuoteFilter())
    assert [each.words for each in found] == ["The subsidy never arrived.", "补贴没到位"]

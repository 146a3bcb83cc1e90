"""The consent column: whose words may be quoted, in the words that researchers write there."""

from __future__ import annotations

import pytest

from qualcode.model.participant import Participant
from qualcode.model.problem import Problem
from qualcode.study.attributes import participants
from qualcode.study.consent import Consent, consent_of
from qualcode.study.sheets import read_sheet

WRITTEN: dict[Consent, tuple[str, ...]] = {
    "covers": (
        *(
            "yes",
            "Yes (written)",
            "Written; recorded",
            "oral; colleague present",
            "written; recorded; two passages withdrawn",
        ),
        *("anonymised quotes only", "may be quoted", "Written; no recording", "signed 2025-03-01", "2025/03/01"),
        *("是", "同意", "书面；录音", "口头同意", "同意匿名引用", "可引用", "2025年3月1日签署", "同意接受访谈"),
    ),
    "does not cover": (
        *("no", "withdrawn", "no quotes", "written; not to be quoted", "oral, no direct quotation", "pending"),
        *("cannot be quoted", "analysis only", "written; off the record"),
        *("否", "不同意", "不同意引用", "书面；仅供分析", "签字；不得引用原话", "已撤回", "同意受访，不可引用"),
    ),
    "unknown": (
        *("", "form B", "see e-mail", "anonymous", "quotes only after approval", "written consent for analysis only"),
        *("经本人审阅后可引用", "同意仅用于分析", "？"),
    ),
}


@pytest.mark.parametrize(
    ("written", "consent"), [(each, consent) for consent, cells in WRITTEN.items() for each in cells]
)
def test_consent_is_read_as_it_is_written(written: str, consent: Consent) -> None:
    assert consent_of(written) == consent


def read(rows: str) -> tuple[dict[str, Participant], tuple[Problem, ...]]:
    sheet = read_sheet(rows.encode(), "interviews/participants.csv")
    people, problems = participants(sheet, "interviews/participants.csv", ["INT01", "INT02"])
    return {person.id: person for person in people}, problems


def test_without_a_column_or_with_none_filled_everyone_may_be_quoted() -> None:
    for sheet in ("participant,document\nP1,INT01\n", "participant,document,consent\nP1,INT01,\n"):
        people, problems = read(sheet)
        assert people["P1"].quotable
        assert problems == ()


def test_who_has_no_consent_where_others_have_is_not_quoted_and_named_with_the_line() -> None:
    people, problems = read("participant,document,consent\nP1,INT01,written\nP2,INT02,\n")
    assert (people["P1"].quotable, people["P2"].quotable) == (True, False)
    assert [(each.severity, each.line) for each in problems] == [("warning", 3)]
    assert '"P2"' in problems[0].message
    assert problems[0].remedy


def test_unclear_consent_is_a_warning_and_a_refusal_is_none() -> None:
    people, problems = read("participant,document,知情同意\nP1,INT01,form B\nP2,INT02,不同意引用\n")
    assert not people["P1"].quotable
    assert not people["P2"].quotable
    assert [each.line for each in problems] == [2]
    assert '"form B"' in problems[0].message


def test_of_several_rows_of_a_person_the_strictest_consent_holds() -> None:
    people, _ = read("participant,document,consent\nP1,INT01,written\nP1,INT02,no quotes\n")
    assert not people["P1"].quotable

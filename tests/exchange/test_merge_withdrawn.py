"""A merge does not bring back what was withdrawn, in whichever copy it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from copies import contents, copied, merged
from studies import code, make_study

from qualcode.coding.marks import memo
from qualcode.exchange.merge.differences import differences
from qualcode.exchange.merge.plan import plan_merge
from qualcode.exchange.merge.source import opened
from qualcode.exchange.withdraw.withdraw import plan_withdrawal, withdraw
from qualcode.model.events import About
from qualcode.study.study import Study

SHEETS = {
    "interviews/participants.csv": "participant,document,speaker\nP1,INT01,Respondent\nP2,FG,甲\nP3,FG,乙\n",
}
DOCUMENTS = {
    "INT01": "Interviewer: And then?\nRespondent: The mayor promised it to me in secret.\n",
    "FG": "甲：补贴一直没有到位，我们等了两年。\n乙：局长私下答应过我这笔钱。\n甲：后来理事会成立了。\n",
}
SECRETS = ("promised it", "局长私下")


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A study with codings of two participants' words, and a copy in which more of them were coded afterwards."""
    study = make_study(tmp_path / "one", documents=DOCUMENTS, sheets=SHEETS)
    code(study, "c1", "INT01:2", None, "GOV")
    code(study, "c1", "FG:2", None, "GOV", memo="局长私下答应")
    two = copied(study.root, "two")
    made = code(Study(two), "c2", "FG:2", None, "BOT-POL")
    memo(Study(two), Study(two).coder("c2"), "局长私下", About(coding=made[0].id))
    code(Study(two), "c2", "FG:3", None, "GOV")
    code(Study(two), "c2", "INT01:2", None, "BOT-POL")
    return study.root, two


def take_back(root: Path) -> None:
    for person in ("P1", "P3"):
        study = Study(root)
        withdraw(study, plan_withdrawal(study, person))


def holds_secrets(root: Path) -> list[str]:
    return [path for path, data in contents(root).items() if any(each.encode() in data for each in SECRETS)]


def test_words_withdrawn_here_do_not_come_back_from_a_copy_that_has_them(pair: tuple[Path, Path]) -> None:
    one, two = pair
    take_back(one)
    assert holds_secrets(one) == []
    done = merged(one, two, documents=True)
    assert holds_secrets(one) == []
    assert done.held == 4 and done.copied == ()
    assert [coding.place.quote for coding in Study(one).state("c2", "FG").codings] == []


def test_words_withdrawn_there_are_erased_here(pair: tuple[Path, Path]) -> None:
    one, two = pair
    other = copied(two, "three")
    take_back(other)
    done = merged(one, other)
    assert done.erased == 2 + 1
    ledgers = [path for path in holds_secrets(one) if path.startswith("codings/")]
    assert ledgers == []


def test_it_is_said_who_withdrew_there_and_what_stays_out(pair: tuple[Path, Path]) -> None:
    one, two = pair
    take_back(one)
    for here, other, expected in ((one, two, "stay out"), (two, one, "P1 withdrew there and not here")):
        study = Study(here)
        with opened(other, study) as copy:
            plan = plan_merge(study, copy.study)
            assert any(expected in each.words for each in differences(plan, (), "") if each.kind == "consent")

"""What `check` says of codes, cases and attributes that `qualcode.toml` names and the study does not have."""

from __future__ import annotations

from pathlib import Path

import pytest
from studies import make_study

from qualcode.coding.rule_problems import rule_problems
from qualcode.model.problem import Problem

SHEETS = {"cases/attributes.csv": "case,name,province\nzj-auto,Autos,Zhejiang\ngd-ict,ICT,Guangdong\n"}
DOCUMENTS = {
    "INT01": "Q: Why?\nA: It pays.\n",
    "cases/zj-auto/plan.txt": "A plan.\n",
    "cases/gd-ict/plan.txt": "Two.\n",
}
RENAMED = (
    "codes:\n  - {id: BOT, name: Bottlenecks, definition: d, was: [OLD]}\n  - {id: FCO, name: Courses, definition: d}\n"
)


def said_of(root: Path, settings: str, codes: str = RENAMED) -> list[Problem]:
    return list(rule_problems(make_study(root, settings=settings, sheets=SHEETS, documents=DOCUMENTS, codes=codes)))


@pytest.mark.parametrize(
    ("settings", "wrong", "message", "remedy"),
    [
        ('[qca.sets.X]\ncode = "BOTT"', 'code = "BOTT"', 'No code "BOTT", which a set for QCA names.', "BOT"),
        (
            '[qca.sets.X]\ncode = "BOT"\ncounter = ["FCA"]',
            "counter",
            'No code "FCA", which a set for QCA names.',
            "FCO",
        ),
        (
            '[qca.sets.X]\nattribute = "provinze"\nanchors = [1, 2, 3]',
            "attribute",
            'No case has the attribute "provinze", which a set for QCA names.',
            "province",
        ),
        ('[qca]\ncases = ["zj-autos"]', "cases", 'No case "zj-autos", which [qca] names.', "zj-auto"),
        (
            '[[report.matrices]]\nrows = "code"\n\n[[report.matrices]]\ncodes = ["FC0"]',
            "codes",
            'No code "FC0", which a matrix of the report names.',
            "FCO",
        ),
        (
            '[[report.matrices]]\ncolumns = "provinze"',
            "columns",
            'Nothing has the attribute "provinze", which a matrix of the report names.',
            "province",
        ),
        (
            '[[report.matrices]]\nvalues = "counts"',
            "values",
            'There is no kind of value "counts", which a matrix of the report names.',
            "count",
        ),
        ('[[features.rivals]]\nid = "r"\ncodes = ["BOTS"]', "codes", 'No code "BOTS", which a rule for', "BOT"),
    ],
)
def test_what_is_not_there_is_named_with_its_line_and_the_nearest(
    tmp_path: Path, settings: str, wrong: str, message: str, remedy: str
) -> None:
    problems = said_of(tmp_path, settings)
    assert [(each.severity, each.path) for each in problems] == [("error", "qualcode.toml")]
    lines = (tmp_path / "qualcode.toml").read_text(encoding="utf-8").splitlines()
    assert lines[(problems[0].line or 0) - 1].startswith(wrong)
    assert problems[0].message.startswith(message)
    assert remedy in problems[0].remedy


@pytest.mark.parametrize(
    "settings",
    [
        '[qca.sets.X]\ncode = "OLD"',
        '[[report.matrices]]\ncodes = ["old"]',
        '[[features.rules]]\nid = "f"\ncodes = ["OLD"]',
    ],
)
def test_a_code_renamed_since_is_taken_for_what_it_is_now_and_said(tmp_path: Path, settings: str) -> None:
    problems = said_of(tmp_path, settings)
    assert [(each.severity, each.remedy) for each in problems] == [("warning", 'Write "BOT".')]
    assert 'is now "BOT" and is taken for it' in problems[0].message


def test_what_is_there_is_no_problem_be_it_named_by_id_name_or_kind_of_attribute(tmp_path: Path) -> None:
    settings = (
        '[[report.matrices]]\nrows = "case.province"\ncolumns = "role"\nvalues = "state"\ncodes = ["Courses"]\n'
        '[qca]\ncases = ["ZJ-AUTO"]\n[qca.sets.X]\ncode = "Bottlenecks"\n'
    )
    assert said_of(tmp_path, settings) == []


def test_without_a_codebook_nothing_is_said_of_each_rule(tmp_path: Path) -> None:
    assert said_of(tmp_path, '[qca.sets.X]\ncode = "BOTT"', codes="codes: [\n") == []

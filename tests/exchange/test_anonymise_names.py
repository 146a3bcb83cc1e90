"""The table of names is read strictly, and what is doubtful in it is said."""

from __future__ import annotations

import pytest

from qualcode.errors import StudyError
from qualcode.exchange.anonymise.matching import Rule
from qualcode.exchange.anonymise.names import Names, read_names
from qualcode.exchange.anonymise.patterns import found_in

DOCUMENTS = ("INT01", "INT02")


def read(text: str) -> tuple[Names, list[str]]:
    names, doubts = read_names(text.encode(), "names.csv", DOCUMENTS)
    return names, [doubt.message for doubt in doubts]


REFUSED = {
    "no pseudonym column": ("name\n张三\n", 'no column "pseudonym"'),
    "empty": ("", 'no column "name"'),
    "nobody": ("name,pseudonym\n", "names nobody"),
    "no pseudonym": ("name,pseudonym\n张三,\n", "names.csv:2: This row has no pseudonym"),
    "no name": ("name,pseudonym\n,P1\n", "This row has no name"),
    "unknown document": ("name,pseudonym,document\n张三,P1,INT1\n", 'No document "INT1". Nearest: INT01'),
    "called two things": ("name,pseudonym\n张三,P1\n张 三,P2\n", '"张三" is called P1 in line 2 and P2 here'),
    "another's real name": ("name,pseudonym\n张三,李四\n李四,王五\n", 'holds the name "李四"'),
    "itself": ("name,pseudonym\nAnn,Ann B\n", 'holds the name "Ann"'),
    "a slash": ("name,pseudonym\n张三,P/1\n", "which no name of a file may"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_table_that_cannot_be_followed_is_refused(case: str) -> None:
    text, said = REFUSED[case]
    with pytest.raises(StudyError) as refused:
        read(text)
    assert said in str(refused.value)


def test_doubts_are_said_and_let_pass() -> None:
    _, doubts = read("姓名,化名\n王,P1\nMay,P2\n李四,P3\n小李,P3\n")
    assert len(doubts) == 3
    assert "one character" in doubts[0] and "is a word as well" in doubts[1] and 'all called "P3"' in doubts[2]


def test_rules_of_a_document_hold_there_and_win() -> None:
    names, _ = read("name,pseudonym,document\n李四,A,INT01\n李四,B,INT02\n王五,C,\n")
    assert names.in_text("INT01").replaced("李四王五") == "AC"
    assert names.in_text("INT02").replaced("李四王五") == "BC"
    assert names.everywhere().replaced("李四") == "A+B"
    assert names.all_rules == (Rule("王五", "C"), Rule("李四", "A"), Rule("李四", "B"))


FOUND = {
    "陈校长说": ("陈校长", "person"),
    "欧阳老师": ("欧阳老师", "person"),
    "后来，王总来了": ("王总", "person"),
    "Then Dr. Smith-Jones spoke": ("Smith-Jones", "person"),
    "打13800138000": ("13800138000", "telephone"),
    "mail a.b@c.edu.cn now": ("a.b@c.edu.cn", "e-mail"),
    "号码11010119900307123X。": ("11010119900307123X", "identity card"),
    "微信号：zhang_san99": ("zhang_san99", "WeChat or QQ"),
    "见https://a.cn/x": ("https://a.cn/x", "address on the web"),
    "在华兴机械有限公司": ("华兴机械有限公司", "organisation"),
    "at Green Valley College": ("Green Valley College", "organisation"),
}


@pytest.mark.parametrize("text", FOUND)
def test_patterns_find_what_looks_like_a_name(text: str) -> None:
    assert FOUND[text] in [(each.name, each.kind) for each in found_in(text)]


def test_patterns_pass_over_words() -> None:
    assert [each.name for each in found_in("施工、加工和总的来说，职工都同意。Then we met.")] == []

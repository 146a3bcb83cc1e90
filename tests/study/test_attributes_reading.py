from __future__ import annotations

from qualcode.model.participant import Participant
from qualcode.study.attributes import case_attributes, cases_in, document_attributes, participants
from qualcode.study.sheets import SheetReading, read_sheet

IDS = ("INT01", "访谈02", "zj-auto/agreement", "职业教育法、条例")


def sheet(text: str) -> SheetReading:
    return read_sheet(text.encode(), "s.csv")


def test_attributes_are_joined_by_document_under_english_or_chinese_names() -> None:
    found, problems = document_attributes(
        sheet("编号,案例,日期,Firm size\nint01,zj-auto；gd-ict,2026-03-01,120\n访谈02.docx,,,\n"), "s.csv", IDS
    )
    assert problems == ()
    assert found == {
        "INT01": {"case": "zj-auto；gd-ict", "date": "2026-03-01", "Firm size": "120"},
        "访谈02": {"case": "", "date": "", "Firm size": ""},
    }
    assert cases_in(found["INT01"], ("ZJ-auto", "gd-ict")) == (("ZJ-auto", "gd-ict"), ())
    assert cases_in(found["INT01"], ("zj-auto",)) == (("zj-auto",), ("gd-ict",))
    assert cases_in(found["访谈02"], ("zj-auto",)) == ((), ())


def test_rows_about_nothing_known_and_second_rows_are_told() -> None:
    found, problems = document_attributes(sheet("document,case\nINT1,a\nINT01,b\nint01,c\n,d\n"), "s.csv", IDS)
    assert found == {"INT01": {"case": "b"}}
    assert [(p.severity, p.line, p.message) for p in problems] == [
        ("warning", 2, 'No document "INT1".'),
        ("error", 4, 'A second row about "INT01" (first in line 3) is passed over.'),
        ("error", 5, "This row names no document."),
    ]
    assert "INT01" in problems[0].remedy


def test_a_sheet_without_its_key_column_is_one_problem() -> None:
    found, problems = document_attributes(sheet("case,date\na,b\n"), "s.csv", IDS)
    assert (found, [(p.line, p.message) for p in problems]) == ({}, [(1, 'There is no column "document".')])
    assert document_attributes(sheet(""), "s.csv", IDS) == ({}, ())


def test_two_columns_of_one_meaning_are_told() -> None:
    found, problems = document_attributes(sheet("document,文档,role\nINT01,访谈02,x\n"), "s.csv", IDS)
    assert found == {"INT01": {"role": "x"}}
    assert [p.message for p in problems] == ['"document" and "文档" both mean "document"; the second is passed over.']


def test_several_rows_of_one_person_are_joined() -> None:
    people, problems = participants(
        sheet("受访者,文档,说话人,角色,省份\nP01,INT01,A；B,official,浙江\np01,访谈02,,,\nP02,访谈02,HR,enterprise,\n"),
        "s.csv",
        IDS,
    )
    assert problems == ()
    assert people == (
        Participant("P01", (("INT01", "A"), ("INT01", "B"), ("访谈02", None)), "official", {"province": "浙江"}),
        Participant("P02", (("访谈02", "HR"),), "enterprise", {"province": ""}),
    )


def test_a_document_id_that_holds_a_separator_is_one_document() -> None:
    people, problems = participants(
        sheet("participant,document\nP01,职业教育法、条例\nP02,INT01、访谈02\n"), "s.csv", IDS
    )
    assert problems == ()
    assert [person.voices for person in people] == [
        (("职业教育法、条例", None),),
        (("INT01", None), ("访谈02", None)),
    ]


def test_a_label_that_two_people_claim_is_an_error_and_stays_with_the_first() -> None:
    people, problems = participants(
        sheet("participant,document,speaker\nP01,INT01,A\nP02,INT01,a\nP03,INT01,\nP04,INT01,\n"), "s.csv", IDS
    )
    assert [(p.severity, p.line, p.message) for p in problems] == [
        ("error", 3, '"P02" and "P01" (line 2) both claim the speaker "a" of INT01.'),
        ("error", 5, '"P04" and "P03" (line 4) both claim every respondent of INT01.'),
    ]
    assert [person.voices for person in people] == [(("INT01", "A"),), (), (("INT01", None),), ()]


def test_what_is_odd_about_people_is_told() -> None:
    people, problems = participants(
        sheet("编号,document,role\nP01,INT09,official\nP01,INT01,college\n,INT01,x\nP02,,x\n"), "s.csv", IDS
    )
    assert [(p.severity, p.line) for p in problems] == [("warning", 2), ("warning", 3), ("error", 4), ("warning", 5)]
    assert [(person.id, person.role) for person in people] == [("P01", "official"), ("P02", "x")]


def test_cases_are_kept_in_the_order_of_their_sheet_with_or_without_a_folder() -> None:
    found, problems = case_attributes(
        sheet("case,name,省份\ngd-ict,华为,广东\nZJ-AUTO,吉利,浙江\n"), "s.csv", ("zj-auto",)
    )
    assert problems == ()
    assert found == {
        "gd-ict": {"name": "华为", "province": "广东"},
        "zj-auto": {"name": "吉利", "province": "浙江"},
    }

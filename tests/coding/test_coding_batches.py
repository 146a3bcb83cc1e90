"""A batch from a sheet: all or nothing, or row by row with a reason for each refusal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from studies import code, codings_of, make_study, reopened

from qualcode.coding.batch import BatchResult, apply_batch
from qualcode.coding.batch_rows import batch_rows
from qualcode.errors import QualcodeError, UsageError
from qualcode.study.study import Study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return make_study(tmp_path)


def batch(
    study: Study, text: str | bytes, name: str = "b.csv", *, keep_going: bool = False, **renamed: str
) -> BatchResult:
    rows = batch_rows(text.encode() if isinstance(text, str) else text, name, renamed)
    return apply_batch(study, study.coder("c1"), rows, source=name, keep_going=keep_going)


def test_every_way_of_naming_a_place(study: Study) -> None:
    text = study.document("INT02").text
    start = text.index("成立")
    result = batch(
        study,
        "document,code,segment,start,end,quote,memo,stance,weight\n"
        "INT01,GOV,2,,,,,,\n"
        "INT01,GOV,1-2,,,,,,\n"
        "INT01,GOV,p4,,,,,,\n"
        f"INT02,BOT-MOT,,{start},{start + 2},,为什么,denies,2\n"
        "INT02,政策碎片化,,,,补贴没到位,,,\n"
        "INT02,BOT > BOT-POL,2,,,政策不配套,,,\n",
    )
    assert [applied.outcome for applied in result.applied] == ["coded"] * 6 and not result.refused
    assert {quote for _, quote in codings_of(study, "c1", "INT02")} == {"成立", "补贴没到位", "政策不配套"}
    acts = {event.act for event in study.events("c1", "INT02") if hasattr(event, "act")}
    assert len(acts) == 1


BAD = {
    "INT01,GOV,99,,,": "there is no 99",
    "INT01,GOV,,3,99999,": "beyond its end",
    "INT01,GOV,,9,3,": "are no span",
    "INT01,GOV,,nan,9,": "not a whole number",
    "INT01,GOV,,inf,9,": "not a whole number",
    "INT01,GOV,,1.5,9,": "not a whole number",
    "INT01,GOV,,x,9,": "not a number",
    "INT01,GOV,,3,,": "start and end",
    "INT01,GOV,2,3,9,": "a segment, or start and end",
    "INT01,GOV,,,,": "no place",
    "INT01,GOV,1,,,The subsidy never arrived": "does not stand in INT01:1",
    "INT01,GOV,,,,Interviewer": "stands 2 times",
    "INT1,GOV,2,,,": "INT01",
    "INT01,govern,2,,,": "No code",
    "INT01,BOT,2,,,": "is a heading",
    ",GOV,2,,,": "has no document",
    "INT01,,2,,,": "has no code",
}
HEAD = "document,code,segment,start,end,quote\n"


@pytest.mark.parametrize("row", BAD)
def test_one_bad_row_refuses_all_with_its_line_and_keep_going_refuses_it_alone(study: Study, row: str) -> None:
    text = f"{HEAD}INT01,GOV,2,,,\n{row}\nINT02,GOV,2,,,\n"
    with pytest.raises(UsageError, match=r"b\.csv:3: ") as caught:
        batch(study, text)
    assert BAD[row] in str(caught.value) and "Nothing was coded" in str(caught.value)
    assert reopened(study).ledger_files == ()
    result = batch(reopened(study), text, keep_going=True)
    assert len(result.applied) == 2
    ((line, why),) = [(each.line, each.why) for each in result.refused]
    assert line == 3 and BAD[row] in why


def test_a_row_that_would_rate_anew_is_refused_with_its_line_and_alone_under_keep_going(study: Study) -> None:
    code(study, "c1", "INT01:2", None, "GOV", stance="affirms")
    text = "document,code,segment,stance\nINT01,GOV,4,\nINT01,GOV,2,denies\nINT02,GOV,2,\nINT01,GOV,4,mixed\n"
    with pytest.raises(UsageError, match=r"b\.csv:3: GOV stands there already.*rate"):
        batch(reopened(study), text)
    assert len(codings_of(study, "c1", "INT01")) == 1
    result = batch(reopened(study), text, keep_going=True)
    assert [each.line for each in result.refused] == [3, 5] and len(result.applied) == 2
    assert len(codings_of(study, "c1", "INT01")) == 2


def test_the_same_row_twice_and_the_same_batch_twice_code_once(study: Study) -> None:
    text = "document,code,quote,memo\nINT02,GOV,补贴没到位,一\nINT02,GOV,补贴没到位,一\n"
    assert [a.outcome for a in batch(study, text).applied] == ["coded", "already there"]
    before = (study.root / "codings/c1/INT02.jsonl").read_bytes()
    assert [a.outcome for a in batch(reopened(study), text).applied] == ["already there"] * 2
    assert (study.root / "codings/c1/INT02.jsonl").read_bytes() == before


def test_columns_may_bear_other_names(study: Study) -> None:
    result = batch(study, "doc,theme,segment\nINT02,GOV,补贴没到位\n", document="doc", code="theme", quote="segment")
    assert len(result.applied) == 1
    with pytest.raises(UsageError, match="no column"):
        batch(study, "doc,theme\nINT02,GOV\n", document="dok", code="theme")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("between", [",", "\t", ";"])
def test_a_sheet_as_excel_in_china_writes_it(study: Study, encoding: str, between: str) -> None:
    rows = (("document", "code", "quote", "memo"), ("INT02", "政策碎片化", "补贴没到位", "两行\n备注"))
    text = "\r\n".join(between.join(f'"{cell}"' for cell in row) for row in rows)
    assert len(batch(study, text.encode(encoding)).applied) == 1
    assert reopened(study).state("c1", "INT02").codings[0].memos[0].body.split() == ["两行", "备注"]


def test_json_lines_take_numbers_and_refuse_other_things_with_the_line(study: Study) -> None:
    start = study.document("INT02").text.index("成立")
    rows = [
        {"document": "INT02", "code": "GOV", "start": float(start), "end": start + 2},
        {"document": "INT02", "code": "BOT-MOT", "segment": 2, "weight": 2.0, "memo": None},
    ]
    text = "\n\n".join(json.dumps(row) for row in rows)
    assert len(batch(study, text, "b.jsonl").applied) == 2
    assert ("GOV", "成立") in codings_of(study, "c1", "INT02")
    for bad in ('["a"]', '{"document": true}', "{", '{"document": {"a": 1}}'):
        with pytest.raises(QualcodeError, match=r"b\.jsonl:2: the line is no JSON object"):
            batch(study, '{"document": "INT02", "code": "GOV", "segment": 1}\n' + bad, "b.jsonl")


def test_a_large_number_from_json_keeps_all_its_digits() -> None:
    rows = batch_rows(b'{"document":"D","code":"A","start":12345678.0,"end":12345679}', "b.jsonl", {})
    assert (rows[0].values["start"], rows[0].values["end"]) == ("12345678", "12345679")


def test_a_fragment_of_a_name_is_never_guessed_in_a_batch(study: Study) -> None:
    with pytest.raises(UsageError, match="No code"):
        batch(study, "document,code,segment\nINT01,碎片,2\n")


def test_an_empty_batch_codes_nothing(study: Study) -> None:
    assert batch(study, "document,code,segment\n") == BatchResult((), (), {})

"""Batches of codings: from a file, a workbook or a pipe; all or nothing, or what can be."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from commands import Run, one_sentence
from openpyxl import Workbook

MIXED = (
    "document,code,segment,quote\nINT01,BOT-POL,2,subsidy never arrived\nINT01,GOV,9,\nINT09,GOV,1,\nINT01,polic,1,\n"
)


def _quotes(run: Run) -> list[tuple[str, str]]:
    return [(each["code"], each["quote"]) for each in run("quotes", "--format", "json").json["quotes"]]


def test_one_bad_row_refuses_the_whole_batch_with_its_line(run: Run, root: Path) -> None:
    (root / "batch.csv").write_text(MIXED, encoding="utf-8")
    ran = run("code", "--from", "batch.csv")
    assert ran.code == 2
    *rows, whole = ran.err.splitlines()
    assert [line.split(" ")[0] for line in rows] == ["batch.csv:3:", "batch.csv:4:", "batch.csv:5:"], "every bad row"
    assert whole.startswith("3 rows are refused. Nothing was coded.") and "--keep-going" in whole
    assert _quotes(run) == []


def test_a_column_misspelt_is_refused_and_not_passed_over(run: Run, root: Path) -> None:
    row = '{"document":"INT01","code":"GOV","segment":"4","qoute":"The subsidy"}\n'
    (root / "batch.jsonl").write_text(row, encoding="utf-8")
    said = one_sentence(run("code", "--from", "batch.jsonl"), 2)
    assert '"qoute"' in said and 'Is it "quote"?' in said
    assert _quotes(run) == []


def test_memos_of_a_batch_are_counted_with_the_codings_they_came_with(run: Run, root: Path) -> None:
    (root / "batch.csv").write_text("document,code,segment,memo\nINT01,GOV,4,why so late?\n", encoding="utf-8")
    assert run("code", "--from", "batch.csv").out.startswith("1 coding made (1 with a memo), 0 already there")


def test_keep_going_codes_the_good_rows_names_each_bad_line_and_exits_1(run: Run, root: Path) -> None:
    (root / "batch.csv").write_text(MIXED, encoding="utf-8")
    ran = run("code", "--from", "batch.csv", "--keep-going")
    assert ran.code == 1 and ran.out.startswith("1 coding made")
    assert [line.split(" ")[0] for line in ran.err.splitlines()] == ["batch.csv:3:", "batch.csv:4:", "batch.csv:5:"]
    assert _quotes(run) == [("BOT-POL", "subsidy never arrived")]


def test_a_workbook_and_json_lines_are_read_as_a_csv_is(run: Run, root: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["document", "code", "segment", "weight"])
    book.active.append(["INT01", "BOT-MOT", 4, 2])
    book.save(root / "batch.xlsx")
    assert run("code", "--from", "batch.xlsx").out.startswith("1 coding made")
    (root / "batch.jsonl").write_text('{"document":"INT01","code":"GOV","start":57,"end":82}\n', encoding="utf-8")
    assert run("code", "--from", "batch.jsonl").out.startswith("1 coding made")
    assert ("GOV", "The subsidy never arrived") in _quotes(run)


def test_columns_are_renamed_and_a_wrong_name_is_refused_with_the_nearest(run: Run, root: Path) -> None:
    (root / "c.csv").write_text("doc,code,segment\nINT01,GOV,council never met\n", encoding="utf-8")
    assert 'no column "document"' in one_sentence(run("code", "--from", "c.csv"), 2)
    assert "It has doc." in one_sentence(run("code", "--from", "c.csv", "--columns", "document=dok"), 2)
    assert "NAME=COLUMN" in one_sentence(run("code", "--from", "c.csv", "--columns", "doc"), 2)
    assert run("code", "--from", "c.csv", "--columns", "document=doc,quote=segment").code == 0
    assert _quotes(run) == [("GOV", "council never met")]


def test_a_batch_comes_through_a_pipe_in_gb18030_as_well(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    data = "document,code,quote\nINT02,治理,补贴没到位\n".encode("gb18030")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert run("code", "-").code == 0
    assert _quotes(run) == [("GOV", "补贴没到位")]


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("empty.csv", b"", 3, "no rows"),
        ("head.csv", b"document,code,segment\n", 3, "no rows"),
        ("bad.xlsx", b"PK\x03\x04xx", 3, "not a workbook"),
        ("bad.jsonl", b'{"document":"INT01","code":"GOV","segment":"2"}\n{bad\n', 3, "bad.jsonl:2: "),
        ("two.csv", b"document,code,segment\nINT01,GOV,two\n", 2, "two.csv:2: "),
        ("span.csv", b"document,code,start,end\nINT01,GOV,60,57\n", 2, "span.csv:2: "),
    ],
)
def test_a_batch_that_is_none_is_one_sentence(
    run: Run, root: Path, name: str, content: bytes, code: int, said: str
) -> None:
    (root / name).write_bytes(content)
    assert said in one_sentence(run("code", "--from", name), code)
    assert _quotes(run) == []


def test_a_batch_that_is_not_there_or_mixed_with_a_single_passage_is_refused(run: Run, root: Path) -> None:
    assert "nope.csv: cannot be read" in one_sentence(run("code", "--from", "nope.csv"), 3)
    (root / "batch.csv").write_text("document,code,segment\nINT01,GOV,1\n", encoding="utf-8")
    assert "names its places" in one_sentence(run("code", "INT01:1", "GOV", "--from", "batch.csv"), 2)
    said = one_sentence(run("code", "--from", "batch.csv", "--stance", "denies", "--memo", "x"), 2)
    assert said.startswith("--stance, --memo: a batch says that itself")
    assert _quotes(run) == []

"""Word files handed out and read back, and sheets of samples, as a person types it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from commands import Run, one_sentence, runner
from openpyxl import load_workbook
from studies import code, make_study, reopened
from word_desk_files import Said, W, changed, commented, edited

from qualcode.coding.marks import done
from qualcode.exchange.word_desk.came_back import read_word
from qualcode.model.span import Span
from qualcode.study.sheets import read_sheet, write_csv
from qualcode.study.study import Study

TEXT = (
    "Interviewer: What?\nRespondent: =HYPERLINK(1) never came.\nInterviewer: And?\nRespondent: The council never met.\n"
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return make_study(tmp_path / "study", documents={"INT01": TEXT, "cases/zj/agreement.txt": "第一条 共建。\n"})


@pytest.fixture
def run(study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(study.root, monkeypatch, capsys)


def coded(study: Study, *comments: tuple[str, str], name: str = "INT01.docx") -> None:
    """Let a coder comment on words of the file that was handed out."""
    document, path = study.document("INT01"), study.root / name
    said = [
        Said(Span(document.text.index(words), document.text.index(words) + len(words)), text)
        for words, text in comments
    ]
    path.write_bytes(commented(path.read_bytes(), document, study.settings.unit, said))


def test_a_transcript_goes_out_by_its_id_and_comes_back_as_a_named_coders(run: Run, study: Study) -> None:
    out = run("export", "INT01.docx", "--for-coding")
    assert out.code == 0 and "qualcode import INT01.docx --coder HANDLE" in out.err
    coded(study, ("council never met", "GOV: really?"), ("never came", "BOT-PLO"))
    back = run("import", "INT01.docx", "--coder", "c2")
    assert back.code == 1 and "Nearest: BOT-POL" in back.out and "INT01:2" in back.out
    assert "council never met" in run("quotes", "--coders", "c2").out
    as_json = run("import", "INT01.docx", "--coder", "c2", "--format", "json")
    assert as_json.code == 1 and as_json.json["kind"] == "word"
    assert (as_json.json["parameters"]["codings"], as_json.json["parameters"]["known"]) == (0, 1)


def test_everything_placed_is_exit_0_and_done_is_asked_for(run: Run, study: Study) -> None:
    run("export", "INT01", "--out", "for-li.docx", "--for-coding")
    coded(study, ("council never met", "GOV"), name="for-li.docx")
    plain = run("import", "for-li.docx", "--coder", "c2")
    assert plain.code == 0 and "1 new" in plain.out and reopened(study).state("c2", "INT01").done is None
    assert "INT01 is done by c2." in run("import", "for-li.docx", "--coder", "c2", "--done").out
    assert reopened(study).state("c2", "INT01").done is not None


def test_codings_go_out_as_comments_of_the_coders_named(run: Run, study: Study) -> None:
    code(study, "c1", "INT01", "council never met", "GOV")
    code(study, "c2", "INT01", "never came", "BOT-POL")
    assert "1 coding as comments" in run("export", "INT01.docx", "--codings-as-comments", "--coders", "c2").err
    assert [each.text for each in read_word(Path("INT01.docx").read_bytes(), "x").comments] == [
        "BOT-POL Fragmented policy"
    ]
    assert "read back" in one_sentence(run("import", "INT01.docx"), 3)


def test_what_is_refused_says_what_to_do(run: Run, study: Study, tmp_path: Path) -> None:
    assert "--for-coding" in one_sentence(run("export", "INT01.docx"), 2)
    assert 'No document "INT09"' in one_sentence(run("export", "INT09.docx", "--for-coding"), 2)
    assert "Give one of" in one_sentence(run("export", "INT01.docx", "--for-coding", "--codings-as-comments"), 2)
    assert "--codings-as-comments" in one_sentence(run("export", "INT01.docx", "--for-coding", "--coders", "c1"), 2)
    assert "become a document" in one_sentence(run("export", "interviews/INT01.docx", "--for-coding"), 2)
    assert "no Word file" in one_sentence(run("export", "INT01", "--for-coding"), 2)
    assert "no folder" in one_sentence(run("export", "zj/agreement.docx", "--for-coding"), 2)
    assert run("export", "zj/agreement", "--out", "agreement.docx", "--for-coding").code == 0
    assert "may hold a coder's work" in one_sentence(
        run("export", "zj/agreement", "--out", "agreement.docx", "--for-coding"), 2
    )
    assert 'No coder "zz"' in one_sentence(run("import", "agreement.docx", "--coder", "zz"), 2)
    assert "cannot be read" in one_sentence(run("import", "gone.docx"), 3)
    (tmp_path / "study/bad.docx").write_bytes(b"PK\x03\x04")
    assert "bad.docx" in one_sentence(run("import", "bad.docx"), 3)
    assert "--study" in one_sentence(run("import", "agreement.docx", "--into", "new"), 2)
    empty = changed(
        Path("agreement.docx").read_bytes(),
        {"word/document.xml": lambda _: f'<w:document xmlns:w="{W[1:-1]}"><w:body/></w:document>'.encode()},
    )
    Path("empty.docx").write_bytes(empty)
    assert "None of its paragraphs" in one_sentence(run("import", "empty.docx"), 3)
    bomb = changed(
        Path("agreement.docx").read_bytes(),
        {"word/comments.xml": lambda _: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
    )
    Path("entities.docx").write_bytes(bomb)
    assert "DOCTYPE" in one_sentence(run("import", "entities.docx"), 3)


@pytest.fixture
def sampled(run: Run, study: Study) -> Run:
    """The command line, after c1 has finished INT01 and half of its units are drawn for c2."""
    code(study, "c1", "INT01", "council never met", "GOV", memo="secret")
    done(study, study.coder("c1"), "INT01")
    drawn = run("sample", "s1", "--share", "1", "--of", "c1", "--coder", "c2", "--sheet", "s1.xlsx")
    assert drawn.code == 0 and "Read it back" in drawn.err
    return run


def filled(name: str, cells: dict[str, str]) -> None:
    book = load_workbook("s1.xlsx")
    for place, words in cells.items():
        book.worksheets[0][place] = words
    book.save(name)


def test_a_sheet_is_blind_offers_the_codes_and_runs_no_formula(sampled: Run) -> None:
    book = load_workbook("s1.xlsx")
    sheet = book.worksheets[0]
    words = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert "secret" not in words and not any("GOV" in str(each) for each in words)
    assert any(str(each).startswith("=HYPERLINK") for each in words)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} <= {"s", "n"}
    (offered,) = sheet.data_validations.dataValidation
    assert offered.formula1 == "codes!$A$2:$A$4" and [c.value for c in book["codes"]["A"]][1:] == [
        "BOT-POL",
        "BOT-MOT",
        "GOV",
    ]
    before = Path("s1.xlsx").read_bytes()
    Path("s1.xlsx").unlink()
    sampled("sample", "s1", "--sheet", "s1.xlsx")
    assert Path("s1.xlsx").read_bytes() == before


def test_a_filled_sheet_is_codings_and_blank_means_none_only_when_ticked(sampled: Run, study: Study) -> None:
    filled("f.xlsx", {"E3": "BOT-POL (denies)", "F3": "GOV: why", "H3": "both"})
    back = sampled("import", "f.xlsx", "--coder", "c2")
    assert back.code == 0 and "units without a code count as missing" in back.out
    state = reopened(study).state("c2", "INT01")
    assert {(c.code, c.stance, tuple(sorted(m.body for m in c.memos))) for c in state.codings} == {
        ("BOT-POL", "denies", ("both",)),
        ("GOV", None, ("both", "why")),
    }
    assert {c.via for c in state.codings} == {"sheet"} and state.sampled == {}
    filled("g.xlsx", {"E3": "BOT-POL (denies)", "F3": "GOV: why", "H3": "both", f"E{_last()}": "x"})
    again = sampled("import", "g.xlsx", "--coder", "c2")
    assert "0 new, 2 here already" in again.out and "sample s1 is done by c2." in again.out
    assert set(reopened(study).state("c2", "INT01").sampled) == {"s1"}


def _last() -> int:
    return int(load_workbook("s1.xlsx").worksheets[0].max_row)


def test_a_bad_row_is_listed_and_keeps_the_sample_from_being_done(sampled: Run, study: Study) -> None:
    filled("f.xlsx", {"E3": "BOT-PLO", "E2": "GOV", f"E{_last()}": "x"})
    back = sampled("import", "f.xlsx", "--coder", "c2")
    assert (
        back.code == 1
        and "f.xlsx:3" in back.out
        and "Nearest: BOT-POL" in back.out
        and "Not marked as done" in back.out
    )
    filled("k.xlsx", {f"I{3}": "s1|INT01#0-5|000000000000"})
    assert "of no unit of the sample" in sampled("import", "k.xlsx", "--coder", "c2").out
    Path("other.csv").write_bytes(write_csv(["a", "b"], [["1", "2"]]))
    assert "no sheet" in one_sentence(sampled("import", "other.csv", "--coder", "c2"), 2)


def test_csv_and_word_sheets_come_back_as_well(sampled: Run, study: Study) -> None:
    sampled("sample", "s1", "--sheet", "s1.csv", "--lang", "zh")
    reading = read_sheet(Path("s1.csv").read_bytes(), "s1.csv")
    assert any(row.values["原文"].startswith("'=HYPERLINK") for row in reading.rows)
    rows = [
        [("治理" if name == "编码 1" and at == 1 else cell) for name, cell in row.values.items()]
        for at, row in enumerate(reading.rows)
    ]
    Path("f.csv").write_bytes(write_csv(reading.columns, rows))
    assert "1 new" in sampled("import", "f.csv", "--coder", "c2").out
    sampled("sample", "s1", "--sheet", "s1.docx")

    def fill(root: Any) -> None:
        rows = list(root.iter(W + "tr"))
        for at, words in ((2, "GOV"), (3, "BOT-POL")):
            cell = list(rows[at].iter(W + "tc"))[3].find(W + "p")
            cell.append(next(root.iter(W + "r")).__copy__())
            next(cell.iter(W + "t")).text = words

    Path("s1.docx").write_bytes(edited(Path("s1.docx").read_bytes(), fill))
    assert "1 new, 1 here already" in sampled("import", "s1.docx", "--coder", "c2").out
    assert {c.code for c in reopened(study).state("c2", "INT01").codings} == {"GOV", "BOT-POL"}


def test_a_sheet_that_cannot_be_written_draws_nothing(run: Run, study: Study) -> None:
    done(study, study.coder("c1"), "INT01")
    assert ".xlsx" in one_sentence(run("sample", "--share", "1", "--of", "c1", "--sheet", "s.pdf"), 2)
    Path("s.csv").write_bytes(b"")
    assert "may hold" in one_sentence(run("sample", "--share", "1", "--of", "c1", "--sheet", "s.csv"), 2)
    assert run("sample").out.startswith("No sample")

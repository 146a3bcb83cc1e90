"""Codings, codes and attributes out to sheets and back: nothing is lost, nothing runs, and twice adds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from refi_files import coded, counts
from studies import code, codings_of, make_study, reopened

from qualcode.errors import StudyError, UsageError
from qualcode.exchange.refi.bring import Imported, import_project
from qualcode.exchange.sheets.bring import import_sheet
from qualcode.exchange.sheets.codebook import codebook_sheet, read_codebook_sheet
from qualcode.exchange.sheets.codings_out import as_csv, codings_sheet
from qualcode.exchange.sheets.columns import lines_of, read_lines
from qualcode.exchange.sheets.word_table import read_word_table
from qualcode.report.options import WriteOptions
from qualcode.report.workbook.list_book import list_book
from qualcode.report.write import write_display
from qualcode.study.study import Study

SHEETS = {
    "interviews/attributes.csv": "document,case,date\nINT01,zj-auto; gd-ict,2026-01-02\nINT02,zj-auto,\n",
    "interviews/participants.csv": "participant,document,speaker,role,province\nP01,INT01,Respondent,college,浙江\n",
    "cases/attributes.csv": "case,name,type\nzj-auto,Automotive,order class\ngd-ict,ICT,\n",
}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    made = make_study(tmp_path / "study", sheets=SHEETS)
    code(
        made, "c1", "INT01", "The subsidy never arrived", "BOT-POL", stance="denies", case="gd-ict", memo="=1+1\n\ntwo"
    )
    code(made, "c1", "INT02", "政策不配套", "BOT-MOT", weight=2, memo="why")
    code(made, "c2", "INT01", "too costly", "GOV")
    return reopened(made)


def brought(data: bytes, root: Path, name: str = "sheet.csv", coder: str | None = None) -> Imported:
    return import_sheet(read_lines(data, name), root, name, coder)


def test_a_row_says_all_that_is_known_of_a_coding(study: Study) -> None:
    display = codings_sheet(study)
    row = {column.key: cell.value for column, cell in zip(display.columns, display.rows[0].cells, strict=True)}
    state = study.state("c1", "INT01").codings[0]
    assert row == {
        "document": "INT01",
        "address": "INT01:2@0-25",
        "start": state.place.start,
        "end": state.place.end,
        "quote": "The subsidy never arrived",
        "code": "BOT-POL",
        "name": "Fragmented policy",
        "coder": "c1",
        "stance": "denies",
        "weight": None,
        "case": "gd-ict",
        "speaker": "Respondent",
        "time": None,
        "participant": "P01",
        "role": "college",
        "memo": "=1+1\n\ntwo",
        "made": state.at,
        "via": None,
        "document: case": "zj-auto; gd-ict",
        "document: date": "2026-01-02",
        "participant: province": "浙江",
        "case: name": "ICT",
        "case: type": None,
    }
    assert display.rows[0].key == state.id


@pytest.mark.parametrize("kind", ("csv", "xlsx", "gb18030", "utf-16"))
def test_codings_come_back_whole_and_twice_adds_nothing(study: Study, tmp_path: Path, kind: str) -> None:
    display = codings_sheet(study)
    data = list_book(display, WriteOptions()) if kind == "xlsx" else as_csv(display)
    if kind in ("gb18030", "utf-16"):
        data = data.decode("utf-8-sig").encode(kind)
    other = make_study(tmp_path / "other", sheets=SHEETS)
    found = brought(data, other.root, f"codings.{kind}")
    assert (counts(found, "codings"), counts(found, "memos")) == ((3, 0, 0), (2, 0, 0))
    assert coded(found.study) == coded(study)
    before = {path: path.read_bytes() for path in (other.root / "codings").rglob("*.jsonl")}
    assert counts(brought(data, other.root), "codings") == (0, 3, 0)
    assert counts(brought(data, study.root), "codings") == (0, 3, 0)
    assert {path: path.read_bytes() for path in before} == before
    one, two = (study.state("c1", "INT01").codings[0], Study(other.root).state("c1", "INT01").codings[0])
    assert (one.id, one.stance, one.case, one.memos[0].body) == (two.id, two.stance, two.case, two.memos[0].body)


def test_no_cell_of_a_sheet_runs(study: Study) -> None:
    text = as_csv(codings_sheet(study)).decode("utf-8-sig")
    assert '"\'=1+1\n\ntwo"' in text and ",=1+1" not in text and '"=1+1' not in text


def test_rows_of_a_stranger_are_placed_by_their_words_or_told_with_their_line(study: Study) -> None:
    sheet = (
        "文档,编码,引文,备忘,segment\n"
        "INT01,GOV,The council never met,ok,\n"
        "INT02,治理,,whole,4\n"
        "INT01,GOV,not there,,\n"
        "INT01,GOVV,never,,\n"
        "INT09,GOV,never,,\n"
        "INT01,GOV,never,,\n"
        "INT01,GOV,,,99\n"
    )
    found = brought(sheet.encode("gb18030"), study.root, "other.csv", coder="c2")
    assert counts(found, "codings") == (2, 0, 5)
    assert codings_of(study, "c2", "INT01") == {("GOV", "too costly"), ("GOV", "The council never met")}
    lines = [note for note in found.report.notes if note.startswith("other.csv:")]
    assert [note.split(":")[1] for note in lines] == ["4", "5", "6", "7", "8"]
    assert "more than once" in lines[3]


def test_a_place_with_other_words_is_not_believed(study: Study) -> None:
    rows = "document,code,start,end,quote\nINT01,GOV,0,5,too costly\nINT01,GOV,0,5,nowhere\nINT01,GOV,,5,too costly\n"
    found = brought(rows.encode(), study.root, "x.csv", coder="c1")
    assert codings_of(study, "c1", "INT01") >= {("GOV", "too costly")}
    assert counts(found, "codings") == (1, 0, 2)
    assert any("found by their own" in note for note in found.report.notes)


def test_a_coder_takes_only_rows_of_their_own(study: Study) -> None:
    rows = "document,code,quote,coder\nINT01,GOV,costly,c1\nINT01,GOV,council,c2\nINT01,GOV,never met,\n"
    found = brought(rows.encode(), study.root, "x.csv", coder="c2")
    assert counts(found, "codings") == (2, 0, 1)
    found = brought(rows.encode(), study.root, "x.csv")
    assert counts(found, "codings") == (1, 1, 1)
    assert any("names no coder" in note for note in found.report.notes)


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        ("document,code\nINT01,GOV\n", "no column that gives a place"),
        ("code,quote\nGOV,x\n", "no column document"),
        ("a,b\n1,2\n", "no sheet that is known"),
        ("document,code,quote\n", "no row below"),
        ("", "no row below"),
    ],
)
def test_sheets_that_are_none(study: Study, sheet: str, message: str) -> None:
    with pytest.raises((UsageError, StudyError), match=message):
        brought(sheet.encode(), study.root)


def test_codings_without_a_study_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no study"):
        brought(b"document,code,quote\nA,B,c\n", tmp_path / "none")
    assert not (tmp_path / "none").exists()


RICH = """\
codes:
  - id: A
    name: {en: First, zh: 一}
    codable: false
    children:
      - id: B-1
        name: Second
        definition: {en: "What it\\nmeans", zh: 含义}
        include: "-when"
        exclude: {zh: 何时不用}
        examples: ["=a quote", 二]
        cues: {en: [too costly, never], zh: [积极性不高]}
        patterns: [[{LEMMA: lack}, {OP: "*"}]]
        scale: [1, 2.5]
        color: "#b3589a"
        origin: emergent
        since: "2026-01-03"
        was: [OLD]
  - id: C
    name: Third
    definition: x
"""


@pytest.mark.parametrize("kind", ("csv", "xlsx"))
def test_a_codebook_comes_back_with_everything(tmp_path: Path, kind: str) -> None:
    study = make_study(tmp_path / "a", codes=RICH, coders=())
    display = codebook_sheet(study.codebook)
    data = as_csv(display) if kind == "csv" else list_book(display, WriteOptions())
    found = brought(data, tmp_path / "b", f"codes.{kind}")
    assert [_fields(each) for each in found.study.codebook] == [_fields(each) for each in study.codebook]
    assert counts(brought(data, study.root, f"codes.{kind}"), "codes") == (0, 3, 0)


def _fields(code: object) -> dict[str, object]:
    return {name: getattr(code, name) for name in code.__dataclass_fields__ if name != "line"}  # type: ignore[attr-defined]  # a dataclass


def test_a_codebook_in_word_comes_back_with_its_rules(tmp_path: Path) -> None:
    study = make_study(tmp_path / "a", codes=RICH, coders=())
    data = write_display(codebook_sheet(study.codebook, rules_only=True), "docx")
    reading = read_codebook_sheet(lines_of(read_word_table(data, "codes.docx")), "codes.docx")
    book = import_project(reading, tmp_path / "b", "codes.docx").study.codebook
    assert [(each.id, each.codable, each.parent, each.names) for each in book] == [
        (each.id, each.codable, each.parent, each.names) for each in study.codebook
    ]
    assert {name: text.replace("\n", " ") for name, text in book.by_id["B-1"].definition.items()} == {
        "en": "What it means",
        "zh": "含义",
    }
    assert book.by_id["B-1"].include == {"": "-when"}


def test_a_plain_list_of_codes_becomes_a_codebook(tmp_path: Path) -> None:
    sheet = "Code,Description,Below\nTrust,in people,Feelings\nFeelings,,\nTrust in firms,,Trust\n"
    book = brought(sheet.encode("utf-16"), tmp_path / "s").study.codebook
    assert {each.id: book.path(each.id) for each in book} == {
        "Feelings": "Feelings",
        "Trust": "Feelings > Trust",
        "Trust-in-firms": "Feelings > Trust > Trust in firms",
    }
    assert book.by_id["Trust"].definition == {"": "in people"}


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        ("code,parent\nA,B\nB,A\n", "stands below itself"),
        ("code,parent\nA,Z\n", '"Z" to stand below'),
        ("code,definition\n,x\n", "names no code"),
    ],
)
def test_codebooks_that_cannot_stand(tmp_path: Path, sheet: str, message: str) -> None:
    with pytest.raises(StudyError, match=message):
        brought(sheet.encode(), tmp_path / "s")


def test_attributes_fill_what_is_empty_and_touch_nothing_else(study: Study) -> None:
    sheet = "document,date,mode\nINT01,2020-01-01,phone\nint02,2026-02-03,\nINT77,x,y\n"
    found = brought(sheet.encode(), study.root, "more.csv")
    attributes = {id: dict(found.study.document(id).attributes) for id in ("INT01", "INT02")}
    assert attributes["INT01"] == {"case": "zj-auto; gd-ict", "date": "2026-01-02", "mode": "phone"}
    assert attributes["INT02"] == {"case": "zj-auto", "date": "2026-02-03", "mode": ""}
    assert counts(found, "values of attributes") == (2, 0, 3)
    assert counts(brought(sheet.encode(), study.root, "more.csv"), "values of attributes") == (0, 2, 3)
    people = "participant,document,speaker,role\nP02,INT02,受访者,enterprise\n"
    assert counts(brought(people.encode(), study.root, "people.csv"), "participants") == (1, 0, 0)
    cases = brought("案例,类型,sector\ngd-ict,school,ICT\n".encode("gb18030"), study.root, "cases.csv")
    assert next(each for each in cases.study.cases if each.id == "gd-ict").attributes["sector"] == "ICT"


MARKED = (
    "text,coded_text\n"
    '"It was calm. I left, calm.","**It was calm.**<sup>calm; Place</sup> I left, **calm**<sup>calm</sup>."\n'
    '"We sat there 😀 and i like the red houses so much, and then we left.","We sat there 😀 and **I like the red house so much**<sup>place</sup>, and then we left."\n'
    '"No, no.","**Something else**<sup>calm</sup>"\n'
)


def test_marked_answers_keep_their_passages(tmp_path: Path) -> None:
    found = brought(MARKED.encode(), tmp_path / "s", "answers.csv", coder="me")
    assert coded(found.study) == {
        ("me", "answers", "calm", "It was calm."),
        ("me", "answers", "Place", "It was calm."),
        ("me", "answers", "calm", "calm"),
        ("me", "answers", "Place", "i like the red houses so much"),
    }
    assert found.study.document("answers").text.startswith("It was calm. I left, calm.\n\nWe sat")
    assert counts(found, "codings") == (4, 0, 1)
    assert counts(brought(MARKED.encode(), tmp_path / "s", "answers.csv", coder="me"), "codings") == (0, 4, 1)


def test_codes_that_had_no_definition_get_one_and_no_other_is_touched(study: Study) -> None:
    sheet = "code,definition\nBOT-POL,rules that clash\nNew,x\n"
    path = study.root / "codebook.yaml"
    path.write_text(path.read_text("utf-8") + "    definition: ours  # kept\n", encoding="utf-8")
    found = brought(f"{sheet}GOV,theirs\n".encode(), study.root)
    book = found.study.codebook.by_id
    assert [book[id].definition for id in ("BOT-POL", "New", "GOV")] == [
        {"": "rules that clash"},
        {"": "x"},
        {"": "ours"},
    ]
    assert "ours  # kept" in path.read_text("utf-8")
    again = brought(f"{sheet}GOV,theirs\n".encode(), study.root)
    assert {row.cells[1].value for row in again.report.rows} == {0}

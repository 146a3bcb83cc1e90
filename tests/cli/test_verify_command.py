"""`verify`: what a hand, a transcript or a ledger has changed since is named, and what holds is said to hold."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from commands import Run, one_sentence
from docx import Document


@pytest.fixture
def coded(run: Run) -> Run:
    """The study with three codings of one coder."""
    run("code", "INT02:2", "BOT-POL", "--quote", "补贴没到位")
    run("code", "INT01:2", "BOT-POL", "--quote", "The subsidy never arrived.")
    run("code", "INT01:4", "GOV", "--quote", "The council never met.", "--stance", "denies")
    return run


def put_by_hand(path: Path, old: str, new: str) -> None:
    """Change a text in a Word document as its reader would."""
    document = Document(str(path))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    runs = [run for cell in cells for paragraph in cell.paragraphs for run in paragraph.runs if run.text == old]
    assert runs
    runs[0].text = new
    document.save(str(path))


def put_in_page(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "json", "md"])
def test_display_that_nobody_touched_holds(coded: Run, suffix: str) -> None:
    assert (
        coded("matrix", "--rows", "code", "--columns", "case", "--values", "quotes", "--out", f"m.{suffix}").code == 0
    )
    ran = coded("verify", f"m.{suffix}")
    assert (ran.code, ran.out) == (0, ""), ran
    assert "everything holds" in ran.err


def test_figure_changed_by_hand_in_word_is_named_with_its_cell(coded: Run, root: Path) -> None:
    coded("matrix", "--rows", "code", "--columns", "role", "--out", "m.docx", "--lang", "en")
    put_by_hand(root / "m.docx", "2", "7")
    ran = coded("verify", "m.docx")
    assert ran.code == 1
    assert "has “7”, the study gives “2”" in ran.out or "has “7”" in ran.out
    assert "m.docx" in ran.out


def test_report_is_checked_from_its_own_words_and_says_what_to_look_at(coded: Run, root: Path) -> None:
    assert coded("report", "r.docx", "--lang", "zh").code == 0
    assert coded("verify", "r.docx").code == 0
    put_by_hand(root / "r.docx", "补贴没到位", "补贴到位了")
    ran = coded("verify", "r.docx", "--format", "json")
    assert ran.code == 1
    findings = ran.json["findings"]
    assert {"found": "补贴到位了", "now": "补贴没到位", "kind": "cell"}.items() <= findings[0].items()
    assert [each["row"] for each in findings if each["kind"] == "quote"] == ["INT02:2@6-11"]
    assert "gone" in findings[-1]["message"]


def test_page_is_checked_too(coded: Run, root: Path) -> None:
    assert coded("report", "r.html").code == 0
    assert coded("verify", "r.html").code == 0
    put_in_page(root / "r.html", "Two departments passed the matter on", "Nobody passed the matter on")
    ran = coded("verify", "r.html")
    assert ran.code == 1
    assert "Nobody passed" in ran.out


def test_transcript_that_lost_the_words_is_found_without_a_manifest(coded: Run, root: Path) -> None:
    coded("quotes", "--out", "q.csv")
    assert coded("verify", "q.csv").code == 0
    text = root / "interviews" / "INT02.txt"
    text.write_text(text.read_text("utf-8").replace("补贴没到位", "钱一直没有来"), encoding="utf-8")
    ran = coded("verify", "q.csv")
    assert ran.code == 1
    assert "“补贴没到位” is gone" in ran.out
    assert "its numbers are not" in ran.err


def test_words_that_moved_are_given_their_new_address(coded: Run, root: Path) -> None:
    coded("quotes", "--out", "q.csv")
    text = root / "interviews" / "INT02.txt"
    text.write_text("访谈者：请介绍一下。\n受访者：好的。\n" + text.read_text("utf-8"), encoding="utf-8")
    ran = coded("verify", "q.csv")
    assert ran.code == 1
    assert "moved: it stands at INT02:4@6-11 now" in ran.out


def test_coding_taken_back_is_named_as_no_longer_coded(coded: Run) -> None:
    coded("quotes", "--out", "q.csv")
    coded("undo")
    ran = coded("verify", "q.csv")
    assert ran.code == 1
    assert "no longer coded" in ran.out
    assert ran.out.count("\n") == 1


def test_consent_taken_back_is_found(coded: Run, root: Path) -> None:
    coded("quotes", "--out", "q.csv")
    sheet = root / "interviews" / "participants.csv"
    lines = sheet.read_text("utf-8").splitlines()
    sheet.write_text(
        "\n".join([f"{lines[0]},consent", f"{lines[1]},written", f"{lines[2]},no quotes"]), encoding="utf-8"
    )
    assert "consent does not cover it" in coded("verify", "q.csv").out


def test_ledgers_that_grew_make_the_numbers_old(coded: Run) -> None:
    coded("matrix", "--rows", "code", "--columns", "role", "--out", "m.json")
    coded("code", "INT02:2", "BOT-POL", "--quote", "政策不配套")
    ran = coded("verify", "m.json", "--format", "json")
    assert ran.code == 1
    assert ("1", "2") in [(each["found"], each["now"]) for each in ran.json["findings"]]
    assert "codings/c1/INT02.jsonl has changed since." in ran.json["remarks"]


def test_words_that_an_author_added_or_filled_in_are_no_fault(coded: Run, root: Path) -> None:
    coded("report", "r.docx", "--lang", "en")
    document = Document(str(root / "r.docx"))
    document.add_paragraph("In 2024 we asked 3 more people.")
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    blank = next(cell for cell in cells if cell.text == "[for the author to fill in]")
    blank.paragraphs[0].runs[0].text = "Two researchers, 12 years in the field"
    document.save(str(root / "r.docx"))
    ran = coded("verify", "r.docx")
    assert (ran.code, ran.out) == (0, ""), ran


def test_run_is_checked_file_by_file(coded: Run, root: Path) -> None:
    assert coded("run", "--preset", "article").code == 0
    ran = coded("verify", "output")
    assert (ran.code, ran.out) == (0, ""), ran
    table = root / "output" / "tables" / "codebook.csv"
    table.write_text(table.read_text("utf-8").replace(",1", ",9", 1), encoding="utf-8")
    (root / "output" / "report.html").unlink()
    (root / "output" / "mine.txt").write_text("notes")
    ran = coded("verify", "output")
    assert ran.code == 1
    assert "codebook.csv" in ran.out
    assert "report.html: is not there any more" in ran.out
    assert "mine.txt was not written by this run" in ran.err
    assert "codebook.csv" in coded("verify", str(table)).out  # by the manifest of its folder


def test_manifest_cannot_make_verify_act(coded: Run, root: Path) -> None:
    coded("quotes", "--out", "q.json")
    answer = json.loads((root / "q.json").read_text("utf-8"))
    before = (root / "codings/c1/INT01.jsonl").read_bytes()
    for command in (["undo"], ["structure", "drop", "x"], ["code", "INT01:1", "GOV"]):
        answer["manifest"]["command"] = command
        (root / "q.json").write_text(json.dumps(answer), encoding="utf-8")
        assert "which makes no report" in coded("verify", "q.json").err
    answer["manifest"]["command"] = ["quotes", "--out", "/tmp/never", "--study", "/nowhere"]
    (root / "q.json").write_text(json.dumps(answer), encoding="utf-8")
    coded("verify", "q.json")
    assert not Path("/tmp/never").exists()
    assert (root / "codings/c1/INT01.jsonl").read_bytes() == before


def test_what_is_no_output_is_refused_in_one_sentence(coded: Run, root: Path) -> None:
    (root / "bad.docx").write_bytes(b"no zip")
    (root / "empty.docx").write_bytes(b"")
    (root / "x.pdf").write_bytes(b"%PDF")
    (root / "folder").mkdir()
    (root / "odd").mkdir()
    (root / "odd" / "manifest.json").write_text("[1]")
    assert "There is no never.docx" in one_sentence(coded("verify", "never.docx"), 2)
    assert "is damaged" in one_sentence(coded("verify", "bad.docx"), 3)
    assert "is damaged" in one_sentence(coded("verify", "empty.docx"), 3)
    assert "cannot be verified" in one_sentence(coded("verify", "x.pdf"), 2)
    assert "holds no manifest.json" in one_sentence(coded("verify", "folder"), 2)
    assert "no manifest" in one_sentence(coded("verify", "odd"), 3)
    (root / "odd" / "manifest.json").write_text("{")
    assert "no JSON" in one_sentence(coded("verify", "odd"), 3)


def test_file_made_from_a_preset_that_is_gone_keeps_its_quotes_checked(coded: Run, root: Path) -> None:
    own = root / "templates" / "presets"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text('[[sections]]\nsection = "quotes"\n', encoding="utf-8")
    coded("report", "r.docx", "--preset", "mine")
    assert coded("verify", "r.docx").code == 0
    (own / "mine.toml").unlink()
    ran = coded("verify", "r.docx")
    assert ran.code == 0
    assert 'could not be made anew: No preset "mine".' in ran.err
    assert "its quotes are checked and its numbers are not" in ran.err


def test_word_keeps_the_manifest_apart_from_the_words(coded: Run, root: Path) -> None:
    coded("report", "r.docx")
    with zipfile.ZipFile(io.BytesIO((root / "r.docx").read_bytes())) as package:
        assert "customXml/qualcode.xml" in package.namelist()
        assert b"qualcode:manifest" not in package.read("word/document.xml")

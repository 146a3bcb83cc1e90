"""`report OUT.docx` with its options: preset, single displays, style, a house's document."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from commands import Run, one_sentence

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def texts(path: Path, style: str) -> list[str]:
    return [p.text for p in docx.Document(str(path)).paragraphs if p.style is not None and p.style.name == style]


def test_a_preset_chooses_the_sections(run: Run, root: Path) -> None:
    run("code", "INT02:2", "BOT-POL", "--quote", "补贴没到位")
    assert run("report", "thesis.docx", "--preset", "zh-thesis", "--lang", "zh").code == 0
    assert texts(root / "thesis.docx", "Heading 1")[:4] == ["研究过程", "受访者", "案例概况", "节点统计"]


def test_an_unknown_preset_is_refused_with_those_there_are(run: Run, root: Path) -> None:
    assert "zh-thesis" in one_sentence(run("report", "r.docx", "--preset", "thesis"), 2)
    assert not (root / "r.docx").exists()


def test_only_some_displays_make_one_tidy_document(run: Run, root: Path) -> None:
    run("code", "INT02:2", "BOT-POL", "--quote", "补贴没到位")
    assert run("report", "two.docx", "--only", "participants,quotes", "--style", "grid").code == 0
    captions = texts(root / "two.docx", "Caption")
    assert [caption.split(".")[0] for caption in captions] == ["Table 1", "Table 2"]
    assert texts(root / "two.docx", "Heading 1") == []
    borders = docx.Document(str(root / "two.docx")).element.body.find(f".//{W}tblBorders")
    assert borders is not None and borders.find(f"{W}insideV") is not None


def test_a_display_that_is_not_there_is_refused_with_those_there_are(run: Run) -> None:
    run("code", "INT02:2", "BOT-POL", "--quote", "补贴没到位")
    assert "documents" in one_sentence(run("report", "r.docx", "--only", "documetns"), 2)


def test_the_house_document_gives_its_header(run: Run, root: Path) -> None:
    house = docx.Document()
    house.sections[0].header.paragraphs[0].text = "Letterhead"
    house.save(str(root / "house.docx"))
    assert run("report", "r.docx", "--reference-doc", "house.docx").code == 0
    assert docx.Document(str(root / "r.docx")).sections[0].header.paragraphs[0].text == "Letterhead"


@pytest.mark.parametrize("name", ["absent.docx", "qualcode.toml"])
def test_a_house_document_that_is_none_is_refused(run: Run, root: Path, name: str) -> None:
    ran = run("report", "r.docx", "--reference-doc", name)
    assert ran.code in (2, 3) and "Traceback" not in ran.err
    assert not (root / "r.docx").exists()


def test_options_of_the_word_report_are_refused_for_the_page(run: Run) -> None:
    assert "--preset" in one_sentence(run("report", "r.html", "--preset", "full"), 2)


def test_a_transcript_has_its_codings_in_the_margin(run: Run, root: Path) -> None:
    run("code", "INT02:2", "BOT-POL", "--quote", "补贴没到位")
    assert run("show", "INT02", "--codings", "--out", "INT02.docx").err == "Wrote INT02.docx.\n"
    (table,) = docx.Document(str(root / "INT02.docx")).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[2][:3] == ["2", "受访者", "政策不配套，补贴没到位。企业的积极性不高。"]
    assert rows[2][3] == "BOT-POL Fragmented policy · “补贴没到位” · c1"
    assert rows[4][3] == ""


def test_a_passage_over_two_segments_stands_beside_both(run: Run, root: Path) -> None:
    run("code", "INT02:2-4", "GOV")
    run("show", "INT02", "--codings", "--out", "INT02.csv")
    lines = (root / "INT02.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.count("GOV Governance") for line in lines[1:5]] == [0, 1, 1, 1]
    assert "from above" in lines[3] and "from above" not in lines[2]

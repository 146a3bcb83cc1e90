"""A real study's coded answers (Games as Art; PerttuHamalainen/LLMCode, MIT): 31 codes, 325 marked passages, 322 anchored."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.exchange.refi.bring import import_project
from qualcode.exchange.sheets.bring import import_sheet
from qualcode.exchange.sheets.codebook import read_codebook_sheet
from qualcode.exchange.sheets.columns import read_lines

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "realdata" / "games_as_art"
TEXTS, CODES = DATA / "bopp_test_coded_texts.csv", DATA / "bopp_test_code_descriptions.csv"


@pytest.mark.skipif(not TEXTS.is_file(), reason="the answers are not here (shared/realdata/games_as_art)")
def test_the_codes_and_all_but_three_passages_come_over(tmp_path: Path) -> None:
    codes = read_codebook_sheet(read_lines(CODES.read_bytes(), "codes"), "codes")
    assert len(import_project(codes, tmp_path / "s", "codes").study.codebook) == 31
    found = import_sheet(read_lines(TEXTS.read_bytes(), "texts"), tmp_path / "s", "texts.csv", "human")
    rows = {row.key: [cell.value for cell in row.cells[:4]] for row in found.report.rows}
    assert rows["codes"] == [31, 0, 31, 0]
    assert rows["codings"] == [693, 688, 0, 5]
    assert any(note.startswith("322 of 325 marked passages have a place") for note in found.report.notes)
    # What the three were marked with is no longer what was answered: words were corrected in more than one place.
    lost = [note for note in found.report.notes if note.startswith("Without a place")]
    assert [note.split(":")[1].strip() for note in lost] == ["line 26", "line 74", "line 95"]
    text = found.study.document("texts").text
    for coding in found.study.state("human", "texts").codings:
        assert text[coding.place.start : coding.place.end] == coding.place.quote

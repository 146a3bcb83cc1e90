"""`run` writes everything that is handed in, the same bytes each time, without a word that consent does not cover."""

from __future__ import annotations

import html
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from studies import code, make_study, reopened, ticking

from qualcode.model.evidence import NOT_QUOTED
from qualcode.report.run import RunResult, run
from qualcode.study.study import Study

SECRET = "补贴没到位"
SHEETS = {
    "interviews/attributes.csv": "document,case,mode\nINT01,zj-auto,online\nINT02,zj-auto,face\n",
    "interviews/participants.csv": (
        "participant,document,speaker,role,consent\nP1,INT01,Respondent,enterprise,written\nP2,INT02,受访者,college,不同意引用\n"
    ),
    "cases/attributes.csv": "case,name\nzj-auto,=HYPERLINK(1)\n",
}


def coded(root: Path) -> Study:
    study = make_study(root, coders=("c1",), sheets=SHEETS)
    settings = (root / "qualcode.toml").read_text("utf-8")
    chosen = settings.replace("[report]\n", '[report]\npreset = "zh-thesis"\n')
    (root / "qualcode.toml").write_text(chosen, encoding="utf-8")
    study = reopened(study)
    clock = ticking()
    code(study, "c1", "INT01:2", "The subsidy never arrived.", "BOT-POL", clock=clock)
    code(study, "c1", "INT02:2", SECRET, "BOT-POL", clock=clock)
    code(study, "c1", "INT02:2", "企业的积极性不高", "BOT-MOT", stance="denies", clock=clock)
    return reopened(study)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RunResult]:
    """A study's output folder, and what the run said."""
    root = tmp_path_factory.mktemp("run")
    study = coded(root / "study")
    return root / "output", run(study, root / "output", "zh")


def test_every_form_of_the_report_is_written(written: tuple[Path, RunResult]) -> None:
    folder, result = written
    assert {"report.docx", "report.html", "report.xlsx", "manifest.json"} <= set(result.written)
    assert all((folder / name).is_file() for name in result.written)


def test_twice_gives_identical_bytes_in_every_file(written: tuple[Path, RunResult], tmp_path: Path) -> None:
    folder, result = written
    again = run(Study(folder.parent / "study"), tmp_path / "again", "zh")
    assert again == result
    differing = [
        name for name in result.written if (folder / name).read_bytes() != (tmp_path / "again" / name).read_bytes()
    ]
    assert differing == []


def test_manifest_says_how_it_was_made(written: tuple[Path, RunResult]) -> None:
    made = json.loads((written[0] / "manifest.json").read_text("utf-8"))
    assert made["command"] == ["run", "--preset", "zh-thesis", "--lang", "zh"]
    assert made["parameters"]["preset"] == "zh-thesis"
    assert {"openpyxl", "matplotlib", "python-docx", "lxml"} <= set(made["versions"])
    assert "interviews/participants.csv" in made["inputs"]
    assert set(made["outputs"]) == {*written[1].written} - {"manifest.json"}


def texts(path: Path) -> Iterator[str]:
    """Yield everything a file says, the members of a package each."""
    if path.suffix not in (".docx", ".xlsx"):
        yield path.read_bytes().decode("utf-8", "replace")
        return
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        yield from (html.unescape(package.read(name).decode("utf-8", "replace")) for name in package.namelist())


def test_words_that_consent_does_not_cover_are_in_no_file(written: tuple[Path, RunResult]) -> None:
    folder, result = written
    for name in result.written:
        for text in texts(folder / name):
            assert SECRET not in text, name
            assert "企业的积极性不高" not in text, name
    for name in ("report.docx", "report.html", "report.xlsx"):
        assert any(NOT_QUOTED["zh"] in text for text in texts(folder / name)), name


def test_their_codings_count(written: tuple[Path, RunResult]) -> None:
    book = load_workbook(written[0] / "report.xlsx")
    rows = list(book["codings"].iter_rows(values_only=True))
    assert len(rows) == 1 + 3
    assert "P2" in rows[2]
    assert "面" not in str(rows[0])
    assert "face" in rows[2]


def test_a_name_that_looks_like_a_formula_is_a_text(written: tuple[Path, RunResult]) -> None:
    book = load_workbook(written[0] / "report.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}

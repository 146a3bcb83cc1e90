"""`import`, `export` and `codebook import|export` with other programs' projects and sheets, as a person types them."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from commands import Run, one_sentence, runner
from studies import code, make_study

sys.path.append(str(Path(__file__).resolve().parents[1] / "exchange"))

from other_programs import qualcoder, taguette, taguette_rows


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    study = make_study(tmp_path / "study")
    code(study, "c1", "INT01", "The subsidy never arrived", "BOT-POL", memo="=why")
    return runner(study.root, monkeypatch, capsys)


def test_qualcoder_and_taguette_are_told_by_what_they_hold(run: Run, tmp_path: Path) -> None:
    database = (qualcoder(tmp_path) / "data.qda").rename(tmp_path / "anything.bin")
    back = run("import", str(database), "--into", str(tmp_path / "a"), "--format", "csv")
    assert back.code == 0 and "codings,codings,5,4,0,1" in back.out
    assert "Two houses stand" in run("quotes", "--study", str(tmp_path / "a"), "--coders", "all").out
    back = run("import", str(taguette(tmp_path)), "--into", str(tmp_path / "b"))
    assert back.code == 0 and "they have no tag" in back.out
    assert "政策" in run("quotes", "--study", str(tmp_path / "b"), "--coders", "all").out


@pytest.mark.parametrize("suffix", ("csv", "xlsx"))
def test_codings_out_and_back_for_another_coder(run: Run, tmp_path: Path, suffix: str) -> None:
    sheet = str(tmp_path / f"codings.{suffix}")
    assert "1 coding" in run("export", sheet).err
    assert "codings,codings,1,0,1,0" in run("import", sheet, "--format", "csv").out
    assert "another coder's" in run("import", sheet, "--coder", "c2").out
    assert run("log", "--format", "json").out.count('"coded"') <= 1


@pytest.mark.parametrize("suffix", ("csv", "xlsx", "docx", "qdc"))
def test_the_codebook_out_and_into_itself(run: Run, tmp_path: Path, suffix: str) -> None:
    book = str(tmp_path / f"codes.{suffix}")
    assert run("codebook", "export", book).code == 0
    before = (tmp_path / "study/codebook.yaml").read_bytes()
    assert "codes,codes,4,0,4,0" in run("codebook", "import", book, "--format", "csv").out
    assert (tmp_path / "study/codebook.yaml").read_bytes() == before


def test_refusals_say_what_to_do(run: Run, tmp_path: Path) -> None:
    rows = taguette_rows()
    rows["projects"].append({"id": 2, "name": "Other", "description": "", "created": "x"})
    path = str(taguette(tmp_path, rows))
    assert "Choose one with --project" in one_sentence(run("import", path), 2)
    assert "No project" in one_sentence(run("import", path, "--project", "zz"), 2)
    yards = str(qualcoder(tmp_path))
    assert "--project is for" in one_sentence(run("import", yards, "--project", "x"), 2)
    assert "--coder is for" in one_sentence(run("import", yards, "--coder", "c1"), 2)
    assert "--done is for" in one_sentence(run("import", yards, "--done"), 2)
    (tmp_path / "empty").mkdir()
    assert "no project of QualCoder" in one_sentence(run("import", str(tmp_path / "empty")), 2)
    (tmp_path / "cut.qda").write_bytes((tmp_path / "yards.qda/data.qda").read_bytes()[:5000])
    assert "its end is missing" in one_sentence(run("import", str(tmp_path / "cut.qda")), 3)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as file:
        file.writestr("readme.txt", "x")
    assert "archive of something else" in one_sentence(run("import", str(tmp_path / "other.zip")), 2)
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "no sheet that is known" in one_sentence(run("import", str(tmp_path / "x.csv")), 2)
    (tmp_path / "y.csv").write_text("document,code,quote\nINT01,GOV,costly\n", encoding="utf-8")
    assert 'No coder "zz"' in one_sentence(run("import", str(tmp_path / "y.csv"), "--coder", "zz"), 2)
    assert "--target is for" in one_sentence(run("export", "z.csv", "--target", "nvivo"), 2)
    assert "cannot be written" in one_sentence(run("codebook", "export", "z.pdf"), 2)
    assert "cannot be read" in one_sentence(run("codebook", "import", "z.pdf"), 2)
    assert "No such file" in one_sentence(run("codebook", "import", "gone.csv"), 3)
    assert not (tmp_path / "study/z.csv").exists()

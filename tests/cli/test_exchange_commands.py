"""`export` and `import` as a person types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, one_sentence, runner
from studies import code, make_study


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    study = make_study(tmp_path / "study")
    code(study, "c1", "INT01", "The subsidy never arrived", "BOT-POL", memo="why")
    return runner(study.root, monkeypatch, capsys)


def test_out_and_into_a_new_study(run: Run, tmp_path: Path) -> None:
    out = run("export", str(tmp_path / "p.qdpx"), "--target", "nvivo", "--coders", "c1")
    assert out.code == 0 and "codings" in out.out and "UTF-16 units" in out.out
    back = run("import", str(tmp_path / "p.qdpx"), "--into", str(tmp_path / "new"), "--format", "json")
    assert back.code == 0 and back.json["kind"] == "loss"
    rows = {row["key"]: [cell["value"] for cell in row["cells"]] for row in back.json["rows"]}
    assert rows["codings"][:4] == [1, 1, 0, 0]
    quotes = run("quotes", "--study", str(tmp_path / "new"))
    assert "The subsidy never arrived" in quotes.out


def test_into_the_study_one_is_in_adds_nothing_of_its_own(run: Run, tmp_path: Path) -> None:
    run("export", str(tmp_path / "p.qdpx"))
    back = run("import", str(tmp_path / "p.qdpx"), "--format", "csv")
    assert back.code == 0
    assert [line for line in back.out.splitlines() if line.startswith("codings,")] == ["codings,codings,1,0,1,0,"]


def test_codebook_out_and_in(run: Run, tmp_path: Path) -> None:
    assert run("export", str(tmp_path / "c.qdc")).code == 0
    back = run("import", str(tmp_path / "c.qdc"), "--into", str(tmp_path / "new"))
    assert back.code == 0
    shown = run("codebook", "show", "--study", str(tmp_path / "new"))
    assert "BOT-MOT" in shown.out and "动力不足" in shown.out


def test_refusals_say_what_to_do(run: Run, tmp_path: Path) -> None:
    assert ".qdpx" in one_sentence(run("export", "x.doc"), 2)
    assert ".qdpx" in one_sentence(run("import", "x.doc"), 2)
    assert "No such file" in one_sentence(run("import", "gone.qdpx"), 3)
    assert "nvivo" in one_sentence(run("export", "x.qdpx", "--target", "spss"), 2)
    assert 'No coder "zz"' in one_sentence(run("export", "x.qdpx", "--coders", "zz"), 2)
    (tmp_path / "study/x.qdpx").write_bytes(b"PK\x03\x04 and nothing")
    assert "refused" in one_sentence(run("import", "x.qdpx"), 3)
    assert "--into and --study" in one_sentence(run("import", "x.qdpx", "--into", "a", "--study", "."), 2)

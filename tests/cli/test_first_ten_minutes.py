"""A new study, as its researcher lives it: made, filled, coded, taken back."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from commands import Run, one_sentence, runner

FIRST = "访谈者：您刚才说补贴，后来到位了吗？\n受访者：一直没有。政策之间不配套，教育这边批了。\n受访者：等了两年。\n"


@pytest.fixture
def coop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A function that runs a command in a study just made in Chinese, with one transcript; nobody is named as acting."""
    runner(tmp_path, monkeypatch, capsys)("init", "coop", "--lang", "zh")
    (tmp_path / "coop" / "interviews" / "访谈01.txt").write_text(FIRST, encoding="utf-8")
    run = runner(tmp_path / "coop", monkeypatch, capsys)
    monkeypatch.delenv("QUALCODE_CODER")
    return run


def test_init_names_what_it_made_and_what_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = runner(tmp_path, monkeypatch, capsys)("init", "coop", "--title", '校企 "合作"')
    assert ran.out == "Made a study in coop/: codebook.yaml (3 example codes), interviews/, cases/, qualcode.toml.\n"
    assert "qualcode status" in ran.err
    settings = tomllib.loads((tmp_path / "coop" / "qualcode.toml").read_text(encoding="utf-8"))
    assert settings["study"]["title"] == '校企 "合作"'


def test_init_leaves_the_transcripts_and_codebook_of_a_folder_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "codebook.yaml").write_text("codes: [{id: MINE, name: x}]\n", encoding="utf-8")
    run = runner(tmp_path, monkeypatch, capsys)
    assert "3 example codes" not in run("init", ".").out
    assert (tmp_path / "codebook.yaml").read_text(encoding="utf-8") == "codes: [{id: MINE, name: x}]\n"
    assert "study already" in one_sentence(run("init", "."), 3)


def test_init_of_a_file_or_below_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    run = runner(tmp_path, monkeypatch, capsys)
    assert "is a file" in one_sentence(run("init", "file"), 2)
    assert "file/below" in one_sentence(run("init", "file/below"), 3)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_outside_a_study_every_command_says_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = runner(tmp_path, monkeypatch, capsys)
    for words in (["status"], ["show", "A"], ["code", "A:1", "B"], ["matrix"], ["check"]):
        assert "qualcode init" in one_sentence(run(*words), 3)
    assert "no study in elsewhere" in one_sentence(run("status", "--study", "elsewhere"), 2)


def test_status_shows_speakers_and_the_next_step(coop: Run) -> None:
    ran = coop("status")
    assert ran.out.startswith("1 document · 1 interview · 0 cases · 3 turns (unit: turn) · 2 codes · no coder yet\n")
    assert "访谈者, 受访者" in ran.out
    assert "Next: `qualcode coder add <handle>`, then `qualcode show 访谈01`." in ran.err


def test_without_a_coder_coding_says_how_to_register_one(coop: Run) -> None:
    assert "qualcode coder add" in one_sentence(coop("code", "访谈01:2", "BOT-POL"), 2)


def test_a_passage_is_coded_by_a_chinese_name_shown_taken_back_and_brought_back(coop: Run) -> None:
    coop("coder", "add", "c1", "--name", "编码者一")
    coded = coop("code", "访谈01:2", "政策碎片化", "--quote", "政策之间不配套", "--memo", "两个部门")
    assert coded.out.startswith('访谈01:2@5-12  BOT-POL 政策碎片化 · "政策之间不配套" · c1 · ')
    assert 'BOT-POL 政策碎片化 · "政策之间不配套"' in coop("show", "访谈01", "--codings").out
    undone = coop("undo")
    assert undone.out.startswith('Taken back: BOT-POL at 访谈01:2@5-12 "政策之间不配套"')
    assert "`qualcode redo` brings them back." in undone.out
    assert "BOT-POL" not in coop("show", "访谈01", "--codings").out
    assert coop("redo").out.startswith("In force again: BOT-POL at 访谈01:2@5-12")
    assert coop("quotes", "--format", "json").json["quotes"][0]["memos"][0]["body"] == "两个部门"


def test_an_unknown_code_is_refused_with_the_nearest_by_id_and_name(coop: Run) -> None:
    coop("coder", "add", "c1")
    said = one_sentence(coop("code", "访谈01:2", "BOT-PLO"), 2)
    assert said.startswith('No code "BOT-PLO". Nearest: BOT-POL (政策碎片化)')
    assert said.endswith("Nothing was coded.")


def test_with_two_coders_the_command_asks_who_acts(coop: Run) -> None:
    for handle in ("c1", "c2"):
        coop("coder", "add", handle)
    assert "There are c1, c2." in one_sentence(coop("code", "访谈01:2", "BOT-POL"), 2)
    assert coop("code", "访谈01:2", "BOT-POL", "--coder", "c2").code == 0


def test_a_renamed_document_and_coder_keep_their_codings(coop: Run) -> None:
    coop("coder", "add", "c1")
    coop("code", "访谈01:2", "BOT-POL")
    assert coop("rename", "document", "访谈01", "访谈-甲").code == 0
    assert coop("rename", "coder", "c1", "wang").code == 0
    quotes = coop("quotes", "--format", "json").json["quotes"]
    assert [(each["document"], each["coder"]) for each in quotes] == [("访谈-甲", "wang")]
    assert "interviews/访谈-甲.txt" not in coop("check").err

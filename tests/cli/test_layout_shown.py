"""`show --layout` says what was recognised and why; times stand beside quotes; `[layout]` has the last word."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, one_sentence, runner
from studies import code, make_study

from qualcode.study.study import Study

MEETING = (
    "Study A   Page 1\n日期：2024年3月\n\n00:00:05 Interviewer: Hi (laughs).\n00:00:09 HR: The subsidy never arrived.\nStudy A   Page 2\n"
    "00:00:12 Interviewer: And then?\n00:01:15 HR: Note: it is late. (laughs)\n"
)
SUBTITLES = "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v Ann>The subsidy</v>\n\n2\n00:02.000 --> 00:03.000\n<v Ann>never arrived.</v>\n"
ROWS = "speaker,time,text\nAnn,00:07,The subsidy never arrived.\nBob,00:09,Yes.\n"
PLAIN = "Dan: a\nMaria: b\nNora: c\nDan: d\nMaria: e\nNora: f\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    documents = {"MEET": MEETING, "NAMES1": PLAIN, "NAMES2": PLAIN}
    others = {"interviews/CUES.vtt": SUBTITLES, "interviews/ROWS.csv": ROWS}
    make_study(tmp_path / "study", documents={**documents, **others}, coders=("c1",))
    return runner(tmp_path / "study", monkeypatch, capsys)


def test_a_plain_transcript_is_explained(run: Run) -> None:
    assert run("show", "MEET", "--layout").out.splitlines() == [
        "MEET (txt, utf-8) · layout: timed-label (4 labels open 80% of the paragraphs)",
        "  Interviewer  2 turns, 2 with a time · interviewer (the label says so) · speaker: a word that transcripts use",
        "  HR  2 turns, 2 with a time · respondent (the only other one is the interviewer) · speaker: it recurs",
        "  nobody  1 turn: what stands before the first label, headings and notes, or all that has no label",
        "time stamps: 4 turns, 00:00:05 to 00:01:15",
        "notes in brackets, kept among the words: (laughs) 2",
        'in the text, but nobody\'s words: 2 running heads ("Study A Page 1", "Study A Page 2")',
        "left out of the text: nothing",
        'Say otherwise in qualcode.toml: [layout."MEET"] with layout, interviewer, respondent, speakers or not_speakers.',
    ]


def test_what_a_file_leaves_out_is_listed_by_reason(run: Run) -> None:
    printed = run("show", "CUES", "--layout").out
    assert "CUES (vtt, utf-8) · layout: given (the file says by its own form where a turn begins)" in printed
    assert 'left out of the text: 2 cue numbers ("1", "2")' in printed
    assert 'left out of the text: 1 file header ("WEBVTT")' in printed


def test_runners_up_are_shown_with_what_spoke_against_them(run: Run) -> None:
    told = run("show", "NAMES1", "--layout", "--format", "json").json
    assert (told["kind"], told["document"], told["layout"]) == ("layout", "NAMES1", "none")
    (found,) = told["considered"]
    assert (found["layout"], found["marks"], found["against"]) == (
        "label-colon",
        6,
        "they recur in one order only, as the fields of a form do",
    )


def test_settings_for_a_pattern_and_for_one_document_win(run: Run) -> None:
    with Path("qualcode.toml").open("a", encoding="utf-8") as file:
        file.write('\n[layout."NAMES*"]\nspeakers = ["Dan", "Nora"]\n\n[layout.NAMES2]\nlayout = "none"\n')
    assert "layout: label-colon" in run("show", "NAMES1").out
    assert "speakers: Dan, Nora" in run("show", "NAMES1").out
    assert (
        "Dan  2 turns · no role (nothing says so) · speaker: qualcode.toml says so"
        in run("show", "NAMES1", "--layout").out
    )
    assert "layout: none (qualcode.toml says so)" in run("show", "NAMES2", "--layout").out
    with Path("qualcode.toml").open("a", encoding="utf-8") as file:
        file.write('\n[layout.CUES]\nlayout = "none"\n')
    assert "Ann" not in run("show", "CUES").out


def test_an_unknown_document_is_refused(run: Run) -> None:
    assert one_sentence(run("show", "MEET2", "--layout"), 2).startswith('No document "MEET2". Nearest: MEET')


def test_time_stamps_stand_beside_quotes(run: Run, tmp_path: Path) -> None:
    study = Study(tmp_path / "study")
    for document in ("MEET", "CUES", "ROWS"):
        code(study, "c1", document, "The subsidy never arrived.", "BOT-POL")
    assert study.document("CUES").turns[0].time == "00:01.000"
    printed = run("quotes").out
    for expected in ("HR · 00:00:09", "Ann · 00:01.000", "Ann · 00:07"):
        assert expected in printed
    quotes = run("quotes", "--format", "json").json["quotes"]
    assert {(quote["document"], quote["time"]) for quote in quotes} == {
        ("MEET", "00:00:09"),
        ("CUES", "00:01.000"),
        ("ROWS", "00:07"),
    }
    assert "Time" in run("quotes", "--format", "csv").out.splitlines()[0]
    assert run("show", "ROWS", "--format", "json").json["segments"][1]["time"] == "00:09"

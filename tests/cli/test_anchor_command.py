"""`anchor`: what moved, what lost its place, and settling both."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from commands import Run, one_sentence


@pytest.fixture
def edited(run: Run, root: Path) -> Path:
    """A study with three codings of c1 and one of c2, whose text was edited: one passage moved, one changed, one is doubtful."""
    run("code", "INT01:2", "BOT-POL", "--quote", "The subsidy never arrived")
    run("code", "INT01:2", "GOV", "--quote", "Two departments passed the matter on to each other")
    run("code", "INT01:4", "BOT-MOT", "--quote", "For us it was too costly.")
    run("code", "INT01:4", "GOV", "--quote", "The council never met.", "--coder", "c2")
    path = root / "interviews" / "INT01.txt"
    text = path.read_text(encoding="utf-8")
    text = text.replace("Two departments", "Three departments").replace("For us it was too costly.", "No.")
    path.write_text(f"Interviewer: Shall we begin?\nRespondent: Please.\n{text}", encoding="utf-8")
    return path


def test_it_lists_moves_and_what_has_no_place_with_old_and_new_words(run: Run, edited: Path) -> None:
    ran = run("anchor", "--coder", "c1")
    moved, changed, lost = [line for line in ran.out.splitlines() if not line.startswith(" ")]
    assert moved.startswith("moved       INT01:4@0-25  BOT-POL · c1 · ") and moved.endswith(
        "“The subsidy never arrived”"
    )
    assert "“Two departments passed the matter on to each other” → “Three departments passed" in changed
    assert lost.startswith("unanchored  INT01  BOT-MOT · c1") and "“For us it was too costly.”" in lost
    assert ran.code == 0 and "3 codings checked: 0 stand, 2 moved, 1 unanchored." in ran.err
    assert "anchor --apply" in ran.err and "anchor --interactive" in ran.err


def test_a_study_whose_texts_have_not_changed_has_nothing_to_list(run: Run) -> None:
    run("code", "INT01:2", "GOV")
    ran = run("anchor", "--coder", "c1")
    assert (ran.code, ran.out, ran.err) == (0, "", "1 coding checked: 1 stand, 0 moved, 0 unanchored.\n")


def test_applied_moves_are_one_act_and_stand_without_a_search(run: Run, edited: Path, root: Path) -> None:
    ran = run("anchor", "--apply", "--coder", "c1")
    assert ran.code == 0 and "Recorded 2 moves of c1's codings" in ran.err and "1 coding still unanchored" in ran.err
    again = run("anchor", "--coder", "c1")
    assert "3 codings checked: 2 stand, 0 moved, 1 unanchored." in again.err
    quotes = {each["code"]: each for each in run("quotes", "--coder", "c1", "--format", "json").json["quotes"]}
    assert quotes["GOV"]["state"] == "exact" and quotes["GOV"]["quote"].startswith("Three departments")
    assert "moved" in run("undo", "--coder", "c1").out or "move of" in run("log", "--coder", "c1").out
    assert "0 stand, 2 moved, 1 unanchored" in run("anchor", "--coder", "c1").err, "undo takes the whole act back"


def test_another_coders_moves_go_into_their_own_ledger_and_say_who_acted(run: Run, edited: Path, root: Path) -> None:
    before = (root / "codings/c1/INT01.jsonl").read_bytes()
    ran = run("anchor", "--apply", "--coders", "c2", "--coder", "c1")
    assert "Recorded 1 move of c2's codings" in ran.err
    assert (root / "codings/c1/INT01.jsonl").read_bytes() == before
    last = (root / "codings/c2/INT01.jsonl").read_text(encoding="utf-8").splitlines()[-1]
    assert '"op":"move"' in last and '"by":"c1"' in last


def test_all_coders_are_moved_one_act_each(run: Run, edited: Path) -> None:
    ran = run("anchor", "--apply", "--coders", "all")
    assert "Recorded 2 moves of c1's codings" in ran.err and "Recorded 1 move of c2's codings" in ran.err
    moves = [act for act in run("log", "--format", "json").json["acts"] if act["events"][0]["op"] == "move"]
    assert sorted(len(act["events"]) for act in moves) == [1, 2]


def test_a_doubtful_coding_goes_where_somebody_says(run: Run, edited: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited.write_text(
        edited.read_text(encoding="utf-8").replace(
            "No. The council", "Too costly, as I have said before to whoever asked. The council"
        ),
        "utf-8",
    )
    monkeypatch.setattr("sys.stdin", io.StringIO("7\nx\n1\n"))
    ran = run("anchor", "--interactive", "--coder", "c1", "--document", "INT01")
    assert "For us it was too costly." in ran.out and "ostly" in ran.out.splitlines()[-1]
    assert '"7" is none of them.' in ran.err and '"x" is none of them.' in ran.err
    assert "Recorded 1 move of c1's codings" in ran.err
    assert "1 stand, 2 moved, 0 unanchored" in run("anchor", "--coder", "c1").err


@pytest.mark.parametrize("answers", ["", "\n", "q\n"])
def test_a_doubtful_coding_that_is_left_stays_as_it_is(
    run: Run, edited: Path, root: Path, monkeypatch: pytest.MonkeyPatch, answers: str
) -> None:
    edited.write_text(
        edited.read_text(encoding="utf-8").replace(
            "No. The council", "Too costly, as I have said before to whoever asked. The council"
        ),
        "utf-8",
    )
    before = (root / "codings/c1/INT01.jsonl").read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    ran = run("anchor", "--interactive", "--coder", "c1")
    assert ran.code == 0 and "Nothing was written." in ran.err
    assert (root / "codings/c1/INT01.jsonl").read_bytes() == before


def test_json_gives_old_and_new_places_and_the_likely_ones(run: Run, edited: Path) -> None:
    answer = run("anchor", "--coders", "all", "--format", "json").json
    assert (answer["kind"], answer["checked"], answer["exact"]) == ("anchor", 4, 0)
    first = answer["moved"][0]
    assert (first["was"]["quote"], first["quote"]) == ("The subsidy never arrived", "The subsidy never arrived")
    assert first["start"] - first["was"]["start"] == len("Interviewer: Shall we begin?\nRespondent: Please.\n")
    assert first["applied"] is False and first["address"] == "INT01:4@0-25"
    assert [each["code"] for each in answer["unanchored"]] == ["BOT-MOT"]
    applied = run("anchor", "--coders", "all", "--apply", "--format", "json").json
    assert {each["applied"] for each in applied["moved"]} == {True}


def test_what_cannot_be_meant_is_refused(run: Run, edited: Path) -> None:
    assert "asks" in one_sentence(run("anchor", "--interactive", "--format", "json", "--coder", "c1"), 2)
    assert "c9" in one_sentence(run("anchor", "--apply", "--coder", "c9"), 2)
    assert "INT01" in one_sentence(run("anchor", "--document", "INT1", "--coder", "c1"), 2)
    assert "c1" in one_sentence(run("anchor", "--coders", "c9"), 2)


def test_a_document_that_cannot_be_read_is_passed_over_and_named(run: Run, edited: Path) -> None:
    edited.write_bytes(b"\x00\x01\x02" * 50)
    ran = run("anchor", "--coder", "c1")
    assert ran.code == 0 and "Not looked at, since they cannot be read: INT01." in ran.err


def test_codings_that_stand_in_an_edited_text_are_recorded_anew_once(run: Run, root: Path) -> None:
    run("code", "INT01:2", "BOT-POL", "--quote", "The subsidy never arrived")
    path = root / "interviews" / "INT01.txt"
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\nInterviewer: Thank you.\n", encoding="utf-8")
    assert "records anew 1 that stand in an edited text" in run("anchor", "--coder", "c1").err
    said = run("anchor", "--apply", "--coder", "c1").err
    assert "Recorded 1 of c1's that stand where they stood, in a text edited around them" in said
    assert "Next" not in run("anchor", "--coder", "c1").err
    assert run("anchor", "--apply", "--coder", "c1").err.endswith("Nothing was written.\n")

"""`adjudicate` as it is typed, and as a script drives it."""

from __future__ import annotations

import json

from commands import Run, one_sentence


def coded(run: Run) -> None:
    run("code", "INT01:2", "GOV", "--coder", "c1")
    run("code", "INT01:2", "BOT-POL", "--coder", "c2", "--memo", "no rule fits")
    run("done", "INT01", "--coder", "c1")
    run("done", "INT01", "--coder", "c2")


def test_a_script_settles_every_dispute(run: Run) -> None:
    coded(run)
    assert "Registered consensus" in run("adjudicate", "start", "--coders", "c1,c2").out
    answer = json.loads(run("adjudicate", "next", "--format", "json").out)
    assert answer["open"] == 1
    (dispute,) = answer["disputes"]
    assert {coding["coder"]: coding["code"] for coding in dispute["codings"]} == {"c1": "GOV", "c2": "BOT-POL"}
    assert dispute["codings"][1]["memos"] == ["no rule fits"]
    taken = run("adjudicate", "take", dispute["id"], "--side", "c2", "--why", "the offices disagree")
    assert taken.code == 0 and "0 disputes open" in taken.out
    assert json.loads(run("adjudicate", "next", "--format", "json").out)["open"] == 0
    assert "the offices disagree" in json.dumps(json.loads(run("log", "--coder", "consensus", "--format", "json").out))


def test_a_dispute_shows_both_sides_and_the_rules(run: Run) -> None:
    coded(run)
    run("adjudicate", "start", "--coders", "c1,c2")
    said = run("adjudicate", "next").out
    assert "c1: GOV" in said and "c2: BOT-POL" in said and "[memo: no rule fits]" in said


def test_a_consensus_needs_to_know_between_whom(run: Run) -> None:
    assert "--coders" in one_sentence(run("adjudicate", "start"), 2)
    assert "adjudicate start" in one_sentence(run("adjudicate", "next"), 2)

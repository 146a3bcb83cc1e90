"""`adjudicate` as it is typed, and as a script drives it."""

from __future__ import annotations

import json
from pathlib import Path

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


def test_a_dispute_shows_what_it_is_about_and_what_holds_already(run: Run) -> None:
    for coder, weight in (("c1", "1"), ("c2", "3")):
        run("code", "INT01:4", "BOT-POL", "--coder", coder, "--quote", "The council never met.")
        run("code", "INT01:4", "BOT-MOT", "--coder", coder, "--quote", "too costly", "--weight", weight)
        run("done", "INT01", "--coder", coder)
    run("adjudicate", "start", "--coders", "c1,c2")
    said = run("adjudicate", "next").out
    assert "in dispute: weight of BOT-MOT" in said and "c1: BOT-MOT (weight 1) “too costly”" in said
    assert "holds already: BOT-POL “The council never met.”" in said
    (dispute,) = run("adjudicate", "next", "--format", "json").json["disputes"]
    assert dispute["in_dispute"] == [{"code": "BOT-MOT", "what": "weight"}]
    assert [coding["code"] for coding in dispute["holds"]] == ["BOT-POL"]


def test_a_code_is_taken_with_all_that_can_be_said_of_it(run: Run) -> None:
    coded(run)
    run("adjudicate", "start", "--coders", "c1,c2")
    dispute = run("adjudicate", "next", "--format", "json").json["disputes"][0]["id"]
    off = run("adjudicate", "take", dispute, "--codes", "BOT-MOT", "--weight", "4", "--why", "strong")
    assert "not on the scale" in one_sentence(off, 2) and "Nothing was settled." in off.err
    marks = ("--weight", "3", "--stance", "denies", "--case", "gd-ict", "--quote", "The subsidy never arrived")
    assert run("adjudicate", "take", dispute, "--codes", "BOT-MOT", *marks, "--why", "strong").code == 0
    (coding,) = run("quotes", "--coders", "consensus", "--format", "json").json["quotes"]
    assert (coding["weight"], coding["stance"], coding["case"]) == (3, "denies", "gd-ict")
    assert coding["quote"] == "The subsidy never arrived"


def test_one_side_may_be_named_with_a_code(run: Run) -> None:
    run("code", "INT01:2", "BOT-POL", "--coder", "c1", "--stance", "denies")
    run("code", "INT01:2", "BOT-POL", "--coder", "c2")
    run("done", "INT01", "--coder", "c1")
    run("done", "INT01", "--coder", "c2")
    run("adjudicate", "start", "--coders", "c1,c2")
    dispute = run("adjudicate", "next", "--format", "json").json["disputes"][0]["id"]
    said = one_sentence(run("adjudicate", "take", dispute, "--codes", "BOT-POL", "--why", "it is said"), 2)
    assert "different stances" in said and "--codes c1:BOT-POL" in said
    assert run("adjudicate", "take", dispute, "--codes", "c1:Fragmented", "--why", "it is said").code == 0
    (coding,) = run("quotes", "--coders", "consensus", "--format", "json").json["quotes"]
    assert coding["stance"] == "denies"


def test_many_disputes_are_settled_from_a_file(run: Run, root: Path) -> None:
    coded(run)
    run("code", "INT02:2", "GOV", "--coder", "c1")
    run("done", "INT02", "--coder", "c1")
    run("done", "INT02", "--coder", "c2")
    run("adjudicate", "start", "--coders", "c1,c2")
    rows = root / "rows.jsonl"
    first, second = (each["id"] for each in run("adjudicate", "next", "--all", "--format", "json").json["disputes"])
    good, bad = {"id": first[:8], "choice": "c2", "why": "offices differ"}, {"id": second, "choice": "c2", "why": "no"}
    rows.write_text(f"{json.dumps(good)}\n{json.dumps(bad)}\n", encoding="utf-8")
    said = one_sentence(run("adjudicate", "take", "--from", str(rows)), 2)
    assert "rows.jsonl:2:" in said and "Nothing was settled." in said
    bad["choice"] = "neither"
    rows.write_text(f"{json.dumps(good)}\n{json.dumps(bad)}\n", encoding="utf-8")
    taken = run("adjudicate", "take", "--from", str(rows))
    assert taken.code == 0
    assert "INT01:2  settled: BOT-POL" in taken.out and "INT02:2  settled: no code" in taken.out
    assert "2 disputes settled, 1 with no code · consensus · 0 disputes open" in taken.out


def test_a_batch_of_settlements_takes_nothing_beside_it(run: Run, root: Path) -> None:
    coded(run)
    run("adjudicate", "start", "--coders", "c1,c2")
    said = one_sentence(run("adjudicate", "take", "--from", str(root / "rows.csv"), "--neither"), 2)
    assert "--from FILE alone" in said
    assert "cannot be read" in one_sentence(run("adjudicate", "take", "--from", str(root / "rows.csv")), 3)
    assert "Name a dispute" in one_sentence(run("adjudicate", "take", "--neither", "--why", "x"), 2)
    assert "needs its reason" in one_sentence(run("adjudicate", "take", "ABCD", "--neither"), 2)

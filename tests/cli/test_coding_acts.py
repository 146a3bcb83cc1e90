"""The acts of coding as they are typed: places, codes, marks, and the trail they leave."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, ids, one_sentence


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        ("INT01:2", "INT01:2  "),
        ("INT01:2-4", "INT01:2-4  "),
        ("INT01:4@0-6", "INT01:4@0-6  "),
        ("INT01#57-82", "INT01:2@0-25  "),
        ("INT01:s3", "INT01:2@27-"),
        ("INT02：2", "INT02:2  "),
        ("int01:2", "INT01:2  "),
        ("zj-auto/agreement:1", "zj-auto/agreement:1  "),
    ],
)
def test_every_form_of_an_address_is_taken_and_printed_in_the_studys_unit(run: Run, place: str, printed: str) -> None:
    assert run("code", place, "GOV").out.startswith(printed)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["INT01:9", "GOV"], "INT01 has 4 segments"),
        (["INT01:0", "GOV"], "numbered from 1"),
        (["INT01:4-2", "GOV"], "runs upwards"),
        (["INT01#99999-100000", "GOV"], "beyond its end"),
        (["INT01:4@40-5000", "GOV"], "beyond"),
        (["INT01", "GOV"], "INT01:1"),
        (["INT1:2", "GOV"], "Nearest: INT01"),
        (["INT01:2", "BOT"], "heading"),
        (["INT01:2", "o"], "more than one code"),
        (["INT01:2", "GOV", "--quote", "nowhere"], "does not stand"),
        (["INT01", "GOV", "--quote", "the"], "stands 4 times"),
        (["INT01:2", "GOV", "--stance", "denis"], "Nearest: denies"),
        (["INT01:2", "GOV", "--weight", "2"], "no scale"),
        (["INT01:2", "BOT-MOT", "--weight", "9"], "1, 2, 3"),
        (["INT01:2", "BOT-MOT", "--weight", "nan"], "not a number"),
        (["INT02:2", "GOV", "--case", "gd-ict"], "does not belong"),
        (["INT01:2", "GOV", "--coder", "c9"], "Nearest: c"),
        (["INT01:2", ""], "CODE is empty"),
        (["", "GOV"], "ADDRESS is empty"),
        (["INT01:2"], "Name a passage and a code"),
        (["INT01:2", "GOV", "--columns", "quote=x"], "only a batch"),
    ],
)
def test_a_wrong_place_code_or_mark_is_one_sentence_and_codes_nothing(
    run: Run, root: Path, words: list[str], said: str
) -> None:
    assert said in one_sentence(run("code", *words), 2)
    assert not list((root / "codings").rglob("*.jsonl"))


def test_one_act_codes_several_codes_and_one_undo_takes_them_all(run: Run) -> None:
    coded = run("code", "INT01:2", "BOT-POL", "治理", "Bottlenecks > Weak motivation", "--case", "zj-auto")
    assert [line.split()[1] for line in coded.out.splitlines()] == ["BOT-POL", "GOV", "BOT-MOT"]
    run("undo")
    assert run("quotes").out == ""


def test_the_same_coding_again_is_a_no_op_that_says_so_and_another_stance_names_rate(run: Run) -> None:
    first = run("code", "INT01:2", "GOV", "--stance", "affirms")
    again = run("code", "INT01:2", "GOV", "--stance", "affirms")
    assert again.out.rstrip().endswith("already there") and ids(again.out) == ids(first.out)
    assert "qualcode rate" in one_sentence(run("code", "INT01:2", "GOV", "--stance", "denies"), 2)
    assert run("code", "INT01:2", "GOV", "--memo", "why").out.rstrip().endswith("memo added")
    assert len(run("quotes", "--format", "json").json["quotes"]) == 1


def test_rate_changes_and_none_clears_what_it_names_alone(run: Run) -> None:
    [id] = ids(run("code", "INT01:2", "BOT-MOT", "--stance", "affirms", "--weight", "2", "--case", "zj-auto").out)
    run("rate", id, "--stance", "denies")
    run("rate", id, "--weight", "none")
    [quote] = run("quotes", "--format", "json").json["quotes"]
    assert (quote["stance"], quote["weight"], quote["case"]) == ("denies", None, "zj-auto")
    run("rate", id, "--case", "none")
    assert run("quotes", "--format", "json").json["quotes"][0]["case"] is None
    assert "Give --stance" in one_sentence(run("rate", id), 2)


def test_an_id_too_short_unknown_or_anothers_is_refused(run: Run) -> None:
    [id] = ids(run("code", "INT01:2", "GOV").out)
    assert "too short" in one_sentence(run("void", id[:3]), 2)
    assert "qualcode log" in one_sentence(run("void", "ZZZZ"), 2)
    assert f"{id} is c1's" in one_sentence(run("void", id, "--coder", "c2"), 2)
    assert run("void", id.lower()).code == 0


def test_void_takes_all_or_none_as_one_act(run: Run) -> None:
    one, two = (ids(run("code", place, "GOV").out)[0] for place in ("INT01:2", "INT02:2"))
    assert run("void", one, "ZZZZ").code == 2
    assert len(run("quotes", "--format", "json").json["quotes"]) == 2
    assert run("void", one, two, "--why", "wrong code").code == 0
    assert "(wrong code)" in run("log").out
    assert "out of force already" in one_sentence(run("void", one), 2)
    run("undo")
    assert len(run("quotes", "--format", "json").json["quotes"]) == 2


def test_done_of_several_documents_is_one_act_and_saying_it_twice_adds_nothing(run: Run) -> None:
    run("done", "INT01", "INT02")
    again = run("done", "INT02")
    assert again.out.rstrip().endswith("already done")
    assert len(run("log", "--format", "json").json["acts"]) == 1
    undone = run("undo")
    assert "done INT01" in undone.out and "done INT02" in undone.out


def test_done_is_refused_for_a_document_that_is_not_there_and_then_says_nothing_of_the_others(run: Run) -> None:
    assert 'No document "INT09"' in one_sentence(run("done", "INT01", "INT09"), 2)
    assert run("log").out == ""


@pytest.mark.parametrize(
    ("words", "about"),
    [
        (["--document", "INT01"], "INT01"),
        (["--code", "Fragmented"], "BOT-POL"),
        (["--case", "浙江汽车"], "zj-auto"),
        (["--feature", "dual tutors"], "dual tutors"),
        ([], "the study"),
        (["--document", "INT01", "--code", "GOV"], "INT01, GOV"),
    ],
)
def test_a_memo_says_what_it_is_about(run: Run, words: list[str], about: str) -> None:
    ran = run("memo", "some words", *words, "--kind", "reflexive")
    assert ran.out.startswith(f"{about}  reflexive memo · c1 · ")
    assert f'reflexive memo on {about}: "some words"' in run("log").out


def test_a_memo_replaces_the_words_of_an_earlier_one_and_nothing_else(run: Run) -> None:
    [coding] = ids(run("code", "INT01:2", "GOV").out)
    [memo] = ids(run("memo", "first", "--on", coding).out)
    assert "is about the same" in one_sentence(run("memo", "x", "--replaces", memo, "--document", "INT02"), 2)
    run("memo", "second", "--replaces", memo)
    [quote] = run("quotes", "--format", "json").json["quotes"]
    assert [each["body"] for each in quote["memos"]] == ["second"]
    assert "is no memo" in one_sentence(run("memo", "x", "--replaces", coding), 2)


def test_a_paraphrase_needs_a_passage_and_is_kept_with_it(run: Run) -> None:
    assert run("paraphrase", "INT01:2", "no money came", "--quote", "subsidy").code == 0
    assert 'paraphrase memo on INT01: "no money came"' in run("log").out
    assert "INT01:1" in one_sentence(run("paraphrase", "INT01", "x"), 2)


def test_undo_redo_undo_again_and_redo_is_refused_once_another_act_followed(run: Run) -> None:
    run("code", "INT01:2", "GOV")
    for words, left in ((["undo"], 0), (["redo"], 1), (["undo"], 0), (["redo"], 1)):
        run(*words)
        assert len(run("quotes", "--format", "json").json["quotes"]) == left
    run("undo")
    run("code", "INT01:3", "GOV")
    assert "another act followed" in one_sentence(run("redo"), 2)
    assert "Nothing of c2" in one_sentence(run("undo", "--coder", "c2"), 2)


def test_the_log_tells_who_did_what_where_and_a_redo_names_the_first_act(run: Run) -> None:
    [id] = ids(run("code", "INT01:2", "GOV").out)
    run("undo")
    run("redo")
    lines = run("log").out.splitlines()
    assert [" GOV at INT01:2 " in lines[0], f"undo of {id}" in lines[1], f"redo of {id}" in lines[2]] == [True] * 3
    assert f"redo of {id}" in run("log", "--most", "1").out
    assert run("log", "--coder", "c2").err == "Nothing was done yet.\n"


def test_suggestions_become_codings_or_are_turned_down_and_are_not_offered_again(run: Run) -> None:
    offered = [each["id"] for each in run("suggest", "--format", "json").json["suggestions"]]
    assert len(offered) == 2
    accepted = run("accept", offered[0][:6])
    assert accepted.out.startswith("INT01:2  BOT-POL Fragmented policy")
    assert run("reject", offered[1][:6]).code == 0
    assert "No suggestion is open for c1" in run("suggest").err
    assert "not offered again" in one_sentence(run("accept", offered[0][:6]), 2)
    run("undo")
    assert [each["id"] for each in run("suggest", "--format", "json").json["suggestions"]] == offered[1:]
    assert len(run("suggest", "--coder", "c2", "--format", "json").json["suggestions"]) == 2
    [quote] = run("quotes", "--coder", "c1", "--format", "json").json["quotes"]
    assert quote["quote"].startswith("The subsidy never arrived")

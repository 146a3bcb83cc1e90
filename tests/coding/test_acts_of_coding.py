"""Applying codes: what is recorded, what is a no-op that says so, and what is refused before a byte is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from studies import code, codings_of, make_study, reopened, request, write_document

from qualcode.coding.acts import CodeRequest, apply_codes
from qualcode.coding.marks import done, memo, paraphrase, rate, void
from qualcode.coding.places import resolve
from qualcode.coding.retrieve import evidence
from qualcode.coding.undo import undo
from qualcode.errors import UsageError
from qualcode.model.address import parse_address
from qualcode.model.events import About, CodeEvent, MemoEvent
from qualcode.model.span import Span
from qualcode.study.study import Study

CASES = {
    "interviews/attributes.csv": "document,case\nINT01,zj-auto;gd-mould\nINT02,zj-auto\n",
    "cases/attributes.csv": "case,name\nzj-auto,浙江汽车\ngd-mould,广东模具\nbj,北京\n",
}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return make_study(tmp_path, sheets=CASES)


def stored(study: Study, document: str = "INT01") -> list[tuple[str, str | None, float | None, str | None]]:
    state = reopened(study).state("c1", document)
    return [(each.code, each.stance, each.weight, each.case) for each in state.codings]


def size(study: Study) -> int:
    return sum((study.root / file.path).stat().st_size for file in reopened(study).ledger_files)


def test_a_coding_keeps_its_words_surroundings_and_the_hashes(study: Study) -> None:
    (applied,) = code(study, "c1", "INT02", "补贴没到位", "BOT-POL")
    (event,) = study.events("c1", "INT02")
    text = study.document("INT02").text
    assert isinstance(event, CodeEvent) and event.id == applied.id and event.quote == "补贴没到位"
    assert text[max(0, event.start - 32) : event.start] == event.before != ""
    assert text[event.end : event.end + 32] == event.after
    assert event.text == study.document("INT02").text_sha256 and event.book == study.codebook.hash


def test_two_codes_on_one_segment_are_one_act(study: Study) -> None:
    code(study, "c1", "INT01:2", None, "BOT-POL", "GOV")
    events = [event for event in study.events("c1", "INT01") if isinstance(event, CodeEvent)]
    assert len(events) == 2 and len({event.act for event in events}) == 1


def test_the_same_again_is_a_no_op_that_says_so_and_writes_nothing(study: Study) -> None:
    (first,) = code(study, "c1", "INT01:2", None, "GOV", stance="denies", memo="why")
    before = size(study)
    (again,) = code(reopened(study), "c1", "INT01:2", None, "GOV", memo="why")
    assert (again.outcome, again.id, size(study)) == ("already there", first.id, before)


def test_another_memo_is_added_to_what_is_there(study: Study) -> None:
    (first,) = code(study, "c1", "INT01:2", None, "GOV", memo="one")
    (again,) = code(reopened(study), "c1", "INT01:2", None, "GOV", memo="two")
    assert (again.outcome, again.id) == ("memo added", first.id)
    assert [m.body for m in reopened(study).state("c1", "INT01").codings[0].memos] == ["one", "two"]


def test_the_same_twice_in_one_act_is_made_once_with_its_memo_once(study: Study) -> None:
    twice = [request(study, "INT01:2", "GOV", memo="why")] * 2
    outcomes = [applied.outcome for applied in apply_codes(study, study.coder("c1"), twice)]
    assert outcomes == ["coded", "already there"]
    assert len([event for event in study.events("c1", "INT01") if isinstance(event, MemoEvent)]) == 1


@pytest.mark.parametrize("name, more", [("stance", {"stance": "denies"}), ("weight", {"weight": 2.0})])
def test_another_stance_or_weight_is_refused_and_names_rate(study: Study, name: str, more: dict[str, object]) -> None:
    code(study, "c1", "INT01:2", None, "BOT-MOT", weight=1)
    before = size(study)
    with pytest.raises(UsageError, match=rf"qualcode rate \w{{6}} --{name}"):
        code(reopened(study), "c1", "INT01:2", None, "BOT-MOT", **more)  # type: ignore[arg-type]
    assert size(study) == before


def test_one_passage_for_two_cases_is_two_codings(study: Study) -> None:
    for case in ("zj-auto", "广东模具", "ZJ-AUTO"):
        code(reopened(study), "c1", "INT01:2", None, "GOV", case=case)
    assert stored(study) == [("GOV", None, None, "zj-auto"), ("GOV", None, None, "gd-mould")]


def refusals() -> dict[str, Callable[[Study], CodeRequest]]:
    def beyond(study: Study) -> CodeRequest:
        return CodeRequest(study.document("INT01"), Span(0, 10_000), study.codebook.lookup("GOV"))

    def blank(study: Study) -> CodeRequest:
        at = study.document("INT01").text.index("\n")
        return CodeRequest(study.document("INT01"), Span(at, at + 1), study.codebook.lookup("GOV"))

    return {
        "is a heading": lambda study: request(study, "INT01:2", "BOT"),
        "declares no scale": lambda study: request(study, "INT01:2", "GOV", weight=1),
        "not on the scale": lambda study: request(study, "INT01:2", "BOT-MOT", weight=4),
        "is no stance": lambda study: request(study, "INT01:2", "GOV", stance="maybe"),  # type: ignore[arg-type]
        "does not belong to case bj": lambda study: request(study, "INT01:2", "GOV", case="北京"),
        "No case": lambda study: request(study, "INT01:2", "GOV", case="nowhere"),
        "ends before": beyond,
        "holds no words": blank,
    }


@pytest.mark.parametrize("said", refusals())
def test_what_does_not_fit_is_refused_with_all_that_came_with_it(study: Study, said: str) -> None:
    good, bad = request(study, "INT02:2", "GOV"), refusals()[said](study)
    with pytest.raises(UsageError, match=said) as caught:
        apply_codes(study, study.coder("c1"), [good, bad])
    assert "Nothing was coded" in str(caught.value) and size(study) == 0


def test_a_coding_that_moved_with_its_words_is_there_already_and_its_old_numbers_are_free(study: Study) -> None:
    (first,) = code(study, "c1", "INT01:2", None, "GOV")
    text = study.document("INT01").text
    write_document(study.root, "INT01", "Interviewer: " + "One more question, before all others. " * 3 + "\n" + text)
    study = reopened(study)
    (again,) = code(study, "c1", "INT01:3", None, "GOV")
    assert (again.outcome, again.id) == ("already there", first.id)
    event = study.events("c1", "INT01")[0]
    assert isinstance(event, CodeEvent)
    (other,) = code(study, "c1", f"INT01#{event.start}-{event.end}", None, "GOV")
    assert other.outcome == "coded"
    passages = evidence(reopened(study), ["c1"]).passages
    assert sorted(each.coding.state for each in passages) == ["exact", "moved"]
    assert {each.coding.id for each in passages} == {first.id, other.id}


def test_rating_changes_what_it_names_and_clears_with_none(study: Study) -> None:
    (first,) = code(study, "c1", "INT01:2", None, "BOT-MOT", weight=1, case="zj-auto")
    coder = study.coder("c1")
    rate(study, coder, first.id[:5].lower(), stance="mixed", weight=3)
    assert stored(study) == [("BOT-MOT", "mixed", 3, "zj-auto")]
    rate(study, coder, first.id, weight=None, case="gd-mould")
    assert stored(study) == [("BOT-MOT", "mixed", None, "gd-mould")]
    for wrong in ({"stance": "maybe"}, {"weight": 9.0}, {"case": "bj"}, {}):
        with pytest.raises(UsageError):
            rate(study, coder, first.id, **wrong)


def test_a_coder_changes_only_their_own_work(study: Study) -> None:
    (first,) = code(study, "c1", "INT01:2", None, "GOV")
    with pytest.raises(UsageError, match="is c1's, in INT01"):
        void(study, study.coder("c2"), first.id)
    with pytest.raises(UsageError, match="too short"):
        void(study, study.coder("c1"), first.id[:3])


def test_a_coding_that_stands_under_an_old_and_a_new_code_is_voided_whole_and_undone_whole(tmp_path: Path) -> None:
    """It was coded under two codes that the codebook has since merged: one coding, one void, one undo."""
    study = make_study(tmp_path, codes="codes:\n  - {id: A, name: First}\n  - {id: B, name: Second}\n")
    (one,), _ = code(study, "c1", "INT01:2", None, "A"), code(study, "c1", "INT01:2", None, "B")
    (tmp_path / "codebook.yaml").write_text("codes:\n  - {id: A, name: First, was: [B]}\n", encoding="utf-8")
    assert len(stored(study)) == 1
    void(reopened(study), study.coder("c1"), one.id)
    assert stored(study) == []
    undo(reopened(study), study.coder("c1"))
    assert len(stored(study)) == 1


def test_a_voided_coding_cannot_be_voided_rated_or_annotated_again(study: Study) -> None:
    (first,) = code(study, "c1", "INT01:2", None, "GOV")
    coder = study.coder("c1")
    void(study, coder, first.id, why="misread")
    with pytest.raises(UsageError, match="out of force already"):
        void(study, coder, first.id)
    with pytest.raises(UsageError, match="taken back"):
        rate(study, coder, first.id, stance="denies")
    with pytest.raises(UsageError, match="taken back"):
        memo(study, coder, "late", About(coding=first.id))
    (again,) = code(reopened(study), "c1", "INT01:2", None, "GOV")
    assert again.outcome == "coded" and again.id != first.id


def test_memos_stand_where_what_they_are_about_stands(study: Study) -> None:
    (first,) = code(study, "c1", "INT01:2", None, "GOV")
    coder = study.coder("c1")
    assert memo(study, coder, "一", About(coding=first.id[:6]))[0] == "INT01"
    assert memo(study, coder, "二", About(document="INT02"))[0] == "INT02"
    ledger, earlier = memo(study, coder, "三", About(code="GOV"))
    assert ledger == "@study"
    _, newer = memo(study, coder, "四", About(), replaces=earlier.id)
    (kept,) = reopened(study).state("c1", "@study").memos
    assert (kept.id, kept.body, kept.about.code) == (newer.id, "四", "GOV")
    with pytest.raises(UsageError, match="empty"):
        memo(study, coder, " \n", About(code="GOV"))


def test_a_paraphrase_keeps_the_passage_it_is_of(study: Study) -> None:
    place = resolve(study, parse_address("INT02:2"), "补贴没到位")
    _, written = paraphrase(study, study.coder("c1"), place, "钱没有来")
    assert written.data is not None
    assert (written.kind, written.data["quote"]) == ("paraphrase", "补贴没到位")


def test_done_names_the_codebook_and_all_its_codable_codes(study: Study) -> None:
    event = done(study, study.coder("c1"), "INT01")
    assert event.codes == ("BOT-POL", "BOT-MOT", "GOV") and event.book == study.codebook.hash
    void(study, study.coder("c1"), event.id)
    assert reopened(study).state("c1", "INT01").done is None


def test_an_old_code_id_is_coded_as_the_present_one(study: Study) -> None:
    code(study, "c1", "INT01:2", None, "GOV-OLD")
    assert {each for each, _ in codings_of(study, "c1", "INT01")} == {"GOV"}

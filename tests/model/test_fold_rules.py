"""What the fold of a ledger comes to, rule by rule."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from qualcode.model.coding import Stance
from qualcode.model.events import (
    About,
    AnyEvent,
    CodeEvent,
    DoneEvent,
    MemoEvent,
    MoveEvent,
    RateEvent,
    VoidEvent,
    WithdrawnEvent,
)
from qualcode.model.fold import LedgerState, fold


def at(second: int) -> str:
    return f"2026-03-01T09:30:{second:02d}.000Z"


def code(id: str, second: int, code: str = "A", start: int = 0, quote: str = "words", **more: str) -> CodeEvent:
    return CodeEvent(
        id=id,
        at=at(second),
        act=id,
        start=start,
        end=start + len(quote),
        quote=quote,
        before=more.get("before", ""),
        after="",
        text=more.get("text", "t"),
        code=code,
        book="b",
        case=more.get("case"),
    )


def void(id: str, second: int, target: str) -> VoidEvent:
    return VoidEvent(id=id, at=at(second), act=id, target=target)


def rate(id: str, second: int, target: str, stance: Stance | UnsetType | None = UNSET, weight: float | UnsetType | None = UNSET) -> RateEvent:  # fmt: skip
    return RateEvent(id=id, at=at(second), act=id, target=target, stance=stance, weight=weight)


def memo(id: str, second: int, coding: str, replaces: str | None = None) -> MemoEvent:
    return MemoEvent(
        id=id, at=at(second), act=id, about=About(coding=coding), kind="code", body=f"body {id}", replaces=replaces
    )


def done(id: str, second: int) -> DoneEvent:
    return DoneEvent(id=id, at=at(second), act=id, book="b", codes=("A",))


def state(*events: AnyEvent, was: dict[str, str] | None = None) -> LedgerState:
    return fold(events, lambda code: (was or {}).get(code, code))


def in_force(*events: AnyEvent) -> list[tuple[str, ...]]:
    return [coding.ids for coding in state(*events).codings]


def test_equal_codings_of_two_machines_count_once_with_all_ids_and_memos() -> None:
    (coding,) = state(code("C1", 1), code("C2", 2), memo("M1", 3, "C1"), memo("M2", 4, "C2")).codings
    assert coding.ids == ("C1", "C2") and coding.id == "C1"
    assert [each.id for each in coding.memos] == ["M1", "M2"]


def test_equal_after_a_code_was_renamed_counts_once_too() -> None:
    folded = state(code("C1", 1, "OLD"), code("C2", 2, "NEW"), was={"OLD": "NEW"})
    assert [coding.code for coding in folded.codings] == ["NEW"]


def test_codings_for_two_cases_are_two() -> None:
    assert in_force(code("C1", 1, case="zj"), code("C2", 2, case="gd"), code("C3", 3)) == [("C1",), ("C2",), ("C3",)]


def test_the_same_numbers_in_two_versions_of_the_text_are_two_passages() -> None:
    folded = state(code("C1", 1, quote="abc", text="v1"), code("C2", 2, quote="xyz", text="v2"))
    assert [coding.place.quote for coding in folded.codings] == ["abc", "xyz"]
    assert in_force(code("C1", 1, before="one"), code("C2", 2, before="two")) == [("C1",), ("C2",)]


def test_a_void_of_one_takes_back_the_equal_ones_made_before_it() -> None:
    folded = state(code("C1", 1), code("C2", 2), void("V1", 3, "C1"))
    assert folded.codings == () and folded.voided == {"C1": "V1", "C2": "V1"}


def test_a_later_recoding_stays_when_an_earlier_equal_one_was_voided() -> None:
    assert in_force(code("C1", 1), void("V1", 2, "C1"), code("C2", 3)) == [("C2",)]


def test_voiding_the_recoding_and_then_taking_back_both_voids_returns_to_the_first() -> None:
    """Code, void, code again; undo, undo: what stood at the beginning stands again."""
    recoded = (code("C1", 1), void("V1", 2, "C1"), code("C2", 3))
    once = (*recoded, void("U1", 4, "C2"))
    twice = (*once, void("U2", 5, "V1"))
    assert in_force(*once) == [] and in_force(*twice) == [("C1",)]
    assert in_force(*twice, void("R1", 6, "U2")) == []
    assert in_force(*twice, void("R1", 6, "U2"), void("R2", 7, "U1")) == [("C2",)]


def test_an_equal_one_taken_back_with_another_returns_with_it() -> None:
    pair = (code("C1", 1), code("C2", 2), void("V1", 3, "C2"))
    assert in_force(*pair) == [] and in_force(*pair, void("U1", 4, "V1")) == [("C1", "C2")]


def test_an_older_void_does_not_reach_a_coding_that_is_later_rated_to_the_same_case() -> None:
    """Coded without a case, coded again for one, the second taken back, the first given that case: it stands."""
    two = (code("C1", 1), code("C2", 2, case="zj"), void("V1", 3, "C2"))
    rated = RateEvent(id="R1", at=at(4), act="R1", target="C1", case="zj")
    assert in_force(*two, rated) == [("C1",)]
    assert in_force(*two, void("U1", 5, "V1"), rated) == [("C1", "C2")]
    assert in_force(*two, rated, void("U1", 5, "V1"), void("U2", 6, "U1")) == [("C1",)]


def test_an_older_void_does_not_reach_a_coding_that_is_later_moved_to_the_same_place() -> None:
    move = MoveEvent(id="M1", at=at(4), act="M1", target="C1", start=9, end=14, quote="words", before="", after="", text="t")  # fmt: skip
    assert in_force(code("C1", 1), code("C2", 2, start=9), void("V1", 3, "C2"), move) == [("C1",)]


def test_an_older_void_does_not_reach_a_coding_whose_code_is_later_merged_with_the_voided_one() -> None:
    folded = state(code("C1", 1, "A"), code("C2", 2, "B"), void("V1", 3, "C2"), was={"B": "A"})
    assert [coding.ids for coding in folded.codings] == [("C1",)]


def test_a_rating_or_move_that_changes_nothing_does_not_save_a_coding_from_the_void_of_its_equal() -> None:
    """Two machines made it; one took it back, the other, not knowing, rated its own: a removal is not undone by a union."""
    rated = RateEvent(id="R1", at=at(4), act="R1", target="C2", case="zj")
    assert in_force(code("C1", 1, case="zj"), code("C2", 2, case="zj"), void("V1", 3, "C1"), rated) == []


def test_a_void_of_a_void_brings_back_and_a_third_takes_out_again() -> None:
    chain: list[AnyEvent] = [code("C1", 1)]
    for number, expected in enumerate([[], [("C1",)], [], [("C1",)]], 2):
        chain.append(void(f"V{number}", number, "C1" if number == 2 else f"V{number - 1}"))
        assert in_force(*chain) == expected


def test_a_cycle_of_voids_voids_nothing_and_is_a_fault() -> None:
    folded = state(code("C1", 1), void("V1", 2, "V2"), void("V2", 3, "V1"), void("V3", 4, "V3"))
    assert len(folded.codings) == 1 and folded.voided == {}
    assert len(folded.faults) == 2 and any("V1, V2" in fault for fault in folded.faults)


def test_a_void_of_nothing_known_changes_nothing() -> None:
    assert in_force(code("C1", 1), void("V1", 2, "elsewhere")) == [("C1",)]


def test_the_newest_move_in_force_says_the_place() -> None:
    def move(id: str, second: int, start: int) -> MoveEvent:
        return MoveEvent(id=id, at=at(second), act=id, target="C1", start=start, end=start + 5, quote="words", before="", after="", text="u")  # fmt: skip

    moved = (code("C1", 1), move("P2", 3, 20), move("P1", 2, 10))
    assert state(*moved).codings[0].place.start == 20
    assert state(*moved, void("V1", 4, "P2")).codings[0].place.start == 10
    assert state(*moved, void("V1", 4, "P2"), void("V2", 5, "P1")).codings[0].place.start == 0


def test_each_rating_comes_from_the_newest_event_that_names_it_and_null_clears() -> None:
    rated = (
        code("C1", 1),
        rate("R1", 2, "C1", stance="denies", weight=2),
        rate("R2", 3, "C1", weight=3),
        rate("R3", 4, "C1", stance=None),
    )
    coding = state(*rated).codings[0]
    assert (coding.stance, coding.weight) == (None, 3)
    assert state(*rated, void("V1", 5, "R3")).codings[0].stance == "denies"


def test_equal_codings_are_rated_by_the_newest_event_of_any() -> None:
    coding = state(code("C1", 1), code("C2", 2), rate("R1", 3, "C1", stance="mixed"), rate("R2", 4, "C2", stance="denies")).codings[0]  # fmt: skip
    assert coding.stance == "denies"


def test_a_memo_is_its_newest_words_in_force() -> None:
    written = (code("C1", 1), memo("M1", 2, "C1"), memo("M2", 3, "C1", "M1"), memo("M3", 4, "C1", "M2"))
    assert [each.id for each in state(*written).codings[0].memos] == ["M3"]
    assert [each.id for each in state(*written, void("V1", 5, "M3")).codings[0].memos] == ["M2"]


def test_memos_about_no_coding_of_this_ledger_stand_apart() -> None:
    assert [each.id for each in state(memo("M1", 1, "elsewhere")).memos] == ["M1"]


def test_a_void_of_a_done_voids_all_dones_before_it_and_undo_brings_them_back_one_by_one() -> None:
    twice = (done("D1", 1), done("D2", 2), void("V1", 3, "D2"))
    folded = state(*twice)
    assert folded.done is None and folded.voided == {"D1": "V1", "D2": "V1"}
    assert state(*twice, done("D3", 4)).done == done("D3", 4)
    again = (done("D1", 1), void("V1", 2, "D1"), done("D2", 3), void("U1", 4, "D2"))
    assert state(*again).done is None and state(*again, void("U2", 5, "V1")).done == done("D1", 1)


def test_one_id_with_two_contents_is_reported_and_the_older_counts() -> None:
    folded = state(code("X", 2, "B"), code("X", 1, "A"))
    assert [coding.code for coding in folded.codings] == ["A"] and "X stands on two lines" in folded.faults[0]
    assert state(code("X", 1), code("X", 1)).faults == ()


def test_an_erased_event_stays_erased_and_is_no_fault() -> None:
    folded = state(code("X", 1), WithdrawnEvent(id="X"), code("X", 2, "B"))
    assert folded == LedgerState()

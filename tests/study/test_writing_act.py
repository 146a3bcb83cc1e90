"""One act: one instant later than everything in its ledgers, all of it or nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from studies import code, codings_of, make_study, reopened, ticking

from qualcode.coding.marks import void
from qualcode.coding.undo import undo
from qualcode.model.events import DoneEvent, WithdrawnEvent
from qualcode.study.writing import after, as_instant, new_id, writing

START = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@given(
    st.datetimes(timezones=st.just(UTC)),
    st.text(max_size=30)
    | st.datetimes(timezones=st.just(UTC)).map(as_instant)
    | st.datetimes().map(datetime.isoformat)
    | st.just("9999-12-31T23:59:59.999Z"),
)
def test_the_instant_of_an_act_is_later_than_all_before_it_whatever_they_are(now: datetime, latest: str) -> None:
    assert after(now, latest) > latest
    assert as_instant(now) <= latest or after(now, latest) == as_instant(now)


@pytest.mark.parametrize("step", [0.0, -3600.0, 1.0])
def test_acts_stay_in_order_when_the_clock_stands_still_or_goes_back(tmp_path: Path, step: float) -> None:
    study = make_study(tmp_path)
    clock = ticking(step=step)
    for each in ("GOV", "BOT-POL", "BOT-MOT"):
        code(study, "c1", "INT01:2", None, each, clock=clock)
    events = study.events("c1", "INT01")
    instants = [event.at for event in events if not isinstance(event, WithdrawnEvent)]
    assert instants == sorted(set(instants)) and len(instants) == 3
    undo(study, study.coder("c1"), clock)
    assert {each for each, _ in codings_of(study, "c1", "INT01")} == {"GOV", "BOT-POL"}


def test_a_void_counts_also_when_the_clock_went_back_before_the_coding(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    (applied,) = code(study, "c1", "INT01:2", None, "GOV", clock=lambda: START)
    void(study, study.coder("c1"), applied.id, clock=lambda: START - timedelta(days=400))
    assert codings_of(study, "c1", "INT01") == set()


def test_an_exception_in_an_act_writes_nothing(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    with pytest.raises(RuntimeError), writing(study, "c1", ["INT01"]) as act:
        act.add("INT01", DoneEvent, book="b", codes=())
        raise RuntimeError
    assert reopened(study).ledger_files == ()


def test_one_act_is_one_id_and_one_instant_over_all_its_ledgers(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    with writing(study, "c1", ["INT01", "INT02"]) as act:
        for document in act.documents:
            act.add(document, DoneEvent, book="b", codes=())
    events = [e for d in ("INT01", "INT02") for e in study.events("c1", d) if not isinstance(e, WithdrawnEvent)]
    assert len({event.act for event in events}) == len({event.at for event in events}) == 1
    assert len({event.id for event in events}) == 2


def test_an_act_may_touch_more_ledgers_than_a_process_may_open_files(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="this system sets no such limit")
    study = make_study(tmp_path)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, hard))
    try:
        with writing(study, "c1", [f"D{number}" for number in range(300)]) as act:
            for document in act.documents:
                act.add(document, DoneEvent, book="b", codes=())
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert len(reopened(study).ledger_files) == 300


def test_a_torn_last_line_is_kept_and_the_next_act_stands_on_its_own_line(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    code(study, "c1", "INT01:2", None, "GOV")
    path = tmp_path / "codings/c1/INT01.jsonl"
    with path.open("ab") as file:
        file.write(b'{"op":"code","id":"TORN","at":"2026')
    code(reopened(study), "c1", "INT01:4", None, "GOV")
    assert len(codings_of(study, "c1", "INT01")) == 2
    assert [problem.line for problem in reopened(study).ledger("c1", "INT01").problems] == [2]
    assert b"TORN" in path.read_bytes()


def test_ids_are_26_characters_of_base32() -> None:
    made = {new_id() for _ in range(200)}
    assert len(made) == 200 and all(len(id) == 26 and id.isalnum() and id.upper() == id for id in made)

"""A ledger survives what disks, editors, merges and other programs do to it: every good line counts, every bad one is said."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qualcode.model.events import (
    EVENT_TYPES,
    AnyEvent,
    CodeEvent,
    DoneEvent,
    VoidEvent,
    WithdrawnEvent,
    encode_event,
)
from qualcode.study.ledger_lines import read_events, unknown_fields

AWKWARD = 'line\nbreak\r\n "quoted" \\ \t 政策不配套 😀 \u2028 \x00 \u0301'
PATH = "codings/c1/INT01.jsonl"


def void(number: int) -> VoidEvent:
    return VoidEvent(id=f"V{number}", at="2026-03-01T09:30:00.000Z", act="A", target="T", why=AWKWARD)


GOOD = [encode_event(void(number)) for number in range(3)]


def ids(data: bytes) -> list[str]:
    return [event.id for event in read_events(data, PATH).events]


@pytest.mark.parametrize("kind", EVENT_TYPES)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_what_is_written_reads_back_as_it_was(kind: type[AnyEvent], data: st.DataObject) -> None:
    texts = st.text() | st.just(AWKWARD)
    fields = msgspec.structs.fields(kind)
    values = {field.name: data.draw(_values(field.type, field.name, texts), label=field.name) for field in fields}
    event = kind(**values)
    line = encode_event(event)
    reading = read_events(line + b"\n", PATH)
    assert b"\n" not in line and reading.events == [event] and reading.problems == ()


def _values(annotation: Any, name: str, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    if name == "data":
        return st.none() | st.dictionaries(texts, texts | st.integers(-9, 9) | st.lists(texts))
    if name == "weight":  # JSON knows no infinity, and no scale has one
        return st.none() | st.floats(allow_nan=False, allow_infinity=False)
    if name == "ids_sha256":
        return st.dictionaries(texts, texts)
    return st.from_type(annotation) if annotation is not str else texts


@pytest.mark.parametrize(
    "bad, said",
    [
        (GOOD[0][: len(GOOD[0]) // 2], "cannot be read"),
        (b'{"op":"void","id":"x","at":"', "cannot be read"),
        (b"\x00" * 40, "cannot be read"),
        (b'{"op":"void","id":"\xff\xfe","at":"a","act":"b","target":"c"}', "cannot be read"),
        (b"[" * 100_000, "cannot be read"),
        (b'{"op":"void","x":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "cannot be read"),
        (b"<<<<<<< HEAD", "cannot be read"),
        (b'{"name": "another program"}', "another program's"),
        (b'["a", "list"]', "another program's"),
        (b'{"op": 7}', "another program's"),
        (b'{"op":"dance","id":"x"}', 'the op "dance" is not known'),
        (b'{"op":"void","id":"x"}', "not valid"),
        (b'{"op":"code","id":"x","at":"a","act":"b","start":"7"}', "not valid"),
        (GOOD[0] + b'{"op":', "cannot be read"),
    ],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_bad_line_in_the_middle_is_said_with_its_number_and_all_others_count(
    bad: bytes, said: str, end: bytes
) -> None:
    reading = read_events(end.join([GOOD[0], bad, GOOD[1], b"", GOOD[2], b""]), PATH)
    assert [event.id for event in reading.events] == ["V0", "V1", "V2"]
    (problem,) = reading.problems
    assert (problem.path, problem.line) == (PATH, 2) and said in problem.message


@pytest.mark.parametrize("cut", range(1, len(GOOD[1]), 7))
def test_a_torn_last_line_is_set_aside_wherever_it_was_cut(cut: int) -> None:
    reading = read_events(GOOD[0] + b"\n" + GOOD[1][:cut], PATH)
    assert [event.id for event in reading.events] == ["V0"]
    assert [problem.line for problem in reading.problems] == [2]
    assert "cut off" in reading.problems[0].message


def test_a_whole_last_line_without_its_newline_counts() -> None:
    assert ids(b"\n".join(GOOD)) == ["V0", "V1", "V2"] and not read_events(b"\n".join(GOOD), PATH).problems


def test_blank_lines_and_crlf_are_no_problem() -> None:
    reading = read_events(b"\r\n\n  \n".join([b"", *GOOD, b""]), PATH)
    assert len(reading.events) == 3 and reading.problems == ()


def test_a_mark_that_an_editor_put_before_the_first_line_costs_no_event() -> None:
    data = b"\xef\xbb\xbf" + b"\n".join(GOOD)
    assert ids(data) == ["V0", "V1", "V2"] and not read_events(data, PATH).problems
    assert ids(b"\xef\xbb\xbf") == []


def test_one_event_spread_over_two_lines_is_read_alike_whatever_stands_beside_it() -> None:
    spread = GOOD[1].replace(b',"target"', b',\n"target"', 1)
    alone = read_events(GOOD[0] + b"\n" + spread + b"\n", PATH)
    beside = read_events(GOOD[0] + b"\n" + spread + b"\nbad\n", PATH)
    assert [e.id for e in alone.events] == [e.id for e in beside.events] == ["V0"]
    assert [p.line for p in alone.problems] == [2, 3] and [p.line for p in beside.problems] == [2, 3, 4]


def test_two_events_that_a_merge_glued_into_one_line_both_count() -> None:
    for others in (b"", b"\nbad"):
        assert ids(GOOD[0] + GOOD[1] + b"\n" + GOOD[2] + others) == ["V0", "V1", "V2"]


def test_an_unknown_op_is_reported_once_for_each_op() -> None:
    lines = [b'{"op":"dance","id":"1"}', b'{"op":"sing","id":"2"}', b'{"op":"dance","id":"3"}', GOOD[0]]
    assert [problem.line for problem in read_events(b"\n".join(lines), PATH).problems] == [1, 2]


def test_an_unknown_field_is_passed_over_and_reported_once() -> None:
    line = GOOD[0][:-1] + b',"mood":"good"}'
    memo = b'{"op":"memo","id":"M","at":"a","act":"b","about":{"coding":"x","star":"y"},"kind":"code","body":"w"}'
    data = b"\n".join([line, line.replace(b'"V0"', b'"V9"'), memo, b""])
    assert ids(data) == ["V0", "V9", "M"] and not read_events(data, PATH).problems
    assert [(p.line, p.message.split('"')[1]) for p in unknown_fields(data, PATH)] == [(1, "mood"), (3, "star")]


def test_a_ledger_over_the_border_of_a_chunk_loses_one_line_only() -> None:
    events = [encode_event(void(number)) for number in range(8000)]
    assert sum(map(len, events)) > 1_250_000
    for bad in (0, 6900, 7999):
        lines = [*events[:bad], b'{"op":', *events[bad:]]
        reading = read_events(b"\n".join(lines) + b"\n", PATH)
        assert [event.id for event in reading.events] == [f"V{number}" for number in range(8000)]
        assert [problem.line for problem in reading.problems] == [bad + 1]


@given(st.binary(max_size=60), st.integers(0, 3))
@example(b"\n\xef\xbb\xbf", 0)
@settings(max_examples=150, deadline=None)
def test_no_bytes_make_reading_fail_or_cost_another_line(noise: bytes, at: int) -> None:
    lines = [*GOOD[:at], noise, *GOOD[at:]]
    assert {"V0", "V1", "V2"} <= set(ids(b"\n".join(lines)))


@given(st.integers(0, 400), st.binary(min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_a_damaged_event_is_read_or_reported_and_never_raises(at: int, damage: bytes) -> None:
    code = CodeEvent(id="C", at="a", act="b", start=1, end=2, quote="词", before="", after="", text="t", code="A", book="b", weight=2)  # fmt: skip
    line = encode_event(code)
    place = at % len(line)
    read_events(GOOD[0] + b"\n" + line[:place] + damage + line[place + len(damage) :] + b"\n" + GOOD[1], PATH)
    tuple(unknown_fields(line[:place] + damage + line[place + len(damage) :], PATH))


def test_fields_that_say_nothing_are_not_written() -> None:
    done = DoneEvent(id="D", at="a", act="b", book="h", codes=("A",))
    assert encode_event(done) == b'{"op":"done","id":"D","at":"a","act":"b","book":"h","codes":["A"]}'
    assert encode_event(WithdrawnEvent(id="D")) == b'{"op":"withdrawn","id":"D"}'

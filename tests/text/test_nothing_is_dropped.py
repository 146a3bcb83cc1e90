"""Every character of a source is in the text or in the list of what was left out; turns hold every word that is not apart."""

from __future__ import annotations

import csv
import html
import io
import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from layout_examples import ALL, Example
from mutations import mutated, seeds

from qualcode.errors import StudyError
from qualcode.text.normalise import normalise
from qualcode.text.read import Reading, read_document

WORDS = st.sampled_from(
    ("hello there", "we left.", "嗯，还行。", "[laughs]", "（笑）", "note: this", "12", "4/5", "\u200fשלום", "a\tb", "&amp;", "<x>", "--> 5")
)  # fmt: skip
LABELS = st.sampled_from(
    ("Interviewer", "P1", "访谈者", "受访者A", "Jane Doe", "Prof. J. K. Lee", "SPEAKER_00", "说话人 1", "SMITH, John")
)
STAMPS = st.sampled_from(("00:05", "1:02:03", "00:00:01.500"))
LINES = st.one_of(
    *(
        st.builds(form.format, label=LABELS, words=WORDS, time=STAMPS, n=st.integers(1, 40))
        for form in (
            *("{label}: {words}", "{label} ：{words}", "{label}\t{words}", "[{time}] {label}: {words}", "{label} ({time}): {words}"),
            *("{label}  {time}", "{label}", "[{label}] {words}", "{label} - {words}", "{n} {words}", "{n}. {label}: {words}", "{words}"),
            *("[{label}] {time}", "{time} --> {time}", "Page {n} of 40", "- {n} -", "Study A   Page {n}", "", "{words}\f{words}", "{n}"),
            *("Transcribed by https://otter.ai", "日期：{words}", "{time}", "#{n} {label}: {words}"),
        )
    )
)  # fmt: skip
CUES = st.tuples(st.sampled_from(("", "NOTE {words}", "{n}", "x-{n}")), st.sampled_from(("{words}", "{label}: {words}", "<v {label}>{words}</v>", "<v.a {label}>{words}", "<i>{words}</i>\n- {words}", "{words}\n\n{words}", "")), LABELS, WORDS)  # fmt: skip


def reading(source: str, suffix: str) -> Reading:
    return read_document(source.encode(), id="x", kind="interview", path=f"x{suffix}", suffix=suffix)


def characters(text: str) -> Counter[str]:
    return Counter("".join(normalise(text).split()))


def kept(found: Reading) -> Counter[str]:
    return characters(found.document.text) + characters("".join(entry.text for entry in found.left_out))


def holds_its_turns(found: Reading) -> bool:
    """Say whether turns are in order and disjoint, and hold every character that is neither white space nor page furniture."""
    text, spans = found.document.text, [turn.span for turn in found.document.turns]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    inside: set[int] = set()
    for span in (*spans, *found.document.furniture):
        inside.update(range(span.start, span.end))
    return all(at in inside or char.isspace() for at, char in enumerate(text))


@settings(max_examples=120, deadline=None)
@given(st.lists(LINES, max_size=24))
def test_of_a_plain_transcript_nothing_is_dropped(lines: list[str]) -> None:
    source = "\n".join(lines)
    found = reading(source, ".txt")
    assert characters(source) <= kept(found)
    assert holds_its_turns(found)


@pytest.mark.parametrize("example", ALL, ids=[example.name for example in ALL])
def test_of_an_example_nothing_is_dropped(example: Example) -> None:
    found = reading(example.source, example.suffix)
    missing = characters(example.source) - kept(found)
    assert set(missing) <= ({"#"} if example.suffix == ".md" else set())
    assert holds_its_turns(found)


@settings(max_examples=100, deadline=None)
@example(
    False, [*[("", "{words}", "", "hello there")] * 3, ("", "<v {label}>{words}</v>", "Interviewer", "hello there")]
)
@given(st.booleans(), st.lists(CUES, min_size=1, max_size=8))
def test_of_subtitles_nothing_is_dropped(web: bool, cues: list[tuple[str, str, str, str]]) -> None:
    parts = ["WEBVTT - x"] if web else []
    for number, (above, words, label, said) in enumerate(cues):
        filled = [part.format(words=said, label=label, n=number) for part in (above, words)]
        parts.append(f"{filled[0]}\n00:00:{2 * number:02}.000 --> 00:00:{2 * number + 2:02}.500 line:0\n{filled[1]}")
    source = "\n\n".join(parts)
    found = reading(source, ".vtt" if web else ".srt")
    assert characters(html.unescape(source)) <= kept(found)
    assert holds_its_turns(found)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(("", "Jane", "受访者")), st.sampled_from(("", "00:01")), WORDS, st.sampled_from(("", "Why?", "为什么"))), max_size=8)
)  # fmt: skip
def test_of_a_sheet_nothing_is_dropped(rows: list[tuple[str, str, str, str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows(
        [("speaker", "time", "text", "question", "note"), *((*row, f"n{at}") for at, row in enumerate(rows))]
    )
    found = reading(stream.getvalue(), ".csv")
    assert characters("".join(cell for row in rows for cell in row)) <= kept(found)
    assert holds_its_turns(found)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.fixed_dictionaries({"text": WORDS}, optional={"speaker": LABELS, "start": st.floats(0, 999), "more": st.lists(WORDS, max_size=2)}), min_size=1, max_size=6))  # fmt: skip
def test_of_a_recognisers_json_nothing_is_dropped(segments: list[dict[str, object]]) -> None:
    source = {"segments": segments, "language": "en", "text": "another text"}
    found = reading(json.dumps(source), ".json")
    all_of_it = "".join((found.document.text + "\n".join(entry.text for entry in found.left_out)).split())
    for leaf in _leaves(source):
        assert "".join(normalise(str(leaf)).split()) in all_of_it
    assert holds_its_turns(found)


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _leaves(each)
    elif value is not None:
        yield value


@pytest.mark.parametrize("suffix", sorted(seeds()))
def test_spoilt_files_are_read_or_refused_in_a_sentence(suffix: str) -> None:
    for number in range(120):
        try:
            data = mutated(suffix, number)
            found = read_document(data, id="x", kind="interview", path=f"x{suffix}", suffix=suffix)
        except StudyError as fault:
            assert fault.path is not None and fault.message and fault.remedy, (suffix, number)
        else:
            assert holds_its_turns(found), (suffix, number)

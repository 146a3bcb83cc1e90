"""Layouts of people and of programs: turns, speakers, times and roles, as they stand in the table of examples."""

from __future__ import annotations

import pytest
from layout_examples import ALL, Example

from qualcode.text.layout_settings import LayoutSettings
from qualcode.text.read import Reading, read_document


def reading(source: str, suffix: str = ".txt", layout: LayoutSettings | None = None) -> Reading:
    return read_document(source.encode(), id="x", kind="interview", path="interviews/x", suffix=suffix, layout=layout)


@pytest.mark.parametrize("example", ALL, ids=[example.name for example in ALL])
def test_turns_speakers_times_and_roles(example: Example) -> None:
    document = reading(example.source, example.suffix).document
    found = tuple((t.speaker, t.words.of(document.text) if t.words else None, t.time) for t in document.turns)
    assert (found, document.layout) == (example.turns, example.layout)
    roles = {turn.speaker: turn.turn_role for turn in document.turns}
    assert {label: roles[label] for label in example.roles} == example.roles

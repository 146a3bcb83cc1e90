"""Both languages say the same things."""

from __future__ import annotations

from string import Formatter

import pytest

from qualcode.analysis.wording import WORDS, set_aside_note


@pytest.mark.parametrize("key", WORDS)
def test_english_and_chinese_are_filled_with_the_same_words(key: str) -> None:
    english, chinese = ({name for _, name, _, _ in Formatter().parse(text) if name} for text in WORDS[key])
    assert english == chinese
    assert all(WORDS[key])


def test_what_was_set_aside_is_said_and_nothing_when_it_was_nothing() -> None:
    assert set_aside_note({"unanchored codings": 2, "other": 0}, "zh") == "未计入：失去锚点的编码: 2。"
    assert set_aside_note({}, "en") == "Set aside: none."

"""Both languages of co-occurrence, queries and saturation say the same things."""

from __future__ import annotations

from string import Formatter

import pytest

from qualcode.analysis import cooccurrence_wording, saturation_wording

BOTH = [*cooccurrence_wording.WORDS.values(), *saturation_wording.WORDS.values()]


@pytest.mark.parametrize("texts", BOTH, ids=lambda texts: texts[0][:30])
def test_english_and_chinese_are_filled_with_the_same_words(texts: tuple[str, str]) -> None:
    english, chinese = ({name for _, name, _, _ in Formatter().parse(text) if name} for text in texts)
    assert english == chinese
    assert all(texts)


def test_a_share_is_written_as_each_language_writes_it() -> None:
    assert saturation_wording.percent(0.05) == "5 %"
    assert saturation_wording.percent(1 / 37, "zh") == "2.7%"

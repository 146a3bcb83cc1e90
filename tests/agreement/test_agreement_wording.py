"""Both languages say the same things."""

from __future__ import annotations

from string import Formatter

import pytest

from qualcode.agreement.wording import TABLES, reason

WORDS = {key: words for table in TABLES for key, words in table.items()}


@pytest.mark.parametrize("key", WORDS)
def test_english_and_chinese_are_filled_with_the_same_figures(key: str) -> None:
    english, chinese = ({name for _, name, _, _ in Formatter().parse(text) if name} for text in WORDS[key])
    assert english == chinese
    assert key in ("methods_all",) or all(WORDS[key])


def test_no_key_stands_in_two_tables() -> None:
    assert len(WORDS) == sum(map(len, TABLES))


def test_reasons_of_other_rooms_are_worded_or_passed_on() -> None:
    assert reason("unanchored codings", "zh") == "失去锚点的编码"
    assert reason("units finished by fewer than two coders", "zh") == "完成编码者不足两人的单元"
    assert reason("something else", "zh") == "something else"

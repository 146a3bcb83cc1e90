"""Markdown that GitHub shows as the table it is."""

from __future__ import annotations

import pytest
from display_samples import HOSTILE, empty, hostile, matrix, row
from markdown_it import MarkdownIt

from qualcode.model.display import Column, Display
from qualcode.report.options import WriteOptions
from qualcode.report.writers.md import write


def text_of(display: Display) -> str:
    return write(display, WriteOptions()).decode()


def test_title_table_and_notes_follow_each_other() -> None:
    assert text_of(matrix()) == (
        "**编码 × 案例**\n\n"
        "| 编码 | 浙江汽修 | Share |\n"
        "| --- | ---: | ---: |\n"
        "| 瓶颈 | 12 | 50.0% |\n"
        "| &emsp;政策碎片化 | 3 | – |\n\n"
        "一个片段只计一次。\n\n"
        "Coders: consensus.\n\n"
        "“–” stands for nothing, or not known.\n"
    )


@pytest.mark.parametrize("text", ["a | b", "a \\| b", "\\", "<b>&lt;", "*_`[x](y)`_*", "~~no~~ $x$ # h"])
def test_text_is_shown_as_text_whatever_it_holds(text: str) -> None:
    display = Display("", "unit", (Column("x", "X"),), (row("k", "l", text),))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text_of(display))
    cells = [token for token in tokens if token.type == "inline"]
    assert "".join(child.content for child in cells[-1].children or ()) == text
    assert len(cells) == 4


def test_line_breaks_become_br_and_every_row_stays_one_line() -> None:
    text = text_of(hostile())
    assert "line one<br>line two<br>three tabbed" in text
    rows = [line for line in text.split("\n") if line.startswith("| ")]
    assert len(rows) == len(HOSTILE) + 2


def test_a_display_without_rows_says_so() -> None:
    assert "There are no rows to show." in text_of(empty())

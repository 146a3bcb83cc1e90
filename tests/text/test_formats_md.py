"""Markdown as its words: no mark is left, no word is lost, no two turns run together."""

from __future__ import annotations

import pytest

from qualcode.text.extract import Block
from qualcode.text.formats.md import read


def words(source: str) -> list[str]:
    return [block.text for block in read(source.encode(), "x.md").blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# Head *it*\n\nafter [link](http://x.y) and `code`", ["Head it", "after link and code"]),
        ("**访谈者：** 您好\n**受访者：**嗯。", ["访谈者： 您好\n受访者：嗯。"]),
        ("A: one\nB: two", ["A: one\nB: two"]),
        ("1. one\n2. two\n\n3) three", ["1. one", "2. two", "3) three"]),
        ("1985. It was the year", ["1985. It was the year"]),
        ("7. seven", ["7. seven"]),
        ("- Mhm.\n* A\n+ b", ["- Mhm.", "* A", "+ b"]),
        ("| a | b |\n|---|---|\n| c | **d** |", ["a\tb", "c\td"]),
        ("> quoted\n> twice", ["quoted\ntwice"]),
        ("<!-- INFO END -->\n\nx <!-- y -->z <laughs> w<br>v", ["x z <laughs> w\nv"]),
        ("<!-- never closed\n\nwords", ["<!-- never closed\n\nwords"]),
        ("[00:01]: hi\n[Interviewer]: Hello", ["[00:01]: hi\n[Interviewer]: Hello"]),
        ("访谈者：您好\n受访者：嗯。\n---\n访谈者：好", ["访谈者：您好\n受访者：嗯。", "访谈者：好"]),
        ("Title\n=====\n\ntext", ["Title", "text"]),
        ("    indented words", ["indented words"]),
        ("a \\* b &amp; c", ["a * b & c"]),
        ("> " * 40 + "deep", ["deep"]),
        ("", []),
    ],
)
def test_the_words_stay_and_the_marks_go(source: str, expected: list[str]) -> None:
    assert words(source) == expected


def test_headings_lists_and_rows_are_told_apart() -> None:
    blocks = read(b"# H\n\n- i\n\n| a |\n|---|\n| b |\n\nt", "x.md").blocks
    assert [block.kind for block in blocks] == ["heading", "list", "table", "table", "text"]


def test_leading_bold_words_are_measured() -> None:
    assert read(b"**Jane** hello **you**", "x.md").blocks == (Block("Jane hello you", "text", 4),)
    assert read(b"hello **you**", "x.md").blocks[0].bold == 0

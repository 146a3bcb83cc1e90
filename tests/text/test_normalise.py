"""The one form of a text: what is folded, what is taken out, and that doing it twice changes nothing."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.text.normalise import normalise


@pytest.mark.parametrize("end", ["\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_one_newline(end: str) -> None:
    assert normalise(f"您好{end}嗯") == "您好\n嗯"
    assert normalise(f"a{end}b") == "a\nb"


def test_controls_marks_and_lone_surrogates_are_taken_out_and_tabs_kept() -> None:
    assert normalise("\ufeffa\x00\x08b\tc\ud800d\x7f\x9f\ufeff") == "ab\tcd"


def test_letters_are_composed() -> None:
    assert normalise("e\u0301te\u0301") == "été"


def test_a_mark_between_a_letter_and_its_accent_does_not_keep_them_apart() -> None:
    assert normalise("e\x00\u0301") == "é"


def test_right_to_left_text_and_joiners_are_untouched() -> None:
    text = "المُقابِل: نعم\u200f\u200d"
    assert normalise(text) == unicodedata.normalize("NFC", text)


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_the_result_is_normal_and_stays_so(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t" for char in once)


def test_a_long_text_takes_no_time_to_speak_of() -> None:
    text = "受访者：一直没有。\n" * 300_000
    begun = time.process_time()
    assert normalise(text) == text
    assert time.process_time() - begun < 1.0

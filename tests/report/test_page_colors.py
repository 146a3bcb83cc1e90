"""Colours of codes: the codebook's own, readable on both grounds (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.codebook import Code, Codebook
from qualcode.report.page.colors import CONTRAST, DARK, LIGHT, PALETTE, code_colors, contrast, readable

parts = st.integers(0, 255)


def rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:], 16)


@given(parts, parts, parts, st.sampled_from([LIGHT, DARK]))
def test_every_colour_becomes_readable_on_its_ground(red: int, green: int, blue: int, ground: str) -> None:
    shade = readable(f"#{red:02x}{green:02x}{blue:02x}", ground)
    assert contrast(rgb(shade), rgb(ground)) >= CONTRAST


@given(parts, parts, parts, st.sampled_from([LIGHT, DARK]))
def test_readable_colour_stays_as_it_is(red: int, green: int, blue: int, ground: str) -> None:
    once = readable(f"#{red:02x}{green:02x}{blue:02x}", ground)
    assert readable(once, ground) == once


def test_contrast_of_black_and_white_is_21() -> None:
    assert round(contrast((0, 0, 0), (255, 255, 255)), 3) == 21


def test_code_without_a_colour_has_that_of_the_code_above_and_a_branch_has_its_own() -> None:
    codes = (
        Code("A", {}, color="#0a5"),
        Code("A-1", {}, parent="A", level=2),
        Code("A-2", {}, parent="A", level=2, color="#123456"),
        Code("B", {}),
        Code("B-1", {}, parent="B", level=2, color="rgba(1,2,3,0.5)"),
        Code("C", {}),
    )
    found = code_colors(Codebook(codes))
    assert found["A-1"] == found["A"]
    assert found["A-2"].light == "#123456"
    assert found["B-1"] == found["B"]
    assert found["B"].light == readable(PALETTE[0], LIGHT)
    assert found["C"].light == readable(PALETTE[1], LIGHT)

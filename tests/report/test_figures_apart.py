"""Figures drawn by another process are those that this one draws, and none is missing where it fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from display_samples import matrix, row

from qualcode.model.display import Column, Display
from qualcode.report.figures.apart import Asked, Outcome, drawing, drawn
from qualcode.report.figures.draw import figure

COUNTS = (Column("n", "N", "count"),)
CODES = Display("Codes", "passage", COUNTS, (row("A", "A", 3), row("B", "政策", 5)), kind="codebook")
NOTHING = Display("Nothing", "passage", COUNTS, (), kind="matrix")
ASKED = [
    Asked(matrix(), "zh", "", ("png", "svg")),
    Asked(NOTHING, "en", "", ("png",)),
    Asked(CODES, "en", "", ("svg",)),
]


@pytest.fixture(scope="module")
def here() -> list[Outcome]:
    return drawn(ASKED)


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def test_another_process_draws_the_same_bytes_in_order(here: list[Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.report.figures.apart.drawn", lambda asked: ["drawn here"])
    with drawing(ASKED) as outcomes:
        assert outcomes() == here


def test_formats_drawn_together_are_those_drawn_one_by_one(here: list[Outcome]) -> None:
    assert here[0] == (figure(matrix(), "zh", "png"), figure(matrix(), "zh", "svg"))


def test_a_figure_that_cannot_be_drawn_is_a_sentence_in_its_place(here: list[Outcome]) -> None:
    assert isinstance(here[1], str) and here[1].startswith("There are no rows to show.")
    assert here[2] == (figure(CODES, "en", "svg"),)


@pytest.mark.parametrize("says", ["exit 1", "echo hello"])
def test_figures_are_drawn_here_where_the_other_process_fails(
    says: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\n{says}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr("qualcode.report.figures.apart.drawn", lambda asked: ["drawn here"] * len(asked))
    with drawing(ASKED) as outcomes:
        assert outcomes() == ["drawn here"] * 3


@pytest.mark.parametrize("program", ["", "no-such-program"])
def test_figures_are_drawn_here_where_no_python_can_be_started(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", program)
    monkeypatch.setattr("qualcode.report.figures.apart.drawn", lambda asked: ["drawn here"])
    with drawing(ASKED) as outcomes:
        assert outcomes() == ["drawn here"]

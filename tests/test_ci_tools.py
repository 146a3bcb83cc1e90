"""In CI no test is skipped for want of a program."""

from __future__ import annotations

import importlib.util
import os
import shutil

import pytest

from qualcode.report.figures.fonts import families

PROGRAMS = ("bash", "git", "strace", "chromium")


def test_ci_has_every_program_that_a_test_needs() -> None:
    if os.environ.get("CI", "").casefold() in ("", "0", "false"):
        pytest.skip("not in CI: tests that need a program are skipped where it is missing")
    assert [program for program in PROGRAMS if shutil.which(program) is None] == []


def test_ci_has_a_font_with_chinese_characters_and_the_driver_of_the_browser() -> None:
    if os.environ.get("CI", "").casefold() in ("", "0", "false"):
        pytest.skip("not in CI: tests that need a font or a browser are skipped where it is missing")
    assert importlib.util.find_spec("playwright") is not None
    assert families("政策")

"""In CI no test is skipped for want of a program."""

from __future__ import annotations

import os
import shutil

import pytest

PROGRAMS = ("bash", "git", "strace")


def test_ci_has_every_program_that_a_test_needs() -> None:
    if os.environ.get("CI", "").casefold() in ("", "0", "false"):
        pytest.skip("not in CI: tests that need a program are skipped where it is missing")
    assert [program for program in PROGRAMS if shutil.which(program) is None] == []

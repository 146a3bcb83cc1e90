"""Programs that some tests need beside Python: on a person's machine a test without one is skipped, in CI it fails."""

from __future__ import annotations

import os
import shutil

import pytest


def need(program: str) -> str:
    """Return where a program lies; skip the test when it is not installed, or fail it where CI is set."""
    place = shutil.which(program)
    if place is not None:
        return place
    if os.environ.get("CI", "").casefold() in ("", "0", "false"):
        pytest.skip(f"{program} is not installed")
    pytest.fail(f"{program} is not installed, and CI must run this test")

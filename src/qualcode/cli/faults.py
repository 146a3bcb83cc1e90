"""The log of a fault of qualcode itself."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from pathlib import Path

import qualcode


def log(fault: Exception) -> Path:
    """Write what is known of a fault to a file outside the study and return its path."""
    lines = [f"qualcode {qualcode.__version__}, Python {platform.python_version()}, {platform.system()}\n"]
    lines += [f"arguments: {sys.argv[1:]!r}\n", *traceback.format_exception(fault)]
    with tempfile.NamedTemporaryFile("w", prefix="qualcode-", suffix=".log", delete=False, encoding="utf-8") as file:
        file.writelines(lines)
    return Path(file.name)

"""The disk has it before the reader is told: fsync of the ledger and of its new folders comes before the acknowledgement."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from studies import make_study


@pytest.fixture
def strace() -> str:
    found = shutil.which("strace")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("strace is not installed, and this machine is asked to run every test")
        pytest.skip("strace is not installed")
    return found


def test_the_ledger_and_its_new_folder_are_synced_before_the_acknowledgement(tmp_path: Path, strace: str) -> None:
    root, log = tmp_path / "study", tmp_path / "trace"
    make_study(root)
    tracing = [strace, "-f", "-y", "-e", "trace=openat,write,fsync,fdatasync", "-s", "200", "-o", str(log)]
    command = [sys.executable, "-m", "qualcode", "code", "INT01:2", "GOV", "--coder", "c1", "--study", str(root)]
    done = subprocess.run([*tracing, *command], capture_output=True, text=True, check=False)
    if "PTRACE" in done.stderr or "ptrace" in done.stderr:
        pytest.skip("this machine allows no tracing")
    assert done.returncode == 0, done.stderr
    lines = log.read_text("utf-8", "replace").splitlines()

    def first(pattern: str) -> int:
        return next(number for number, line in enumerate(lines) if re.search(pattern, line))

    ledger = re.escape(str(root / "codings" / "c1"))
    written = first(rf"write\(\d+<{ledger}/INT01\.jsonl>")
    file_synced = first(rf"fsync\(\d+<{ledger}/INT01\.jsonl>\)\s*= 0")
    folder_synced = first(rf"fsync\(\d+<{ledger}>\)\s*= 0")
    parent_synced = first(rf"fsync\(\d+<{re.escape(str(root / 'codings'))}>\)\s*= 0")
    acknowledged = first(r"write\(1<")
    assert written < file_synced < acknowledged
    assert max(folder_synced, parent_synced) < acknowledged

"""One writer at a time, across processes; a dead writer blocks nobody."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from qualcode.errors import StudyError
from qualcode.study.locks import locked

HOLD = """
import sys, time
from pathlib import Path
from qualcode.study.locks import locked
with locked(Path(sys.argv[1]), "The work of c1"):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def holder(lock: Path, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD, str(lock), str(seconds)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process


def test_a_second_process_waits_and_then_has_it(tmp_path: Path) -> None:
    lock = tmp_path / "locks" / "a.lock"
    with holder(lock, 0.4):
        begun = time.monotonic()
        with locked(lock, "The work of c1", wait=20):
            assert time.monotonic() - begun > 0.2


def test_who_waits_too_long_is_told_who_holds_it(tmp_path: Path) -> None:
    lock = tmp_path / "a.lock"
    with holder(lock, 30) as process:
        try:
            with pytest.raises(StudyError) as caught, locked(lock, "The work of c1", wait=0.2):
                pytest.fail("two processes hold one lock")
        finally:
            process.kill()
    assert f"The work of c1 is being written by process {process.pid}" in str(caught.value)
    assert "Nothing was written" in str(caught.value) and caught.value.exit_code == 3


def test_a_killed_holder_frees_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "a.lock"
    with holder(lock, 60) as process:
        process.kill()
        process.wait()
        with locked(lock, "The work of c1", wait=1):
            pass


def test_a_lock_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StudyError, match="cannot be locked"), locked(tmp_path / "file" / "a.lock", "The work of c1"):
        pytest.fail("there is no such lock")

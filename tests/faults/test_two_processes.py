"""Two processes on one ledger, and Ctrl-C in the midst of a batch: every act lands whole or not at all."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from interrupts import hear_interrupts
from studies import make_study

from qualcode.study.study import Study

hear_interrupts()

TEXT = "".join(f"Respondent: sentence number {number} says one thing.\n" for number in range(600))


def command(root: Path, *arguments: str) -> subprocess.Popen[str]:
    whole = [sys.executable, "-m", "qualcode", *arguments, "--study", str(root)]
    return subprocess.Popen(whole, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_processes_that_code_one_document_at_once_both_land(tmp_path: Path) -> None:
    make_study(tmp_path)
    running = [
        command(tmp_path, "code", "INT01:2", each, "--coder", "c1") for each in ("GOV", "BOT-POL", "BOT-MOT", "GOV")
    ]
    for process in running:
        _, err = process.communicate()
        assert process.returncode == 0, err
    state = Study(tmp_path).state("c1", "INT01")
    assert sorted(coding.code for coding in state.codings) == ["BOT-MOT", "BOT-POL", "GOV"]
    assert all(len(coding.ids) == 1 for coding in state.codings), "the second GOV was a no-op"
    instants = [event.at for event in Study(tmp_path).events("c1", "INT01") if hasattr(event, "at")]
    assert instants == sorted(set(instants))


@pytest.mark.skipif(sys.platform == "win32", reason="a signal of another kind there")
@pytest.mark.parametrize("delay", [0.15, 0.3, 0.45, 0.6, 0.8, 1.1])
def test_ctrl_c_during_a_batch_leaves_all_of_it_or_nothing(tmp_path: Path, delay: float) -> None:
    make_study(tmp_path, documents={"INT01": TEXT, "INT02": TEXT}, codes=("A", "B"))
    rows = [f"INT0{1 + number % 2},{'AB'[number // 2 % 2]},{number // 4 + 1}" for number in range(1600)]
    (tmp_path / "batch.csv").write_text("document,code,segment\n" + "\n".join(rows) + "\n", encoding="utf-8")
    process = command(tmp_path, "code", "--from", str(tmp_path / "batch.csv"), "--coder", "c1")
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    counts = [len(Study(tmp_path).state("c1", document).codings) for document in ("INT01", "INT02")]
    assert counts in ([0, 0], [800, 800])
    stopped = process.returncode in (130, -signal.SIGINT)  # a shell says 130 of both
    assert stopped or (process.returncode == 0 and counts == [800, 800]), err

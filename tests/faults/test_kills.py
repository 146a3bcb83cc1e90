"""A coding that was acknowledged survives the death of its process at any moment.

`QUALCODE_KILLS` sets how many times the library's child is killed (default 20), `QUALCODE_ACTS` how many acts each of five
rounds of the command itself makes (default 10).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from studies import make_study

from qualcode.study.study import Study

KILLS = int(os.environ.get("QUALCODE_KILLS", "20"))
ACTS = int(os.environ.get("QUALCODE_ACTS", "10"))
TEXT = "".join(f"Respondent: sentence number {number} says one thing.\n" for number in range(400))
CODER = Path(__file__).with_name("keep_coding.py")


def long_study(root: Path) -> Study:
    return make_study(root, documents={f"INT{number:02d}": TEXT for number in range(3)}, codes=("A", "B", "C"))


def ids_on_disk(root: Path) -> set[str]:
    study = Study(root)
    found: set[str] = set()
    for document in study.document_ids:
        ledger = study.ledger("c1", document)
        assert all("cut off" in p.message or "cannot be read" in p.message for p in ledger.problems)
        assert not ledger.state.faults
        found |= {id for coding in ledger.state.codings for id in coding.ids}
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not a signal there")
def test_every_acknowledged_coding_survives_a_kill_at_a_random_moment(tmp_path: Path) -> None:
    chance = random.Random(20260301)
    long_study(tmp_path)
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        child = subprocess.Popen(
            [sys.executable, str(CODER), str(tmp_path), str(kill)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        acknowledged.add(child.stdout.readline().strip())
        time.sleep(chance.uniform(0, 0.12))
        child.kill()
        rest = child.stdout.read()
        child.wait()
        acknowledged.update(rest[: rest.rfind("\n") + 1].split())  # half an id was not acknowledged
        assert acknowledged <= ids_on_disk(tmp_path), f"lost after kill {kill}"
    assert len(acknowledged) >= KILLS


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not a signal there")
@pytest.mark.parametrize("round", range(5))
def test_every_coding_that_the_command_printed_survives_a_kill(tmp_path: Path, round: int) -> None:
    """Half of the acts are killed at a random moment of their run; those that exited with 0 must stand."""
    chance = random.Random(round)
    long_study(tmp_path)
    finished = 0
    for act in range(ACTS):
        arguments = ["code", f"INT00:{act + 1}", "A", "--coder", "c1", "--study", str(tmp_path)]
        command = [sys.executable, "-m", "qualcode", *arguments]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path)
        killer = threading.Timer(chance.uniform(0.05, 0.7) if chance.random() < 0.5 else 60, child.kill)
        killer.start()
        out, err = child.communicate()
        killer.cancel()
        said = out.endswith("\n")
        assert child.returncode in (0, -9), err
        there = {coding.place.start for coding in Study(tmp_path).state("c1", "INT00").codings}
        assert not Study(tmp_path).state("c1", "INT00").faults
        start = TEXT.index(f"number {act} says") - len("sentence ")
        if child.returncode == 0 or said:
            finished += 1
            assert start in there, f"act {act} was acknowledged and is not there"
    assert finished >= ACTS // 4

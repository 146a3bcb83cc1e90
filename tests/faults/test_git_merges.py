"""Two real git clones of one study: whoever worked where, merging loses nothing and both sides come to one state."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from studies import code, make_study, reopened

from qualcode.coding.marks import done, memo, rate, void
from qualcode.coding.undo import redo, undo
from qualcode.errors import UsageError
from qualcode.model.events import About
from qualcode.model.fold import LedgerState
from qualcode.study.study import Study

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
CODES = ("GOV", "BOT-POL", "BOT-MOT")


def git(root: Path, *arguments: str) -> str:
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", *identity, *arguments]
    return subprocess.run(
        command, cwd=root, env={**os.environ, **own}, capture_output=True, text=True, check=True
    ).stdout


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "work")


def work(study: Study, coder: str, chance: random.Random) -> None:
    """Do one random act of a coder."""
    who = study.coder(coder)
    document = chance.choice(("INT01", "INT02"))
    place = f"{document}:{chance.randint(1, 4)}"
    codings = study.state(coder, document).codings
    act = chance.choice(("code", "code", "code", "void", "rate", "memo", "done", "undo", "redo"))
    if act == "code":
        code(study, coder, place, None, chance.choice(CODES))
    elif act == "done":
        done(study, who, document)
    elif act in ("undo", "redo"):
        try:
            (undo if act == "undo" else redo)(study, who)
        except UsageError:
            return  # there was nothing to take back, or to bring back
    elif codings:
        target = chance.choice(codings).id
        if act == "void":
            void(study, who, target, why="不成立")
        elif act == "rate":
            rate(study, who, target, stance=chance.choice(("denies", "mixed", None)))
        else:
            memo(study, who, "两行\n备注", About(coding=target))


def lines(root: Path) -> set[bytes]:
    return {line for path in root.glob("codings/**/*.jsonl") for line in path.read_bytes().split(b"\n") if line}


def states(root: Path) -> dict[tuple[str, str], LedgerState]:
    study = Study(root)
    for file in study.ledger_files:
        assert study.ledger_reading(file.path).problems == ()
    return {(c.handle, d): study.state(c.handle, d) for c in study.settings.coders for d in study.document_ids}


@pytest.fixture
def clones(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """Two clones of a study with a little work in it, `one` and `two`, each the other's remote."""
    study = make_study(tmp_path / "one")
    code(study, "c1", "INT01:2", None, "GOV")
    git(study.root, "init", "-q", "-b", "main")
    commit(study.root)
    git(tmp_path, "clone", "-q", "one", "two")
    git(study.root, "remote", "add", "origin", str(tmp_path / "two"))
    yield tmp_path / "one", tmp_path / "two"


def merge_both_ways(one: Path, two: Path) -> None:
    """Merge `two` into a copy of `one` and `one` into `two`, each from the state before any merge; then hold both against each other."""
    before = lines(one) | lines(two)
    for root in (one, two):
        commit(root)
    for root in (one, two):
        git(root, "fetch", "-q", "origin")
    for root in (one, two):
        git(root, "merge", "-q", "--no-edit", "origin/main")
    assert lines(one) == lines(two) == before
    merged = states(one)
    assert merged == states(two)
    assert not any(state.faults for state in merged.values())


@pytest.mark.parametrize("round", range(10))
def test_random_work_of_both_coders_in_both_clones_merges_to_one_state(clones: tuple[Path, Path], round: int) -> None:
    chance = random.Random(round)
    for _ in range(2):  # a second merge starts from what the first one left
        for root in clones:
            study = Study(root)
            for _ in range(chance.randint(1, 8)):
                work(reopened(study), chance.choice(("c1", "c2")), chance)
        merge_both_ways(*clones)


def test_one_coder_on_two_machines_keeps_every_coding_and_counts_equal_ones_once(clones: tuple[Path, Path]) -> None:
    one, two = clones
    code(Study(one), "c1", "INT01:4", None, "BOT-POL")
    code(Study(one), "c1", "INT02:2", None, "GOV")
    code(Study(two), "c1", "INT01:4", None, "BOT-POL")
    code(Study(two), "c1", "INT02:4", None, "GOV")
    merge_both_ways(one, two)
    study = Study(one)
    assert len(study.state("c1", "INT02").codings) == 2
    twice = [coding for coding in study.state("c1", "INT01").codings if coding.code == "BOT-POL"]
    assert len(twice) == 1 and len(twice[0].ids) == 2


def test_a_removal_in_one_clone_is_not_undone_by_a_merge(clones: tuple[Path, Path]) -> None:
    one, two = clones
    undo(Study(one), Study(one).coder("c1"))
    code(Study(two), "c1", "INT01:4", None, "GOV")
    merge_both_ways(one, two)
    assert [coding.place.quote[:6] for coding in Study(two).state("c1", "INT01").codings] == ["For us"]

"""Real branches of git: `merge --branch` and git's own merge come to one state, whoever renamed or coded what."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from copies import ids_of, states, work_apart
from studies import code, make_study

from qualcode.errors import QualcodeError
from qualcode.exchange.merge.merge import Merged, merge
from qualcode.exchange.merge.plan import plan_merge
from qualcode.exchange.merge.source import opened_branch
from qualcode.exchange.merge.texts import other_texts
from qualcode.study.create import rename_document
from qualcode.study.study import Study

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(root: Path, *arguments: str) -> str:
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", *identity, *arguments]
    ran = subprocess.run(command, cwd=root, env={**os.environ, **own}, capture_output=True, text=True, check=True)
    return ran.stdout


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "work")


def taken_from(root: Path, branch: str) -> Merged:
    study = Study(root)
    with opened_branch(branch, study) as copy:
        plan = plan_merge(study, copy.study)
        return merge(plan, other_texts(plan))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A study under git, in a folder of its repository, on the branch `main`, with a branch `other`."""
    study = make_study(tmp_path / "repository" / "研究")
    code(study, "c1", "INT01:2", None, "GOV")
    git(study.root.parent, "init", "-q", "-b", "main")
    commit(study.root)
    git(study.root, "branch", "other")
    return study.root


@pytest.mark.parametrize("seed", range(3))
def test_taking_a_branch_in_is_what_git_would_merge_and_git_adds_nothing_to_it(root: Path, seed: int) -> None:
    chance = random.Random(seed)
    work_apart((root,), chance)
    commit(root)
    git(root, "checkout", "-q", "other")
    work_apart((root,), chance)
    commit(root)
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-edit", "other")
    by_git, both = states(root), ids_of(root)
    git(root, "reset", "-q", "--hard", "HEAD~1")
    assert taken_from(root, "other").compared == len(both)
    assert (states(root), ids_of(root)) == (by_git, both)
    commit(root)
    git(root, "merge", "-q", "--no-edit", "other")
    assert (states(root), ids_of(root)) == (by_git, both)


def test_a_document_renamed_on_the_branch_keeps_its_codings(root: Path) -> None:
    git(root, "checkout", "-q", "other")
    rename_document(Study(root), "INT01", "Anna")
    code(Study(root), "c2", "Anna:4", None, "BOT-POL")
    commit(root)
    git(root, "checkout", "-q", "main")
    code(Study(root), "c2", "INT01:2", None, "GOV")
    assert taken_from(root, "other").new == 1
    assert len(Study(root).state("c2", "INT01").codings) == 2


@pytest.mark.parametrize(("name", "said"), [("othr", "Nearest: other"), ("--all", 'No branch "--all"')])
def test_an_unknown_branch_is_refused_with_the_nearest(root: Path, name: str, said: str) -> None:
    with pytest.raises(QualcodeError, match=said):
        taken_from(root, name)


def test_a_study_without_git_is_told_so(tmp_path: Path) -> None:
    study = make_study(tmp_path / "plain")
    with pytest.raises(QualcodeError, match="--branch is for a study under git"):
        taken_from(study.root, "main")

"""`codebook add|edit|rename|move|merge|diff` and `code --new`, as they are typed."""

from __future__ import annotations

import subprocess
from pathlib import Path

from commands import Run, one_sentence


def test_a_code_found_in_the_text_is_added_and_applied_in_one_go(run: Run, root: Path) -> None:
    made = run("code", "INT01:2", "--new", "buck passing", "--under", "BOT", "--in-vivo", "--coder", "c1")
    assert made.code == 0 and "BOT-BUC buck passing" in made.out
    shown = run("codebook", "show", "BOT-BUC").out
    assert "in-vivo" in shown
    run("undo", "--coder", "c1")
    assert run("codebook", "show", "BOT-BUC").code == 0, "only the coding is taken back"
    assert run("quotes", "--coders", "c1").out == ""


def test_the_trail_of_changes_is_in_the_log(run: Run) -> None:
    run("codebook", "rename", "GOV", "STATE", "--coder", "c1")
    run("codebook", "edit", "STATE", "definition", "What the state does.", "--coder", "c1")
    said = run("log", "--coder", "c1").out
    assert "rename GOV, STATE" in said and "edit definition STATE" in said


def test_a_difference_from_a_git_revision_counts_codings(run: Run, root: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("-c", "user.name=n", "-c", "user.email=e@example.org", "commit", "-qm", "first")
    run("code", "INT01:2", "GOV", "--coder", "c1")
    run("codebook", "rename", "GOV", "STATE", "--coder", "c1")
    assert "renamed   GOV → STATE" in run("codebook", "diff", "HEAD").out
    assert "1 coding" in run("codebook", "diff", "HEAD").out
    assert "neither a file nor a git revision" in one_sentence(run("codebook", "diff", "nowhere"), 2)


def test_an_edit_says_what_it_sets(run: Run) -> None:
    assert "--clear" in one_sentence(run("codebook", "edit", "GOV", "definition", "--coder", "c1"), 2)
    assert "cannot be edited" in one_sentence(run("codebook", "edit", "GOV", "children", "x", "--coder", "c1"), 2)

"""A study as a branch of its git repository has it, written into a folder; the repository is only read."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import IO

from qualcode.errors import NotFoundError, StudyError
from qualcode.exchange.merge.unpack import FILES, FOLDERS, is_wanted, place
from qualcode.study.create import SETTINGS

_FILES = ("100644", "100755")


def check_out(root: Path, name: str, target: Path) -> None:
    """Write the files of the study at `root`, as a branch or revision has them, into a folder.

    Raises `NotFoundError` with the nearest branches, `StudyError` where there is no git, no repository, or no study.
    """
    _git(root, "rev-parse", "--git-dir")
    try:
        commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").strip()
    except StudyError:
        known = _git(root, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes")
        raise NotFoundError("branch", name, known.decode("utf-8", "replace").split()) from None
    listed = _git(root, "ls-tree", "-r", "-z", commit.decode("ascii"), "--", *FILES, *FOLDERS)
    blobs: list[tuple[str, str]] = []
    for entry in filter(None, listed.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        mode, _, blob = about.decode("ascii").split()
        inner = path.decode("utf-8", "surrogateescape")
        if mode in _FILES and is_wanted(inner):
            blobs.append((blob, inner))
    if SETTINGS not in (inner for _, inner in blobs):
        raise StudyError(f'The branch "{name}" holds no study here.', remedy="It needs a qualcode.toml at this place.")
    _write(root, blobs, target)


def _write(root: Path, blobs: list[tuple[str, str]], target: Path) -> None:
    with tempfile.TemporaryFile() as asked:
        asked.write("".join(f"{blob}\n" for blob, _ in blobs).encode("ascii"))
        asked.seek(0)
        with subprocess.Popen(
            ["git", "-C", str(root), "cat-file", "--batch"], stdin=asked, stdout=subprocess.PIPE
        ) as git:
            assert git.stdout is not None
            for _, inner in blobs:
                place(target, inner, _next(git.stdout))


def _next(answer: IO[bytes]) -> bytes:
    head = answer.readline().split()
    if len(head) != 3:
        raise StudyError("git could not give a file of the branch.", remedy="`git fsck` says what is damaged.")
    size = int(head[2])
    return answer.read(size + 1)[:size]


def _git(root: Path, *arguments: str) -> bytes:
    try:
        found = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except OSError as fault:
        raise StudyError(f"git cannot be called ({fault.strerror}).", remedy="--branch needs it.") from fault
    if found.returncode != 0:
        said = found.stderr.decode("utf-8", "replace").strip().splitlines()
        raise StudyError(
            f"git refused: {said[-1] if said else 'no such revision'}.", remedy="--branch is for a study under git."
        )
    return found.stdout

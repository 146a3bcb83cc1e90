"""Another copy of a study, wherever it is: a folder, a zip archive, or a branch of git; only ever read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from qualcode.errors import StudyError, UsageError
from qualcode.exchange.merge.branch import check_out
from qualcode.exchange.merge.other_study import OtherStudy
from qualcode.exchange.merge.unpack import unpack
from qualcode.study.create import SETTINGS
from qualcode.study.study import Study

_A_STUDY = "A study's folder holds a qualcode.toml."


@dataclass(frozen=True, slots=True)
class Copy:
    """Another copy of a study, what a person calls it, and how its codebook is looked at beside ours."""

    study: OtherStudy
    shown: str
    compare: str


@contextmanager
def opened(path: Path, own: Study) -> Iterator[Copy]:
    """Give the study in a folder or a zip archive for the length of a `with` block.

    Raises a `QualcodeError` for what is no study, is two, cannot be read, or is the study `own` itself.
    """
    shown = str(path)
    root = _found(path, own)
    if root is not None:
        yield Copy(OtherStudy(root, str(root)), shown, f"`qualcode codebook diff {root / 'codebook.yaml'}`")
        return
    with tempfile.TemporaryDirectory(prefix="qualcode-") as folder:
        unpack(path, Path(folder))
        yield Copy(
            OtherStudy(Path(folder), shown), shown, "unpack it, and `qualcode codebook diff` with its codebook.yaml"
        )


@contextmanager
def opened_branch(name: str, own: Study) -> Iterator[Copy]:
    """Give the study as a branch (or any revision) of its own git repository has it; nothing is checked out there."""
    with tempfile.TemporaryDirectory(prefix="qualcode-") as folder:
        check_out(own.root, name, Path(folder))
        yield Copy(OtherStudy(Path(folder), name), name, f"`qualcode codebook diff {name}`")


def _found(path: Path, own: Study) -> Path | None:
    """Return the study's folder, `None` for a file that is there."""
    try:
        if not path.exists():
            raise UsageError(f"There is no {path}.", remedy="Name the other copy: a folder or a zip archive.")
        root = _root_in(path) if path.is_dir() else None
        if root is not None and root.samefile(own.root):
            raise UsageError(f"{path} is this very study.", remedy="Name the other copy.")
    except OSError as fault:
        raise StudyError(f"cannot be read ({fault.strerror}).", path=str(path)) from fault
    return root


def _root_in(folder: Path) -> Path:
    if (folder / SETTINGS).is_file():
        return folder
    below = sorted(each for each in folder.iterdir() if each.is_dir() and (each / SETTINGS).is_file())
    if len(below) == 1:  # an unpacked archive often has a folder within a folder
        return below[0]
    if not below:
        raise UsageError(f"{folder} is no study.", remedy=_A_STUDY)
    names = ", ".join(each.name for each in below[:5])
    raise UsageError(f"{folder} holds {len(below)} studies: {names}.", remedy="Name one of them.")

"""A study written as QDPX or QDC, with the loss report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qualcode.exchange.refi.gather import gather
from qualcode.exchange.refi.offsets import TARGETS
from qualcode.exchange.refi.write import write_codebook, write_project
from qualcode.model.display import Display
from qualcode.study.atomic import write_atomically
from qualcode.study.study import Study


def export_project(study: Study, path: Path, coders: Sequence[str] = (), *, target: str = "") -> Display:
    """Write a study's texts, codes, cases and the codings of coders (all without any) to a QDPX; return the loss report.

    `target` is empty for the standard, else a program of `TARGETS`. Raises `NotFoundError` for an unknown coder.
    """
    found = gather(study, coders, target=target)
    counting = TARGETS[target].counting
    found.tally.say(f"Positions are written as {counting}.")
    write_atomically(path, write_project(found.project, target), str(path))
    parameters: dict[str, object] = {"file": path.name, "target": target or None, "coders": list(coders)}
    return found.tally.display(f"Export to {path.name}", parameters, importing=False)


def export_codebook(study: Study, path: Path, *, target: str = "") -> Display:
    """Write a study's codebook to a QDC and return the loss report."""
    found = gather(study, target=target, codes_only=True)
    write_atomically(path, write_codebook(found.project), str(path))
    parameters: dict[str, object] = {"file": path.name, "target": target or None}
    return found.tally.display(f"Export to {path.name}", parameters, importing=False)

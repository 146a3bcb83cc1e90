"""How far long work has come, in one line that is written over; on a terminal only."""

from __future__ import annotations

import sys

from qualcode.study.study import Study

_WIDTH = 30


def bar(what: str, done: int, total: int) -> None:
    """Show on stderr how much of the work is done; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        return
    filled = _WIDTH * done // max(1, total)
    line = f"\r{what} [{'#' * filled}{'.' * (_WIDTH - filled)}] {done:,} of {total:,}"
    sys.stderr.write(line if done < total else "\r" + " " * len(line) + "\r")
    sys.stderr.flush()


def read_rest(study: Study) -> None:
    """Read a study's remaining documents by several processes, and show how far that has come."""
    from qualcode.study.ahead import read_ahead

    read_ahead(study.root, study.listing.files, study.settings, lambda done, total: bar("Reading", done, total))

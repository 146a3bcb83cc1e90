"""What stops a command: one base class, each message built where the fault is known.

A fault of content (a bad line in a ledger, an unknown key) is a `Problem`, which is data; an exception here means that
the command cannot go on. Every message says what was wrong; `remedy` says what to do next.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_FEW = 8
"""So many names are listed whole when none is near."""


class QualcodeError(Exception):
    """A fault that ends the command with one sentence and an exit code.

    `path` and `line` say where (line from 1), `remedy` what to do next; `str()` gives them together.
    """

    exit_code = 3

    def __init__(self, message: str, *, remedy: str = "", path: str | None = None, line: int | None = None) -> None:
        self.message, self.remedy, self.path, self.line = message, remedy, path, line
        place = "" if path is None else f"{path}: " if line is None else f"{path}:{line}: "
        super().__init__(f"{place}{message}{' ' + remedy if remedy else ''}")


class UsageError(QualcodeError):
    """The command was wrong: its words, an address, a name that is not there. Exit code 2."""

    exit_code = 2


class StudyError(QualcodeError):
    """The study or one of its files was wrong. Exit code 3."""


class NotFoundError(UsageError):
    """A code, coder, case or document that is not there, with the nearest names that are."""

    def __init__(self, kind: str, name: str, candidates: Iterable[str] = (), *, outcome: str = "") -> None:
        self.kind, self.name = kind, name
        candidates = tuple(candidates)
        self.nearest = nearest(name, candidates)
        all_of_them = tuple(dict.fromkeys(candidates)) if not self.nearest else ()
        near = f" Nearest: {', '.join(self.nearest)}." if self.nearest else ""
        if all_of_them and len(all_of_them) <= _FEW and "There are" not in outcome:
            near = f" There {'is' if len(all_of_them) == 1 else 'are'} {', '.join(all_of_them)}."
        super().__init__(f'No {kind} "{name}".{near}', remedy=outcome)


class AmbiguousError(UsageError):
    """A name or an id prefix that fits several things, with all that it fits (at most eight are shown)."""

    def __init__(self, kind: str, name: str, matches: Iterable[str]) -> None:
        self.matches = tuple(matches)
        shown = ", ".join(self.matches[:8]) + (", …" if len(self.matches) > 8 else "")
        super().__init__(f'"{name}" fits more than one {kind}: {shown}.', remedy="Type more of it.")


def nearest(name: str, candidates: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return at most `most` candidates that look like `name`, the likeliest first.

    >>> nearest("BOT-PLO", ["BOT-POL", "BOT-MOT", "FCO"], most=1)
    ('BOT-POL',)
    """
    folded: dict[str, str] = {}
    for candidate in candidates:
        folded.setdefault(candidate.casefold(), candidate)
    return tuple(folded[hit] for hit in difflib.get_close_matches(name.casefold(), folded, n=most, cutoff=0.4))

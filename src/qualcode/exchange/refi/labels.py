"""Labelled lines in a description: what REFI-QDA has no place for, to be read by a person and read back by us.

    Id: BOT-POL
    Definition (en): what it means,
        over two lines

The first line names one of the labels that are known, or the text is somebody's own words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

Pairs = tuple[tuple[str, str, str], ...]
"""Label, language (empty without one) and value, in order."""

_LINE = re.compile(r"(?P<label>[A-Z][A-Za-z ]*?)(?: \((?P<language>[A-Za-z-]{1,35})\))?:(?: (?P<value>.*))?")
_MORE = "    "


def compose(pairs: Iterable[tuple[str, str, str]]) -> str:
    """Return labelled lines; the further lines of a value are indented by four spaces."""
    return "\n".join(
        f"{label}{f' ({language})' if language else ''}: {value.replace(chr(10), chr(10) + _MORE)}"
        for label, language, value in pairs
    )


def parse(text: str, known: Collection[str]) -> Pairs | None:
    """Return the labelled lines of a text; `None` where they are not ours: a line is neither labelled nor indented.

    >>> parse("Id: A\\nDefinition (en): x\\n    y", ("Id", "Definition"))
    (('Id', '', 'A'), ('Definition', 'en', 'x\\ny'))
    >>> parse("Remember: this is mine", ("Id",)) is None
    True
    """
    found: list[tuple[str, str, list[str]]] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        match = _LINE.fullmatch(line)
        if match is not None and match["label"] in known:
            found.append((match["label"], match["language"] or "", [match["value"] or ""]))
        elif found and line.startswith(_MORE):
            found[-1][2].append(line[len(_MORE) :])
        elif found and not line.strip():
            found[-1][2].append("")
        else:
            return None
    return tuple((label, language, "\n".join(lines)) for label, language, lines in found)

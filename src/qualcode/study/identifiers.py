"""What a code's id and a coder's handle may be made of."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = re.compile(r"[A-Za-z0-9._-]*")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
ID_REMEDY = "Use letters of any script, digits, '-', '_' and '.'."


def illegal_characters(identifier: str) -> str:
    """Return the characters, each once, that an id or a handle may not hold; empty when all may stand.

    Letters of any script (with their combining marks), decimal digits, `-`, `_` and `.` may.

    >>> illegal_characters("BOT-政策_1.2")
    ''
    >>> illegal_characters("BOT POL/1")
    ' /'
    """
    if _PLAIN.fullmatch(identifier):
        return ""
    return "".join(dict.fromkeys(char for char in identifier if not _is_legal(char)))


def _is_legal(char: str) -> bool:
    if char in "-_.":
        return True
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


def named_characters(characters: str) -> str:
    """Return characters as a reader can see them: `" ", "/"`; control characters by their number."""
    return ", ".join(f'"{char}"' if char.isprintable() else f"U+{ord(char):04X}" for char in characters)


def handle_fault(handle: str) -> str | None:
    """Return what is wrong with a coder's handle, as the end of a sentence; `None` when it may stand.

    A handle names a folder: besides an id's characters it may end in `@N`, the number of a further round.

    >>> handle_fault("c1@2") is None
    True
    >>> handle_fault("_c1")
    'begins with "_"'
    """
    name, at, number = handle.partition("@")
    if not name:
        return "is empty" if not at else 'begins with "@"'
    if name[0] in "._":
        return f'begins with "{name[0]}"'
    if at and not (number.isascii() and number.isdigit() and number[0] != "0"):
        return 'has an "@" that no number of a round follows'
    illegal = illegal_characters(name)
    if illegal:
        return f"holds {named_characters(illegal)}"
    if name.endswith("."):
        return 'ends with "."'
    if name.partition(".")[0].casefold() in _DEVICES:
        return "is a name that Windows keeps for a device"
    return None

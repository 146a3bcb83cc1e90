"""GUIDs that are the same each time: of events their own 128 bits, of everything else a name-based one (uuid5)."""

from __future__ import annotations

import base64
import hashlib
import re
import uuid

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "qualcode:refi-qda")
_GUID = re.compile(r"\{?([0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12})\}?")
_ID = re.compile("[A-Z2-7]{26}")
_HEX = re.compile("[0-9a-f]{32}")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_AS_DIGITS = str.maketrans(_LETTERS, "0123456789abcdefghijklmnopqrstuv")
_PAIRS = tuple(first + second for first in _LETTERS for second in _LETTERS)
"""The letters of base32 (RFC 4648), one by one and two by two."""


def guid_of(kind: str, *keys: object) -> str:
    """Return the GUID of a thing that has no id of its own (uuid5), from keys that stay as they are."""
    name = "\x1f".join((kind, *map(str, keys))).encode("utf-8", "surrogatepass")
    bits = int.from_bytes(hashlib.sha1(_SPACE.bytes + name, usedforsecurity=False).digest()[:16], "big")
    return _written(bits & ~(0xF000 << 64 | 0xC000 << 48) | 5 << 76 | 0x8000 << 48)


def _written(bits: int) -> str:
    digits = f"{bits:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def event_guid(id: str) -> str:
    """Return an event's GUID: the 128 bits of its id, so that the id can be read back; uuid5 where the id is no such.

    >>> event_id(event_guid("ABCDEFGHIJKLMNOPQRSTUVWXYQ"))
    'ABCDEFGHIJKLMNOPQRSTUVWXYQ'
    """
    if _ID.fullmatch(id):
        bits = int(id.translate(_AS_DIGITS), 32)
        if not bits & 3:  # 26 letters have two bits more than an id
            return _written(bits >> 2)
    return guid_of("event", id)


def event_id(guid: str) -> str:
    """Return the event id of a GUID: its 128 bits in base32, or a hash's of what is no GUID."""
    digits = guid.replace("-", "")
    if not _HEX.fullmatch(digits):
        digits = hashlib.sha256(f"guid\x1f{guid}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    bits = int(digits, 16) << 2
    return "".join([_PAIRS[bits >> shift & 1023] for shift in range(120, -1, -10)])


def derived_id(*keys: object) -> str:
    """Return an event id from several keys, the same each time."""
    digest = hashlib.sha256("\x1f".join(map(str, keys)).encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest[:16]).decode("ascii").rstrip("=")


def tidy(written: str) -> str:
    """Return a GUID in one form: lower case, without braces; what is none stays as it is, in lower case.

    >>> tidy("{5215CC69-B628-4E02-AFB9-9BEEAEE55808}")
    '5215cc69-b628-4e02-afb9-9beeaee55808'
    """
    lowered = written.strip().lower()
    if len(lowered) == 36 and lowered[0] != "{":
        return lowered
    match = _GUID.fullmatch(lowered)
    if match is None:
        return lowered
    digits = match[1].replace("-", "")
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

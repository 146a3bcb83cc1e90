"""When two names are the same name."""

from __future__ import annotations

import unicodedata


def name_key(name: str) -> str:
    """Return the form under which names are compared: NFC and casefolded, so `Ö` typed twice is one name.

    >>> name_key("INT01") == name_key("int01")
    True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())

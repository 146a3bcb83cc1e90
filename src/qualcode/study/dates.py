"""Dates as the study's files write them."""

from __future__ import annotations

import datetime
import re

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def is_date(written: str) -> bool:
    """Say whether a text is a day, a month or a year of the calendar as ISO 8601 writes them.

    >>> is_date("2026-02-28"), is_date("2026-02-30")
    (True, False)
    """
    match = _DATE.fullmatch(written)
    if match is None:
        return False
    try:
        datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True

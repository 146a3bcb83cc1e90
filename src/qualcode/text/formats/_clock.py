"""Seconds of a recording as a clock shows them."""

from __future__ import annotations


def clock(seconds: float) -> str:
    """Return seconds as `HH:MM:SS.mmm`.

    >>> clock(62.5)
    '00:01:02.500'
    """
    total = round(max(0.0, seconds) * 1000)
    minutes, thousandths = divmod(total, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{thousandths // 1000:02}.{thousandths % 1000:03}"

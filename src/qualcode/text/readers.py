"""Which files can be read, and by which version of the readers: known without loading any of them."""

from __future__ import annotations

from qualcode import registry

READER_VERSION = 4
"""Raised whenever a change of the readers may give other words or turns, so that no cache outlives it."""


def suffixes() -> tuple[str, ...]:
    """Return the suffixes of the files that can be read, with their dot, sorted."""
    return tuple(sorted(f".{name}" for name in registry.names("format")))

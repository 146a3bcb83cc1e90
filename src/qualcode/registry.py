"""Plug-ins by name: one new thing is one file.

A kind of plug-in is a package of this project and an entry-point group of the same meaning. A built-in is a module in
that package, found by listing it; its name is the module's name. A stranger's is an entry point in the group
`qualcode.<kind>`, found only when no built-in bears the name. Both offer the same attribute.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple


class Kind(NamedTuple):
    """Where the built-ins of one kind live, and the attribute that each of them offers."""

    package: str
    attribute: str


KINDS = {
    "format": Kind("qualcode.text.formats", "read"),
    "layout": Kind("qualcode.text.layouts", "LAYOUT"),
    "coefficient": Kind("qualcode.agreement.coefficients", "COEFFICIENTS"),
    "suggester": Kind("qualcode.suggest.suggesters", "suggest"),
    "writer": Kind("qualcode.report.writers", "write"),
    "section": Kind("qualcode.report.sections", "section"),
    "figure": Kind("qualcode.report.figures.kinds", "figure"),
}


@cache
def built_in(kind: str) -> tuple[str, ...]:
    """Return the names of the built-in plug-ins of a kind, sorted, without importing any of them."""
    spec = importlib.util.find_spec(KINDS[kind].package)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return tuple(sorted(module.name for module in pkgutil.iter_modules(places) if not module.name.startswith("_")))


def names(kind: str) -> tuple[str, ...]:
    """Return every name of a kind: the built-ins, then those that other packages offer."""
    return (*built_in(kind), *(point for point in _points(kind) if point not in built_in(kind)))


def load(kind: str, name: str) -> Any:
    """Return the plug-in of that name; raise `KeyError` when there is none."""
    if name in built_in(kind):
        return getattr(importlib.import_module(f"{KINDS[kind].package}.{name}"), KINDS[kind].attribute)
    return _points(kind)[name].load()


def load_all(kind: str) -> Iterator[tuple[str, Any]]:
    """Yield every plug-in of a kind with its name, built-ins first."""
    for name in names(kind):
        yield name, load(kind, name)


@cache
def _points(kind: str) -> dict[str, Any]:
    # importlib.metadata costs more to import than most commands take: it is asked only when no built-in fits.
    metadata = importlib.import_module("importlib.metadata")
    return {point.name: point for point in metadata.entry_points(group=f"qualcode.{kind}")}

"""Coefficients by name, each module of them imported only when one of its names is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qualcode.agreement.coefficient import Coefficient
from qualcode.errors import NotFoundError
from qualcode.registry import built_in, load, names

DEFAULT = ("percent_agreement", "cohen_kappa", "alpha_nominal")
USUAL = ("percent", "cohen", "krippendorff")
"""The modules that offer these, asked first: a hint that saves time and decides nothing."""
NEVER_ALONE = frozenset({"holsti", "holsti_decisions", "holsti_composite"})
"""What takes no chance off and stands in use all the same: α is put beside it."""


def every_coefficient() -> dict[str, Coefficient]:
    """Return every coefficient by its name; a built-in one wins over a stranger's of the same name."""
    found: dict[str, Coefficient] = {}
    for module in names("coefficient"):
        for one in load("coefficient", module):
            found.setdefault(one.name, one)
    return found


def coefficients(wanted: Iterable[str] = DEFAULT) -> tuple[Coefficient, ...]:
    """Return the coefficients of these names; `NotFoundError` with the nearest names when there is none."""
    asked = tuple(wanted)
    found: dict[str, Coefficient] = {}
    for module in _in_turn():
        if all(name in found for name in asked):
            return tuple(found[name] for name in asked)
        found |= {one.name: one for one in load("coefficient", module) if one.name not in found}
    for name in asked:
        if name not in found:
            raise NotFoundError("coefficient", name, found, outcome=f"There are: {', '.join(found)}.")
    return tuple(found[name] for name in asked)


def with_alpha(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names, with α beside what takes no chance off and is therefore never printed alone.

    >>> with_alpha(["holsti"])
    ('holsti', 'alpha_nominal')
    """
    alone = set(names) & NEVER_ALONE and not any(name.startswith("alpha") for name in names)
    return (*names, "alpha_nominal") if alone else tuple(names)


def _in_turn() -> Iterator[str]:
    """Yield the modules that offer coefficients: built-in ones first, and what other packages offer only after these."""
    own = built_in("coefficient")
    yield from (module for module in USUAL if module in own)
    yield from (module for module in own if module not in USUAL)
    yield from (module for module in names("coefficient") if module not in own)

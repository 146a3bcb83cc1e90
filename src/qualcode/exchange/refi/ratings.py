"""Stance and weight of a coding as a line that a person can read, and back."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple, cast

from qualcode.model.coding import Coding, Stance

_LINE = re.compile(
    r"(?P<code>[^\s:]+):(?: (?P<stance>affirms|denies|mixed|planned)\b)?"
    r"(?:,? weight (?P<weight>-?\d+(?:\.\d+)?(?:e-?\d+)?))?(?:,? (?P<elsewhere>about another case))?(?:,? via (?P<via>\S.*))?"
)


class Rating(NamedTuple):
    """What is said of a coding beyond its code and place; `elsewhere`: it is about none of the study's cases."""

    stance: Stance | None = None
    weight: float | None = None
    via: str | None = None
    elsewhere: bool = False


def rating_line(coding: Coding) -> str:
    """Return a coding's stance, weight and where it came from as one line after its code; empty when it has none.

    `BOT-POL: denies, weight 2, via suggest:cues 0.83`
    """
    if coding.stance is None and coding.weight is None and coding.via is None and coding.case != "":
        return ""
    parts = [coding.stance or "", "" if coding.weight is None else f"weight {coding.weight!r}".removesuffix(".0")]
    parts.append("about another case" if coding.case == "" else "")
    parts.append(f"via {' '.join(coding.via.split())}" if coding.via else "")
    said = ", ".join(part for part in parts if part)
    return f"{coding.code}: {said}" if said else ""


def split_ratings(description: str, codes: Collection[str]) -> tuple[dict[str, Rating], str]:
    """Return what the lines of a selection's description say of its codings under these codes, and the other lines."""
    found: dict[str, Rating] = {}
    rest = []
    for line in description.split("\n"):
        match = _LINE.fullmatch(line.strip())
        if match is None or match["code"] not in codes or not any(match.group("stance", "weight", "elsewhere", "via")):
            rest.append(line)
            continue
        weight = None if match["weight"] is None else float(match["weight"])
        found[match["code"]] = Rating(
            cast("Stance | None", match["stance"]), weight, match["via"], bool(match["elsewhere"])
        )
    return found, "\n".join(rest).strip()

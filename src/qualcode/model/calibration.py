"""How cases become members of sets, declared beforehand, and what a QCA of them asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

SetSource = Literal["state", "weight", "share", "attribute"]
"""What a membership is made from: the state of codes in the case, the mean weight of their codings, the share of the
case's documents that have them, or an attribute of the case."""

STATE_VALUES: Mapping[str, float] = {
    "supported": 1.0,
    "partial": 0.67,
    "planned": 0.33,
    "contradicted": 0.0,
    "silent": 0.0,
}
"""What a state (`FeatureState`) counts as when a set does not say otherwise."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a raw figure or word becomes a membership; at most one of these, and none takes a figure as it is.

    `values` maps words to memberships; `crisp` is a comparison and its bound; `thresholds` give categories 0, 1, 2, …;
    `anchors` are fully out, crossover and fully in (`linear`: straight between them); `groups` are the thresholds of the
    indirect method.
    """

    values: Mapping[str, float] = field(default_factory=dict)
    crisp: tuple[str, float] | None = None
    thresholds: tuple[float, ...] = ()
    anchors: tuple[float, ...] = ()
    linear: bool = False
    groups: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class SetRule:
    """One set: its name in formulas, what a case's membership is made from, and how.

    `codes` stand for themselves and what is below them; `counter` are codes whose presence speaks against them.
    """

    name: str
    by: SetSource = "state"
    codes: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()
    attribute: str = ""
    calibration: Calibration = field(default_factory=Calibration)


@dataclass(frozen=True, slots=True)
class QcaSettings:
    """The QCA that a study declares. `conditions` are names of sets (none: all but the outcome), `cases` ids (none: all).

    `expect` gives for some conditions the value that is expected to help the outcome.
    """

    outcome: str = ""
    conditions: tuple[str, ...] = ()
    sets: tuple[SetRule, ...] = ()
    cases: tuple[str, ...] = ()
    inclusion: float = 0.8
    frequency: int = 1
    pri: float = 0.0
    negate: bool = False
    expect: Mapping[str, int] = field(default_factory=dict)

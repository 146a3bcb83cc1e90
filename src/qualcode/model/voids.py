"""What is out of force: a void takes back what it aims at, unless it is taken back itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from qualcode.model.events import Event, VoidEvent

_E = TypeVar("_E", bound=Event)
Alike = Callable[[_E, _E, str], bool]
"""Whether two events were one and the same at an instant."""


def always_alike(one: Event, other: Event, at: str) -> bool:
    """Say that two events were one at any instant, as all of a coder's dones in a document are."""
    return True


@dataclass(frozen=True, slots=True)
class Voids:
    """The voids of a ledger: `newest` maps each voided id to the newest void in force that aims at it.

    `aimed` holds every void by its target, in force or not; `cycles` the ids of voids that aim at each other, which void
    nothing.
    """

    newest: Mapping[str, VoidEvent]
    aimed: Mapping[str, Sequence[VoidEvent]]
    cycles: Sequence[Sequence[str]]

    def taken_back(self, equals: Sequence[_E], alike: Alike[_E] = always_alike) -> dict[str, str]:
        """Return which of several events that count as one are out of force, each with the id of the void that took it out.

        A void of one takes back all that were in force and `alike` when it was written. One that was out of force already
        does not come to depend on it, so that taking voids back one by one returns to what stood before each; nor does one
        that came to equal it only later, so that no older void reaches a coding that is rated or renamed.
        """
        direct = {each.id: self.newest[each.id] for each in equals if each.id in self.newest}
        if not direct or len(equals) == 1:
            return {id: void.id for id, void in direct.items()}
        chain = self._chain(equals)
        if any(void.id in self.aimed for void in chain):
            return _step_by_step(equals, chain, alike)
        out: dict[str, str] = {}
        voided = sorted((each for each in equals if each.id in direct), key=lambda each: _age(direct[each.id]))
        for target in voided:
            void = direct[target.id]
            out |= {each.id: void.id for each in equals if each.at <= void.at and alike(target, each, void.at)}
        return out | {id: void.id for id, void in direct.items()}

    def _chain(self, equals: Sequence[Event]) -> list[VoidEvent]:
        """Return the voids that aim at these events, at those voids, and so on."""
        chain: dict[str, VoidEvent] = {}
        targets = [each.id for each in equals]
        while targets:
            for void in self.aimed.get(targets.pop(), ()):
                if void.id not in chain:
                    chain[void.id] = void
                    targets.append(void.id)
        return list(chain.values())


def _age(void: VoidEvent) -> tuple[str, str]:
    return (void.at, void.id)


def _step_by_step(equals: Sequence[_E], chain: Sequence[VoidEvent], alike: Alike[_E]) -> dict[str, str]:
    ids = {each.id: each for each in equals}
    out: dict[str | None, dict[str, str]] = {}
    for until in (*sorted({void.at for void in chain if void.target in ids}), None):
        holding = voids_in_force([void for void in chain if until is None or void.at < until])
        aiming = (void for target in ids for void in holding.aimed.get(target, ()) if void.id not in holding.newest)
        cyclic = {id for cycle in holding.cycles for id in cycle}
        out[until] = {}
        for void in sorted(aiming, key=_age):
            if void.id not in cyclic:
                before, target = out[void.at], ids[void.target]
                open = (each for each in equals if each.at <= void.at and each.id not in before)
                hit = (each.id for each in open if alike(target, each, void.at))
                out[until] |= dict.fromkeys((void.target, *hit), void.id)
    return out[None]


def voids_in_force(voids: Iterable[VoidEvent]) -> Voids:
    """Return what these voids take out of force, in whatever order they come."""
    by_id = {void.id: void for void in voids}
    aimed: dict[str, list[VoidEvent]] = defaultdict(list)
    for void in by_id.values():
        aimed[void.target].append(void)
    undecided = {id: len(aimed.get(id, ())) for id in by_id}
    ready = [id for id, count in undecided.items() if count == 0]
    in_force: dict[str, bool] = {}
    while ready:
        void = by_id[ready.pop()]
        in_force[void.id] = not any(in_force[other.id] for other in aimed.get(void.id, ()))
        if void.target in undecided:
            undecided[void.target] -= 1
            if undecided[void.target] == 0:
                ready.append(void.target)
    live = sorted((by_id[id] for id, holds in in_force.items() if holds), key=_age)
    return Voids({void.target: void for void in live}, dict(aimed), _cycles(by_id, set(by_id) - set(in_force)))


def _cycles(by_id: Mapping[str, VoidEvent], left: set[str]) -> list[list[str]]:
    cycles = []
    while left:
        id, cycle = min(left), []
        while id in left:
            left.discard(id)
            cycle.append(id)
            id = by_id[id].target
        cycles.append(cycle)
    return cycles

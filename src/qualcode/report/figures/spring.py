"""Where the nodes of a network stand: near those they are tied to, and not on top of each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
_ROUNDS = 400
_TO_MIDDLE = 2.5


def spring_layout(weights: Points) -> Points:
    """Return a place for each node between (0, 0) and (1, 1) from a symmetric matrix of the strength of their ties.

    Fruchterman and Reingold (1991), begun on a circle in the order of the nodes and cooled evenly: no chance in it.
    """
    count = len(weights)
    angle = 2 * np.pi * np.arange(count) / max(count, 1)
    places: Points = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    if count < 3:
        return np.asarray((places + 1) / 2)
    ideal = 2 / np.sqrt(count)
    pull = weights / weights.max() if weights.max() > 0 else weights
    for round in range(_ROUNDS):
        away = places[:, None] - places[None, :]
        distance = np.maximum(np.hypot(away[..., 0], away[..., 1]), 0.01)
        force = ideal**2 / distance - pull * distance**2 / ideal
        # A weak pull to the middle holds together what no tie does.
        step = (away / distance[..., None] * force[..., None]).sum(axis=1) - places * ideal * _TO_MIDDLE
        length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-9)
        heat = 0.2 * (1 - round / _ROUNDS)
        places = places + step / length[:, None] * np.minimum(length, heat)[:, None]
    low, high = places.min(axis=0), places.max(axis=0)
    return np.asarray((places - low) / np.maximum(high - low, 1e-9))


def apart(places: Points, sizes: Sequence[tuple[float, float]], gap: float = 0.05) -> Points:
    """Return places moved as little as it takes that no two boxes of these widths and heights, centred there, overlap."""
    found = places.copy()
    half = np.asarray(sizes) / 2 + gap / 2
    other = ~np.eye(len(found), dtype=bool)
    for _ in range(2_000):
        away = found[:, None] - found[None, :]
        overlap = half[:, None] + half[None, :] - np.abs(away)
        touching = (overlap > 1e-6).all(axis=2) & other
        if not touching.any():
            break
        first, second = (int(each) for each in np.argwhere(touching)[0])
        axis = int(overlap[first, second].argmin())
        sign = 1.0 if away[first, second, axis] >= 0 else -1.0
        shift = (overlap[first, second, axis] / 2 + 1e-4) * sign
        found[first, axis] += shift
        found[second, axis] -= shift
    return found

"""Which code is which: ids given twice, ids given away and taken back, ids that replace each other in a circle."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.model.codebook import Code
from qualcode.model.names import name_key
from qualcode.study.yaml_nodes import Faults

_ONCE = "An id is given once and never again."


def check_old_ids(codes: Sequence[Code], faults: Faults) -> None:
    """Note every old id that is a live one too, that two codes claim, or that leads round in a circle."""
    live = {name_key(code.id): code for code in codes}
    circling = _report_circles(live, faults)
    claimed: dict[str, Code] = {}
    for code in codes:
        for old in code.was:
            key = name_key(old)
            if key in live and not {key, name_key(code.id)} <= circling:
                other = live[key]
                faults.error(
                    code.line,
                    f'"{code.id}" says that it was "{old}", but "{other.id}" is a code (line {other.line}).',
                    _ONCE,
                )
            first = claimed.setdefault(key, code)
            if first is not code:
                faults.error(
                    code.line,
                    f'"{code.id}" and "{first.id}" (line {first.line}) both say that they were "{old}".',
                    "Leave it with the one that its codings belong to.",
                )


def _report_circles(live: dict[str, Code], faults: Faults) -> set[str]:
    circling: set[str] = set()
    done: set[str] = set()
    for start in live:
        path: list[str] = []
        waiting = [(start, 0)]
        while waiting:
            key, depth = waiting.pop()
            del path[depth:]
            if key in path:
                circle = path[path.index(key) :]
                if not circling.issuperset(circle):
                    names = " → ".join(live[step].id for step in (*circle, key))
                    faults.error(live[key].line, f'"was" leads round in a circle: {names}.', _ONCE)
                circling.update(circle)
            elif key not in done:
                done.add(key)
                path.append(key)
                waiting += [(name_key(old), depth + 1) for old in live[key].was if name_key(old) in live]
    return circling

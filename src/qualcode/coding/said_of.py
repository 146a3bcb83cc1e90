"""What coders said of the codings that they both made: stances and weights, unit by unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from qualcode.agreement.on_codings import PLANNED, CodingRatings, On, Value
from qualcode.coding.retrieve import codings
from qualcode.coding.units import at_level, touched_units
from qualcode.model.coding import Coding
from qualcode.model.reliability import ReliabilityData, UnitOfCoding
from qualcode.study.study import Study

Key = tuple[int, str]
_Settle = Callable[[Sequence[Coding], Counter[str]], Value]


def said_of_codings(study: Study, data: ReliabilityData, on: On, level: int | None = None) -> CodingRatings:
    """Return the stance or the weight that each coder gave, for every unit and code that at least two of them gave.

    Several codings of one coder under one code in one unit are one rating. Stance: none given affirms; what affirms and
    denies is mixed; planned only where nothing else is said. Weight: one that was given, and none where several differ.
    How often each of these was met is in `counts`.
    """
    given = _given(study, data, level)
    shared = [
        (number, code)
        for code in data.codes
        for number in range(len(data.units))
        if sum(code in (row[number] or ()) for row in data.values) > 1
    ]
    units = sorted({number for number, _ in shared})
    place = {number: column for column, number in enumerate(units)}
    values: dict[str, list[list[Value]]] = {}
    counts: Counter[str] = Counter()
    settle = _stance if on == "stance" else _weight
    for number, code in shared:
        rows = values.setdefault(code, [[None] * len(units) for _ in data.coders])
        for coder, row in enumerate(rows):
            if own := given[coder].get((number, code)):
                row[place[number]] = settle(own, counts)
    values = {code: rows for code, rows in values.items() if any(value is not None for row in rows for value in row)}
    return CodingRatings(
        on=on,
        unit=data.unit,
        coders=data.coders,
        documents=tuple(data.units[number].document for number in units),
        values=values,
        scales={code: study.codebook.by_id[code].scale for code in values},
        counts={"on_shared": len(shared), "on_codes": len({code for _, code in shared}), **counts},
        set_aside=data.set_aside,
    )


def _given(study: Study, data: ReliabilityData, level: int | None) -> list[dict[Key, list[Coding]]]:
    """Return for each coder the codings under each code in each unit, by the unit's number."""
    by_document: dict[str, list[int]] = {}
    for number, unit in enumerate(data.units):
        by_document.setdefault(unit.document, []).append(number)
    found: list[dict[Key, list[Coding]]] = [{} for _ in data.coders]
    for id, numbers in by_document.items():
        document = study.document(id)
        units: tuple[UnitOfCoding, ...] = tuple(data.units[number] for number in numbers)
        for coder, handle in enumerate(data.coders):
            for coding in codings(study.state(handle, id), document, handle):
                if coding.span is None or coding.code not in study.codebook.by_id:
                    continue
                code = at_level(study, coding.code, level)
                for at in touched_units(document, units, coding.span):
                    if code in (data.values[coder][numbers[at]] or ()):
                        found[coder].setdefault((numbers[at], code), []).append(coding)
    return found


def _stance(own: Iterable[Coding], counts: Counter[str]) -> Value:
    said = {coding.stance for coding in own}
    counts["on_silent"] += said == {None}
    firm = {stance or "affirms" for stance in said} - {PLANNED}
    if not firm:
        counts["on_planned"] += 1
        return PLANNED
    counts["on_combined"] += len(firm) > 1
    return firm.pop() if len(firm) == 1 else "mixed"


def _weight(own: Iterable[Coding], counts: Counter[str]) -> Value:
    said = {coding.weight for coding in own} - {None}
    if len(said) == 1:
        return said.pop()
    counts["on_several" if said else "on_unweighted"] += 1
    return None

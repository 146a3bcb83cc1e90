"""Rows or columns in another order: by an attribute of what they stand for, or by how much they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from qualcode.analysis.dimensions import Dimension, Heading, attribute_values
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.evidence import Evidence

BY_COUNT = "count"


def ordered(evidence: Evidence, one: Dimension, by: str) -> Dimension:
    """Return a dimension with its headings in the order of an attribute, its value beside each label.

    Cases, documents and participants have attributes (`role` is one of a participant). Numbers are ordered as numbers,
    everything else as text; what has no value comes last. Raises `NotFoundError` for an attribute that none of them has.
    """
    holders: dict[str, Callable[[Evidence], Mapping[str, Mapping[str, str]]]] = {
        "case": _cases,
        "document": _documents,
        "participant": _participants,
    }
    if one.name not in holders:
        raise UsageError(
            f'"{one.name}" has no attributes to be ordered by.', remedy="Order cases, documents or participants."
        )
    attributes = holders[one.name](evidence)
    known = {name for each in attributes.values() for name, value in each.items() if value}
    if by not in known:
        raise NotFoundError("attribute", by, sorted(known), outcome="Nothing was ordered.")
    values = {heading.key: attributes.get(heading.key, {}).get(by, "") for heading in one.headings}
    numbers = all(_number(value) is not None for value in values.values() if value)

    def place(heading: Heading) -> tuple[bool, float, str]:
        value = values[heading.key]
        number = _number(value) if numbers else None
        return (not value, 0.0 if number is None else number, value)

    labelled = (
        replace(h, label=f"{h.label} ({by}: {values[h.key]})" if values[h.key] else h.label)
        for h in sorted(one.headings, key=place)
    )
    return replace(one, headings=tuple(labelled))


def by_count(one: Dimension, counts: Mapping[str, int]) -> Dimension:
    """Return a dimension with the headings that hold most first; what stands below a heading moves with it."""
    blocks: list[list[Heading]] = []
    for heading in one.headings:
        if heading.level and blocks:
            blocks[-1].append(heading)
        else:
            blocks.append([heading])
    blocks.sort(key=lambda block: -counts.get(block[0].key, 0))
    return replace(one, headings=tuple(heading for block in blocks for heading in _inside(block, counts)))


def _inside(block: list[Heading], counts: Mapping[str, int]) -> list[Heading]:
    """Return a heading and those below it, brothers ordered among themselves."""
    first, *below = block
    level = min((heading.level for heading in below), default=0)
    inner: list[list[Heading]] = []
    for heading in below:
        if heading.level > level and inner:
            inner[-1].append(heading)
        else:
            inner.append([heading])
    inner.sort(key=lambda each: -counts.get(each[0].key, 0))
    return [first, *(heading for each in inner for heading in _inside(each, counts))]


def _number(value: str) -> float | None:
    try:
        return float(value.strip().rstrip("%").replace(",", ""))
    except ValueError:
        return None


def _cases(evidence: Evidence) -> Mapping[str, Mapping[str, str]]:
    return {case.id: case.attributes for case in evidence.cases}


def _documents(evidence: Evidence) -> Mapping[str, Mapping[str, str]]:
    names = {name for document in evidence.documents for name in document.attributes}
    names |= {name for case in evidence.cases for name in case.attributes}
    return {
        document.id: {name: "; ".join(attribute_values(evidence, document, name)) for name in sorted(names)}
        for document in evidence.documents
    }


def _participants(evidence: Evidence) -> Mapping[str, Mapping[str, str]]:
    people = {person.id: person for document in evidence.documents for person in document.participants}
    people |= {p.participant.id: p.participant for p in evidence.passages if p.participant is not None}
    return {id: {"role": person.role or "", **person.attributes} for id, person in people.items()}

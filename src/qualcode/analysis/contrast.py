"""Chosen cases, roles or groups against each other: what is in all, in some, in one, in none, with exact tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import comb
from typing import Literal, get_args

from qualcode.analysis.dimensions import Dimension, dimension
from qualcode.analysis.effects import Effect, cramers_v, risk_difference
from qualcode.analysis.exact import fisher_exact, holm
from qualcode.analysis.families import code_dimension, families
from qualcode.analysis.matrix_table import Table, sort_into
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.evidence import Evidence, Passage
from qualcode.model.names import name_key

Pattern = Literal["all", "some", "one", "none", "open"]
PATTERNS: tuple[Pattern, ...] = get_args(Pattern)
Unit = Literal["document", "case"]
Reason = Literal["one group", "constant", "unknown", "shared"]


@dataclass(frozen=True, slots=True)
class InGroup:
    """The units of one group by what is known of a code there, and the passages that show its presence."""

    present: frozenset[str]
    absent: frozenset[str]
    unknown: frozenset[str]
    passages: tuple[Passage, ...] = ()

    @property
    def state(self) -> bool | None:
        """Whether the code is in the group: in one unit at least, in none of them, or not known."""
        if self.present:
            return True
        return None if self.unknown or not self.absent else False


@dataclass(frozen=True, slots=True)
class Contrast:
    """One code in each group, the test over the groups, and why there is none.

    `p` is Fisher's, `corrected` Holm's over all tests made together. `count` is how many units are the `reason` why there is
    no p: not known, or in several groups.
    """

    code: str
    groups: tuple[InGroup, ...]
    p: float | None = None
    corrected: float | None = None
    effect: Effect | None = None
    reason: Reason | None = None
    count: int = 0

    @property
    def pattern(self) -> Pattern:
        """In how many of the groups the code is: all, some, one or none; `open` where what is unknown could change that."""
        states = [group.state for group in self.groups]
        present, unknown = states.count(True), states.count(None)
        if not unknown:
            return "all" if present == len(states) else "none" if not present else "one" if present == 1 else "some"
        return "some" if present > 1 and False in states else "open"


@dataclass(frozen=True)
class Contrasted:
    """All codes compared: the groups by key and label, what one unit is, and the codes that were tested together.

    `left_out` are the cases that stand in no group, since they have no value of the attribute.
    """

    by: str
    unit: Unit
    headings: tuple[tuple[str, str], ...]
    codes: tuple[Contrast, ...]
    table: Table
    left_out: tuple[str, ...] = ()

    @property
    def tested(self) -> tuple[Contrast, ...]:
        """The codes that have a p."""
        return tuple(each for each in self.codes if each.p is not None)


def contrast(
    evidence: Evidence,
    *,
    by: str = "case",
    among: Sequence[str] | None = None,
    codes: Sequence[str] | None = None,
    level: int | None = None,
    descendants: bool = True,
) -> Contrasted:
    """Return each code in each of the groups that `by` makes (cases, roles, any attribute), or in those of `among`.

    One unit is a document; where `by` is an attribute of cases it is a case, for documents of one case are not drawn one
    by one. No test is made where a unit stands in several groups, or where it is not known whether the code is there. Raises `UsageError` for fewer than two groups, `NotFoundError`
    with the nearest for a group, an attribute or a code that is not there.
    """
    across = dimension(evidence, by)
    headings = _chosen(across, among, by)
    unit: Unit = "case" if across.source == "case" else "document"
    found = families(evidence.codebook, codes, level=level, descendants=descendants)
    over = dimension(evidence, "case") if unit == "case" else across
    table = sort_into(evidence, code_dimension(evidence, found), over, found)
    cases = {case.id: case.attributes.get(by.removeprefix("case."), "") for case in evidence.cases}
    rows = []
    for code in found.rows:
        if unit == "case":
            groups = tuple(
                _of_cases(table, code, [c for c, value in cases.items() if value == key]) for key, _ in headings
            )
        else:
            groups = tuple(_of_documents(table, code, key) for key, _ in headings)
        rows.append(_tested(code, groups))
    corrected = holm([row.p for row in rows])
    rows = [_with_holm(row, value) for row, value in zip(rows, corrected, strict=True)]
    left_out = tuple(case for case, value in cases.items() if unit == "case" and not value)
    return Contrasted(by, unit, headings, tuple(rows), table, left_out)


def least_p(sizes: Sequence[int]) -> float | None:
    """Return the least p that any split of groups of these sizes can reach in Fisher's exact test; `None` below two groups.

    >>> least_p([3, 2])
    0.1
    """
    held = [size for size in sizes if size]
    if len(held) < 2:
        return None
    # For each number of present units: the fewest ways in which a split can come about, and how many splits are so rare.
    rarest: dict[int, tuple[int, int]] = {0: (1, 1)}
    for size in held:
        later: dict[int, tuple[int, int]] = {}
        for total, (ways, splits) in rarest.items():
            for present in range(size + 1):
                here = ways * comb(size, present)
                best, many = later.get(total + present, (here, 0))
                if here <= best:
                    later[total + present] = (here, splits + (many if here == best else 0))
        rarest = later
    whole = sum(held)
    return min(splits * ways / comb(whole, total) for total, (ways, splits) in rarest.items() if 0 < total < whole)


def _chosen(across: Dimension, among: Sequence[str] | None, by: str) -> tuple[tuple[str, str], ...]:
    known = {name_key(name): heading for heading in across.headings for name in (heading.label, heading.key)}
    if not across.headings:
        raise UsageError(f'Nothing is told apart by "{by}": no document has one.', remedy="Choose another --by.")
    if among is None:
        headings = across.headings
    else:
        for name in among:
            if name_key(name) not in known:
                raise NotFoundError(by, name, [heading.key for heading in across.headings])
        headings = tuple(dict.fromkeys(known[name_key(name)] for name in among))
    if len(headings) < 2:
        names = ", ".join(heading.key for heading in across.headings)
        raise UsageError("A contrast needs two groups or more.", remedy=f"There are {names}: --among A,B.")
    return tuple((heading.key, heading.label) for heading in headings)


def _of_documents(table: Table, code: str, group: str) -> InGroup:
    held = table.cell(code, group)
    absent, unknown = table.known(code, [group], held.documents)
    return InGroup(held.documents, absent, unknown, tuple(held.passages()))


def _of_cases(table: Table, code: str, cases: Sequence[str]) -> InGroup:
    states = {case: _of_documents(table, code, case) for case in cases}
    kept: Mapping[bool | None, frozenset[str]] = {
        state: frozenset(case for case, held in states.items() if held.state is state) for state in (True, False, None)
    }
    passages = tuple(passage for held in states.values() for passage in held.passages)
    return InGroup(kept[True], kept[False], kept[None], passages)


def _tested(code: str, groups: tuple[InGroup, ...]) -> Contrast:
    known = [group for group in groups if group.present or group.absent]
    counts = [[len(group.present), len(group.absent)] for group in known]
    if len(known) < 2:
        return Contrast(code, groups, reason="one group")
    unknown = frozenset[str]().union(*(group.unknown for group in groups))
    if unknown:  # presence is always known and absence is not: what is left would be no fair sample of the group
        return Contrast(code, groups, reason="unknown", count=len(unknown))
    if any(not sum(column) for column in zip(*counts, strict=True)):
        return Contrast(code, groups, reason="constant")
    effect = risk_difference(counts) if len(counts) == 2 else cramers_v(counts)
    standing = Counter(unit for group in known for unit in group.present | group.absent)
    shared = sum(times > 1 for times in standing.values())
    if shared:
        return Contrast(code, groups, effect=effect, reason="shared", count=shared)
    return Contrast(code, groups, fisher_exact(counts).p, None, effect)


def _with_holm(row: Contrast, corrected: float | None) -> Contrast:
    return replace(row, corrected=corrected)

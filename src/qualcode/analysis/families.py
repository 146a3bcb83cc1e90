"""Codes as rows: which stand there, and which codes count in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.analysis.dimensions import Dimension, Heading, Keys
from qualcode.model.codebook import Codebook
from qualcode.model.evidence import Evidence, Passage


@dataclass(frozen=True)
class Families:
    """The codes asked for, in the codebook's order, and for each the codes that count as it.

    `members[code]` holds a row's codes; `rows_of[code]` the rows in which a passage under that code counts.
    """

    rows: tuple[str, ...]
    members: dict[str, frozenset[str]]
    rows_of: dict[str, Keys]

    @property
    def all(self) -> frozenset[str]:
        """Every code that counts anywhere."""
        return frozenset().union(*self.members.values())


def families(
    codebook: Codebook, codes: Sequence[str] | None = None, *, level: int | None = None, descendants: bool = True
) -> Families:
    """Return the codes asked for (by id or name; all when `None`) as rows.

    With `descendants`, the codes below those asked for are rows too, and each row counts what lies below it. Codes below
    `level` have no row: they count in the row above them. Raises `NotFoundError` for a code that is not there.
    """
    chosen = set(codebook.by_id) if codes is None else {codebook.lookup(code).id for code in codes}
    wanted = {below for code in chosen for below in codebook.descendants(code)} if descendants else chosen
    asked = set() if codes is None else chosen
    rows = tuple(c.id for c in codebook if c.id in wanted and (level is None or c.level <= level or c.id in asked))
    members: dict[str, set[str]] = {row: set() for row in rows}
    rows_of: dict[str, Keys] = {}
    for code in wanted:
        line = [step for step in _line(codebook, code) if step in members]
        if not descendants:
            line = line[:1] if level is not None or line[:1] == [code] else []
        rows_of[code] = tuple(line)
        for row in line:
            members[row].add(code)
    return Families(rows, {row: frozenset(held) for row, held in members.items()}, rows_of)


def code_dimension(evidence: Evidence, found: Families, language: str = "en") -> Dimension:
    """Return the codes as a dimension: labels are names, levels those of the codebook."""
    codebook = evidence.codebook
    headings = tuple(
        Heading(code, codebook.by_id[code].name(language), codebook.by_id[code].level - 1) for code in found.rows
    )
    everywhere = frozenset(document.id for document in evidence.documents)

    def of(passage: Passage) -> Keys:
        return found.rows_of.get(passage.coding.code, ())

    return Dimension("code", headings, of, dict.fromkeys(found.rows, everywhere), decided_by=("coding.code",))


def _line(codebook: Codebook, code: str) -> list[str]:
    """Return a code and the codes above it, the nearest first."""
    line = [code]
    while (parent := codebook.by_id[line[-1]].parent) is not None:
        line.append(parent)
    return line

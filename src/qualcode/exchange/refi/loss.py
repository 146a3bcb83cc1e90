"""The loss report: what came over, what did not, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from qualcode.model.display import Cell, Column, Display, Row

_MOST_NOTES = 40


@dataclass(slots=True)
class Tally:
    """Counts by kind of thing, while they are made; `rows` keep the order in which kinds were first named."""

    came: Counter[str] = field(default_factory=Counter)
    already: Counter[str] = field(default_factory=Counter)
    left: dict[str, Counter[str]] = field(default_factory=dict)
    kinds: dict[str, None] = field(default_factory=dict)
    said: dict[str, None] = field(default_factory=dict)

    def bring(self, kind: str, count: int = 1) -> None:
        """Count what came over."""
        self.kinds.setdefault(kind)
        self.came[kind] += count

    def known(self, kind: str, count: int = 1) -> None:
        """Count what was there already."""
        self.kinds.setdefault(kind)
        self.already[kind] += count

    def leave(self, kind: str, why: str, count: int = 1) -> None:
        """Count what did not come over, with the reason."""
        if count:
            self.kinds.setdefault(kind)
            self.left.setdefault(kind, Counter())[why] += count

    def say(self, sentence: str) -> None:
        """Keep a sentence for below the table; the same one is said once."""
        self.said.setdefault(sentence)

    def missing(self, kind: str) -> int:
        """Return how many of a kind did not come over."""
        return sum(self.left.get(kind, Counter()).values())

    def display(self, title: str, parameters: dict[str, object], *, importing: bool) -> Display:
        """Return the report: a row for each kind of thing, and the sentences as notes."""
        label = "brought in" if importing else "written"
        columns = [Column("there", "there were", "count"), Column("came", label, "count")]
        if importing:
            columns.append(Column("already", "here already", "count"))
        columns += [Column("left", "left out", "count"), Column("why", "why")]
        notes = tuple(self.said)
        if len(notes) > _MOST_NOTES:
            notes = (*notes[:_MOST_NOTES], f"{len(notes) - _MOST_NOTES} more remarks of this kind.")
        return Display(
            title=title,
            unit="thing",
            columns=tuple(columns),
            rows=tuple(self._row(kind, importing) for kind in self.kinds),
            notes=notes,
            set_aside={f"{kind}: {why}": n for kind, whys in self.left.items() for why, n in whys.items()},
            parameters=parameters,
            kind="loss",
        )

    def _row(self, kind: str, importing: bool) -> Row:
        missing = self.missing(kind)
        there = self.came[kind] + self.already[kind] + missing
        why = "; ".join(f"{n}: {why}" for why, n in self.left.get(kind, Counter()).items())
        counts = [there, self.came[kind], *([self.already[kind]] if importing else []), missing]
        return Row(kind, kind, (*(Cell(count) for count in counts), Cell(why)))

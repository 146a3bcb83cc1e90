"""What was replaced where: the key to an anonymised copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qualcode.exchange.anonymise.matching import Rule
from qualcode.exchange.anonymise.names import Names
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.study.sheets import write_csv


@dataclass(frozen=True)
class Anonymised:
    """An anonymised copy: how often each name was replaced in each place, and what its maker should know (`notes`).

    `replaced` maps a path of the original study to names and counts; `files` and `codings` say what the copy holds.
    """

    replaced: Mapping[str, Counter[Rule]]
    names: Names
    notes: tuple[str, ...]
    files: int
    codings: int

    @property
    def total(self) -> int:
        """How many times a name was replaced."""
        return sum(counts.total() for counts in self.replaced.values())

    @property
    def unused(self) -> tuple[Rule, ...]:
        """The names that stood nowhere."""
        found = {rule.name.casefold() for counts in self.replaced.values() for rule in counts}
        return tuple(rule for rule in self.names.all_rules if rule.name.casefold() not in found)

    def key(self) -> bytes:
        """Return the key as CSV: place, name, pseudonym, times. Whoever has it can undo the disguise."""
        rows = [(place, rule.name, rule.pseudonym, str(times)) for place, rule, times in self._rows()]
        rows += [("", rule.name, rule.pseudonym, "0") for rule in self.unused]
        return write_csv(("place", "name", "pseudonym", "times"), rows)

    def display(self) -> Display:
        """Return what was replaced where in the copy, by pseudonym: no name stands in it."""
        hidden = self.names.everywhere()
        counts: Counter[tuple[str, str]] = Counter()
        for place, rule, times in self._rows():
            counts[hidden.replaced(place), rule.pseudonym] += times
        rows = tuple(
            Row(f"{place} {pseudonym}", place, (Cell(pseudonym), Cell(times)))
            for (place, pseudonym), times in counts.items()
        )
        columns = (Column("pseudonym", "pseudonym"), Column("times", "times", "count"))
        title = "Names replaced in the copy"
        return Display(title, "replacement", columns, rows, notes=self.notes, corner="file", kind="anonymise")

    def _rows(self) -> Iterator[tuple[str, Rule, int]]:
        for place, counts in self.replaced.items():
            for rule, times in sorted(counts.items()):
                if times:
                    yield place, rule, times

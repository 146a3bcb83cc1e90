"""What `qualcode.toml` names under `[features]`, `[qca]` and `[report.matrices]` and the study does not have, or has renamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from qualcode.analysis.dimensions import FIXED, SOURCES
from qualcode.analysis.matrix_values import TYPES
from qualcode.errors import QualcodeError, nearest
from qualcode.model.codebook import Code
from qualcode.model.names import name_key
from qualcode.model.problem import Problem, error, warning
from qualcode.study.study import Study
from qualcode.study.toml_lines import KeyPath, key_lines

PATH = "qualcode.toml"
FEATURES, SETS, MATRICES = "a rule for key features", "a set for QCA", "a matrix of the report"


def rule_problems(study: Study) -> Iterator[Problem]:
    """Yield an error for each code, case, attribute and dimension named there that the study does not have, with its line.

    A code named by an id that it no longer has is found through `was`; a warning says what it is called now.
    """
    if study.settings_fault is not None or study.codebook_fault is not None:  # each is reported itself
        return
    named = _Named(study)
    yield from _features(named)
    yield from _qca(named)
    yield from _matrices(named)


def _features(named: _Named) -> Iterator[Problem]:
    settings = named.study.settings
    for kind, entries in (("rules", settings.features), ("rivals", settings.rivals)):
        for place, entry in enumerate(entries):
            for key in ("codes", "counter"):
                yield from named.codes(("features", kind, place, key), getattr(entry, key), FEATURES)
    for place, rule in enumerate(settings.features):
        yield from named.cases(("features", "rules", place, "expect"), rule.expect, FEATURES)


def _qca(named: _Named) -> Iterator[Problem]:
    qca = named.study.settings.qca
    yield from named.cases(("qca", "cases"), qca.cases, "[qca]")
    attributes = named.attributes["case"]
    for rule in qca.sets:
        above: KeyPath = ("qca", "sets", rule.name)
        key = "codes" if (*above, "codes") in named.lines else "code"
        yield from named.codes((*above, key), rule.codes, SETS, by_name=True)
        yield from named.codes((*above, "counter"), rule.counter, SETS, by_name=True)
        if rule.attribute and name_key(rule.attribute) not in map(name_key, attributes):
            message = f'No case has the attribute "{rule.attribute}"'
            yield named.unknown((*above, "attribute"), message, rule.attribute, attributes, SETS)


def _matrices(named: _Named) -> Iterator[Problem]:
    offered = [*FIXED, *(name for source in SOURCES for name in named.attributes[source])]
    offered += [f"{source}.{name}" for source in SOURCES for name in named.attributes[source]]
    for place, wanted in enumerate(named.study.settings.report_matrices):
        above: KeyPath = ("report", "matrices", place)
        yield from named.codes((*above, "codes"), wanted.codes, MATRICES, by_name=True)
        for key, name in (("rows", wanted.rows), ("columns", wanted.columns)):
            if name not in offered:
                yield named.unknown((*above, key), f'Nothing has the attribute "{name}"', name, offered, MATRICES)
        if wanted.values not in TYPES:
            message = f'There is no kind of value "{wanted.values}"'
            yield named.unknown((*above, "values"), message, wanted.values, list(TYPES), MATRICES)


@dataclass(frozen=True)
class _Named:
    """A study, and what its settings may name."""

    study: Study

    @cached_property
    def lines(self) -> Mapping[KeyPath, int]:
        return key_lines(self.study.read_bytes(PATH).decode("utf-8-sig"))

    @cached_property
    def attributes(self) -> Mapping[str, list[str]]:
        """The attributes that documents, cases and participants have a value of."""
        held = {
            "document": self.study.attributes.documents.values(),
            "case": [case.attributes for case in self.study.cases],
            "participant": [person.attributes for person in self.study.participants],
        }
        return {
            source: list(dict.fromkeys(name for each in own for name, value in each.items() if value))
            for source, own in held.items()
        }

    def codes(self, keys: KeyPath, written: Iterable[str], what: str, *, by_name: bool = False) -> Iterator[Problem]:
        """Yield what is wrong with some codes."""
        book = self.study.codebook
        for code in written:
            found = self._code(code, by_name)
            if found is None:
                yield self.unknown(keys, f'No code "{code}"', code, list(book.by_id), what)
            elif name_key(code) in map(name_key, found.was):
                message = f'"{code}", which {what} names, is now "{found.id}" and is taken for it.'
                yield warning(PATH, self._line(keys), message, f'Write "{found.id}".')

    def cases(self, keys: KeyPath, written: Iterable[str], what: str) -> Iterator[Problem]:
        """Yield an error for each case that is not there."""
        known = {name_key(case.id): case.id for case in self.study.cases}
        for case in written:
            if name_key(case) not in known:
                yield self.unknown(keys, f'No case "{case}"', case, list(known.values()), what)

    def unknown(self, keys: KeyPath, message: str, given: str, known: list[str], what: str) -> Problem:
        """Return the error for something that is not there, with the nearest names."""
        near = nearest(given, known, most=3)
        remedy = f"Did you mean {', '.join(near)}?" if near else "See `qualcode codebook show` and `qualcode status`."
        return error(PATH, self._line(keys), f"{message}, which {what} names.", remedy)

    def _code(self, written: str, by_name: bool) -> Code | None:
        if not by_name:
            return self.study.codebook.resolve(written)
        try:
            return self.study.codebook.lookup(written)
        except QualcodeError:
            return None

    def _line(self, keys: KeyPath) -> int | None:
        return next((self.lines[keys[:end]] for end in range(len(keys), 0, -1) if keys[:end] in self.lines), None)

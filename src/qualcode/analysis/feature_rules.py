"""What each feature is made of: its codes and counter-codes, what makes it key, and what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from qualcode.analysis.feature_displays import grouped
from qualcode.analysis.feature_wording import say, state_name
from qualcode.analysis.features import Finding, families_of
from qualcode.analysis.wording import listing
from qualcode.model.codebook import Codebook
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.evidence import Evidence
from qualcode.model.feature import FeatureRule


def feature_rules(evidence: Evidence, found: Sequence[Finding], language: str = "en") -> Display:
    """Return one row a feature: the codes and counter-codes it is made of, from what it is key, and what was expected.

    A note names the features that have codes in common, and so are not independent.
    """
    keys = ("codes", "counter", "threshold", "expect")
    rules = [each.rule for each in found]
    rows = [Row(rule.id, rule.name(language), _cells(evidence, rule, language)) for rule in rules]
    shared = list(_shared(evidence.codebook, rules, language))
    notes = [say("note families", language)]
    if shared:
        notes.append(say("note shared", language, pairs=listing(language).join(shared)))
    return Display(
        title=say("title rules", language),
        unit="feature",
        columns=tuple(Column(key, say(key, language)) for key in keys),
        rows=tuple(grouped(found, rows, len(keys), language)),
        notes=tuple(notes),
        parameters={"rules": [rule.id for rule in rules]},
        corner=say("feature", language),
        kind="feature-rules",
    )


def _cells(evidence: Evidence, rule: FeatureRule, language: str) -> tuple[Cell, ...]:
    expected = [
        say("expectation", language, case=case, state=state_name(state, language))
        for case, state in rule.expect.items()
    ]
    because = say("because", language, reason=rule.because) if rule.because and expected else ""
    threshold = say("threshold of", language, cases=rule.cases, roles=rule.roles, quotes=rule.quotes)
    return (
        Cell(_codes(evidence.codebook, rule.codes, language)),
        Cell(_codes(evidence.codebook, rule.counter, language) or None),
        Cell(threshold),
        Cell(listing(language).join(expected) + because or None),
    )


def _codes(book: Codebook, codes: Iterable[str], language: str) -> str:
    """Return codes with their names and the ids below them; one that the codebook does not have stands as it is written."""
    told = []
    for written in codes:
        code = book.resolve(written)
        if code is None:
            told.append(written)
            continue
        below = [each.id for each in book if each.id in book.descendants(code.id) and each.id != code.id]
        named = f"{code.id} {code.name(language)}"
        told.append(say("code below", language, code=named, below=", ".join(below)) if below else named)
    return listing(language).join(told)


def _shared(book: Codebook, rules: Sequence[FeatureRule], language: str) -> Iterator[str]:
    families = [families_of(book, rule.codes) for rule in rules]
    for (one, first), (other, second) in combinations(zip(rules, families, strict=True), 2):
        both = [code.id for code in book if code.id in first & second]
        if both:
            yield say("pair", language, one=one.name(language), other=other.name(language), codes=", ".join(both))

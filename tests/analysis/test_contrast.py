"""Groups against each other: what is in all, some, one or none, and when a test is withheld."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import prod

import pytest
from evidence_sample import ALL, BOOK, CASES, DOCUMENTS, PEOPLE, evidence
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.analysis.contrast import Contrast, InGroup, contrast, least_p
from qualcode.analysis.contrast_display import contrast_display
from qualcode.analysis.exact import fisher_exact
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.case import Case
from qualcode.model.coding import Coding
from qualcode.model.evidence import CoderSet, DocumentFacts, Evidence, Passage
from qualcode.model.span import Span


def roles(*present: str, official: int = 3, college: int = 2, done: bool = True) -> Evidence:
    """Evidence of one interview a person, all finished; FCO is coded in the documents named."""
    names = [f"o{n}" for n in range(official)] + [f"c{n}" for n in range(college)]
    person = {"o": ("official", PEOPLE["P1"]), "c": ("college", PEOPLE["P2"])}
    documents = tuple(
        DocumentFacts(name, "interview", ("a",), (person[name[0]][0],), decided=ALL if done else frozenset())
        for name in names
    )
    passages = tuple(
        Passage(
            Coding(f"k{name}", name, "FCO", "c1", "words", Span(0, 5)), f"{name}:1", None, None, person[name[0]][0], "a"
        )
        for name in present
    )
    return Evidence(passages, documents, (Case("a", tuple(names)),), BOOK, CoderSet("r", ("c1",), {}))


def only(found: Evidence, code: str = "FCO", by: str = "role") -> Contrast:
    return next(each for each in contrast(found, by=by).codes if each.code == code)


def test_a_perfect_split_of_five_documents_has_p_one_in_ten() -> None:
    found = only(roles("o0", "o1", "o2"))
    assert found.pattern == "one"
    assert found.p == pytest.approx(0.1)
    assert found.corrected == pytest.approx(0.1)
    assert found.effect is not None and found.effect.value == pytest.approx(1.0)
    assert least_p([3, 2]) == pytest.approx(0.1)


def test_holm_counts_every_test_of_the_table_and_no_code_that_never_varies() -> None:
    found = contrast(roles("o0", "c0"), by="role")
    assert [each.code for each in found.tested] == ["FCO"]
    assert {each.reason for each in found.codes if each.p is None} == {"constant"}


def test_nothing_is_tested_where_absence_is_not_known() -> None:
    found = only(roles("o0", "o1", "o2", done=False))
    assert (found.p, found.reason, found.effect) == (None, "one group", None)
    assert found.groups[1].state is None
    assert found.pattern == "open"
    mixed = roles("o0", "c0")
    silent = tuple(replace(each, decided=frozenset()) if each.id == "o1" else each for each in mixed.documents)
    assert (only(replace(mixed, documents=silent)).reason, only(replace(mixed, documents=silent)).count) == (
        "unknown",
        1,
    )


def test_a_document_in_two_groups_withholds_the_test_and_keeps_the_effect() -> None:
    found = roles("o0", "c0")
    both = tuple(replace(each, roles=("official", "college")) if each.id == "o1" else each for each in found.documents)
    one = only(replace(found, documents=both))
    assert (one.p, one.reason, one.count) == (None, "shared", 1)
    assert one.effect is not None and one.effect.interval is not None


def group(state: bool | None) -> InGroup:
    """A group of one unit in which a code is, is not, or may be."""
    unit = frozenset(("d",))
    none = frozenset[str]()
    return InGroup(*{True: (unit, none, none), False: (none, unit, none), None: (none, none, unit)}[state])


@pytest.mark.parametrize(
    ("states", "pattern"),
    [
        ((True, True, True), "all"),
        ((True, True, False), "some"),
        ((True, False, False), "one"),
        ((False, False, False), "none"),
        ((True, True, None), "open"),
        ((True, False, None), "open"),
        ((False, False, None), "open"),
        ((True, True, False, None), "some"),
    ],
)
def test_what_is_unknown_is_never_taken_for_absence(states: tuple[bool | None, ...], pattern: str) -> None:
    assert Contrast("X", tuple(map(group, states))).pattern == pattern


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(1, 3), min_size=2, max_size=3))
def test_no_split_of_the_groups_is_rarer_than_the_least_p(sizes: list[int]) -> None:
    splits = product(*(range(size + 1) for size in sizes))
    tables = [[[p, size - p] for p, size in zip(split, sizes, strict=True)] for split in splits]
    found = [value for table in tables if (value := fisher_exact(table).p) is not None]
    assert prod(size + 1 for size in sizes) == len(tables)
    assert least_p(sizes) == pytest.approx(min(found))


def test_least_p_of_one_group_is_nothing() -> None:
    assert least_p([5, 0]) is None


def test_an_attribute_of_cases_compares_cases_and_not_their_documents() -> None:
    decided = tuple(replace(each, decided=ALL) for each in DOCUMENTS)
    own = replace(evidence(), documents=decided)
    found = contrast(own, by="province")
    assert found.unit == "case"
    by_code = {each.code: each for each in found.codes}
    assert [group.present for group in by_code["FCO"].groups] == [frozenset(("a",)), frozenset()]
    assert by_code["FCO"].groups[1].unknown == {"c"}
    assert [case.attributes["province"] for case in CASES] == ["ZJ", "GD", "GD"]


def test_the_table_warns_of_few_cases_and_traces_each_cell() -> None:
    found = roles("o0", "o1", "o2")
    display = contrast_display(found, contrast(found, by="role"))
    row = next(each for each in display.rows if each.key == "FCO")
    assert [each.value for each in row.cells[:3]] == ["3 of 3", "0 of 2", "one"]
    assert row.cells[0].codings == ("ko0", "ko1", "ko2")
    assert any("p = 0.10" in note for note in display.notes)
    assert any("mention and not support" in note for note in display.notes)
    narrowed = contrast_display(found, contrast(found, by="role"), "zh", only="one")
    assert [each.key for each in narrowed.rows] == ["FCO"]
    assert any("未知" in note for note in narrowed.notes)


def test_what_cannot_be_compared_is_refused_with_what_there_is() -> None:
    with pytest.raises(UsageError, match="two groups or more"):
        contrast(evidence(), by="case", among=["a"])
    with pytest.raises(NotFoundError, match='No case "zz"'):
        contrast(evidence(), by="case", among=["a", "zz"])
    with pytest.raises(NotFoundError, match="Nearest"):
        contrast(evidence(), by="provinz")
    with pytest.raises(UsageError, match="Nothing is told apart"):
        contrast(replace(evidence(), cases=()), by="case")
    chosen = contrast(evidence(), by="case", among=["Boats", "A"])
    assert chosen.headings == (("b", "Boats"), ("a", "Autos"))


def test_a_case_without_the_attribute_is_named_and_in_no_group() -> None:
    known = evidence()
    cases = (*known.cases, Case("d", (), {"name": "Dairy"}))
    found = contrast(replace(known, cases=cases), by="case.province")
    assert found.left_out == ("d",)
    notes = contrast_display(replace(known, cases=cases), found).notes
    assert "In no group, since they have no province: Dairy." in notes

"""Saturation by base, run and threshold: the method's own example, the references, and what evidence adds to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.holdout import holdout_display
from qualcode.analysis.saturation import Rule, first_uses, random_orders, saturation
from qualcode.analysis.saturation_displays import codes_display, documents_display, roles_display, rules_display
from qualcode.analysis.saturation_uses import UNCODED, Uses, uses, uses_of_table
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import Coding
from qualcode.model.display import Display
from qualcode.model.evidence import CoderSet, DocumentFacts, Evidence, Passage
from qualcode.model.span import Span

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "references" / "crosscase.yaml"
TWELVE = ("abc", "bd", "ae", "fc", "g", "ad", "h", "b", "ca", "a", "d", "b")
"""The codes of twelve interviews, constructed."""

BOOK = Codebook(
    (
        Code("T", {"en": "Top", "zh": "上级"}, codable=False, children=("a", "b")),
        Code("a", {"": "A"}, parent="T", level=2),
        Code("b", {"": "B"}, parent="T", level=2),
        Code("c", {"": "C"}),
        Code("e", {"": "E"}, origin="emergent", since="2026-03-01"),
    )
)
TURNS = {f"I{n}": (Span(0, 100), Span(100, 200)) for n in range(1, 5)}
Made = tuple[str, str, int, str, str | None]


def evidence(*made: Made, dates: tuple[str, ...] = (), done: bool = True) -> Evidence:
    """Codings as (document, code, start, made at, role) in the interviews I1 to I4."""
    passages = tuple(
        Passage(Coding(f"k{n}", document, code, "c", "w", Span(start, start + 5), at=at), document, role=role)
        for n, (document, code, start, at, role) in enumerate(made)
    )
    facts = tuple(
        DocumentFacts(
            f"I{n}",
            "interview",
            (),
            roles=("official",) if n < 3 else ("college",),
            attributes={"date": dates[n - 1]} if len(dates) >= n else {},
            decided=frozenset(BOOK.codable) if done else frozenset(),
        )
        for n in range(1, 5)
    )
    return Evidence(passages, facts, (), BOOK, CoderSet("as asked for", ("c",), {}))


def used(document: str, *codes: str, at: str = "", role: str | None = None) -> tuple[Made, ...]:
    return tuple((document, code, place * 10, at, role) for place, code in enumerate(codes))


def column(display: Display, key: str) -> list[Any]:
    at = [each.key for each in display.columns].index(key)
    return [row.cells[at].value for row in display.rows]


def references() -> list[dict[str, Any]]:
    if not SHARED.is_file():
        return []
    cases = yaml.safe_load(SHARED.read_text(encoding="utf-8"))["cases"]
    return [case for case in cases if case["kind"] == "saturation"]


@pytest.mark.skipif(not SHARED.is_file(), reason="the reference file is not beside this checkout")
@pytest.mark.parametrize("case", references(), ids=lambda case: case["id"])
def test_a_reference_is_matched(case: dict[str, Any]) -> None:
    data, expected = case["data"], case["expected"]
    rule = Rule(data["base_size"], data["run_length"], data["threshold"])
    if "codes" in data:
        found = saturation([len(each) for each in first_uses(data["codes"])], rule)
        assert list(found.new) == expected["new_per_interview"]
        assert found.base_codes == expected["base_themes"]
        for run, want in zip(found.runs, expected["runs"], strict=True):
            assert ([run.first, run.last], run.new) == (want["interviews"], want["new"])
            assert run.ratio == pytest.approx(want["ratio"], abs=1e-6)
        assert found.label == expected["first"]
    else:
        base = [data["base_themes"], *[0] * (rule.base - 1)]
        found = saturation([*base, *data["new_themes_after_base"]], rule)
        assert [run.new for run in found.runs] == expected["run_new"]
        assert [run.ratio for run in found.runs] == pytest.approx(expected["ratios"])
        assert found.reached is found.runs[expected["saturated_run_index"] - 1]
        assert found.label == expected["label"]


def test_guest_namey_and_chen_2020_write_6_plus_2_where_the_third_run_brings_one_of_37() -> None:
    """A base of four with 37 codes, then 4, 3, 1 and 0 new ones: runs of 7, 4 and 1, which is 19, 11 and 3 per cent."""
    found = saturation([37, 0, 0, 0, 4, 3, 1, 0], Rule(4, 2, 0.05))
    assert [round(100 * (run.ratio or 0)) for run in found.runs] == [19, 11, 3]
    assert found.label == "6+2"


def test_a_ratio_of_exactly_the_threshold_counts_as_saturated() -> None:
    assert saturation([20, 1, 0], Rule(1, 1, 0.05)).label == "1+1"


def test_twelve_interviews_are_saturated_at_7_plus_3() -> None:
    for base in (4, 6):
        assert saturation([len(each) for each in first_uses(TWELVE)], Rule(base, 3)).label == "7+3"


def test_too_few_documents_and_an_empty_base_have_no_ratio() -> None:
    assert saturation([3, 1, 1], Rule(4, 2)).runs == ()
    empty = saturation([0, 0, 3, 0], Rule(2, 1))
    assert [run.ratio for run in empty.runs] == [None, None]
    assert empty.label is None
    with pytest.raises(ValueError, match="at least one document"):
        Rule(0, 2)


def test_new_information_after_saturation_is_not_passed_over() -> None:
    found = saturation([20, 0, 0, 6], Rule(1, 1))
    assert (found.label, [run.first for run in found.later]) == ("1+1", [4])
    display = documents_display(
        uses_of_table([*((f"D{n // 20}", str(n)) for n in range(20)), ("E", ""), ("F", "x"), ("F", "y")]), Rule(1, 1)
    )
    assert "But later runs rise above the threshold again (3–3: 10 %)" in display.notes[0]


def test_the_same_seed_gives_the_same_band_and_it_holds_every_order() -> None:
    band = random_orders(TWELVE, Rule(4, 3), seed=7)
    assert band == random_orders(TWELVE, Rule(4, 3), seed=7)
    assert band != random_orders(TWELVE, Rule(4, 3), seed=8)
    assert band.low[-1] == band.median[-1] == band.high[-1] == 8
    assert (band.orders, 0 < band.reached < 1, band.documents) == (1000, True, (7, 10, 12))


def test_where_every_document_says_the_same_each_order_is_saturated_at_once() -> None:
    band = random_orders(["ab"] * 8, Rule(4, 2))
    assert (band.reached, band.documents) == (1.0, (6, 6, 6))
    assert random_orders(["a"], Rule(4, 2)).documents is None
    assert random_orders([(), ()], Rule(1, 1)).reached == 0.0


@given(st.lists(st.text(alphabet="abcdef", max_size=4), min_size=1, max_size=8), st.integers(1, 3), st.integers(1, 3))
def test_new_codes_add_up_and_no_code_is_new_twice(codes: list[str], base: int, run: int) -> None:
    new = first_uses(codes)
    assert sum(map(len, new)) == len(set().union(*map(set, codes)))
    found = saturation(list(map(len, new)), Rule(base, run))
    assert found.base_codes + sum(each.new for each in found.runs[::run]) <= sum(map(len, new))


def test_documents_stand_in_the_order_of_their_dates_else_in_the_study_s() -> None:
    made = [*used("I1", "a"), *used("I2", "b"), *used("I3", "a", "c"), *used("I4", "b")]
    dated = uses(evidence(*made, dates=("2026-02-01", "2026-01-05", "2026-01-04", "2026-03-01")))
    assert (dated.documents, dated.by) == (("I3", "I2", "I1", "I4"), "date")
    assert dated.new == (("a", "c"), ("b",), (), ())
    partly = uses(evidence(*made, dates=("2026-02-01",)))
    assert (partly.documents, partly.by) == (("I1", "I2", "I3", "I4"), None)
    numbered = uses(evidence(*made, dates=("10", "9", "2", "1")))
    assert numbered.documents == ("I4", "I3", "I2", "I1")
    with pytest.raises(NotFoundError, match="Nearest: date"):
        uses(evidence(*made, dates=("1", "2", "3", "4")), order="dat")


def test_an_emergent_code_is_new_where_it_arose_and_an_a_priori_one_where_it_is_first_used() -> None:
    """`e` came up in I3; I1 was coded with it afterwards."""
    made = [*used("I1", "e", at="2026-03-09"), *used("I2", "a"), *used("I3", "e", at="2026-03-01"), *used("I4", "a")]
    found = uses(evidence(*made))
    assert found.new == ((), ("a",), ("e",), ())
    display = documents_display(found, Rule(1, 1))
    assert (column(display, "first"), column(display, "arose")) == ([0, 1, 0, 0], [0, 0, 1, 0])
    assert any("for them this is their first use, not their discovery" in note for note in display.notes)
    codes = codes_display(found)
    assert [row.key for row in codes.rows] == ["a", "e"]
    assert column(codes, "since") == [None, "2026-03-01"]
    assert column(codes, "where") == ["I2", "I3"]
    assert codes.rows[1].cells[-1].codings == ("k0", "k2")


def test_every_figure_leads_to_its_codings() -> None:
    made = [*used("I1", "a", "b"), *used("I2", "c"), *used("I3", "a"), *used("I4", "c")]
    display = documents_display(uses(evidence(*made)), Rule(1, 2))
    cells = dict(zip([each.key for each in display.columns], display.rows[2].cells, strict=True))
    assert cells["ratio"].value == 0.5
    assert cells["ratio"].codings == ("k2",)
    assert cells["total"].codings == ("k0", "k1", "k2")
    assert display.rows[0].cells[0].codings == ("k0", "k1")
    assert display.seed == 1


def test_codes_below_a_level_count_in_theirs() -> None:
    made = [*used("I1", "a"), *used("I2", "b"), *used("I3", "c"), *used("I4", "a")]
    assert uses(evidence(*made), level=1).new == (("T",), (), ("c",), ())


def test_documents_nobody_coded_are_set_aside_and_unfinished_ones_are_said() -> None:
    made = [*used("I1", "a"), *used("I2", "b")]
    found = uses(evidence(*made, done=False))
    assert (found.documents, found.set_aside) == (("I1", "I2"), {UNCODED: 2})
    notes = documents_display(found).notes
    assert any(note.startswith("2 of the documents are coded but not finished") for note in notes)
    assert "Saturation is not tested: base and run need 6 documents, and there are 2." in notes[0]


def test_each_role_has_its_own_documents_and_passages() -> None:
    made = [
        *used("I1", "a", role="official"),
        *used("I2", "a", role="official"),
        *used("I3", "a", "b", role="college"),
        *used("I4", "c", role="college"),
    ]
    known = evidence(*made)
    display = roles_display({role: uses(known, role=role) for role in ("official", "college")}, Rule(1, 1))
    assert [row.key for row in display.rows] == ["official", "college"]
    assert column(display, "documents") == [2, 2]
    assert column(display, "reached") == ["1+1", "not reached"]
    assert column(display, "last") == [0.0, 0.5]


def test_other_rules_are_laid_side_by_side() -> None:
    rows = [(f"D{place:02d}", code) for place, codes in enumerate(TWELVE) for code in codes]
    display = rules_display(uses_of_table(rows))
    assert len(display.rows) == 12
    assert column(display, "reached")[1] == "7+3"


def test_data_from_elsewhere_keep_their_order_and_may_have_documents_without_codes() -> None:
    found = uses_of_table([("z", "a"), ("b", ""), ("z", "b"), ("a", "a")])
    assert (found.documents, found.counts) == (("z", "b", "a"), (2, 0, 0))
    display = documents_display(found)
    assert [each.key for each in display.columns][:2] == ["new", "total"]


def test_what_is_held_out_brings_new_concepts_categories_and_relations_or_none() -> None:
    made = [
        *(("I1", "a", 0, "", None), ("I1", "c", 150, "", None), ("I2", "b", 0, "", None)),
        *(("I3", "a", 0, "", None), ("I3", "c", 20, "", None), ("I4", "e", 0, "", None)),
    ]
    display = holdout_display(evidence(*made), ["I3", "I4"], TURNS)
    assert [row.key for row in display.rows] == ["I3", "I4", "@all"]
    assert column(display, "concepts") == [0, 1, 1]
    assert column(display, "categories") == [0, 1, 1]
    assert column(display, "relations") == [1, 0, 1]
    assert column(display, "relations_names") == ["Top – C", "none", "Top – C"]
    assert display.rows[0].cells[5].codings == ("k3", "k4")


def test_held_out_documents_must_be_coded_and_leave_others() -> None:
    known = evidence(*used("I1", "a"))
    with pytest.raises(UsageError, match="Nothing is coded in I2"):
        holdout_display(known, ["I2"], TURNS)
    with pytest.raises(UsageError, match="Every coded document is held out"):
        holdout_display(known, ["I1"], TURNS)


def test_uses_without_documents_give_an_empty_table() -> None:
    empty = replace(uses_of_table([]), codes=(), new=())
    assert isinstance(empty, Uses)
    assert documents_display(empty).rows == ()

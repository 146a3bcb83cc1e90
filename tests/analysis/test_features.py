"""Key features by a declared rule: states, support, replication, and what never counts as a negative case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from qualcode.analysis.feature_displays import feature_list, features_by_case
from qualcode.analysis.feature_quotes import negative_cases, support
from qualcode.analysis.feature_rules import feature_rules
from qualcode.analysis.features import DOCUMENTS, Finding, InCase, find_features
from qualcode.analysis.rivals import merged, rival_readings
from qualcode.model.case import Case
from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import Coding, Stance
from qualcode.model.evidence import CoderSet, DocumentFacts, Evidence, Passage
from qualcode.model.feature import FeatureRule, Rival
from qualcode.model.span import Span

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "references" / "crosscase.yaml"
CODES = ("F", "F-SUB", "NOT", "OTHER")
BOOK = Codebook(
    (
        Code("F", {"": "Feature"}, children=("F-SUB",)),
        Code("F-SUB", {"": "Below"}, parent="F", level=2),
        Code("NOT", {"": "Counter"}),
        Code("OTHER", {"": "Other"}),
    )
)


def said(
    case: str, number: int, code: str = "F", stance: Stance | None = None, role: str | None = "official"
) -> Passage:
    """A passage of five characters in the interview of a case, or in its document when there is no role."""
    document = f"{case}/agreement" if role is None else f"I-{case}"
    span = Span(number * 10, number * 10 + 5)
    coding = Coding(f"{document}-{number}-{code}", document, code, "c1", f"words {number}", span, stance=stance)
    return Passage(coding, f"{document}:{number}", role=role, case=case)


def evidence(*passages: Passage, cases: tuple[str, ...] = ("p", "q", "r"), decided: bool = True) -> Evidence:
    """Three cases with an interview and an agreement each, finished under the whole codebook or not at all."""
    known = frozenset(CODES) if decided else frozenset()
    facts = tuple(
        DocumentFacts(id, kind, (case,), decided=known)  # type: ignore[arg-type]
        for case in cases
        for id, kind in ((f"I-{case}", "interview"), (f"{case}/agreement", "case"))
    )
    own = tuple(Case(case, (f"I-{case}", f"{case}/agreement")) for case in cases)
    return Evidence(passages, facts, own, BOOK, CoderSet("as asked for", ("c1",), {}))


def found(known: Evidence, **rule: Any) -> Finding:
    return find_features(known, [FeatureRule("f", {"": "Feature"}, codes=("F",), **rule)])[0]


def in_case(known: Evidence, case: str = "p", **rule: Any) -> InCase:
    return next(each for each in found(known, **rule).cases if each.case == case)


@pytest.mark.parametrize(
    ("stances", "state"),
    [
        ([None], "supported"),
        (["affirms", "planned"], "supported"),
        (["denies"], "contradicted"),
        (["denies", "planned"], "contradicted"),
        (["affirms", "denies"], "partial"),
        (["mixed"], "partial"),
        (["planned"], "planned"),
        ([], "silent"),
    ],
)
def test_a_state_follows_from_what_affirms_and_what_denies(stances: list[Stance | None], state: str) -> None:
    assert in_case(evidence(*(said("p", n, stance=each) for n, each in enumerate(stances)))).state == state


def test_silence_is_not_known_where_a_document_of_the_case_is_not_finished() -> None:
    assert in_case(evidence(decided=False)).state is None
    assert in_case(evidence(said("p", 1), decided=False)).state == "supported"


def test_a_counter_code_denies_and_its_own_denial_affirms() -> None:
    assert in_case(evidence(said("p", 1, "NOT")), counter=("NOT",)).state == "contradicted"
    assert in_case(evidence(said("p", 1, "NOT", "denies")), counter=("NOT",)).state == "supported"
    assert in_case(evidence(said("p", 1), said("p", 2, "NOT")), counter=("NOT",)).state == "partial"


def test_a_code_below_speaks_for_its_parents_feature_and_an_identical_passage_counts_once() -> None:
    case = in_case(evidence(said("p", 1), said("p", 1, "F-SUB"), said("p", 2, "F-SUB")))
    assert len(case.side.affirming) == 2


def test_a_feature_is_key_when_enough_cases_support_it_from_enough_sources() -> None:
    both = [p for case in ("p", "q") for p in (said(case, 1), said(case, 2, role=None))]
    assert found(evidence(*both), cases=2).standing == "key"
    assert found(evidence(*both), cases=3).standing == "not key"
    assert in_case(evidence(*both)).sources == ("official", DOCUMENTS)
    one_source = [said(case, number) for case in ("p", "q") for number in (1, 2)]
    assert found(evidence(*one_source), cases=2).standing == "not key"
    assert found(evidence(*one_source), cases=2, roles=1).standing == "key"
    assert found(evidence(*one_source), cases=2, roles=1, quotes=3).standing == "not key"


def test_a_feature_that_is_also_denied_is_contested_and_never_key() -> None:
    passages = [
        p for case in ("p", "q") for p in (said(case, 1), said(case, 2, role=None), said(case, 3, stance="denies"))
    ]
    assert found(evidence(*passages), cases=2).standing == "contested"


def test_replication_is_told_from_what_was_expected_beforehand() -> None:
    known = evidence(said("p", 1), said("q", 1, stance="denies"))
    cases = {
        each.case: each.replication
        for each in found(known, expect={"p": "supported", "q": "contradicted", "r": "supported"}).cases
    }
    assert cases == {"p": "literal", "q": "theoretical", "r": "failed"}
    assert in_case(known).replication == "untested"


def test_only_a_contradicted_case_is_a_negative_case() -> None:
    known = evidence(said("p", 1, stance="denies"), said("q", 1, stance="planned"))
    row = feature_list(known, [found(known)]).rows[0]
    cells = dict(zip([c.key for c in feature_list(known, [found(known)]).columns], row.cells, strict=True))
    assert cells["negative"].value == "p"
    assert cells["negative"].codings == ("I-p-1-F",)
    assert cells["others"].value == "q planned only; r not mentioned"


def test_each_cell_of_features_by_cases_names_its_places_and_codings() -> None:
    known = evidence(said("p", 1), said("p", 2, stance="denies"))
    row = features_by_case(known, [found(known)], "zh").rows[0]
    assert [cell.value for cell in row.cells] == ["部分落实 (I-p:1 / I-p:2)", "未提及", "未提及"]
    assert row.cells[0].codings == ("I-p-1-F", "I-p-2-F")


def test_denials_stand_in_their_words() -> None:
    known = evidence(said("p", 1, stance="denies"))
    display = negative_cases(known, [found(known, expect={"p": "contradicted"})])
    heading, row = display.rows
    assert heading.label == "Feature" and {cell.value for cell in heading.cells} == {None}
    assert [cell.value for cell in row.cells] == [
        "contradicted (expected: contradicted)", "denies", ("“words 1” (I-p:1)",),
    ]  # fmt: skip
    assert row.label == "p" and row.cells[-1].codings == ("I-p-1-F",)


def test_each_passage_against_a_feature_is_marked_with_what_it_is() -> None:
    known = evidence(said("p", 1, stance="denies"), said("p", 2, stance="mixed"), said("p", 3, "NOT"))
    known = replace(known, passages=(*known.passages, said("q", 1), said("r", 1, stance="denies")))
    display = negative_cases(known, [found(known, counter=("NOT",))])
    assert [row.cells[1].value for row in display.rows[1:]] == ["denies", "counter-code NOT", "mixed", "denies"]
    assert "makes a negative case: 1 here" in display.notes[0]


def test_passages_for_a_feature_come_from_its_sources_in_turn_and_those_with_a_stance_first() -> None:
    passages = [said("p", number) for number in (1, 2, 3)]
    passages += [said("p", 4, stance="affirms"), said("p", 5, role="college"), said("p", 6, role=None)]
    known = evidence(*passages)
    rows = support(known, [found(known)], most=3).rows[1:]
    assert [row.cells[2].value for row in rows] == [
        ("“words 4” (I-p:4)",), ("“words 5” (I-p:5)", "“words 6” (p/agreement:6)"),
    ]  # fmt: skip
    assert [row.cells[1].value for row in rows] == ["affirms", "no stance given"]
    assert rows[0].cells[0].value == "supported; 3 of 6"


def test_what_a_feature_is_made_of_names_families_thresholds_and_what_it_shares_with_another() -> None:
    known = evidence(said("p", 1))
    rules = [
        FeatureRule("f", {"": "One"}, codes=("F",), counter=("NOT",), expect={"p": "supported"}, because="theory"),
        FeatureRule("g", {"": "Other"}, codes=("F-SUB", "GONE"), cases=2),
    ]
    display = feature_rules(known, find_features(known, rules))
    assert [cell.value for cell in display.rows[0].cells] == [
        "F Feature (with F-SUB)", "NOT Counter", "3 cases, each with 2 sources and 2 passages",
        "p: supported – theory",
    ]  # fmt: skip
    assert display.rows[1].cells[0].value == "F-SUB Below; GONE"
    assert "One and Other (F-SUB)" in display.notes[1]


def test_the_list_counts_planned_passages_and_those_for_it_that_have_no_stance() -> None:
    stances: tuple[Stance | None, ...] = (None, "affirms", "mixed", "denies", "planned")
    known = evidence(*(said("p", number, stance=stance) for number, stance in enumerate(stances)))
    display = feature_list(known, [found(known)])
    at = [column.key for column in display.columns].index("passages")
    cell = display.rows[0].cells[at]
    assert cell.value == "2 (1); 1; 1; 1" and len(cell.codings) == 5
    assert any("1 of the 2 passages for a feature" in note for note in display.notes)


def test_a_rival_reading_shows_its_evidence_on_both_sides() -> None:
    known = evidence(said("p", 1, "OTHER"), said("q", 1, "OTHER", "denies"), said("r", 1, "NOT"))
    display = rival_readings(known, [Rival("luck", {"": "Luck"}, codes=("OTHER",), counter=("NOT",))], [found(known)])
    assert [cell.value for cell in display.rows[0].cells] == [
        "all features", "p", 1, 0, 2, ("“words 1” (I-p:1): no stance given",), None,
        ("“words 1” (I-q:1): denies", "“words 1” (I-r:1): counter-code NOT"),
    ]  # fmt: skip


def test_words_that_also_affirm_a_feature_are_no_evidence_for_its_rival() -> None:
    known = evidence(said("p", 1, "OTHER"), said("p", 1, "F"), said("p", 2, "OTHER"), said("p", 3, "OTHER", "mixed"))
    rival = Rival("luck", codes=("OTHER",), features=("f",))
    cells = rival_readings(known, [rival], [found(known)]).rows[0].cells
    assert [cell.value for cell in cells[2:5]] == [1, 2, 0]
    assert cells[2].codings == ("I-p-2-OTHER",)
    other = rival_readings(known, [Rival("luck", codes=("OTHER",), features=("else",))], [found(known)]).rows[0].cells
    assert [cell.value for cell in other[2:5]] == [2, 1, 0]


def test_passages_that_overlap_in_one_document_count_once_by_the_longest() -> None:
    def at(start: int, end: int, document: str = "D") -> Passage:
        return Passage(Coding(f"{document}{start}-{end}", document, "F", "c1", "w", Span(start, end)), "a")

    passages = [at(0, 15), at(0, 21), at(21, 30), at(25, 28), at(0, 5, "E")]
    assert [p.coding.id for p in merged(passages)] == ["D0-21", "D21-30", "E0-5"]


def test_support_of_five_constructed_programmes_equals_the_reference() -> None:
    if not SHARED.is_file():
        pytest.skip("the published reference cases are not beside this checkout")
    case = next(c for c in yaml.safe_load(SHARED.read_text("utf-8"))["cases"] if c["kind"] == "key_features")
    programmes = case["data"]
    for feature, expected in case["expected"].items():
        voices = [
            said(programme, number, role=role)
            for programme, features in programmes.items()
            for number, role in enumerate(features.get(feature, ()))
        ]
        finding = found(evidence(*voices, cases=tuple(programmes)), quotes=1)
        supporting = finding.where("supported")
        assert [each.case for each in supporting] == expected["cases"]
        assert len(supporting) == expected["case_support"]
        assert sorted({source for each in supporting for source in each.sources}) == expected["roles"]
        assert len(finding.support) == expected["cases_with_2plus_roles"]
        assert [each.case for each in finding.where("silent")] == expected["negative_cases"]

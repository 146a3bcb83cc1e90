"""Reading and editing structure.yaml: every fault at its line, old ids followed, comments kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import AmbiguousError, NotFoundError, StudyError, UsageError
from qualcode.model.codebook import Code, Codebook
from qualcode.model.structure import Concept, Relation, Theme
from qualcode.study.structure_edit import with_core, with_grouping, with_relation, without_grouping, without_relations
from qualcode.study.structure_file import read_structure
from qualcode.study.study import Study

BOOK = Codebook((Code("POL", {"": "Policy"}, was=("POL-OLD",)), Code("AST", {"": "Assets"}), Code("MOT", {})))
GOOD = """\
# first words
concepts:
  - id: rules  # the offices
    name: {en: Rules, zh: 规定}
    codes: [POL-OLD]
    memo: {en: why, zh: 何故}
  - id: assets
    codes: [AST]
    quotes: [ABCD]
themes:
  - id: deferral
    name: Deferral
    of: [rules, ASSETS]
dimensions:
  - {id: idle, of: [deferral]}
relations:
  # the only one
  - {from: rules, to: assets, type: condition, memo: said so}
core: {of: idle, memo: all leads here}
"""


def faults(text: str) -> list[str]:
    """Return the faults of a structure as `line: message remedy`."""
    return [f"{p.line}: {p.message} {p.remedy}".strip() for p in read_structure(text.encode(), BOOK).problems]


def test_a_whole_structure_is_read_and_an_old_id_of_a_code_leads_to_the_present_one() -> None:
    reading = read_structure(GOOD.encode(), BOOK)
    structure = reading.structure
    assert reading.problems == ()
    assert structure.concepts[0] == Concept(
        "rules", {"en": "Rules", "zh": "规定"}, {"en": "why", "zh": "何故"}, 3, ("POL",)
    )
    assert structure.themes == (Theme("deferral", {"": "Deferral"}, {}, 11, ("rules", "assets")),)
    assert structure.relations == (Relation("rules", "assets", "condition", {"": "said so"}, (), 18),)
    assert (structure.core, structure.core_memo) == ("idle", {"": "all leads here"})
    assert [concept.id for concept in structure.concepts_of("idle")] == ["rules", "assets"]


def test_every_fault_is_reported_at_once_with_its_line_and_a_remedy() -> None:
    text = """\
concepts:
  - {id: rules, codes: [PLO, POL]}
  - {id: Rules, codes: [AST]}
  - {id: empty}
  - {codes: [AST]}
themes:
  - {id: deferral, of: [rule]}
dimensions:
  - {id: idle, of: [rules]}
relations:
  - {from: rules, to: rules, type: condition}
  - {from: rules, to: deferral, type: conditon}
  - {from: rules, to: deferral, type: context}
  - {from: rules, to: deferral, type: context}
core: iddle
colour: red
"""
    found = faults(text)
    assert [line.split(":")[0] for line in found] == ["2", "3", "4", "5", "7", "9", "11", "12", "14", "15", "16"]
    assert '2: No code "PLO". Did you mean POL?' in found[0]
    assert "stands twice: lines 2 and 3" in found[1]
    assert 'No concept "rule". Did you mean rules?' in found[4]
    assert 'No theme "rules".' in found[5]
    assert "related to itself" in found[6]
    assert "Write condition." in found[7]
    assert "The same relation stands in line 13" in found[8]
    assert "Did you mean idle" in found[9]


def test_a_member_of_two_groupings_is_a_warning() -> None:
    text = "concepts: [{id: a, codes: [POL]}]\nthemes:\n  - {id: t, of: [a]}\n  - {id: u, of: [a]}\n"
    (problem,) = read_structure(text.encode(), BOOK).problems
    assert (problem.severity, problem.line) == ("warning", 4)


@given(st.text(max_size=60))
def test_reading_never_raises(text: str) -> None:
    for content in (text, f"concepts: {text}", f"relations:\n  - {text}"):
        read_structure(content.encode("utf-8", "surrogatepass"), BOOK)


def test_without_a_codebook_no_code_is_missing() -> None:
    assert read_structure(b"concepts: [{id: a, codes: [NOWHERE]}]").structure.concepts[0].codes == ("NOWHERE",)


def test_a_grouping_is_found_by_id_and_by_name_and_else_the_nearest_is_named() -> None:
    structure = read_structure(GOOD.encode(), BOOK).structure
    assert structure.lookup("规定").id == "rules"
    with pytest.raises(NotFoundError, match="Nearest: rules"):
        structure.lookup("rulez")
    twice = b"concepts: [{id: a, name: X, codes: [POL]}, {id: b, name: X, codes: [AST]}]"
    with pytest.raises(AmbiguousError):
        read_structure(twice, BOOK).structure.lookup("x")


def test_edits_keep_comments_layout_and_everything_else() -> None:
    text = with_grouping(GOOD, "concept", "cooling", ["MOT"], name="Cooling", memo="they go")
    assert "# first words" in text and "# the offices" in text and "# the only one" in text
    assert "  - id: cooling\n    name: Cooling\n    codes: [MOT]\n    memo: they go\n" in text
    again = with_grouping(text, "theme", "DEFERRAL", ["cooling", "rules"])
    assert "of: [rules, ASSETS, cooling]" in again
    related = with_relation(again, "assets", "cooling", "condition", memo="先后", quotes=["WXYZ"])
    structure = read_structure(related.encode(), BOOK).structure
    assert [(r.source, r.target, r.quotes) for r in structure.relations][1] == ("assets", "cooling", ("WXYZ",))
    assert with_relation(related, "assets", "cooling", "condition", memo="先后") == related


def test_a_memo_in_several_languages_is_edited_in_one_of_them() -> None:
    assert "memo: {en: why, zh: 因为}" in with_grouping(GOOD, "concept", "rules", [], memo="因为", language="zh")
    with pytest.raises(UsageError, match="Say which with --lang"):
        with_grouping(GOOD, "concept", "rules", [], memo="因为")


def test_the_core_and_what_is_taken_out() -> None:
    assert read_structure(with_core(GOOD, "idle").encode()).structure.core_memo == {"": "all leads here"}
    assert read_structure(with_core(GOOD, "rules").encode()).structure.core_memo == {}
    assert "relations" not in without_relations(GOOD, "rules", "assets")
    assert "assets" not in without_grouping("concepts:\n  - id: rules\n  - id: assets\n", "assets")


def test_a_file_begins_from_nothing_and_what_is_no_structure_is_refused() -> None:
    assert with_grouping("", "concept", "a", ["POL"]) == "concepts:\n  - id: a\n    codes: [POL]\n"
    assert with_core("# only a comment\n", "a") == "# only a comment\ncore:\n  of: a\n"
    with pytest.raises(StudyError, match="not a table of keys"):
        with_core("- a\n", "a")
    with pytest.raises(StudyError, match="cannot be edited"):
        with_core("a: [\n", "a")


def test_the_bundled_structure_is_without_fault_and_says_everything_in_both_languages() -> None:
    study = Study(Path(__file__).resolve().parents[2])
    assert study.structure_reading.problems == ()
    structure = study.structure
    assert structure.core is not None
    for relation in structure.relations:
        assert set(relation.memo) == {"en", "zh"}, relation
    for grouping in structure.groupings:
        assert set(grouping.memo) == set(grouping.names) == {"en", "zh"}, grouping

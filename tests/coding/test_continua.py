"""Passages of a study as continua: what is cut out, what is missing, what is set aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from studies import code, make_study, reopened, write_document

from qualcode.agreement.found import Asked
from qualcode.coding import codebook_acts
from qualcode.coding.agree_passages import agree_passages
from qualcode.coding.continua import NOT_SHARED, Cutting, continua
from qualcode.coding.marks import done
from qualcode.coding.retrieve import UNANCHORED
from qualcode.coding.units import SKIPPED, Comparison
from qualcode.errors import UsageError
from qualcode.model.span import Span
from qualcode.study.study import Study

TEXT = "Q: 问一。\nA: 一二三四五六七八九十。\nQ: 问二。\nA: 甲乙丙丁戊己庚辛壬癸。\n"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Two documents; both coders have finished D, c1 alone has finished E."""
    made = make_study(tmp_path / "s", documents={"D": TEXT, "E": TEXT}, codes=("A", "B"))
    code(made, "c1", "D", "一二三四", "A")
    code(made, "c2", "D", "三四五六", "A")
    code(made, "c2", "D", "甲乙", "B")
    code(made, "c1", "E", "一二三四", "A")
    for coder, id in (("c1", "D"), ("c2", "D"), ("c1", "E")):
        done(made, made.coder(coder), id)
    return reopened(made)


def skipping(study: Study) -> Study:
    toml = study.root / "qualcode.toml"
    toml.write_text(toml.read_text("utf-8").replace("# skip_turn_roles", "skip_turn_roles"), encoding="utf-8")
    return reopened(study)


def test_a_document_that_only_one_coder_finished_is_set_aside(study: Study) -> None:
    found = continua(study)
    assert [one.document for one in found.continua] == ["D"]
    assert found.set_aside == {NOT_SHARED: 1}
    assert found.continua[0].length == len(study.document("D").text)
    place = TEXT.index("一二")
    assert found.continua[0].spans["c1"] == ((place, place + 4, "A"),)
    assert found.codes == ("A", "B")


def test_a_third_coder_who_has_not_finished_a_document_is_missing_there(study: Study) -> None:
    made = make_study(study.root.parent / "three", documents={"D": TEXT}, codes=("A", "B"), coders=("c1", "c2", "c3"))
    code(made, "c3", "D", "一二三四", "A")
    for coder in ("c1", "c2"):
        done(made, made.coder(coder), "D")
    assert continua(reopened(made)).continua[0].coders == ("c1", "c2")


def test_the_interviewers_turns_are_cut_out_and_their_codings_counted(study: Study) -> None:
    code(study, "c1", "D", "问二", "B")
    code(study, "c1", "D#14-24", None, "B")
    whole, cut = continua(reopened(study)), continua(skipping(study))
    document = study.document("D")
    asked = sum(len(turn.span) for turn in document.turns if turn.turn_role == "interviewer")
    assert asked == len("Q: 问一。") + len("Q: 问二。")
    assert cut.cut == asked
    assert cut.continua[0].length == whole.continua[0].length - asked
    assert cut.set_aside[SKIPPED] == 1
    place = TEXT.index("一二") - len("Q: 问一。")
    assert cut.continua[0].spans["c1"][0] == (place, place + 4, "A")


def test_a_passage_across_a_cut_turn_is_one_passage_of_what_is_left() -> None:
    text = Cutting(30, [Span(10, 14), Span(20, 25)])
    assert (text.cut, text.length) == (9, 21)
    assert text.passage(Span(8, 16)) == (8, 12)
    assert text.passage(Span(11, 13)) is None
    assert text.passage(Span(12, 22)) == (10, 16)
    assert text.passage(Span(28, 30)) == (19, 21)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=4), st.integers(0, 59), st.integers(1, 20))
def test_cutting_keeps_the_characters_that_are_not_cut(pieces: list[tuple[int, int]], start: int, size: int) -> None:
    out: list[Span] = []
    for begin, length in sorted(pieces):
        if not out or begin >= out[-1].end:
            out.append(Span(begin, begin + length))
    gone = {place for span in out for place in range(span.start, span.end)}
    kept = [place for place in range(80) if place not in gone]
    text = Cutting(80, out)
    own = [kept.index(place) for place in range(start, start + size) if place in kept]
    assert text.length == len(kept)
    assert text.passage(Span(start, start + size)) == ((own[0], own[-1] + 1) if own else None)


def test_a_coding_whose_words_are_gone_is_counted_and_in_no_figure(study: Study) -> None:
    write_document(study.root, "D", TEXT.replace("甲乙丙丁戊己庚辛壬癸", "完全另外的一句话，与先前毫无相同"))
    found = continua(reopened(study))
    assert found.set_aside[UNANCHORED] == 1
    assert all(passage[2] == "A" for passages in found.continua[0].spans.values() for passage in passages)


def test_a_code_made_after_a_coder_finished_is_missing_in_its_own_row(study: Study) -> None:
    codebook_acts.add(study, study.coder("c2"), codebook_acts.NewCode("C"))
    later = reopened(study)
    new = next(each for each in later.codebook.by_id if each not in ("A", "B"))
    code(later, "c2", "D", "壬癸", new)
    done(later, later.coder("c2"), "D")
    found = continua(reopened(study))
    assert new in found.codes
    assert found.alone(new)[0].coders == ("c2",)
    assert found.alone("A")[0].coders == ("c1", "c2")
    assert found.unknown == 1


def test_codes_are_folded_and_narrowed(tmp_path: Path) -> None:
    made = make_study(tmp_path, documents={"D": "Respondent: The subsidy never came.\n"})
    code(made, "c1", "D", "subsidy", "BOT-POL")
    code(made, "c2", "D", "subsidy", "BOT-MOT")
    code(made, "c2", "D", "never", "GOV")
    for coder in ("c1", "c2"):
        done(made, made.coder(coder), "D")
    folded = continua(reopened(made), Comparison(level=1))
    assert folded.codes == ("BOT", "GOV")
    assert folded.continua[0].spans["c1"] == tuple(one for one in folded.continua[0].spans["c2"] if one[2] == "BOT")
    assert continua(reopened(made), Comparison(codes=("GOV",))).codes == ("GOV",)


def test_identical_passages_give_one_and_the_whole_is_said(study: Study) -> None:
    made = make_study(study.root.parent / "same", documents={"D": TEXT, "E": TEXT}, codes=("A", "B"))
    for coder in ("c1", "c2"):
        for id, words, which in (("D", "一二三", "A"), ("E", "甲乙", "B")):
            code(made, coder, id, words, which)
            done(made, made.coder(coder), id)
    every = agree_passages(reopened(made), Comparison(), Asked(("u_alpha", "cu_alpha", "boundary_similarity")))
    pooled = {one.coefficient: one.value for one in every.agreement.results if one.scope == "pooled"}
    assert pooled == {"u_alpha": 1.0, "cu_alpha": 1.0, "boundary_similarity": 1.0}


def test_one_coder_is_refused(study: Study) -> None:
    with pytest.raises(UsageError, match="Agreement needs two coders"):
        continua(study, Comparison(coders=("c1",)))


def test_coders_who_share_no_document_are_told_so(study: Study) -> None:
    with pytest.raises(UsageError, match="no document that two of c1, c2 have finished"):
        agree_passages(study, Comparison(documents=("E",)), Asked())

"""Passages that cannot be compared: refused with the place named, set aside and counted, or undefined with a sentence."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import numpy as np
import pytest

import qualcode.agreement.wording as wording
from qualcode.agreement.coefficient import Estimate
from qualcode.agreement.unitising import alignment
from qualcode.agreement.unitising.alpha import CU_ALPHA, FAMILY, U_ALPHA, U_ALPHA_BINARY, family, ku_alpha
from qualcode.agreement.unitising.alpha_1995 import u_alpha_1995
from qualcode.agreement.unitising.boundaries import boundary_similarity, replicates
from qualcode.agreement.unitising.continuum import Continuum, Passage, PassageError, from_rows
from qualcode.agreement.unitising.gamma import gamma
from qualcode.agreement.unitising.tally import tally
from qualcode.agreement.wording_sets import WORDS_SETS
from qualcode.errors import NotFoundError

AGREEMENT = Path(wording.__file__).parent


def text(*coders: tuple[Passage, ...], length: int = 20, document: str = "INT01") -> Continuum:
    return Continuum(document, length, {f"c{number}": own for number, own in enumerate(coders, 1)})


def every(*continua: Continuum) -> list[Estimate]:
    found = [*family(tally(continua), ("A",)).values(), u_alpha_1995(continua), boundary_similarity(continua)]
    return [*found, *(gamma(one, seed=1) for one in continua)]


def why(estimate: Estimate) -> str:
    assert estimate.value is None
    return estimate.notes[0].key


@pytest.mark.parametrize("passage", [(15, 21, "BOT"), (-1, 4, "BOT"), (5, 5, "BOT"), (9, 5, "BOT")])
def test_a_passage_outside_the_text_is_refused_with_its_place(passage: Passage) -> None:
    with pytest.raises(PassageError) as refused:
        text((), ((1, 2, "A"), passage))
    start, end, _ = passage
    for said in ("INT01", "c2", '"BOT"', f"[{start}, {end})", "[0, 20)", "Nothing was computed"):
        assert said in str(refused.value)
    assert refused.value.exit_code == 3


def test_a_document_without_length_is_named() -> None:
    with pytest.raises(NotFoundError, match=r'No length of document "INT02".*--length INT02=N'):
        from_rows([("INT02", "c1", "A", 0, 4)], {"INT01": 20})


def test_rows_become_documents_that_every_coder_read() -> None:
    first, second = from_rows([("X", "c1", "A", 0, 4), ("Y", "c2", "B", 1, 2)], {"X": 9, "Y": 5})
    assert first == Continuum("X", 9, {"c1": ((0, 4, "A"),), "c2": ()})
    assert second == Continuum("Y", 5, {"c1": (), "c2": ((1, 2, "B"),)})


def test_one_coder() -> None:
    for estimate in every(text(((0, 4, "A"),))):
        assert why(estimate) == "one_coder"
    assert np.isnan(U_ALPHA.replicates(tally([text(((0, 4, "A"),))]), seed=1, count=2)).all()


def test_nobody_shares_a_document() -> None:
    apart = (Continuum("X", 9, {"c1": ((0, 4, "A"),)}), Continuum("Y", 9, {"c2": ()}))
    assert {why(one.of(tally(apart))) for one in FAMILY} == {"no_document_shared"}
    assert why(u_alpha_1995(apart)) == "no_document_shared"


def test_no_passage_at_all() -> None:
    *unitising, similar, whole = every(text((), ()))
    assert {why(estimate) for estimate in (*unitising, whole)} == {"no_passages"}
    assert why(similar) == "no_boundaries"
    assert np.isnan(replicates([text((), ())], seed=1, count=2)).all()


def test_no_text() -> None:
    found = [why(one.of(tally([text((), (), length=0)]))) for one in FAMILY]
    assert {*found, why(u_alpha_1995([text((), (), length=0)]))} == {"no_text"}


def test_one_value_on_the_whole_text() -> None:
    same = tally([text(((0, 20, "A"),), ((0, 20, "A"),))])
    assert [why(one.of(same)) for one in FAMILY] == ["one_value", "one_value", "one_code_meets"]
    covered = tally([text(((0, 20, "A"),), ((0, 10, "A"), (10, 20, "B")))])
    assert why(U_ALPHA_BINARY.of(covered)) == "one_value"
    assert U_ALPHA.of(covered).value is not None


def test_passages_that_never_meet() -> None:
    apart = tally([text(((0, 4, "A"),), ((10, 14, "B"),))])
    assert why(CU_ALPHA.of(apart)) == "never_meet"
    for code in ("A", "unused"):
        (note,) = ku_alpha(apart, code).of(apart).notes
        assert (note.key, dict(note.filling)) == ("code_never_meets", {"code": code})


def test_one_code_only_where_passages_meet() -> None:
    found = tally([text(((0, 4, "A"),), ((2, 6, "A"),))])
    assert why(CU_ALPHA.of(found)) == why(ku_alpha(found, "A").of(found)) == "one_code_meets"
    assert U_ALPHA.of(found).value is not None


def test_passages_that_meet_too_little_for_chance() -> None:
    """Of three coders two meet on one character: taking off units that meet themselves leaves nothing to draw."""
    found = tally([text((), ((0, 1, "A"),), ((0, 1, "B"),))])
    assert why(CU_ALPHA.of(found)) == "too_little_meets"


def test_overlapping_passages_of_one_code_are_joined_and_said() -> None:
    other = ((0, 9, "A"),)
    parted = tally([text(((0, 5, "A"), (3, 9, "A")), other)])
    assert [(note.key, dict(note.filling)) for note in parted.notes] == [("joined", {"count": 1})]
    assert U_ALPHA.of(parted).value == U_ALPHA.of(tally([text(other, other)])).value == pytest.approx(1)


def test_passages_that_only_touch_stay_two() -> None:
    touching = tally([text(((0, 5, "A"), (5, 9, "A")), ((0, 9, "A"),))])
    assert touching.notes == ()
    assert touching.totals.squares[0, 1] == 5**2 + 4**2 + 9**2


def test_overlapping_codes_of_one_coder_become_a_combination_and_are_said() -> None:
    found = tally([text(((0, 6, "A"), (4, 9, "B")), ((0, 6, "A"), (4, 9, "B")))])
    assert set(found.values) == {"", "A", "B", "A + B"}
    assert [(note.key, dict(note.filling)) for note in found.notes] == [("combined", {"count": 2})]
    assert found.totals.length[0].tolist() == [22, 8, 4, 6]


def test_documents_that_one_coder_finished_are_set_aside_and_said() -> None:
    both = text(((0, 4, "A"),), ((0, 5, "A"),))
    single = Continuum("INT02", 900, {"c1": ((0, 800, "B"),)})
    assert U_ALPHA.of(tally([both, single])).value == U_ALPHA.of(tally([both])).value
    assert [note.key for note in U_ALPHA.of(tally([both, single])).notes] == ["documents_alone"]
    assert [note.key for note in u_alpha_1995([both, single]).notes] == ["documents_not_all"]
    assert u_alpha_1995([both, single]).value == u_alpha_1995([both]).value


def test_gamma_refuses_what_it_cannot_align_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "MOST", 3)
    own = tuple((place, place + 3, "A") for place in range(0, 15, 5))
    assert why(gamma(text(own, own), seed=1)) == "gamma_too_large"


def test_gamma_says_its_samples_and_seed() -> None:
    found = gamma(text(((0, 4, "A"), (8, 12, "B")), ((1, 4, "A"), (8, 13, "A"))), seed=42, precision=0.5)
    (note,) = found.notes
    assert dict(note.filling)["seed"] == 42
    assert int(str(dict(note.filling)["count"])) >= 30
    assert gamma(text(((0, 4, "A"),), ((0, 4, "A"),)), seed=1, precision=0.5).value == pytest.approx(1)


@pytest.mark.parametrize("key", WORDS_SETS)
def test_both_languages_are_filled_with_the_same(key: str) -> None:
    english, chinese = ({name for _, name, _, _ in Formatter().parse(said) if name} for said in WORDS_SETS[key])
    assert english == chinese


def test_every_sentence_said_has_words() -> None:
    files = [file for room in ("sets", "unitising") for file in sorted((AGREEMENT / room).glob("*.py"))]
    said = {key for file in files for key in re.findall(r'Sentence\(\s*"(\w+)"', file.read_text(encoding="utf-8"))}
    assert len(said) > 15
    assert said <= {key for table in (*wording.TABLES, WORDS_SETS) for key in table}

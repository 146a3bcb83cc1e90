"""What holds for marked passages whatever the data, and the sweep against a count character by character."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qualcode.agreement.resample import Sample
from qualcode.agreement.unitising.alpha import CU_ALPHA, FAMILY, U_ALPHA, U_ALPHA_BINARY, family
from qualcode.agreement.unitising.alpha_1995 import u_alpha_1995
from qualcode.agreement.unitising.boundaries import boundary_similarity, replicates
from qualcode.agreement.unitising.continuum import Continuum, Passage, alone, cut
from qualcode.agreement.unitising.gamma import gamma, observed_disorder
from qualcode.agreement.unitising.tally import tally

CODES = "ABC"
LENGTH = 30


@st.composite
def passages(draw: st.DrawFn, overlapping: bool) -> tuple[Passage, ...]:
    if overlapping:
        edges = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 8), st.sampled_from(CODES))
        return tuple(
            (start, min(start + size, LENGTH), code) for start, size, code in draw(st.lists(edges, max_size=6))
        )
    places = sorted(draw(st.sets(st.integers(0, LENGTH), max_size=10)))
    found = [(a, b, draw(st.sampled_from((*CODES, "")))) for a, b in pairwise(places)]
    return tuple(passage for passage in found if passage[2])


@st.composite
def texts(draw: st.DrawFn, overlapping: bool = False, coders: int = 3) -> tuple[Continuum, ...]:
    return tuple(
        Continuum(f"D{number}", LENGTH, {f"c{who}": draw(passages(overlapping)) for who in range(coders)})
        for number in range(draw(st.integers(1, 2)))
    )


def values(continua: tuple[Continuum, ...]) -> dict[str, float | None]:
    found = family(tally(continua), tuple(CODES)) | {"u_alpha_1995": u_alpha_1995(continua)}
    return {name: one.value for name, one in found.items()} | {"B": boundary_similarity(continua).value}


def alike(first: dict[str, float | None], second: dict[str, float | None]) -> bool:
    return first.keys() == second.keys() and all(
        second[name] is None if value is None else second[name] == pytest.approx(value, abs=1e-7)
        for name, value in first.items()
    )


def by_characters(continuum: Continuum) -> dict[str, float]:
    """u, |u and cu as the paper words them, with one value for every character: slow, short and independent."""
    coders = len(continuum.spans)
    units: list[list[tuple[int, str]]] = []
    for spans in continuum.spans.values():
        row = [(-1, "")] * continuum.length
        for number, (start, end, code) in enumerate(spans):
            row[start:end] = [(number, code)] * (end - start)
        units.append(row)
    met: Counter[tuple[str, str]] = Counter()
    own: defaultdict[str, float] = defaultdict(float)
    meeting: defaultdict[str, float] = defaultdict(float)
    for spans in continuum.spans.values():
        for start, end, code in spans:
            own[code] += (end - start) ** 2
    own[""] = sum(value == "" for row in units for _, value in row)
    for one, two in permutations(range(coders), 2):
        shared: Counter[tuple[int, str]] = Counter()
        for (number, value), (_, other) in zip(units[one], units[two], strict=True):
            met[value, other] += 1
            if value and other:
                shared[number, value] += 1
        for (_, value), count in shared.items():
            meeting[value] += count**2 / (coders - 1)
    observed = {pair: count / (coders - 1) for pair, count in met.items()}
    codes = {"", *own}
    return {
        "u_alpha": _alpha(observed, own, codes, lambda c, k: c != k),
        "u_alpha_binary": _alpha(observed, own, codes, lambda c, k: (c == "") != (k == "")),
        "cu_alpha": _alpha({p: n for p, n in observed.items() if all(p)}, meeting, codes - {""}, lambda c, k: c != k),
    }


def _alpha(observed: dict[tuple[str, str], float], own: dict[str, float], codes: set[str], differ: object) -> float:
    assert callable(differ)
    length = {c: sum(n for (left, _), n in observed.items() if left == c) for c in codes}
    whole = sum(length.values())
    pairs = whole**2 - sum(own.get(c, 0.0) for c in codes)
    by_chance = {(c, k): length[c] * length[k] - (own.get(c, 0.0) if c == k else 0) for c in codes for k in codes}
    chance = sum(n for pair, n in by_chance.items() if differ(*pair))
    found = sum(n for pair, n in observed.items() if differ(*pair))
    return 1 - found * pairs / (whole * chance) if chance > 0 and pairs > 0 else float("nan")


@given(texts())
def test_the_sweep_counts_what_characters_count(continua: tuple[Continuum, ...]) -> None:
    expected = by_characters(continua[0])
    for one in FAMILY:
        value = one.of(tally(continua[:1])).value
        assert np.isnan(expected[one.name]) if value is None else value == pytest.approx(expected[one.name], abs=1e-9)


@given(texts(overlapping=True), st.permutations(CODES))
def test_names_of_codes_order_of_coders_and_documents_do_not_matter(
    continua: tuple[Continuum, ...], names: list[str]
) -> None:
    renamed = dict(zip(CODES, names, strict=True))
    moved = tuple(
        Continuum(
            one.document,
            one.length,
            {who: tuple((a, b, renamed[code]) for a, b, code in own) for who, own in reversed(list(one.spans.items()))},
        )
        for one in reversed(continua)
    )
    before, after = values(continua), values(moved)
    assert alike(before, after | {f"ku_alpha:{code}": after[f"ku_alpha:{renamed[code]}"] for code in CODES})


@given(texts(), st.integers(0, 20))
def test_moving_all_passages_along_the_text_changes_nothing(continua: tuple[Continuum, ...], shift: int) -> None:
    """Every gap but the outer ones stays, and those count by their characters alone (not so in 1995)."""
    back, front = (tuple(_moved(one, place, 50) for one in continua) for place in (0, shift))
    for one in FAMILY:
        first, second = one.of(tally(back)).value, one.of(tally(front)).value
        assert second is None if first is None else second == pytest.approx(first, abs=1e-9)


def _moved(one: Continuum, shift: int, length: int, scale: int = 1) -> Continuum:
    spans = {who: tuple((scale * a + shift, scale * b + shift, c) for a, b, c in own) for who, own in one.spans.items()}
    return Continuum(one.document, length, spans)


@given(texts(), st.integers(2, 1000))
def test_where_passages_meet_the_scale_does_not_matter(continua: tuple[Continuum, ...], scale: int) -> None:
    """A gap counts by its characters and a passage by its square, so uα itself is not free of scale: cuα and B are."""
    wide = tuple(_moved(one, 0, one.length * scale, scale) for one in continua)
    first, second = CU_ALPHA.of(tally(continua)).value, CU_ALPHA.of(tally(wide)).value
    assert second is None if first is None else second == pytest.approx(first, abs=1e-9)
    assert boundary_similarity(wide, reach=1).value == boundary_similarity(continua, reach=1).value


@given(passages(overlapping=True))
def test_coders_who_mark_the_same_have_one(own: tuple[Passage, ...]) -> None:
    assume(own and any(start > 0 or end < LENGTH for start, end, _ in own))
    continua = (Continuum("D", LENGTH, dict.fromkeys(("c1", "c2", "c3"), own)), Continuum("E", 5, {"c1": (), "c2": ()}))
    found = values(continua)
    assert found["u_alpha"] == pytest.approx(1)
    assert found["u_alpha_binary"] == pytest.approx(1)
    assert all(value is None or value == pytest.approx(1) for value in found.values())
    assert observed_disorder(continua[0]) == pytest.approx(0)


@given(texts(overlapping=True))
def test_texts_end_to_end_count_as_several_documents(continua: tuple[Continuum, ...]) -> None:
    joined = {
        who: tuple(
            (start + LENGTH * number, end + LENGTH * number, code)
            for number, one in enumerate(continua)
            for start, end, code in one.spans[who]
        )
        for who in continua[0].spans
    }
    whole = Continuum("all", LENGTH * len(continua), joined)
    for one in FAMILY:
        first, second = one.of(tally(continua)).value, one.of(tally([whole])).value
        assert second is None if first is None else second == pytest.approx(first, abs=1e-9)


@given(texts(overlapping=True), st.sets(st.integers(0, LENGTH)))
def test_a_text_cut_between_passages_keeps_its_counts(continua: tuple[Continuum, ...], places: set[int]) -> None:
    pieces = cut(continua[0], places)
    assert sum(piece.length for piece in pieces) == LENGTH
    for one in FAMILY:
        first, second = one.of(tally(continua[:1])).value, one.of(tally(pieces)).value
        assert second is None if first is None else second == pytest.approx(first, abs=1e-9)


@given(texts(overlapping=True), st.sampled_from(CODES))
def test_one_code_against_the_rest_never_needs_combinations(continua: tuple[Continuum, ...], code: str) -> None:
    found = tally(alone(continua, code))
    assert set(found.values) <= {"", code}
    assert "combined" not in {note.key for note in found.notes}


@given(texts(overlapping=True, coders=2))
def test_samples_have_the_value_itself(continua: tuple[Continuum, ...]) -> None:
    found = tally(continua)
    for one in FAMILY:
        value, drawn = one.of(found).value, one.sample(found)
        assert isinstance(drawn, Sample)
        assert np.isnan(drawn.estimate) if value is None else drawn.estimate == pytest.approx(value, abs=1e-9)


def _study(documents: int = 12) -> tuple[Continuum, ...]:
    chance = np.random.default_rng(3)
    found = []
    for number in range(documents):
        starts = np.sort(chance.choice(95, size=8, replace=False)) * 10
        first = tuple((int(a), int(a) + 9, CODES[int(chance.integers(3))]) for a in starts)
        second = tuple((a + 1, b, c if chance.random() < 0.8 else "A") for a, b, c in first if chance.random() < 0.9)
        found.append(Continuum(f"D{number}", 1000, {"c1": first, "c2": second}))
    return tuple(found)


def test_replicates_depend_on_the_seed_alone_and_lie_around_the_value() -> None:
    continua = _study()
    found = tally(continua)
    for one in (U_ALPHA, U_ALPHA_BINARY, CU_ALPHA):
        drawn, value = one.replicates(found, seed=5, count=400), one.of(found).value
        np.testing.assert_array_equal(drawn, one.replicates(found, seed=5, count=400))
        low, high = np.quantile(drawn, (0.025, 0.975))
        assert value is not None
        assert low < value < high
    similar = replicates(continua, 1, seed=5, count=400)
    low, high = np.quantile(similar, (0.025, 0.975))
    assert low < (boundary_similarity(continua, 1).value or 0) < high


def test_a_resample_is_the_value_of_the_documents_drawn() -> None:
    """Two documents: a draw holds each once, or one of them twice."""
    continua = _study(2)
    possible = [U_ALPHA.of(tally(pair)).value for pair in (continua, continua[:1] * 2, continua[1:] * 2)]
    for drawn in U_ALPHA.replicates(tally(continua), seed=1, count=30):
        assert any(drawn == pytest.approx(value, abs=1e-12) for value in possible)


def test_the_length_of_the_text_costs_nothing() -> None:
    started = time.perf_counter()
    wide = tuple(_moved(one, 0, one.length * 10**9, 10**9) for one in _study(2))
    assert U_ALPHA.of(tally(wide)).value is not None
    assert boundary_similarity(wide).value is not None
    assert u_alpha_1995(wide).value is not None
    assert time.perf_counter() - started < 2


@settings(max_examples=8, deadline=None)
@given(texts(coders=2), st.permutations(CODES))
def test_gamma_depends_on_its_seed_and_not_on_names(continua: tuple[Continuum, ...], names: list[str]) -> None:
    renamed = dict(zip(CODES, names, strict=True))
    one = continua[0]
    other = Continuum(
        "", one.length, {who: tuple((a, b, renamed[c]) for a, b, c in own) for who, own in one.spans.items()}
    )
    first, second = (gamma(text, seed=2, precision=1) for text in (one, other))
    assert (first.value is None) == (second.value is None)
    assert first.value == pytest.approx(second.value, abs=1e-6)

"""Published figures for units that carry several codes, and one example worked by hand."""

from __future__ import annotations

import pytest

from qualcode.agreement.sets.distances import between, jaccard, masi, masi_2004, multi_valued
from qualcode.agreement.sets.every import SET_COEFFICIENTS
from qualcode.agreement.sets.multi_valued import MV_ALPHA
from qualcode.agreement.sets.table import CodeSets, from_rows

Rows = list[list[str | None]]


def table(rows: Rows) -> CodeSets:
    return from_rows([[None if cell is None else list(cell) for cell in row] for row in rows])


KRIPPENDORFF_CRAGGS_2016: dict[str, tuple[Rows, float]] = {
    "table 3": ([["bd", "abd", "", "a"], ["d", "b", "a", None], [None, "bd", "a", None]], 0.2866),
    "table 8a": ([["a", "abd", "d"], ["a", "abd", "d"], ["a", "abde", "d"]], 0.947),
    "table 8b": ([["a", "ab", "d"], ["a", "ab", "d"], ["a", "abd", "d"]], 0.923),
    "table 8c": ([["a", "b", "d"], ["a", "b", "d"], ["a", "bd", "d"]], 0.895),
    "table 9a": ([["a", "ab", "d"], ["a", "ad", "d"], ["a", "bd", "d"]], 0.716),
    "table 9b": ([["a", "ab", "d"], ["a", "de", "d"], ["a", "f", "d"]], 0.554),
    "table 9c": ([["a", "ab", "bd"], ["b", "de", "d"], ["ab", "f", "be"]], -0.002),
}


@pytest.mark.parametrize("name", KRIPPENDORFF_CRAGGS_2016)
def test_krippendorff_craggs_2016(name: str) -> None:
    rows, published = KRIPPENDORFF_CRAGGS_2016[name]
    value = MV_ALPHA.of(table(rows)).value
    assert value is not None
    assert round(value, len(str(published).partition(".")[2])) == published


def test_multi_valued_alpha_by_hand() -> None:
    """Two coders, two units: {a} against {a, b}, and {b} against {b}.

    Observed: one unit of two disagrees by δ = 1 / (1 + 2); its two ordered pairs over four ratings: D_o = 2/3 / 4 = 1/6.
    Chance: a was given n = 2 times, b 3 times; 3 of 4 sets hold one code, 1 of 4 two.
    Sizes 1 and 1: aa weighs 2·1, bb 3·2, ab and ba 2·3 each; only the last two differ: mean δ = 12/20.
    Sizes 1 and 2: {a} or {b} against {a, b}, both δ = 1/3. Sizes 2 and 2: {a, b} against itself, 0.
    D_e = 9/16 · 12/20 + 2 · 3/16 · 1/3 + 1/16 · 0 = 37/80, so the value is 1 - (1/6) / (37/80) = 71/111.
    """
    found = MV_ALPHA.of(table([["a", "b"], ["ab", "b"]]))
    assert found.observed == pytest.approx(1 - 1 / 6)
    assert found.expected == pytest.approx(1 - 37 / 80)
    assert found.value == pytest.approx(71 / 111)


def test_passonneau_2006_and_2004_are_two_distances() -> None:
    assert between(masi, {"A"}, {"A", "B"}) == pytest.approx(2 / 3)
    assert between(masi_2004, {"A"}, {"A", "B"}) == pytest.approx(1 / 6)
    assert between(masi, {"A", "B"}, {"B", "C"}) == pytest.approx(8 / 9)


@pytest.mark.parametrize("distance", [jaccard, masi, masi_2004, multi_valued])
def test_two_empty_sets_are_equal(distance: object) -> None:
    assert callable(distance)
    assert between(distance, set(), set()) == 0
    assert between(distance, {"A"}, {"B"}) == 1


def test_empty_sets_are_counted_and_said() -> None:
    found = SET_COEFFICIENTS["alpha_jaccard"].of(table([["a", "", "b"], ["a", "", "ab"]]))
    (note,) = found.notes
    assert (note.key, dict(note.filling)) == ("empty_sets", {"count": 2, "of": 6})

"""The uα family (Krippendorff, Mathet, Bouvry & Widlöcher 2016, "On the reliability of unitizing textual continua").

Passages and the gaps between them are the units; how long they meet is what is counted. Units are chosen at random with
their lengths, so chance must not let a unit meet itself: from the squared total of a value the squares of its units are
taken off (of a gap, which has no units, its length). Several documents are one continuum: their counts are added up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from qualcode.agreement.coefficient import Estimate
from qualcode.agreement.counts import Reals
from qualcode.agreement.resample import Sample, sample
from qualcode.agreement.unitising.layout import GAP
from qualcode.agreement.unitising.tally import Tally, Totals
from qualcode.agreement.wording import Sentence

_TINY = 1e-12
_WIDEST, _CELLS = 20_000, 1 << 23

Disagreement = tuple[Reals, Reals]
"""Observed and expected disagreement (0 to 1) of each row; expected is 0 where nothing can be told from chance."""


@dataclass(frozen=True, slots=True)
class UnitCoefficient:
    """A coefficient of the family by name: what it needs of the counts, and what the sums of that say.

    `columns` (rows × sums) add up over documents; `settle` takes their sums to disagreements. `why` says what an expected
    disagreement of 0 means; `beside` what a value is said with.
    """

    name: str
    columns: Callable[[Totals], Reals]
    settle: Callable[[Reals], Disagreement]
    why: Callable[[Totals], Sentence]
    beside: Callable[[Totals], tuple[Sentence, ...]] = lambda totals: ()

    def of(self, found: Tally) -> Estimate:
        """Return its estimate. `units` are the characters of text that at least two coders read."""
        units = int(found.characters.sum())
        why = _cannot(found)
        if why is None:
            totals = found.totals
            observed, expected = (float(one[0]) for one in self.settle(self.columns(totals)))
            if expected > _TINY:
                notes = (*self.beside(totals), *found.notes)
                return Estimate(1 - observed / expected, units, 1 - observed, 1 - expected, notes=notes)
            why = self.why(totals) if totals.length[:, GAP + 1 :].any() else Sentence("no_passages")
        return Estimate(None, units, notes=(why, *found.notes))

    def sample(self, found: Tally) -> Sample | Sentence:
        """Return the tally's rows as a sample to draw from again, or why that cannot be.

        The rows are documents, or the pieces into which `cut` parted them; a single row is never anything but itself.
        """
        why = _cannot(found)
        if why is not None:
            return why
        rows = self.columns(found.rows)
        if rows.shape[1] > _WIDEST or rows.size > _CELLS:
            return Sentence("many_parts", (("kinds", len(rows)), ("columns", rows.shape[1])))

        def settle(sums: Reals) -> Reals:
            observed, expected = self.settle(sums)
            return np.asarray(1 - observed / np.where(expected > _TINY, expected, np.nan), dtype=np.float64)

        return sample(rows, settle)

    def replicates(self, found: Tally, *, seed: int, count: int) -> Reals:
        """Return its value in `count` resamples of the tally's rows, with replacement; `nan` where undefined."""
        drawn = self.sample(found)
        return np.full(count, np.nan) if isinstance(drawn, Sentence) else drawn.replicates(count, seed)


def _cannot(found: Tally) -> Sentence | None:
    if found.coders < 2:
        return Sentence("one_coder")
    if not found.documents:
        return Sentence("no_document_shared")
    return Sentence("no_text") if not found.characters.sum() else None


def _share(part: Reals, whole: Reals) -> Reals:
    """Return part / whole, 0 where there is no whole."""
    return np.asarray(np.where(whole > 0, part / np.where(whole > 0, whole, 1), 0.0))


def _values(sums: Reals) -> Disagreement:
    """Return the disagreement over values, of sums (squares, agreeing, then the length of each value).

    e_cc = L (ℓ_c² - squares_c) / (L² - Σ squares), so L - Σ e_cc is L (L² - Σ ℓ_c²) / (L² - Σ squares).
    """
    squares, same, lengths = sums[:, 0], sums[:, 1], sums[:, 2:]
    whole = lengths.sum(axis=1)
    expected = _share(whole**2 - (lengths**2).sum(axis=1), whole**2 - squares)
    return _share(whole - same, whole), expected


def _coded(sums: Reals) -> Disagreement:
    """Return the disagreement between gaps and passages, of sums (squares, length, of it gaps, agreeing gaps)."""
    squares, whole, gap, same = sums.T
    # Each disagreement is counted from both sides, as it is in the matrix of coincidences.
    return _share(2 * (gap - same), whole), _share(2 * gap * (whole - gap), whole**2 - squares)


def _one_value(sums: Reals) -> Disagreement:
    """Return the disagreement on one code, of sums (its squares, all that meets, of it this code's, agreeing)."""
    squares, whole, own, same = sums.T
    return _share(own - same, own), _share(own * (whole - own), own * whole - squares)


def _of_all(totals: Totals) -> Reals:
    return np.column_stack([totals.squares.sum(axis=1), totals.same.sum(axis=1), totals.length])


def _of_gaps(totals: Totals) -> Reals:
    length = totals.length
    return np.column_stack([totals.squares.sum(axis=1), length.sum(axis=1), length[:, GAP], totals.same[:, GAP]])


def _of_met(totals: Totals) -> Reals:
    same = totals.same[:, GAP + 1 :].sum(axis=1)
    return np.column_stack([totals.met_squares.sum(axis=1), same, totals.met[:, GAP + 1 :]])


def _meeting(totals: Totals) -> Sentence:
    codes = int((totals.met[0, GAP + 1 :] > 0).sum())
    return Sentence("never_meet" if codes == 0 else "one_code_meets" if codes == 1 else "too_little_meets")


def _percent(part: float, whole: float) -> str:
    return f"{part / whole:.1%}" if whole else "0.0%"


def _coverage(totals: Totals) -> tuple[Sentence, ...]:
    return (Sentence("coverage", (("share", _percent(totals.met.sum(), totals.length.sum())),)),)


U_ALPHA = UnitCoefficient("u_alpha", _of_all, _values, lambda totals: Sentence("one_value"))
"""uα, equations 4 and 5: all values, gaps included."""
U_ALPHA_BINARY = UnitCoefficient("u_alpha_binary", _of_gaps, _coded, lambda totals: Sentence("one_value"))
"""|uα, equation 6: gaps against all codes together, with the passages as they are."""
CU_ALPHA = UnitCoefficient("cu_alpha", _of_met, _values, _meeting, _coverage)
"""cuα, equations 10 and 11: the codes alone, on the parts of passages that meet passages."""
FAMILY: tuple[UnitCoefficient, ...] = (U_ALPHA, U_ALPHA_BINARY, CU_ALPHA)


def ku_alpha(found: Tally, code: str) -> UnitCoefficient:
    """Return the coefficient (k)uα of one code, or combination of codes, in these counts (equation 13)."""
    place = found.place(code)

    def columns(totals: Totals) -> Reals:
        whole = totals.met.sum(axis=1)
        if place is None:
            return np.column_stack([np.zeros_like(whole), whole, np.zeros_like(whole), np.zeros_like(whole)])
        return np.column_stack([totals.met_squares[:, place], whole, totals.met[:, place], totals.same[:, place]])

    def why(totals: Totals) -> Sentence:
        met = columns(totals)[:, 2].any()
        return _meeting(totals) if met else Sentence("code_never_meets", (("code", code),))

    def coverage(totals: Totals) -> tuple[Sentence, ...]:
        share = "0.0%" if place is None else _percent(totals.met[0, place], totals.length[0, place])
        return (Sentence("coverage_code", (("share", share), ("code", code))),)

    return UnitCoefficient("ku_alpha", columns, _one_value, why, coverage)


def family(found: Tally, codes: Sequence[str] | None = None) -> dict[str, Estimate]:
    """Return every coefficient of the family by name, `ku_alpha:CODE` for each code (all that were used, unless named)."""
    every = {one.name: one.of(found) for one in FAMILY}
    named = found.values[1:] if codes is None else codes
    return every | {f"ku_alpha:{code}": ku_alpha(found, code).of(found) for code in named}

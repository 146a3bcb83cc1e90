"""Agreement as Chinese theses print it: N₁, N₂, M, K and R, with what takes chance off beside them."""

from __future__ import annotations

import numpy as np

from qualcode.agreement.coefficients.holsti import composite
from qualcode.agreement.results import Agreement
from qualcode.model.codebook import Codebook
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.report.options import Language
from qualcode.report.tables.wording import say

_CORRECTED = (("percent_agreement", "Po"), ("cohen_kappa", "κ"), ("alpha_nominal", "α"))


def reliability_display(agreement: Agreement, codebook: Codebook, language: Language) -> Display | None:
    """Return one row a category that a coder gave, and the pooled one; `None` unless exactly two coders are compared."""
    if len(agreement.coders) != 2:
        return None
    values = {
        (result.coefficient, result.codes[0] if result.scope == "code" else ""): result.value
        for result in agreement.results
        if result.scope in ("code", "pooled") and not result.without
    }
    rows, sums = [], [0, 0, 0]
    for code, use in agreement.uses.items():
        if not use.by_any:
            continue
        counts = (*use.by_coder, use.by_all)
        sums = [total + count for total, count in zip(sums, counts, strict=True)]
        known = codebook.resolve(code)
        rows.append(Row(code, known.name(language) if known else code, _cells(counts, values, code)))
    rows.append(Row("pooled", say("pooled", language), _cells(tuple(sums), values, "")))
    columns = [Column(name, name, "count") for name in ("N₁", "N₂", "M")]
    columns += [Column(name, name, "number") for name in ("K", "R", *(short for _, short in _CORRECTED))]
    joined = ("、" if language == "zh" else " and ").join(agreement.coders)
    return Display(
        title=say("reliability", language),
        unit=agreement.unit,
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(
            say("reliability note", language, coders=joined),
            say("reliability units", language, units=agreement.units, documents=agreement.documents),
        ),
        set_aside=agreement.set_aside,
        corner=say("category", language),
        kind="reliability",
    )


def _cells(counts: tuple[int, ...], values: dict[tuple[str, str], float | None], code: str) -> tuple[Cell, ...]:
    first, second, both = counts
    alike = 2 * both / (first + second) if first + second else None
    reliability = None if alike is None else float(composite(np.array([alike]), 2)[0])
    corrected = (Cell(values.get((name, code))) for name, _ in _CORRECTED)
    return (*map(Cell, counts), Cell(alike), Cell(reliability), *corrected)

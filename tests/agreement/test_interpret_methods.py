"""Every figure of the paragraph for a methods section stands in the tables."""

from __future__ import annotations

import re
from statistics import fmean

import numpy as np
import pytest

from qualcode.agreement.assess import Agreement, assess
from qualcode.agreement.interpret import decimal
from qualcode.agreement.intervals import Method
from qualcode.agreement.methods_paragraph import Kind, methods_account, methods_paragraph
from qualcode.model.codebook import Code, Codebook
from qualcode.model.reliability import ReliabilityData, UnitOfCoding

BOOK = Codebook(
    tuple(Code(f"K{n}", {"en": f"Name {'abcdefg'[n]}", "zh": f"名称{'甲乙丙丁戊己庚'[n]}"}) for n in range(7))
)
NUMBER = re.compile(r"-?\d*\.?\d+%?")


def drawn(coders: int, units: int = 120, seed: int = 5) -> ReliabilityData:
    """Coders who agree often on some codes and seldom on others, the last code used by nobody, some documents unfinished."""
    generator = np.random.default_rng(seed)
    true = generator.random((units, 7)) < [0.4, 0.3, 0.2, 0.1, 0.05, 0.3, 0.0]
    wrong = np.array([0.02, 0.05, 0.1, 0.1, 0.05, 0.4, 0.0])
    rows = []
    for coder in range(coders):
        given = true ^ (generator.random((units, 7)) < wrong)
        sets = [frozenset(f"K{n}" for n in np.flatnonzero(row)) for row in given]
        rows.append(tuple(None if coder and unit >= units - 10 else one for unit, one in enumerate(sets)))
    places = tuple(UnitOfCoding(f"D{unit // 10}", unit, None, f"D{unit // 10}:{unit}") for unit in range(units))
    return ReliabilityData(tuple("xyz"[:coders]), places, tuple(f"K{n}" for n in range(7)), tuple(rows), "turn")


def tabled(agreement: Agreement, kinds: dict[str, Kind]) -> set[str]:
    """Every figure that the tables hold, as a reader would round it."""
    found = {str(agreement.units), str(agreement.documents), str(agreement.seed), str(agreement.replicates)}
    found |= {str(count) for count in agreement.set_aside.values()}
    for result in agreement.results:
        found |= {str(result.units), str(len(result.codes))}
        for value in (result.value, *(result.ci or ())):
            if value is not None:
                found |= {decimal(value), f"{value:.1%}"}
        found |= set(NUMBER.findall(result.ci_method or ""))
    alphas = [r.value for r in agreement.results if (r.scope, r.coefficient) == ("code", "alpha_nominal")]
    values = [value for value in alphas if value is not None]
    found |= {decimal(fmean(values)), str(len(values))}
    found |= {str(sum(value < 0.667 for value in values)), str(sum(value >= 0.8 for value in values))}
    found |= {str(sum(kinds.get(coder) == kind for coder in agreement.coders)) for kind in ("human", "machine", None)}
    return found | {".667", ".800", "2004", "95%"}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("coders", [2, 3])
@pytest.mark.parametrize("interval", [None, "bca", "krippendorff", "analytic"])
def test_every_figure_stands_in_the_tables(language: str, coders: int, interval: Method | None) -> None:
    kinds: dict[str, Kind] = {"x": "human", "y": "machine"}
    agreement = assess(drawn(coders), language=language, interval=interval, replicates=200, seed=31)
    text = methods_paragraph(agreement, BOOK, kinds, language)
    said = NUMBER.findall(text)
    assert len(said) > 12
    assert [number for number in said if number not in tabled(agreement, kinds)] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_figures_are_listed_in_the_order_of_the_text(language: str) -> None:
    account = methods_account(assess(drawn(2), language=language), BOOK, {"x": "human", "y": "human"}, language)
    text = account.text
    for figure in account.figures:
        assert figure.shown in text, figure
    own = [number for number in NUMBER.findall(text) if number not in (".667", ".800", "2004", "95%")]
    assert sorted(own) == sorted(figure.shown for figure in account.figures)


def test_it_says_who_coded_what_on_which_units_and_how_the_interval_was_made() -> None:
    text = methods_paragraph(assess(drawn(2), replicates=300, seed=9), BOOK, {"x": "human", "y": "machine"})
    for phrase in (
        "The codings of 1 human coder (x) and 1 program (y) were compared on 120 units (unit: turn) in 12 documents.",
        "both or neither gave it",
        "Pooled over the 6 codes in use (660 decisions)",
        "percentile bootstrap over units (300 replicates, seed 9)",
        "The weakest were Name f (",
        "Set aside: units finished by fewer than two coders: 10.",
    ):
        assert phrase in text


def test_in_chinese_it_reads_chinese() -> None:
    text = methods_paragraph(assess(drawn(2), language="zh"), BOOK, {"x": "human", "y": "human"}, "zh")
    assert text.startswith("以话轮为单元，在 12 份文档的 120 个单元上比较了 2 名编码员（x、y） 的编码。")
    assert "名称己（" in text
    assert not re.search(r"[A-Za-z]{4,} [a-z]{3,}", text.replace("Cohen", "").replace("Krippendorff", ""))


def test_where_alpha_is_undefined_the_reason_is_told_and_no_figure() -> None:
    units = tuple(UnitOfCoding("D", n, None, f"D:{n}") for n in range(4))
    data = ReliabilityData(("x", "y"), units, ("K0",), ((frozenset(),) * 4,) * 2, "turn")
    text = methods_paragraph(assess(data), BOOK)
    assert "Krippendorff's α could not be computed (undefined: no coder used any code)" in text

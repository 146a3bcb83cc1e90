"""docs/methods.md names what the code computes, and every figure in its tables is computed again here."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from methods_figures import COEFFICIENTS, DATA, OTHERS, RATINGS, computed, differences, interval, lipset, row, written

from qualcode.agreement.bootstrap import JACKKNIFE
from qualcode.agreement.coefficients.holsti import needed
from qualcode.agreement.intervals import METHODS, THRESHOLDS
from qualcode.agreement.nvivo import Comparison
from qualcode.agreement.paradox import paradox
from qualcode.agreement.planning import chance_of_seeing, interviews_for, units_for_width
from qualcode.agreement.ratings import PRESENCE, Ratings
from qualcode.agreement.sets.every import SET_COEFFICIENTS
from qualcode.agreement.wording import REASONS_ZH, say
from qualcode.analysis import wording as analysis_wording
from qualcode.analysis.exact import fisher_exact
from qualcode.analysis.feature_wording import state_name
from qualcode.analysis.matrix_cells import CELLS
from qualcode.analysis.presets import PRESETS
from qualcode.analysis.qca.analyse import Question, analyse
from qualcode.analysis.qca.solutions import KINDS
from qualcode.analysis.qca.truth_table import Thresholds
from qualcode.analysis.triangulation import VERDICTS
from qualcode.coding import retrieve, units
from qualcode.exchange.ratings_agreement import CATEGORY
from qualcode.exchange.spans_agreement import KNOWN

PAGE = Path(__file__).resolve().parents[1] / "docs" / "methods.md"
GUIDE = PAGE.read_text(encoding="utf-8")
FLOW = " ".join(GUIDE.split())
CODE = set(re.findall(r"`([^`\n]+)`", GUIDE))

COVERAGE = """
| 60 units | 94.2 | 96.2 | 93.1 |
| 150 units | 95.0 | 95.2 | 94.6 |
| 400 units | 93.5 | 94.3 | 93.9 |
| 400 units, prevalence .1 | 94.6 | 94.8 | 96.0 |
| 150 units, three coders | 94.3 | 95.4 | 84.4 |
""".strip().splitlines()
"""Measured once on 2,000 simulated studies; `test_resample_bootstrap` measures one line again on 300."""


def table(opening: str) -> list[str]:
    """Return the rows of the first table after some words of the guide."""
    after = re.split(re.escape(opening).replace(r"\ ", r"\s"), GUIDE, maxsplit=1)[1]
    found = re.search(r"(?:^\|.*\n)+", after, re.MULTILINE)
    assert found is not None, opening
    return found[0].splitlines()[2:]


@pytest.mark.parametrize("name", [*COEFFICIENTS, *SET_COEFFICIENTS, *KNOWN, CATEGORY])
def test_every_coefficient_stands_in_a_table_of_formulae(name: str) -> None:
    rows = [line for line in GUIDE.split("## What is reported")[0].splitlines() if line.startswith("|")]
    assert any(f"`{name}`" in line.split("|")[1] or f"`{name}`" in line for line in rows)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_of_intervals(method: str) -> None:
    assert any(line.startswith(f"| `{method}` |") for line in table("## Intervals"))


def test_the_jackknife_and_the_sources_of_analytic_errors() -> None:
    assert f"({JACKKNIFE})" in GUIDE
    every = [one.of(ratings) for one in COEFFICIENTS.values() for ratings in DATA.values()]
    sources = {found.ci_method.rpartition(", ")[0] for found in every if found.ci_method}
    assert sources == {"Gwet 2014", "Fleiss, Cohen & Everitt 1969"}
    assert all(source in FLOW for source in sources)


def test_every_reason_for_setting_aside() -> None:
    own = {
        value
        for module in (units, retrieve)
        for key, value in vars(module).items()
        if key.isupper() and isinstance(value, str)
    }
    reasons = own | {*REASONS_ZH, *analysis_wording.REASONS_ZH, say("too_few"), say("unknown")}
    reasons |= {say(key, count=0).removesuffix(": 0") for key in ("documents_alone", "documents_not_all")}
    reasons |= {analysis_wording.say(key) for key in ("several cases", "no case")} | {
        "codings that name no single case"
    }
    assert len(reasons) >= 14
    assert [reason for reason in reasons if reason not in FLOW] == []


def test_ratings_beside_other_programs() -> None:
    assert table("### Checked against: ratings") == [
        row(d, w, pub, computed(d, w), found) for d, w, pub, found in RATINGS
    ]


def test_sets_and_passages_beside_other_programs() -> None:
    expected = [row(data, what, published, ours, programs) for data, what, ours, published, programs in OTHERS]
    assert table("### Checked against: sets and passages") == expected


def test_where_programs_differ() -> None:
    expected = differences()
    assert table("### Where programs differ") == [f"| {' | '.join(one)} |" for one in expected]
    assert [one for one in expected if one[2] == one[3].rpartition(" ")[2]] == []


def test_nvivo_is_undefined_where_a_code_is_everywhere_or_nowhere() -> None:
    assert Comparison(50, 0, 0, 0).kappa is None and Comparison(0, 0, 0, 50).kappa is None


def test_intervals_of_hayes_and_krippendorff() -> None:
    data = "Hayes & Krippendorff 2007, 5 × 40"
    for line, method in zip(table("ordinal α .760"), ("percentile", "bca", "krippendorff"), strict=True):
        low, high = interval(data, "alpha_ordinal", method)  # type: ignore[arg-type]  # a method by name
        assert line == f"| `{method}` | {written(low, 3)} to {written(high, 3)} |"
    assert written(computed(data, "alpha_ordinal") or 0.0, 3) == ".760"


def test_coverage_is_as_it_was_measured() -> None:
    assert table("**How often they hold.**") == COVERAGE


def test_the_paradox() -> None:
    cells = []
    for both, first, second in ((40, 49, 46), (80, 90, 85)):
        found = paradox(both, first, second, 100)
        figures = (found.kappa, found.prevalence_index, found.bias_index, found.pabak, found.ac1)
        counts = (both, first - both, second - both, 100 - first - second + both)
        cells.append(f"| {', '.join(map(str, counts))} | {' | '.join(written(figure, 2) for figure in figures)} |")
    assert table("**The prevalence paradox**") == cells


def test_planning() -> None:
    expected = []
    for prevalence in (0.1, 0.3, 0.5):
        for coders in (2, 3):
            counts = [units_for_width(kappa, prevalence, 0.2, coders) for kappa in (0.6, 0.7, 0.8, 0.9)]
            expected.append(f"| {written(prevalence, 1)}, {coders} | {' | '.join(map(str, counts))} |")
    assert table("**How many units to code twice**") == expected
    themes = []
    for prevalence in (0.05, 0.1, 0.2, 0.3):
        chances = [written(chance_of_seeing(prevalence, people), 2) for people in (5, 10, 20, 30)]
        people = [str(interviews_for(prevalence, times)) for times in (1, 2)]
        themes.append(f"| {written(prevalence, 2)} | {' | '.join([*chances, *people])} |")
    assert table("**How many interviews meet a theme**") == themes


def test_holsti_hides_what_kappa_shows() -> None:
    given = Ratings(np.array([[1, 1, *[0] * 8], [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]]), PRESENCE)
    names = ("percent_agreement", "holsti", "holsti_composite", "cohen_kappa", "alpha_nominal")
    found = [round(COEFFICIENTS[name].of(given).value or 0.0, 3) for name in names]
    assert found == [0.6, 0.333, 0.75, 0.091, 0.095]
    assert "percent .60, `holsti` .333, R .75, κ .091 and α .095" in FLOW
    assert [round(needed(0.8, coders), 3) for coders in (2, 3, 5)] == [0.667, 0.571, 0.444]
    assert "K̄ ≥ .667 with two coders, .571 with three, .444 with five" in FLOW


def test_bounds_and_other_figures_in_words() -> None:
    assert THRESHOLDS == (0.667, 0.800)
    assert "rely on α ≥ .800; tentative conclusions down to .667" in FLOW
    p = fisher_exact([[3, 0], [0, 2]]).p
    assert p == pytest.approx(0.1) and "exact p of .10" in FLOW


def test_exact_tests() -> None:
    job = [[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]]
    found = [fisher_exact(table).p or 0.0 for table in ([[3, 0], [0, 2]], job)]
    assert [line.split(" | ")[-1].rstrip(" |") for line in table("**No p**")] == [written(p) for p in found]


def test_lipset_by_qca() -> None:
    expect = {"DEV": 1, "URB": 1, "LIT": 1, "IND": 1, "STB": 1}
    found = analyse(lipset(), Question("SURV", expect=expect, thresholds=Thresholds(inclusion=1.0)))
    solved = {kind: [model.terms for model in found.models(kind)] for kind in KINDS}
    rows = [line.split(" | ") for line in table("Quoting one alone")]
    for (label, terms), kind in zip(rows, KINDS, strict=True):
        assert kind in label
        assert [tuple(re.findall(r"`([^`]+)`", terms))] == solved[kind]


def test_displays_across_cases() -> None:
    assert {*CELLS, *PRESETS, *VERDICTS} <= CODE
    for state in ("supported", "partial", "contradicted", "planned", "silent"):
        assert f"| {state_name(state)} {state_name(state, 'zh')} |" in GUIDE


def test_every_author_and_year_in_the_text_stands_among_the_references() -> None:
    text, _, references = GUIDE.partition("## References\n")
    text = text.replace("\n", " ")
    known = {
        (line.split(",")[0][2:], year)
        for line in references.splitlines()
        for year in re.findall(r"\b(?:19|20)\d\d\b", line)
    }
    cited = re.findall(
        r"((?:Van )?[A-Z][\w-]+)(?:(?:, [A-Z][\w-]+)* & (?:De )?[A-Z][\w-]+| et al\.)? \(?((?:19|20)\d\d)\b", text
    )
    assert len(cited) > 60
    assert [pair for pair in cited if pair not in known] == []


def test_links_lead_somewhere() -> None:
    headings = re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    for target in re.findall(r"\]\(([^)]+)\)", GUIDE):
        path, _, anchor = target.partition("#")
        assert (PAGE.parent / path).exists()
        assert path or anchor in anchors, target
    readme = (PAGE.parents[1] / "README.md").read_text(encoding="utf-8")
    assert "docs/methods.md" in readme

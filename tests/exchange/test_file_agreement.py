"""Agreement on a file's data through the library: intervals by name, and what is left out unless asked for."""

from __future__ import annotations

from dataclasses import replace

from qualcode.agreement.found import Asked
from qualcode.exchange.agreement_file import agreement_of, some_coders
from qualcode.exchange.agreement_table import file_display
from qualcode.exchange.ratings_file import read_ratings
from qualcode.exchange.sets_file import read_sets
from qualcode.exchange.spans_file import read_spans

RATINGS = "unit,a,b,c\n" + "".join(f"u{n},{n % 3},{n % 3 if n % 5 else 1},{n % 3 if n % 7 else 0}\n" for n in range(40))
SETS = "unit,a,b\n" + "".join(f"u{n},A;B,{'A' if n % 3 else 'A;B'}\nv{n},,C\nw{n},C,C\n" for n in range(8))
DOCUMENTS = [f"d{n}" for n in range(12)]
SPANS = "document,coder,code,start,end\n" + "".join(
    f"{document},a,x,2,9\n{document},b,{'x' if n % 4 else 'y'},{2 + n % 3},9\n" for n, document in enumerate(DOCUMENTS)
)


def test_an_interval_asked_for_by_name_is_named_with_its_seed_and_comes_again() -> None:
    file = read_ratings(RATINGS.encode(), "r.csv")
    asked = Asked(("alpha_nominal",), interval="percentile", replicates=200, seed=7)
    (result, *_) = agreement_of(file, asked).agreement.results
    assert result.ci_method == "percentile bootstrap over units, 200 replicates, seed 7"
    assert result.ci is not None and result.value is not None and result.ci[0] < result.value < result.ci[1]
    assert agreement_of(file, asked).agreement.results[0] == result
    assert agreement_of(file, replace(asked, seed=8)).agreement.results[0].ci != result.ci
    assert agreement_of(file, asked).json()["seed"] == 7


def test_whole_sets_and_many_documents_have_an_interval_without_being_asked() -> None:
    sets = agreement_of(read_sets(SETS.encode(), "s.csv"), Asked())
    assert all(one.ci_method and "over units" in one.ci_method for one in sets.agreement.results)
    spans = read_spans(SPANS.encode(), "p.csv", dict.fromkeys(DOCUMENTS, 20))
    pooled = agreement_of(spans, Asked(("u_alpha",), scopes=("pooled",))).agreement.results[0]
    assert pooled.ci_method is not None and "over documents" in pooled.ci_method
    few = read_spans(SPANS[: SPANS.index("d3")].encode(), "p.csv", dict.fromkeys(DOCUMENTS[:3], 20))
    assert agreement_of(few, Asked(("u_alpha",))).agreement.results[0].ci is None
    by_name = agreement_of(few, Asked(("u_alpha",), interval="percentile")).agreement.results[0]
    assert by_name.ci_method is not None


def test_pairs_too_dear_to_be_compared_unasked_are_counted_and_can_be_had() -> None:
    rows = [[str(unit), *[str((unit * coder) % 7) for coder in range(1, 23)]] for unit in range(6)]
    text = "\n".join(",".join(row) for row in [["unit", *(f"c{n}" for n in range(22))], *rows])
    file = read_ratings(text.encode(), "r.csv")
    found = agreement_of(file, Asked(("alpha_nominal",)))
    assert {one.scope for one in found.agreement.results} == {"pooled"}
    assert "The 231 pairs of coders are left out; --by pair gives them." in found.agreement.notes
    every = agreement_of(file, Asked(("alpha_nominal",), pairs=True, without=False)).agreement
    assert sum(one.scope == "pair" for one in every.results) == 231


def test_some_coders_are_the_same_as_a_file_of_theirs() -> None:
    file = read_ratings(RATINGS.encode(), "r.csv")
    without_b = "\n".join(",".join(line.split(",")[:2] + line.split(",")[3:]) for line in RATINGS.splitlines())
    ours = agreement_of(some_coders(file, ["a", "c"]), Asked()).agreement
    assert ours.results == agreement_of(read_ratings(without_b.encode(), "r.csv"), Asked()).agreement.results


def test_every_reason_of_a_table_s_notes_is_in_the_language_asked_for() -> None:
    file = read_ratings(b"unit,a,b\nu,x,x\nv,x,x\n", "r.csv")
    notes = file_display(agreement_of(file, Asked(("all",), language="zh")), "zh").notes
    assert any("只出现了一个类别" in note for note in notes)
    assert not any("undefined" in note for note in notes)

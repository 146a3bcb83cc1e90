"""`agree` on data from elsewhere: what it prints, what it refuses, and the published values through the command line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import Ran, Run, one_sentence, runner

REFERENCES = Path(__file__).resolve().parents[2].parent / "shared" / "references" / "agreement.yaml"
RATINGS = "unit,c1,c2,c3\nu1,1,1,1\nu2,2,2,1\nu3,3,3,3\nu4,1,,1\nu5,2,3,2\nu6,3,3,\n"
COHEN = ",a,b,c\na,88,14,18\nb,10,40,10\nc,2,6,12\n"
SETS = "unit,c1,c2\n1,,\n2,A,\n3,A,A\n4,A,B\n5,A;B,A\n6,A;B,A;C\n7,A;B;C,A;B;C\n8,C,A;C\n9,C,A;C\n10,NA,A\n"
SPANS = "document,coder,code,start,end\nd,a,x,2,9\nd,b,x,3,9\nd,a,y,12,15\nd,b,y,12,18\nd,b,x,20,22\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A function that runs a command in a folder outside any study, with a file of each kind."""
    for name, text in {"r.csv": RATINGS, "t.csv": COHEN, "s.csv": SETS, "p.csv": SPANS}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return runner(tmp_path, monkeypatch, capsys)


def values(ran: Ran, **about: object) -> dict[str, float | None]:
    """Return coefficient → value of the results that are about this; pooled over all coders unless said otherwise."""
    wanted = {"scope": "pooled", "without": None, **about}
    return {
        one["coefficient"]: one["value"]
        for one in ran.json["results"]
        if all(one[key] == value for key, value in wanted.items())
    }


def written(folder: Path, rows: Sequence[Sequence[object]], name: str = "data.csv") -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([["" if cell is None else cell for cell in row] for row in rows])
    (folder / name).write_text(buffer.getvalue(), encoding="utf-8")
    return str(folder / name)


# what it answers


def test_ratings_outside_a_study_are_answered_in_the_contract_s_json(desk: Run) -> None:
    ran = desk("agree", "--ratings", "r.csv", "--format", "json")
    assert ran.code == 0
    assert ran.json["schema"] == 1 and ran.json["kind"] == "agree"
    assert ran.json["parameters"] == {
        "ratings": "r.csv",
        "coders": ["c1", "c2", "c3"],
        "long": False,
        "coefficients": ["percent_agreement", "fleiss_kappa", "alpha_nominal"],
    }
    (alpha,) = (
        one
        for one in ran.json["results"]
        if (one["coefficient"], one["scope"], one["without"]) == ("alpha_nominal", "pooled", None)
    )
    assert set(alpha) >= {
        *("coefficient", "scope", "document", "category", "level", "without", "codes", "coders", "unit", "units"),
        *("value", "observed", "expected", "se", "ci", "ci_method", "note"),
    }
    assert (alpha["coders"], alpha["unit"], alpha["units"], alpha["codes"]) == (["c1", "c2", "c3"], "unit", 6, [])
    assert alpha["value"] == pytest.approx(1 - 0.25 / 0.7)
    assert {one["category"] for one in ran.json["results"] if one["scope"] == "category"} == {"1", "2", "3"}
    assert [
        one["coders"] for one in ran.json["results"] if one["scope"] == "pair" and one["coefficient"] == "alpha_nominal"
    ] == [
        ["c1", "c2"],
        ["c1", "c3"],
        ["c2", "c3"],
    ]


def test_long_ratings_give_the_same_answer_as_wide_ones(desk: Run, tmp_path: Path) -> None:
    wide = list(csv.DictReader(io.StringIO(RATINGS)))
    rows = [(coder, row["unit"], row[coder]) for coder in ("c1", "c2", "c3") for row in wide if row[coder]]
    path = written(tmp_path, [("coder", "unit", "value"), *rows])
    ours = desk("agree", "--ratings", path, "--long", "--format", "json").json
    assert ours["results"] == desk("agree", "--ratings", "r.csv", "--format", "json").json["results"]


def test_a_contingency_table_gives_cohen_1960_with_its_interval(desk: Run) -> None:
    ran = desk("agree", "--contingency", "t.csv", "--format", "json")
    assert values(ran)["cohen_kappa"] == pytest.approx(0.492, abs=0.0005)
    assert values(ran)["percent_agreement"] == pytest.approx(0.70)
    assert ran.json["results"][0]["coders"] == ["rows", "columns"]
    assert any("order of the table" in note for note in ran.json["notes"])


def test_all_names_every_coefficient_or_the_reason_why_not(desk: Run) -> None:
    ran = desk("agree", "--ratings", "r.csv", "--coefficient", "all", "--format", "json")
    refused = {one["coefficient"]: one["reason"] for one in ran.json["not_applicable"]}
    pooled = values(ran)
    assert {"alpha_nominal", "alpha_ratio", "gwet_ac2_ordinal", "conger_kappa_linear", "light_kappa"} <= set(pooled)
    assert {"cohen_kappa", "scott_pi", "holsti"} <= set(refused)
    assert not set(pooled) & set(refused)
    assert all(value is not None for value in pooled.values())
    assert "cohen_kappa" in values(ran, scope="pair", coders=["c1", "c2"])


def test_all_of_text_leaves_out_what_needs_numbers(desk: Run, tmp_path: Path) -> None:
    path = written(tmp_path, [("u", "a", "b"), (1, "x", "x"), (2, "y", "x"), (3, "y", "y")])
    ran = desk("agree", "--ratings", path, "--coefficient", "all", "--format", "json")
    refused = {one["coefficient"]: one["reason"] for one in ran.json["not_applicable"]}
    assert {"alpha_ordinal", "gwet_ac2_linear", "cohen_kappa_quadratic"} <= set(refused)
    assert "numbers" in refused["alpha_ordinal"]
    assert values(ran)["cohen_kappa"] == pytest.approx(0.4)


def test_sets_are_compared_whole_and_on_request_code_by_code(desk: Run) -> None:
    ran = desk("agree", "--sets", "s.csv", "--format", "json")
    assert values(ran)["alpha_jaccard"] == pytest.approx(0.3156, abs=0.0001)
    assert ran.json["set_aside"] == {"units rated by fewer than two coders": 1}
    single = desk("agree", "--sets", "s.csv", "--coefficient", "cohen_kappa", "--format", "json")
    assert [one["codes"] for one in single.json["results"] if one["scope"] == "code"] == [["A"], ["B"], ["C"]]
    assert values(single, scope="code", codes=["A"]) == {"cohen_kappa": pytest.approx(0)}


def test_passages_are_compared_by_document_by_code_and_by_pair(desk: Run, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        [
            ("document", "coder", "code", "start", "end"),
            ("d", "a", "x", 0, 5),
            ("d", "b", "x", 0, 5),
            ("e=f", "a", "y", 1, 4),
            ("e=f", "b", "x", 2, 4),
            ("d", "c", "x", 0, 6),
        ],
    )
    words = ("agree", "--spans", path, "--length", "d=10", "--length", "e=f=20", "--format", "json")
    ran = desk(*words)
    assert ran.json["parameters"]["lengths"] == {"d": 10, "e=f": 20}
    assert set(values(ran)) == {"u_alpha", "u_alpha_binary", "cu_alpha"}
    assert {tuple(one["codes"]) for one in ran.json["results"] if one["scope"] == "code"} == {("x",), ("y",)}
    assert set(values(ran, scope="document", document="e=f")) == {"u_alpha", "u_alpha_binary", "cu_alpha"}
    assert values(ran, scope="pair", coders=["a", "b"])["u_alpha"] is not None
    assert ran.json["results"][0]["unit"] == "character" and ran.json["results"][0]["units"] == 30
    (one,) = desk(*words, "--coefficient", "ku_alpha:y").json["results"]
    assert (one["coefficient"], one["scope"], one["codes"]) == ("ku_alpha", "code", ["y"])


def test_gamma_says_its_seed_and_belongs_to_one_document(desk: Run) -> None:
    ran = desk("agree", "--spans", "p.csv", "--length", "d=30", "--coefficient", "gamma", "--format", "json")
    assert values(ran)["gamma"] == pytest.approx(0.67, abs=0.05)
    assert ran.json["seed"] == 1
    two = ("agree", "--spans", "p.csv", "--length", "d=30", "--length", "e=4", "--coefficient", "gamma")
    assert "one document at a time" in desk(*two).out
    by_document = desk(*two, "--format", "json")
    assert values(by_document) == {}
    assert values(by_document, scope="document", document="d") == values(ran)


def test_holsti_is_never_alone(desk: Run) -> None:
    ran = desk("agree", "--ratings", "r.csv", "--coefficient", "holsti_composite", "--format", "json")
    assert set(values(ran)) == {"holsti_composite", "alpha_nominal"}


def test_coders_choose_columns_in_their_order(desk: Run) -> None:
    ran = desk("agree", "--ratings", "r.csv", "--coders", "c3,c1", "--format", "json")
    assert ran.json["parameters"]["coders"] == ["c3", "c1"]
    assert set(values(ran)) == {"percent_agreement", "cohen_kappa", "alpha_nominal"}


def test_the_table_says_what_it_stands_on_in_either_language(desk: Run) -> None:
    english = desk("agree", "--ratings", "r.csv").out
    assert "Krippendorff's α" in english and "below .667" in english and "Coders: c1, c2, c3." in english
    chinese = desk("agree", "--sets", "s.csv", "--lang", "zh", "--coefficient", "all").out
    assert "编码员间一致性" in chinese and "空格为空集" in chinese and "undefined" not in chinese
    assert "c1 – c2" in desk("agree", "--ratings", "r.csv", "--by", "pair").out


def test_it_writes_what_a_display_can_be_written_as(desk: Run, tmp_path: Path) -> None:
    assert desk("agree", "--contingency", "t.csv", "--out", "a.docx").code == 0
    assert (tmp_path / "a.docx").read_bytes().startswith(b"PK")
    assert desk("agree", "--contingency", "t.csv", "--format", "csv").out.startswith("\ufeff")


def test_inside_a_study_its_language_holds_and_its_codings_are_left_alone(run: Run, root: Path) -> None:
    (root / "r.csv").write_text(RATINGS, encoding="utf-8")
    assert run("agree", "--ratings", "r.csv", "--format", "json").code == 0
    (root / "qualcode.toml").write_text("[study\n", encoding="utf-8")
    assert run("agree", "--ratings", "r.csv").code == 0


def test_what_is_required_is_met_or_not(desk: Run) -> None:
    assert desk("agree", "--ratings", "r.csv", "--require", "0.6").code == 0
    ran = desk("agree", "--ratings", "r.csv", "--require", "0.8")
    assert ran.code == 1 and "Pooled alpha_nominal is 0.643; 0.8 was required." in ran.err
    assert desk("agree", "--ratings", "r.csv", "--coefficient", "alpha_interval", "--require", "0.8").code == 0
    assert desk("agree", "--spans", "p.csv", "--length", "d=30", "--require", "0.9").code == 1


def test_undefined_is_null_with_a_sentence(desk: Run, tmp_path: Path) -> None:
    path = written(tmp_path, [("u", "a", "b"), (1, "x", "x"), (2, "x", "x")])
    ran = desk("agree", "--ratings", path, "--format", "json")
    (alpha,) = (one for one in ran.json["results"] if one["coefficient"] == "alpha_nominal")
    assert alpha["value"] is None and "only one category" in alpha["note"]
    nobody = written(tmp_path, [("u", "a", "b"), (1, "x", None), (2, None, "x")])
    assert "no unit was rated by at least two coders" in desk("agree", "--ratings", nobody).out


# what it refuses

REFUSED = {
    "two files": (2, "agree --ratings r.csv --sets s.csv", "different data"),
    "long without ratings": (2, "agree --sets s.csv --long", "--long says how --ratings"),
    "length without spans": (2, "agree --ratings r.csv --length d=3", "--length is that of"),
    "no length": (2, "agree --spans p.csv", 'p.csv:2: The length of document "d" is not known.'),
    "a length that is none": (2, "agree --spans p.csv --length d", "is no DOCUMENT=N"),
    "a length of zero": (2, "agree --spans p.csv --length d=0", "is no DOCUMENT=N"),
    "an option of a study": (2, "agree --ratings r.csv --level 2 --unit turn", "--level, --unit: only a study's"),
    "documents of ratings": (2, "agree --ratings r.csv --by document", "stand in no documents"),
    "an unknown coefficient": (2, "agree --ratings r.csv --coefficient alpha_nominl", "Nearest: alpha_nominal"),
    "a coefficient of other data": (
        *(2, "agree --ratings r.csv --coefficient u_alpha"),
        "u_alpha compares passages (--spans).",
    ),
    "an unknown category": (
        *(2, "agree --ratings r.csv --coefficient fleiss_kappa_category:9"),
        'No category "9".',
    ),
    "an unknown code": (2, "agree --spans p.csv --length d=30 --coefficient ku_alpha:z", 'No code "z".'),
    "an unknown coder": (2, "agree --ratings r.csv --coders c1,c9", 'No coder "c9".'),
    "one coder chosen": (2, "agree --ratings r.csv --coders c1", "two coders"),
    "no file": (3, "agree --ratings none.csv", "none.csv: cannot be read"),
    "a folder": (3, "agree --ratings .", "cannot be read"),
    "not square": (3, "agree --contingency r.csv", "r.csv:1: The labels differ"),
    "a short length": (3, "agree --spans p.csv --length d=20", "p.csv:6: This passage ends at 22"),
    "the wrong kind": (3, "agree --spans r.csv --length d=20", 'r.csv:1: There is no column "document"'),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_refuses_in_one_sentence(case: str, desk: Run) -> None:
    code, words, said = REFUSED[case]
    assert said in one_sentence(desk(*words.split()), code)


def test_text_where_numbers_are_needed_is_named_with_its_place(desk: Run, tmp_path: Path) -> None:
    path = written(tmp_path, [("u", "a", "b"), (1, 1, 2), (2, 1, "high"), (3, 2, 2)])
    said = one_sentence(desk("agree", "--ratings", path, "--coefficient", "alpha_interval"), 3)
    assert said.startswith(f'{path}:3: alpha_interval needs numbers, and column "b" has "high" here.')


# size


def test_ten_thousand_categories_are_no_burden(desk: Run, tmp_path: Path) -> None:
    path = written(tmp_path, [("u", "a", "b"), *((n, f"k{n}", f"k{n + n % 2}") for n in range(10_000))])
    ran = desk("agree", "--ratings", path, "--format", "json")
    assert values(ran)["alpha_nominal"] == pytest.approx(0.5, abs=0.001)
    assert any("there being 10001;" in note for note in ran.json["notes"])


def test_two_hundred_thousand_distinct_numbers_are_no_burden(desk: Run, tmp_path: Path) -> None:
    path = written(tmp_path, [("u", "a", "b"), *((n, n, n + 0.5) for n in range(100_000))])
    ran = desk("agree", "--ratings", path, "--coefficient", "alpha_interval", "--format", "json")
    assert values(ran)["alpha_interval"] == pytest.approx(1, abs=1e-6)


# published values, each through the command line

FIELDS = {"_ci95_low": ("ci", 0), "_ci95_high": ("ci", 1), "_se": ("se", None), "": ("value", None)}
OTHER_NAMES = {
    "alpha_set_distance_dkpro": "alpha_set_relation",
    "alpha_masi_distance_passonneau2004_dkpro": "alpha_masi_2004",
    "percent_agreement_exact_sets": "percent_agreement_sets",
    "u_alpha_1995_2004_category": "u_alpha_1995",
}
"""Variants that the reference file names in its own words."""
OUT_OF_SCOPE = {"masi_distance", "gamma_best_alignment_disorder(alpha", "gamma(alpha=3"}
"""A distance and a disorder are parts of coefficients, which the command line does not print; and its γ has α = β = 1."""


def _entries() -> Iterator[Any]:
    if not REFERENCES.exists():
        yield pytest.param({}, marks=pytest.mark.skip(reason="no reference file beside the checkout"))
        return
    for entry in yaml.load(REFERENCES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
        if not entry["coefficient"].startswith(tuple(OUT_OF_SCOPE)):
            yield pytest.param(entry, id=f"{entry['kind']}-{entry['name']}-{entry['coefficient']}")


def _asked(name: str) -> tuple[str, str, tuple[str, int | None]]:
    """Return the coefficient that an entry names, what follows its colon, and the field it is about."""
    base, _, part = name.partition(":")
    suffix = next(suffix for suffix in FIELDS if base.endswith(suffix))
    base = base.removesuffix(suffix)
    return OTHER_NAMES.get(base, base), part, FIELDS[suffix]


def _file(entry: dict[str, Any], folder: Path) -> list[str]:
    """Return the words that give `agree` an entry's data."""
    data = entry["data"]
    if entry["kind"] == "contingency":
        table = data["table_rows_coderA_cols_coderB"]
        labels = list(range(1, len(table) + 1))
        return [
            "--contingency",
            written(folder, [["", *labels], *([label, *row] for label, row in zip(labels, table, strict=True))]),
        ]
    if entry["kind"] in ("matrix", "sets"):
        if entry["kind"] == "sets":
            data = [["NA" if cell is None else ";".join(cell) for cell in row] for row in data]
        head = ["unit", *(f"c{number}" for number in range(1, len(data) + 1))]
        rows = [[f"u{number}", *column] for number, column in enumerate(zip(*data, strict=True), 1)]
        return ["--sets" if entry["kind"] == "sets" else "--ratings", written(folder, [head, *rows])]
    if entry["kind"] == "segmentation_masses":
        ends = [[sum(masses[: place + 1]) for place in range(len(masses))] for masses in data]
        spans = [
            (number, end - mass, end)
            for number, masses in enumerate(data)
            for mass, end in zip(masses, ends[number], strict=True)
        ]
        begin, length = 0, sum(data[0])
        rows = [["d", f"c{number}", "s", start, end] for number, start, end in spans]
    else:
        begin, last = data["continuum"]
        length = last - begin
        rows = [["d", one["coder"], one["code"], one["start"] - begin, one["end"] - begin] for one in data["spans"]]
    return [
        "--spans",
        written(folder, [["document", "coder", "code", "start", "end"], *rows]),
        "--length",
        f"d={length}",
    ]


@pytest.mark.parametrize("entry", list(_entries()))
def test_published_value_comes_out_of_the_command_line(entry: dict[str, Any], desk: Run, tmp_path: Path) -> None:
    name, part, (key, place) = _asked(entry["coefficient"])
    asked = f"{name}:{part}" if part else name
    ran = desk("agree", *_file(entry, tmp_path), "--coefficient", asked, "--format", "json")
    assert ran.code == 0, ran.err
    scopes = ("code", "category") if part else ("pooled",)
    (found,) = (
        one[key]
        for one in ran.json["results"]
        if one["scope"] in scopes
        and not one["without"]
        and f"{one['coefficient']}_category".startswith(name.removesuffix("_category"))
    )
    value = found if place is None else found[place]
    if entry["expected"] == "undefined":
        assert value is None
        return
    assert value == pytest.approx(entry["expected"], abs=entry["tolerance"])

"""`agree` by character, on whole sets, on stance and weight, with NVivo's figures, and of one person with themselves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from commands import Ran, Run, one_sentence, runner
from studies import code, make_study

from qualcode.agreement.named import USUAL, coefficients
from qualcode.agreement.nvivo_assess import NAMES
from qualcode.agreement.sets.every import SET_COEFFICIENTS
from qualcode.agreement.unitising.assess import KNOWN
from qualcode.cli.agreement_options import OF_PASSAGES, OF_SETS
from qualcode.coding.marks import done

TEXT = "Q: 问甲。\nA: 一二三四五六七八九十。\nQ: 问乙。\nA: 子丑寅卯辰巳午未申酉。\n"
BOOK = """\
codes:
  - {id: A, name: Alpha, scale: [1, 2, 3]}
  - {id: B, name: Beta}
  - {id: N, name: Never}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    study = make_study(
        tmp_path / "s", documents={"D": TEXT, "E": TEXT, "F": TEXT}, codes=BOOK, coders=("c1", "c2", "c1@2")
    )
    for id in ("D", "E"):
        code(study, "c1", id, "一二三四", "A", weight=1, stance="affirms")
        code(study, "c2", id, "二三四五", "A", weight=2 if id == "E" else 1, stance="denies" if id == "E" else None)
        code(study, "c1", id, "子丑", "B", stance="planned")
        code(study, "c2", id, "子丑", "B")
        code(study, "c1@2", id, "一二三四", "A")
        for coder in ("c1", "c2", "c1@2"):
            done(study, study.coder(coder), id)
    code(study, "c1", "F", "一二三四", "A")
    return study.root


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(folder, monkeypatch, capsys)


def results(ran: Ran, **about: object) -> list[dict[str, Any]]:
    assert ran.code == 0, ran.err
    return [one for one in ran.json["results"] if all(one[key] == value for key, value in about.items())]


# by character


def test_by_character_uses_u_alpha_and_sets_unfinished_documents_aside(run: Run) -> None:
    ran = run("agree", "--unit", "character", "--format", "json")
    answer = ran.json
    assert (answer["schema"], answer["kind"]) == (1, "agree")
    assert answer["parameters"]["unit"] == "character"
    assert answer["parameters"]["coefficients"] == ["u_alpha"]
    assert answer["set_aside"] == {"documents that fewer than two coders have finished": 1}
    (pooled,) = results(ran, scope="pooled")
    assert pooled["units"] == 2 * len(TEXT)
    assert pooled["codes"] == ["A", "B"]
    assert 0 < pooled["value"] < 1
    assert {one["codes"][0]: one["value"] for one in results(ran, scope="code")}["B"] == 1.0
    assert [one["document"] for one in results(ran, scope="document")] == ["D", "E"]


def test_the_table_by_character_says_what_it_counts(run: Run) -> None:
    out = run("agree", "--unit", "character").out
    assert "Characters" in out and "by c1" in out and "by both" in out
    assert f"Unit: character; {2 * len(TEXT)} characters of 2 documents" in out.replace("\n", " ")
    assert "documents that fewer than two coders have finished: 1" in out
    assert "Never" not in out.split("Coders:")[0]
    assert run("agree", "--unit", "character", "--lang", "zh").out.startswith("编码员间一致性")


def test_the_interviewers_turns_count_neither_way_and_it_is_said(run: Run, folder: Path) -> None:
    toml = folder / "qualcode.toml"
    toml.write_text(toml.read_text("utf-8").replace("# skip_turn_roles", "skip_turn_roles"), encoding="utf-8")
    out = run("agree", "--unit", "character", "--lang", "en").out
    assert "Cut out before anything was compared: 24 characters" in out
    assert "(interviewer)" in out


@pytest.mark.parametrize("name", [each for each in OF_PASSAGES if not each.startswith("nvivo")])
def test_each_coefficient_of_passages_is_had_by_its_name_alone(run: Run, name: str) -> None:
    found = results(run("agree", "--coefficient", name, "--format", "json", "--documents", "D"), coefficient=name)
    assert found and all(one["unit"] == "character" for one in found)
    assert any(one["value"] is not None or one["note"] for one in found)


def test_ku_alpha_is_of_single_codes(run: Run) -> None:
    ran = run("agree", "--coefficient", "ku_alpha", "--coefficient", "u_alpha", "--format", "json")
    assert {(one["scope"], *one["codes"]) for one in results(ran, coefficient="ku_alpha")} == {
        ("code", "A"),
        ("code", "B"),
    }


def test_gamma_is_of_one_document_and_says_so_where_there_are_several(run: Run) -> None:
    out = run("agree", "--coefficient", "gamma", "--lang", "en").out
    assert "one document at a time; see --by document" in out.replace("\n", " ")
    by_document = run("agree", "--coefficient", "gamma", "--by", "document", "--format", "csv").out
    assert by_document.count("\nD,") == 1


def test_all_by_character_is_every_coefficient_of_passages(run: Run) -> None:
    ran = run("agree", "--unit", "character", "--coefficient", "all", "--format", "json")
    assert {one["coefficient"].removesuffix("_weighted") for one in results(ran)} == set(OF_PASSAGES)


def test_a_round_is_compared_as_it_stood(run: Run) -> None:
    run("round", "close", "one")
    before = run("agree", "--unit", "character", "--round", "one", "--format", "json")
    assert run("code", "D", "B", "--quote", "午未申酉", "--coder", "c2").code == 0
    after = run("agree", "--unit", "character", "--round", "one", "--format", "json")
    assert after.json["parameters"]["round"] == "one"
    assert results(before) == results(after) != results(run("agree", "--unit", "character", "--format", "json"))


def test_a_required_value_is_about_pooled_u_alpha(run: Run) -> None:
    assert run("agree", "--unit", "character", "--require", "0.1").code == 0
    ran = run("agree", "--unit", "character", "--require", "0.99")
    assert ran.code == 1
    assert "Pooled u_alpha is" in ran.err


# NVivo and Holsti


def test_nvivo_s_figures_come_with_their_means_and_alpha(run: Run) -> None:
    ran = run("agree", "--coefficient", "nvivo_percentage", "--coefficient", "nvivo_kappa", "--format", "json")
    a_in_d = {
        one["coefficient"]: one["value"] for one in results(ran, scope="code", document="D") if one["codes"] == ["A"]
    }
    length = len(TEXT)
    assert a_in_d["nvivo_percentage"] == pytest.approx((length - 2) / length)
    assert a_in_d["u_alpha"] is not None
    pooled = {one["coefficient"]: one["value"] for one in results(ran, scope="pooled")}
    assert set(pooled) == {*NAMES, "nvivo_percentage_weighted", "nvivo_kappa_weighted", "u_alpha"}
    assert pooled["nvivo_percentage"] == pytest.approx((1 + (length - 2) / length) / 2)
    table = run("agree", "--coefficient", "nvivo_kappa").out
    assert "NVivo's κ" in table and "uα" in table
    assert "NVivo's percentage counts characters that neither coder coded as agreement" in table


def test_holsti_stands_beside_alpha_and_says_how_little_r_asks_for(run: Run) -> None:
    ran = run("agree", "--coefficient", "holsti", "--coefficient", "holsti_composite")
    assert "Krippendorff's α" in ran.out
    assert "R reaches .80 from K̄ = 0.667 on" in ran.out
    names = run("agree", "--coefficient", "holsti_composite", "--format", "json").json["parameters"]["coefficients"]
    assert names == ["holsti_composite", "alpha_nominal"]


# sets


def test_whole_sets_have_an_interval_over_units_and_empty_sets_are_said(run: Run) -> None:
    assert run("code", "E", "A", "--quote", "午未申酉", "--coder", "c2").code == 0
    ran = run("agree", "--coefficient", "alpha_masi", "--format", "json")
    (pooled,) = results(ran, scope="pooled")
    assert pooled["units"] == 8
    assert pooled["ci_method"].startswith("percentile bootstrap over units, 1000 replicates, seed 1")
    assert "8 of 16 sets are empty" in pooled["note"]
    assert ran.json["seed"] == 1
    assert {one["document"] for one in results(ran, scope="document")} == {"D", "E"}


@pytest.mark.parametrize("name", OF_SETS)
def test_each_coefficient_of_sets_is_had_by_its_name_alone(run: Run, name: str) -> None:
    ran = run("agree", "--coefficient", name, "--format", "json")
    assert {one["unit"] for one in results(ran, coefficient=name)} == {"turn"}
    assert results(ran, coefficient=name, scope="pooled")[0]["value"] is not None


def test_a_share_of_sets_is_never_alone(run: Run) -> None:
    ran = run("agree", "--coefficient", "dice_agreement", "--format", "json")
    assert ran.json["parameters"]["coefficients"] == ["dice_agreement", "alpha_masi"]


def test_sets_and_single_codes_stand_in_one_table(run: Run) -> None:
    both = ("agree", "--coefficient", "alpha_masi", "--coefficient", "alpha_nominal")
    out = run(*both).out
    assert "A Alpha" in out and "MASI" in out and out.count("Set aside") == 1
    pooled = {one["coefficient"]: one["units"] for one in results(run(*both, "--format", "json"), scope="pooled")}
    assert pooled == {"alpha_nominal": 16, "alpha_masi": 8}


# stance and weight


def test_stance_is_compared_on_codings_that_both_made(run: Run) -> None:
    ran = run("agree", "--on", "stance", "--format", "json")
    assert ran.json["parameters"]["on"] == "stance"
    pooled = {one["coefficient"]: (one["units"], one["value"]) for one in results(ran, scope="pooled")}
    assert pooled["percent_agreement"] == (4, pytest.approx(0.25))
    assert pooled["alpha_ordinal"][0] == 2
    notes = " ".join(ran.json["notes"])
    assert "Without stance, which counts as affirms: 3 ratings" in notes
    assert "Planned (only intended): 2 ratings" in notes
    assert "shared: 4" in notes
    assert "rest on them: 2" in notes


def test_weight_is_compared_where_both_gave_one(run: Run) -> None:
    ran = run("agree", "--on", "weight", "--format", "json")
    (of_a,) = results(ran, scope="code", coefficient="alpha_interval", codes=["A"])
    # Weights 1 1 and 1 2: D_o = 2/4, D_e = 2 × 3 × 1 / (4 × 3).
    assert of_a["value"] == pytest.approx(0.0)
    assert all(one["codes"] != ["B"] for one in results(ran, scope="code"))
    assert any("nobody gave a shared coding of theirs a weight: 1" in note for note in ran.json["notes"])
    assert "共同编码" in run("agree", "--on", "weight", "--lang", "zh").out


# one person


@pytest.mark.parametrize("more", [(), ("--unit", "character"), ("--coefficient", "alpha_masi"), ("--on", "stance")])
def test_a_person_compared_with_themselves_is_stability_and_no_agreement(run: Run, more: tuple[str, ...]) -> None:
    english = run("agree", "--coders", "c1,c1@2", "--lang", "en", *more).out.replace("\n", " ")
    assert "c1, c1@2 are one person" in english and "no agreement between coders" in english
    assert "不是编码员间的一致性" in run("agree", "--coders", "c1,c1@2", "--lang", "zh", *more).out
    assert "one person" not in run("agree", "--coders", "c1,c2", "--lang", "en", *more).out
    three = run("agree", "--coders", "c1,c2,c1@2", "--lang", "en", *more).out.replace("\n", " ")
    assert "Some of these coders are one person (c1, c1@2)" in three


# refusals


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--unit character --coders c1", "Agreement needs two coders"),
        ("--unit character --documents F", "no document that two of c1, c2 have finished"),
        ("--unit character --units-in coded-by-any", "there are no units to choose from"),
        ("--unit character --merges", "--merges sets"),
        ("--unit character --on stance", "compares units, not characters"),
        ("--unit turn --coefficient u_alpha", "character by character, not by turn"),
        ("--unit character --coefficient alpha_nominal", "single codes unit by unit (--unit turn)"),
        ("--unit character --coefficient ku_alpha:X", 'No code "X"'),
        ("--on stance --coefficient alpha_masi", "that is about codes"),
        ("--on stance --codes N", "no code that two of c1, c2 gave to one turn"),
        ("--on weight --codes B", "share has a weight"),
        ("--on stance --coefficient nonsense", 'No coefficient "nonsense"'),
        ("--coefficient alpha_masi --coefficient nonsense", 'No coefficient "nonsense"'),
        ("--unit character --coefficient nonsense", 'No coefficient "nonsense"'),
        ("--ratings x.csv --on stance", "--on: only a study's own codings"),
        ("--ratings x.csv --unit character", "--unit: only a study's own codings"),
    ],
)
def test_what_does_not_go_together_is_refused_in_a_sentence(run: Run, words: str, said: str) -> None:
    assert said in one_sentence(run("agree", *words.split()), 2)


def test_a_sample_is_refused_by_character(run: Run) -> None:
    assert run("sample", "s1", "--share", "0.5", "--seed", "1").code == 0
    assert "holds single units" in one_sentence(run("agree", "--unit", "character", "--sample", "s1"), 2)


def test_a_code_that_nobody_used_leaves_nothing_to_compute_and_says_so(run: Run) -> None:
    ran = run("agree", "--unit", "character", "--codes", "N", "--format", "json")
    assert [(one["value"], "no coder coded any passage" in one["note"]) for one in results(ran, scope="pooled")] == [
        (None, True)
    ]
    masi = run("agree", "--coefficient", "alpha_masi", "--codes", "N", "--lang", "en").out
    assert "every unit carries the same set of codes" in masi


def test_a_study_without_codings_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_study(tmp_path / "empty", documents={"D": TEXT}, codes=("A",))
    run = runner(tmp_path / "empty", monkeypatch, capsys)
    for words in (("--unit", "character"), ("--coefficient", "alpha_masi"), ("--on", "stance")):
        assert "There is nothing to compare" in one_sentence(run("agree", *words), 2)


# what is imported


def test_the_names_that_choose_what_is_compared_are_the_library_s() -> None:
    assert set(OF_SETS) == set(SET_COEFFICIENTS)
    assert set(OF_PASSAGES) == {*KNOWN, "gamma", *NAMES}


def test_plain_agreement_imports_neither_a_solver_nor_every_coefficient(folder: Path) -> None:
    program = "import sys\nfrom qualcode.cli.app import main\nmain(['agree'])\nprint('@' + ' '.join(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    imported = set(ran.stdout.rpartition("@")[2].split())
    assert "qualcode.agreement.coefficients.krippendorff" in imported
    assert not imported & {"scipy", "pandas", "importlib.metadata", "numpy.ma", "qualcode.cli.agreement_kinds"}
    own = {name for name in imported if name.startswith("qualcode.agreement.coefficients.")}
    assert own == {f"qualcode.agreement.coefficients.{name}" for name in USUAL}
    assert len(coefficients()) == len(USUAL)

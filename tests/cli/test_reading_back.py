"""Reading back: documents, words, quotes, tables; and the JSON that other programs rely on."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, ids, one_sentence


def test_show_gives_a_range_a_unit_and_the_codings_in_the_margin(run: Run) -> None:
    run("code", "INT01:2", "GOV", "--quote", "The subsidy never arrived", "--stance", "denies")
    assert run("show", "INT01:2-3").out.count("\n") == 2
    assert "INT01 · s3  Respondent  Two departments" in run("show", "INT01", "--unit", "sentence").out
    assert "▏GOV" not in run("show", "INT01").out
    assert '▏GOV Governance · "The subsidy never arrived" · denies · c1' in run("show", "INT01", "--codings").out
    assert "▏GOV" not in run("show", "INT01", "--coder", "c2").out


def test_show_in_json_has_the_shape_that_programs_rely_on(run: Run) -> None:
    run("code", "INT02:2", "GOV", "--quote", "补贴没到位")
    answer = run("show", "INT02", "--format", "json").json
    assert (answer["schema"], answer["kind"], answer["unit"], answer["case"]) == (1, "show", "turn", "zj-auto")
    assert {"document", "case", "layout", "unit", "text_sha256", "segments"} <= set(answer)
    second = answer["segments"][1]
    assert (second["number"], second["speaker"], second["turn_role"], second["participant"], second["time"]) == (
        2,
        "受访者",
        "respondent",
        "P2",
        None,
    )
    [coding] = second["codings"]
    assert set(coding) == {"id", "code", "coder", "start", "end", "stance", "weight", "state"}
    start, end = coding["start"] - second["start"], coding["end"] - second["start"]
    assert second["text"][start:end] == "补贴没到位"


def test_find_is_literal_unless_told_and_a_bad_pattern_is_a_sentence(run: Run) -> None:
    assert run("find", "补贴").out.startswith("INT02:2@6-8  受访者  ")
    assert run("find", "SUBSIDY").err == "1 hit in 1 document.\n"
    assert run("find", "SUBSIDY", "--case-sensitive").out == ""
    assert run("find", "s.bsidy").out == ""
    assert run("find", "s.bsidy", "INT01", "--regex").out.startswith("INT01:2@4-11")
    assert "no regular expression" in one_sentence(run("find", "(", "--regex"), 2)
    assert "WORDS is empty" in one_sentence(run("find", " "), 2)
    hit = run("find", "补贴", "--format", "json", "--width", "2").json["hits"][0]
    assert (hit["before"], hit["words"], hit["after"]) == ("套，", "补贴", "没到")


def test_quotes_are_filtered_by_every_question_and_a_parent_brings_its_descendants(run: Run) -> None:
    run("code", "INT01:2", "BOT-POL", "--case", "gd-ict", "--stance", "denies")
    run("code", "INT02:2", "BOT-MOT", "--memo", "because")
    run("code", "INT02:3", "GOV")

    def found(*words: str) -> list[str]:
        return [each["code"] for each in run("quotes", *words, "--format", "json").json["quotes"]]

    assert found("--code", "BOT") == ["BOT-POL", "BOT-MOT"]
    assert found("--code", "BOT", "--code", "治理") == ["BOT-POL", "BOT-MOT", "GOV"]
    assert found("--case", "gd-ict") == found("--case", "广东信息") == ["BOT-POL"]
    assert found("--role", "college") == ["BOT-MOT"]
    assert found("--stance", "denies") == ["BOT-POL"]
    assert found("--stance", "none", "--document", "INT02") == ["BOT-MOT", "GOV"]
    assert found("--coder", "c2") == []
    quote = run("quotes", "--code", "BOT-MOT", "--format", "json").json["quotes"][0]
    assert list(quote) == [
        *("id", "document", "address", "start", "end", "speaker", "role", "case", "time", "code", "coder"),
        *("stance", "weight", "state", "quote", "memos"),
    ]
    assert set(quote["memos"][0]) == {"id", "kind", "body", "by", "at"}


@pytest.mark.parametrize(
    ("option", "value", "nearest"),
    [
        ("--role", "colege", "college"),
        ("--case", "zj-aut", "zj-auto"),
        ("--code", "GVO", "GOV"),
        ("--document", "INT0", "INT01"),
        ("--coder", "c", "c1"),
        ("--stance", "denis", "denies"),
    ],
)
def test_a_question_about_what_is_not_there_is_refused_with_the_nearest(
    run: Run, option: str, value: str, nearest: str
) -> None:
    assert nearest in one_sentence(run("quotes", option, value), 2)


def test_a_passage_that_lost_its_words_is_named_and_has_no_place_in_json(run: Run, root: Path) -> None:
    run("code", "INT01:2", "GOV", "--quote", "The subsidy never arrived")
    text = (root / "interviews" / "INT01.txt").read_text(encoding="utf-8")
    (root / "interviews" / "INT01.txt").write_text(
        text.replace("The subsidy never arrived", "Nobody could tell"), encoding="utf-8"
    )
    ran = run("quotes")
    assert "The subsidy never arrived" in ran.err and "1 coding could not be anchored" in ran.err
    [quote] = run("quotes", "--format", "json").json["quotes"]
    assert (quote["state"], quote["start"], quote["end"], quote["address"]) == ("unanchored", None, None, None)
    assert "1 no longer anchored, left out of numbers" in run("status").out


def _two_coders(run: Run) -> None:
    run("code", "INT01:2", "BOT-POL")
    run("code", "INT01:4", "GOV")
    run("code", "INT01:4", "GOV", "--coder", "c2", "--memo", "the council")
    for coder in ("c1", "c2"):
        run("done", "INT01", "--coder", coder)


def test_whose_codings_count_is_asked_for_when_two_coders_leave_a_choice(run: Run) -> None:
    _two_coders(run)
    for words in (["quotes"], ["matrix"], ["run"]):
        ran = run(*words)
        assert ran.code == 2 and "--coders c1" in ran.err and "[report] coders" in ran.err
    assert run("matrix", "--coders", "c1").code == 0
    assert run("quotes", "--coders", "all").err.startswith("2 passages in 3 codings · coders: c1, c2 (all coders")


def test_agreement_is_printed_in_every_form_and_required(run: Run, root: Path) -> None:
    _two_coders(run)
    assert "Cohen's κ" in run("agree").out
    answer = run("agree", "--format", "json").json
    assert answer["kind"] == "agree" and {each["scope"] for each in answer["results"]} >= {"pooled", "code"}
    assert run("agree", "--format", "csv").out.startswith("\ufeffkey,")
    assert "| 编码 |" in run("agree", "--format", "md", "--lang", "zh").out
    assert run("agree", "--out", "a.docx").err == "Wrote a.docx.\n"
    assert (root / "a.docx").read_bytes().startswith(b"PK")
    assert run("agree", "--require", "0.99").code == 1
    assert run("agree", "--require", "0.1").code == 0
    assert run("agree", "--require", "0.1", "--coefficient", "cohen_kappa").code == 0  # α is required, shown or not


def test_disagreements_show_the_words_and_both_sides(run: Run) -> None:
    _two_coders(run)
    ran = run("disagreements")
    assert ran.out.startswith("INT01:2  Respondent  The subsidy never arrived.")
    assert "in dispute: BOT-POL" in ran.out and "c2: no code" in ran.out
    [row] = run("disagreements", "--format", "json").json["disagreements"]
    assert [len(row["sides"][coder]) for coder in ("c1", "c2")] == [1, 0]
    assert "BOT-POL" in run("disagreements", "--format", "csv").out


def test_agreement_without_two_who_are_done_or_any_unit_says_why(run: Run) -> None:
    assert "qualcode done" in one_sentence(run("agree"), 2)
    _two_coders(run)
    run("void", ids(run("code", "INT01:4", "GOV").out)[0])
    assert "--units-in all" in one_sentence(run("agree", "--units-in", "coded-by-all"), 2)
    assert "two coders" in one_sentence(run("agree", "--coders", "c1"), 2)


def test_a_reflexive_study_gets_no_coefficient_unasked(run: Run, root: Path) -> None:
    _two_coders(run)
    toml = root / "qualcode.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"codebook"', '"reflexive"', 1), encoding="utf-8")
    assert "reflexive" in one_sentence(run("agree"), 0)
    assert run("agree", "--require", "0.8").code == 1
    assert "Cohen" in run("agree", "--coefficient", "cohen_kappa").out


@pytest.mark.parametrize(
    "words",
    [
        ["--values", "presence"],
        ["--values", "share", "--columns", "mode"],
        ["--values", "quotes", "--quotes", "1"],
        ["--rows", "document", "--columns", "code"],
        ["--rows", "province", "--columns", "participant"],
        ["--codes", "BOT", "--without-descendants", "--level", "1"],
    ],
)
def test_a_matrix_lays_anything_against_anything(run: Run, words: list[str]) -> None:
    run("code", "INT02:2", "BOT-POL")
    ran = run("matrix", *words)
    assert ran.code == 0 and "Whose codings: c1" in ran.out


def test_a_matrix_is_traced_to_its_codings_and_written_to_every_kind_of_file(run: Run, root: Path) -> None:
    [id] = ids(run("code", "INT02:2", "BOT-POL").out)
    cell = run("matrix", "--format", "json").json["rows"][1]["cells"][0]
    assert cell["value"] == 1 and [each[:6] for each in cell["codings"]] == [id]
    for suffix in ("docx", "csv", "json", "md"):
        assert run("matrix", "--out", f"m.{suffix}").code == 0
        assert (root / f"m.{suffix}").stat().st_size > 0
    assert 'No format "foo"' in one_sentence(run("matrix", "--out", "m.foo"), 2)
    assert "no suffix" in one_sentence(run("matrix", "--out", "m"), 2)
    assert "different ones" in one_sentence(run("matrix", "--columns", "code"), 2)


def test_the_codebook_is_shown_searched_and_checked(run: Run) -> None:
    assert "  BOT-POL  Fragmented policy / 政策碎片化" in run("codebook", "show").out
    assert "path: Bottlenecks > Fragmented policy" in run("codebook", "show", "fragm").out
    assert run("codebook", "search", "政策").out.startswith("BOT-POL")
    assert run("codebook", "search", "nothing").err == "0 codes.\n"
    assert "Nearest: GOV" in one_sentence(run("codebook", "show", "GVO"), 2)
    assert run("codebook", "check").code == 0
    assert run("codebook", "show", "GOV", "--format", "json").json["codes"][0]["was"] == ["GOV-OLD"]


def test_running_twice_gives_the_same_bytes(run: Run, root: Path) -> None:
    run("code", "INT02:2", "BOT-POL")

    def written() -> dict[str, bytes]:
        ran = run("run")
        assert ran.code == 0 and "output/report.docx" in ran.out.splitlines()
        return {str(path): path.read_bytes() for path in (root / "output").rglob("*") if path.is_file()}

    assert written() == written()


def test_a_run_names_its_files_by_any_attribute_and_its_manifest_the_templates_in_use(run: Run, root: Path) -> None:
    run("code", "INT02:2", "BOT-POL")
    (root / "interviews/attributes.csv").write_text("document,省/市\nINT02,浙江\n", encoding="utf-8")
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates/methods_en.md.j2").write_text("Our own words.\n", encoding="utf-8")
    toml = root / "qualcode.toml"
    matrix = '[[report.matrices]]\nrows = "code"\ncolumns = "省/市"\n'
    toml.write_text(f"{toml.read_text(encoding='utf-8')}\n{matrix}", encoding="utf-8")
    assert "output/tables/matrix-code-省_市-count.json" in run("run").out.splitlines()
    assert '"templates/methods_en.md.j2"' in (root / "output/manifest.json").read_text(encoding="utf-8")


def test_a_study_without_codings_still_answers_every_question(run: Run) -> None:
    for words in (["quotes"], ["matrix"], ["run"], ["suggest"], ["log"], ["check"], ["find", "x"]):
        assert run(*words).code == 0, words

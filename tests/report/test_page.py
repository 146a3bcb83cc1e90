"""The web page: whole in one file, safe whatever a study holds, and true to its ledgers."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from page_sample import HOSTILE, LONG, SCRIPT, TEMPLATE, Markup, hostile_study
from studies import code, make_study

from qualcode.errors import StudyError
from qualcode.report.page.build import as_script_data, build_page
from qualcode.study.study import Study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return hostile_study(tmp_path / "study")


def values_of(page: bytes) -> Any:
    """Return the values in a page, as its script reads them."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.decode("utf-8"), re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def words_behind(values: Any, packed: str) -> list[int]:
    at, found = 0, []
    for step in packed.split():
        at += int(step, 36)
        found.append(at)
    return found


def test_nothing_that_a_study_says_becomes_markup(study: Study) -> None:
    page = Markup(build_page(study, "en", ["c1"]))
    assert len(page.scripts) == 3, "the first line, the values and the script"
    assert "img" not in page.elements
    assert "b" not in page.elements
    assert not [name for name, _ in page.attributes if name.startswith("on")]


def test_every_segment_stands_in_the_page_word_for_word(study: Study) -> None:
    page = Markup(build_page(study, "en", ["c1"]))
    text = "\n".join(page.words)
    assert SCRIPT in text and TEMPLATE in text and LONG in text
    assert "The council\nnever met. 补贴没到位。" in text


def test_values_are_read_back_as_they_were_though_no_tag_can_open_in_them(study: Study) -> None:
    page = build_page(study, "en", ["c1"])
    inside = Markup(page).scripts[1]
    assert not set("<>&\u2028\u2029").intersection(inside)
    assert values_of(page)["codes"][0]["name"] == "</script><img src=x onerror=alert(1)>"


def test_line_separators_cannot_end_the_values() -> None:
    assert as_script_data(["\u2028\u2029&"]) == '["\\u2028\\u2029\\u0026"]'


def test_policy_of_the_page_lets_nothing_run_but_its_own_script_and_fetches_nothing(study: Study) -> None:
    page = Markup(build_page(study, "en", ["c1"]))
    (policy,) = (value or "" for name, value in page.attributes if name == "content" and "default-src" in (value or ""))
    allowed = set(re.findall(r"'(sha256-[^']+)'", policy))
    own = [page.scripts[0], page.scripts[2], page.styles[0]]
    hashes = {f"sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}" for each in own}
    assert allowed == hashes
    assert "default-src 'none'" in policy and "unsafe" not in policy


def test_page_names_no_address_to_fetch_from(study: Study) -> None:
    page = Markup(build_page(study, "en", ["c1"]))
    places = [value or "" for name, value in page.attributes if name in ("src", "href", "action", "srcset")]
    assert {place[:1] for place in places} <= {"#", "d"}
    assert "data:," in places
    assert "url(" not in page.styles[0] and "@import" not in page.styles[0]


def test_colour_of_a_code_reaches_the_style_only_as_hexadecimal(study: Study) -> None:
    style = Markup(build_page(study, "en", ["c1"])).styles[0]
    properties = re.findall(r"--k\d+:([^;]+);", style)
    assert properties and all(re.fullmatch("#[0-9a-f]{6}", each) for each in properties)
    assert "harm" not in style


def test_same_study_gives_the_same_bytes(study: Study) -> None:
    assert build_page(study, "zh", ["c1"]) == build_page(Study(study.root), "zh", ["c1"])


def test_positions_count_as_a_browser_does(study: Study) -> None:
    values = values_of(build_page(study, "en", ["c1"]))
    number = values["codings"]["id"].index(next(iter(values["codings"]["id"])))
    start, end = values["codings"]["start"][number], values["codings"]["end"][number]
    utf16 = study.document("INT01").text.encode("utf-16-le")
    assert utf16[2 * start : 2 * end].decode("utf-16-le") == "The subsidy never arrived."


def test_cell_knows_the_codings_it_was_made_from(study: Study) -> None:
    values = values_of(build_page(study, "en", ["c1"]))
    matrix = next(each for each in values["displays"] if each["name"] == "matrix-code-case-count")
    row = next(each for each in matrix["rows"] if each["key"] == "BOT")
    words, packed, number = row["cells"][0]
    behind = words_behind(values, packed)
    assert (words, number) == ("2", 2)
    assert {values["codes"][values["codings"]["code"][each]]["id"] for each in behind} == {"BOT-POL", "BOT-MOT"}
    assert {values["coders"][values["codings"]["coder"][each]]["handle"] for each in behind} == {"c1"}


def test_disagreements_carry_both_sides(study: Study) -> None:
    values = values_of(build_page(study, "en", ["c1"]))
    by_segment = {each["segment"]: each for each in values["differences"]}
    assert set(by_segment) == {2, 4}
    codes = [values["codes"][code]["id"] for code in by_segment[2]["codes"]]
    assert codes == ["BOT-MOT"]
    assert [len(side) for side in by_segment[2]["sides"].values()] == [2, 1]


def test_reflexive_study_shows_no_disagreements(tmp_path: Path) -> None:
    root = hostile_study(tmp_path / "study").root
    toml = root / "qualcode.toml"
    text = re.sub(r"(?m)^approach = .*$", "", toml.read_text("utf-8"))
    toml.write_text(text.replace("[study]", '[study]\napproach = "reflexive"', 1), encoding="utf-8")
    study = Study(root)
    assert study.settings.approach == "reflexive"
    assert values_of(build_page(study, "en", ["c1"]))["differences"] == []


def test_redacted_page_keeps_counts_and_no_words(study: Study) -> None:
    whole, page = (build_page(study, "en", ["c1"], redact=redact) for redact in (False, True))
    secret = [
        "subsidy",
        "补贴",
        "council",
        "双方共建",
        "长长",
        "a memo with",
        "an example of",
        "Respondent",
        "onerror=harm",
    ]
    assert [word for word in secret if word not in whole.decode("utf-8")] == []
    assert [word for word in secret if word in page.decode("utf-8")] == []
    counts = [
        [
            [cell[2] for row in each["rows"] for cell in row["cells"] if len(cell) > 2]
            for each in values["displays"]
            if each["heat"]
        ]
        for values in map(values_of, (whole, page))
    ]
    assert counts[0] == counts[1] != []
    assert len(values_of(page)["codings"]["start"]) == 4


def test_redacted_bundled_study_says_no_sentence_of_its_transcripts() -> None:
    study = Study(Path(__file__).resolve().parents[2])
    page = build_page(study, "zh", redact=True).decode("utf-8")
    stretches = [
        text[at : at + 24]
        for text in (study.document(id).text for id in study.document_ids)
        for at in range(0, len(text) - 24, 8)
    ]
    told = [each for each in stretches if "\n" not in each and len(set(each)) > 8 and each in page]
    assert len(stretches) > 10_000
    assert told == []


def test_study_without_codings_has_a_page_that_says_so(tmp_path: Path) -> None:
    page = build_page(make_study(tmp_path / "study"), "en")
    assert values_of(page)["codings"]["id"] == []
    assert "The subsidy never arrived" in page.decode("utf-8")


def test_study_without_documents_or_codes_has_a_page(tmp_path: Path) -> None:
    page = build_page(make_study(tmp_path / "study", documents={}, codes="codes: []\n", coders=()), "en")
    assert "There are no documents." in page.decode("utf-8")


def test_controls_and_noncharacters_in_a_codebook_do_not_reach_the_page(tmp_path: Path) -> None:
    codes = 'codes:\n  - {id: A, name: "bell \\a and \\uFFFE none"}\n'
    study = make_study(tmp_path / "study", codes=codes)
    assert values_of(build_page(study, "en"))["codes"][0]["name"] == "bell  and  none"


def test_study_may_put_its_own_style_in_place(study: Study) -> None:
    own = study.root / "templates" / "page" / "page.css"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(".mine { color: teal; }", encoding="utf-8")
    assert ".mine { color: teal; }" in Markup(build_page(study, "en", ["c1"])).styles[0]


def test_own_script_that_would_end_its_element_is_refused_with_its_path(study: Study) -> None:
    own = study.root / "templates" / "page" / "page.js"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("const end = '</SCRIPT>';", encoding="utf-8")
    with pytest.raises(StudyError, match=r"page\.js.*</script"):
        build_page(study, "en", ["c1"])


def test_coding_of_a_code_that_is_gone_is_left_out(tmp_path: Path) -> None:
    study = make_study(tmp_path / "study", coders=("c1",))
    code(study, "c1", "INT01", "subsidy", "BOT-POL")
    (study.root / "codebook.yaml").write_text("codes:\n  - {id: OTHER, name: Other}\n", encoding="utf-8")
    assert values_of(build_page(Study(study.root), "en"))["codings"]["id"] == []


def test_hostile_documents_are_those_of_the_study(study: Study) -> None:
    assert set(study.document_ids) == {"INT01", "INT02", *(each[6:-4] for each in HOSTILE if each.startswith("cases/"))}

"""The web page: whole in one file, safe whatever a study holds, and true to its ledgers."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_sample import HOSTILE, LONG, SCRIPT, TEMPLATE, Markup, hostile_study
from studies import code, coder_of, make_study

from qualcode.coding.adjudicate import disputes, settle
from qualcode.coding.marks import done
from qualcode.coding.settling import Choice
from qualcode.errors import StudyError
from qualcode.model.events import MemoEvent, SettleEvent
from qualcode.model.evidence import NOT_QUOTED
from qualcode.report.page.build import as_script_data, build_page
from qualcode.report.page.drawings import drawing
from qualcode.study.create import add_coder
from qualcode.study.study import Study


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return hostile_study(tmp_path_factory.mktemp("page") / "study")


@pytest.fixture(scope="module")
def english(study: Study) -> bytes:
    return build_page(study, "en", ["c1"])


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


def test_nothing_that_a_study_says_becomes_markup(english: bytes) -> None:
    page = Markup(english)
    assert len(page.scripts) == 3, "the first line, the values and the script"
    assert "img" not in page.elements
    assert "b" not in page.elements
    assert not [name for name, _ in page.attributes if name.startswith("on")]


def test_every_segment_stands_in_the_page_word_for_word(english: bytes) -> None:
    page = Markup(english)
    text = "\n".join(page.words)
    assert SCRIPT in text and TEMPLATE in text and LONG in text
    assert "The council\nnever met. 补贴没到位。" in text


def test_values_are_read_back_as_they_were_though_no_tag_can_open_in_them(english: bytes) -> None:
    page = english
    inside = Markup(page).scripts[1]
    assert not set("<>&\u2028\u2029").intersection(inside)
    assert values_of(page)["codes"][0]["name"] == "</script><img src=x onerror=alert(1)>"


def test_line_separators_cannot_end_the_values() -> None:
    assert as_script_data(["\u2028\u2029&"]) == '["\\u2028\\u2029\\u0026"]'


def test_policy_of_the_page_lets_nothing_run_but_its_own_script_and_fetches_nothing(english: bytes) -> None:
    page = Markup(english)
    (policy,) = (value or "" for name, value in page.attributes if name == "content" and "default-src" in (value or ""))
    allowed = set(re.findall(r"'(sha256-[^']+)'", policy))
    own = [page.scripts[0], page.scripts[2], page.styles[0]]
    hashes = {f"sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}" for each in own}
    assert allowed == hashes
    assert "default-src 'none'" in policy and "unsafe" not in policy


def test_page_names_no_address_to_fetch_from(english: bytes) -> None:
    page = Markup(english)
    places = [value or "" for name, value in page.attributes if name in ("src", "href", "action", "srcset")]
    assert {place[:1] for place in places} <= {"#", "d"}
    assert "data:," in places
    assert "url(" not in page.styles[0] and "@import" not in page.styles[0]


def test_colour_of_a_code_reaches_the_style_only_as_hexadecimal(english: bytes) -> None:
    style = Markup(english).styles[0]
    properties = re.findall(r"--k\d+:([^;]+);", style)
    assert properties and all(re.fullmatch("#[0-9a-f]{6}", each) for each in properties)
    assert "harm" not in style


def test_same_study_gives_the_same_bytes(study: Study, english: bytes) -> None:
    assert build_page(Study(study.root), "en", ["c1"]) == english


def test_positions_count_as_a_browser_does(study: Study, english: bytes) -> None:
    values = values_of(english)
    number = values["codings"]["id"].index(next(iter(values["codings"]["id"])))
    start, end = values["codings"]["start"][number], values["codings"]["end"][number]
    utf16 = study.document("INT01").text.encode("utf-16-le")
    assert utf16[2 * start : 2 * end].decode("utf-16-le") == "The subsidy never arrived."


def test_cell_knows_the_codings_it_was_made_from(english: bytes) -> None:
    values = values_of(english)
    matrix = next(each for each in values["displays"] if each["name"] == "matrix-code-case-count")
    row = next(each for each in matrix["rows"] if each["key"] == "BOT")
    words, packed, number = row["cells"][0]
    behind = words_behind(values, packed)
    assert (words, number) == ("2", 2)
    assert {values["codes"][values["codings"]["code"][each]]["id"] for each in behind} == {"BOT-POL", "BOT-MOT"}
    assert {values["coders"][values["codings"]["coder"][each]]["handle"] for each in behind} == {"c1"}


def test_disagreements_carry_both_sides(english: bytes) -> None:
    values = values_of(english)
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


def test_redacted_page_keeps_counts_and_no_words(study: Study, english: bytes) -> None:
    whole, page = english, build_page(study, "en", ["c1"], redact=True)
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


def test_redacted_bundled_study_says_nothing_of_its_transcripts_memos_and_examples() -> None:
    study = Study(Path(__file__).resolve().parents[2])
    page = build_page(study, "zh", redact=True).decode("utf-8")
    shown = re.sub(r"<script>.*?</script>|<style>.*?</style>|<svg.*?</svg>|[0-9,.\[\]]{8,}", " ", page, flags=re.DOTALL)
    for id in study.document_ids:  # where a passage stands is told, and memos name places too
        shown = shown.replace(id, " ")
    secret = [study.document(id).text for id in study.document_ids]
    secret += [example for code in study.codebook for example in code.examples]
    for coder, id in ((coder.handle, id) for coder in study.settings.coders for id in (*study.document_ids, "@study")):
        events = study.events(coder, id)
        secret += [event.body for event in events if isinstance(event, MemoEvent)]
        secret += [event.why for event in events if isinstance(event, SettleEvent) and event.why]
    known = {gram for text in secret for gram in grams(text)}
    assert len(known) > 50_000
    assert {shown[at : at + GRAM] for at in range(len(shown) - GRAM)} & known == set()


GRAM = 14


def grams(text: str, size: int = GRAM) -> Iterator[str]:
    """Yield the stretches of that many characters in a text, those of punctuation, digits and line ends left out."""
    for at in range(len(text) - size):
        stretch = text[at : at + size]
        if "\n" not in stretch and sum(map(str.isalpha, stretch)) > size - 3 and len(set(stretch)) > 7:
            yield stretch


def test_person_who_is_not_to_be_quoted_is_not_in_the_page(tmp_path: Path) -> None:
    sheet = "participant,document,speaker,role,consent\nP1,INT01,Respondent,college,written; no quotes\n"
    study = make_study(tmp_path / "study", sheets={"interviews/participants.csv": sheet}, coders=("c1",))
    code(study, "c1", "INT01", "The subsidy never arrived.", "BOT-POL", memo="they say the subsidy never arrived")
    page = build_page(Study(study.root), "en").decode("utf-8")
    assert "subsidy never arrived" not in page.lower().replace("cues", "")
    assert "What held the cooperation back?" in page
    assert NOT_QUOTED["en"] in page
    values = values_of(page.encode("utf-8"))
    assert values["documents"][0]["silent"] and len(values["codings"]["start"]) == 1


def test_settlement_comes_with_its_codes_and_its_reason_but_for_the_redacted(tmp_path: Path) -> None:
    study = make_study(tmp_path / "study", coders=("c1", "c2"))
    code(study, "c1", "INT01", "The subsidy never arrived.", "BOT-POL")
    code(study, "c2", "INT01", "The subsidy never arrived.", "BOT-MOT")
    for handle in ("c1", "c2"):
        done(study, coder_of(study, handle), "INT01")
    add_coder(Study(study.root), "consensus", kind="consensus", of=("c1", "c2"))
    study = Study(study.root)
    consensus = study.coder("consensus")
    (dispute,) = disputes(study, consensus)
    settle(study, consensus, dispute.id, Choice(side="c1"), "the offices, not the firm")
    study = Study(study.root)
    settlements = [values_of(build_page(study, "en", ["c1"], redact=redact))["settlements"] for redact in (False, True)]
    codes = [each["id"] for each in values_of(build_page(study, "en", ["c1"]))["codes"]]
    assert [(codes[each["codes"][0]], each["why"]) for each in settlements[0]] == [
        ("BOT-POL", "the offices, not the firm")
    ]
    assert [each.get("why") for each in settlements[1]] == [None]


def test_drawing_keeps_shapes_and_nothing_else() -> None:
    harm = '<a xlink:href="javascript:1"><path d="M0 0"/></a><style>*{}</style><image href="x"/><use href="http://x"/>'
    svg = f'<svg xmlns:xlink="http://www.w3.org/1999/xlink" onload="1">{harm}<g style="fill: url(http://x)"><path d="M 1 1"/></g></svg>'
    assert drawing(svg) == '<svg><use/><g><path d="M 1 1"/></g></svg>'


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


def test_study_may_put_its_own_style_in_place(tmp_path: Path) -> None:
    study = hostile_study(tmp_path / "study")
    own = study.root / "templates" / "page" / "page.css"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(".mine { color: teal; }", encoding="utf-8")
    assert ".mine { color: teal; }" in Markup(build_page(study, "en", ["c1"])).styles[0]


def test_own_script_that_would_end_its_element_is_refused_with_its_path(tmp_path: Path) -> None:
    study = hostile_study(tmp_path / "study")
    own = study.root / "templates" / "page" / "script" / "search.js"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("const end = '</SCRIPT>';", encoding="utf-8")
    with pytest.raises(StudyError, match=r"search\.js.*</script"):
        build_page(study, "en", ["c1"])


def test_coding_of_a_code_that_is_gone_is_left_out(tmp_path: Path) -> None:
    study = make_study(tmp_path / "study", coders=("c1",))
    code(study, "c1", "INT01", "subsidy", "BOT-POL")
    (study.root / "codebook.yaml").write_text("codes:\n  - {id: OTHER, name: Other}\n", encoding="utf-8")
    assert values_of(build_page(Study(study.root), "en"))["codings"]["id"] == []


def test_hostile_documents_are_those_of_the_study(study: Study) -> None:
    assert set(study.document_ids) == {"INT01", "INT02", *(each[6:-4] for each in HOSTILE if each.startswith("cases/"))}

"""A study out to REFI-QDA and back is the same study; the file is valid, and the same each time."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree
from refi_files import SHARED, brought, counts
from studies import CODEBOOK, code, coder_of, make_study, reopened

from qualcode.coding.marks import memo
from qualcode.exchange.refi.export import export_codebook, export_project
from qualcode.exchange.refi.gather import gather
from qualcode.exchange.refi.offsets import TARGETS
from qualcode.exchange.refi.write import write_codebook, write_project
from qualcode.model.events import About, CodeEvent, MemoEvent
from qualcode.study.paths import STUDY_LEDGER
from qualcode.study.study import Study

SHEETS = {
    "interviews/attributes.csv": "document,case,date,minutes\nINT01,zj-auto; gd-ict,2026-01-02,41\nINT02,zj-auto,,08\n",
    "interviews/participants.csv": "participant,document,speaker,role,province\nP01,INT01,Respondent,college,浙江\n",
    "cases/attributes.csv": "case,name,province\nzj-auto,Automotive 汽车,Zhejiang\ngd-ict,ICT,Guangdong\n",
}
RICH = CODEBOOK.replace(
    "        scale: [1, 2, 3]",
    """        definition: {en: "What it means,\\nin two lines", zh: 含义}
        include: when to use it
        exclude: {zh: 何时不用}
        examples: ["a: quote", 二]
        cues: {en: [too costly], zh: [积极性不高]}
        patterns: [[{LEMMA: lack}, {OP: "*"}]]
        color: "#b3589a"
        origin: emergent
        since: "2026-01-03"
        scale: [1, 2.5, 3]""",
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    made = make_study(tmp_path / "study", codes=RICH, coders=("c1", "c2", "c1@2", "consensus"), sheets=SHEETS)
    code(
        made, "c1", "INT01", "The subsidy never arrived", "BOT-POL", stance="denies", case="gd-ict", memo="two\n\nlines"
    )
    code(made, "c1", "INT01", "The subsidy never arrived", "BOT-MOT", "GOV", case="zj-auto")
    code(made, "c2", "INT01", "too costly", "BOT-MOT", weight=2.5, stance="mixed", case="zj-auto", memo="<&> 😀")
    code(made, "c1@2", "INT02", "政策不配套", "BOT-POL")
    code(made, "consensus", "cases/zj-auto/agreement".removeprefix("cases/"), "双方共建产业学院。", "GOV")
    study = reopened(made)
    memo(study, coder_of(study, "c1"), "BOT-POL is too wide", About(code="BOT-POL"), kind="code")
    memo(study, coder_of(study, "c2"), "About nothing", About(), kind="methodological", data={"n": [1, None]})
    memo(study, coder_of(study, "c2"), "On the interview", About(document="INT02"), kind="reflexive")
    return reopened(study)


def facts(study: Study) -> dict[str, object]:
    """Return all that must come back: codings, memos, coders, cases, people, documents, codes."""
    study = reopened(study)
    codings, memos = set(), set()
    for coder in study.settings.coders:
        for id in (*study.document_ids, STUDY_LEDGER):
            events = study.events(coder.handle, id) if study.ledger_paths(coder.handle, id) else []
            for event in events:
                if isinstance(event, CodeEvent):
                    rated = (event.stance, event.weight, event.case)
                    codings.add((coder.handle, id, event.id, event.made or event.at, event.code, event.quote, *rated))
                elif isinstance(event, MemoEvent):
                    memos.add((coder.handle, id, event.id, event.made or event.at, event.kind, event.body, event.about))
    return {
        "codings": codings,
        "memos": memos,
        "coders": set(study.settings.coders),
        "cases": {(c.id, c.name, frozenset(c.documents), frozenset(filled(c.attributes))) for c in study.cases},
        "people": {(p.id, p.voices, p.role, frozenset(filled(p.attributes))) for p in study.participants},
        "documents": {
            (id, found.text, found.kind, frozenset(filled(found.attributes)))
            for id in study.document_ids
            for found in (study.document(id),)
        },
        "codes": [dataclasses.replace(each, line=0) for each in study.codebook],
    }


def filled(attributes: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in attributes.items() if value]


@pytest.mark.parametrize("target", TARGETS)
def test_every_coding_memo_coder_case_and_attribute_comes_back(study: Study, tmp_path: Path, target: str) -> None:
    export_project(study, tmp_path / "out.qdpx", target=target)
    found = brought(tmp_path / "out.qdpx", tmp_path / "back")
    before, after = facts(study), facts(found.study)
    for kind, value in before.items():
        assert after[kind] == value, kind
    assert counts(found, "codings") == (6, 0, 0)
    assert [each.message for each in found.study.codebook_reading.problems if each.severity == "error"] == []


def test_importing_twice_adds_nothing(study: Study, tmp_path: Path) -> None:
    export_project(study, tmp_path / "out.qdpx")
    once = brought(tmp_path / "out.qdpx", tmp_path / "back")
    files = {path: path.read_bytes() for path in (tmp_path / "back").rglob("*") if path.is_file()}
    again = brought(tmp_path / "out.qdpx", tmp_path / "back")
    assert {kind: counts(again, kind)[0] for kind in ("documents", "codes", "codings", "memos", "coders", "cases")} == (
        dict.fromkeys(("documents", "codes", "codings", "memos", "coders", "cases"), 0)
    )
    assert facts(once.study) == facts(again.study)
    kept = {path: path.read_bytes() for path in files if ".qualcode" not in path.parts}
    assert kept == {path: data for path, data in files.items() if ".qualcode" not in path.parts}


def test_a_study_takes_its_own_export_and_a_copy_of_the_copy_without_growing(study: Study, tmp_path: Path) -> None:
    export_project(study, tmp_path / "one.qdpx")
    copy = brought(tmp_path / "one.qdpx", tmp_path / "copy").study
    export_project(copy, tmp_path / "two.qdpx")
    before = facts(study)
    for name in ("one.qdpx", "two.qdpx"):
        assert counts(brought(tmp_path / name, study.root), "codings") == (0, 6, 0)
    assert facts(study) == before


def test_the_same_bytes_each_time_and_members_in_order(study: Study) -> None:
    once, twice = (write_project(gather(reopened(study)).project) for _ in range(2))
    assert once == twice
    members = zipfile.ZipFile(io.BytesIO(once)).infolist()
    assert [each.filename for each in members] == sorted(each.filename for each in members)
    assert {each.date_time for each in members} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_written_is_valid_against_the_schemas(study: Study, target: str) -> None:
    if not SHARED.is_dir():
        pytest.skip("the schemas of REFI-QDA are not beside this checkout")
    gathered = gather(study, target=target).project
    for schema, data in (
        ("Project.xsd", zipfile.ZipFile(io.BytesIO(write_project(gathered, target))).read("project.qde")),
        ("Codebook.xsd", write_codebook(gathered)),
    ):
        etree.XMLSchema(etree.parse(SHARED / schema)).assertValid(etree.fromstring(data))


def test_an_empty_study_is_valid_too(tmp_path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("the schemas of REFI-QDA are not beside this checkout")
    empty = make_study(tmp_path / "empty", documents={}, codes="codes: []\n", coders=())
    data = zipfile.ZipFile(io.BytesIO(write_project(gather(empty).project))).read("project.qde")
    etree.XMLSchema(etree.parse(SHARED / "Project.xsd")).assertValid(etree.fromstring(data))


def test_only_the_coders_asked_for_go_out(study: Study, tmp_path: Path) -> None:
    export_project(study, tmp_path / "out.qdpx", ["c2"])
    found = brought(tmp_path / "out.qdpx", tmp_path / "back")
    assert [coder.handle for coder in found.study.settings.coders] == ["c2"]
    assert counts(found, "codings") == (1, 0, 0)


def test_a_codebook_alone_comes_back_with_rules_examples_and_cues(study: Study, tmp_path: Path) -> None:
    export_codebook(study, tmp_path / "codes.qdc")
    found = brought(tmp_path / "codes.qdc", tmp_path / "back")
    assert facts(found.study)["codes"] == facts(study)["codes"]


def test_what_the_standard_cannot_hold_is_named(study: Study, tmp_path: Path) -> None:
    report = export_project(study, tmp_path / "out.qdpx")
    assert {row.key: row.cells[1].value for row in report.rows}["codings"] == 6
    assert any("history of the ledgers" in note for note in report.notes)

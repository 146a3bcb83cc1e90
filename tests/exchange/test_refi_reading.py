"""What other programs write, valid or not: it is read as far as it can be, and what cannot is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from refi_files import SHARED, USERS, brought, coded, codes, counts, guid, packed, qde, qdpx, selection, source
from studies import make_study

from qualcode.errors import StudyError, UsageError
from qualcode.exchange.refi.read import read_project
from qualcode.model.events import CodeEvent, MemoEvent
from qualcode.study.paths import STUDY_LEDGER

TEXT = "One café here.\nTwo houses stand.\n"


def test_codings_keep_author_date_and_the_id_of_their_guid(tmp_path: Path) -> None:
    xml = qde(USERS + codes("Place") + f"<Sources>{source(1, 'Talk.docx', selection(1, 4, 8))}</Sources>")
    study = brought(qdpx(tmp_path, xml, {1: TEXT.encode()}), tmp_path / "s").study
    assert coded(study) == {("Ana-Lima", "Talk", "Place", "café")}
    (event,) = study.events("Ana-Lima", "Talk")
    assert isinstance(event, CodeEvent)
    assert (event.author, event.made) == ("Ana Lima", "2026-01-02T03:04:05Z")
    assert event.id == "AAAAAAAAABAABAAAAAAAAAAFAE"


@pytest.mark.parametrize("space", ("urn:QDA-XML:project:1.0", "urn:QDA-XML:project:0:10", "urn:other"))
@pytest.mark.parametrize("project", ("project.qde", "My study.qde"))
def test_namespaces_and_the_name_of_the_project_vary(tmp_path: Path, space: str, project: str) -> None:
    xml = qde(codes("A") + f"<Sources>{source(1, 'T', selection(1, 0, 3))}</Sources>", space=space)
    found = brought(qdpx(tmp_path, xml, {1: TEXT.encode()}, project=project), tmp_path / "s")
    assert {words for *_, words in coded(found.study)} == {"One"}


def test_guids_in_braces_and_capitals_refer_to_the_same(tmp_path: Path) -> None:
    body = codes("A") + f"<Sources>{source(1, 'T', selection(1, 0, 3), text=TEXT)}</Sources>"
    body = body.replace(f'targetGUID="{guid(100)}"', f'targetGUID="{{{guid(100).upper()}}}"')
    assert counts(brought(qdpx(tmp_path, qde(body)), tmp_path / "s"), "codings") == (1, 0, 0)


def test_codes_of_one_name_in_several_branches_stay_apart(tmp_path: Path) -> None:
    inner = f'<Code guid="{guid(7)}" name="Trust" isCodable="true"/>'
    other = f'<Code guid="{guid(8)}" name="Trust" isCodable="true" color="rgba(1,2,3)"/>'
    body = (
        f'<CodeBook><Codes><Code guid="{guid(5)}" name="Firms" isCodable="false">{inner}</Code>'
        f'<Code guid="{guid(6)}" name="Schools" isCodable="false">{other}</Code></Codes></CodeBook>'
    )
    path = qdpx(tmp_path, qde(body))
    found = brought(path, tmp_path / "s")
    paths = {code.id: found.study.codebook.path(code.id) for code in found.study.codebook}
    assert paths == {"Firms": "Firms", "Trust": "Firms > Trust", "Schools": "Schools", "Trust-2": "Schools > Trust"}
    assert counts(brought(path, tmp_path / "s"), "codes") == (0, 4, 0)
    assert any("rgba" in note for note in found.report.notes)


def test_a_heading_that_was_applied_becomes_a_code(tmp_path: Path) -> None:
    body = codes("A").replace('isCodable="true"', 'isCodable="false"')
    body += f"<Sources>{source(1, 'T', selection(1, 0, 3), text=TEXT)}</Sources>"
    found = brought(qdpx(tmp_path, qde(body)), tmp_path / "s")
    assert counts(found, "codings") == (1, 0, 0)
    assert any("heading in the file" in note for note in found.report.notes)


def test_annotations_and_descriptions_become_memos(tmp_path: Path) -> None:
    said = "<Description>look here</Description>"
    inner = selection(1, 0, 3, None, inner=said) + selection(2, 4, 8, 0, inner=said) + selection(3, 9, 13, None)
    found = brought(
        qdpx(tmp_path, qde(codes("A") + f"<Sources>{source(1, 'T', inner, text=TEXT)}</Sources>")), tmp_path / "s"
    )
    assert (counts(found, "memos"), counts(found, "annotations")) == ((2, 0, 0), (0, 0, 1))
    memos = [e for c in ("import",) for e in found.study.events(c, "T") if isinstance(e, MemoEvent)]
    assert {(each.body, each.about.coding is None) for each in memos} == {
        ("“One”\nlook here", True),
        ("look here", False),
    }


def test_notes_by_reference_link_and_alone(tmp_path: Path) -> None:
    body = USERS + codes("A") + f"<Sources>{source(1, 'T', selection(1, 0, 3), text=TEXT)}</Sources>"
    notes = "".join(
        f'<Note guid="{guid(40 + n)}" name="N{n}" creatingUser="{guid(1)}"><PlainTextContent>body {n}</PlainTextContent></Note>'
        for n in range(3)
    )
    body = body.replace("</Coding>", f'<NoteRef targetGUID="{guid(40)}"/></Coding>')
    body += f'<Notes>{notes}</Notes><Links><Link guid="{guid(9)}" originGUID="{guid(41)}" targetGUID="{guid(301)}"/></Links>'
    study = brought(qdpx(tmp_path, qde(body)), tmp_path / "s").study
    on_text = [e for e in study.events("Ana-Lima", "T") if isinstance(e, MemoEvent)]
    assert {(each.body, each.about.coding) for each in on_text} == {
        ("N0\n\nbody 0", "AAAAAAAAABAABAAAAAAAAAAFAE"),
        ("N1\n\nbody 1", "AAAAAAAAABAABAAAAAAAAAAFAE"),
    }
    (alone,) = study.events("Ana-Lima", STUDY_LEDGER)
    assert isinstance(alone, MemoEvent) and alone.body == "N2\n\nbody 2"


def test_cases_variables_and_values_kept_in_nameless_cases(tmp_path: Path) -> None:
    value = '<VariableValue><VariableRef targetGUID="{}"/><TextValue>{}</TextValue></VariableValue>'
    body = f'<Variables><Variable guid="{guid(70)}" name="Case" typeOfVariable="Text"/></Variables><Cases>'
    body += f'<Case guid="{guid(60)}" name="North; West">{value.format(guid(70), "x")}'
    body += f'<SourceRef targetGUID="{guid(201)}"/><SourceRef targetGUID="{guid(999)}"/></Case>'
    body += f'<Case guid="{guid(61)}">{value.format(guid(70), "y")}<SourceRef targetGUID="{guid(201)}"/></Case></Cases>'
    body += f"<Sources>{source(1, 'T', text=TEXT)}</Sources>"
    study = brought(qdpx(tmp_path, qde(body)), tmp_path / "s").study
    (case,) = study.cases
    assert (case.id, case.name, case.documents, case.attributes["Case 2"]) == ("North West", "North; West", ("T",), "x")
    assert study.document("T").attributes["Case 2"] == "y"


def test_words_of_a_pdf_come_and_regions_are_counted(tmp_path: Path) -> None:
    words = f'<Representation guid="{guid(50)}"><PlainTextContent>{TEXT}</PlainTextContent>{selection(1, 0, 3)}</Representation>'
    area = f'<PDFSelection guid="{guid(51)}" page="0" firstX="0" firstY="0" secondX="1" secondY="1">'
    area += f'<Coding guid="{guid(52)}"><CodeRef targetGUID="{guid(100)}"/></Coding></PDFSelection>'
    body = codes("A") + f'<Sources><PDFSource guid="{guid(53)}" name="Page.pdf">{area}{words}</PDFSource></Sources>'
    found = brought(qdpx(tmp_path, qde(body)), tmp_path / "s")
    assert (counts(found, "documents"), counts(found, "codings")) == ((1, 0, 0), (1, 0, 1))


def test_a_transcript_is_placed_by_its_points(tmp_path: Path) -> None:
    points = "".join(f'<SyncPoint guid="{guid(80 + n)}" position="{p}" timeStamp="{n}"/>' for n, p in enumerate((4, 8)))
    inner = f'<TranscriptSelection guid="{guid(90)}" fromSyncPoint="{guid(80)}" toSyncPoint="{guid(81)}">'
    inner += f'<Coding guid="{guid(91)}"><CodeRef targetGUID="{guid(100)}"/></Coding></TranscriptSelection>'
    body = f'<AudioSource guid="{guid(92)}" name="T.mp3"><Transcript guid="{guid(93)}" name="T.mp3">'
    body += f"<PlainTextContent>{TEXT}</PlainTextContent>{points}{inner}</Transcript></AudioSource>"
    study = brought(qdpx(tmp_path, qde(codes("A") + f"<Sources>{body}</Sources>")), tmp_path / "s").study
    assert coded(study) == {("import", "T", "A", "café")}


def test_one_guid_for_two_codings_makes_two(tmp_path: Path) -> None:
    inner = selection(1, 0, 3) + selection(1, 4, 8)
    path = qdpx(tmp_path, qde(codes("A") + f"<Sources>{source(1, 'T', inner, text=TEXT)}</Sources>"))
    assert counts(brought(path, tmp_path / "s"), "codings") == (2, 0, 0)
    assert counts(brought(path, tmp_path / "s"), "codings") == (0, 2, 0)


def test_codings_without_a_place_code_or_text_are_counted_with_the_reason(tmp_path: Path) -> None:
    inner = selection(1, 5, 900) + selection(2, 8, 4) + selection(3, 14, 15) + selection(4, 0, 3, 77)
    body = codes("A") + f"<Sources>{source(1, 'T', inner, text=TEXT)}{source(2, 'Gone', selection(5, 0, 3))}</Sources>"
    found = brought(qdpx(tmp_path, qde(body)), tmp_path / "s")
    assert counts(found, "codings") == (0, 0, 5)
    assert found.report.set_aside["codings: their place is not in the text"] == 3
    assert found.report.set_aside["codings: their code is not in the file"] == 1
    assert found.report.set_aside["documents: its text is not in the archive"] == 1


def test_an_existing_study_keeps_what_it_has(tmp_path: Path) -> None:
    study = make_study(
        tmp_path / "s", documents={"T": "Other words.\n"}, codes="codes:\n  # mine\n  - {id: A, definition: mine}\n"
    )
    body = codes("A", "New") + f"<Sources>{source(1, 'T', selection(1, 0, 3), text=TEXT)}</Sources>"
    body = body.replace("</Codes>", "").replace(
        'name="A" isCodable="true"/>', 'name="A" isCodable="true"><Description>theirs</Description></Code>'
    )
    body = body.replace("</CodeBook>", "</Codes></CodeBook>")
    path = qdpx(tmp_path, qde(body))
    found = brought(path, study.root)
    assert (tmp_path / "s/interviews/T.txt").read_text() == "Other words.\n"
    assert coded(found.study) == {("import", "T-2", "A", "One")}
    text = (tmp_path / "s/codebook.yaml").read_text()
    assert "# mine" in text and "definition: mine" in text and "theirs" not in text and "id: New" in text
    assert any("another text" in note for note in found.report.notes)
    assert any("the study's stands" in note for note in found.report.notes)
    assert counts(brought(path, study.root), "documents") == (0, 1, 0)


def test_names_that_no_file_may_have_are_changed(tmp_path: Path) -> None:
    names = ("../../evil", "CON", "README.txt", "a/b:c", "", "x" * 300, ".hidden")
    body = "<Sources>" + "".join(source(n, name, text=f"Text {n}.") for n, name in enumerate(names)) + "</Sources>"
    found = brought(qdpx(tmp_path, qde(body)), tmp_path / "s")
    assert counts(found, "documents") == (len(names), 0, 0)
    assert len(found.study.document_ids) == len(names)
    assert {path.name for path in tmp_path.iterdir()} == {"other.qdpx", "s"}


def test_a_text_that_looks_like_another_kind_of_file_reads_back(tmp_path: Path) -> None:
    found = brought(
        qdpx(tmp_path, qde(f"<Sources>{source(1, 'T', text='RIFF is a word here.')}</Sources>")), tmp_path / "s"
    )
    assert found.study.document("T").text == "RIFF is a word here."


@pytest.mark.parametrize(
    "xml",
    (
        '<!DOCTYPE Project [<!ENTITY a "b">]><Project name="&a;"/>',
        "<Project><Users></Project>",
        "not xml",
        "<html/>",
        "<a>" * 500 + "</a>" * 500,
    ),
)
def test_what_is_no_project_is_refused_in_one_sentence(tmp_path: Path, xml: str) -> None:
    (tmp_path / "p.qde").write_text(xml, encoding="utf-8")
    with pytest.raises(StudyError):
        read_project(tmp_path / "p.qde")


def test_a_doctype_in_another_encoding_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "p.qdpx").write_bytes(packed({"project.qde": '<!DOCTYPE Project><Project name="x"/>'.encode("utf-16")}))
    with pytest.raises(StudyError, match="DOCTYPE"):
        read_project(tmp_path / "p.qdpx")


def test_a_crowd_of_users_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    users = "".join(f'<User guid="{guid(n)}" name="U{n}"/>' for n in range(201))
    with pytest.raises(StudyError, match="201 users"):
        brought(qdpx(tmp_path, qde(f"<Users>{users}</Users>")), tmp_path / "s")
    assert not (tmp_path / "s").exists()


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s/letter.txt").write_text("mine")
    with pytest.raises(UsageError, match="no study"):
        brought(qdpx(tmp_path, qde("")), tmp_path / "s")
    assert {path.name for path in (tmp_path / "s").iterdir()} == {"letter.txt"}


@pytest.mark.parametrize(
    ("name", "documents", "found_codes", "codings"),
    (
        ("atlasti8-spec-annexA2.qde", (0, 0, 15), (14, 0, 0), (0, 0, 16)),
        ("atlasti8-spec-annexA2.qdpx", (0, 0, 15), (14, 0, 0), (0, 0, 16)),
        ("qualcoder-export-default.qdpx", (1, 0, 0), (4, 0, 0), (3, 0, 0)),
        ("qualcoder-codebook.qdc", (0, 0, 0), (4, 0, 0), (0, 0, 0)),
        ("taguette-1.5.2-codebook.qdc", (0, 0, 0), (3, 0, 0), (0, 0, 0)),
    ),
)
def test_samples_of_real_programs(
    tmp_path: Path,
    name: str,
    documents: tuple[int, int, int],
    found_codes: tuple[int, int, int],
    codings: tuple[int, int, int],
) -> None:
    if not SHARED.is_dir():
        pytest.skip("the samples of REFI-QDA are not beside this checkout")
    found = brought(SHARED / "samples" / name, tmp_path / "s")
    assert (counts(found, "documents"), counts(found, "codes"), counts(found, "codings")) == (
        documents,
        found_codes,
        codings,
    )


def test_the_words_of_qualcoder_stand_where_it_says(tmp_path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("the samples of REFI-QDA are not beside this checkout")
    study = brought(SHARED / "samples/qualcoder-export-default.qdpx", tmp_path / "s").study
    assert {words for *_, words in coded(study)} == {"café 😀 smile", "housing is hard", "漢字 end"}

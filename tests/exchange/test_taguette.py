"""Taguette projects come over with members, tags, highlights and who made them; positions are bytes of the words alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from other_programs import COUNTED, highlight, taguette, taguette_rows
from refi_files import coded, counts

from qualcode.errors import StudyError, UsageError
from qualcode.exchange.refi.bring import Imported, import_project
from qualcode.exchange.taguette.html_text import HtmlText
from qualcode.exchange.taguette.read import read_taguette
from qualcode.model.events import CodeEvent

TEXT = "Ana: One café here 😀.\nBo: Two houses\xa0stand & fall.\n政策不配套。\n"


def brought(path: Path, root: Path, project: str | None = None) -> Imported:
    return import_project(read_taguette(path, project=project), root, path.name)


def test_highlights_stand_on_their_words_with_tags_coder_and_date(tmp_path: Path) -> None:
    found = brought(taguette(tmp_path), tmp_path / "s")
    assert found.study.document("talk").text == TEXT
    assert coded(found.study) == {
        ("admin", "talk", "places.café", "café here 😀"),
        ("bo", "talk", "houses", "houses\xa0stand & fall"),
        ("bo", "talk", "places.café", "houses\xa0stand & fall"),
        ("bo", "talk", "houses", "政策"),
    }
    event = next(each for each in found.study.events("admin", "talk") if isinstance(each, CodeEvent))
    assert (event.made, event.author) == ("2026-01-02T03:04:05.000007", "admin")
    assert found.study.codebook.by_id["places.café"].definition == {"": "drinking"}
    assert found.report.set_aside == {"highlights: they have no tag": 1}
    again = brought(tmp_path / "taguette.sqlite3", tmp_path / "s")
    assert counts(again, "codings") == (0, 4, 0)
    assert counts(again, "documents") == (0, 1, 0)


def test_a_highlight_whose_words_differ_is_found_by_them_or_reported(tmp_path: Path) -> None:
    rows = taguette_rows()
    rows["highlights"] = [
        highlight(1, "café", start_offset=0, end_offset=3),
        highlight(2, "One", snippet="elsewhere"),
        highlight(3, "😀", start_offset=20, end_offset=22, snippet="o"),
    ]
    found = brought(taguette(tmp_path, rows), tmp_path / "s")
    assert {words for *_, words in coded(found.study)} == {"café"}
    assert found.report.set_aside == {
        "codings: their words are not in the text": 2,
        "codings: their words stand elsewhere, and more than once": 1,
    }


def test_several_projects_in_one_database_are_told_apart(tmp_path: Path) -> None:
    rows = taguette_rows()
    rows["projects"].append({"id": 2, "name": "Other", "description": "", "created": "x"})
    path = taguette(tmp_path, rows)
    with pytest.raises(UsageError, match=r"Yards \(1\), Other \(2\).*--project"):
        read_taguette(path)
    assert len(read_taguette(path, project="yards").project.sources) == 1
    assert read_taguette(path, project="2").project.sources == ()
    with pytest.raises(UsageError, match="No project"):
        read_taguette(path, project="third")


def test_a_database_without_a_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="holds no project"):
        read_taguette(taguette(tmp_path, {}))


PIECES = ("é", "😀", " ", "\n", "a", "政", "&amp;", "<p>", "</p>", "<b>x</b>", "<br>", "<pre>\n y")


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_every_run_of_characters_keeps_its_words(pieces: list[str]) -> None:
    html = HtmlText("".join(pieces))
    counted = "".join(html._counted)
    for start in range(len(counted)):
        for end in (start + 1, len(counted)):
            first, last = len(counted[:start].encode()), len(counted[:end].encode())
            span = html.span(first, last)
            assert span is not None
            assert "".join(html.text[slice(*span)].split()) == "".join(counted[start:end].split())


def test_a_position_inside_a_character_is_no_place() -> None:
    html = HtmlText("<p>é😀</p>")
    assert (html.span(0, 2), html.span(2, 6)) == ((0, 1), (1, 2))
    assert (html.span(0, 1), html.span(3, 6), html.span(0, 7), html.span(2, 2)) == (None, None, None, None)


def test_the_fixture_counts_as_the_program_does() -> None:
    assert "".join(HtmlText("<p>One <b>café</b></p>\n<p>&amp;</p>")._counted) == "One café\n&"
    assert COUNTED.encode()[len("Ana: One ") : len("Ana: One café".encode())].decode() == "café"

"""Spoilt projects and sheets give codings on their own words, or one sentence; never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from refi_files import counts
from spoilt_projects import KINDS, PROJECTS, spoilt
from studies import make_study

from qualcode.errors import QualcodeError
from qualcode.exchange.placing import same_words
from qualcode.exchange.qualcoder.read import read_qualcoder
from qualcode.exchange.refi.bring import import_project
from qualcode.exchange.refi.offsets import place
from qualcode.exchange.refi.read import ProjectReading, read_project
from qualcode.exchange.sheets.codebook import read_codebook_sheet
from qualcode.exchange.sheets.codings_in import CodingRows
from qualcode.exchange.sheets.columns import read_lines
from qualcode.exchange.sheets.marked import read_marked
from qualcode.exchange.taguette.read import read_taguette
from qualcode.study.study import Study

REPLAYED = {"qualcoder": 90, "taguette": 90, "qdpx": 60, "qdc": 60, "codings": 90, "codebook": 60, "marked": 60}
_PROJECT_READERS: dict[str, Callable[[Path], ProjectReading]] = {
    "qualcoder": read_qualcoder,
    "taguette": read_taguette,
}
IMPORTED = 4
"""So many spoilt files of each kind are brought all the way into a study."""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    sheets = {
        "interviews/attributes.csv": "document,case\nINT01,zj-auto; b\n",
        "cases/attributes.csv": "case\nzj-auto\nb\n",
    }
    return make_study(tmp_path_factory.mktemp("spoilt") / "s", sheets=sheets)


def tried(kind: str, data: bytes, path: Path, study: Study) -> tuple[str, ProjectReading | None]:
    """Read a file as its kind; return `read`, or the refusal's words, and what was read."""
    try:
        if kind in PROJECTS:
            path.write_bytes(data)
            reading = _PROJECT_READERS.get(kind, read_project)(path)
        else:
            lines = read_lines(data, "x.csv")
            if kind == "codings":
                rows = CodingRows(study, "x.csv", None)
                _look_at([each for line in lines.rows for each in rows.planned(line)], study)
                return "read", None
            reading = read_codebook_sheet(lines, "x") if kind == "codebook" else read_marked(lines, "x")
    except QualcodeError as fault:
        assert fault.message and fault.remedy
        return fault.message, None
    placing = place(reading.project)
    for source, spans in zip(reading.project.sources, placing.spans, strict=True):
        for selection, span in zip(source.selections, spans, strict=True):
            words = source.text or ""
            if kind == "qdpx":
                # What a selection is called is the file's own affair there; its place must be one.
                assert span is None or 0 <= span.start < span.end <= len(words)
            else:
                assert span is None or selection.name == words[selection.start : selection.end][:80]
    return "read", reading


def _look_at(planned: list[Any], study: Study) -> None:
    for event in planned:
        if "quote" in event.fields:
            text = study.document(event.document).text
            assert same_words(text[event.fields["start"] : event.fields["end"]], event.fields["quote"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoilt_file_gives_what_stands_or_one_sentence(kind: str, tmp_path: Path, study: Study) -> None:
    said = {tried(kind, spoilt(kind, number), tmp_path / "x", study)[0] for number in range(REPLAYED[kind])}
    assert "read" in said and len(said) > 1


@pytest.mark.parametrize("kind", PROJECTS)
def test_what_could_be_read_can_be_brought_in(kind: str, tmp_path: Path, study: Study) -> None:
    spoilt_files = (spoilt(kind, number) for number in range(0, 300, 3))
    readings = (tried(kind, data, tmp_path / "x", study)[1] for data in spoilt_files)
    sound = list(islice((each for each in readings if each is not None), IMPORTED))
    assert len(sound) == IMPORTED
    for number, reading in enumerate(sound):
        root = tmp_path / str(number)
        codings = sum(len(each.codings) for source in reading.project.sources for each in source.selections)
        try:
            assert counts(import_project(reading, root, "x"), "codings")[0] <= codings
        except QualcodeError as fault:
            assert fault.message

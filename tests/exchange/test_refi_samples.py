"""Projects that other programs wrote, and ours in the hands of a reader that somebody else wrote."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from refi_files import SHARED, brought

from qualcode.coding.retrieve import codings
from qualcode.exchange.refi.export import export_codebook, export_project
from qualcode.study.study import Study

ROOT = Path(__file__).resolve().parents[2]
_ATLAS = {
    "documents": (0, 15),
    "codes": (14, 0),
    "codings": (0, 16),
    "annotations": (0, 1),
    "memos": (2, 1),
    "coders": (3, 0),
    "sets": (0, 16),
    "graphs": (0, 1),
}
SAMPLES: dict[str, dict[str, tuple[int, int]]] = {
    "atlasti8-spec-annexA2.qde": _ATLAS,  # the specification's own example comes without its texts
    "atlasti8-spec-annexA2.qdpx": _ATLAS,
    "qualcoder-codebook.qdc": {"codes": (4, 0)},
    "qualcoder-export-default.qdpx": {
        "documents": (1, 0),
        "codes": (4, 0),
        "codings": (3, 0),
        "coders": (1, 0),
        "memos": (3, 0),
    },
    "taguette-1.5.2-codebook.qdc": {"codes": (3, 0)},
}
"""Of each sample and kind of thing: how many came over, and how many did not."""


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_comes_over_with_its_account(tmp_path: Path, name: str) -> None:
    if not (SHARED / "samples" / name).is_file():
        pytest.skip("the samples of REFI-QDA are not beside this checkout")
    found = brought(SHARED / "samples" / name, tmp_path / "s")
    rows = {row.key: [cell.value for cell in row.cells] for row in found.report.rows}
    assert {kind: (row[1], row[3]) for kind, row in rows.items()} == SAMPLES[name]
    for row in rows.values():
        there, came, already, left, why = row
        assert isinstance(came, int) and isinstance(already, int) and isinstance(left, int)
        assert there == came + already + left and bool(why) == bool(left)
    again = brought(SHARED / "samples" / name, tmp_path / "s")
    assert {row.cells[1].value for row in again.report.rows} == {0}


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Study:
    root = tmp_path_factory.mktemp("bundled")
    for name in ("qualcode.toml", "codebook.yaml", "structure.yaml", "interviews", "cases", "codings"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    return Study(root)


def test_an_independent_reader_finds_every_quote_of_the_bundled_study(bundled: Study, tmp_path: Path) -> None:
    pyrefiqda = pytest.importorskip("pyrefiqda", reason="pyrefiqda, an independent reader of QDPX, is not installed")
    export_project(bundled, tmp_path / "out.qdpx")
    project = pyrefiqda.RefiProject.load(tmp_path / "out.qdpx", extract_dir=str(tmp_path / "x"))
    names = {code.guid: code.name for code in _below(project.code_book.codes.code)}
    people = {user.guid: user.id for user in project.users.user}
    found = set()
    for source in project.sources.text_source:
        path = pyrefiqda.RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "x")
        text = path.read_bytes().decode("utf-8-sig")
        for each in source.plain_text_selection:
            words = text[each.start_position : each.end_position]
            for coding in each.coding:
                user = people[coding.creating_user]
                found.add((user, source.name, names[coding.code_ref.target_guid], each.start_position, words))
    language = next(iter(bundled.settings.languages))
    expected = {
        (coder.handle, id, bundled.codebook.by_id[each.code].name(language), each.span.start, each.quote)
        for coder in bundled.settings.coders
        for id in bundled.document_ids
        if bundled.ledger_paths(coder.handle, id)
        for each in codings(bundled.state(coder.handle, id), bundled.document(id), coder.handle)
        if each.span is not None
    }
    assert found == expected and len(expected) > 4_000


def test_an_independent_reader_finds_every_code_of_the_codebook(bundled: Study, tmp_path: Path) -> None:
    pyrefiqda = pytest.importorskip("pyrefiqda", reason="pyrefiqda, an independent reader of QDC, is not installed")
    export_codebook(bundled, tmp_path / "out.qdc")
    book = pyrefiqda.RefiCodebook.load(tmp_path / "out.qdc")
    assert len(list(_below(book.codes.code))) == len(bundled.codebook)


def _below(codes: Iterable[Any]) -> Iterator[Any]:
    for code in codes:
        yield code
        yield from _below(code.code)

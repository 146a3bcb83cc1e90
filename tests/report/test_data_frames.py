"""Displays and evidence in a notebook."""

from __future__ import annotations

from pathlib import Path

from studies import code, make_study, reopened

from qualcode.analysis.matrix import matrix
from qualcode.coding.retrieve import evidence
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.report.frames import frame, passages_frame


def test_counts_stay_whole_and_what_is_not_known_stays_missing() -> None:
    display = Display(
        title="T",
        unit="passage",
        columns=(Column("n", "N", "count"), Column("share", "Share", "share")),
        rows=(Row("A", "政策", (Cell(3), Cell(0.5))), Row("B", "b", (Cell(None), Cell(None)))),
        notes=("how it was counted",),
    )
    made = frame(display)
    assert list(made.index) == ["A", "B"]
    assert made.loc["A", "n"] == 3
    assert made["n"].dtype == "Int64"
    assert list(made["share"].isna()) == [False, True]
    assert made.loc["A", "label"] == "政策"
    assert made.attrs["notes"] == ["how it was counted"]


def test_each_coded_passage_is_a_row_with_its_words(tmp_path: Path) -> None:
    study = make_study(tmp_path / "study")
    document = study.document_ids[0]
    first = study.codebook.codable[0]
    words = next(turn.words.of(study.document(document).text) for turn in study.document(document).turns if turn.words)
    coder = study.settings.coders[0].handle
    code(study, coder, document, words, first)
    found = evidence(reopened(study), [coder])
    made = passages_frame(found)
    assert list(made["code"]) == [first]
    assert made.loc[0, "words"] == " ".join(words.split())
    assert list(made["end"] - made["start"]) == [len(words)]
    assert frame(matrix(found, columns="document")).loc[first, document] == 1

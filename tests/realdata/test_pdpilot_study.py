"""The published transcripts and coded segments of the PDPilot user study (Kerrigan, BSD 3-Clause) as a study of their own."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from qualcode.analysis.matrix import matrix
from qualcode.coding.batch import BatchResult, apply_batch
from qualcode.coding.batch_rows import batch_rows
from qualcode.coding.retrieve import evidence
from qualcode.model.codebook import Code, Codebook
from qualcode.report.run import run
from qualcode.study.codebook_write import write_codebook
from qualcode.study.create import add_coder, create_study
from qualcode.study.study import Study

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "realdata" / "pdpilot"
SEGMENTS = DATA / "coded_segments_P1-P3.csv"
pytestmark = pytest.mark.skipif(
    not SEGMENTS.is_file(), reason="the PDPilot transcripts are not here (shared/realdata/pdpilot)"
)


def paths_of_codes() -> list[tuple[str, ...]]:
    """Return every code of the segments and every code above one, as paths of names, parents before children."""
    with SEGMENTS.open(encoding="utf-8-sig", newline="") as file:
        used = [tuple(step.strip() for step in row["code"].split(">")) for row in csv.DictReader(file)]
    return sorted({path[:depth] for path in used for depth in range(1, len(path) + 1)})


def codebook_of_the_segments() -> bytes:
    paths = paths_of_codes()
    ids = {path: f"C{number:03d}" for number, path in enumerate(paths)}
    codes = [
        Code(
            id=ids[path],
            names={"": path[-1]},
            definition={"": path[-1]},
            parent=ids.get(path[:-1]),
            children=tuple(ids[below] for below in paths if below[:-1] == path),
            level=len(path),
        )
        for path in paths
    ]
    return write_codebook(Codebook(tuple(codes), title="PDPilot user study"))


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Study, BatchResult]:
    root = tmp_path_factory.mktemp("pdpilot")
    create_study(root, "PDPilot", "en")
    for transcript in sorted(DATA.glob("P?.txt")):
        (root / "interviews" / transcript.name).write_bytes(transcript.read_bytes())
    (root / "codebook.yaml").write_bytes(codebook_of_the_segments())
    add_coder(Study(root), "mq")
    study = Study(root)
    rows = batch_rows(SEGMENTS.read_bytes(), SEGMENTS.name, {"quote": "segment"})
    return study, apply_batch(study, study.coder("mq"), rows, source=SEGMENTS.name)


def test_every_label_of_the_transcripts_opens_a_turn(coded: tuple[Study, BatchResult]) -> None:
    study, _ = coded
    for id in ("P1", "P2", "P3"):
        lines = (DATA / f"{id}.txt").read_text(encoding="utf-8").splitlines()
        labels = Counter(match[1] for line in lines if (match := re.match(r"(Dan|Participant):\s", line)))
        assert Counter(turn.speaker for turn in study.document(id).turns if turn.speaker) == labels


def test_the_interviewer_is_told_from_the_participant(coded: tuple[Study, BatchResult]) -> None:
    roles = {(turn.speaker, turn.turn_role) for turn in coded[0].document("P2").turns if turn.speaker}
    assert roles == {("Dan", "interviewer"), ("Participant", "respondent")}


def test_all_109_published_segments_find_their_words(coded: tuple[Study, BatchResult]) -> None:
    _, result = coded
    assert len(result.applied) == 109
    assert dict(result.found) == {"exact": 13, "white space": 82, "page furniture": 14}


def test_each_coding_holds_the_words_of_its_segment(coded: tuple[Study, BatchResult]) -> None:
    study, _ = coded
    with SEGMENTS.open(encoding="utf-8-sig", newline="") as file:
        published = Counter((row["document"], re.sub(r"\s", "", row["segment"])) for row in csv.DictReader(file))
    kept = Counter((p.coding.document, re.sub(r"\s", "", p.words)) for p in evidence(study).passages)
    assert kept == published


def test_the_matrix_counts_what_was_published(coded: tuple[Study, BatchResult]) -> None:
    study, _ = coded
    display = matrix(evidence(study), columns="document", descendants=False)
    with SEGMENTS.open(encoding="utf-8-sig", newline="") as file:
        published = Counter((row["code"].split(">")[-1].strip(), row["document"]) for row in csv.DictReader(file))
    columns = [column.key for column in display.columns]
    for row in display.rows:
        for document in ("P1", "P2", "P3"):
            assert row.cells[columns.index(document)].value == published[row.label, document], (row.label, document)


def test_the_report_is_made_twice_with_the_same_bytes(coded: tuple[Study, BatchResult], tmp_path: Path) -> None:
    study, _ = coded
    first, second = tmp_path / "first", tmp_path / "second"
    written = run(study, first, "en").written
    run(Study(study.root), second, "en")
    assert "report.docx" in written
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in written)

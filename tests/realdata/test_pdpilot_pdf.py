"""The published PDFs of the PDPilot interviews (Kerrigan, BSD 3-Clause) read straight: the same turns as their text version."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.text.left_out import counted
from qualcode.text.read import Reading, read_document

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "realdata" / "pdpilot"
pytestmark = pytest.mark.skipif(
    not (DATA / "P1.pdf").is_file(), reason="the PDPilot transcripts are not here (shared/realdata/pdpilot)"
)
TURNS = {"P1": 94, "P2": 165, "P3": 121}
PAGES = {"P1": 5, "P2": 8, "P3": 6}


def reading(path: Path) -> Reading:
    return read_document(path.read_bytes(), id=path.stem, kind="interview", path=path.name, suffix=path.suffix)


def turns(found: Reading) -> list[tuple[str | None, str]]:
    """Return who speaks and what they say, wrapped or not, without what the page adds."""
    text = list(found.document.text)
    for span in found.document.furniture:
        text[span.start : span.end] = " " * (span.end - span.start)
    spans = [(turn.speaker, turn.words or turn.span) for turn in found.document.turns]
    return [(speaker, " ".join("".join(text[span.start : span.end]).split())) for speaker, span in spans]


@pytest.mark.parametrize("id", TURNS)
def test_a_pdf_gives_the_turns_of_its_text_version(id: str) -> None:
    direct, text = reading(DATA / f"{id}.pdf"), reading(DATA / f"{id}.txt")
    assert turns(direct) == turns(text)
    assert sum(turn.speaker is not None for turn in direct.document.turns) == TURNS[id]
    numbers = counted(direct.left_out)
    assert (numbers["page number"], numbers["line number"]) == (PAGES[id], PAGES[id])

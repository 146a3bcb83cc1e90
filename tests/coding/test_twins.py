"""Equal words with equal surroundings: a coding never passes to its twin."""

from __future__ import annotations

from pathlib import Path

from studies import code, make_study, reopened, write_document

from qualcode.coding.retrieve import document_codings

QUESTION = "Interviewer: How often do you meet with the firm in a year, all in all?\nRespondent: Once.\n"
FILLER = "Interviewer: Please read the next card aloud, and take your time with it.\nRespondent: I have read it now.\n"


def test_a_coding_whose_block_was_deleted_does_not_move_to_an_equal_block(tmp_path: Path) -> None:
    blocks = [
        "Respondent: First part.\n",
        FILLER,
        QUESTION,
        FILLER,
        "Respondent: Second part.\n",
        FILLER,
        QUESTION,
        FILLER,
    ]
    study = make_study(tmp_path / "study", documents={"INT01": "".join(blocks)}, codes=("A",))
    first = next(number for number, block in enumerate(blocks) if block == QUESTION)
    place = len("".join(blocks[:first])) + QUESTION.index("Once.")
    code(study, "c1", f"INT01#{place}-{place + 5}", None, "A")
    write_document(study.root, "INT01", "".join(block for number, block in enumerate(blocks) if number != first))
    changed = reopened(study)
    (coding,) = document_codings(changed, changed.document("INT01"), ["c1"])
    assert coding.span is None and coding.state == "unanchored"


def test_a_coding_among_twins_still_moves_when_text_is_put_before_it(tmp_path: Path) -> None:
    text = "Respondent: First part.\n" + FILLER + QUESTION + FILLER + "Respondent: Second part.\n" + FILLER + QUESTION
    study = make_study(tmp_path / "study", documents={"INT01": text}, codes=("A",))
    place = text.index("Once.")
    code(study, "c1", f"INT01#{place}-{place + 5}", None, "A")
    write_document(study.root, "INT01", "Respondent: A word before we begin, since you ask.\n" + text)
    changed = reopened(study)
    (coding,) = document_codings(changed, changed.document("INT01"), ["c1"])
    assert coding.state in ("moved", "unanchored")
    assert coding.span is None or coding.span.start == place + len(
        "Respondent: A word before we begin, since you ask.\n"
    )

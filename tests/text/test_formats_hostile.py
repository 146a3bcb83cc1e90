"""Mutated files that once took a reader by surprise, or a way of their own through it, read again: a text, or one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from format_files import DOCX, mutated, zipped

from qualcode import registry
from qualcode.errors import StudyError
from qualcode.text.formats import pdf
from qualcode.text.formats._pdf_engine import taken_apart
from qualcode.text.formats._pdf_pages import pages_from

CORPUS: dict[str, list[int]] = json.loads(Path(__file__).with_name("hostile_files.json").read_text(encoding="utf-8"))


def attempt(format: str, number: int) -> str:
    """Return what comes of a mutated file: its words, or the sentence that refuses it."""
    data = mutated(format, number)
    try:
        # A PDF is taken apart within this process here: starting one for each would take most of the time.
        extract = (
            pdf.extract(pages_from(taken_apart(data)))
            if format == "pdf"
            else registry.load("format", format)(data, "x")
        )
    except StudyError as fault:
        assert fault.message.endswith(".") and "\n" not in fault.message
        return fault.message
    return "\n".join(block.text for block in extract.blocks)


@pytest.mark.parametrize("format", CORPUS)
def test_every_mutated_file_gives_a_text_or_one_sentence(format: str) -> None:
    outcomes = {attempt(format, number) for number in CORPUS[format]}
    assert len(outcomes) >= 3 and len(CORPUS[format]) <= 200


@pytest.mark.parametrize(
    ("written", "shown"),
    (
        ('w:ilvl="x"', "one"),
        ('w:start w:val="x"', "三.a one"),
        ('w:start w:val="999999999999"', "三.a one"),
        ('w:start w:val="999999999"', "三.999999999 one"),
    ),
)
def test_an_odd_number_in_the_lists_of_a_word_file_costs_no_more_than_its_marker(written: str, shown: str) -> None:
    numbering = str(DOCX["word/numbering.xml"])
    sound = 'w:ilvl="1"' if "ilvl" in written else 'w:start w:val="2"'
    assert sound in numbering
    data = zipped({**DOCX, "word/numbering.xml": numbering.replace(sound, written)})
    texts = [block.text for block in registry.load("format", "docx")(data, "x").blocks]
    assert f"on{shown}" in texts

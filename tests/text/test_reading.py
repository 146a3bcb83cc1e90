"""From bytes to documents: laws of turns and paragraphs, real transcripts, hostile files."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import StudyError
from qualcode.model.document import Document
from qualcode.model.span import Span
from qualcode.text.extract import Block
from qualcode.text.lines import lines_of
from qualcode.text.read import read_document
from qualcode.text.readers import READER_VERSION, suffixes

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "realdata"
real = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the real transcripts (shared/realdata) are not beside the checkout"
)


def document(data: bytes, suffix: str = ".txt") -> Document:
    return read_document(data, id="x", kind="interview", path="x", suffix=suffix).document


def real_document(name: str) -> Document:
    return document((SHARED / name).read_bytes(), Path(name).suffix)


def uncovered(found: Document) -> str:
    """Return the words of a document that lie in no turn."""
    return outside(found.text, [turn.span for turn in found.turns])


def outside(text: str, spans: Sequence[Span]) -> str:
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]
    return "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def assert_lawful(found: Document) -> None:
    at = 0
    for turn in found.turns:
        assert at <= turn.span.start
        at = turn.span.end
        assert turn.words is not None or turn.speaker is not None
        if turn.words is not None:
            assert turn.words in turn.span and turn.words.end == turn.span.end
            words = turn.words.of(found.text)
            assert words == words.strip() != ""
    at = 0
    for paragraph in found.paragraphs:
        assert at <= paragraph.start
        at = paragraph.end
        assert paragraph.of(found.text) == paragraph.of(found.text).strip()
    for turn in found.turns:
        for paragraph in found.paragraphs:
            assert not paragraph.overlaps(turn.span) or paragraph in turn.span
    assert at <= len(found.text)
    assert re.fullmatch(r"[\d/\s]*", uncovered(found))
    assert re.fullmatch(r"[\d/\s]*", outside(found.text, found.paragraphs))


LINE = st.sampled_from(
    [
        "", " ", "嗯。", "Mhm.", "访谈者：您好", "受访者A：", "Interviewer: how?", "P1: 10:30", "Q: a", "A: b", "HR: c", "1", "2", "3",
        "1/2", "2/2", "Jane 0:12", "[00:01] Bob: x", "Dan: " + "words of it " * 9, "long line of words that fills a width of some columns",
        "# Head", "- item", "**Dan** hello", "日期：今天", "注意：x", "\u3000他说：“不。”", "|a|b|\n|-|-|\n|c|d|", ":", "：", "a:", "---",
    ]
)  # fmt: skip


@given(st.lists(LINE, max_size=14).map("\n".join), st.sampled_from([".txt", ".md"]))
def test_turns_are_ordered_disjoint_and_hold_every_word_but_page_furniture(source: str, suffix: str) -> None:
    assert_lawful(document(source.encode(), suffix))


@given(st.text(max_size=80), st.sampled_from([".txt", ".md"]))
def test_any_text_at_all_obeys_the_same_laws(source: str, suffix: str) -> None:
    found = document(b"\xef\xbb\xbf" + source.encode(), suffix)
    if not found.turns or all(turn.speaker is None for turn in found.turns):
        assert_lawful(found)


WRAPPED = """We talked for a long time about the money
that never came to the school, and about
the firms that had promised to take the
students in and never did so in the end.

And then there was another paragraph that
went on over two lines.
"""


def paragraphs(source: str) -> list[str]:
    found = document(source.encode())
    return [span.of(found.text) for span in found.paragraphs]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    assert [len(words.split("\n")) for words in paragraphs(WRAPPED)] == [4, 2]


def test_hard_wrapped_chinese_lines_are_one_paragraph() -> None:
    text = "政策之间不配套教育这边批了人社那边说不归他们管等了两年后来才批下来一部分" * 4
    source = "\n".join(text[at : at + 30] for at in range(0, len(text), 30))
    assert len(paragraphs(source + "\n\n" + source)) == 2


def test_lines_of_any_length_are_a_paragraph_each() -> None:
    source = "一直没有。\n等了两年，后来才批下来一部分，教育这边批了。\n嗯。\n人社那边说不归他们管。"
    assert paragraphs(source) == source.split("\n")


def test_blank_lines_part_paragraphs_of_a_few_lines() -> None:
    assert paragraphs("Title\nline\n\nsecond a\nb\n\nthird\n") == ["Title\nline", "second a\nb", "third"]


def test_page_furniture_between_turns_is_nobodys_words_and_inside_a_turn_stays() -> None:
    source = "1/3\nDan: one\nEve: two\n1\n2\n3\n\n2/3\nDan: three and\n4\n5\n3/3\nfour\nEve: five\n6\n7\n"
    found = document(source.encode())
    said = [turn.words.of(found.text) for turn in found.turns if turn.words]
    assert said == ["one", "two", "three and\n4\n5\n3/3\nfour", "five"]
    assert uncovered(found).split() == ["1/3", "1", "2", "3", "2/3", "6", "7"]


@pytest.mark.parametrize(
    "source", ["Q: How many?\nA: See.\n4/5\n", "Q: Which?\nA: these\n1\n2\n3\n", "4/5\n4/5\n", "1999\n2000\n"]
)
def test_numbers_that_are_no_page_marks_remain_words(source: str) -> None:
    assert uncovered(document(source.encode())).split() == []


@real
@pytest.mark.parametrize(("name", "asked", "answered"), [("P1", 47, 47), ("P2", 81, 84), ("P3", 61, 60)])
def test_the_pdpilot_interviews_have_the_turns_that_a_count_of_labels_gives(
    name: str, asked: int, answered: int
) -> None:
    raw = (SHARED / f"pdpilot/{name}.txt").read_text("utf-8")
    assert (len(re.findall("(?m)^Dan:", raw)), len(re.findall("(?m)^Participant:", raw))) == (asked, answered)
    found = real_document(f"pdpilot/{name}.txt")
    assert Counter((turn.speaker, turn.turn_role) for turn in found.turns) == {
        ("Dan", "interviewer"): asked,
        ("Participant", "respondent"): answered,
        (None, None): 1,
    }
    assert found.turns[0].words is not None and found.turns[0].words.of(found.text) == "Interview"
    assert len(found.paragraphs) == len(found.turns)
    assert_lawful(found)
    pages = int(re.findall(r"(?m)^\d/(\d)$", raw)[0])
    over = sum(len(re.findall(r"(?m)^\d/\d$", turn.words.of(found.text))) for turn in found.turns if turn.words)
    assert len(re.findall(r"(?m)^\d/\d$", uncovered(found))) + over == pages


@real
def test_the_committee_record_has_its_eleven_speakers() -> None:
    found = real_document("senedd/education_17.txt")
    raw = (SHARED / "senedd/education_17.txt").read_text("utf-8")
    assert found.layout == "label-colon"
    assert len(found.turns) == len(re.findall("(?m)^[^:\n]{1,40}:", raw)) == 131
    assert len(found.speakers) == 11 and {"Lynne Neagle AM", "Dr Rachel Bowen"} <= set(found.speakers)
    assert_lawful(found)


@real
def test_the_statutes_have_no_speakers_and_lose_no_article() -> None:
    for path in sorted((SHARED / "zh_law").glob("*.md")):
        found = real_document(f"zh_law/{path.name}")
        raw = path.read_text("utf-8")
        assert found.layout == "none" and not found.speakers
        articles = re.findall("(?m)^第[一二三四五六七八九十]+条", raw)
        assert re.findall("(?m)^第[一二三四五六七八九十]+条", found.text) == articles
        kept = [line.lstrip("# ") for line in raw.split("\n") if line.strip() and not line.startswith("<!--")]
        assert [span.of(found.text) for span in found.paragraphs] == [line.strip() for line in kept]


@real
def test_the_word_file_of_survey_answers_has_a_paragraph_for_each() -> None:
    found = real_document("games_as_art/bopp_test_input.docx")
    assert found.layout == "none"
    assert [span.of(found.text) for span in found.paragraphs].count("-----") > 80
    assert_lawful(found)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [(b"", ".txt"), (b"\xef\xbb\xbf", ".txt"), (b" \n\n", ".txt"), (b"", ".md"), (b"\xff\xfe", ".TXT")],
)
def test_an_empty_file_is_a_document_with_a_warning(data: bytes, suffix: str) -> None:
    reading = read_document(data, id="x", kind="interview", path="interviews/x.txt", suffix=suffix)
    assert not reading.document.turns and not reading.document.paragraphs
    assert [problem.severity for problem in reading.problems] == ["warning"]
    assert "no words" in reading.problems[0].message


def test_a_guessed_encoding_is_a_warning_and_a_sure_one_is_recorded() -> None:
    guessed = read_document(b"\xe9\xe8\xea\xeb", id="x", kind="interview", path="x.txt", suffix=".txt")
    assert "guess" in guessed.problems[0].message
    assert document("受访者：一直没有到位。".encode("gb18030")).encoding == "gb18030"


def test_an_unknown_suffix_is_refused_with_the_known_ones() -> None:
    assert {".docx", ".epub", ".htm", ".html", ".md", ".odt", ".pdf", ".rtf", ".txt"} < set(suffixes())
    for suffix in (".xyz", "", "."):
        with pytest.raises(StudyError, match=r"\.csv, \.docx, \.epub, "):
            document(b"x", suffix)


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize(("data", "what"), [(b"PK\x03\x04" + bytes(50), "not a text file"), (b"%PDF-1.4 words", "PDF")])
def test_a_damaged_word_or_pdf_file_with_the_suffix_of_text_is_refused_with_its_path(
    data: bytes, what: str, suffix: str
) -> None:
    with pytest.raises(StudyError, match=what) as caught:
        read_document(data, id="x", kind="interview", path="interviews/x.txt", suffix=suffix)
    assert caught.value.path == "interviews/x.txt"


@pytest.mark.parametrize(
    "source", ["a" * 1_000_000, " " * 1_000_000 + "x", ":" * 1_000_000, "00:01 " * 160_000, "Q" * 1_000_000 + ":"]
)
def test_a_line_of_a_million_characters_is_read_at_once(source: str) -> None:
    begun = time.process_time()
    assert len(document(source.encode()).turns) == 1
    assert time.process_time() - begun < 5


def test_reading_takes_time_in_proportion_to_the_length() -> None:
    turns = "Interviewer: and how did that go?\nP1: It was late, since nobody had told us of it before.\n"

    def seconds(times: int) -> float:
        data, best = (turns * times).encode(), 60.0
        for _ in range(3):
            begun = time.process_time()
            assert len(document(data).turns) == 2 * times
            best = min(best, time.process_time() - begun)
        return best

    assert seconds(4000) < 4 * 3 * seconds(1000) + 0.1


def test_bold_is_measured_in_the_normalised_text() -> None:
    lines = lines_of((Block("e\u0301te\u0301 hello", "text", 5),))
    assert (lines.text, lines.blocks[0].bold) == ("été hello", 3)


def test_reading_a_text_imports_no_heavy_package() -> None:
    code = (
        "import sys; from qualcode.text.read import read_document;"
        "read_document(b'Q: a', id='x', kind='interview', path='x', suffix='.txt');"
        "print(sorted({'docx', 'lxml', 'markdown_it', 'charset_normalizer', 'spacy', 'pandas'} & set(sys.modules)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
    assert READER_VERSION >= 1

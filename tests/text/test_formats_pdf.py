"""PDF: wrapped lines are joined, what the page adds is taken out and listed, and no file costs without bound."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import pytest
from format_files import Placed, pdf_from, pdf_of

from qualcode.errors import StudyError
from qualcode.text.extract import Extract
from qualcode.text.formats import _pdf_pages, pdf
from qualcode.text.formats._pdf_engine import taken_apart
from qualcode.text.formats._pdf_pages import Line, Page, pages_from, pages_of
from qualcode.text.formats._pdf_paragraphs import paragraphs

LONG = "Ann: Did the subsidy ever come to the college in the way that the office had told all of us"
WRAPPED = [LONG, "it would, and when?"]


def read(pages: Sequence[Sequence[Placed]], note: str = "") -> Extract:
    """Read pages within this process: starting one for each would take most of the time."""
    return pdf.extract(pages_from(taken_apart(pdf_of(pages, note=note))))


def texts(found: Extract) -> list[str]:
    return [block.text for block in found.blocks]


def down(words: Sequence[str], top: float = 700, step: float = 14, left: float = 72) -> list[Placed]:
    return [(left, top - step * number, text) for number, text in enumerate(words)]


def test_a_file_goes_through_the_process_of_its_own_and_comes_back() -> None:
    found = pdf.read(pdf_of([down([*WRAPPED, "Bob: No."])], note="check the year"), "x.pdf")
    assert texts(found) == [" ".join(WRAPPED), "Bob: No."]
    assert [(entry.kind, entry.text, entry.where) for entry in found.left_out] == [
        ("comment", "check the year", "page 1")
    ]


def test_running_heads_and_page_numbers_are_taken_out_and_listed() -> None:
    pages = [
        [(72, 800, "Secret paper"), *down([f"Bob: Answer {n}."]), (290, 30, f"Page {n} of 4")] for n in (1, 2, 3, 4)
    ]
    found = read(pages)
    assert texts(found) == [f"Bob: Answer {n}." for n in (1, 2, 3, 4)]
    assert [(entry.kind, entry.text) for entry in found.left_out][:2] == [
        ("running head", "Secret paper"),
        ("page number", "Page 1 of 4"),
    ]
    assert len(found.left_out) == 8


def test_equal_answers_at_the_head_of_pages_are_words_and_stay() -> None:
    found = read([down(["Bob: Yes.", "Ann: Why?", "Bob: So."], top=780, step=14) for _ in range(4)])
    assert texts(found).count("Bob: Yes.") == 4 and not found.left_out


def test_numbers_of_lines_in_the_margin_are_taken_out_and_listed() -> None:
    words = [f"Ann: Question {n}?" for n in range(8)]
    margin = [(40.0, y, str(number)) for number, (_, y, _) in enumerate(down(words), 1)]
    found = read([[*down(words), *margin]])
    assert texts(found) == words
    assert [(entry.kind, entry.text) for entry in found.left_out] == [("line number", "1 2 3 4 5 6 7 8")]


def test_answers_that_are_numbers_stay() -> None:
    words = ["Ann: How many?", "12", "Ann: And then?", "15", "Ann: Now?", "9", "Ann: In all?", "40", "Ann: Well?", "3"]
    assert texts(read([down(words)])) == words


def test_a_sentence_over_two_pages_is_one_paragraph_and_a_label_begins_another() -> None:
    first = down(["Ann: So?", "Bob: No.", LONG], top=120)
    assert texts(read([first, down(["it would, and when?", "Bob: No."])]))[-2:] == [" ".join(WRAPPED), "Bob: No."]
    labelled = read([down(["Bob: No.", "Ann: Yes.", "Bob: No.", LONG]), down(["Bob: Never, not in all these years."])])
    assert texts(labelled)[-1] == "Bob: Never, not in all these years."


def test_a_wider_step_begins_a_paragraph_although_the_line_is_full() -> None:
    lines = down([LONG, "so it goes on", "and", "on"])
    found = read([[*lines[:2], *down([LONG, "so it goes"], top=650)]])
    assert texts(found) == [f"{LONG} so it goes on", f"{LONG} so it goes"]


def test_a_wide_gap_is_a_tab_and_a_row_of_a_table_goes_on_nowhere() -> None:
    rows = [[(72, 700 - 14 * n, "Guiding"), (480, 700 - 14 * n, str(n))] for n in range(3)]
    assert texts(read([[line for row in rows for line in row]])) == ["Guiding\t0", "Guiding\t1", "Guiding\t2"]


def line(text: str, number: int, right: float = 500.0, word: float = 40.0) -> Line:
    return Line(text, 72.0, right, 700.0 - 14 * number, 711.0 - 14 * number, 11.0, word, 72.0, 0)


@pytest.mark.parametrize(
    ("first", "second", "whole", "taken"),
    [
        ("they share infor-", "mation, and information is all", "they share information, and information is all", 1),
        ("a well-known and well-", "known thing", "a well-known and well-known thing", 0),
        ("我们跑了三个部门，最后还", "是学校自己先垫的钱", "我们跑了三个部门，最后还是学校自己先垫的钱", 0),
        ("主要是 PPP", "项目", "主要是 PPP 项目", 0),
    ],
    ids=["cut word", "compound", "Chinese", "mixed"],
)
def test_lines_are_joined_as_their_script_asks(first: str, second: str, whole: str, taken: int) -> None:
    page = Page(1, 595.0, 842.0, (line(first, 0), line(second, 1, 300.0)))
    (block,), out = paragraphs([page])
    assert (block.text, sum(len(entry.text) for entry in out)) == (whole, taken)


def test_large_letters_are_a_heading() -> None:
    page = Page(
        1,
        595.0,
        842.0,
        (Line("Interview", 47, 143, 805, 832, 24, 96, 47, 0), line("Ann: Yes?", 0, 150), line("Bob: No.", 1, 140)),
    )
    assert [block.kind for block in paragraphs([page])[0]] == ["heading", "text", "text"]


def refused(data: bytes) -> str:
    with pytest.raises(StudyError) as caught:
        pdf.extract(pages_from(taken_apart(data)))
    assert caught.value.remedy
    return caught.value.message


def packed(data: bytes) -> bytes:
    short = zlib.compress(data)
    return b"<</Length %d/Filter/FlateDecode>>\nstream\n" % len(short) + short + b"\nendstream"


def test_what_cannot_be_read_is_refused_with_one_sentence() -> None:
    whole = pdf_of([down(["Ann: Yes?"])])
    assert "no text layer" in refused(pdf_of([[]]))
    assert "damaged" in refused(b"%PDF-1.5\nnothing")
    assert "damaged" in refused(whole[:120])
    bomb = pdf_from([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", packed(bytes(60_000_000))])
    assert "unpacks to far more" in refused(bomb)


def test_a_file_protected_by_a_password_is_refused() -> None:
    key = b"<</Filter/Standard/V 1/R 2/Length 40/P -4/O(%s)/U(%s)>>" % (b"o" * 32, b"u" * 32)
    whole = pdf_of([down(["Ann: Yes?"])])
    head, tail = whole.split(b"trailer\n<<")
    data = head + b"trailer\n<</Encrypt " + key + b"/ID[(a)(a)]" + tail
    assert "password" in refused(data)


def test_a_page_that_takes_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pdf_pages, "_SECONDS", 0.05)
    with pytest.raises(StudyError, match="given up"):
        pages_of(pdf_of([down(["Ann: Yes?"])]))


def test_a_page_without_words_among_others_is_said() -> None:
    found = read([down(["Ann: Yes?"]), [], down(["Bob: No."])])
    assert found.notes == ("No words are on page 2: pictures, or empty.",)

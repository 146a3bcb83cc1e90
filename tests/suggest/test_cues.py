"""Suggestions by literal cue: what matches, where, and what is said of it."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import NotFoundError
from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import Suggestion
from qualcode.model.document import Document, Turn, Unit
from qualcode.model.span import Span
from qualcode.suggest.compile import compile_cues, fold
from qualcode.suggest.request import SuggestRequest
from qualcode.suggest.run import suggestions
from qualcode.text.segments import segment


def book(**cues: list[str]) -> Codebook:
    return Codebook(tuple(Code(id, {"": id}, cues={"": tuple(phrases)}) for id, phrases in cues.items()))


def asked(
    codebook: Codebook, *texts: str, codes: tuple[str, ...] | None = None, unit: Unit = "sentence"
) -> SuggestRequest:
    documents = []
    for number, text in enumerate(texts, 1):
        whole = Span(0, len(text))
        document = Document(f"D{number}", "interview", text, (Turn(whole, whole),), (whole,))
        documents.append((document, segment(document, unit)))
    return SuggestRequest(codebook, codes, tuple(documents))


def found(phrase: str, text: str) -> list[str]:
    """Return the words of `text` in which the cue speaks."""
    finder = compile_cues(book(A=[phrase]))
    assert finder is not None
    return [text[start:end] for start, end, _ in finder.find(text)]


def test_a_suggestion_is_the_segment_with_the_cue_that_spoke() -> None:
    text = "一直没有。政策之间不配套，教育这边批了。"
    (made,) = suggestions(asked(book(POL=["不配套"], MOT=["动力"]), text))
    assert made == Suggestion(
        made.id, "D1", Span(5, 20), "POL", 0.5, "cues", 'cue "不配套" at [9,12)', "政策之间不配套，教育这边批了。"
    )
    assert re.fullmatch("[A-Z2-7]{16}", made.id)


def test_an_id_stays_while_text_place_code_and_suggester_do() -> None:
    one, other = (suggestions(asked(book(A=["补贴"], B=cues), "补贴没到。"))[0] for cues in (["政策"], ["补贴"]))
    moved = suggestions(asked(book(A=["补贴"]), "补贴没到！"))[0]
    assert one.id == other.id != moved.id


@pytest.mark.parametrize(
    ("cue", "text", "words"),
    [
        ("subsidy never arrived", "Subsidies never arrived here.", ["Subsidies never arrived"]),
        ("subsidies never arrive", "The subsidy never arrived.", ["subsidy never arrived"]),
        ("lacks incentive", "They lacked incentives.", ["lacked incentives"]),
        ("teach the child", "He taught the children.", ["taught the children"]),
        ("upskill staff", "We upskilled staff.", ["upskilled staff"]),
        ("go away", "They went away.", ["went away"]),
        ("is short", "They are short of staff.", ["are short"]),
        ("subsidy", "A subsidiary.", []),
        ("AI", "He said AI was said.", ["AI"]),
        ("AI", "我们用AI教学", ["AI"]),
        ("AI", "ai, Ais", ["ai"]),
        ("AI教学", "我们用AI教学", ["AI教学"]),
        ("AI教学", "XAI教学", []),
        ("不配套", "政策不配套了", ["不配套"]),
        ("never arrived", "It never\narrived.", ["never\narrived"]),
        ("never arrived", "It never \n   arrived.", ["never \n   arrived"]),
        ("never  arrived", "It never\u00a0arrived.", ["never\u00a0arrived"]),
        ("never arrived", "It never\n\narrived.", []),
        ("不配套", "政策不配\n套了", ["不配\n套"]),
        ("i̇stanbul", "İİ in İstanbul", []),
        ("company", "İİİ the Company", ["Company"]),
        ("Straße", "Die Straße hier", ["Straße"]),
    ],
)
def test_a_cue_matches_as_a_reader_would(cue: str, text: str, words: list[str]) -> None:
    assert found(cue, text) == words


def test_overlapping_cues_of_different_codes_all_speak() -> None:
    codebook = book(A=["政策不配套"], B=["不配套"], C=["配套"])
    assert [(one.code, one.score) for one in suggestions(asked(codebook, "政策不配套。"))] == [
        ("A", 0.5),
        ("B", 0.5),
        ("C", 0.5),
    ]


def test_the_score_grows_with_distinct_cues_and_not_with_repetition() -> None:
    codebook = book(A=["补贴", "政策", "企业"])
    scores = [one.score for one in suggestions(asked(codebook, "补贴，补贴。", "补贴，政策。", "补贴，政策，企业。"))]
    assert scores == [0.5, 0.75, 0.875]


def test_a_cue_must_lie_within_one_segment() -> None:
    codebook = book(A=["late. Nobody"])
    text = "It is late. Nobody came."
    assert suggestions(asked(codebook, text)) == ()
    assert len(suggestions(asked(codebook, text, unit="turn"))) == 1


def test_suggestions_stand_by_document_place_and_codebook_order() -> None:
    codebook = book(Z=["补贴"], A=["补贴", "政策"])
    order = [(one.document, one.span.start, one.code) for one in suggestions(asked(codebook, "政策。补贴。", "补贴。"))]
    assert order == [("D1", 0, "A"), ("D1", 3, "Z"), ("D1", 3, "A"), ("D2", 0, "Z"), ("D2", 0, "A")]


def test_headings_and_codes_not_asked_for_are_passed_over() -> None:
    heading = Code("H", {"": "H"}, codable=False, cues={"": ("补贴",)})
    codebook = Codebook((heading, *book(A=["补贴"], B=["补贴"])))
    assert [one.code for one in suggestions(asked(codebook, "补贴。"))] == ["A", "B"]
    assert [one.code for one in suggestions(asked(codebook, "补贴。", codes=("B", "H")))] == ["B"]


def test_an_unknown_suggester_is_refused_with_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="Nearest: cues"):
        suggestions(asked(book(A=["补贴"]), "补贴。"), ["cue"])


def test_without_patterns_no_spacy_is_imported() -> None:
    program = """
import sys
from qualcode.model.codebook import Code, Codebook
from qualcode.model.document import Document, Turn
from qualcode.model.span import Span
from qualcode.suggest.request import SuggestRequest
from qualcode.suggest.run import suggestions
from qualcode.text.segments import segment
whole = Span(0, 3)
document = Document("D", "interview", "补贴。", (Turn(whole, whole),), (whole,))
codebook = Codebook((Code("A", {"": "A"}, cues={"zh": ("补贴",)}),))
assert len(suggestions(SuggestRequest(codebook, None, ((document, segment(document, "turn")),)))) == 1
assert "spacy" not in sys.modules and "pandas" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@given(st.text(st.sampled_from("aİßΣς \n\t\u3000政策配"), max_size=40))
def test_folding_keeps_the_way_back_to_every_place(text: str) -> None:
    folded = fold(text)
    places = [folded.place(index) for index in range(len(folded.text))]
    assert places == sorted(set(places))
    for index, place in enumerate(places):
        assert folded.text[index].isspace() == text[place].isspace()
        if folded.text[index].isalpha() and len(text[place].lower()) == 1:
            assert folded.text[index].replace("σ", "ς") == text[place].lower().replace("σ", "ς")
    assert {p for p in range(len(text)) if not text[p].isspace()} <= set(places)


@given(st.lists(st.sampled_from(["政策", "补贴", "AI", "the firm", " ", "。", "said", "\n"]), max_size=12))
def test_a_chinese_cue_is_found_wherever_it_stands(parts: list[str]) -> None:
    text = "".join(parts)
    assert found("补贴", text) == ["补贴"] * text.count("补贴")

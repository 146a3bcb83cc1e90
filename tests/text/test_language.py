"""spaCy sees our sentences, with lemmas and without a trained model."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.matcher import Matcher

from qualcode.errors import StudyError
from qualcode.text.language import SENTENCES, lemma, pipeline
from qualcode.text.sentences import sentence_spans

TEXTS = (
    "他说：“不行。”我就走了。真的吗？！太好了！！！",
    "The U.S. Government paid 3.5%. So it's... well. Dr. Wang left!",
    "我们用AI。It works well. 效果不错！\n\nA new paragraph 没有句号",
    "  leading space. Then more.  ",
)


@pytest.mark.parametrize("languages", [["en"], ["zh"], ["zh", "en"], []])
@pytest.mark.parametrize("text", TEXTS)
def test_the_sentences_of_spacy_are_ours(text: str, languages: list[str]) -> None:
    doc = pipeline(None, languages)(text)
    seen = [sentence.text.strip() for sentence in doc.sents]
    assert [words for words in seen if words] == [text[start:end] for start, end in sentence_spans(text)]
    assert doc.text == text


def test_a_boundary_inside_a_token_moves_to_the_next_token() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe(SENTENCES)
    assert [sentence.text for sentence in nlp("甲。乙 丙").sents] == ["甲。乙", "丙"]


def test_a_chinese_character_is_a_token_and_a_latin_word_stays_whole() -> None:
    assert [token.text for token in pipeline(None, ["zh", "en"])("企业lacks动力。")] == [
        "企",
        "业",
        "lacks",
        "动",
        "力",
        "。",
    ]


def test_a_lemma_pattern_works_on_a_blank_pipeline() -> None:
    nlp = pipeline(None, ["en"])
    matcher = Matcher(nlp.vocab)
    matcher.add("lack", [[{"LEMMA": "lack"}, {"OP": "*"}, {"LEMMA": "incentive"}]])
    assert matcher(nlp("The firms lacked any real incentives."))


def test_lemmas_leave_chinese_and_capitals_alone() -> None:
    assert [lemma(word) for word in ("subsidies", "Went", "政策", "IT")] == ["subsidy", "go", "政策", "it"]


def test_a_pipeline_that_the_study_names_sees_our_sentences(tmp_path: Path) -> None:
    trained = spacy.blank("en")
    trained.add_pipe("sentencizer")
    trained.to_disk(tmp_path / "named")
    nlp = pipeline(str(tmp_path / "named"), ["en"])
    assert [sentence.text for sentence in nlp("I met Dr. Wang. He left.").sents] == ["I met Dr. Wang.", "He left."]
    assert nlp.pipe_names[0] == SENTENCES


def test_a_pipeline_that_is_not_installed_is_refused_by_name() -> None:
    with pytest.raises(StudyError, match="zh_no_such_model") as refusal:
        pipeline("zh_no_such_model", ["zh"])
    assert "qualcode.toml" in str(refusal.value)

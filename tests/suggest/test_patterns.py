"""Suggestions by spaCy token pattern, over candidate segments."""

from __future__ import annotations

import pytest

from qualcode.errors import StudyError
from qualcode.model.codebook import Code, Codebook
from qualcode.model.document import Document, Turn
from qualcode.model.span import Span
from qualcode.suggest.request import SuggestRequest
from qualcode.suggest.run import suggestions
from qualcode.suggest.suggesters import patterns
from qualcode.text.segments import segment

LACK: tuple[dict[str, object], ...] = ({"LEMMA": "lack"}, {"OP": "*"}, {"LEMMA": "incentive"})


def asked(text: str, *token_patterns: tuple[dict[str, object], ...], cues: tuple[str, ...] = ()) -> SuggestRequest:
    whole = Span(0, len(text))
    document = Document("D", "interview", text, (Turn(whole, whole),), (whole,))
    code = Code("MOT", {"en": "Motive"}, cues={"en": cues} if cues else {}, patterns=token_patterns, line=7)
    return SuggestRequest(Codebook((code,)), None, ((document, segment(document, "turn")),))


def test_a_lemma_pattern_finds_inflected_words_with_words_between() -> None:
    text = "Well. The firms lacked any real incentives here."
    (made,) = suggestions(asked(text, LACK))
    start = text.index("lacked")
    assert made.reason == f'pattern 1 "lacked any real incentives" at [{start},{start + 26})'
    assert (made.span, made.by, made.score) == (Span(0, len(text)), "patterns", 0.5)


def test_a_pattern_does_not_run_over_the_end_of_a_sentence() -> None:
    assert suggestions(asked("They lacked staff. We had an incentive.", LACK)) == ()


def test_a_cue_and_a_pattern_for_one_passage_are_one_suggestion_with_both_reasons() -> None:
    (made,) = suggestions(asked("They lack the incentive.", LACK, cues=("incentive",)))
    assert made.by == "cues"
    assert made.score == 0.75
    assert made.reason == 'cue "incentive" at [14,23); pattern 1 "lack the incentive" at [5,23)'


def test_a_pattern_may_be_written_in_chinese_characters_and_with_scalars_as_strings() -> None:
    tokens: tuple[dict[str, object], ...] = ({"ORTH": "没"}, {"IS_PUNCT": "false", "OP": "?"}, {"ORTH": "钱"})
    (made,) = suggestions(asked("他们说没有钱。", tokens))
    assert '"没有钱" at [3,6)' in made.reason


def test_only_segments_with_a_word_that_a_pattern_needs_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    original = patterns._hits

    def spied(*given: object) -> object:
        segments = given[-1]
        assert isinstance(segments, list)
        read.extend(one.span.of(given[-2].text) for one in segments)  # type: ignore[attr-defined]
        return original(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(patterns, "_hits", spied)
    request = asked("They lacked it.", LACK)
    other = asked("Nothing to see.", LACK)
    both = SuggestRequest(request.codebook, None, request.documents + other.documents)
    list(patterns.suggest(both))
    assert read == ["They lacked it."]


def test_a_pattern_without_any_word_looks_at_every_segment() -> None:
    assert len(suggestions(asked("Pay 250 now.", ({"LIKE_NUM": "true"},)))) == 1


@pytest.mark.parametrize(
    ("tokens", "said"),
    [(({"POS": "VERB"},), "trained spaCy pipeline"), (({"LOWER": {"NO_SUCH": "x"}},), "not a spaCy token pattern")],
)
def test_a_pattern_that_cannot_be_read_is_refused_with_its_code(
    tokens: tuple[dict[str, object], ...], said: str
) -> None:
    with pytest.raises(StudyError, match=said) as refusal:
        suggestions(asked("Anything.", tokens))
    assert "MOT" in str(refusal.value) and "codebook.yaml:7" in str(refusal.value)

"""The room of spaCy: pipelines that see the same sentences as everything else here, and lemmas without a trained model."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

import simplemma
import spacy
from spacy.lang.char_classes import LIST_ELLIPSES, LIST_ICONS
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without a stub
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from qualcode.errors import StudyError
from qualcode.text.sentences import sentence_spans

SENTENCES = "qualcode_sentences"
LEMMAS = "qualcode_lemmas"
_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_CHINESE_SIGNS = r"[，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕…—～·]"
_BLANK = ("en", "zh")


@Language.component(SENTENCES, assigns=["token.is_sent_start", "doc.sents"])
def mark_sentences(doc: Doc) -> Doc:
    """Return the document with our sentences; a boundary inside a token is moved to the start of the next one."""
    starts = [token.idx for token in doc]
    opening = {bisect_left(starts, start) for start, _ in sentence_spans(doc.text)}
    for index, token in enumerate(doc):
        token.is_sent_start = index == 0 or index in opening
    return doc


@Language.factory(LEMMAS, assigns=["token.lemma"], default_config={"languages": ["en"]})
def _lemmas(nlp: Language, name: str, languages: list[str]) -> Lemmas:
    return Lemmas(languages)


class Lemmas:
    """A component that gives each token its dictionary form by simplemma; a Chinese token is its own."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = tuple(languages)

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with lemmas, in small letters."""
        for token in doc:
            token.lemma_ = lemma(token.text, self.languages)
        return doc


def lemma(word: str, languages: Sequence[str] = ("en",)) -> str:
    """Return the dictionary form of a word in small letters; a Chinese one and one in capitals stay as they are."""
    if not (word.isascii() and word.isalpha()) or (len(word) > 1 and word.isupper()):
        return word.lower()
    return simplemma.lemmatize(word.lower(), lang=tuple(languages)).lower()


def pipeline(name: str | None, languages: Collection[str]) -> Language:
    """Return the spaCy pipeline that the study names, or else a blank one; both see our sentences, and have lemmas.

    A blank pipeline is spaCy's for English or Chinese when that is the study's only language, its neutral one otherwise;
    in each of them a Chinese character is a token of its own and Latin words stay whole. Nothing is downloaded: a named
    pipeline that is not installed is refused.
    """
    nlp = _blank(languages) if name is None else _installed(name)
    nlp.add_pipe(SENTENCES, first=True)
    if not any("token.lemma" in nlp.get_pipe_meta(pipe).assigns for pipe in nlp.pipe_names):
        known = [language for language in languages if language not in ("", "zh", "xx")]
        nlp.add_pipe(LEMMAS, config={"languages": known or ["en"]})
    return nlp


def _installed(name: str) -> Language:
    try:
        # Components that mark sentences themselves would overrule ours.
        return spacy.load(name, exclude=["senter", "sentencizer"])
    except (OSError, ImportError) as fault:
        raise StudyError(
            f'The spaCy pipeline "{name}" that qualcode.toml names is not installed or cannot be loaded.',
            remedy="Install it, or take its name out of qualcode.toml.",
        ) from fault


def _blank(languages: Collection[str]) -> Language:
    only = next(iter(languages)) if len(languages) == 1 else "xx"
    nlp = spacy.blank(only if only in _BLANK else "xx")
    nlp.tokenizer = _tokenizer(nlp)
    return nlp


def _tokenizer(nlp: Language) -> Tokenizer:
    """Return a tokenizer for mixed text: spaCy's own for Chinese parts Latin words into letters, its others leave Chinese whole."""
    english = spacy.blank("en").Defaults
    signs = [_HAN, _CHINESE_SIGNS]
    return Tokenizer(
        nlp.vocab,
        rules=english.tokenizer_exceptions,
        prefix_search=compile_prefix_regex([*(english.prefixes or ()), *signs]).search,
        suffix_search=compile_suffix_regex([*(english.suffixes or ()), *signs]).search,
        infix_finditer=compile_infix_regex([*(english.infixes or ()), *LIST_ELLIPSES, *LIST_ICONS, *signs]).finditer,
        url_match=english.url_match,
    )

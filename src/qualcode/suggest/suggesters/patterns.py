"""Suggestions by spaCy token pattern, for the few cues that need grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from spacy.language import Language
from spacy.matcher import Matcher

from qualcode.errors import StudyError
from qualcode.model.codebook import Code
from qualcode.model.coding import Suggestion
from qualcode.model.document import Document, Segment
from qualcode.suggest.inflect import family
from qualcode.suggest.request import Hit, SuggestRequest, suggestions_in
from qualcode.text.language import pipeline

Pattern = Sequence[Mapping[str, object]]
_TRAINED = frozenset(("POS", "TAG", "DEP", "MORPH", "ENT_TYPE", "ENT_IOB", "ENT_ID", "ENT_KB_ID"))
_LITERAL = ("LOWER", "ORTH", "TEXT", "LEMMA")
_WORDS = {"true": True, "false": False}


def suggest(request: SuggestRequest) -> Iterator[Suggestion]:
    """Yield a suggestion for each segment in a sentence of which a token pattern of a code matches.

    Only segments that hold a word which some pattern cannot do without are read by spaCy. Refused are a pattern that
    spaCy cannot read, and one that needs a trained pipeline (`POS`, `TAG`, `DEP`, …) where the study names none.
    """
    codes = [code for code in request.wanted if code.patterns]
    if not codes:
        return
    languages = {language for code in request.codebook for language in (*code.names, *code.cues) if language}
    nlp = pipeline(request.pipeline, sorted(languages))
    matcher, named, anchors = _compiled(nlp, codes, request.pipeline is not None)
    for document, segments in request.documents:
        candidates = [
            segment for segment in segments if anchors is None or anchors.search(segment.span.of(document.text))
        ]
        yield from suggestions_in(document, _hits(nlp, matcher, named, document, candidates), "patterns")


def _hits(
    nlp: Language, matcher: Matcher, named: Mapping[str, tuple[str, int]], document: Document, segments: list[Segment]
) -> Iterator[tuple[Segment, str, list[Hit]]]:
    texts = (segment.span.of(document.text) for segment in segments)
    for segment, doc in zip(segments, nlp.pipe(texts), strict=True):
        found: dict[str, list[Hit]] = {}
        for sentence in doc.sents:
            for match in matcher(sentence, as_spans=True):
                code, number = named[match.label_]
                start = segment.span.start + match.start_char
                hit = Hit(f'pattern {number} "{match.text}"', start, start + len(match.text))
                found.setdefault(code, []).append(hit)
        for code, hits in found.items():
            yield segment, code, _first_of_each(sorted(hits, key=lambda hit: (hit.start, hit.what)))


def _first_of_each(hits: list[Hit]) -> list[Hit]:
    """Return one hit for each pattern: a pattern that speaks twice in a segment says no more than once."""
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.what.split('"')[0], hit)
    return list(first.values())


def _compiled(
    nlp: Language, codes: Sequence[Code], trained: bool
) -> tuple[Matcher, dict[str, tuple[str, int]], re.Pattern[str] | None]:
    """Return the matcher, the code and number behind each of its labels, and what a candidate segment must hold."""
    matcher = Matcher(nlp.vocab)
    named: dict[str, tuple[str, int]] = {}
    anchors: set[str] | None = set()
    for code in codes:
        for number, pattern in enumerate(code.patterns, 1):
            label = f"{code.id} {number}"
            named[label] = (code.id, number)
            _add(matcher, label, code, pattern, trained)
            words = _anchors(pattern, trained)
            anchors = None if anchors is None or not words else anchors | words
    return matcher, named, re.compile("|".join(map(re.escape, sorted(anchors))), re.IGNORECASE) if anchors else None


def _add(matcher: Matcher, label: str, code: Code, pattern: Pattern, trained: bool) -> None:
    needs = sorted(_TRAINED.intersection(key.upper() for token in pattern for key in token))
    if needs and not trained:
        raise StudyError(
            f"A pattern of code {code.id} asks for {', '.join(needs)}, which only a trained spaCy pipeline gives.",
            remedy="Name an installed pipeline in qualcode.toml, or write the pattern without it.",
            path="codebook.yaml",
            line=code.line or None,
        )
    try:
        matcher.add(
            label, [[{key: _value(value) for key, value in token.items()} for token in pattern]], greedy="LONGEST"
        )
    except (ValueError, TypeError) as fault:
        raise StudyError(
            f"Pattern {label.rpartition(' ')[2]} of code {code.id} is not a spaCy token pattern.",
            remedy="See https://spacy.io/usage/rule-based-matching for what a pattern may hold.",
            path="codebook.yaml",
            line=code.line or None,
        ) from fault


def _value(value: object) -> object:
    """Return a value as spaCy wants it: the codebook's scalars are strings, its patterns mean numbers and truth too."""
    if isinstance(value, str):
        return int(value) if value.isdecimal() else _WORDS.get(value.lower(), value)
    if isinstance(value, Mapping):
        return {key: _value(inner) for key, inner in value.items()}
    return [_value(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _anchors(pattern: Pattern, trained: bool) -> set[str]:
    """Return words of which a match holds at least one, or nothing where the pattern can do without each of its words.

    A trained pipeline has lemmas of its own, so there a lemma anchors nothing.
    """
    for token in pattern:
        if str(token.get("OP", "1")) not in ("1", "+"):
            continue
        for key in _LITERAL:
            words = _literals(token.get(key))
            if words and key != "LEMMA":
                return words
            if words and not trained:
                return {form for word in words for form in family(word)}
    return set()


def _literals(value: object) -> set[str]:
    if isinstance(value, Mapping):
        value = value.get("IN")
    words = [value] if isinstance(value, str) else value if isinstance(value, (list, tuple)) else []
    return {word for word in words if isinstance(word, str) and word}

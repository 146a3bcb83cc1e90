"""Names that an installed spaCy pipeline sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qualcode.exchange.anonymise.patterns import Found
from qualcode.text.language import pipeline

_KINDS = {
    "PERSON": ("person", "P"),
    "PER": ("person", "P"),
    "ORG": ("organisation", "ORG"),
    "GPE": ("place", "PLACE"),
    "LOC": ("place", "PLACE"),
    "FAC": ("place", "PLACE"),
}


def entities(name: str, languages: Iterable[str], texts: Iterable[str]) -> Iterator[Iterator[Found]]:
    """Yield, for each text, the people, organisations and places that the pipeline of that name finds in it.

    Raises `StudyError` when it is not installed; nothing is fetched.
    """
    nlp = pipeline(name, tuple(languages))
    for text in texts:
        nlp.max_length = max(nlp.max_length, len(text) + 1)
        yield (Found(each.text.strip(), *_KINDS[each.label_]) for each in nlp(text).ents if each.label_ in _KINDS)

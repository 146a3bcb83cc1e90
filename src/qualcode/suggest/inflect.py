"""The inflected family of an English word: what a cue matches besides the form in which it was written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product

import simplemma
from simplemma.strategies import DEFAULT_DICTIONARY_FACTORY

MOST_VARIANTS = 64
MOST_FORMS = 12
_VOWELS = frozenset("aeiou")
_FIXED_WORDS = (
    "a an the this that these those i me my you your he him his she her it its we us our they them their who what which "
    "of to in on at by for from with without about into over under between and or but nor not no never if than as so "
    "too very more most less least all any some each both other"
)
_FIXED = frozenset(_FIXED_WORDS.split())
_BE = frozenset(("am", "is", "are", "was", "were", "been", "being"))


def variants(phrase: str) -> tuple[str, ...]:
    """Return the forms in which a phrase may stand in a text, the phrase itself first; words are parted by one space.

    Every combination of the inflected words, or, where these are more than 64, one word varied at a time.

    >>> "subsidies never arrived" in variants("subsidy never arrived")
    True
    """
    families = [family(word) for word in phrase.split(" ")]
    size = 1
    for forms in families:
        size *= len(forms)
    if size <= MOST_VARIANTS:
        return tuple(" ".join(words) for words in product(*families))
    written = [forms[0] for forms in families]
    single = [
        " ".join([*written[:index], form, *written[index + 1 :]])
        for index, forms in enumerate(families)
        for form in forms[1:]
    ]
    return (" ".join(written), *single)


@cache
def family(word: str) -> tuple[str, ...]:
    """Return a word in small letters and the other forms of its lemma; alone when it is no English word that inflects.

    Forms are those of simplemma's dictionary, or for a word it does not know those of the regular rules. A word in
    capitals (`AI`) does not inflect.
    """
    small = word.lower()
    if not (word.isascii() and word.isalpha()) or len(word) < 2 or word.isupper() or small in _FIXED:
        return (small,)
    lemma = lemma_of(small)
    forms = {lemma} | _listed().get(lemma, frozenset()) | _listed().get(small, frozenset())
    if len(forms) < 3:
        forms |= {form for form in _regular(lemma) if lemma_of(form) == lemma}
    return (small, *sorted(forms - {small}))


@cache
def lemma_of(word: str) -> str:
    """Return the dictionary form of an English word in small letters."""
    return simplemma.lemmatize(word, lang="en").lower()


@cache
def _listed() -> Mapping[str, frozenset[str]]:
    """Return the inflected forms that the dictionary lists under each lemma; a long list is none of inflections."""
    found: dict[str, set[str]] = {}
    for form, lemma in DEFAULT_DICTIONARY_FACTORY.get_dictionary("en").items():
        if form != lemma and form.isascii() and form.isalpha() and form.islower():
            found.setdefault(lemma, set()).add(form)
    return {lemma: frozenset(forms) for lemma, forms in found.items() if len(forms) <= MOST_FORMS} | {"be": _BE}


def _regular(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        stem = lemma[:-1]
        return (f"{stem}ies", f"{stem}ied", f"{lemma}ing")
    if lemma.endswith("e"):
        return (f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing")
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return (f"{lemma}es", f"{lemma}ed", f"{lemma}ing")
    return (f"{lemma}s", f"{lemma}ed", f"{lemma}ing")

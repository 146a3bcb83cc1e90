"""Evidence narrowed by attributes: `role=college and province=Zhejiang`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from qualcode.analysis.dimensions import Dimension, dimension
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.evidence import Evidence, Passage
from qualcode.model.names import name_key

_TOKEN = re.compile(r"""\s*(?:(\(|\)|（|）)|(!=|≠|=|＝)|"([^"]*)"|“([^”]*)”|([^\s()（）=＝!≠]+))""")
_WORDS = {"and": "and", "且": "and", "与": "and", "or": "or", "或": "or", "not": "not", "非": "not"}


@dataclass(frozen=True, slots=True)
class _Part:
    """What a condition keeps: passages by their place in the evidence, documents by id."""

    passages: frozenset[int]
    documents: frozenset[str]


def where(evidence: Evidence, condition: str, known: Callable[[str], str] = str) -> Evidence:
    """Return the passages and documents that fulfil a condition, and the cases that any of them belongs to.

    `NAME=VALUE` and `NAME!=VALUE`, joined by and, or, not (且、或、非) and parentheses; a value with spaces stands in
    quotes, and case does not matter. Names are those that a matrix may have along its columns; `known` leads a sheet's own
    word to the name in use. A document counts when it could hold such a passage. Raises `UsageError` when the condition
    cannot be read, `NotFoundError` with the nearest for a name or value that is not there.
    """
    reader = _Reader(evidence, condition, known)
    part = reader.whole()
    documents = tuple(document for document in evidence.documents if document.id in part.documents)
    held = {document.id for document in documents}
    passages = tuple(p for number, p in enumerate(evidence.passages) if number in part.passages)
    cases = tuple(
        replace(case, documents=tuple(id for id in case.documents if id in held))
        for case in evidence.cases
        if held.intersection(case.documents)
    )
    return replace(evidence, passages=passages, documents=documents, cases=cases)


class _Reader:
    """A condition read from left to right."""

    def __init__(self, evidence: Evidence, condition: str, known: Callable[[str], str]) -> None:
        self.evidence, self.condition, self.known = evidence, condition, known
        self.tokens = [*_tokens(condition)]
        self.at = 0
        self.everything = _Part(
            frozenset(range(len(evidence.passages))), frozenset(document.id for document in evidence.documents)
        )

    def whole(self) -> _Part:
        part = self._any()
        if self.at < len(self.tokens):
            raise self._fault(f'"{self.tokens[self.at][0]}" stands where nothing was expected')
        return part

    def _any(self) -> _Part:
        part = self._all()
        while self._word("or"):
            other = self._all()
            part = _Part(part.passages | other.passages, part.documents | other.documents)
        return part

    def _all(self) -> _Part:
        part = self._one()
        while self._word("and"):
            other = self._one()
            part = _Part(part.passages & other.passages, part.documents & other.documents)
        return part

    def _one(self) -> _Part:
        if self._word("not"):
            part = self._one()
            return _Part(self.everything.passages - part.passages, self.everything.documents - part.documents)
        if self._sign("(（"):
            part = self._any()
            if not self._sign(")）"):
                raise self._fault("a parenthesis is not closed")
            return part
        return self._comparison()

    def _comparison(self) -> _Part:
        if self.at + 2 >= len(self.tokens) or self.tokens[self.at + 1][0] not in ("=", "＝", "!=", "≠"):
            raise self._fault("NAME=VALUE was expected")
        (name, _), (sign, _), (value, _) = self.tokens[self.at : self.at + 3]
        self.at += 3
        one = dimension(self.evidence, self.known(name), called="attribute")
        key = _key(one, value)
        found = frozenset(n for n, p in enumerate(self.evidence.passages) if key in _keys(one, p))
        held = one.documents.get(key, frozenset())
        if sign in ("=", "＝"):
            return _Part(found, held)
        others = frozenset().union(*(documents for other, documents in one.documents.items() if other != key))
        return _Part(self.everything.passages - found, others | (self.everything.documents - held))

    def _word(self, wanted: str) -> bool:
        if (
            self.at < len(self.tokens)
            and self.tokens[self.at][1]
            and _WORDS.get(self.tokens[self.at][0].casefold()) == wanted
        ):
            self.at += 1
            return True
        return False

    def _sign(self, signs: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at][1] and self.tokens[self.at][0] in signs:
            self.at += 1
            return True
        return False

    def _fault(self, what: str) -> UsageError:
        place = f" after {self.tokens[self.at - 1][0]!r}" if 0 < self.at <= len(self.tokens) else ""
        return UsageError(
            f'The condition "{self.condition}" cannot be read: {what}{place}.',
            remedy='For example: --where "role=college and province=Zhejiang".',
        )


def _tokens(condition: str) -> Iterator[tuple[str, bool]]:
    """Yield the words and signs of a condition, each with whether it stands without quotes."""
    at = 0
    while condition[at:].strip():
        found = _TOKEN.match(condition, at)
        if found is None:
            raise UsageError(f'The condition "{condition}" cannot be read from "{condition[at:].strip()}".')
        sign, operator, quoted, curly, plain = found.groups()
        text = next(part for part in (sign, operator, quoted, curly, plain) if part is not None)
        yield text, quoted is None and curly is None
        at = found.end()


def _keys(one: Dimension, passage: Passage) -> tuple[str, ...]:
    keys = one.of(passage)
    return () if isinstance(keys, str) else keys


def _key(one: Dimension, value: str) -> str:
    """Return the heading that a value means, by its key or its label, whatever its case."""
    wanted = name_key(value)
    for heading in one.headings:
        if wanted in (name_key(heading.key), name_key(heading.label)):
            return heading.key
    raise NotFoundError(one.name, value, [heading.key for heading in one.headings])

"""The language in which coded passages are asked for: `BOT and not (FCO or 校企合作) within turn`.

    query  = either [within UNIT]
    either = both {or both}             both = part {and part}
    part   = not part | ( query ) | code

`与` and `且` mean and, `或` or, `非` not, `同一` (or `在 … 内`) within. The words stand apart from codes by a space or a
bracket; a code whose name holds one of them stands in quotation marks. UNIT is passage, segment, turn, paragraph, sentence,
document, case, or a number of characters; it holds for all that stands before it, as far as brackets do not say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qualcode.analysis.within import Within, parse_within
from qualcode.errors import AmbiguousError, NotFoundError, UsageError
from qualcode.model.codebook import Codebook

OPERATORS = {
    "and": ("and", "&", "&&", "与", "且", "并且"),
    "or": ("or", "|", "||", "或", "或者"),
    "not": ("not", "!", "非"),
    "within": ("within", "在", "同", "同一"),
}
_WORDS = {word: kind for kind, words in OPERATORS.items() for word in words}
_TOKEN = re.compile(r"""\s*(?:([(（])|([)）])|"([^"]*)"|“([^”]*)”|「([^」]*)」|([^\s()（）"“”「」]+)|(.))""", re.DOTALL)
_GLUED = re.compile(r"(?:同一个?|同)(?=话轮|轮次|段|句|单元|文档|文件|访谈|案例|个案|参考点|片段)")
_EXAMPLE = 'Write, for example, "BOT and not FCO within turn".'


@dataclass(frozen=True, slots=True)
class Code:
    """A code, which stands for itself and all below it; `written` as it was typed."""

    id: str
    written: str


@dataclass(frozen=True, slots=True)
class Not:
    """What is not together with any passage of `part`."""

    part: Query


@dataclass(frozen=True, slots=True)
class Every:
    """What is together with all its parts; `within` says in what, `None` as the query around it."""

    parts: tuple[Query, ...]
    within: Within | None = None


@dataclass(frozen=True, slots=True)
class Either:
    """What any of its parts finds."""

    parts: tuple[Query, ...]
    within: Within | None = None


Query = Code | Not | Every | Either


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


def parse(text: str, codebook: Codebook) -> Query:
    """Return the query that a person wrote, its codes found in the codebook.

    Raises `UsageError` with the character (from 1) at which something else is expected, and for a code that is not there
    with the nearest names.
    """
    return _Parser(text, codebook).query()


class _Parser:
    def __init__(self, text: str, codebook: Codebook) -> None:
        self.codebook = codebook
        self.tokens = list(_joined(_tokens(text)))
        self.next = 0
        self.end = len(text.rstrip()) + 1

    def query(self) -> Query:
        """Return the whole query, with nothing left over."""
        if not self.tokens:
            raise UsageError("The query is empty.", remedy=_EXAMPLE)
        found = self._scope()
        if self._here() is not None:
            closed = isinstance(found, Every | Either) and found.within is not None
            more = "" if closed else '"and", "or", "within" or '
            raise self._expected(f"{more}the end of the query")
        return found

    def _scope(self) -> Query:
        found = self._either()
        if not self._take("within"):
            return found
        token = self._here()
        if token is None or token.kind != "name":
            raise self._expected("a unit (turn, document, 50 characters …)")
        self.next += 1
        within = _within(token)
        if isinstance(found, Every | Either):
            return type(found)(found.parts, within)
        return Every((found,), within)

    def _either(self) -> Query:
        parts = [self._both()]
        while self._take("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _both(self) -> Query:
        parts = [self._part()]
        while self._take("and"):
            parts.append(self._part())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _part(self) -> Query:
        if self._take("not"):
            part = self._part()
            return part.part if isinstance(part, Not) else Not(part)
        token = self._here()
        if token is not None and token.kind == "(":
            self.next += 1
            found = self._scope()
            if not self._take(")"):
                raise self._expected(f'a ")" for the bracket at character {token.at}')
            return found
        if token is None or token.kind not in ("name", "quoted"):
            raise self._expected('a code, "not" or "("')
        self.next += 1
        return Code(self._code(token), token.text)

    def _code(self, token: _Token) -> str:
        try:
            return self.codebook.lookup(token.text, fragments=True).id
        except NotFoundError as fault:
            found = (
                code for near in fault.nearest for code in self.codebook if near in (code.id, *code.names.values())
            )
            near = ", ".join(dict.fromkeys(f"{code.id} ({code.name()})" for code in found))
            message = (
                f'No code "{token.text}" (character {token.at} of the query).{f" Nearest: {near}." if near else ""}'
            )
            remedy = "`qualcode codebook show` lists them."
            if any(sign in token.text for words in OPERATORS.values() for sign in words if not sign.isascii()):
                remedy = "与, 或 and 非 stand between spaces."
            raise UsageError(message, remedy=remedy) from None
        except AmbiguousError as fault:
            raise UsageError(f"Character {token.at} of the query: {fault.message}", remedy=fault.remedy) from None

    def _here(self) -> _Token | None:
        return self.tokens[self.next] if self.next < len(self.tokens) else None

    def _take(self, kind: str) -> bool:
        token = self._here()
        taken = token is not None and token.kind == kind
        self.next += taken
        return taken

    def _expected(self, what: str) -> UsageError:
        token = self._here()
        if token is None:
            return UsageError(f"The query ends at character {self.end}, where {what} is expected.", remedy=_EXAMPLE)
        message = f'Character {token.at} of the query is "{token.text}", where {what} is expected.'
        quotes = "A code whose name holds such a word stands in quotation marks." if token.kind in _WORDS else _EXAMPLE
        return UsageError(message, remedy=quotes)


def _within(token: _Token) -> Within:
    try:
        return parse_within(token.text)
    except NotFoundError as fault:
        raise UsageError(f"Character {token.at} of the query: {fault.message}", remedy=fault.remedy) from None


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text.rstrip()):
        group = match.lastindex or 0
        found, at = match[group], match.start(group) + 1
        if group == 7:
            message = f"The quotation mark at character {at} of the query is never closed."
            raise UsageError(message, remedy="Close it after the code's name.")
        if group == 6:
            glued = _GLUED.match(found)
            if glued:
                yield _Token("within", glued[0], at)
                found, at = found[glued.end() :], at + glued.end()
            yield _Token(_WORDS.get(found.casefold(), "name"), found, at)
        else:
            yield _Token({1: "(", 2: ")"}.get(group, "quoted"), found.strip(), at)


def _joined(tokens: Iterator[_Token]) -> Iterator[_Token]:
    """Join the words of one name: what stands side by side without an operator between."""
    held: list[_Token] = []
    for token in tokens:
        if token.kind == "name":
            held.append(token)
            continue
        yield from _one(held)
        held = []
        yield token
    yield from _one(held)


def _one(held: Sequence[_Token]) -> Iterator[_Token]:
    if held:
        yield _Token("name", " ".join(token.text for token in held), held[0].at)


def withins(query: Query, outer: Within) -> set[Within]:
    """Return the units in which a query looks; `outer` where it names none."""
    if isinstance(query, Code):
        return set()
    if isinstance(query, Not):
        return {outer} | withins(query.part, outer)
    own = query.within or outer
    return {own}.union(*(withins(part, own) for part in query.parts))

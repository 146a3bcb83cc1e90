"""The quotes in what was handed in, each looked up where its address says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Literal, NamedTuple

from qualcode.analysis.structure_wording import say as structure_word
from qualcode.analysis.wording import say
from qualcode.coding.places import address_of, resolve
from qualcode.coding.retrieve import document_codings, words_of
from qualcode.coding.voices import Voices
from qualcode.errors import QualcodeError
from qualcode.model.address import parse_address
from qualcode.model.document import Document
from qualcode.model.evidence import NOT_QUOTED
from qualcode.model.span import Span
from qualcode.report.verify.contents import Delivered, Grid
from qualcode.study.study import Study
from qualcode.text.segments import segment

QuoteState = Literal["stands", "moved", "gone", "not coded", "not to be quoted"]
_QUOTE = re.compile(
    r"“(?P<words>[^\n]*?)”\s*[(（](?P<address>[^()（）“”\n]*?(?:[:：][tps]?\d+(?:[-–]\d+)?(?:@\d+[-–]\d+)?|#\d+[-–]\d+))(?:[,，)）])"
)


class Quote(NamedTuple):
    """Words as a file quotes them, and the address it gives."""

    words: str
    address: str


class Checked(NamedTuple):
    """What became of a quote; `now` is the address where a moved one stands."""

    quote: Quote
    state: QuoteState
    now: str = ""


def quotes_in(found: Delivered) -> tuple[Quote, ...]:
    """Return every quote with an address, once: “…” (INT03:14, A) in any text, and rows with columns of words and place."""
    texts = (*found.texts, *(cell for grid in found.grids for row in grid.rows for cell in row))
    made = [Quote(" ".join(m["words"].split()), m["address"].strip()) for text in texts for m in _QUOTE.finditer(text)]
    made += [quote for grid in found.grids for quote in _rows(grid)]
    return tuple(dict.fromkeys(quote for quote in made if quote.words and quote.words not in NOT_QUOTED.values()))


def _rows(grid: Grid) -> Iterator[Quote]:
    languages = ("en", "zh")
    headings = {"quote", *(say("quote", each) for each in languages)}
    headings |= {structure_word("statement", each) for each in languages}
    places = {"address", *(say("place", each) for each in languages)}
    places |= {structure_word("place", each) for each in languages}
    quote = next((at for at, name in enumerate(grid.header) if name in headings), None)
    place = next((at for at, name in enumerate(grid.header) if name in places), None)
    if quote is None or place is None:
        return
    found: list[list[str]] = []
    for row in grid.rows:
        words, address = (row[at] if at < len(row) else "" for at in (quote, place))
        if address.strip():
            found.append([words, address])
        elif words and found:  # a cell of Excel holds so much: the quote goes on below
            found[-1][0] += words
    for words, address in found:
        if words.strip():
            yield Quote(" ".join(words.split()), address.strip())


def check_quotes(study: Study, quotes: Iterable[Quote]) -> tuple[Checked, ...]:
    """Return what became of each quote: whether its words stand at its address, are coded there, and may be quoted."""
    desk = _Desk(study)
    return tuple(desk.check(quote) for quote in quotes)


class _Desk:
    """Documents as they are read, and what is coded in each, kept while quotes are looked up."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._voices = Voices(study.participants)
        self._coded: dict[str, list[tuple[Span, str]]] = {}

    def check(self, quote: Quote) -> Checked:
        """Return what became of a quote; words before it in its line that have a quotation mark too are no part of it."""
        found = self._check(quote)
        later = [at for at, character in enumerate(quote.words) if character == "“"]
        for at in later if found.state == "gone" else ():
            inner = self._check(Quote(quote.words[at + 1 :], quote.address))
            if inner.state == "stands":
                return inner
        return found

    def _check(self, quote: Quote) -> Checked:
        document, span = self._document(quote.address), None
        if document is None:
            return Checked(quote, "gone")
        with suppress(QualcodeError):  # the document has become too short for the address
            span = resolve(self._study, parse_address(quote.address)).span
        if span is None or not _holds(words_of(document, span), quote.words):
            return self._elsewhere(quote, document)
        here = [coded for coded, words in self._codings(document) if words == quote.words and coded.overlaps(span)]
        if self._voices.withheld(document, here[0] if here else span):
            return Checked(quote, "not to be quoted")
        return Checked(quote, "stands" if here else "not coded")

    def _document(self, address: str) -> Document | None:
        try:
            return self._study.document(re.sub(r"[:：#][^:：#]*$", "", address))
        except QualcodeError:
            return None

    def _codings(self, document: Document) -> list[tuple[Span, str]]:
        if document.id not in self._coded:
            handles = [coder.handle for coder in self._study.settings.coders]
            spans = {coding.span for coding in document_codings(self._study, document, handles) if coding.span}
            self._coded[document.id] = sorted((span, _flat(words_of(document, span))) for span in spans)
        return self._coded[document.id]

    def _elsewhere(self, quote: Quote, document: Document) -> Checked:
        """Look for the words in the rest of the document: first among what is coded, then anywhere."""
        unit = self._study.settings.unit
        segments = segment(document, unit)
        found = next((span for span, words in self._codings(document) if words == quote.words), None)
        if found is None:
            found = next((each.span for each in segments if _holds(words_of(document, each.span), quote.words)), None)
        if found is None:
            return Checked(quote, "gone")
        return Checked(quote, "moved", address_of(document.id, segments, found, unit))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _holds(text: str, words: str) -> bool:
    return _flat(words) in _flat(text)

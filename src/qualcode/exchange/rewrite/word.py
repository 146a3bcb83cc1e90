"""A Word file with some of its words replaced in the runs in which they stand."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from qualcode import registry
from qualcode.exchange.edits import Edit, Edits
from qualcode.exchange.rewrite.word_parts import Parts, W
from qualcode.text.lines import lines_of
from qualcode.text.normalise import normalise

_SIGNS = (*range(0xF0000, 0xFFFFE), *range(0x100000, 0x10FFFE))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WORDS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
Changes = Callable[[str], Edits]


class _Place(NamedTuple):
    """A character of the text: which piece of words in the file it is in, and which of its characters it is."""

    piece: int
    at: int


def rewrite(data: bytes, text: str, edits: Edits, rest: Changes) -> bytes | None:
    """Return a Word file with `edits` of its text made in its runs, and `rest` made in all else that it holds.

    Tracked changes are accepted; comments, properties, thumbnail, embedded objects and all traces of who wrote are left
    out. `None` when the file cannot be taken apart or the place of some word in it is not known.
    """
    try:
        parts = Parts(data)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError, RuntimeError, NotImplementedError, OSError):
        return None
    if "word/document.xml" not in parts.trees or "[Content_Types].xml" not in parts.trees:
        return None
    pieces = [piece for name in _WORDS if name in parts.trees for piece in parts.trees[name].iter(W + "t")]
    for piece in pieces:
        piece.text = normalise(piece.text or "")
    places = _places(parts, pieces, text)
    if places is None or not _make(edits, pieces, places):
        return None
    seen = {place.piece for place in places.values()}
    shown = {id(piece) for number, piece in enumerate(pieces) if number in seen}
    for name, tree in parts.trees.items():
        if name.startswith("word/") and not name.endswith(".rels"):
            _change_rest(tree, shown, rest)
    return parts.packed(lambda words: rest(words).apply(words))


def _places(parts: Parts, pieces: list[etree._Element], text: str) -> dict[int, _Place] | None:
    """Return where each character of the text stands: read again, with a sign before the words of every piece."""
    if len(pieces) > len(_SIGNS):
        return None
    words = [piece.text or "" for piece in pieces]
    signs: dict[str, tuple[int, int]] = {}
    for number, (piece, own) in enumerate(zip(pieces, words, strict=True)):
        lead = len(own) - len(own.lstrip())
        if own.strip() or (own and _among_words(piece)):
            sign = chr(_SIGNS[number])
            signs[sign] = (number, lead)
            piece.text = own[:lead] + sign + own[lead:]
    try:
        whole = copy.copy(parts)
        whole.trees = {name: copy.deepcopy(tree) for name, tree in parts.trees.items()}
        signed = lines_of(registry.load("format", "docx")(whole.packed(str), "").blocks).text
    finally:
        for piece, own in zip(pieces, words, strict=True):
            piece.text = own
    places: dict[int, _Place] = {}
    plain: list[str] = []
    number, at, left = 0, 0, 0
    for char in signed:
        if char in signs:
            number, at = signs[char]
            for back in range(1, at + 1):
                if plain[-back:] and plain[-back].isspace():
                    places.setdefault(len(plain) - back, _Place(number, at - back))
            left = len(words[number]) - at
            continue
        if left:
            places[len(plain)] = _Place(number, at)
            at, left = at + 1, left - 1
        plain.append(char)
    return places if "".join(plain) == text else None


def _among_words(piece: etree._Element) -> bool:
    """Say whether a piece of white space stands in a paragraph of words (and not in a note, whose edges are cut off)."""
    paragraph = next(piece.iterancestors(W + "p"), None)
    if paragraph is None or next(piece.iterancestors(W + "footnote", W + "endnote"), None) is not None:
        return False
    return any((other.text or "").strip() for other in paragraph.iter(W + "t"))


def _make(edits: Edits, pieces: list[etree._Element], places: dict[int, _Place]) -> bool:
    """Make edits in the pieces; say whether every character of them has its place."""
    cuts: dict[int, list[Edit]] = {}
    for edit in edits.edits:
        own = [places.get(at) for at in range(edit.start, edit.end)]
        if None in own:
            return False
        by_piece: dict[int, list[int]] = {}
        for place in own:
            if place is not None:
                by_piece.setdefault(place.piece, []).append(place.at)
        for number, (piece, at) in enumerate(by_piece.items()):
            cuts.setdefault(piece, []).append(Edit(at[0], at[-1] + 1, "" if number else edit.words))
    for number, own_cuts in cuts.items():
        _cut(pieces[number], own_cuts)
    return True


def _cut(piece: etree._Element, cuts: list[Edit]) -> None:
    words = piece.text or ""
    for cut in sorted(cuts, reverse=True):
        words = words[: cut.start] + cut.words + words[cut.end :]
    piece.text = words
    piece.set(_SPACE, "preserve")


def _change_rest(tree: etree._Element, shown: set[int], rest: Changes) -> None:
    """Replace names in headers, hidden words, fallbacks, fields, links' tips and every other text or attribute."""
    for paragraph in tree.iter(W + "p"):
        _change_run(list(_unseen(paragraph, shown)), rest)
    for element in tree.iter():
        if element.text and id(element) not in shown:
            element.text = rest(element.text).apply(element.text)
        for name, value in element.attrib.items():
            changed = rest(str(value)).apply(str(value))
            if changed != value:
                element.set(name, changed)


def _unseen(paragraph: etree._Element, shown: set[int]) -> Iterator[etree._Element]:
    for piece in paragraph.iter(W + "t", W + "instrText"):
        if id(piece) not in shown and next(piece.iterancestors(W + "p"), None) is paragraph:
            yield piece


def _change_run(pieces: list[etree._Element], rest: Changes) -> None:
    words = [normalise(piece.text or "") for piece in pieces]
    edits = rest("".join(words))
    if not edits:
        return
    places: dict[int, _Place] = {}
    for number, (piece, own) in enumerate(zip(pieces, words, strict=True)):
        piece.text = own
        places |= {len(places) + at: _Place(number, at) for at in range(len(own))}
    _make(edits, pieces, places)

"""From the cues of a recording to its turns: sentences and speakers that run over several cues are put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qualcode.model.document import DocumentKind
from qualcode.text.extract import Block, Cue, Extract, Opening
from qualcode.text.labels import fold
from qualcode.text.layout_settings import LayoutSettings
from qualcode.text.left_out import LeftOut, left_out
from qualcode.text.lines import lines_of
from qualcode.text.normalise import normalise
from qualcode.text.speakers import NONE, choose

_PAUSE = 2.0
"""Seconds of silence that end a sentence which nothing else ends."""
_SENTENCE_END = re.compile(r"[.?!。？！…؟।][\"'”’»」』)\]）】]*$")
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]")
_DASH = re.compile(r"[-–—]\s*\S")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line of a cue: its words, and the label before them as written (`mark`) when one stands there."""

    words: str
    cue: Cue
    number: int
    speaker: str | None = None
    mark: str = ""


def with_turns(extract: Extract, kind: DocumentKind, settings: LayoutSettings) -> Extract:
    """Return what a reader handed on with its cues joined into blocks that open turns; without cues, the same.

    Cues in succession that have one speaker make one turn, which bears the first one's time; a label repeated in front of them
    is left out. A speaker is the file's (`<v Jane>`) or a label in front of the words, found as in any text; a cue
    without a label goes on with the turn. Where nobody is named, cues make a turn up to the end of a sentence or to a
    pause of two seconds. The lines of a cue are joined: their breaks are those of a screen.
    """
    if not extract.cues:
        return extract
    pieces = list(_pieces(extract.cues))
    if settings.layout == NONE:
        pieces = [replace(piece, speaker=None) for piece in pieces]
    elif not any(piece.speaker for piece in pieces):
        pieces = _labelled(pieces, kind, settings)
    groups: list[list[_Piece]] = []
    named = any(piece.speaker for piece in pieces)
    stated = any(cue.speaker for cue in extract.cues)
    parted = any(_SENTENCE_END.search(piece.words) for piece in pieces)
    for piece in pieces:
        last = groups[-1][-1] if groups else None
        if last is not None and _goes_on(last, groups[-1][0], piece, named, stated, parted):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    lost = tuple(entry for group in groups for before, piece in pairwise(group) for entry in _untold(before, piece))
    return replace(
        extract, blocks=(*extract.blocks, *map(_block, groups)), cues=(), left_out=(*extract.left_out, *lost)
    )


def _pieces(cues: Sequence[Cue]) -> Iterator[_Piece]:
    for number, cue in enumerate(cues, start=1):
        for line in normalise(cue.words).split("\n"):
            if words := line.strip():
                yield _Piece(words, cue, number, cue.speaker)


def _labelled(pieces: list[_Piece], kind: DocumentKind, settings: LayoutSettings) -> list[_Piece]:
    """Return the pieces with the speakers that labels in front of their words name."""
    lines = lines_of((Block("\n".join(piece.words for piece in pieces)),))
    cues = len({piece.number for piece in pieces})
    # Of the pieces of a long speech only the first has a label, so that a share of all pieces would say nothing.
    speaking = choose(lines, kind, settings, lambda labelled: min(cues, 2 * len(labelled)))
    found = list(pieces)
    for mark in speaking.marks:
        piece = pieces[mark.line]
        found[mark.line] = replace(
            piece, words=piece.words[mark.end :].strip(), speaker=mark.label, mark=piece.words[: mark.end].rstrip()
        )
    return found


def _goes_on(last: _Piece, first: _Piece, piece: _Piece, named: bool, stated: bool, parted: bool) -> bool:
    """Say whether a piece goes on with the turn that `first` opened and `last` has closed so far."""
    if piece.speaker is not None:
        return first.speaker is not None and fold(first.speaker) == fold(piece.speaker)
    if named and first.speaker is not None:
        return not stated
    if _DASH.match(piece.words):
        return False
    if piece.number == last.number:
        return True
    pause = None if piece.cue.start is None or last.cue.end is None else piece.cue.start - last.cue.end
    return parted and not _SENTENCE_END.search(last.words) and (pause is None or pause < _PAUSE)


def _block(group: list[_Piece]) -> Block:
    first = group[0]
    label = first.mark or (f"{first.speaker}:" if first.speaker else "")
    prefix = " ".join(part for part in (f"[{first.cue.time}]" if first.cue.time else "", label) if part)
    prefix = f"{prefix} " if prefix else ""
    words = joined([piece.words for piece in group])
    return Block(prefix + words, opens=Opening(len(prefix), first.speaker, first.cue.time))


def joined(pieces: Sequence[str]) -> str:
    """Return pieces of speech as one: a space between two, none between two Chinese characters."""
    found: list[str] = []
    for piece in filter(None, pieces):
        if found and not (_WIDE.match(found[-1][-1]) and _WIDE.match(piece)):
            found.append(" ")
        found.append(piece)
    return "".join(found)


def _untold(before: _Piece, piece: _Piece) -> tuple[LeftOut, ...]:
    """Return what a piece that goes on with a turn leaves out: the label said again, and its cue's own time."""
    where = f"cue {piece.number}"
    again = left_out("repeated label", piece.mark, where) if piece.mark else ()
    time = piece.cue.time if piece.number != before.number and piece.cue.written else None
    return (*again, *left_out("cue time", time or "", where))

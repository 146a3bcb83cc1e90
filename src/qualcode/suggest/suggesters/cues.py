"""Suggestions by cue: literal phrases of the codebook, wherever they stand within a segment."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from qualcode.model.coding import Suggestion
from qualcode.model.document import Document, Segment
from qualcode.suggest.compile import CueFinder, compile_cues
from qualcode.suggest.request import Hit, SuggestRequest, suggestions_in


def suggest(request: SuggestRequest) -> Iterator[Suggestion]:
    """Yield a suggestion for each segment that holds a cue of a code, naming every cue that spoke there.

    English cues match in all inflections and at word boundaries only; Chinese ones anywhere. Case is ignored, and a line
    break may stand for the space in a phrase. A cue that runs over the end of a segment does not count.
    """
    finder = compile_cues(request.wanted)
    if finder is None:
        return
    for document, segments in request.documents:
        yield from suggestions_in(document, _hits(finder, document, segments), "cues")


def _hits(
    finder: CueFinder, document: Document, segments: tuple[Segment, ...]
) -> Iterator[tuple[Segment, str, list[Hit]]]:
    starts = [segment.span.start for segment in segments]
    found: dict[tuple[int, str], list[Hit]] = {}
    for start, end, cue in finder.find(document.text):
        index = bisect_right(starts, start) - 1
        if index >= 0 and end <= segments[index].span.end:
            hit = Hit(f'cue "{cue.phrase}"', start, end)
            for code in cue.codes:
                found.setdefault((index, code), []).append(hit)
    for (index, code), hits in found.items():
        yield segments[index], code, hits

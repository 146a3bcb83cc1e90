"""What can be shown of a study: its readable documents, everyone's passages there, and which words are not to be quoted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.coding.retrieve import document_codings, passage
from qualcode.coding.voices import Voices
from qualcode.errors import StudyError
from qualcode.model.coding import Coding
from qualcode.model.document import Document, Segment
from qualcode.model.evidence import Passage
from qualcode.model.span import Span
from qualcode.report.page.transcripts import Browser
from qualcode.study.study import Study
from qualcode.text.segments import segment


@dataclass(frozen=True, slots=True)
class Shown:
    """A document that can be read, with its segments and every coder's passages there, in order of place.

    `silent` are the numbers of the segments whose words are left out: consent does not cover quoting them.
    """

    document: Document
    segments: tuple[Segment, ...]
    passages: tuple[Passage, ...]
    browser: Browser
    silent: frozenset[int]

    def withholds(self, span: Span | None) -> bool:
        """Say whether words of a place are left out."""
        return span is not None and any(
            each.number in self.silent and each.span.overlaps(span) for each in self.segments
        )


def shown_of(study: Study) -> tuple[Shown, ...]:
    """Return every document that can be read; codings without a place, or of a code that is gone, are not among its passages."""
    voices = Voices(study.participants)
    order = {code.id: number for number, code in enumerate(study.codebook)}
    handles = [coder.handle for coder in study.settings.coders]
    found = []
    for id in study.document_ids:
        try:
            document = study.document(id)
        except StudyError:  # `check` reports it; there is nothing of it to show
            continue
        segments, cases = segment(document, study.settings.unit), study.cases_of(id)
        made = [
            passage(study, document, segments, voices, cases, coding)
            for coding in document_codings(study, document, handles)
            if coding.span is not None and coding.code in order
        ]
        made.sort(key=lambda each: _place(each.coding, order, handles))
        silent = frozenset(each.number for each in segments if voices.withheld(document, each.span))
        found.append(Shown(document, segments, tuple(made), Browser(document.text), silent))
    return tuple(found)


def _place(coding: Coding, order: Mapping[str, int], handles: Sequence[str]) -> tuple[int, int, int, int, str]:
    start, end = (coding.span.start, coding.span.end) if coding.span else (0, 0)
    return start, end, order[coding.code], handles.index(coding.coder), coding.id

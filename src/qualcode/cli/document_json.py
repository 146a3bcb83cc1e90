"""A document as JSON: its segments, and the codings that touch each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qualcode.coding.voices import Voices
from qualcode.model.coding import Coding
from qualcode.model.document import Document, Segment, Unit
from qualcode.study.study import Study


def touching(codings: Sequence[Coding], segment: Segment) -> list[Coding]:
    """Return the codings that share a character with a segment."""
    return [coding for coding in codings if coding.span is not None and coding.span.overlaps(segment.span)]


def document_json(
    study: Study, document: Document, segments: Sequence[Segment], unit: Unit, codings: Sequence[Coding]
) -> dict[str, Any]:
    """Return what `show --format json` says of a document: its segments, each with speaker, time and the codings that touch it."""
    voices = Voices(study.participants)
    cases = study.cases_of(document.id)
    return {
        "document": document.id,
        "case": cases[0] if len(cases) == 1 else None,
        "layout": document.layout,
        "unit": unit,
        "text_sha256": document.text_sha256,
        "segments": [_segment_json(voices, document, each, codings) for each in segments],
    }


def _segment_json(voices: Voices, document: Document, segment: Segment, codings: Sequence[Coding]) -> dict[str, Any]:
    person = voices.participant(document.id, segment.turn)
    return {
        "number": segment.number,
        "speaker": segment.turn.speaker,
        "turn_role": segment.turn.turn_role,
        "participant": person.id if person else None,
        "time": segment.turn.time,
        "start": segment.span.start,
        "end": segment.span.end,
        "text": segment.span.of(document.text),
        "codings": [
            {
                "id": coding.id,
                "code": coding.code,
                "coder": coding.coder,
                "start": coding.span.start,
                "end": coding.span.end,
                "stance": coding.stance,
                "weight": coding.weight,
                "state": coding.state,
            }
            for coding in touching(codings, segment)
            if coding.span is not None
        ],
    }

"""The units of a study's documents as spans: in which turn, paragraph or sentence a passage lies."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.errors import StudyError
from qualcode.model.document import UNITS, Unit
from qualcode.model.span import Span
from qualcode.study.study import Study
from qualcode.text.segments import counted, segment


def unit_spans(
    study: Study, unit: str, documents: Iterable[str] | None = None, *, counting: bool = False
) -> dict[str, tuple[Span, ...]]:
    """Return for each document the spans of its units, in order and disjoint; `segment` means the study's unit.

    With `counting`, units of turns whose role is skipped (`skip_turn_roles`: the interviewer's) are left out, as they are
    wherever units are counted. A document that cannot be read has none.
    """
    own: Unit = next((known for known in UNITS if known == unit), study.settings.unit)
    found: dict[str, tuple[Span, ...]] = {}
    for id in study.document_ids if documents is None else documents:
        try:
            segments = segment(study.document(id), own)
        except StudyError:
            continue
        kept = counted(segments, study.settings.skip_turn_roles) if counting else segments
        found[id] = tuple(each.span for each in kept)
    return found

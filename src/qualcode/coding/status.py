"""What a study holds and how far its coders have come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from qualcode.coding.anchor import place_in
from qualcode.coding.problems import problems_of
from qualcode.errors import StudyError
from qualcode.model.document import Document, Segment
from qualcode.model.problem import Problem
from qualcode.study.study import Study
from qualcode.text.segments import counted, locate, segment


class CodedBy(NamedTuple):
    """How far one coder has come in a document: codings in force, and whether the coder said that it is done."""

    coder: str
    codings: int
    done: bool


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """One document: its format, layout, speakers, cases, and segments (of which `counted` are units that count).

    `coded` names the coders who have worked on it.
    """

    id: str
    kind: str
    format: str
    encoding: str | None
    layout: str
    speakers: tuple[str, ...]
    cases: tuple[str, ...]
    segments: int
    counted: int
    coded: tuple[CodedBy, ...] = ()


@dataclass(frozen=True, slots=True)
class CoderStatus:
    """One coder: codings, how many moved or lost their place, documents finished, and units coded of those that count."""

    handle: str
    name: str
    kind: str
    codings: int
    moved: int
    unanchored: int
    documents: int
    done: int
    units_coded: int
    units: int

    @property
    def share(self) -> float | None:
        """The share of the study's units that carry one of this coder's codes; `None` where there are no units."""
        return self.units_coded / self.units if self.units else None


@dataclass(frozen=True, slots=True)
class StudyStatus:
    """A study at a glance; `unit` is the unit of segmentation, and every count says what it counts."""

    title: str
    unit: str
    documents: tuple[DocumentStatus, ...]
    cases: tuple[str, ...]
    coders: tuple[CoderStatus, ...]
    codes: int
    problems: tuple[Problem, ...]

    @property
    def codings(self) -> int:
        """The codings of all coders together."""
        return sum(coder.codings for coder in self.coders)

    @property
    def segments(self) -> int:
        """The segments of all documents together."""
        return sum(document.segments for document in self.documents)


def status(study: Study) -> StudyStatus:
    """Return what a study holds, how far each coder has come, and every problem."""
    documents = tuple(_documents(study))
    return StudyStatus(
        title=study.settings.title,
        unit=study.settings.unit,
        documents=tuple(_document_status(study, document, segments) for document, segments in documents),
        cases=tuple(case.id for case in study.cases),
        coders=tuple(_coder_status(study, coder.handle, documents) for coder in study.settings.coders),
        codes=len(study.codebook.codable),
        problems=problems_of(study),
    )


_Segmented = tuple[Document, tuple[Segment, ...]]


def _documents(study: Study) -> Iterable[_Segmented]:
    for id in study.document_ids:
        try:
            document = study.document(id)
        except StudyError:  # `problems_of` reports it
            continue
        yield document, segment(document, study.settings.unit)


def _document_status(study: Study, document: Document, segments: tuple[Segment, ...]) -> DocumentStatus:
    return DocumentStatus(
        id=document.id,
        kind=document.kind,
        format=document.format,
        encoding=document.encoding,
        layout=document.layout,
        speakers=document.speakers,
        cases=study.cases_of(document.id),
        segments=len(segments),
        counted=len(counted(segments, study.settings.skip_turn_roles)),
        coded=tuple(_coded(study, document)),
    )


def _coded(study: Study, document: Document) -> Iterable[CodedBy]:
    for coder in study.settings.coders:
        state = study.state(coder.handle, document.id)
        if state.codings or state.done:
            yield CodedBy(coder.handle, len(state.codings), state.done is not None)


def _coder_status(study: Study, handle: str, documents: tuple[_Segmented, ...]) -> CoderStatus:
    coder = study.coder(handle)
    totals = dict.fromkeys(("codings", "moved", "unanchored", "documents", "done", "units_coded", "units"), 0)
    for document, segments in documents:
        units = counted(segments, study.settings.skip_turn_roles)
        totals["units"] += len(units)
        state = study.state(handle, document.id)
        if not (state.codings or state.done):
            continue
        totals["documents"] += 1
        totals["done"] += state.done is not None
        touched: set[int] = set()
        for coding in state.codings:
            span, how = place_in(document, coding.place)
            totals["codings"] += 1
            totals["moved"] += how == "moved"
            totals["unanchored"] += how == "unanchored"
            numbers = locate(segments, span) if span else None
            if numbers:
                touched.update(range(numbers[0], numbers[1] + 1))
        totals["units_coded"] += sum(unit.number in touched for unit in units)
    return CoderStatus(handle=handle, name=coder.name, kind=coder.kind, **totals)

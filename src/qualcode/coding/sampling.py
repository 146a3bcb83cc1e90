"""Units drawn for a second coder, blind to what the first one did there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor
from random import Random
from typing import NamedTuple

from qualcode.coding.voices import Voices
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.coding import Coder
from qualcode.model.document import Document, Segment, Unit
from qualcode.model.events import DoneEvent, SampledUnit, SampleEvent
from qualcode.model.names import name_key
from qualcode.study.paths import STUDY_LEDGER
from qualcode.study.study import Study
from qualcode.study.writing import Clock, utc_now, writing
from qualcode.text.segments import counted, segment

NOTHING = "Nothing was drawn."


@dataclass(frozen=True, slots=True)
class Draw:
    """How to draw: a share of the units (above 0, up to 1), spread evenly over the values of `stratify`, by a seed.

    `stratify` is `role`, `case`, `document` or an attribute of documents or participants; `None`: over all units alike.
    """

    name: str
    share: float
    seed: int
    stratify: str | None = None
    unit: Unit | None = None
    documents: tuple[str, ...] = ()


class Drawn(NamedTuple):
    """A sample and how many of how many units were drawn in each stratum, each with its name."""

    event: SampleEvent
    strata: tuple[tuple[str, int, int], ...]


def draw_sample(study: Study, actor: Coder, first: Sequence[str], draw: Draw, clock: Clock = utc_now) -> Drawn:
    """Draw units of the documents that the first coders have finished, record them under a name, and return them.

    Every unit has the same chance, whether it was coded or not, so that absence is tested as well; each stratum gives
    its share to the nearest whole unit (largest remainders), at least one. Raises `UsageError` when the name is taken,
    the share is out of bounds, or nobody has finished anything.
    """
    if not 0 < draw.share <= 1:
        raise UsageError(
            f"A share lies above 0 and up to 1, not {draw.share:g}. {NOTHING}", remedy="Write 0.2 for 20 %."
        )
    if any(name_key(event.name) == name_key(draw.name) for event in samples_of(study)):
        raise UsageError(f'There is a sample "{draw.name}" already. {NOTHING}', remedy="Give another --name.")
    documents = _finished(study, first, draw.documents)
    unit = draw.unit or study.settings.unit
    strata: dict[str, list[tuple[Document, Segment]]] = defaultdict(list)
    stratum_of = _stratum(study, draw.stratify)
    for document in documents:
        for each in counted(segment(document, unit), study.settings.skip_turn_roles):
            strata[stratum_of(document, each)].append((document, each))
    if not strata:
        raise UsageError(f"These documents hold no unit that counts. {NOTHING}")
    sizes = _allotted({name: len(units) for name, units in strata.items()}, draw.share)
    random = Random(draw.seed)
    chosen = [each for name, size in sizes.items() for each in random.sample(strata[name], size)]
    order = {document.id: place for place, document in enumerate(documents)}
    chosen.sort(key=lambda pair: (order[pair[0].id], pair[1].span.start))
    with writing(study, actor.handle, [STUDY_LEDGER], clock) as act:
        event = act.add(
            STUDY_LEDGER,
            SampleEvent,
            name=draw.name,
            of=tuple(first),
            unit=unit,
            share=draw.share,
            seed=draw.seed,
            stratify=draw.stratify,
            units=tuple(SampledUnit(d.id, s.span.start, s.span.end) for d, s in chosen),
            texts={d.id: d.text_sha256 for d, _ in chosen},
        )
    return Drawn(event, tuple((name, sizes[name], len(strata[name])) for name in sizes))


def samples_of(study: Study) -> tuple[SampleEvent, ...]:
    """Return every sample drawn in the study, the earliest first."""
    found = [event for c in study.settings.coders for event in study.state(c.handle, STUDY_LEDGER).samples]
    return tuple(sorted(found, key=lambda event: (event.at, event.id)))


def find_sample(study: Study, name: str) -> SampleEvent:
    """Return the sample of that name; raise `NotFoundError` with the nearest when there is none."""
    drawn = samples_of(study)
    for event in drawn:
        if name_key(event.name) == name_key(name.strip()):
            return event
    raise NotFoundError(
        "sample", name, [event.name for event in drawn], outcome="`qualcode sample --share 0.2` draws one."
    )


def finish_sample(study: Study, coder: Coder, sample: SampleEvent, clock: Clock = utc_now) -> tuple[DoneEvent, ...]:
    """Record as one act that a coder has decided every unit of a sample; what they did not code there counts as absent."""
    documents = tuple(dict.fromkeys(study.find_document(each.document).id for each in sample.units))
    book, codes = study.codebook.hash, study.codebook.codable
    events = []
    with writing(study, coder.handle, documents, clock) as act:
        for document in documents:
            standing = act.state(document).sampled.get(sample.name)
            if standing is None or standing.book != book:
                standing = act.add(document, DoneEvent, book=book, codes=codes, sample=sample.name)
            events.append(standing)
    return tuple(events)


def _finished(study: Study, first: Sequence[str], asked: Sequence[str]) -> list[Document]:
    wanted = asked or study.document_ids
    done = [id for id in wanted if any(study.state(handle, id).done for handle in first)]
    if not done:
        raise UsageError(
            f"{' and '.join(first) or 'Nobody'} has finished none of these documents. {NOTHING}",
            remedy="A sample is drawn from documents that a first coder has finished: `qualcode done DOCUMENT`.",
        )
    return [study.document(id) for id in done]


def _stratum(study: Study, by: str | None) -> Callable[[Document, Segment], str]:
    if by is None:
        return lambda document, unit: ""
    voices = Voices(study.participants)
    key = by.strip().casefold()

    def value(document: Document, unit: Segment) -> str:
        if key == "document":
            return document.id
        if key == "case":
            return "; ".join(study.cases_of(document.id))
        person = voices.participant(document.id, unit.turn)
        if key == "role":
            return (person.role if person else None) or ""
        own = person.attributes if person else {}
        return str(own.get(key) or document.attributes.get(key) or "")

    known = {"role", "case", "document"} | {k for p in study.participants for k in p.attributes}
    known |= {name for id in study.document_ids for name in study.attributes.documents.get(id, {})}
    if key not in known:
        raise NotFoundError("attribute", by, sorted(known), outcome=NOTHING)
    return value


def _allotted(sizes: dict[str, int], share: float) -> dict[str, int]:
    """Return how many to draw in each stratum: its share rounded by the largest remainders, at least one."""
    exact = {name: size * share for name, size in sorted(sizes.items())}
    given = {name: max(1, floor(each)) for name, each in exact.items()}
    wanted = max(round(sum(sizes.values()) * share), len(given))
    by_remainder = sorted(exact, key=lambda name: floor(exact[name]) - exact[name])
    for name in by_remainder:
        if sum(given.values()) < wanted and given[name] < min(exact[name], sizes[name]):
            given[name] += 1
    return given

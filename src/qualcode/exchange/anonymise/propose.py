"""A table of names to look over: who seems to be named in the study, and what they could be called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from qualcode.exchange.anonymise.matching import folded
from qualcode.exchange.anonymise.patterns import Found, found_in
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.document import Document
from qualcode.study.study import Study
from qualcode.text.labels import is_known

Entities = Callable[[Iterable[str]], Iterable[Iterable[Found]]]
_LABEL = Found("", "speaker", "P")


def propose(study: Study, entities: Entities | None = None) -> Display:
    """Return names with a pseudonym proposed for each, the kind they seem to be, how often they stand and in how many documents.

    They are found as speaker labels, by patterns, and by `entities` (texts → what it finds in each), such as the study's
    spaCy pipeline; a pseudonym is new to the study. It is a proposal: patterns miss names, and take words for names.
    """
    documents = [study.document(id) for id in study.document_ids]
    seen: dict[str, Found] = {}
    times: Counter[str] = Counter()
    places: dict[str, set[str]] = defaultdict(set)
    for document, found in zip(documents, _found(documents, entities), strict=True):
        for each in (*_labels(document), *found_in(document.text), *found):
            name = folded(each.name)
            if len(name) > 1:
                seen.setdefault(name, each)
                times[name] += 1
                places[name].add(document.id)
    rows = []
    pseudonyms = _Pseudonyms("\n".join(document.text for document in documents))
    for name, each in sorted(seen.items(), key=lambda item: (item[1].kind, -times[item[0]], item[0])):
        new = pseudonyms.next(each.pseudonym)
        counts = (Cell(times[name]), Cell(len(places[name])))
        rows.append(Row(name, each.kind, (Cell(name), Cell(new), *counts)))
    columns = (
        *(Column("name", "name"), Column("pseudonym", "pseudonym")),
        *(Column("times", "times", "count"), Column("documents", "in documents", "count")),
    )
    by = (
        f'By speaker labels, patterns and the spaCy pipeline "{study.settings.pipeline}".'
        if entities is not None
        else "By speaker labels and patterns alone: no spaCy pipeline is named in qualcode.toml [spacy]."
    )
    notes = (by, "Names without a title, nicknames and what only describes a person are not found so.")
    return Display("Names that may need hiding", "mention", columns, tuple(rows), notes, corner="kind", kind="names")


def _labels(document: Document) -> Iterator[Found]:
    return (
        _LABEL._replace(name=turn.speaker) for turn in document.turns if turn.speaker and not is_known(turn.speaker)
    )


def _found(documents: Sequence[Document], entities: Entities | None) -> Iterable[Iterable[Found]]:
    return [()] * len(documents) if entities is None else entities([document.text for document in documents])


class _Pseudonyms:
    """Pseudonyms that stand nowhere in the texts, counted by kind: P01, P02, ORG01."""

    def __init__(self, texts: str) -> None:
        self.texts = texts
        self.counts: Counter[str] = Counter()

    def next(self, stem: str) -> str:
        while True:
            self.counts[stem] += 1
            new = f"{stem}{self.counts[stem]:02}"
            if new not in self.texts:
                return new

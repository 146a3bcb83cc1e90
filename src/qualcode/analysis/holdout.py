"""What documents that were held out bring: new concepts, new categories, new relations, or none (理论饱和度检验)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations

from qualcode.analysis.saturation_wording import say
from qualcode.analysis.within import UnitSpans, Within, unit_keys
from qualcode.analysis.wording import coders_note, listing, set_aside_note
from qualcode.errors import UsageError
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.evidence import Evidence, Passage

Behind = Mapping[tuple[str, ...], tuple[str, ...]]
"""Concepts, categories (one id) or relations (two), each with the codings behind it."""

_KINDS = ("concepts", "categories", "relations")


def holdout_display(
    evidence: Evidence,
    held_out: Sequence[str],
    spans: UnitSpans,
    language: str = "en",
    *,
    documents: Iterable[str] = (),
) -> Display:
    """Return what each document held out brings that no other has, and all of them together.

    `documents` are those to compare with (none: all of the evidence that are coded), `spans` the study's segments.
    `UsageError` when nothing is left to compare with, or a document held out has no coding.
    """
    coded = {passage.coding.document for passage in evidence.passages}
    empty = [document for document in held_out if document not in coded]
    if empty:
        raise UsageError(f"Nothing is coded in {', '.join(empty)}.", remedy="Code what is held out, then ask again.")
    others = (set(documents) or coded) & coded - set(held_out)
    if not others:
        raise UsageError("Every coded document is held out.", remedy="Leave some to compare with.")
    known = _content(evidence, others, spans)
    rows = [_row(evidence, document, document, {document}, known, spans, language) for document in held_out]
    if len(held_out) > 1:
        rows.append(_row(evidence, "@all", say("together", language), set(held_out), known, spans, language))
    columns = [Column("codes", say("codes", language), "count")]
    for kind in _KINDS:
        columns += [Column(kind, say(kind, language), "count"), Column(f"{kind}_names", say("names", language))]
    return Display(
        title=say("title holdout", language),
        unit=say("unit", language),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(
            coders_note(evidence.coders, language),
            say("note holdout", language, others=len(others)),
            set_aside_note(evidence.set_aside, language),
        ),
        set_aside=evidence.set_aside,
        parameters={"holdout": list(held_out), "by": "holdout"},
        corner=say("document", language),
        kind="saturation-holdout",
    )


def _content(evidence: Evidence, documents: set[str], spans: UnitSpans) -> tuple[Behind, Behind, Behind]:
    """Return the concepts, categories and relations of some documents, with the codings behind each."""
    concepts: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    categories: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    units: defaultdict[Hashable, list[tuple[str, Passage]]] = defaultdict(list)
    keys = unit_keys(Within("segment"), spans)
    book = evidence.codebook.by_id
    for passage in evidence.passages:
        if passage.coding.document not in documents:
            continue
        code = passage.coding.code
        category = book[code].parent or code
        concepts[(code,)].append(passage.coding.id)
        categories[(category,)].append(passage.coding.id)
        for key in keys(passage):
            units[key].append((category, passage))
    relations: defaultdict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    order = {code: number for number, code in enumerate(book)}
    for held in units.values():
        for pair in combinations(sorted({category for category, _ in held}, key=order.__getitem__), 2):
            relations[pair].update({passage.coding.id: None for category, passage in held if category in pair})
    return tuple({key: tuple(ids) for key, ids in found.items()} for found in (concepts, categories, relations))  # type: ignore[return-value]


def _row(
    evidence: Evidence,
    key: str,
    label: str,
    documents: set[str],
    known: tuple[Behind, Behind, Behind],
    spans: UnitSpans,
    language: str,
) -> Row:
    book, own = evidence.codebook.by_id, _content(evidence, documents, spans)
    cells = [Cell(len(own[0]), tuple(id for ids in own[0].values() for id in ids))]
    for before, here in zip(known, own, strict=True):
        new = {codes: ids for codes, ids in here.items() if codes not in before}
        ids = tuple(dict.fromkeys(id for each in new.values() for id in each))
        names = listing(language).join(" – ".join(book[code].name(language) for code in codes) for codes in new)
        cells += [Cell(len(new), ids), Cell(names or say("none", language), ids)]
    return Row(key, label, tuple(cells))

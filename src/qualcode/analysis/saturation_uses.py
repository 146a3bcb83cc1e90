"""From evidence to what saturation counts: documents in order, the codes of each, and which are new there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from qualcode.analysis.dimensions import attribute_values
from qualcode.analysis.families import families
from qualcode.analysis.saturation import first_uses
from qualcode.errors import NotFoundError
from qualcode.model.evidence import DocumentFacts, Evidence, Passage

Kinds = Literal["interview", "case", "all"]
UNCODED = "documents that nobody has coded"


@dataclass(frozen=True)
class Uses:
    """Documents in order, the codes of each, and the codes that are new in each.

    `ids[document, code]` are the codings behind a code's use. `emergent` are codes that came up while coding; they are new
    where they arose, the others where they are first used. `by` names the attribute of the order (`None`: the study's, or
    the file's); `evidence` is `None` for data from elsewhere.
    """

    documents: tuple[str, ...]
    codes: tuple[tuple[str, ...], ...]
    new: tuple[tuple[str, ...], ...]
    names: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    emergent: frozenset[str] = frozenset()
    by: str | None = None
    set_aside: Mapping[str, int] = field(default_factory=dict)
    unfinished: int = 0
    evidence: Evidence | None = None

    @property
    def counts(self) -> tuple[int, ...]:
        """How many codes are new in each document."""
        return tuple(map(len, self.new))


def uses_of_table(rows: Iterable[tuple[str, str]]) -> Uses:
    """Return the uses in rows of document and code, documents and codes in the order of their first row.

    A row without a code says that the document was read and nothing was coded.
    """
    found: dict[str, dict[str, None]] = {}
    for document, code in rows:
        held = found.setdefault(document, {})
        if code:
            held[code] = None
    codes = tuple(tuple(held) for held in found.values())
    new = tuple(tuple(map(str, fresh)) for fresh in first_uses(codes))
    return Uses(tuple(found), codes, new)


def uses(
    evidence: Evidence,
    *,
    kind: Kinds = "interview",
    order: str | None = None,
    codes: Sequence[str] | None = None,
    level: int | None = None,
    role: str | None = None,
    without: Sequence[str] = (),
    language: str = "en",
) -> Uses:
    """Return the uses of codes by the documents of a kind, in the order in which they were made.

    `order` is the attribute to go by; else `date` where every document has one; else the study's own order. Documents that
    nobody has coded are set aside, those in `without` left out. With `role`, only passages of that role count, in the
    documents in which it speaks. Codes below `level` count in theirs at that level.
    """
    chosen = [each for each in evidence.documents if kind in ("all", each.kind) and each.id not in without]
    if role is not None:
        speaking = {passage.coding.document for passage in evidence.passages if passage.role == role}
        chosen = [each for each in chosen if role in each.roles or each.id in speaking]
    coded = {passage.coding.document for passage in evidence.passages}
    read = [each for each in chosen if each.id in coded or each.decided]
    facts, by = _ordered(evidence, read, order)
    found = families(evidence.codebook, codes, level=level)
    own = {code: rows[0] for code, rows in found.rows_of.items() if rows}
    held = _held(evidence, {each.id for each in facts}, own, role)
    documents = tuple(each.id for each in facts)
    listed = tuple(tuple(code for code in found.rows if (document, code) in held) for document in documents)
    emergent = frozenset(code for code in found.rows if evidence.codebook.by_id[code].origin == "emergent")
    return Uses(
        documents=documents,
        codes=listed,
        new=_new(documents, listed, held, emergent),
        names={code: evidence.codebook.by_id[code].name(language) for code in found.rows},
        ids={key: tuple(passage.coding.id for passage in passages) for key, passages in held.items()},
        emergent=emergent,
        by=by,
        set_aside={UNCODED: len(chosen) - len(read)} if len(chosen) > len(read) else {},
        unfinished=sum(not each.decided for each in facts),
        evidence=evidence,
    )


def _held(
    evidence: Evidence, documents: set[str], own: Mapping[str, str], role: str | None
) -> dict[tuple[str, str], list[Passage]]:
    held: defaultdict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in evidence.passages:
        coding = passage.coding
        if coding.document in documents and coding.code in own and role in (None, passage.role):
            held[coding.document, own[coding.code]].append(passage)
    return dict(held)


def _new(
    documents: Sequence[str],
    codes: Sequence[Sequence[str]],
    held: Mapping[tuple[str, str], Sequence[Passage]],
    emergent: frozenset[str],
) -> tuple[tuple[str, ...], ...]:
    """Return the codes new in each document: where first used or, if emergent, where the earliest coding was made."""
    new: list[list[str]] = [[] for _ in documents]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, document in enumerate(codes):
        for code in document:
            places[code].append(place)
    for code, where in places.items():
        origin = min(where, key=lambda place: (_made(held[documents[place], code]), place))
        new[origin if code in emergent else where[0]].append(code)
    return tuple(map(tuple, new))


def _made(passages: Sequence[Passage]) -> str:
    return min(passage.coding.at for passage in passages)


def _ordered(
    evidence: Evidence, documents: Sequence[DocumentFacts], order: str | None
) -> tuple[list[DocumentFacts], str | None]:
    name = order or "date"
    values = {each.id: "; ".join(attribute_values(evidence, each, name)) for each in documents}
    if not documents or not any(values.values()):
        if order is not None and documents:
            known = {name for each in evidence.documents for name in each.attributes}
            raise NotFoundError("attribute", order, sorted(known), outcome="It would give the order of the documents.")
        return list(documents), None
    if order is None and not all(values.values()):
        return list(documents), None
    key: Callable[[str], tuple[bool, float | str]] = (
        _as_number if all(map(_is_number, filter(None, values.values()))) else _as_text
    )
    return sorted(documents, key=lambda each: key(values[each.id])), name


def _is_number(value: str) -> bool:
    return value.replace(".", "", 1).isdecimal()


def _as_number(value: str) -> tuple[bool, float | str]:
    return (not value, float(value) if value else 0.0)


def _as_text(value: str) -> tuple[bool, float | str]:
    return (not value, value)

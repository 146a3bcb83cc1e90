"""A structure as tables: open, axial and selective coding, the data structure, and relations with the words on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.analysis.passages import quoted, words_in
from qualcode.analysis.structure import Grounds, for_it, lines, typical
from qualcode.analysis.structure_wording import say
from qualcode.analysis.wording import coders_note, listing, set_aside_note
from qualcode.model.codebook import worded
from qualcode.model.display import Cell, Column, ColumnType, Display, Row
from qualcode.model.evidence import Evidence, Passage
from qualcode.model.structure import Concept, Grouping, Relation, Structure

MOST = 2
_TYPES: dict[str, ColumnType] = {
    "passages": "count",
    "denials": "count",
    "quotes": "quotes",
    "source quotes": "quotes",
    "target quotes": "quotes",
    "said": "quotes",
}


def open_coding(evidence: Evidence, structure: Structure, language: str = "en", most: int = MOST) -> Display:
    """Return one row a statement: its words, the code they bear (initial concept), and the concept above (category).

    At most `most` statements stand for each code of a concept.
    """
    grounds = Grounds(evidence, structure)
    rows, without = [], []
    for concept in structure.concepts:
        by_code: dict[str, list[Passage]] = {}
        for passage in grounds.passages(concept.id):
            by_code.setdefault(passage.coding.code, []).append(passage)
        for code in evidence.codebook.by_id:
            for passage in typical(by_code.get(code, ()), most, concept.quotes):
                initial = evidence.codebook.by_id[code].name(language)
                cells = (
                    Cell(each, _ids([passage]))
                    for each in (words_in(passage, language), initial, concept.name(language))
                )
                rows.append(Row(f"{concept.id}/{passage.coding.id}", passage.address, tuple(cells)))
        if not by_code:
            without.append(concept.name(language))
    notes = [say("note typical", language, most=most)]
    notes += [say("note without", language, names=listing(language).join(without))] if without else []
    return _display(grounds, "open", ("statement", "initial", "category"), rows, notes, language, "place", most)


def axial_coding(evidence: Evidence, structure: Structure, language: str = "en", most: int = MOST) -> Display:
    """Return one row a concept below its theme: what it means, its codes, how many passages and cases, and typical words."""
    grounds = Grounds(evidence, structure)
    keys = ("sub", "meaning", "codes", "passages", "denials", "cases", "quotes")
    rows = []
    for _, theme, concept in lines(structure):
        side = grounds.side(concept.id)
        cells = (
            Cell(concept.name(language)),
            Cell(_meaning(evidence, concept, language)),
            Cell(listing(language).join(_code_names(evidence, concept, language)) or None),
            Cell(len(for_it(side)), _ids(for_it(side))),
            Cell(len(side.denying), _ids(side.denying)),
            _cases(grounds, grounds.cases(concept.id), grounds.passages(concept.id), language),
            _quotes(grounds.typical(concept.id, most), language),
        )
        rows.append(Row(_key(theme, concept), theme.name(language) if theme else "–", cells))
    notes = [say("note typical", language, most=most), *_memos(structure.themes, language)]
    return _display(grounds, "axial", keys, rows, notes, language, "main", most)


def gioia(evidence: Evidence, structure: Structure, language: str = "en", most: int = MOST) -> Display:
    """Return the data structure (Gioia, Corley & Hamilton 2013): first-order concepts, second-order themes, dimensions.

    A column of typical words stands beside them; with `most` 0 it is left out.
    """
    grounds = Grounds(evidence, structure)
    keys = ("theme", "dimension", "passages") + (("quotes",) if most else ())
    rows = []
    for dimension, theme, concept in lines(structure):
        speaking = for_it(grounds.side(concept.id))
        cells = [
            Cell(theme.name(language) if theme else None, _ids(grounds.passages(theme.id)) if theme else ()),
            Cell(
                dimension.name(language) if dimension else None,
                _ids(grounds.passages(dimension.id)) if dimension else (),
            ),
            Cell(len(speaking), _ids(speaking)),
        ]
        cells += [_quotes(grounds.typical(concept.id, most), language)] if most else []
        rows.append(Row(_key(theme, concept), concept.name(language), tuple(cells)))
    notes = [say("note typical", language, most=most)] if most else []
    notes += _memos(structure.dimensions, language)
    return _display(grounds, "gioia", keys, rows, notes, language, "first-order", most)


def selective_coding(evidence: Evidence, structure: Structure, language: str = "en", most: int = MOST) -> Display:
    """Return the core category, then one row a relation: how it runs, what it means, and words that stand for it.

    Words are those in which the relation itself is said, as the researcher chose them; else typical ones of both sides.
    """
    grounds = Grounds(evidence, structure)
    rows = []
    if structure.core is not None:
        core = structure.by_id[structure.core]
        behind = _ids(grounds.passages(core.id))
        memo = worded(structure.core_memo, language) or worded(core.memo, language) or say("the core", language)
        cells = (
            Cell(say("core", language), behind),
            Cell(memo),
            _quotes(grounds.typical(core.id, most), language),
        )
        rows.append(Row("core", core.name(language), cells))
    for place, relation in enumerate(structure.relations):
        shown = grounds.named(relation.quotes)[: max(most, 1)] or (
            *grounds.typical(relation.source, 1),
            *grounds.typical(relation.target, 1),
        )
        behind = _ids((*grounds.passages(relation.source), *grounds.passages(relation.target)))
        cells = (
            Cell(_sentence(structure, relation, language), behind),
            Cell(worded(relation.memo, language) or None),
            _quotes(shown, language),
        )
        rows.append(Row(f"relation-{place + 1}", _arrow(structure, relation, language), cells))
    notes = [say("note relations", language), say("note typical", language, most=most)]
    return _display(grounds, "selective", ("structure", "meaning", "quotes"), rows, notes, language, "typical", most)


def relations(evidence: Evidence, structure: Structure, language: str = "en", most: int = MOST) -> Display:
    """Return one row a relation: its ends and type, the words on both sides, those of the relation itself, and the memo."""
    grounds = Grounds(evidence, structure)
    keys = ("relation", "target", "source quotes", "target quotes", "said", "both", "memo")
    rows = []
    for place, relation in enumerate(structure.relations):
        both = [case for case in grounds.cases(relation.source) if case in grounds.cases(relation.target)]
        behind = [grounds.passages(end) for end in (relation.source, relation.target)]
        cells = (
            Cell(say(relation.type, language)),
            Cell(structure.by_id[relation.target].name(language), _ids(behind[1])),
            _quotes(grounds.typical(relation.source, most), language),
            _quotes(grounds.typical(relation.target, most), language),
            _quotes(grounds.named(relation.quotes), language),
            _cases(grounds, both, [*behind[0], *behind[1]], language),
            Cell(worded(relation.memo, language) or None),
        )
        rows.append(Row(f"relation-{place + 1}", structure.by_id[relation.source].name(language), cells))
    notes = [say("note relations", language), say("note typical", language, most=most)]
    core = {} if structure.core is None else {"core": structure.by_id[structure.core].name(language)}
    shown = _display(grounds, "relations", keys, rows, notes, language, "source", most)
    return replace(shown, parameters={**shown.parameters, **core})


def _key(theme: Grouping | None, concept: Concept) -> str:
    return f"{theme.id if theme else '-'}/{concept.id}"


def _ids(passages: Iterable[Passage]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(passage.coding.id for passage in passages))


def _quotes(passages: Sequence[Passage], language: str) -> Cell:
    return Cell(tuple(quoted(passage, language) for passage in passages), _ids(passages))


def _meaning(evidence: Evidence, concept: Concept, language: str) -> str | None:
    """Return the concept's memo, else what its codes mean by the codebook."""
    codes = (evidence.codebook.by_id[code] for code in concept.codes if code in evidence.codebook.by_id)
    return worded(concept.memo, language) or " ".join(worded(code.definition, language) for code in codes) or None


def _code_names(evidence: Evidence, concept: Concept, language: str) -> list[str]:
    known = evidence.codebook.by_id
    return [known[code].name(language) for code in concept.codes if code in known]


def _cases(grounds: Grounds, cases: Sequence[str], passages: Sequence[Passage], language: str) -> Cell:
    of = len(grounds.evidence.cases)
    if not cases:
        return Cell(say("no cases", language, of=of))
    names = listing(language).join(cases)
    held = (passage for passage in passages if passage.case in cases and passage.coding.stance != "denies")
    return Cell(say("of cases", language, count=len(cases), of=of, names=names), _ids(held))


def _arrow(structure: Structure, relation: Relation, language: str) -> str:
    """Return the ends in the order in which the one leads to the other."""
    ends = [structure.by_id[id].name(language) for id in (relation.source, relation.target)]
    return " → ".join(reversed(ends) if relation.type == "consequence" else ends)


def _sentence(structure: Structure, relation: Relation, language: str) -> str:
    source, target = (structure.by_id[id].name(language) for id in (relation.source, relation.target))
    return say(f"is {relation.type}", language, source=source, target=target)


def _memos(groupings: Iterable[Grouping], language: str) -> list[str]:
    return [
        say("note memo", language, name=each.name(language), memo=worded(each.memo, language))
        for each in groupings
        if each.memo
    ]


def _display(
    grounds: Grounds,
    kind: str,
    keys: Sequence[str],
    rows: Sequence[Row],
    notes: Sequence[str],
    language: str,
    corner: str,
    most: int,
) -> Display:
    evidence, structure = grounds.evidence, grounds.structure
    counted = {p.coding.id: p.coding for concept in structure.concepts for p in grounds.passages(concept.id)}
    without = sum(coding.stance is None for coding in counted.values())
    held = {part for theme in structure.themes for part in theme.of}
    loose = [concept.name(language) for concept in structure.concepts if concept.id not in held]
    ungrouped = [say("note ungrouped", language, names=listing(language).join(loose))] if loose else []
    return Display(
        title=say(f"title {kind}", language),
        unit="passage",
        columns=tuple(Column(key.replace(" ", "-"), say(key, language), _TYPES.get(key, "text")) for key in keys),
        rows=tuple(rows),
        notes=(
            say("note built", language),
            say("note counting", language, without=without, of=len(counted)),
            *notes,
            *ungrouped,
            coders_note(evidence.coders, language),
            set_aside_note(evidence.set_aside, language),
        ),
        set_aside=evidence.set_aside,
        parameters={"as": kind, "quotes": most},
        corner=say(corner, language),
        kind=f"structure-{kind}",
    )

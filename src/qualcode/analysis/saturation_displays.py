"""Saturation as displays: document by document, by role, by other rules, and code by code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualcode.analysis.saturation import ORDERS, SEED, USUAL, Band, Rule, Saturation, random_orders, saturation
from qualcode.analysis.saturation_uses import UNCODED, Uses
from qualcode.analysis.saturation_wording import WORDS, percent, result_note, rule_words, say, standing
from qualcode.analysis.wording import coders_note, label, set_aside_note
from qualcode.model.display import Cell, Column, ColumnType, Display, Row

RULES = tuple(Rule(base, run, threshold) for threshold in (0.05, 0.0) for base in (4, 5, 6) for run in (2, 3))
"""The bases, runs and thresholds that Guest, Namey & Chen 2020 compare."""

_UNCODED_ZH = "尚无人编码的文档"


def documents_display(
    found: Uses, rule: Rule = USUAL, language: str = "en", *, orders: int = ORDERS, seed: int = SEED
) -> Display:
    """Return new codes document by document: a-priori and emergent ones, the total, each run's ratio, and the random band."""
    result, band = saturation(found.counts, rule), random_orders(found.codes, rule, orders=orders, seed=seed)
    ends = {run.last: run for run in result.runs}
    rows: list[Row] = []
    so_far: tuple[str, ...] = ()
    for place, document in enumerate(found.documents):
        new, run = found.new[place], ends.get(place + 1)
        emergent = [code for code in new if code in found.emergent]
        counts = [Cell(len(new), _behind(found, document, new))]
        if found.evidence is not None:
            first = [code for code in new if code not in found.emergent]
            counts += [Cell(len(each), _behind(found, document, each)) for each in (first, emergent)]
        so_far += counts[0].codings
        span = range(run.first - 1, run.last) if run else ()
        ids = tuple(id for at in span for id in _behind(found, found.documents[at], found.new[at]))
        bounds = (Cell(_whole(each[place])) for each in (band.low, band.median, band.high))
        rows.append(
            Row(
                document,
                document,
                (*counts, Cell(result.total[place], so_far), Cell(run.ratio if run else None, ids), *bounds),
            )
        )
    kinds = ("first", "arose") if found.evidence is not None else ()
    types: Mapping[str, ColumnType] = {
        **dict.fromkeys(("new", *kinds, "total"), "count"),
        "ratio": "share",
        **dict.fromkeys(("low", "median", "high"), "number"),
    }
    notes = (result_note(result, language), say("note method", language, base=rule.base, run=rule.run))
    parameters = {"base": rule.base, "run": rule.run, "threshold": rule.threshold, "orders": orders}
    return _display(
        ("title", "document"),
        types,
        rows,
        found,
        language,
        (*notes, orders_note(band, result, language), *_about(found, language)),
        {**parameters, "reached": result.label, "by": "document"},
        seed,
    )


def rules_display(
    found: Uses, language: str = "en", *, rules: Sequence[Rule] = RULES, orders: int = ORDERS, seed: int = SEED
) -> Display:
    """Return where saturation is reached by other bases, runs and thresholds, and in how many random orders."""
    rows = []
    for rule in rules:
        result = saturation(found.counts, rule)
        band = random_orders(found.codes, rule, orders=orders, seed=seed)
        rows.append(Row(rule_words(rule, "en"), rule_words(rule, language), _summary(found, result, band, language)))
    return _display(
        ("title rule", "rule"), _SUMMARY, rows, found, language, _about(found, language), {"orders": orders}, seed
    )


def roles_display(
    by_role: Mapping[str, Uses], rule: Rule = USUAL, language: str = "en", *, orders: int = ORDERS, seed: int = SEED
) -> Display:
    """Return saturation role by role, each in its own documents: a role may be saturated where another is not."""
    rows = []
    for role, found in by_role.items():
        band = random_orders(found.codes, rule, orders=orders, seed=seed)
        rows.append(Row(role, role, _summary(found, saturation(found.counts, rule), band, language)))
    whole = next(iter(by_role.values()))
    notes = (
        say("note method", language, base=rule.base, run=rule.run),
        say("note role", language),
        *_about(whole, language, counts=False),
    )
    parameters = {"base": rule.base, "run": rule.run, "threshold": rule.threshold, "orders": orders, "by": "role"}
    return _display(("title role", "role"), _SUMMARY, rows, whole, language, notes, parameters, seed)


def _whole(value: float) -> float | int:
    """Return a quantile of counts as a whole number where it is one."""
    return int(value) if value == int(value) else value


_SUMMARY: Mapping[str, ColumnType] = {
    **dict.fromkeys(("documents", "codes", "base"), "count"),
    "last": "share",
    "reached": "text",
    "share": "share",
}


def _summary(found: Uses, result: Saturation, band: Band, language: str) -> tuple[Cell, ...]:
    ids = tuple(
        id for document, new in zip(found.documents, found.new, strict=True) for id in _behind(found, document, new)
    )
    last = result.runs[-1].ratio if result.runs else None
    tested = bool(result.runs and result.base_codes)
    return (
        Cell(len(found.documents)),
        Cell(sum(found.counts), ids),
        Cell(result.base_codes),
        Cell(last),
        Cell(standing(result, language)),
        Cell(band.reached if tested else None),
    )


def codes_display(found: Uses, language: str = "en") -> Display:
    """Return each code used: a priori or emergent, since when, in which document it is new, and in how many it is found."""
    book = found.evidence.codebook.by_id if found.evidence is not None else {}
    rows = []
    for document, new in zip(found.documents, found.new, strict=True):
        for code in new:
            every = [each for each, codes in zip(found.documents, found.codes, strict=True) if code in codes]
            ids = tuple(id for each in every for id in found.ids.get((each, code), ()))
            texts: tuple[str | None, ...] = (document,)
            if book:
                kind = "emergent" if code in found.emergent else "a-priori"
                texts = (say(kind, language), book[code].since, document)
            cells = (*(Cell(text, _behind(found, document, (code,))) for text in texts), Cell(len(every), ids))
            rows.append(Row(code, found.names.get(code, code), cells))
    kinds = ("origin", "since") if book else ()
    types: Mapping[str, ColumnType] = {**dict.fromkeys((*kinds, "where"), "text"), "in": "count"}
    return _display(("title code", "code"), types, rows, found, language, _about(found, language), {"by": "code"}, None)


def orders_note(band: Band, result: Saturation, language: str) -> str:
    """Return how random orders fared, with their seed, as a sentence."""
    if not (result.runs and result.base_codes):
        return say("note band", language, orders=band.orders, seed=band.seed)
    filling = dict(zip(("low", "median", "high"), band.documents or (), strict=False))
    more = say("note with", language, **filling) if band.documents else ""
    share = percent(band.reached, language)
    return say("note orders", language, orders=band.orders, seed=band.seed, share=share, with_documents=more)


def _behind(found: Uses, document: str, codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(id for code in codes for id in found.ids.get((document, code), ()))


def _about(found: Uses, language: str, *, counts: bool = True) -> tuple[str, ...]:
    if found.evidence is None:
        return (say("note file order", language),)
    notes = [coders_note(found.evidence.coders, language)]
    by = None if found.by is None else say(found.by, language) if found.by in WORDS else label(found.by, language)
    notes.append(say("note study order", language) if by is None else say("note order", language, by=by))
    if counts:
        used = {code for codes in found.codes for code in codes}
        emergent = len(used & found.emergent)
        notes.append(say("note origin", language, apriori=len(used) - emergent, emergent=emergent))
        if found.unfinished:
            notes.append(say("note unfinished", language, count=found.unfinished))
    aside = {**found.evidence.set_aside, **found.set_aside}
    if language.startswith("zh"):
        aside = {_UNCODED_ZH if reason == UNCODED else reason: count for reason, count in aside.items()}
    return (*notes, set_aside_note(aside, language))


def _display(
    words: tuple[str, str],
    types: Mapping[str, ColumnType],
    rows: Sequence[Row],
    found: Uses,
    language: str,
    notes: Sequence[str],
    parameters: Mapping[str, object],
    seed: int | None,
) -> Display:
    aside = {} if found.evidence is None else found.evidence.set_aside
    return Display(
        title=say(words[0], language),
        unit=say("unit", language),
        columns=tuple(Column(key, say(key, language), type) for key, type in types.items()),
        rows=tuple(rows),
        notes=tuple(notes),
        set_aside={**aside, **found.set_aside},
        parameters=parameters,
        seed=seed,
        corner=say(words[1], language),
        kind="saturation",
    )

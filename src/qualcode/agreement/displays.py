"""Agreement as a table that says what it stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from statistics import fmean
from typing import Literal

from qualcode.agreement.assess import Agreement, AgreementResult, CodeUse
from qualcode.agreement.interpret import decimal, what_is_weak
from qualcode.agreement.wording import WORDS, reason, say
from qualcode.model.codebook import Codebook
from qualcode.model.display import Cell, Column, Display, Row

By = Literal["code", "document", "pair"]
Say = Callable[..., str]


def agreement_display(agreement: Agreement, codebook: Codebook, language: str = "en", *, by: By = "code") -> Display:
    """Return agreement as a table: one row for each code, then pooled, then the mean over codes, and what is weak and why.

    Columns: each coefficient, the interval of the last that has one, the units, and in how many the coders gave the code.
    `by` gives one row for each document or each pair of coders instead. A code that nobody used has no row (a note
    counts them). Notes name coders, unit, which units count, what an uncoded unit is, what was set aside, and the reason
    why a value is undefined.
    """

    def words(key: str, **filling: object) -> str:
        return say(key, language, **filling)

    names = tuple(dict.fromkeys(result.coefficient for result in agreement.results))
    with_interval = next((name for name in reversed(names) if _has_interval(agreement, name)), None)
    counted = agreement.coders if by == "code" else ()
    rows = _rows(agreement, codebook, language, by, names, with_interval)
    return Display(
        title=words("title"),
        unit=agreement.unit,
        columns=_columns(words, names, with_interval, counted),
        rows=tuple(rows),
        notes=_notes(agreement, codebook, language, by),
        set_aside=agreement.set_aside,
        parameters={"coders": list(agreement.coders), "units_in": agreement.units_in, "by": by},
        corner=words(by),
        kind="agree",
    )


def _label(words: Say, name: str) -> str:
    return words(name) if name in WORDS else name


def _has_interval(agreement: Agreement, name: str) -> bool:
    return any(result.ci is not None for result in agreement.results if result.coefficient == name)


def _columns(
    words: Say, names: Iterable[str], with_interval: str | None, coders: tuple[str, ...]
) -> tuple[Column, ...]:
    columns = [Column(n, _label(words, n), "share" if n == "percent_agreement" else "number") for n in names]
    if with_interval is not None:
        columns.append(Column("interval", words("interval", label=_label(words, with_interval))))
    columns.append(Column("units", words("units"), "count"))
    columns += [Column(f"by_{coder}", words("by", coder=coder), "count") for coder in coders]
    if coders:
        columns.append(Column("by_all", words("both" if len(coders) == 2 else "every"), "count"))
    return tuple(columns)


def _rows(
    agreement: Agreement, codebook: Codebook, language: str, by: By, names: tuple[str, ...], with_interval: str | None
) -> list[Row]:
    groups: dict[tuple[object, ...], dict[str, AgreementResult]] = {}
    pooled: dict[str, AgreementResult] = {}
    for result in agreement.results:
        if result.scope == "pooled":
            pooled[result.coefficient] = result
        elif result.scope == by:
            # Of a pair the pooled value comes first, and is the row; its codes one by one are in the JSON.
            group_key = (result.document, result.coders, () if by == "pair" else result.codes)
            groups.setdefault(group_key, {}).setdefault(result.coefficient, result)
    shown = [group for group in groups.values() if by != "code" or _used(agreement, group)]
    rows = []
    for group in shown:
        one = next(iter(group.values()))
        key, label = _head(one, codebook, language, by)
        use = agreement.uses.get(one.codes[0]) if by == "code" else None
        rows.append(Row(key, label, _cells(names, with_interval, group, use, agreement, by)))
    if pooled:
        cells = _cells(names, with_interval, pooled, None, agreement, by)
        rows.append(Row("pooled", say("pooled", language), cells))
    if by == "code" and len(shown) > 1:
        rows.append(Row("mean", say("mean", language), _means(names, with_interval, shown, agreement)))
    return rows


def _used(agreement: Agreement, group: dict[str, AgreementResult]) -> bool:
    return any(agreement.uses[result.codes[0]].by_any for result in group.values())


def _head(result: AgreementResult, codebook: Codebook, language: str, by: By) -> tuple[str, str]:
    if by == "document":
        return str(result.document), str(result.document)
    if by == "pair":
        return "+".join(result.coders), " – ".join(result.coders)
    code = codebook.resolve(result.codes[0])
    name = "" if code is None else code.name(language)
    return result.codes[0], result.codes[0] if name in ("", result.codes[0]) else f"{result.codes[0]} {name}"


def _cells(
    names: tuple[str, ...],
    with_interval: str | None,
    group: dict[str, AgreementResult],
    use: CodeUse | None,
    agreement: Agreement,
    by: By,
) -> tuple[Cell, ...]:
    cells = [Cell(group[name].value if name in group else None) for name in names]
    if with_interval is not None:
        ends = group[with_interval].ci if with_interval in group else None
        cells.append(Cell(None if ends is None else f"[{decimal(ends[0])}, {decimal(ends[1])}]"))
    cells.append(Cell(max(result.units for result in group.values())))
    if by == "code":
        counts = (*use.by_coder, use.by_all) if use else (None,) * (len(agreement.coders) + 1)
        cells += [Cell(count) for count in counts]
    return tuple(cells)


def _means(
    names: tuple[str, ...], with_interval: str | None, groups: list[dict[str, AgreementResult]], agreement: Agreement
) -> tuple[Cell, ...]:
    cells = []
    for name in names:
        values = [group[name].value for group in groups if name in group]
        defined = [value for value in values if value is not None]
        cells.append(Cell(fmean(defined) if defined else None))
    empty = (with_interval is not None) + 1 + len(agreement.coders) + 1
    return (*cells, *[Cell(None)] * empty)


def _notes(agreement: Agreement, codebook: Codebook, language: str, by: By) -> tuple[str, ...]:
    def words(key: str, **filling: object) -> str:
        return say(key, language, **filling)

    comma = "、" if language.startswith("zh") else ", "
    notes = [
        words("coders_note", coders=comma.join(agreement.coders)),
        words(
            "unit_note",
            unit=_label(words, agreement.unit).lower(),
            count=agreement.units,
            documents=agreement.documents,
        ),
        words(agreement.units_in),
        words("uncoded_note"),
    ]
    pooled = next((result for result in agreement.results if result.scope == "pooled"), None)
    if pooled is not None:
        notes.append(words("pooled_note", codes=len(pooled.codes), units=pooled.units))
    if any(result.coefficient == "percent_agreement" for result in agreement.results):
        notes.append(words("percent_note"))
    methods = dict.fromkeys(r.ci_method.split(", t with")[0] for r in agreement.results if r.ci_method)
    if methods:
        notes.append(words("ci_note", method="; ".join(methods)))
    unused = sum(use.by_any == 0 for use in agreement.uses.values())
    if by == "code" and unused:
        notes.append(words("unused_note", count=unused))
    reasons = comma.join(f"{reason(given, language)}: {count}" for given, count in agreement.set_aside.items())
    notes.append(words("set_aside_note", reasons=reasons or words("none")))
    notes += [*agreement.notes, *_undefined(agreement, by, words), what_is_weak(agreement, codebook, language)]
    return tuple(note for note in notes if note)


def _undefined(agreement: Agreement, by: By, words: Say) -> list[str]:
    """Name, for each reason why a value is undefined, the coefficients and codes, documents or pairs that it befell."""
    where: dict[tuple[str, str], list[str]] = {}
    for result in agreement.results:
        used = result.scope != "code" or agreement.uses[result.codes[0]].by_any
        if result.value is None and result.scope in (by, "pooled") and used and result.note:
            place = result.document or (result.codes[0] if result.scope == "code" else result.scope)
            where.setdefault((result.coefficient, result.note), []).append(place)
    return [
        f"{_label(words, name)} ({', '.join(dict.fromkeys(places))}): {note}" for (name, note), places in where.items()
    ]

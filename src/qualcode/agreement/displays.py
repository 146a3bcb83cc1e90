"""Agreement as a table that says what it stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from qualcode.agreement.interpret import decimal
from qualcode.agreement.results import Agreement, AgreementResult, CodeUse, Mean
from qualcode.agreement.table_notes import By, table_notes
from qualcode.agreement.wording import coefficient_name, say
from qualcode.model.codebook import Codebook
from qualcode.model.display import Cell, Column, Display, Row

Say = Callable[..., str]
Ends = tuple[float, float] | None
_SHARES = ("percent_agreement", "nvivo_percentage")


def agreement_display(
    agreement: Agreement,
    codebook: Codebook,
    language: str = "en",
    *,
    by: By = "code",
    units: str = "units",
    notes: Sequence[str] | None = None,
    interval: Sequence[str] = (),
) -> Display:
    """Return agreement as a table: one row for each code, then pooled, then the mean over codes, and what is weak and why.

    Columns: each coefficient, the interval of the last that has one (or the first of `interval`), the units, and in how many the coders gave the code.
    `by` gives one row for each document or each pair of coders instead (pairs with their mean, and pooled without each
    coder in turn). A code that nobody used has no row (a note counts them). Notes name coders, unit, which units count,
    what an uncoded unit is, how intervals were made, what was set aside, and the reason why a value is undefined; `notes`
    stand in their place, and `units` names the column of units by a key of the wording. Without `uses` no code is counted.
    """
    names = tuple(dict.fromkeys(result.coefficient for result in agreement.results))
    preferred = (*(name for name in interval if name in names), *reversed(names))
    shown = next((name for name in preferred if _has_interval(agreement, name, by)), None)
    counted = agreement.coders if by == "code" and agreement.uses else ()
    return Display(
        title=say("title", language),
        unit=agreement.unit,
        columns=_columns(language, names, shown, counted, units),
        rows=tuple(_rows(agreement, codebook, language, by, names, shown)),
        notes=table_notes(agreement, codebook, language, by) if notes is None else tuple(notes),
        set_aside=agreement.set_aside,
        parameters=_parameters(agreement, by),
        seed=agreement.seed,
        corner=say(by, language),
        kind="agree",
    )


def _parameters(agreement: Agreement, by: By) -> dict[str, object]:
    found: dict[str, object] = {"coders": list(agreement.coders), "units_in": agreement.units_in, "by": by}
    if agreement.interval is not None:
        found["interval"] = agreement.interval
    return found if agreement.replicates is None else found | {"replicates": agreement.replicates}


def _has_interval(agreement: Agreement, name: str, by: By) -> bool:
    return any(r.ci is not None for r in agreement.results if r.coefficient == name and r.scope in (by, "pooled"))


def _columns(
    language: str, names: Iterable[str], shown: str | None, coders: tuple[str, ...], units: str
) -> tuple[Column, ...]:
    columns = [
        Column(name, coefficient_name(name, language), "share" if name.startswith(_SHARES) else "number")
        for name in names
    ]
    if shown is not None:
        columns.append(Column("interval", say("interval", language, label=coefficient_name(shown, language))))
    columns.append(Column("units", say(units, language), "count"))
    columns += [Column(f"by_{coder}", say("by", language, coder=coder), "count") for coder in coders]
    if coders:
        columns.append(Column("by_all", say("both" if len(coders) == 2 else "every", language), "count"))
    return tuple(columns)


def _rows(
    agreement: Agreement, codebook: Codebook, language: str, by: By, names: tuple[str, ...], shown: str | None
) -> list[Row]:
    groups: dict[tuple[object, ...], dict[str, AgreementResult]] = {}
    pooled: dict[str | None, dict[str, AgreementResult]] = {}
    for result in agreement.results:
        if result.scope == "pooled":
            pooled.setdefault(result.without, {})[result.coefficient] = result
        elif result.scope == by and (by != "code" or _used(agreement, result.codes[0])):
            # Of a pair the pooled value comes first, and is the row; its codes one by one are in the JSON.
            group_key = (result.document, result.coders, () if by == "pair" else result.codes)
            groups.setdefault(group_key, {}).setdefault(result.coefficient, result)
    rows = []
    for group in groups.values():
        one = next(iter(group.values()))
        key, label = _head(one, codebook, language, by)
        use = agreement.uses.get(one.codes[0]) if by == "code" else None
        rows.append(Row(key, label, _cells(names, shown, group, use, agreement, by)))
    for without, group in pooled.items():
        if without is None or by == "pair":
            key = "pooled" if without is None else f"without-{without}"
            label = say("pooled", language) if without is None else say("without", language, coder=without)
            rows.append(Row(key, label, _cells(names, shown, group, None, agreement, by)))
    means = {mean.coefficient: mean for mean in agreement.means if mean.over == f"{by}s"}
    if means:
        label = say("mean" if by == "code" else "mean_pairs", language)
        rows.append(Row("mean", label, _means(names, shown, means, by, agreement)))
    return rows


def _used(agreement: Agreement, code: str) -> bool:
    use = agreement.uses.get(code)
    return use is None or use.by_any > 0


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
    shown: str | None,
    group: dict[str, AgreementResult],
    use: CodeUse | None,
    agreement: Agreement,
    by: By,
) -> tuple[Cell, ...]:
    cells = [Cell(group[name].value if name in group else None) for name in names]
    if shown is not None:
        cells.append(_interval(group[shown].ci if shown in group else None))
    cells.append(Cell(max(result.units for result in group.values())))
    if by == "code" and agreement.uses:
        counts = (*use.by_coder, use.by_all) if use else (None,) * (len(agreement.coders) + 1)
        cells += [Cell(count) for count in counts]
    return tuple(cells)


def _means(
    names: tuple[str, ...], shown: str | None, means: dict[str, Mean], by: By, agreement: Agreement
) -> tuple[Cell, ...]:
    cells = [Cell(means[name].value if name in means else None) for name in names]
    if shown is not None:
        cells.append(_interval(means[shown].ci if shown in means else None))
    return (*cells, *[Cell(None)] * (1 + (len(agreement.coders) + 1 if by == "code" and agreement.uses else 0)))


def _interval(ends: Ends) -> Cell:
    return Cell(None if ends is None else f"[{decimal(ends[0])}, {decimal(ends[1])}]")

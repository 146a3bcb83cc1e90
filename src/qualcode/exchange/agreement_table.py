"""The agreement of a file's coders as a table: a row for each coefficient."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.agreement.assess import AgreementResult, Mean
from qualcode.agreement.interpret import decimal
from qualcode.agreement.wording import coefficient_name
from qualcode.exchange.agreement_file import FileAgreement
from qualcode.exchange.wording import words
from qualcode.model.display import Cell, Column, Display, Row

_NUMBERS = ("value", "se", "observed", "expected")


def file_display(found: FileAgreement, language: str = "en") -> Display:
    """Return the results as a table: value, interval, standard error, observed and expected agreement, and the units.

    Pooled values come first, then codes, categories, documents or pairs under the coefficient's name. Notes say what the
    file holds, what the α means, how intervals were made, why a value is undefined, and what the data do not allow.
    """
    agreement = found.agreement
    columns = [Column("value", words("value", language), "number"), Column("interval", words("interval", language))]
    columns += [Column(key, words(key, language), "number") for key in _NUMBERS[1:]]
    columns.append(Column("units", words("units", language), "count"))
    rows = [_row(result, language) for result in agreement.results]
    rows += [_mean_row(mean, language) for mean in agreement.means]
    return Display(
        title=words("title", language, path=found.path),
        unit=agreement.unit,
        columns=tuple(columns),
        rows=tuple(rows),
        notes=tuple(_notes(found, language)),
        set_aside=agreement.set_aside,
        parameters={found.kind: found.path, "coders": list(agreement.coders)},
        seed=agreement.seed,
        corner=words("coefficient", language),
        kind="agree",
    )


def _row(result: AgreementResult, language: str) -> Row:
    about = _about(result, language)
    name = coefficient_name(result.coefficient, language)
    label = f"{name} · {about}" if about else name
    interval = None if result.ci is None else f"[{decimal(result.ci[0])}, {decimal(result.ci[1])}]"
    cells = (result.value, interval, result.se, result.observed, result.expected, result.units)
    return Row(f"{result.coefficient}:{result.scope}:{about}", label, tuple(map(Cell, cells)))


def _mean_row(mean: Mean, language: str) -> Row:
    name = coefficient_name(mean.coefficient, language)
    interval = None if mean.ci is None else f"[{decimal(mean.ci[0])}, {decimal(mean.ci[1])}]"
    label = words(f"mean_{mean.over}", language, name=name, count=mean.count)
    cells = (mean.value, interval, mean.se, None, None, None)
    return Row(f"{mean.coefficient}:mean:{mean.over}", label, tuple(map(Cell, cells)))


def _about(result: AgreementResult, language: str) -> str:
    if result.without is not None:
        return words("without", language, coder=result.without)
    named = {
        "code": ", ".join(result.codes),
        "category": result.category or "",
        "document": result.document or "",
        "pair": " – ".join(result.coders),
    }
    return named.get(result.scope, "")


def _notes(found: FileAgreement, language: str) -> Iterator[str]:
    results = found.agreement.results
    yield from found.agreement.notes
    methods = dict.fromkeys(one.ci_method.split(", t with")[0] for one in results if one.ci_method)
    if methods:
        yield words("methods", language, methods="; ".join(methods))
    said: dict[str, list[str]] = {}
    for one in results:
        if one.note and not one.without:
            said.setdefault(one.note, []).append(_row(one, language).label)
    for note, where in said.items():
        yield words("note", language, where=_some(where, words("comma", language)), note=note)
    if found.refused:
        reasons: dict[str, list[str]] = {}
        for name, why in found.refused.items():
            reasons.setdefault(why.removeprefix("undefined: ").removeprefix("无法计算："), []).append(
                coefficient_name(name, language)
            )
        comma = words("comma", language)
        listed = "; ".join(f"{comma.join(names)} ({why})" for why, names in reasons.items())
        yield words("refused", language, list=listed)


def _some(labels: list[str], comma: str, most: int = 4) -> str:
    more = f" … ({len(labels)})" if len(labels) > most else ""
    return comma.join(labels[:most]) + more

"""Agreement on passages, sets, stance or weight: its results, what stands under its table, and the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.agreement.displays import agreement_display
from qualcode.agreement.found import Asked, Found
from qualcode.agreement.interpret import band, decimal
from qualcode.agreement.results import Agreement, AgreementResult, CodeUse
from qualcode.agreement.table_notes import By
from qualcode.agreement.wording import coefficient_name, reason, say
from qualcode.model.codebook import Codebook
from qualcode.model.display import Display
from qualcode.model.reliability import UnitsIn

_MOST_PLACES = 4
_number = re.compile(r"\d+")
_METHODS = {
    "percentile bootstrap over units": "method_percentile",
    "BCa bootstrap over units": "method_bca",
    "percentile bootstrap over documents": "method_percentile_documents",
    "BCa bootstrap over documents": "method_bca_documents",
    "Krippendorff's bootstrap of pairs": "method_krippendorff",
    "jackknife over units": "method_jackknife",
}
"""What results call a method of intervals, and the wording of it."""


@dataclass(frozen=True, slots=True)
class KindAgreement:
    """An agreement whose notes say all that its table needs; `units` names the table's column of units.

    `alphas` are the coefficients, best first, one of which a required value is about.
    """

    agreement: Agreement
    units: str
    alphas: tuple[str, ...]

    @property
    def required(self) -> AgreementResult | None:
        """The pooled result that a threshold is about; `None` when no α was computed."""
        found = (self.agreement.find(name, "pooled") for name in self.alphas)
        return next((one for one in found if one is not None), None)


@dataclass(frozen=True, slots=True)
class Basis:
    """What results stand on: who, which unit and how many, in how many documents, and what was set aside.

    `framed` is false where the table says of other results already who was compared and what was set aside.
    """

    unit: str
    coders: tuple[str, ...]
    units: int
    documents: int
    units_in: UnitsIn
    set_aside: Mapping[str, int]
    sentences: tuple[str, ...] = ()
    framed: bool = True


def gathered(
    found: Sequence[Found],
    basis: Basis,
    asked: Asked,
    by: By,
    alphas: Sequence[str],
    *,
    uses: Mapping[str, CodeUse] | None = None,
    units: str = "units",
) -> KindAgreement:
    """Return estimates as one agreement; its notes name coders, basis, intervals, what was set aside, and what is undefined."""
    language = asked.language
    results = tuple(one.result(basis.unit, asked) for one in found)
    drawn = any("replicates" in (one.estimate.ci_method or "") for one in found)
    comma = "、" if language.startswith("zh") else ", "
    aside = comma.join(f"{reason(given, language)}: {count}" for given, count in basis.set_aside.items())
    agreement = Agreement(
        results=results,
        set_aside=basis.set_aside,
        notes=(),
        unit=basis.unit,
        coders=basis.coders,
        units_in=basis.units_in,
        units=basis.units,
        documents=basis.documents,
        uses=uses or {},
        interval=asked.interval,
        seed=asked.seed if drawn else None,
        replicates=asked.replicates if drawn else None,
    )
    who = say("coders_note", language, coders=comma.join(basis.coders))
    not_counted = say("set_aside_note", language, reasons=aside or say("none", language))
    notes = [
        *([who] if basis.framed else []),
        *basis.sentences,
        *_intervals(results, by, language),
        *([not_counted] if basis.framed else []),
        *remarks(found, by, language),
        *_meaning(agreement, alphas, language),
    ]
    return KindAgreement(replace(agreement, notes=tuple(notes)), units, tuple(alphas))


def remarks(found: Iterable[Found], by: By, language: str) -> list[str]:
    """Return what pooled values carry as remarks, and why values of the table are undefined, each remark once."""
    where: dict[str, list[str]] = {}
    for one in found:
        pooled = one.scope == "pooled" and not one.without
        if pooled or (one.scope == by and one.estimate.value is None and not (by == "code" and one.document)):
            name = coefficient_name(one.name, language)
            place = one.document or (", ".join(one.codes) if one.scope == "code" else " – ".join(one.coders))
            for note in one.estimate.notes:
                where.setdefault(note.text(language), []).append(name if pooled else f"{name} ({place})")
    comma = "、" if language.startswith("zh") else ", "
    return [
        say("remark", language, where=_some(list(dict.fromkeys(places)), comma), note=note)
        for note, places in where.items()
    ]


def kind_display(found: KindAgreement, codebook: Codebook, language: str, by: By) -> Display:
    """Return the table: a row for each code, document or pair, then pooled. Single codes in single documents are left out."""
    agreement = found.agreement
    shown = tuple(one for one in agreement.results if one.scope != "code" or one.document is None)
    table = replace(agreement, results=shown)
    return agreement_display(
        table, codebook, language, by=by, units=found.units, notes=agreement.notes, interval=found.alphas
    )


def _intervals(results: Iterable[AgreementResult], by: By, language: str) -> Iterator[str]:
    methods = dict.fromkeys(
        one.ci_method.split(", t with")[0] for one in results if one.ci_method and one.scope in (by, "pooled")
    )
    if methods:
        named = ("；" if language.startswith("zh") else "; ").join(_method(one, language) for one in methods)
        yield say("kind_intervals", language, methods=named)


def _method(written: str, language: str) -> str:
    """Return a method of intervals, as results name it, in the language of the notes."""
    name, _, settings = written.partition(", ")
    if name not in _METHODS:
        return written
    return say(_METHODS[name], language, **dict(zip(("replicates", "seed"), _number.findall(settings), strict=False)))


def _meaning(agreement: Agreement, alphas: Sequence[str], language: str) -> Iterator[str]:
    """Say what each pooled α means, by Krippendorff's bounds: they measure different things, and one may hide another."""
    for name in alphas:
        one = agreement.find(name, "pooled")
        if one is not None and one.value is not None:
            shown = coefficient_name(name, language)
            yield say("kind_meaning", language, name=shown, value=decimal(one.value), band=band(one.value, language))


def _some(places: Sequence[str], comma: str) -> str:
    more = f" … ({len(places)})" if len(places) > _MOST_PLACES else ""
    return comma.join(places[:_MOST_PLACES]) + more

"""What stands under the table of agreement: unit, denominator, coders, how intervals were made, what is undefined."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from qualcode.agreement.interpret import decimal, paradox_note, what_is_weak
from qualcode.agreement.named import NEVER_ALONE
from qualcode.agreement.results import Agreement
from qualcode.agreement.wording import coefficient_name, reason, say
from qualcode.model.codebook import Codebook

By = Literal["code", "document", "pair"]
Say = Callable[..., str]


def table_notes(agreement: Agreement, codebook: Codebook, language: str, by: By) -> tuple[str, ...]:
    """Return the notes in order; the last ones say what is weak and why, and explain the prevalence paradox if it bites."""

    def words(key: str, **filling: object) -> str:
        return say(key, language, **filling)

    comma = "、" if language.startswith("zh") else ", "
    notes = [*_basis(agreement, language, words), *_figures(agreement, words), *_intervals(agreement, by, language)]
    unused = sum(use.by_any == 0 for use in agreement.uses.values())
    if by == "code" and unused:
        notes.append(words("unused_note", count=unused))
    reasons = comma.join(f"{reason(given, language)}: {count}" for given, count in agreement.set_aside.items())
    notes.append(words("set_aside_note", reasons=reasons or words("none")))
    notes += [*agreement.notes, *_beside(agreement, words), *_undefined(agreement, by, language)]
    notes.append(_without(agreement, language))
    notes += [what_is_weak(agreement, codebook, language), paradox_note(agreement, codebook, language)]
    return tuple(note for note in notes if note)


def how_resampled(agreement: Agreement, language: str) -> str:
    """Return how pooled values and means were resampled, with replicates and seed; empty when nothing was."""
    if agreement.seed is None:
        return ""
    method = agreement.interval if agreement.interval in ("bca", "krippendorff") else "percentile"
    return say(f"method_{method}", language, replicates=agreement.replicates, seed=agreement.seed)


def _basis(agreement: Agreement, language: str, words: Say) -> list[str]:
    comma = "、" if language.startswith("zh") else ", "
    unit = coefficient_name(agreement.unit, language).lower()
    return [
        words("coders_note", coders=comma.join(agreement.coders)),
        words("unit_note", unit=unit, count=agreement.units, documents=agreement.documents),
        words(agreement.units_in),
        words("uncoded_note"),
    ]


def _figures(agreement: Agreement, words: Say) -> list[str]:
    pooled = next((result for result in agreement.results if result.scope == "pooled"), None)
    notes = []
    if pooled is not None and pooled.codes:
        notes.append(words("stacked_note", codes=len(pooled.codes), units=pooled.units))
    if any(result.coefficient == "percent_agreement" for result in agreement.results):
        notes.append(words("percent_note"))
    return notes


def _intervals(agreement: Agreement, by: By, language: str) -> list[str]:
    def words(key: str, **filling: object) -> str:
        return say(key, language, **filling)

    methods = [r.ci_method for r in agreement.results if r.ci_method and r.scope in (by, "pooled")]
    analytic = dict.fromkeys(
        m.split(", t with")[0] for m in methods if "replicates" not in m and not m.startswith("jackknife")
    )
    notes = [words("analytic_note", method="; ".join(analytic))] if analytic else []
    if any(method.startswith("jackknife") for method in methods):
        notes.append(words("jackknife_note"))
    if agreement.interval == "analytic":
        notes.append(words("independent_note"))
    method = how_resampled(agreement, language)
    if method:
        notes.append(words("resampled_all_note" if agreement.interval else "resampled_note", method=method))
    if agreement.below:
        low, high = (_chance(share) for share in agreement.below.values())
        notes.append(words("below_note", low=low, high=high))
    return notes


def _chance(share: float) -> str:
    return f"{share:.3f}".replace("0.", ".", 1)


def _undefined(agreement: Agreement, by: By, language: str) -> list[str]:
    """Name, for each reason why a value is undefined, the coefficients and codes, documents or pairs that it befell."""
    where: dict[tuple[str, str], list[str]] = {}
    for result in agreement.results:
        used = result.scope != "code" or agreement.uses[result.codes[0]].by_any
        if result.value is None and result.scope in (by, "pooled") and not result.without and used and result.note:
            place = result.document or (result.codes[0] if result.scope == "code" else say(result.scope, language))
            where.setdefault((result.coefficient, result.note), []).append(place)
    return [
        f"{coefficient_name(name, language)} ({', '.join(dict.fromkeys(places))}): {note}"
        for (name, note), places in where.items()
    ]


def _beside(agreement: Agreement, words: Say) -> list[str]:
    """Return what pooled figures that take no chance off must be read with, such as how little R asks for."""
    return [
        words("remark", where=words(result.coefficient), note=result.note)
        for result in agreement.results
        if result.coefficient in NEVER_ALONE and result.scope == "pooled" and not result.without
        if result.value is not None and result.note
    ]


def _without(agreement: Agreement, language: str) -> str:
    found = [r for r in agreement.results if r.scope == "pooled" and r.without and r.coefficient == "alpha_nominal"]
    if not found:
        return ""
    listed = [
        say(
            "without_one",
            language,
            coder=result.without,
            value=say("not_defined", language) if result.value is None else decimal(result.value),
        )
        for result in found
    ]
    return say("without_note", language, list=("；" if language.startswith("zh") else "; ").join(listed))

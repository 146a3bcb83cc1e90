"""A file of ratings, a contingency table, sets of codes or passages → how far its coders agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from qualcode.agreement.assess import Agreement, AgreementResult, as_json, every_coefficient
from qualcode.agreement.counts import MISSING
from qualcode.agreement.found import Asked
from qualcode.agreement.interpret import band, decimal
from qualcode.agreement.sets.every import SET_COEFFICIENTS
from qualcode.agreement.wording import coefficient_name
from qualcode.errors import NotFoundError, UsageError
from qualcode.exchange.contingency_file import ContingencyFile
from qualcode.exchange.ratings_agreement import CATEGORY, few_categories, few_pairs, ratings_agreement
from qualcode.exchange.ratings_file import RatingsFile
from qualcode.exchange.sets_agreement import sets_agreement
from qualcode.exchange.sets_file import SetsFile
from qualcode.exchange.spans_agreement import KNOWN as OF_SPANS
from qualcode.exchange.spans_agreement import spans_agreement
from qualcode.exchange.spans_file import SpansFile
from qualcode.exchange.wording import words

AnyFile = RatingsFile | SetsFile | SpansFile
MAIN = {"ratings": "alpha_nominal", "contingency": "alpha_nominal", "sets": "alpha_masi", "spans": "u_alpha"}
"""The coefficient that stands for each kind of file where one has to."""


@dataclass(frozen=True, slots=True)
class FileAgreement:
    """The agreement of a file's coders, the kind of file, and the coefficients that its data do not allow, with reasons."""

    kind: str
    path: str
    agreement: Agreement
    refused: Mapping[str, str]

    def json(self) -> dict[str, object]:
        """Return the answer of `agree` as plain values; `not_applicable` lists what the data do not allow."""
        refused = [{"coefficient": name, "reason": reason} for name, reason in self.refused.items()]
        return {**as_json(self.agreement), "not_applicable": refused}

    def main(self, names: Sequence[str]) -> AgreementResult | None:
        """Return the pooled result that a threshold is about: of the first α among these names, else the kind's own."""
        name = next((name for name in names if "alpha" in name and ":" not in name), MAIN[self.kind])
        return self.agreement.find(name, "pooled")


def agreement_of(file: AnyFile, asked: Asked) -> FileAgreement:
    """Return how far the coders of a file agree, in the coefficients asked for.

    Raise `NotFoundError` for a coefficient that there is not, or not for such data; `StudyError` when one asked for by name
    needs numbers and the file has text.
    """
    kind = kind_of(file)
    agreement, refused = _assess(file, asked)
    notes = (*_about(file, asked.language), *_left_out(file, asked))
    aside: dict[str, int] = {}
    if (counted := _counted(file)) is not None:
        units, pairable = counted
        notes += (words("counted", asked.language, units=units, pairable=pairable),)
        # A reason is a key of the answer, which programs read: it has one language.
        aside = {words("set_aside"): units - pairable} if units > pairable else {}
    if isinstance(file, SetsFile) and any(one.codes for one in agreement.results):
        notes += (words("decisions", asked.language),)
    said = replace(agreement, notes=(*notes, *_meaning(agreement, kind, asked)), set_aside=aside)
    return FileAgreement(kind, file.path, said, refused)


def some_coders(file: AnyFile, named: Sequence[str]) -> AnyFile:
    """Return the file with some of its coders, in the order named; raise `NotFoundError` or `UsageError` if they will not do."""
    for name in named:
        if name not in file.coders:
            raise NotFoundError("coder", name, file.coders)
    chosen = list(dict.fromkeys(named))
    if len(chosen) < 2:
        raise UsageError("Agreement needs two coders.", remedy=f"There are {', '.join(file.coders)}.")
    return file.of([file.coders.index(name) for name in chosen])


def kind_of(file: AnyFile) -> str:
    """Return the option of `agree` that such a file is given with."""
    if isinstance(file, SetsFile | SpansFile):
        return "sets" if isinstance(file, SetsFile) else "spans"
    return "contingency" if isinstance(file, ContingencyFile) else "ratings"


def _assess(file: AnyFile, asked: Asked) -> tuple[Agreement, dict[str, str]]:
    ratings = dict.fromkeys((*every_coefficient(), CATEGORY), "ratings (--ratings)")
    sets = dict.fromkeys(SET_COEFFICIENTS, "sets of codes (--sets)")
    spans = dict.fromkeys(OF_SPANS, "passages (--spans)")
    if isinstance(file, SpansFile):
        return spans_agreement(file, asked, ratings | sets)
    if isinstance(file, SetsFile):
        return sets_agreement(file, asked, spans)
    return ratings_agreement(file, asked, sets | spans)


def _counted(file: AnyFile) -> tuple[int, int] | None:
    """Return how many units there are and how many of them at least two coders rated; `None` for passages."""
    if isinstance(file, SpansFile):
        return None
    if isinstance(file, SetsFile):
        rated = np.array([[value is not None for value in row] for row in file.values]).sum(axis=0)
    else:
        rated = (file.ratings.matrix != MISSING).sum(axis=0)
    return len(rated), int((rated >= 2).sum())


def _about(file: AnyFile, language: str) -> list[str]:
    def say(key: str, **filling: Any) -> str:
        return words(key, language, **filling)

    comma = say("comma")
    found = [say("coders", coders=comma.join(file.coders))]
    if isinstance(file, SpansFile):
        characters = sum(one.length for one in file.continua)
        found.append(say("spans", documents=len(file.continua), characters=characters))
        return found + ([say("unmarked", documents=comma.join(file.unmarked))] if file.unmarked else [])
    if isinstance(file, SetsFile):
        return [*found, say("sets")]
    if isinstance(file, ContingencyFile):
        return [*found, say("contingency"), *([say("ordered")] if file.ordered else [])]
    like = [say("like_missing", value=value, count=count) for value, count in file.like_missing]
    return [*found, say("ratings"), *like, *([say("merged")] if file.merged else [])]


def _left_out(file: AnyFile, asked: Asked) -> list[str]:
    if not isinstance(file, RatingsFile):
        return []
    language, coders = asked.language, len(file.coders)
    found = []
    if "category" in asked.scopes and not few_categories(file.ratings):
        found.append(words("no_categories", language, count=len(file.ratings.categories)))
    if "pair" in asked.scopes and coders > 2 and not few_pairs(file, asked, len(asked.names)):
        found.append(words("no_pairs", language, count=coders * (coders - 1) // 2))
    return found


def _meaning(agreement: Agreement, kind: str, asked: Asked) -> list[str]:
    """Say what α means: the one asked for, else the kind's own; several are several measures and get no verdict."""
    alphas = [
        one for one in agreement.results if one.scope == "pooled" and not one.without and "alpha" in one.coefficient
    ]
    chosen = alphas if len(alphas) == 1 else [one for one in alphas if one.coefficient == MAIN[kind]]
    return [
        words(
            "meaning",
            asked.language,
            name=coefficient_name(one.coefficient, asked.language),
            value=decimal(one.value),
            band=band(one.value, asked.language),
        )
        for one in chosen[:1]
        if one.value is not None
    ]

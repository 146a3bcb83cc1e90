"""A paragraph on agreement that can be pasted into a methods section, and where each of its figures comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Literal

from qualcode.agreement.interpret import RELIABLE, TENTATIVE, band, decimal
from qualcode.agreement.results import Agreement, AgreementResult
from qualcode.agreement.table_notes import how_resampled
from qualcode.agreement.wording import coefficient_name, reason, say
from qualcode.model.codebook import Codebook

Kind = Literal["human", "machine"]
_WEAKEST = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the paragraph as it is printed, and what it is a figure of."""

    shown: str
    of: str


@dataclass(frozen=True, slots=True)
class MethodsAccount:
    """The paragraph and its figures, in the order in which they appear."""

    text: str
    figures: tuple[Figure, ...]


def methods_paragraph(
    agreement: Agreement, codebook: Codebook, kinds: Mapping[str, Kind] | None = None, language: str = "en"
) -> str:
    """Return a paragraph in English or Chinese (`zh`) that says how agreement was assessed and how it came out.

    `kinds` says of each coder whether it is a human or a program; a coder it does not name is called a coder. The
    paragraph claims nothing else about them: whether they coded blind to each other is for the author to add.
    """
    return methods_account(agreement, codebook, kinds, language).text


def methods_account(
    agreement: Agreement, codebook: Codebook, kinds: Mapping[str, Kind] | None = None, language: str = "en"
) -> MethodsAccount:
    """Return the same paragraph with a list of its figures, so that each can be held against the tables."""
    teller = _Teller(agreement, codebook, language)
    said = [
        teller.who(kinds or {}),
        say("methods_rule", language),
        *teller.pooled(),
        *teller.codes(),
        teller.set_aside(),
    ]
    space = "" if language.startswith("zh") else " "
    return MethodsAccount(space.join(sentence for sentence in said if sentence), tuple(teller.figures))


@dataclass(frozen=True, slots=True)
class _Teller:
    """Words the sentences and writes down each figure as it is used."""

    agreement: Agreement
    codebook: Codebook
    language: str
    figures: list[Figure] = field(default_factory=list)

    def who(self, kinds: Mapping[str, Kind]) -> str:
        coders, groups = self.agreement.coders, []
        for kind in ("human", "machine", None):
            mine = [coder for coder in coders if kinds.get(coder) == kind]
            if mine:
                key = f"methods_{kind or 'coder'}{'_one' if len(mine) == 1 else ''}"
                count = self.figure(str(len(mine)), f"coders: {kind or 'of any kind'}")
                named = "、".join(mine) if self.chinese else ", ".join(mine)
                groups.append(self.say("methods_named", kind=self.say(key, count=count), names=named))
        return self.say(
            "methods_who",
            who=self.joined(groups),
            units=self.figure(str(self.agreement.units), "units"),
            unit=coefficient_name(self.agreement.unit, self.language).lower(),
            units_in=self.say(f"methods_{self.agreement.units_in}"),
            documents=self.figure(str(self.agreement.documents), "documents"),
        )

    def pooled(self) -> list[str]:
        found = [r for r in self.agreement.results if r.scope == "pooled" and not r.without]
        if not found:
            return []
        codes = self.figure(str(len(found[0].codes)), "codes in use")
        decisions = self.figure(str(found[0].units), "pooled decisions")
        # A coefficient that these data do not allow is passed over, unless there is no other.
        values = self.joined([self.value(each) for each in found if each.value is not None] or [self.value(found[-1])])
        said = [self.say("methods_pooled", codes=codes, decisions=decisions, values=values)]
        said.append(self.method(found))
        alpha = next((r.value for r in found if r.coefficient == "alpha_nominal"), None)
        return said if alpha is None else [*said, self.say("methods_band", band=band(alpha, self.language))]

    def value(self, result: AgreementResult) -> str:
        percent = result.coefficient == "percent_agreement"
        name = self.say("methods_percent") if percent else coefficient_name(result.coefficient, self.language)
        if result.value is None:
            return self.say("methods_undefined", name=name, note=result.note or "")
        of = f"pooled {result.coefficient}"
        said = self.say("methods_value", name=name, value=self.figure(_printed(result.value, percent), of))
        if result.ci is None:
            return said
        low, high = (self.figure(_printed(end, percent), f"{of}, interval") for end in result.ci)
        return self.say("methods_interval", said=said, low=low, high=high)

    def method(self, found: Sequence[AgreementResult]) -> str:
        methods = list(dict.fromkeys(r.ci_method.split(", t with")[0] for r in found if r.ci_method))
        if not methods:
            return ""
        if any("replicates" in method for method in methods):
            self.figure(str(self.agreement.replicates), "replicates")
            self.figure(str(self.agreement.seed), "seed")
            return self.say("methods_resampled", method=how_resampled(self.agreement, self.language))
        return self.say("methods_analytic", method="; ".join(methods))

    def codes(self) -> list[str]:
        results = [r for r in self.agreement.results if r.scope == "code" and r.coefficient == "alpha_nominal"]
        used = [r for r in results if self.agreement.uses[r.codes[0]].by_any]
        values = sorted((r.value, place) for place, r in enumerate(used) if r.value is not None)
        if not values:
            return []
        weak = [(value, used[place]) for value, place in values if value < TENTATIVE]
        said = [
            self.say(
                "methods_range",
                count=self.figure(str(len(values)), "codes with α"),
                low=self.figure(decimal(values[0][0]), "lowest α of a code"),
                high=self.figure(decimal(values[-1][0]), "highest α of a code"),
                mean=self.figure(decimal(fmean(value for value, _ in values)), "mean α over codes"),
                weak=self.figure(str(len(weak)), "codes with α below .667"),
                strong=self.figure(str(sum(value >= RELIABLE for value, _ in values)), "codes with α from .800"),
            )
        ]
        if weak:
            listed = [self.one(value, result) for value, result in weak[:_WEAKEST]]
            key = "methods_weakest" if len(listed) > 1 else "methods_weakest_one"
            said.append(self.say(key, list=self.joined(listed)))
        unclear = len(used) - len(values)
        if unclear:
            said.append(self.say("methods_unclear", count=self.figure(str(unclear), "codes in use without α")))
        return said

    def one(self, value: float, result: AgreementResult) -> str:
        known = self.codebook.resolve(result.codes[0])
        name = result.codes[0] if known is None else known.name(self.language)
        return self.say("methods_one_weak", name=name, value=self.figure(decimal(value), f"α of {result.codes[0]}"))

    def set_aside(self) -> str:
        listed = [
            f"{reason(given, self.language)}: {self.figure(str(count), f'set aside: {given}')}"
            for given, count in self.agreement.set_aside.items()
        ]
        return self.say("methods_aside", reasons=("；" if self.chinese else "; ").join(listed)) if listed else ""

    @property
    def chinese(self) -> bool:
        return self.language.startswith("zh")

    def say(self, key: str, **filling: object) -> str:
        return say(key, self.language, **filling)

    def figure(self, shown: str, of: str) -> str:
        self.figures.append(Figure(shown, of))
        return shown

    def joined(self, listed: Sequence[str]) -> str:
        if self.chinese:
            return "、".join(listed)
        return ", ".join(listed[:-1]) + (" and " if len(listed) > 1 else "") + listed[-1]


def _printed(value: float, percent: bool) -> str:
    return f"{value:.1%}" if percent else decimal(value)

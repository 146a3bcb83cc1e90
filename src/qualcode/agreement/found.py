"""A coefficient's estimate on some part of the data, and what a caller may ask: names, scopes, intervals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from qualcode.agreement.bootstrap import Resampling
from qualcode.agreement.coefficient import Estimate
from qualcode.agreement.groups import Scope
from qualcode.agreement.intervals import Method, resampled
from qualcode.agreement.resample import REPLICATES, SEED, Sample
from qualcode.agreement.results import AgreementResult
from qualcode.agreement.wording import Sentence
from qualcode.errors import NotFoundError

ALL = "all"
SCOPES: tuple[Scope, ...] = ("pooled", "code", "document", "pair", "category")
_MOST_PAIRS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: coefficients by name (none: the usual ones; `all`), scopes, and the language of notes.

    `pairs` asks for the pairs of coders however many there are, `without` for the value without each coder in turn.
    `interval` is a method by name, `None` for the usual one. `level` is what the codes were folded to.
    """

    names: tuple[str, ...] = ()
    scopes: tuple[Scope, ...] = SCOPES
    language: str = "en"
    pairs: bool = False
    without: bool = True
    interval: Method | None = None
    replicates: int = REPLICATES
    seed: int = SEED
    level: int | None = None

    @property
    def all(self) -> bool:
        """Whether every coefficient that the data allow is asked for."""
        return ALL in self.names

    @property
    def how(self) -> Resampling:
        """How units are drawn again where a coefficient's interval is made so."""
        return Resampling("bca" if self.interval == "bca" else "percentile", self.replicates, self.seed)


@dataclass(frozen=True, slots=True)
class Found:
    """An estimate and what it is about: all of the data, a code, a category, a document, or a pair of coders.

    `without` is the coder who was left out of all the data.
    """

    name: str
    scope: Scope
    estimate: Estimate
    coders: tuple[str, ...]
    codes: tuple[str, ...] = ()
    document: str | None = None
    category: str | None = None
    without: str | None = None

    def result(self, unit: str, asked: Asked) -> AgreementResult:
        """Return the same as the JSON answer of `agree` has it."""
        one = self.estimate
        return AgreementResult(
            coefficient=self.name,
            scope=self.scope,
            document=self.document,
            category=self.category,
            level=asked.level,
            without=self.without,
            codes=self.codes,
            coders=self.coders,
            unit=unit,
            units=one.units,
            value=one.value,
            observed=one.observed,
            expected=one.expected,
            se=one.se,
            ci=one.ci,
            ci_method=one.ci_method,
            note="; ".join(note.text(asked.language) for note in one.notes) or None,
        )


def named(asked: Sequence[str], known: Mapping[str, object], elsewhere: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the names asked for, each with what follows its colon; `all` is every known one.

    Raise `NotFoundError` for a name that is not known; `elsewhere` tells what the coefficients of other data need.
    """
    found: list[tuple[str, str]] = []
    for name in asked:
        if name == ALL:
            found += [(one, "") for one in known]
            continue
        base, _, part = name.partition(":")
        if base not in known:
            why = f"{base} compares {elsewhere[base]}. " if base in elsewhere else ""
            raise NotFoundError("coefficient", name, known, outcome=f"{why}There are: {', '.join(known)}.")
        found.append((base, part))
    return list(dict.fromkeys(found))


def pairs_of(coders: Sequence[str], asked: Asked, cost: float) -> list[tuple[int, int]]:
    """Return the pairs to be compared: none of two coders, nor too many or too dear ones unless asked for.

    `cost` of one pair is 1 when it alone is as much as may be spent unasked.
    """
    if "pair" not in asked.scopes or len(coders) < 3:
        return []
    pairs = list(combinations(range(len(coders)), 2))
    return pairs if asked.pairs or (len(pairs) <= _MOST_PAIRS and cost * len(pairs) <= 1) else []


def part_of(part: str, kind: str, known: Iterable[str]) -> str:
    """Return the code or category that a coefficient's name ends with; raise `NotFoundError` when there is none such."""
    known = tuple(known)
    if part not in known:
        raise NotFoundError(kind, part, known)
    return part


def spread(estimate: Estimate, drawn: Sample | Sentence, asked: Asked, over: str = "units") -> Estimate:
    """Return an estimate with the interval of its sample drawn again; `over` says what was drawn.

    It keeps what it has where nothing can be drawn. Krippendorff's algorithm draws pairs of values on single units, so
    here units are drawn in its place, and a note says so.
    """
    if estimate.value is None:
        return estimate
    if isinstance(drawn, Sentence):
        return replace(estimate, notes=(*estimate.notes, drawn))
    told = (Sentence("units_instead"),) if asked.interval == "krippendorff" else ()
    found = resampled(drawn, asked.how.method, asked.replicates, asked.seed)
    method = None if found.ci is None else asked.how.named(asked.how.method).replace("over units", f"over {over}")
    return replace(estimate, se=found.se, ci=found.ci, ci_method=method, notes=(*estimate.notes, *told, *found.notes))

"""What the numbers mean: how good they are, which codes are weak, and why, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from qualcode.agreement.benchmark import benchmark, landis_koch
from qualcode.agreement.paradox import paradox
from qualcode.agreement.results import Agreement, AgreementResult, CodeUse
from qualcode.agreement.wording import say
from qualcode.model.codebook import Codebook

TENTATIVE, RELIABLE = 0.667, 0.800
"""Krippendorff 2004, p. 241: rely on α ≥ .800; tentative conclusions only down to .667."""

_MOST = 4
_HIGH_AGREEMENT = 0.80
_RARE = 0.15
_LOPSIDED = 2.0
_GAP = 0.1


def band(value: float, language: str = "en") -> str:
    """Return where a value of α lies between Krippendorff's bounds, in words."""
    key = "band_high" if value >= RELIABLE else "band_middle" if value >= TENTATIVE else "band_low"
    return say(key, language)


def what_is_weak(agreement: Agreement, codebook: Codebook, language: str = "en") -> str:
    """Return one paragraph: how good pooled α is, which codes fall below .667 and for what reason, and what is undefined.

    Pooled α is set against Krippendorff's bounds and the bands of Landis & Koch, these with Gwet's benchmarking; where single
    codes are much weaker than it, their range is given. Reasons for a weak code, in this order: every coder uses it and
    many units agree, but it is so rare (or so common) that chance agrees as well (the prevalence paradox; Feinstein &
    Cicchetti 1990); one coder uses the code far more often than another; they use it in different places. Empty when α was not computed.
    """
    pooled = agreement.find("alpha_nominal", "pooled")
    if pooled is None:
        return ""
    if pooled.value is None:
        return say("weak_undefined", language, note=pooled.note or "")
    said = say("weak_pooled", language, value=decimal(pooled.value), band=band(pooled.value, language))
    if pooled.ci is not None and pooled.ci[0] < TENTATIVE <= pooled.value:
        said += say("weak_interval", language, low=decimal(pooled.ci[0]))
    said += _called(pooled.value, pooled.se, language) + _gap(agreement, pooled.value, language)
    return said + _codes(agreement, codebook, language)


def paradox_note(agreement: Agreement, codebook: Codebook, language: str = "en") -> str:
    """Return the prevalence paradox explained by the weakest code that it befalls; empty when it befalls none.

    With two coders the prevalence and bias indices of Byrt, Bishop & Carlin 1993 are given; PABAK and AC1 always.
    """
    for value, result in weakest(agreement):
        use = agreement.uses[result.codes[0]]
        observed = _observed(agreement, result)
        if observed is None or not _paradoxical(observed, use) or use.pabak is None or use.ac1 is None:
            continue
        return say(
            "paradox_note",
            language,
            name=_name(codebook, result.codes[0], language),
            percent=f"{observed:.1%}",
            alpha=decimal(value),
            indices=_indices(use, language),
            pabak=decimal(use.pabak),
            ac1=decimal(use.ac1),
            both=say("both" if len(agreement.coders) == 2 else "every", language),
        )
    return ""


def decimal(value: float) -> str:
    """Return a coefficient as it is printed: three decimals and no leading zero (.743, -.042, 1.000)."""
    rounded = round(value, 3) + 0.0  # what rounds to nothing has no sign
    return f"{rounded:.3f}".replace("0.", ".", 1) if abs(rounded) < 1 else f"{rounded:.3f}"


def weakest(agreement: Agreement) -> list[tuple[float, AgreementResult]]:
    """Return the codes whose α is below .667 with their values, the weakest first."""
    weak = [(value, result) for value, result in _defined(agreement) if value < TENTATIVE]
    return sorted(weak, key=lambda pair: pair[0])


def _called(value: float, se: float | None, language: str) -> str:
    """Say what Landis & Koch call a value, and how sure one may be of it."""
    said = say("called", language, label=say(landis_koch(value), language))
    sure = benchmark(value, se or 0.0)
    if sure is None:
        return said + say("certain_unknown", language)
    if sure.certain == sure.label:
        return said + say("certain_same", language)
    return said + say("certain_lower", language, label=say(sure.certain, language))


def _gap(agreement: Agreement, pooled: float, language: str) -> str:
    values = [value for value, _ in _defined(agreement)]
    if len(values) < 2 or pooled - min(values) < _GAP:
        return ""
    low, high, mean = (decimal(value) for value in (min(values), max(values), fmean(values)))
    return say("gap", language, low=low, high=high, mean=mean)


def _defined(agreement: Agreement) -> list[tuple[float, AgreementResult]]:
    """Return the values of α of the codes in use, in the order of the codebook."""
    return [(result.value, result) for result in _used(agreement) if result.value is not None]


def _used(agreement: Agreement) -> list[AgreementResult]:
    results = [r for r in agreement.results if r.coefficient == "alpha_nominal" and r.scope == "code"]
    return [result for result in results if agreement.uses[result.codes[0]].by_any]


def _codes(agreement: Agreement, codebook: Codebook, language: str) -> str:
    number, weak = len(_defined(agreement)), weakest(agreement)
    comma = "；" if language.startswith("zh") else "; "
    said = "" if weak or not number else say("weak_none", language)
    if weak:
        listed = comma.join(_why(agreement, codebook, result, language) for _, result in weak[:_MOST])
        said = say("weak_codes", language, count=len(weak), of=number, list=listed)
    unclear = [_name(codebook, r.codes[0], language) for r in _used(agreement) if r.value is None]
    if unclear:
        said += say("weak_unclear", language, count=len(unclear), list=comma.join(unclear))
    return said


def _observed(agreement: Agreement, result: AgreementResult) -> float | None:
    percent = agreement.find("percent_agreement", "code", result.codes)
    return result.observed if percent is None or percent.value is None else percent.value


def _paradoxical(observed: float, use: CodeUse) -> bool:
    prevalence = use.prevalence or 0.0
    given = min(use.by_coder) > 0
    return given and observed >= _HIGH_AGREEMENT and min(prevalence, 1 - prevalence) < _RARE


def _indices(use: CodeUse, language: str) -> str:
    if len(use.by_coder) != 2:
        return ""
    found = paradox(use.by_all, *use.by_coder, use.units)
    return say("paradox_indices", language, prevalence=decimal(found.prevalence_index), bias=decimal(found.bias_index))


def _why(agreement: Agreement, codebook: Codebook, result: AgreementResult, language: str) -> str:
    code, use = result.codes[0], agreement.uses[result.codes[0]]
    filling: dict[str, object] = {
        "name": _name(codebook, code, language),
        "value": decimal(result.value or 0.0),
        "share": _share(agreement.coders, use, language),
    }
    observed = _observed(agreement, result)
    if observed is not None and _paradoxical(observed, use):
        prevalence = use.prevalence or 0.0
        filling |= {
            "percent": f"{observed:.1%}",
            "prevalence": f"{prevalence:.1%}",
            "rarity": say("rare" if prevalence < _RARE else "common", language),
        }
        return say("weak_paradox", language, **filling)
    more, fewer = max(use.by_coder), min(use.by_coder)
    if more > _LOPSIDED * fewer and more - fewer > 1:
        most, least = (agreement.coders[use.by_coder.index(number)] for number in (more, fewer))
        return say("weak_bias", language, most=most, more=more, least=least, fewer=fewer, **filling)
    return say("weak_overlap", language, **filling)


def _share(coders: Sequence[str], use: CodeUse, language: str) -> str:
    whom = say("whom_both" if len(coders) == 2 else "whom_all", language)
    return say("share", language, any=use.by_any, every=use.by_all, whom=whom)


def _name(codebook: Codebook, code: str, language: str) -> str:
    known = codebook.resolve(code)
    name = code if known is None else known.name(language)
    return code if name == code else f"{code} {name}"

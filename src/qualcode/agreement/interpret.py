"""What the numbers mean: which codes are weak, and why, in one plain paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.agreement.assess import Agreement, AgreementResult, CodeUse
from qualcode.agreement.wording import say
from qualcode.model.codebook import Codebook

TENTATIVE, RELIABLE = 0.667, 0.800
"""Krippendorff 2004, p. 241: rely on α ≥ .800; tentative conclusions only down to .667."""

_MOST = 4
_HIGH_AGREEMENT = 0.80
_RARE = 0.15
_LOPSIDED = 2.0


def band(value: float, language: str = "en") -> str:
    """Return where a value of α lies between Krippendorff's bounds, in words."""
    key = "band_high" if value >= RELIABLE else "band_middle" if value >= TENTATIVE else "band_low"
    return say(key, language)


def what_is_weak(agreement: Agreement, codebook: Codebook, language: str = "en") -> str:
    """Return one paragraph: how good pooled α is, which codes fall below .667 and for what reason, and what is undefined.

    Reasons, in this order: many units agree but the code is so rare (or so common) that chance agrees as well (the
    prevalence paradox; Feinstein & Cicchetti 1990); one coder uses the code far more often than another; they use it in
    different places. Empty when α was not computed.
    """
    pooled = agreement.find("alpha_nominal", "pooled")
    if pooled is None:
        return ""
    if pooled.value is None:
        return say("weak_undefined", language, note=pooled.note or "")
    said = say("weak_pooled", language, value=decimal(pooled.value), band=band(pooled.value, language))
    if pooled.ci is not None and pooled.ci[0] < TENTATIVE <= pooled.value:
        said += say("weak_interval", language, low=decimal(pooled.ci[0]))
    return said + _codes(agreement, codebook, language)


def decimal(value: float) -> str:
    """Return a coefficient as it is printed: three decimals and no leading zero (.743, -.042, 1.000)."""
    return f"{value:.3f}".replace("0.", ".", 1) if abs(value) < 0.9995 else f"{value:.3f}"


def _codes(agreement: Agreement, codebook: Codebook, language: str) -> str:
    results = [r for r in agreement.results if r.coefficient == "alpha_nominal" and r.scope == "code"]
    used = [result for result in results if agreement.uses[result.codes[0]].by_any]
    defined = [(result.value, result) for result in used if result.value is not None]
    weak = sorted((value, place) for place, (value, _) in enumerate(defined) if value < TENTATIVE)
    comma = "；" if language.startswith("zh") else "; "
    said = "" if weak or not defined else say("weak_none", language)
    if weak:
        listed = comma.join(_why(agreement, codebook, defined[place][1], language) for _, place in weak[:_MOST])
        said = say("weak_codes", language, count=len(weak), of=len(defined), list=listed)
    unclear = [_name(codebook, result.codes[0], language) for result in used if result.value is None]
    if unclear:
        said += say("weak_unclear", language, count=len(unclear), list=comma.join(unclear))
    return said


def _why(agreement: Agreement, codebook: Codebook, result: AgreementResult, language: str) -> str:
    code, use = result.codes[0], agreement.uses[result.codes[0]]
    percent = agreement.find("percent_agreement", "code", result.codes)
    observed = result.observed if percent is None or percent.value is None else percent.value
    filling: dict[str, object] = {
        "name": _name(codebook, code, language),
        "value": decimal(result.value or 0.0),
        "share": _share(agreement.coders, use, language),
    }
    prevalence = use.prevalence or 0.0
    extreme = min(prevalence, 1 - prevalence) < _RARE
    if observed is not None and observed >= _HIGH_AGREEMENT and extreme:
        filling |= {
            "percent": f"{observed:.1%}",
            "prevalence": f"{prevalence:.1%}",
            "expected": f"{result.expected or 0.0:.1%}",
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

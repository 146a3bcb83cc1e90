"""What the `consent` column of the participants' sheet allows: whether a person's words may be quoted."""

from __future__ import annotations

import re
from typing import Literal

from qualcode.model.names import name_key

Consent = Literal["covers", "does not cover", "unknown"]
_STRICTEST_FIRST: tuple[Consent, ...] = ("does not cover", "unknown", "covers")

# Patterns are compiled when a cell needs them: most cells are words of the two lists, and every command reads the sheet.
_PARTS = r"[;；、,，/|+()（）\[\]。]"


def _words(listed: str) -> frozenset[str]:
    return frozenset(each.strip() for line in listed.splitlines() for each in line.split("|"))


_COVERS = _words(
    """yes|y|ok|true|full|complete|given|granted|obtained|agreed|consented|informed|consent|informed consent|signed|written
    written consent|in writing|on paper|oral|oral consent|verbal|verbal consent|recorded|recorded consent|on tape|by e-mail
    by email|online|all|all uses|publication|是|有|可|可以|同意|已同意|知情同意|已知情同意|完全同意|全部同意|书面|书面同意|書面|書面同意
    口头|口头同意|口頭|口頭同意|录音|录音同意|錄音|錄音同意|已录音|签字|已签|已签字|签署|已签署|签署同意书|已簽署|簽署|授权|已授权|同意公开|同意发表
    """
)
_REFUSES = _words(
    """no|n|none|false|refused|declined|denied|not given|not obtained|no consent|without consent|withdrawn|consent withdrawn|revoked
    pending|awaited|not yet|not signed|unsigned|analysis only|for analysis only|only analysis|analysis|aggregate only|aggregated only
    statistics only|background only|background|off the record|confidential|internal use only|否|无|無|没有|沒有|不|不同意|未同意|没同意|拒绝|拒絕
    撤回|已撤回|撤销|已撤销|撤銷|待定|未定|待签|未签|未签署|未簽署|未取得|仅供分析|仅分析|仅用于分析|僅供分析|仅供统计|仅统计|仅作背景|仅供背景|背景
    仅供参考|仅供内部|保密|不公开|不得公开|不可公开|不同意公开|不发表
    """
)
_GIVEN = r"(?:written|signed|oral|verbal|consent|同意|已同意|书面|書面|口头|口頭|签|簽|已签|已簽)"
_ONLY = r"\bonly\b|仅|僅|只|限"
_DATE = r"\d{4}\s*[-./年]\s*\d{1,2}(?:\s*[-./月]\s*\d{1,2}\s*日?)?|\d{8}"
_OF_QUOTING = r"quot|\bcit(?:e|ed|ing|ation)|verbatim|引用|引述|引文|摘录|摘錄|原话|原話|原文"
_NOT = r"\b(?:no|not|non|cannot|never|without|except|don't|refus\w*|declin\w*)\b|不|未|无|無|勿|禁|非|没|沒|拒|除"
_IF = r"\b(?:after|before|ask|if|once|unless|until|when|approv\w*|check\w*|review\w*)\b|[前后後需须須经經审審询詢再若]"


def consent_of(written: str) -> Consent:
    """Return whether a cell of the consent column covers quoting.

    A cell holds marks between `;`, `；`, `、`, commas or brackets. One that refuses, or speaks of quotes with a “not”,
    decides; else one that says yes, names how consent was given, or speaks of quotes. A quote that hangs on a condition,
    or marks of which none is known, is unknown. Other marks beside a known one are notes.

    >>> consent_of("written; recorded"), consent_of("口头，不得引用"), consent_of("form B")
    ('covers', 'does not cover', 'unknown')
    """
    undated = re.sub(_DATE, "", written) if any(map(str.isdecimal, written)) else written
    found = {_mark(_plain(each)) for each in re.split(_PARTS, undated) if each.strip()}
    for verdict in _STRICTEST_FIRST:
        if verdict in found:
            return verdict
    return "covers" if undated != written and not found else "unknown"  # the day of a signature says that there is one


def _plain(part: str) -> str:
    return " ".join(name_key(part).replace("’", "'").split()).strip(" .:：!！-–")


def _mark(part: str) -> Consent | None:
    """Return what one mark says of quoting; `None` for a note."""
    if part in _REFUSES:
        return "does not cover"
    if part in _COVERS:
        return "covers"
    if re.search(_OF_QUOTING, part):
        return "does not cover" if re.search(_NOT, part) else "unknown" if re.search(_IF, part) else "covers"
    limited = re.search(_NOT, part) or re.search(_ONLY, part)
    return "covers" if re.match(_GIVEN, part) and not limited else None

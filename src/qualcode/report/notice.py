"""The short form of a study's notice: the line that stands on every page, where the whole stands on the first."""

from __future__ import annotations

import re

from qualcode.report.contents import ReportContents
from qualcode.report.options import Language
from qualcode.report.values import clean

_ENDS = re.compile(r"(?<=[。！？])\s*|(?<=[.!?])\s+(?=[^\W\d_a-z])")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def short_notice(contents: ReportContents) -> str:
    """Return the first sentence of the notice in each language of the report; nothing where the study has no notice."""
    languages = (contents.language, *(each.language for each in (contents.beside,) if each is not None))
    return " ".join(dict.fromkeys(filter(None, (first_sentence(contents.notice, one) for one in languages))))


def first_sentence(notice: str, language: Language) -> str:
    """Return the first sentence of a notice that is in the language; the first of all where none is.

    >>> first_sentence("演示数据。不是真实数据。 Written for a demonstration. No real data.", "en")
    'Written for a demonstration.'
    """
    sentences = [each for each in _ENDS.split(" ".join(clean(notice).split())) if each]
    own = (each for each in sentences if bool(_CHINESE.search(each)) == (language == "zh"))
    return next(own, sentences[0] if sentences else "")

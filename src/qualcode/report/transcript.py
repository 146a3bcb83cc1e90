"""A document as a table: its words on the left, its codings in the margin."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qualcode.model.address import format_address
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.document import Document, Segment, Turn, Unit
from qualcode.model.evidence import NOT_QUOTED
from qualcode.report.options import Language

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("{document}: words and codings", "{document}：原文与编码"),
    "segment": ("Segment", "段"),
    "speaker": ("Speaker", "说话人"),
    "time": ("Time", "时间"),
    "words": ("Words", "原文"),
    "codings": ("Codings", "编码"),
    "gone": ("not in the codebook", "已不在编码本"),
    "above": ("… from above", "接上段"),
    "coders": ("Codings of {coders}.", "编码者：{coders}。"),
    "lost": (
        "Codings that no longer find their words, and are not shown: {count}.",
        "原文已变、无法定位而未列出的编码：{count} 个。",
    ),
}


def transcript_display(
    document: Document,
    segments: Sequence[Segment],
    codings: Sequence[Coding],
    codebook: Codebook,
    unit: Unit,
    usual: Unit,
    coders: Sequence[str],
    language: Language,
    silent: Callable[[Turn], bool] = lambda turn: False,
) -> Display:
    """Return one row a segment: speaker, time stamp, words unabridged, and each coding that touches it, with its own words and coder.

    `usual` is the study's unit: addresses name the unit where it is another. A coding over several segments stands in each.
    Coders who gave one code to the same words in the same way stand on one line. The words of turns that are `silent` are left out: consent does not cover quoting them.
    """
    rows = []
    for each in segments:
        touching = [one for one in codings if one.span is not None and one.span.overlaps(each.span)]
        hidden = NOT_QUOTED[language] if silent(each.turn) else ""
        alike: dict[str, list[str]] = {}
        for one in touching:
            alike.setdefault(_margin(document, each, one, codebook, language, quote=not hidden), []).append(one.coder)
        margin = "\n".join(f"{line} · {', '.join(dict.fromkeys(by))}" for line, by in alike.items())
        ids = tuple(one.id for one in touching)
        words = hidden or each.span.of(document.text)
        cells = (Cell(each.turn.speaker), Cell(each.turn.time), Cell(words), Cell(margin, ids))
        label = format_address(document.id, each.number, each.number, unit, usual)
        rows.append(Row(label, label.removeprefix(f"{document.id}:"), cells))
    lost = sum(coding.span is None for coding in codings)
    between = "、" if language == "zh" else ", "
    notes = [_say("coders", language, coders=between.join(coders))] if coders else []
    notes += [_say("lost", language, count=lost)] if lost else []
    columns = [Column(key, _say(key, language)) for key in ("speaker", "time", "words", "codings")]
    kept = [at for at in range(4) if at > 1 or any(row.cells[at].value for row in rows)]
    return Display(
        title=_say("title", language, document=document.id),
        unit=unit,
        columns=tuple(columns[at] for at in kept),
        rows=tuple(Row(row.key, row.label, tuple(row.cells[at] for at in kept)) for row in rows),
        notes=tuple(notes),
        parameters={"document": document.id, "unit": unit, "coders": list(coders)},
        corner=_say("segment", language),
        kind="transcript",
    )


def _margin(
    document: Document, segment: Segment, coding: Coding, codebook: Codebook, language: Language, *, quote: bool
) -> str:
    code, span = codebook.resolve(coding.code), coding.span
    name = code.name(language) if code else _say("gone", language)
    parts = [f"{coding.code} {name}"]
    if span is not None and span.start < segment.span.start:
        parts.append(_say("above", language))
    elif quote and span is not None and span != segment.span:
        shared = span & segment.span
        parts.append(f"“{' '.join(shared.of(document.text).split())}”" if shared else "")
    parts += [coding.stance or "", "" if coding.weight is None else f"{coding.weight:g}"]
    return " · ".join(part for part in parts if part)


def _say(key: str, language: Language, **filling: object) -> str:
    return _WORDS[key][language == "zh"].format(**filling)

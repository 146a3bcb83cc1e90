"""A sample as a table to code from: the places and their words, and nothing of what anybody said of them."""

from __future__ import annotations

from qualcode.coding.places import address_of
from qualcode.coding.retrieve import words_of
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.document import Segment
from qualcode.model.events import SampleEvent
from qualcode.model.span import Span
from qualcode.study.study import Study
from qualcode.text.segments import segment

_WORDS = {
    "en": (
        "Sample for a second coder: {}",
        "Place",
        "Speaker",
        "Words",
        "{} drawn as {:.0%} of the units of documents that {} had finished, seed {}{}. Coded and uncoded units had the same "
        "chance.",
        ", spread over {}",
        "units whose document has another text now",
    ),
    "zh": (
        "供第二编码员使用的抽样：{}",
        "位置",
        "说话人",
        "原文",
        "{0} 个单元，占 {2} 已完成文档全部单元的 {1:.0%}，随机种子 {3}{4}。已编码与未编码的单元被抽中的机会相同。",
        "，按{}分层",
        "所在文档文本已变的单元",
    ),
}


def sample_display(study: Study, sample: SampleEvent, language: str = "en") -> Display:
    """Return the units of a sample with their words, in order; those whose document has another text now are set aside."""
    title, corner, speaker, words, note, spread, changed = _WORDS["zh" if language == "zh" else "en"]
    own = study.settings.unit
    rows, lost = [], 0
    cut: dict[str, tuple[Segment, ...]] = {}
    for each in sample.units:
        document = study.document(study.find_document(each.document).id)
        if document.text_sha256 != sample.texts[each.document]:
            lost += 1
            continue
        segments = cut.setdefault(document.id, segment(document, own))
        span = Span(each.start, each.end)
        address = address_of(document.id, segments, span, own)
        turn = next((turn for turn in document.turns if turn.words and turn.words.overlaps(span)), None)
        rows.append(Row(address, address, (Cell(turn.speaker if turn else None), Cell(words_of(document, span)))))
    by = spread.format(sample.stratify) if sample.stratify else ""
    return Display(
        title=title.format(sample.name),
        unit=sample.unit,
        columns=(Column("speaker", speaker), Column("words", words)),
        rows=tuple(rows),
        notes=(note.format(len(sample.units), sample.share, ", ".join(sample.of), sample.seed, by),),
        set_aside={changed: lost} if lost else {},
        parameters={"name": sample.name, "share": sample.share, "stratify": sample.stratify, "of": list(sample.of)},
        seed=sample.seed,
        corner=corner,
        kind="sample",
    )

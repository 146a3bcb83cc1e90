"""Speed of segmenting: mixed Chinese and English text into sentences and segments, in MB of UTF-8 a second."""

from __future__ import annotations

import argparse
import random
import time

from qualcode.model.document import Document, Turn, Unit
from qualcode.model.span import Span
from qualcode.text.segments import segment
from qualcode.text.sentences import sentence_spans

PLAIN = (
    "一直没有。",
    "政策之间不配套，教育这边批了，人社那边说不归他们管。",
    "等了两年，后来才批下来一部分，还不到当初说好的三分之一。",
    "企业其实没有太大的动力，学生来了要有人带，出了事还要担责任，所以我们一般只接收二三十个人。",
    "我们当时的想法是，先把两边的老师都动员起来，企业出设备和师傅，学校出场地和学生，等第一届毕业了再看效果怎么样。",
    "The subsidy never arrived, although the council had promised it to every firm that took part in the scheme.",
    "When the college changed its timetable we had to send the apprentices back for two days a week.",
    "Did anyone explain who would pay?",
    "We trained 25 apprentices last year and only nine of them stayed with the company.",
)
HARD = (
    "他说：“不行。”我就走了。",
    "真的吗？！",
    "我们学校2019年和AI公司签的协议，当时说每年投入3.5%，后来就没有下文了……",
    "So it's... well, it's complicated.",
    "Dr. Wang, who ran the U.S. programme, said that employers were hard to keep (they lose money in the first year).",
    "We met them twice, e.g. at the fair in March; nobody followed up.",
)


def corpus(megabytes: float, seed: int = 1) -> tuple[str, tuple[Span, ...]]:
    """Return a text of that many MB in UTF-8, a tenth of its sentences hard ones, and the spans of its paragraphs, a turn each."""
    chance = random.Random(seed)
    paragraphs, size, place = [], 0, 0
    spans: list[Span] = []
    while size < megabytes * 1e6:
        words = " ".join(chance.choice(HARD if chance.random() < 0.1 else PLAIN) for _ in range(chance.randint(1, 9)))
        words = words.replace("。 ", "。").replace("” ", "”")
        paragraphs.append(words)
        spans.append(Span(place, place + len(words)))
        place += len(words) + 2
        size += len(words.encode()) + 2
    return "\n\n".join(paragraphs), tuple(spans)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=50)
    megabytes = parser.parse_args().megabytes
    text, paragraphs = corpus(megabytes)
    document = Document("bench", "interview", text, tuple(Turn(span, span) for span in paragraphs), paragraphs)
    print(f"{megabytes:g} MB of mixed text, {len(paragraphs):,} turns, one core")
    started = time.perf_counter()
    found = len(sentence_spans(text))
    report("sentence_spans, whole text", megabytes, time.perf_counter() - started, found)
    units: tuple[Unit, ...] = ("turn", "paragraph", "sentence")
    for unit in units:
        started = time.perf_counter()
        found = len(segment(document, unit))
        report(f"segment, unit {unit}", megabytes, time.perf_counter() - started, found)


def report(what: str, megabytes: float, seconds: float, found: int) -> None:
    print(f"{what:<28} {megabytes / seconds:8.1f} MB/s  {seconds:7.2f} s  {found:>10,} found")


if __name__ == "__main__":
    main()

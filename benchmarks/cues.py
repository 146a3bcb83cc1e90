"""Speed of cue suggestions over mixed Chinese and English text, beside spaCy's PhraseMatcher, in MB of UTF-8 a second."""

from __future__ import annotations

import argparse
import random
import time

import spacy
from segmenting import corpus
from spacy.matcher import PhraseMatcher

from qualcode.model.codebook import Code, Codebook
from qualcode.model.document import Document, Turn
from qualcode.model.span import Span
from qualcode.suggest.request import SuggestRequest
from qualcode.suggest.run import suggestions
from qualcode.text.segments import segment

HAN = "政策补贴企业学校教师合作协议资金设备实训课程评价标准风险责任动力机制部门协调监督考核激励保障"
LATIN = (
    "subsidy council employer apprentice college funding scheme agreement training partner contract quality "
    "standard assessment incentive ministry equipment teacher workshop timetable budget evaluation"
)
KEYS = ("没有下文", "employer is hard to keep")


def codebook(phrases: int, seed: int = 2) -> Codebook:
    """Return fifty codes with that many phrases among them: half Chinese, half English, a few of them in the text."""
    chance = random.Random(seed)
    latin = LATIN.split()
    made = dict.fromkeys(KEYS)
    while len(made) < phrases:
        chinese = len(made) % 2 == 0
        phrase = "".join(chance.choices(HAN, k=chance.randint(3, 7))) if chinese else " ".join(chance.sample(latin, 3))
        made.setdefault(phrase)
    cues = list(made)
    return Codebook(tuple(Code(f"C{n}", {"": f"code {n}"}, cues={"": tuple(cues[n::50])}) for n in range(50)))


def documents(megabytes: float, each: float = 0.05) -> tuple[tuple[Document, ...], float]:
    made: list[Document] = []
    size = 0.0
    while size < megabytes:
        text, spans = corpus(each, seed=len(made))
        turns = tuple(Turn(span, span) for span in spans)
        made.append(Document(f"D{len(made)}", "interview", text, turns, spans))
        size += len(text.encode()) / 1e6
    return tuple(made), size


def ours(book: Codebook, texts: tuple[Document, ...], size: float) -> float:
    started = time.perf_counter()
    cut = tuple((document, segment(document, "turn")) for document in texts)
    cutting = time.perf_counter() - started
    started = time.perf_counter()
    found = suggestions(SuggestRequest(book, None, cut), ["cues"])
    seconds = time.perf_counter() - started
    print(
        f"  qualcode cues     {size / seconds:8.2f} MB/s   {size:6.1f} MB in {seconds:6.2f} s (+ {cutting:.2f} s into turns)   {len(found):,} suggestions"
    )
    return size / seconds


def theirs(book: Codebook, texts: tuple[Document, ...], language: str) -> float:
    nlp = spacy.blank(language)
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for code in book:
        matcher.add(code.id, [nlp.make_doc(cue) for cues in code.cues.values() for cue in cues])
    size = sum(len(document.text.encode()) for document in texts) / 1e6
    started = time.perf_counter()
    found = sum(len(matcher(nlp.make_doc(Span(*place).of(document.text)))) for document, place in turns_of(texts))
    seconds = time.perf_counter() - started
    print(
        f"  PhraseMatcher {language}  {size / seconds:8.2f} MB/s   {size:6.1f} MB in {seconds:6.2f} s, tokenising included   {found:,} matches"
    )
    return size / seconds


def turns_of(texts: tuple[Document, ...]) -> list[tuple[Document, tuple[int, int]]]:
    return [(document, (turn.span.start, turn.span.end)) for document in texts for turn in document.turns]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=50)
    parser.add_argument("--sample", type=float, default=2, help="MB that PhraseMatcher reads")
    options = parser.parse_args()
    texts, size = documents(options.megabytes)
    sample = texts[: max(1, int(len(texts) * options.sample / size))]
    for phrases in (500, 5000):
        book = codebook(phrases)
        print(f"{phrases:,} phrases")
        rate = ours(book, texts, size)
        chinese = theirs(book, sample, "zh")
        theirs(book, sample, "xx")
        print(f"  {rate / chinese:.1f} times the PhraseMatcher that finds Chinese phrases within running text (zh)")


if __name__ == "__main__":
    main()

"""Anchoring measured: random realistic edits of the bundled transcripts, and where each coding then stands.

The edit itself says where every letter went, so the truth is known. A coding is *wrong* when it stands on anything but its
own letters (what was typed in their midst included), *followed* when it stands on them, *reported* when it is unanchored.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import docx

from qualcode.coding.anchor import Anchor, anchor, place_in
from qualcode.model.document import Document
from qualcode.model.span import Span
from qualcode.study.study import Study
from qualcode.text.read import read_document

ROOT = Path(__file__).resolve().parents[1]
NEW = -1


class Version(NamedTuple):
    """A text, and for each of its characters where it stood in the text before (`NEW` for what was typed)."""

    text: str
    origins: list[int]

    def put(self, at: int, words: str, cut: int = 0) -> Version:
        """Return the version with `cut` characters at a place replaced by words."""
        return Version(
            self.text[:at] + words + self.text[at + cut :],
            [*self.origins[:at], *[NEW] * len(words), *self.origins[at + cut :]],
        )

    def moved(self, start: int, end: int, to: int) -> Version:
        """Return the version with `[start, end)` standing before what was at `to` (outside of it)."""
        order = [*range(start), *range(end, len(self.text))]
        at = to if to <= start else to - (end - start)
        order[at:at] = range(start, end)
        return Version("".join(self.text[each] for each in order), [self.origins[each] for each in order])


def version(text: str) -> Version:
    """Return a text as its own first version."""
    return Version(text, list(range(len(text))))


Edit = Callable[[Version, random.Random], Version]
_PARAGRAPH, _LINE = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*"), re.compile(r"[^\n]+")
LETTERS = "的一是不了在人有我他这中大来上个们到说" + "etaoinshrdlu"
SHORT = ("对。", "嗯。", "是的。", "没有。", "嗯，对。", "Yes.", "No.", "Right.", "Mm-hm.")
TALK = (
    "这个我补充一句，当时开会的时候其实大家意见并不一致，后来是校长拍的板，企业那边也没有再说什么。",
    "您能再具体说说吗？比如是哪一年开始的，当时有多少学生参加？",
    "We only found out about that a year later, when the new director asked for the minutes of the meetings.",
    "学校和企业一起做的评价表，每个学期末填一次，带教师傅和班主任都要签字。",
    "Could you say a little more about how the costs were shared between the college and the firms?",
    "没有没有，这个事情跟我们没有关系，我们只负责把学生送过去，其他的都是他们人力资源部在管。",
)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return where the paragraphs of a text stand: between empty lines, or its lines where it has few of these."""
    found = [match.span() for match in _PARAGRAPH.finditer(text)]
    return found if len(found) > 9 else [match.span() for match in _LINE.finditer(text)]


def typos(now: Version, chance: random.Random) -> Version:
    """One to twelve slips of the keyboard, or their corrections, anywhere."""
    for _ in range(chance.randint(1, 12)):
        now = _slip(now, chance, chance.randrange(len(now.text)))
    return now


def _slip(now: Version, chance: random.Random, at: int) -> Version:
    at = min(at, len(now.text) - 2)
    kind = chance.randrange(5)
    if kind == 0:
        return now.put(at, chance.choice(LETTERS.replace(now.text[at], "")), 1)
    if kind == 1:
        return now.put(at, chance.choice(LETTERS))
    if kind == 2:
        return now.put(at, "", 1)
    if kind == 3:
        return now.put(at, now.text[at])
    if now.text[at] == now.text[at + 1] or now.text[at : at + 2].split() != [now.text[at : at + 2]]:
        return now
    return now.put(at + 2, now.text[at]).put(at, "", 1)  # two letters swapped


def words_changed(now: Version, chance: random.Random) -> Version:
    """A few words put in, taken out or replaced inside sentences."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(max(1, len(now.text) - 12))
        kind, length = chance.randrange(3), chance.randint(2, 8)
        some = chance.choice(TALK)
        start = chance.randrange(len(some) - 8)
        now = now.put(at, some[start : start + length] if kind != 1 else "", length if kind else 0)
    return now


def sentence_put_in(now: Version, chance: random.Random) -> Version:
    """A sentence put in after another."""
    ends = [match.end() for match in re.finditer(r"[。！？.!?]", now.text)] or [0]
    return now.put(chance.choice(ends), chance.choice(TALK))


def sentence_taken_out(now: Version, chance: random.Random) -> Version:
    """A sentence taken out."""
    found = [match.span() for match in re.finditer(r"[^。！？.!?\n]+[。！？.!?]", now.text)]
    start, end = chance.choice(found)
    return now.put(start, "", end - start)


def _label(now: Version, chance: random.Random) -> str:
    labels = re.findall(r"^[^\n:：]{1,16}[:：] ?", now.text, re.MULTILINE)
    return chance.choice(labels) if labels else ""


def paragraphs_put_in(now: Version, chance: random.Random) -> Version:
    """One to three turns put in."""
    for _ in range(chance.randint(1, 3)):
        start, _ = chance.choice(paragraphs(now.text))
        now = now.put(start, f"{_label(now, chance)}{''.join(chance.sample(TALK, 2))}\n\n")
    return now


def short_answers(now: Version, chance: random.Random) -> Version:
    """Short answers put in, as often as not beside an equal one."""
    for _ in range(chance.randint(1, 6)):
        found = paragraphs(now.text)
        short = [span for span in found if span[1] - span[0] < 24]
        if short and chance.random() < 0.6:
            start, end = chance.choice(short)
            words = now.text[start:end]
            now = now.put(chance.choice((start, end)), "")
            now = now.put(start, f"{words}\n\n") if chance.random() < 0.5 else now.put(end, f"\n\n{words}")
        else:
            start, _ = chance.choice(found)
            now = now.put(start, f"{_label(now, chance)}{chance.choice(SHORT)}\n\n")
    return now


def pair_repeated(now: Version, chance: random.Random) -> Version:
    """A question and its answer typed out a second time, right after or somewhere else."""
    found = paragraphs(now.text)
    at = chance.randrange(max(1, len(found) - 1))
    words = now.text[found[at][0] : found[min(at + 1, len(found) - 1)][1]]
    where = found[at][0] if chance.random() < 0.6 else chance.choice(found)[0]
    return now.put(where, f"{words}\n\n")


def paragraphs_taken_out(now: Version, chance: random.Random) -> Version:
    """One to three paragraphs taken out."""
    for _ in range(chance.randint(1, 3)):
        found = paragraphs(now.text)
        if len(found) > 3:
            at = chance.randrange(len(found) - 1)
            now = now.put(found[at][0], "", found[at + 1][0] - found[at][0])
    return now


def paragraphs_moved(now: Version, chance: random.Random) -> Version:
    """One to five paragraphs in a row moved elsewhere."""
    found = paragraphs(now.text)
    first = chance.randrange(len(found) - 1)
    last = min(first + chance.randint(1, 5), len(found) - 1)
    start, end = found[first][0], found[last][0]
    others = [place for place, _ in found if place <= start or place >= end]
    return now.moved(start, end, chance.choice(others))


def names_hidden(now: Version, chance: random.Random) -> Version:
    """Two or three names or words replaced wherever they stand."""
    for _ in range(chance.randint(2, 3)):
        at = chance.randrange(len(now.text) - 8)
        found = re.compile(r"[一-鿿]{2,3}|[A-Z][a-z]+|[a-z]{5,}").search(now.text, at)
        if found is None or now.text.count(found[0]) > 60:
            continue
        put = chance.choice(("[某某]", "XX", "P7", "[Name]", "某单位"))
        for match in reversed(list(re.finditer(re.escape(found[0]), now.text))):
            now = now.put(match.start(), put, match.end() - match.start())
    return now


def rewrapped(now: Version, chance: random.Random) -> Version:
    """Lines broken at another width, or not at all; paragraphs with or without an empty line between them."""
    width = chance.choice((24, 40, 72, 10_000))
    gap = chance.choice(("\n\n", "\n", "\n\n\n"))
    text, origins = [], []
    for number, (start, end) in enumerate(paragraphs(now.text)):
        if number:
            text.append(gap)
            origins += [NEW] * len(gap)
        column = 0
        for at in range(start, end):
            letter = " " if now.text[at] == "\n" else now.text[at]
            column += 1
            if column > width and (letter == " " or ord(letter) > 0x2E80):
                letter, column = "\n" if letter == " " else f"\n{letter}", 0
            text.append(letter)
            origins += [NEW] * (len(letter) - 1) + [now.origins[at]]
    return Version("".join(text), origins)


def another_format(now: Version, chance: random.Random) -> Version:
    """The same words written as Markdown or Word and read back."""
    words = [now.text[start:end] for start, end in paragraphs(now.text)]
    if chance.random() < 0.5:
        file, made = io.BytesIO(), docx.Document()
        for each in words:
            made.add_paragraph(each)
        made.save(file)
        data, suffix = file.getvalue(), "docx"
    else:
        data, suffix = "\n\n".join(words).encode(), "md"
    text = read_document(data, id="D", kind="interview", path=f"D.{suffix}", suffix=suffix).document.text
    origins = iter([origin for origin, letter in zip(now.origins, now.text, strict=True) if not letter.isspace()])
    if "".join(text.split()) != "".join(now.text.split()):  # a mark of one format that is a letter in the other
        return now
    return Version(text, [NEW if letter.isspace() else next(origins) for letter in text])


EDITS: tuple[Edit, ...] = (
    typos,
    words_changed,
    sentence_put_in,
    sentence_taken_out,
    paragraphs_put_in,
    paragraphs_taken_out,
    paragraphs_moved,
    short_answers,
    pair_repeated,
    names_hidden,
    rewrapped,
    another_format,
)


@dataclass(frozen=True, slots=True)
class Truth:
    """Where a passage's letters went, counted in letters of the new text; `kind` says what became of them.

    `untouched`: all there, nothing between. `edited`: at least half there, with what was typed between. `parted`: new lines
    stand in their midst. `split`: torn apart, or with other words of the old text between. `gone`: less than half is left.
    """

    kind: str
    start: int
    end: int
    earliest: int
    latest: int


class Map:
    """Where the letters of a text went in a version of it."""

    def __init__(self, before: str, now: Version) -> None:
        letters = [
            (origin, letter) for origin, letter in zip(now.origins, now.text, strict=True) if not letter.isspace()
        ]
        self.before, self.origins = before, [origin for origin, _ in letters]
        self.places = {origin: at for at, origin in enumerate(self.origins) if origin != NEW}
        self.new_lines = self._new_lines(now)
        self.rank = [0]
        for letter in now.text:
            self.rank.append(self.rank[-1] + (not letter.isspace()))

    def truth(self, start: int, end: int) -> Truth:
        """Return what became of the passage `[start, end)` of the text before."""
        own = [at for at in range(start, end) if not self.before[at].isspace()]
        there = [self.places[at] for at in own if at in self.places]
        if len(there) * 2 < len(own) or not there:
            return Truth("gone", 0, 0, 0, 0)
        first, last = min(there), max(there) + 1
        between = [self.origins[at] for at in range(first, last)]
        if there != sorted(there) or any(origin != NEW and not start <= origin < end for origin in between):
            return Truth("split", first, last, first, last)
        earliest, latest = first, last
        if own[0] not in self.places:
            while earliest > 0 and first - earliest < 12 and self.origins[earliest - 1] == NEW:
                earliest -= 1
        if own[-1] not in self.places:
            while latest < len(self.origins) and latest - last < 12 and self.origins[latest] == NEW:
                latest += 1
        whole = len(there) == len(own) and NEW not in between
        parted = any(first < at < last for at in self.new_lines)
        return Truth("untouched" if whole else "parted" if parted else "edited", first, last, earliest, latest)

    def _new_lines(self, now: Version) -> list[int]:
        """Return the letters at which lines begin that were typed whole."""
        found, letters, at = [], 0, 0
        for line in now.text.split("\n"):
            typed = [
                origin == NEW for origin, letter in zip(now.origins[at:], line, strict=False) if not letter.isspace()
            ]
            found += [letters] if typed and all(typed) else []
            letters, at = letters + len(typed), at + len(line) + 1
        return found

    def wrong(self, truth: Truth, span: Span, start: int, end: int) -> bool:
        """Say whether a passage that was placed at `span` of the new text stands wrong."""
        first, last = self.rank[span.start], self.rank[span.end]
        if truth.kind in ("untouched", "edited", "parted"):
            return not (truth.earliest <= first <= truth.start and truth.end <= last <= truth.latest)
        held = [origin for origin in self.origins[first:last] if origin != NEW]
        own = sum(not self.before[at].isspace() for at in range(start, end))
        return any(not start <= origin < end for origin in held) or len(held) < 0.6 * own


def passages(study: Study, document: Document, chance: random.Random, *, coded_only: bool = False) -> list[Anchor]:
    """Return the places of a document's codings, and as many others: words, short answers, sentences, whole turns and two of them."""
    text = document.text
    coded = {
        (c.place.start, c.place.end)
        for who in study.settings.coders
        for c in study.state(who.handle, document.id).codings
    }
    spans = {span for span in coded if span[1] <= len(text)}
    if coded_only:
        return [anchor(document, Span(*span)) for span in sorted(spans)]
    turns = [turn.words for turn in document.turns if turn.words]
    spans |= {(words.start, words.end) for words in turns if words.end - words.start < 12}
    for _ in range(20):
        words, at = chance.choice(turns), chance.randrange(len(text) - 60)
        spans |= {(words.start, words.end), (at, at + chance.randint(2, 6)), (at, at + chance.randint(7, 50))}
    for one, other in zip(turns[::9], turns[1::9], strict=False):
        spans.add((one.start, other.end))
    return [anchor(document, Span(*span)) for span in sorted(spans) if text[slice(*span)].strip()]


def measure(
    before: Document, places: Sequence[Anchor], now: Version, *, cached: bool, tally: Counter[tuple[str, str]]
) -> Iterator[tuple[Anchor, Truth, Span]]:
    """Count what becomes of places in a version of their text, and yield those that stand wrong."""
    known = {before.text_sha256: before.text} if cached else {}
    document = Document(before.id, before.kind, now.text, (), (), earlier=known.get)
    went = Map(before.text, now)
    for place in places:
        truth = went.truth(place.start, place.end)
        span, _ = place_in(document, place)
        if span is not None and went.wrong(truth, span, place.start, place.end):
            tally[truth.kind, "wrong"] += 1
            yield place, truth, span
        else:
            tally[truth.kind, "reported" if span is None else "followed"] += 1
        if truth.kind == "untouched" and not _undisturbed(went, place):
            tally["untouched, beside a change", "reported" if span is None else "followed"] += 1


def _undisturbed(went: Map, place: Anchor) -> bool:
    start, end = place.start - len(place.before), place.end + len(place.after)
    return went.truth(max(0, start), min(end, len(went.before))).kind == "untouched"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--together", type=int, default=1, help="how many edits each text takes before it is looked at")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="kinds of edit, by a part of their names, between commas")
    parser.add_argument("--coded", action="store_true", help="only the places of the bundled study's codings")
    parser.add_argument("--show", type=int, default=5)
    parser.add_argument("--speed", action="store_true", help="only time 10,000 codings in 200 edited transcripts")
    options = parser.parse_args()
    if options.speed:
        speed()
        return
    study = Study(ROOT)
    chance = random.Random(options.seed)
    documents = [study.document(id) for id in study.document_ids]
    places = {document.id: passages(study, document, chance, coded_only=options.coded) for document in documents}
    edits = [edit for edit in EDITS if any(each in edit.__name__ for each in options.only.split(","))]
    print(
        f"{options.edits:,} texts of {options.together} edits; {sum(map(len, places.values())):,} places in {len(documents)} documents"
    )
    tallies = {True: Counter[tuple[str, str]](), False: Counter[tuple[str, str]]()}
    seconds, shown = {True: 0.0, False: 0.0}, 0
    reported: Counter[tuple[str, bool]] = Counter()
    for number in range(options.edits):
        before, edit = chance.choice(documents), edits[number % len(edits)]
        now = edit(version(before.text), chance)
        for _ in range(options.together - 1):
            now = chance.choice(edits)(now, chance)
        for cached in (True, False):
            started = time.perf_counter()
            was = tallies[cached]["untouched", "reported"] + tallies[cached]["edited", "reported"]
            for place, truth, span in measure(before, places[before.id], now, cached=cached, tally=tallies[cached]):
                if shown < options.show:
                    print(f"WRONG {edit.__name__} {before.id} cached={cached} {truth}")
                    print(f"   was {place.before!r} [{place.quote!r}] {place.after!r}")
                    around = (
                        now.text[max(0, span.start - 40) : span.start],
                        span.of(now.text),
                        now.text[span.end : span.end + 40],
                    )
                    print(f"   now {around[0]!r} [{around[1]!r}] {around[2]!r}")
                    shown += 1
            seconds[cached] += time.perf_counter() - started
            reported[edit.__name__, cached] += (
                tallies[cached]["untouched", "reported"] + tallies[cached]["edited", "reported"] - was
            )
    for cached in (True, False):
        report(tallies[cached], cached, seconds[cached])
        print(
            "   reported, by kind of edit:", {name: n for (name, which), n in reported.items() if which is cached and n}
        )


def speed(codings: int = 10_000, documents: int = 200) -> None:
    """Time the anchoring of 10,000 codings in 200 transcripts that were edited, each in five ways at once."""
    study, chance = Study(ROOT), random.Random(1)
    known = [study.document(id) for id in study.document_ids if id.startswith("INT")]
    made = []
    for number in range(documents):
        text = "\n\n".join(each.text for each in chance.sample(known, 4))[:20_000] + f"\n\n{number}"
        before = Document(f"D{number}", "interview", text, (), ())
        starts = sorted(chance.randrange(len(text) - 60) for _ in range(codings // documents))
        places = [anchor(before, Span(at, at + chance.randint(8, 60))) for at in starts]
        now = version(text)
        for edit in (typos, words_changed, paragraphs_put_in, paragraphs_taken_out, sentence_taken_out):
            now = edit(now, chance)
        made.append((before, now.text, places))
    for cached in (True, False):
        started, states = time.perf_counter(), Counter[str]()
        for before, text, places in made:
            earlier = {before.text_sha256: before.text} if cached else {}
            after = Document(before.id, "interview", text, (), (), earlier=earlier.get)
            states.update(place_in(after, place)[1] for place in places)
        seconds = time.perf_counter() - started
        length = sum(len(text) for _, text, _ in made) // documents
        print(f"{codings:,} codings in {documents} transcripts of {length:,} characters, {'with' if cached else 'without'} "
              f"the old text: {seconds:.1f} s; {dict(states)}")  # fmt: skip


def report(tally: Counter[tuple[str, str]], cached: bool, seconds: float) -> None:
    print(f"{'with' if cached else 'without'} the old text in the cache ({seconds:.1f} s)")
    for kind in ("untouched", "untouched, beside a change", "edited", "parted", "split", "gone"):
        count = {how: tally[kind, how] for how in ("followed", "reported", "wrong")}
        total = sum(count.values())
        share = f"{count['followed'] / total:7.2%}" if total else "      –"
        print(f"   {kind:<28} {total:>9,}  followed {share}  reported {count['reported']:>7,}  wrong {count['wrong']}")


if __name__ == "__main__":
    main()

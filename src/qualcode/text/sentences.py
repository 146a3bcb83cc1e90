"""Sentences of Chinese, English and mixed text, by rule and without a language switch.

One compiled scan finds every place where a sentence might end; most are decided by the scan itself, the rest by a few
cheap looks at what stands around them. Chinese quotation follows GB/T 15834-2011 (a full sentence in quotation marks
keeps its stop inside them).
"""

from __future__ import annotations

import re
from functools import cache

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = "”’」』）》】〕)\\]\"'»"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "mr mrs ms mx dr prof gen sen rep rev hon capt col lt sgt maj gov pres supt messrs mme mlle vs cf e.g i.e viz"
)
_BEFORE_NUMBER = _words("no nos n° nr p pp fig figs vol vols ch chap sec sect art arts para paras eq ver q § cl")
_ABBREVIATIONS = _words(
    "co inc ltd corp bros jr sr st mt ft ave blvd rd dept univ assn assoc approx est al ed eds esp incl max min misc "
    "tel ext jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "ca resp orig trans transl rev repr ibid op cit seq"
)
_SHORTENED = _TITLES | _BEFORE_NUMBER | _ABBREVIATIONS
_TAILS = "|".join(sorted({word[-3:] + r"\." for word in _SHORTENED if len(word) > 2 and word.isalpha()}))


# One leading character class lets the scan leap from mark to mark; what stands before is asked only there.
@cache
def _candidate() -> re.Pattern[str]:
    """Return where a sentence may end; compiled when it is first needed, since most commands never ask for sentences."""
    return re.compile(
        rf"""
        [。！？｡!?.…\n]
        (?:
            (?: (?<=[。！？｡]) [。！？｡]*+ (?![{_CLOSING}，、；：,;:!?.…～~])
              | (?<=[a-z]{{3}}\.) (?<!{_TAILS}) (?=\s++[A-Z{_HAN}])
              | (?<=[a-z][!?]) (?=\s++[A-Z{_HAN}])
              | [。！？｡!?.…]*+ [{_CLOSING}]*+ (?=[^\S\n]*\n[^\S\n]*\n)
              | (?<=\n) (?=[^\S\n]*\n)
            ) ()\s*+                                                      # 1: where a sentence surely ends
          | (?<!\n) (?!(?<=\.)[A-Za-z0-9]) (?!(?<=…)…?[{_HAN}，])          # decimals, acronyms and hesitations go by
            [。！？｡!?.…～~]*+ (?:[ ]\.)*+
            ([{_CLOSING}]*+) (\s*+)                                       # 2: closing signs, 3: white space
        )
        """,
        re.VERBOSE,
    )


_WIDE = frozenset("。！？｡")
_IS_HAN = re.compile(rf"[{_HAN}（“‘《「『【：，、]")
_GOES_ON = frozenset("，、；：,;:")
_OPENING = frozenset("\"“‘'([（《「『【«")
_OPENER_OF = {
    "”": "“",
    "’": "‘",
    "」": "「",
    "』": "『",
    "）": "（",
    ")": "(",
    "】": "【",
    "〕": "〔",
    "]": "[",
    "»": "«",
}
_LIST_OPENING = frozenset("0123456789•⁃●▪◦·a")
_BRACKETS = frozenset("）)】〕]")
_QUOTED_SPEECH_AFTER = frozenset("：:，,。！？；…—说道问答喊讲叫想写曰 \n\u3000")
_ATTRIBUTION = re.compile(
    rf"(?:(?![没不无])[{_HAN}·A-Za-z]){{1,6}}?(?:说|问|答|喊|讲|笑道|叹道|表示|坦言|补充|解释)(?:道|着|了|过)?[。，：！,:]"
)

_WORD_BEFORE = re.compile(rf"[^\s(（\[“‘\"'—–，。、；：！？•⁃●▪◦·{_HAN}]+$")
_LETTERS = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
_BARE_TIME = re.compile(r"(?:(?:At|By|Around|About|From|Until|Since|Before|After|On)\s+)?[\d:.]+\s*[ap]\.m", re.I)
_MARKER = re.compile(r"(?P<bullet>[•⁃●▪◦·]?\s*)(?P<item>\d{1,3}|[a-z])(?P<tail>\.\)|\.|\))(?=\s)")

_STARTERS = _words(
    "a an the this that these those there here i i'm i've i'd i'll it it's its he he's she she's they they're we we're you you're my your "
    "his her our their who what when where why how which whose if as at in on for from with without by after before since "
    "while although though because and but or so then now yes no well okay ok also however still once some many most "
    "all every each one two both did do does is are was were have has had can could will would should may might "
    "let let's not nobody nothing everyone everybody people please thank thanks yeah yep nope uh um oh right sure actually maybe"
)
_FIRST_PERSON = frozenset(("i", "i'm", "i've", "i'd", "i'll"))


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the sentences of `text[start:end]` as half-open `(start, end)` pairs, in code points of `text`.

    Spans are trimmed of outer white space, never empty, ordered and disjoint, and cover every character that is not
    white space. A blank line always ends a sentence; a single line break is white space, for lines may be hard-wrapped.
    An ellipsis with more words directly after it is a hesitation and ends nothing.

    >>> text = "真的吗？！太好了。 The U.S. Government paid 3.5%. So it's... fine."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['真的吗？！', '太好了。', 'The U.S. Government paid 3.5%.', "So it's... fine."]
    """
    stop = len(text) if end is None else min(end, len(text))
    spans: list[tuple[int, int]] = []
    first = _skip_space(text, max(start, 0), stop)
    for match in _candidate().finditer(text, first, stop):
        if match.lastindex == 1:
            last = match.end(1)
            if text[last - 1] == "\n":
                last = _skip_space_back(text, first, last)
            if last > first:
                spans.append((first, last))
            first = match.end()
        elif match.end() < stop and (cut := _cut(text, first, match)) is not None:
            spans.append((first, cut))
            first = match.end() if cut == match.end(2) else cut
    last = _skip_space_back(text, first, stop)
    if last > first:
        spans.append((first, last))
    for sentence in spans:
        if text[sentence[0]] in _LIST_OPENING:
            return [item for sentence in spans for item in _items(text, *sentence)]
    return spans


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _skip_space_back(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the items of a list written in one line (`1) … 2) …`), or the sentence whole where there is none."""
    parts: list[tuple[int, int]] = []
    while (marker := _MARKER.match(text, start, end)) is not None:
        following = _next_item(marker["item"])
        wanted = re.compile(rf"(?<=\s){re.escape(marker['bullet'])}{following}{re.escape(marker['tail'])}(?=\s)")
        found = wanted.search(text, marker.end(), end)
        if found is None:
            break
        parts.append((start, _skip_space_back(text, start, found.start())))
        start = found.start()
    return [*parts, (start, end)]


def _next_item(item: str) -> str:
    return str(int(item) + 1) if item.isdigit() else chr(ord(item) + 1)


def _cut(text: str, start: int, match: re.Match[str]) -> int | None:
    """Return where the sentence that began at `start` ends, at this mark or after its closing signs, or `None`."""
    close, gap = match.group(2, 3)
    cut, following = match.end(2), match.end()
    if gap and text[cut - 1] == "." and cut - match.start() == 1:
        return cut if _ends_with_stop(text, start, following, match.start()) else None
    marks = text[match.start() : match.start(2)]
    if '"' in close and not gap and text.count('"', start, match.start()) % 2 == 0:
        # A straight quotation mark that opens: the sentence ends before it.
        cut = following = match.start(2)
        close = ""
    after = text[following]
    if after in _GOES_ON:
        return None
    chinese = not _WIDE.isdisjoint(marks) or (
        not gap and (_IS_HAN.match(after) is not None or _IS_HAN.match(text, max(start, match.start() - 1)) is not None)
    )
    if marks.endswith(("…", "..", " .", "～", "~")) and _WIDE.isdisjoint(marks) and not set("!?") & set(marks):
        if chinese and close and not gap:
            ends = _ends_chinese(text, start, following, match.start(), close)
        else:
            ends = _ends_with_ellipsis(text, start, following, marks, gap)
    elif chinese:
        word = _word_before(text, start, match.start()) if marks == "." else ""
        ends = not _is_abbreviation(word) and _ends_chinese(text, start, following, match.start(), close)
    elif not gap:
        ends = False
    elif marks == ".":
        ends = _ends_with_stop(text, start, following, match.start())
    else:
        ends = _may_open(text, start, following)
    return cut if ends else None


def _ends_chinese(text: str, start: int, following: int, mark: int, close: str) -> bool:
    """Say whether a Chinese sentence ends with what a closing sign encloses, or goes on around it."""
    if not close:
        return True
    last = close[-1]
    if "》" in close:
        return False
    opener = text.rfind(_OPENER_OF.get(last, last), start, mark)
    if last in _BRACKETS:
        return opener in (-1, start)
    if text[following] in "的地—" or _ATTRIBUTION.match(text, following) is not None:
        return False
    return opener in (-1, start) or text[opener - 1] in _QUOTED_SPEECH_AFTER


def _ends_with_ellipsis(text: str, start: int, following: int, marks: str, gap: str) -> bool:
    """Say whether an ellipsis with white space after it ends a sentence; four dots are a full stop and an ellipsis."""
    if not gap:
        return False
    if _IS_HAN.match(text, following):
        return True
    if marks.count(".") > 3:
        return _may_open(text, start, following)
    return _starts_sentence(text, following, besides=_FIRST_PERSON)


def _ends_with_stop(text: str, start: int, following: int, mark: int) -> bool:
    """Say whether a full stop with white space after it ends a sentence, or an abbreviation, initial or list marker."""
    if text[following].islower() and not text[start].islower():
        return False
    word = _word_before(text, start, mark)
    key = word.lower()
    if key.isdigit() and len(key) <= 3 and _in_list(text, start, mark, key):
        return False
    if key in _TITLES:
        return False
    if key in _BEFORE_NUMBER and text[following].isdigit():
        return False
    if key in ("a.m", "p.m"):
        bare = _BARE_TIME.fullmatch(text, start, mark) is not None
        return _may_open(text, start, following) and not bare
    if len(key) == 1 and key.isalpha():
        return not _in_list(text, start, mark, key) and _starts_sentence(text, following)
    if _is_abbreviation(key):
        return _starts_sentence(text, following)
    return _may_open(text, start, following)


def _word_before(text: str, start: int, mark: int) -> str:
    found = _WORD_BEFORE.search(text[max(start, mark - 24) : mark])
    return found[0] if found else ""


def _is_abbreviation(word: str) -> bool:
    key = word.lower()
    return (
        key.isdigit()
        if key[-1:].isdigit()
        else key in _ABBREVIATIONS
        or key in _TITLES
        or (key in _BEFORE_NUMBER and key != "no")
        or _ACRONYM.fullmatch(key) is not None
    )


def _in_list(text: str, start: int, mark: int, item: str) -> bool:
    """Say whether a number or letter before a stop numbers an item: at the sentence's start, or after the one before."""
    if text[start:mark].lstrip("•⁃●▪◦· ") == item:
        return True
    marker = _MARKER.match(text, start)
    if marker is None or marker["item"].isdigit() != item.isdigit():
        return False
    return 0 < (int(item) - int(marker["item"]) if item.isdigit() else ord(item) - ord(marker["item"])) <= 20


def _may_open(text: str, start: int, following: int) -> bool:
    """Say whether a sentence may begin here: not with a small letter, unless this writer begins with small letters."""
    at = following + 1 if text[following] in _OPENING and following + 1 < len(text) else following
    return not text[at].islower() or text[start].islower()


def _starts_sentence(text: str, following: int, besides: frozenset[str] = frozenset()) -> bool:
    """Say whether a capitalised word that commonly opens a sentence stands here, or a Chinese one."""
    at = following + 1 if text[following] in _OPENING else following
    word = _LETTERS.match(text, at)
    if word is None:
        return _IS_HAN.match(text, at) is not None
    key = word[0].replace("’", "'").lower()
    return word[0][0].isupper() and key in _STARTERS and key not in besides

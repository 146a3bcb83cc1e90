"""Codes that may be one code: names that say the same, and cues that two codes share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from qualcode.model.codebook import Code, Codebook
from qualcode.model.names import name_key
from qualcode.model.problem import Problem, warning

_Key = tuple[str, ...]

_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_STOP = frozenset(
    {
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "its",
        "of",
        "on",
        "or",
        "the",
        "their",
        "to",
        "with",
    }
)
# Longest first.
_ENDINGS = (
    *("ations", "ation", "ating", "ative", "ments", "ated", "ates", "ions", "ings", "ment", "ate", "ion", "ing", "ies"),
    *("ed", "es", "s", "y"),
)
_SHARED_WORDS = 0.85
_LEAST_TYPO = 5
_LEAST_OTHER_LETTER = 10

# In Chinese a word is mostly two characters, so one other character is another word: only marks of grammar are looked past.
_GRAMMAR = str.maketrans("", "", "的之地和与與及以、，（）()《》“” \u3000-·/")
_TAILS = "化性度类類型等"
_LEAST_CHINESE = 4
_LEAST_CHINESE_TYPO = 8
_OPPOSED = (
    "内外",
    "高低",
    "上下",
    "大小",
    "多少",
    "有无",
    "前后",
    "左右",
    "东西南北中",
    "正反",
    "主客",
    "公私",
    "升降",
    "长短",
    "强弱",
    "省市县国",
    "校企政",
)


def near_duplicates(codebook: Codebook, path: str = "codebook.yaml") -> tuple[Problem, ...]:
    """Return a warning for each pair of codes whose names say the same in some language, and for each shared cue.

    Names are alike when they hold the same words whatever their order, endings and small words (`Policy fragmentation`,
    `Fragmented policies`), a slip of one letter in a longer word included; Chinese names when they hold the same
    characters in another order, or differ by a mark of grammar alone. A modifier more (`学徒制`, `现代学徒制`) or another
    two-character word is another name.
    """
    return (*_alike_names(codebook, path), *_shared_cues(codebook, path))


def _alike_names(codebook: Codebook, path: str) -> list[Problem]:
    found: dict[tuple[str, str], Problem] = {}
    for language in dict.fromkeys(language for code in codebook for language in code.names):
        named = [(code, code.names[language]) for code in codebook if code.names.get(language, "").strip()]
        for alike, group in ((_chinese_alike, True), (_words_alike, False)):
            keyed = [(code, name, _key(name)) for code, name in named if bool(_CHINESE.search(name)) is group]
            _compare(keyed, alike, path, found)
    return sorted(found.values(), key=lambda problem: problem.line or 0)


def _compare(
    keyed: Sequence[tuple[Code, str, _Key]],
    alike: Callable[[_Key, _Key], bool],
    path: str,
    found: dict[tuple[str, str], Problem],
) -> None:
    for (first, first_name, first_key), (second, name, key) in combinations(keyed, 2):
        if (first.id, second.id) in found or not alike(first_key, key):
            continue
        same = "has the same name as" if name_key(name) == name_key(first_name) else "is named almost as"
        message = f'{second.id} "{name}" {same} {first.id} "{first_name}" (line {first.line}).'
        remedy = "Say in both where the line between them runs, or merge them."
        found[first.id, second.id] = warning(path, second.line, message, remedy)


def _key(name: str) -> _Key:
    """Return what is compared of a name: its characters in Chinese, else the stems of its words."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    if _CHINESE.search(name):
        return tuple(folded.translate(_GRAMMAR))
    return tuple(sorted({_stem(word) for word in _WORD.findall(folded) if word not in _STOP}))


def _words_alike(first: _Key, second: _Key) -> bool:
    needed = _SHARED_WORDS * (len(first) + len(second)) / 2
    shared = len(set(first).intersection(second))
    if shared >= needed:
        return bool(shared)
    if shared + 1 < needed or len(first) != len(second):
        return False
    [*one], [*other] = set(first).difference(second), set(second).difference(first)
    return any(_is_slip_of_pen(word, twin) for word in one for twin in other)


def _is_slip_of_pen(first: str, second: str) -> bool:
    shorter, longer = sorted((len(first), len(second)))
    if longer < _LEAST_TYPO or first[0] != second[0] or first[-1] != second[-1] or first.isdigit():
        return False
    if shorter == longer and longer < _LEAST_OTHER_LETTER and sorted(first) != sorted(second):
        return False  # contract, contrast: another letter makes another word
    return DamerauLevenshtein.distance(first, second, score_cutoff=1) <= 1


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _chinese_alike(first: _Key, second: _Key) -> bool:
    if first == second:
        return True
    if min(len(first), len(second)) >= _LEAST_CHINESE and _without_tail(first) == _without_tail(second):
        return True
    if len(first) != len(second) or len(first) < _LEAST_CHINESE:
        return False
    return sorted(first) == sorted(second) or (len(first) >= _LEAST_CHINESE_TYPO and _is_slip(first, second))


def _without_tail(characters: _Key) -> str:
    return "".join(characters).rstrip(_TAILS)


def _is_slip(one: _Key, other: _Key) -> bool:
    different = [{a, b} for a, b in zip(one, other, strict=True) if a != b]
    if len(different) != 1 or any(char.isascii() for char in different[0]):
        return False
    return not any(different[0] <= set(opposed) for opposed in _OPPOSED)


def _shared_cues(codebook: Codebook, path: str) -> list[Problem]:
    holders: dict[str, dict[str, Code]] = {}
    written: dict[str, str] = {}
    for code in codebook:
        for phrase in (phrase for phrases in code.cues.values() for phrase in phrases):
            key = " ".join(name_key(phrase).split())
            written.setdefault(key, phrase)
            holders.setdefault(key, {})[code.id] = code
    return [
        warning(
            path,
            list(codes.values())[1].line,
            f'The cue "{written[key]}" stands under {" and ".join(codes)}.',
            "Both will be suggested for its passages; leave it with the one it speaks for.",
        )
        for key, codes in holders.items()
        if len(codes) > 1
    ]

"""Fonts that have the characters of a figure, among those that are installed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache

from matplotlib import font_manager

from qualcode.errors import QualcodeError

LATIN = "DejaVu Sans"
"""Comes with matplotlib, so it is always there."""

CHINESE = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC"),
    *("Microsoft YaHei", "Hiragino Sans GB", "Heiti SC", "STHeiti", "DengXian", "SimHei", "Sarasa Gothic SC"),
    *("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "LXGW WenKai", "Noto Sans CJK TC", "Noto Sans CJK HK"),
    *("Noto Sans CJK JP", "Noto Sans CJK KR", "Source Han Sans", "PingFang TC", "PingFang HK", "Microsoft JhengHei"),
    *("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "STSong", "SimSun", "NSimSun", "FangSong", "KaiTi"),
    *("AR PL UMing CN", "AR PL UKai CN", "Arial Unicode MS", "Droid Sans Fallback", "Unifont"),
)
"""Families with Chinese characters, those best legible in a figure first."""

_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
_EMPTY_SHAPES = "Last Resort"


def families(text: str) -> list[str]:
    """Return the font families that together have the characters of a text, the first one for all it has.

    Raise `QualcodeError` when Chinese, Japanese or Korean characters are in no installed font. Other characters that no
    font has, such as some emoji, are drawn as an empty box.
    """
    needed = {character for character in text if not character.isspace()}
    missing = needed - _characters(LATIN)
    if not missing:
        return [LATIN]
    east_asian = {character for character in missing if _EAST_ASIAN.match(character)}
    found = list(_covering(east_asian, CHINESE)) if east_asian else []
    found.append(LATIN)
    missing = missing.difference(*map(_characters, found))
    found += _covering(missing, sorted(_files()))
    absent = sorted(east_asian.difference(*map(_characters, found)))
    if absent:
        raise QualcodeError(
            f"No installed font has the Chinese characters of this figure ({''.join(absent[:8])}"
            f"{'…' if len(absent) > 8 else ''}).",
            remedy="Install one, such as Noto Sans CJK SC (on Debian: fonts-noto-cjk), and write the figure again.",
        )
    return found


def _covering(needed: set[str], names: Iterable[str]) -> Iterator[str]:
    """Yield the families that have some of the characters needed which those before them lack; one that has all, alone."""
    installed = [name for name in names if name in _files()]
    whole = next((name for name in installed if needed <= _characters(name)), None)
    if whole is not None:
        installed = [whole]
    for name in installed:
        if not needed:
            return
        if had := needed & _characters(name):
            needed = needed - had
            yield name


@cache
def _files() -> dict[str, str]:
    """Return a file of each installed family, also of those that came after matplotlib last looked."""
    manager = font_manager.fontManager
    known = {font.fname for font in manager.ttflist}
    for path in sorted(font_manager.findSystemFonts()):
        if path not in known:
            with suppress(OSError, RuntimeError, ValueError):  # a broken font file is none
                manager.addfont(path)
    fonts = sorted((font for font in manager.ttflist if not font.name.startswith(_EMPTY_SHAPES)), key=_plainest)
    return {font.name: font.fname for font in reversed(fonts)}


def _plainest(font: font_manager.FontEntry) -> tuple[bool, int, str]:
    weight = font.weight if isinstance(font.weight, int) else 400
    return font.style != "normal", abs(weight - 400), font.fname


@cache
def _characters(family: str) -> frozenset[str]:
    file = _files().get(family)
    if file is None:
        return frozenset()
    try:
        return frozenset(map(chr, font_manager.get_font(file).get_charmap()))
    except (OSError, RuntimeError):
        return frozenset()

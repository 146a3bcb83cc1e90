"""The words that a person typed, for the manifest of what the command writes: how the file was made."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from pathlib import Path

WORDS: ContextVar[tuple[str, ...]] = ContextVar("WORDS", default=())

_NOT_RECORDED = ("--out", "--study", "--format")
_FILES = ("--reference-doc", "--table", "--ratings", "--contingency", "--sets", "--spans")


def made_by(out: Path, root: Path, language: str) -> list[str]:
    """Return the words of the present command that a file was made by: without where it went, with the language chosen.

    Files that it was given are named as seen from the study's folder.
    """
    kept: list[str] = []
    for option, word in _without(WORDS.get(), out):
        here = option in _FILES and not word.startswith("-")
        kept.append(Path(os.path.relpath(word, root)).as_posix() if here else word)
    if kept and "--lang" not in kept and kept[0] not in _WITHOUT_LANGUAGE:
        kept += ["--lang", language]
    return kept


_WITHOUT_LANGUAGE = ("show", "plan")


def _without(words: Sequence[str], out: Path) -> Iterator[tuple[str, str]]:
    """Yield each word with the option before it, but for those that say where a file goes; `--a=b` becomes two words."""
    before = ""
    for word in _parted(words):
        if before in _NOT_RECORDED:
            before = ""
        elif word in _NOT_RECORDED:
            before = word
        elif before or word != str(out):
            yield before, word
            before = word if word.startswith("--") else ""


def _parted(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        name, equals, value = word.partition("=")
        yield from (name, value) if equals and name.startswith("--") else (word,)

"""The works that a report names, from `bibliography.toml`: only those that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from qualcode.errors import StudyError
from qualcode.report.contents import Part
from qualcode.report.templates import find_template, read_toml

FILE = "bibliography.toml"


def works_cited(parts: Iterable[Part], study_root: Path | None = None) -> tuple[str, ...]:
    """Return the entries of the works that these parts name, in the order of the file.

    A work is named by a word of its `cited` in a paragraph, a title, a heading or a note, or by one of its `sections`. Raise
    `StudyError` with its path where the file holds anything else.
    """
    shown = tuple(parts)
    said = "\n".join(text for part in shown for text in _texts(part))
    sections = {part.name for part in shown if part.displays or part.before or part.after}
    path = find_template(FILE, study_root)
    works = read_toml(path).get("works")
    if not isinstance(works, list) or not all(map(_is_work, works)):
        raise StudyError(
            "A work is not a table with a `text` and lists of texts, `cited` and `sections`.",
            remedy="Mend it, or delete it from the study to use the one that comes with qualcode.",
            path=path.as_posix(),
        )
    return tuple(
        work["text"]
        for work in works
        if sections.intersection(work.get("sections", ())) or any(_stands(word, said) for word in work.get("cited", ()))
    )


def _is_work(work: object) -> bool:
    if (
        not isinstance(work, dict)
        or not isinstance(work.get("text"), str)
        or work.keys() - {"text", "cited", "sections"}
    ):
        return False
    lists = (work.get("cited", []), work.get("sections", []))
    return all(isinstance(each, list) and all(isinstance(word, str) for word in each) for each in lists)


def _stands(word: str, said: str) -> bool:
    return re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", said) is not None


def _texts(part: Part) -> Iterator[str]:
    yield from (*part.before, *part.after)
    for _, display in part.displays:
        yield from (display.title, *display.notes, *(column.label for column in display.columns))

"""Mentions of tables in a text: marks that become fields which Word renumbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from qualcode.report.word.xml import W, field, runs

_MARK = re.compile("\x02([^\x02\x03]*)\x03")


def mention(name: str) -> str:
    """Return the mark that stands for “Table 3” in a text, whatever number the display of that name comes to bear.

    Marks are made of control characters, which no text of a study can hold: no quote can pass for one.
    """
    return f"\x02{name}\x03"


def other_language(name: str) -> str:
    """Return the name under which the caption of a display in the other language is mentioned: “Table 3” beside “表3”."""
    return f"{name}\x1fother"


def mentions(names: Sequence[str], language: str) -> str:
    """Return the marks for displays that follow each other: “Table 3”, “Table 3 and Table 4”, “Table 3 to Table 8”."""
    if len(names) == 1:
        return mention(names[0])
    between = {"en": (" and ", " to "), "zh": ("、", "至")}[language][len(names) > 2]
    return f"{mention(names[0])}{between}{mention(names[-1])}"


class References:
    """The bookmarks of the displays by name, and the mentions of them that still wait for their number."""

    def __init__(self) -> None:
        self._bookmarks: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._waiting: list[tuple[str, list[etree._Element]]] = []

    def bookmark(self, name: str) -> str:
        """Return the bookmark of a display, the same before and after it is written."""
        return self._bookmarks.setdefault(name, f"_Ref{len(self._bookmarks) + 1:09d}")

    def numbered(self, name: str, label: str) -> None:
        """Note what a display is called: “Table 3”."""
        self._labels[name] = label

    def runs(self, text: str) -> Iterator[etree._Element]:
        """Yield a text as runs, each mention as a field."""
        for index, part in enumerate(_MARK.split(text)):
            if index % 2 == 0:
                yield from runs(part)
                continue
            made = list(field(f"REF {self.bookmark(part)} \\h \\* MERGEFORMAT", "?"))
            self._waiting.append((part, made))
            yield from made

    def resolve(self) -> None:
        """Put the numbers into the mentions; one of a display that was never written goes."""
        for name, made in self._waiting:
            label = self._labels.get(name)
            for run in made:
                if label is None and (parent := run.getparent()) is not None:
                    parent.remove(run)
                elif label is not None:
                    for text in run.iter(f"{{{W}}}t"):
                        text.text = label
        self._waiting.clear()

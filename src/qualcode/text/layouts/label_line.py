"""`Participant 3` or `访谈者` on a line or in a heading of its own, the words below it, without colon or time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qualcode.text.labels import bare, could_be_speaker, fold, is_known
from qualcode.text.layout import Layout, Mark, label_start
from qualcode.text.lines import Lines

_LONGEST = 40
_COLONS = ":： \t\u3000\xa0"


def find(lines: Lines) -> Iterator[Mark]:
    """Yield each line that is nothing but a label with words below it: words that transcripts use, and names that recur.

    A name alone on its line must not end as a sentence does, and be short and no field of a form.
    """
    labels = {index: label for index in range(len(lines.lines)) if (label := _label(lines, index))}
    counts = Counter(map(fold, labels.values()))
    for index, label in labels.items():
        if is_known(label) or (counts[fold(label)] > 1 and could_be_speaker(label) and index not in lines.alone):
            yield Mark(index, label, len(lines.lines[index]))


def _label(lines: Lines, index: int) -> str:
    line = lines.lines[index]
    if not line or len(line) > _LONGEST or lines.is_blank(index) or index in lines.furniture:
        return ""
    label = bare(line[label_start(line) :].rstrip(_COLONS))
    return label if label and could_be_speaker(label) and not _ends_text(lines, index) else ""


def _ends_text(lines: Lines, index: int) -> bool:
    """Say whether no words stand on the next line or, behind one blank line, on that after it."""
    below = index + 1
    while below < len(lines.lines) and below < index + 3 and lines.is_blank(below):
        below += 1
    return below >= len(lines.lines) or lines.is_blank(below)


LAYOUT = Layout("label-line", find, rank=0, headings=True)

"""Which layout a document has and which of its labels are speakers, by counting what fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from qualcode import registry
from qualcode.errors import StudyError, nearest
from qualcode.model.document import DocumentKind, TurnRole
from qualcode.text.labels import could_be_speaker, fold, is_head_field, is_known, role_of
from qualcode.text.layout import Layout, Mark
from qualcode.text.layout_settings import LayoutSettings
from qualcode.text.lines import Lines

NONE = "none"
_LONGEST_HEADER, _LONGEST_FIELD = 30, 40
_SENTENCE_END = re.compile(r"[。？！?!.…”]\s*$")
_SHARE_KNOWN: dict[DocumentKind, float] = {"interview": 0.04, "case": 0.3}
_SHARE_NAMES = 0.3
_SHARE_SINGLE = 0.3
_SHARE_DENSE = 0.75
_FEWEST_CERTAIN = 2


@dataclass(frozen=True, slots=True)
class Speaking:
    """The layout chosen for a document, its marks in order, and the labels taken for speakers though no word or setting says so."""

    layout: str = NONE
    marks: tuple[Mark, ...] = ()
    unknown: tuple[str, ...] = ()


def layout_names() -> tuple[str, ...]:
    """Return the names of the layouts that can be set, `none` last."""
    return (*(name.replace("_", "-") for name in registry.names("layout")), NONE)


def choose(
    lines: Lines, kind: DocumentKind, settings: LayoutSettings, paragraphs: Callable[[set[int]], int]
) -> Speaking:
    """Return the layout that explains most lines of a document, or `none` when nobody plausibly speaks.

    `paragraphs` counts a text's paragraphs, given the lines that labels open. A label is a speaker when the settings say so,
    when it is a word that transcripts use, when it recurs, or when it stands in a transcript of which three in four paragraphs are
    labelled; it is none when it opens a note or a field, or stands in the fields at the head. A layout is plausible when its speakers open
    enough of the paragraphs: few suffice for known words in an interview, 30 % are asked of names alone, which must also
    be two and take turns. A layout that is set is not weighed.
    """
    if settings.layout is not None and settings.layout not in layout_names():
        near = nearest(settings.layout, layout_names())
        raise StudyError(
            f'No layout "{settings.layout}".' + (f" Nearest: {', '.join(near)}." if near else ""),
            remedy=f"The layouts are {', '.join(layout_names())}.",
        )
    if settings.layout == NONE:
        return Speaking()
    best, best_rank = Speaking(), (0, 0)
    header = _header(lines)
    for _, layout in registry.load_all("layout"):
        if settings.layout not in (None, layout.name):
            continue
        found = [mark for mark in layout.find(lines) if mark.line not in lines.alone and mark.line not in header]
        marks = _accepted(found, layout, settings, paragraphs) if found else []
        rank = (len(marks), layout.rank)
        if marks and rank > best_rank and (settings.layout or _plausible(marks, layout, kind, settings, paragraphs)):
            best, best_rank = Speaking(layout.name, tuple(marks), _unknown(marks, layout, settings)), rank
    return best


def _header(lines: Lines) -> frozenset[int]:
    """Return the lines at the head of a document that hold its fields (`日期：…`, `受访者：王某`).

    They are the lines from the top, each short and opened by a label, up to the last that names a time, place or the
    like; and those below it up to a blank line, when none of them ends as a sentence does.
    """
    last = -1
    for index, line in enumerate(lines.lines[:_LONGEST_HEADER]):
        label = _field(line)
        if label and is_head_field(label):
            last = index
        elif index and not lines.is_blank(index) and index not in lines.alone and not label:
            break
    if last < 0:
        return frozenset()
    end = last + 1
    while end < len(lines.lines) and _field(lines.lines[end]) and not _SENTENCE_END.search(lines.lines[end]):
        end += 1
    if end < len(lines.lines) and lines.is_blank(end):
        last = end - 1
    return frozenset(range(last + 1))


def _field(line: str) -> str:
    """Return the label of a short line that a label and a colon open, else nothing."""
    label, colon, _ = line.replace("：", ":").partition(":")
    return label.lstrip("-*•· ") if colon and len(line) <= _LONGEST_FIELD else ""


def _named(settings: LayoutSettings) -> frozenset[str]:
    return frozenset(map(fold, (*settings.interviewer, *settings.respondent, *settings.speakers)))


def _accepted(
    found: Sequence[Mark], layout: Layout, settings: LayoutSettings, paragraphs: Callable[[set[int]], int]
) -> list[Mark]:
    named, never = _named(settings), frozenset(map(fold, settings.not_speakers))
    if settings.speakers:
        return [mark for mark in found if fold(mark.label) in named - never]
    fitting = [
        mark
        for mark in found
        if (label := fold(mark.label)) not in never and (label in named or could_be_speaker(mark.label))
    ]
    counts = Counter(fold(mark.label) for mark in fitting)
    sure = {label for label in counts if layout.stamped or counts[label] > 1 or label in named or is_known(label)}
    certain = [mark for mark in fitting if fold(mark.label) in sure]
    if len(certain) == len(fitting) or len(certain) < _FEWEST_CERTAIN:
        return certain
    likely = [mark for mark in fitting if fold(mark.label) in sure or not mark.label[0].islower()]
    dense = len(likely) >= _SHARE_DENSE * paragraphs({mark.line for mark in likely})
    return likely if dense else certain


def _plausible(
    marks: Sequence[Mark],
    layout: Layout,
    kind: DocumentKind,
    settings: LayoutSettings,
    paragraphs: Callable[[set[int]], int],
) -> bool:
    labels = Counter(fold(mark.label) for mark in marks)
    if settings.speakers or _named(settings) & labels.keys():
        return True
    share = len(marks) / max(1, paragraphs({mark.line for mark in marks}))
    known = [label for label in labels if is_known(label)]
    if _is_series(labels):
        known.remove("a")
    if known or (layout.stamped and len(marks) > 1):
        return share >= (_SHARE_SINGLE if len(marks) == 1 else _SHARE_KNOWN[kind])
    if len(labels) < 2 or max(labels.values()) < 2 or share < _SHARE_NAMES:
        return False
    return not _is_record(marks)


def _is_series(labels: Container[str]) -> bool:
    """Say whether `A` is the first of a series of letters and not the answer to `Q`."""
    return "a" in labels and "b" in labels and "q" not in labels


def _is_record(marks: Sequence[Mark]) -> bool:
    """Say whether three or more labels only ever recur in one order, as the fields of a form do."""
    sequence = [fold(mark.label) for mark in marks]
    cycle = len(set(sequence))
    return cycle > 2 and sequence == (sequence[:cycle] * (len(sequence) // cycle + 1))[: len(sequence)]


def _unknown(marks: Sequence[Mark], layout: Layout, settings: LayoutSettings) -> tuple[str, ...]:
    """Return the labels that only counting made speakers, beside labels that are known, or that stand there once."""
    named, counts = _named(settings), Counter(fold(mark.label) for mark in marks)
    roles = roles_of(marks, settings)
    known = any((is_known(label) and not (label == "a" and _is_series(counts))) or label in named for label in counts)
    labels = dict.fromkeys(mark.label for mark in marks)
    doubtful = [label for label in labels if not is_known(label) and fold(label) not in named and roles[label] is None]
    return tuple(label for label in doubtful if known or (counts[fold(label)] == 1 and not layout.stamped))


def roles_of(marks: Sequence[Mark], settings: LayoutSettings) -> dict[str, TurnRole | None]:
    """Return the turn role of each label: by the settings, else by its words, else, of two speakers, the other one's counterpart."""
    asked, answered = frozenset(map(fold, settings.interviewer)), frozenset(map(fold, settings.respondent))
    roles: dict[str, TurnRole | None] = {}
    for label in dict.fromkeys(mark.label for mark in marks):
        folded = fold(label)
        roles[label] = "interviewer" if folded in asked else "respondent" if folded in answered else role_of(label)
    if _is_series({fold(label) for label in roles}):
        roles = {label: None if fold(label) == "a" else role for label, role in roles.items()}
    given = {fold(label): role for label, role in roles.items()}
    if len(given) == 2 and sum(role is None for role in given.values()) == 1:
        known = next(role for role in given.values() if role is not None)
        other: TurnRole = "respondent" if known == "interviewer" else "interviewer"
        roles = {label: other if role is None else role for label, role in roles.items()}
    return roles

"""Which layout a document has and which of its labels are speakers, by counting what fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qualcode import registry
from qualcode.errors import StudyError, nearest
from qualcode.model.document import DocumentKind
from qualcode.text.head import head_lines
from qualcode.text.labels import could_be_speaker, fold, is_known
from qualcode.text.layout import Layout, Mark
from qualcode.text.layout_settings import LayoutSettings
from qualcode.text.lines import Lines
from qualcode.text.roles import is_series, roles_of

NONE = "none"
_SHARE_KNOWN: dict[DocumentKind, float] = {"interview": 0.04, "case": 0.3}
_SHARE_NAMES = 0.3
_SHARE_SINGLE = 0.3
_SHARE_DENSE = 0.75
_FEWEST_CERTAIN = 2
_FEWEST_ALIKE, _SHARE_ALIKE = 3, 0.9


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found of one layout: its marks that were believed, the labels that were not, and why it was not taken.

    `against` is empty where the layout is plausible, and a sentence where it is not.
    """

    layout: str
    marks: tuple[Mark, ...]
    refused: tuple[str, ...]
    share: float
    against: str
    rank: int


@dataclass(frozen=True, slots=True)
class Speaking:
    """The layout chosen for a document, its marks in order, and the labels taken for speakers though no word or setting says so.

    `weighed` are the layouts that found anything at all, the one that was taken first.
    """

    layout: str = NONE
    marks: tuple[Mark, ...] = ()
    unknown: tuple[str, ...] = ()
    weighed: tuple[Weighed, ...] = ()


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
    be two and take turns. A layout that is set is not weighed, nor is what a file says by its own form.
    """
    if settings.layout is not None and settings.layout not in layout_names():
        near = nearest(settings.layout, layout_names())
        raise StudyError(
            f'No layout "{settings.layout}".' + (f" Nearest: {', '.join(near)}." if near else ""),
            remedy=f"The layouts are {', '.join(layout_names())}.",
        )
    if settings.layout == NONE:
        return Speaking()
    header = head_lines(lines)
    layouts = [layout for _, layout in registry.load_all("layout") if settings.layout in (None, layout.name)]
    layouts.sort(key=lambda layout: not layout.certain)
    weighed: list[Weighed] = []
    for layout in layouts:
        found = _weigh(lines, header, layout, kind, settings, paragraphs)
        if found is not None and layout.certain and found.marks:
            return Speaking(found.layout, found.marks, (), (found,))
        weighed += () if found is None else (found,)
    weighed.sort(key=lambda each: (not each.against, len(each.marks), each.rank), reverse=True)
    if not weighed or weighed[0].against or not weighed[0].marks:
        return Speaking(weighed=tuple(weighed))
    best = weighed[0]
    return Speaking(best.layout, best.marks, _unknown(best, settings), tuple(weighed))


def _weigh(
    lines: Lines,
    header: frozenset[int],
    layout: Layout,
    kind: DocumentKind,
    settings: LayoutSettings,
    paragraphs: Callable[[set[int]], int],
) -> Weighed | None:
    """Return what a layout finds in a text, `None` when that is nothing."""
    if layout.certain:
        found = list(layout.find(lines))
        marks = _certain(found, settings)
        return Weighed(layout.name, tuple(marks), (), 1.0, "", layout.rank) if found else None
    apart = header | lines.furniture.keys() | (frozenset() if layout.headings else lines.alone)
    found = [mark for mark in layout.find(lines) if mark.line not in apart]
    if not found:
        return None
    marks = _accepted(found, layout, settings, paragraphs)
    taken = {mark.label for mark in marks}
    refused = tuple(dict.fromkeys(mark.label for mark in found if mark.label not in taken))
    share = len(marks) / max(1, paragraphs({mark.line for mark in marks}))
    against = "no label could be a speaker's" if not marks else ""
    if marks and settings.layout is None:
        against = _implausible(marks, share, layout, kind, settings)
    return Weighed(layout.name, tuple(marks), refused, share, against, layout.rank)


def _certain(found: Sequence[Mark], settings: LayoutSettings) -> list[Mark]:
    """Return what a file says by its own form, save for labels that the settings take out."""
    named, never = _named(settings), frozenset(map(fold, settings.not_speakers))
    only = named if settings.speakers else None
    return [
        mark
        for mark in found
        if not mark.label or (fold(mark.label) not in never and (only is None or fold(mark.label) in only))
    ]


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


def _implausible(
    marks: Sequence[Mark], share: float, layout: Layout, kind: DocumentKind, settings: LayoutSettings
) -> str:
    """Return why labels are not believed to be speakers, as words; nothing when they are."""
    labels = Counter(fold(mark.label) for mark in marks)
    if settings.speakers or _named(settings) & labels.keys():
        return ""
    known = [label for label in labels if is_known(label)]
    if is_series(labels):
        known.remove("a")
    if known or (layout.stamped and len(marks) > 1):
        enough = _SHARE_SINGLE if len(marks) == 1 else _SHARE_KNOWN[kind]
        return "" if share >= enough else f"they open {share:.0%} of the paragraphs, and {enough:.0%} are asked"
    if len(labels) == 1 and len(marks) >= _FEWEST_ALIKE and share >= _SHARE_ALIKE:
        return ""  # one person's talk, the name on every paragraph
    if len(labels) < 2:
        return "there is one label only, and no word that transcripts use"
    if max(labels.values()) < 2:
        return "no label recurs"
    if share < _SHARE_NAMES:
        return f"they open {share:.0%} of the paragraphs, and {_SHARE_NAMES:.0%} are asked of names alone"
    return "they recur in one order only, as the fields of a form do" if _is_record(marks) else ""


def _is_record(marks: Sequence[Mark]) -> bool:
    """Say whether three or more labels only ever recur in one order, as the fields of a form do."""
    sequence = [fold(mark.label) for mark in marks]
    cycle = len(set(sequence))
    return cycle > 2 and sequence == (sequence[:cycle] * (len(sequence) // cycle + 1))[: len(sequence)]


def _unknown(best: Weighed, settings: LayoutSettings) -> tuple[str, ...]:
    """Return the labels that only counting made speakers, beside labels that are known, or that stand there once."""
    marks, stamped = best.marks, any(mark.time for mark in best.marks)
    named, counts = _named(settings), Counter(fold(mark.label) for mark in marks)
    roles = roles_of(marks, settings)
    known = any((is_known(label) and not (label == "a" and is_series(counts))) or label in named for label in counts)
    labels = dict.fromkeys(mark.label for mark in marks)
    doubtful = [label for label in labels if not is_known(label) and fold(label) not in named and roles[label] is None]
    return tuple(label for label in doubtful if known or (counts[fold(label)] == 1 and not stamped))

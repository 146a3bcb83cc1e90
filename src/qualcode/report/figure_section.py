"""The figures of a section, drawn and put into Word; where one cannot be drawn, a sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from qualcode.errors import QualcodeError, UsageError
from qualcode.model.display import Display
from qualcode.registry import load
from qualcode.report.contents import Figure, Part, ReportContents
from qualcode.report.figure_wording import FIGURE_WORDS
from qualcode.report.options import Language
from qualcode.report.values import clean, label_of, notes_of
from qualcode.report.word.document import WordDocument
from qualcode.report.word.figure import page_for, room_on
from qualcode.report.word.layout import PORTRAIT
from qualcode.report.word.references import mention, mentions, other_language
from qualcode.report.wording import WORDING

_LONGEST = 600
"""Characters of what is read out for a picture: the table has the rest."""


class _Drawn(NamedTuple):
    figure: Figure
    display: Display
    pieces: tuple[bytes, ...]
    reading: tuple[str, ...]


class Drawings(NamedTuple):
    """The figures of a part that could be drawn, and the sentences that stand in place of the others."""

    drawn: tuple[_Drawn, ...]
    sentences: tuple[str, ...]

    def lead(self, language: Language, *, beside: bool = False) -> str:
        """Return the sentence that mentions the figures, empty without any; `beside` mentions those of the other captions."""
        names = [_marked(each.figure) for each in self.drawn]
        shown = [other_language(name) for name in names] if beside else names
        return FIGURE_WORDS[language].lead.format(figures=mentions(shown, language)) if shown else ""


def draw_figures(contents: ReportContents, part: Part) -> Drawings:
    """Draw the figures of a part. Figures are drawn only here, and matplotlib is loaded only then."""
    drawn: list[_Drawn] = []
    sentences: list[str] = []
    for figure in part.figures:
        found = _drawn(figure, contents.language)
        if isinstance(found, str):
            sentences.append(found)
        else:
            drawn.append(found)
    return Drawings(tuple(drawn), tuple(sentences))


def write_figures(contents: ReportContents, word: WordDocument, drawings: Drawings, other: Part | None) -> None:
    """Write the figures of a part below its tables, each with caption and notes.

    `other` is the same part in the report's other language, for captions.
    """
    titles = {figure.name: figure.title for figure in other.figures} if other else {}
    for each in drawings.drawn:
        beside = titles.get(each.figure.name)
        named = (each.figure.title, beside) if beside else (each.figure.title,)
        alternative = _alternative(each.figure.title, each.display, contents.language)
        word.figure(named, each.pieces, alternative, tuple(_notes(contents, each)), _marked(each.figure))
    for sentence in drawings.sentences:
        word.paragraph(sentence)


def _drawn(figure: Figure, language: Language) -> _Drawn | str:
    """Return the figure's pictures, or the sentence that stands in its place."""
    words, display = FIGURE_WORDS[language], figure.display
    if display is None:
        return words.nothing.format(title=figure.title)
    kind = load("figure", figure.kind)
    try:
        pieces, notes = kind.pages(display, language, room_on(PORTRAIT))
        page = page_for(pieces[0])
        if page != PORTRAIT and len(pieces) > 1:
            pieces, notes = kind.pages(display, language, room_on(page))
    except UsageError:
        return words.nothing.format(title=figure.title)
    except QualcodeError:
        return words.font.format(title=figure.title)
    return _Drawn(figure, display, pieces, notes)


def _marked(figure: Figure) -> str:
    """Return the name under which texts mention a figure, apart from the table of the same name."""
    return f"figure\x1f{figure.name}"


def _notes(contents: ReportContents, drawn: _Drawn) -> Iterator[str]:
    """Yield how to read the figure and where its numbers stand: the display's own notes where the report has no table of it."""
    words, figure = FIGURE_WORDS[contents.language], drawn.figure
    level = () if figure.level is None else (words.level.format(level=figure.level),)
    shown = any(name == figure.table for part in contents.parts for name, _ in part.displays)
    rest = (words.data.format(table=mention(figure.table)),) if shown else notes_of(drawn.display, contents.language)
    for number, note in enumerate((*drawn.reading, *level, *rest)):
        yield note if number else WORDING[contents.language].note_first + note


def _alternative(title: str, display: Display, language: Language) -> str:
    words = FIGURE_WORDS[language]
    end = "。" if language == "zh" else ". "
    rows = words.between.join(dict.fromkeys(clean(row.label) or row.key for row in display.rows))
    columns = words.between.join(map(label_of, display.columns))
    text = f"{title}{end}{words.rows}{rows}{end}{words.columns}{columns}{end}".strip()
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

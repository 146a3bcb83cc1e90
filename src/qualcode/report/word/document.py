"""A Word document written from top to bottom: headings, paragraphs, displays, each on the page it needs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from qualcode.model.display import Display
from qualcode.report.bilingual import bilingual
from qualcode.report.options import Language, Style
from qualcode.report.values import clean
from qualcode.report.word.contents_list import (
    Heading,
    Listed,
    captions_list,
    contents_list,
    heading_paragraph,
    list_end,
)
from qualcode.report.word.figure import Captioned, figure_blocks, page_for
from qualcode.report.word.frame import attach, break_after, break_before, describe, empty_document, fill
from qualcode.report.word.house import Base, house_document, is_notice, rename_styles, stand_in_footers
from qualcode.report.word.layout import PORTRAIT, Layout, Page, bands, plan
from qualcode.report.word.package import deterministic
from qualcode.report.word.pages import CAPTION, HEADING, fits
from qualcode.report.word.references import References, other_language
from qualcode.report.word.rows import RowWriter
from qualcode.report.word.table import Setting, display_blocks
from qualcode.report.word.xml import EAST_ASIAN_BOLD, node, paragraph, runs, text_of
from qualcode.report.wording import WORDING

_SHORT = 16
"""Rows of a table that stays on a wide page: with more of them a page of its own is no waste."""


class WordDocument:
    """What is written so far. Displays are numbered in the order they come; a wide one gets pages of its own size.

    A heading waits for what follows it, so that it stands on the same page as a wide table below it. Texts may mention
    displays by name (`references.mention`). `base` is a `.docx` whose styles, headers and footers are taken; `beside` the
    other language of captions and notes. With `continued` a table longer than a page says so on each of its pages.
    `standing` is a line for the footer of every page but the title page.
    """

    def __init__(
        self,
        language: Language = "en",
        style: Style = "three-line",
        first_number: int | None = 1,
        base: Base | None = None,
        beside: Language | None = None,
        continued: bool = False,
        standing: str = "",
    ) -> None:
        self.language, self.style, self.beside, self._base, self._continued = language, style, beside, base, continued
        self._standing = standing
        self._number, self._restart = first_number, first_number not in (None, 1)
        self._blocks: list[etree._Element] = []
        self._waiting: list[etree._Element] = []
        self._headings: list[Heading] = []
        self._captions: dict[Language, list[Listed]] = {"en": [], "zh": []}
        self._drawn: dict[Language, list[Listed]] = {"en": [], "zh": []}
        self._pictures: list[tuple[etree._Element, bytes]] = []
        self._figures = 0
        self._references = References()
        self._contents_end: etree._Element | None = None
        self._list_tables = self._list_figures = ""
        self._page: Page | None = None
        self._since = 0
        self._break = self._title_page = False
        self._title_blocks = 0
        self._sections: list[tuple[etree._Element, Page]] = []

    def title_page(self) -> None:
        """Let the first page carry no page number."""
        self._title_page = True

    def heading(self, text: str, level: int = 1) -> None:
        """Write a heading of level 1 or 2; it appears in the table of contents."""
        number = len(self._headings) + 1
        heading = Heading(" ".join(clean(text).split()), level, f"_Toc{number:06d}")
        self._headings.append(heading)
        self._waiting.append(heading_paragraph(heading, number))

    def paragraph(self, text: str, style: str = "BodyText") -> None:
        """Write one paragraph in one of the document's styles."""
        self._append([paragraph(style, *self._references.runs(text))], PORTRAIT)

    def lead(self, text: str) -> None:
        """Write a paragraph that goes with what follows it, onto a wide page too."""
        self._waiting.append(paragraph("BodyText", *self._references.runs(text), properties=(node("keepNext"),)))

    def display(self, display: Display, name: str = "", other: Display | None = None) -> None:
        """Write a display with its caption and notes, on a landscape page where it is wide; texts mention it by `name`.

        `other` is the same in the other language: headings and texts then stand in both, captions and notes below each other.
        """
        shown = display if other is None else bilingual(display, other)
        side_by_side = bands(shown)
        first = side_by_side[0]
        layout = self._layout(first)
        setting = self._setting(self.language, name)
        if self._continued and setting.bookmark and not fits(first.rows, RowWriter(first, layout, self.style)):
            self._break = True
            setting = setting._replace(used=CAPTION + HEADING * len(self._waiting))
        beside = None
        if other is not None and self.beside is not None:
            beside = (other, self._setting(self.beside, other_language(name)))
        self._append(
            [*display_blocks(shown, side_by_side, layout, setting, beside), paragraph("AfterTable")], layout.page
        )
        self._since += 1
        self._restart = False
        if self._number is not None:
            self._list(name, display, setting)
            if beside is not None:
                self._list(other_language(name), *beside)
            self._number += 1

    def figure(
        self, titles: Sequence[str], pieces: Sequence[bytes], alternative: str, notes: Sequence[str], name: str
    ) -> None:
        """Write a figure with its caption and notes, from pictures in PNG, on a landscape page where it is wide.

        `titles` are those of the report's languages; `alternative` is read out for the picture; texts mention it by `name`.
        """
        self._figures += 1
        names = dict(zip(self._languages(), (name, other_language(name)), strict=False))
        captions = [
            Captioned(language, self._figures, title, self._references.bookmark(names[language]))
            for language, title in zip(names, titles, strict=False)
        ]
        page = page_for(pieces[0])
        blocks, shown = figure_blocks(pieces, alternative, captions, self.style, page)
        self._pictures += zip(shown, pieces, strict=True)
        said = [paragraph("TableNote", *self._references.runs(note)) for note in notes]
        self._append([*blocks, *said, paragraph("AfterTable")], page)
        for caption in captions:
            self._references.numbered(names[caption.language], caption.label)
            gap = WORDING[caption.language].number_gap
            self._drawn[caption.language].append(Listed(f"{caption.label}{gap}{caption.title}", caption.bookmark))

    def _layout(self, display: Display) -> Layout:
        """Return a display's layout: a short one stays on the wide page of the table before it, which has room left."""
        layout, page = plan(display), self._page
        follows = page is not None and page.landscape and self._since and not self._waiting and not self._break
        if follows and page is not None and layout.page.width < page.width and len(display.rows) <= _SHORT:
            return plan(display, page)
        return layout

    def _setting(self, language: Language, name: str) -> Setting:
        marked = name or f"\x02{self._number}{language}"
        bookmark = self._references.bookmark(marked) if self._number is not None else ""
        return Setting(self.style, language, self._number, self._restart, bookmark)

    def _list(self, name: str, display: Display, setting: Setting) -> None:
        title = " ".join(clean(display.title).split())
        gap = WORDING[setting.language].number_gap if title else ""
        self._captions[setting.language].append(Listed(f"{setting.label}{gap}{title}", setting.bookmark))
        self._references.numbered(name, setting.label)

    def page_break(self) -> None:
        """Let what comes next begin on a new page."""
        if self._title_page and not self._title_blocks:
            self._title_blocks = len(self._blocks)
        self._break = True

    def table_of_contents(self, title: str, tables: str = "", figures: str = "") -> None:
        """Write the table of contents of all headings, also of those still to come.

        With `tables` and `figures`, lists of their captions under these titles follow.
        """
        self._contents_end, self._list_tables, self._list_figures = list_end(), tables, figures
        self._append([paragraph("TOCHeading", *runs(title, east_asian=EAST_ASIAN_BOLD)), self._contents_end], PORTRAIT)

    def to_bytes(self, title: str = "", written: str = "", author: str = "") -> bytes:
        """Return the document as a `.docx`; the same content gives the same bytes.

        `written` (`YYYY-MM-DD…`) goes into the document's properties; without it they hold no date.
        """
        self._append([], self._page or PORTRAIT)
        self._references.resolve()
        update, blocks = self._contents_end is not None, list(self._with_lists())
        if self._base is None:
            document, footers = empty_document(self.language, update=update)
            stand_in_footers(document, self._standing)
        else:
            document, footers, ids, cover = house_document(self._base, self.language, update=update)
            rename_styles(blocks, ids)
            blocks = self._with_cover(blocks, cover)
            stand_in_footers(document, self._standing, ids)
        attach(document, self._pictures)
        describe(document, title, written, self.language, author)
        page = self._page or PORTRAIT
        fill(document, blocks, self._sections, page, footers, title_page=self._title_page)
        file = io.BytesIO()
        document.save(file)
        return deterministic(file.getvalue())

    def _with_cover(self, blocks: list[etree._Element], cover: Sequence[etree._Element]) -> list[etree._Element]:
        """Return the blocks after a cover of the house, which takes the place of our title page."""
        if not cover:
            return blocks
        said = "".join("".join(text_of(block).split()) for block in cover)
        title, own = blocks[: self._title_blocks], blocks[self._title_blocks :]
        # What a study says of its data on the title page is not lost for a cover that leaves it out.
        notice = [block for block in title if is_notice(block) and "".join(text_of(block).split()) not in said]
        end = paragraph("AfterTable")
        if own and not self._title_blocks:
            break_after(end)
        self._sections = [(end if block in title else block, page) for block, page in self._sections]
        return [*cover, *notice, end, *own]

    def _with_lists(self) -> Iterator[etree._Element]:
        for block in self._blocks:
            if block is self._contents_end:
                yield from contents_list(self._headings)
                yield from self._captions_lists()
            yield block

    def _captions_lists(self) -> Iterator[etree._Element]:
        for heading, held in ((self._list_tables, self._captions), (self._list_figures, self._drawn)):
            for at, language in enumerate(self._languages() if heading else ()):
                label = WORDING[language].table if held is self._captions else WORDING[language].figure
                yield from captions_list("" if at else heading, label, held[language])

    def _languages(self) -> tuple[Language, ...]:
        return (self.language,) if self.beside is None else (self.language, self.beside)

    def _append(self, blocks: Iterable[etree._Element], page: Page) -> None:
        added = [*self._waiting, *blocks]
        if self._page is not None and page != self._page:
            self._end_section()
        elif self._break and added and self._blocks:
            # After a list the break ends it: set on what follows, some programs take it for one before the whole list.
            if self._blocks[-1] is self._contents_end:
                break_after(self._blocks[-1])
            else:
                break_before(added[0])
        self._break = self._break and not added
        self._since = 0 if self._waiting or page != self._page else self._since
        self._page = page
        self._waiting = []
        self._blocks.extend(added)

    def _end_section(self) -> None:
        if self._page is not None and self._blocks:
            self._sections.append((self._blocks[-1], self._page))

"""A Word document written from top to bottom: headings, paragraphs, displays, each on the page it needs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from lxml import etree

from qualcode.model.display import Display
from qualcode.report.options import Language, Style
from qualcode.report.values import clean
from qualcode.report.word.contents_list import Heading, Listed, contents_list, heading_paragraph, list_end, tables_list
from qualcode.report.word.frame import break_after, break_before, describe, empty_document, fill
from qualcode.report.word.house import house_document, rename_styles
from qualcode.report.word.layout import PORTRAIT, Page, plan
from qualcode.report.word.package import deterministic
from qualcode.report.word.references import References
from qualcode.report.word.table import Setting, display_blocks
from qualcode.report.word.xml import EAST_ASIAN_BOLD, node, paragraph, runs
from qualcode.report.wording import WORDING


class WordDocument:
    """What is written so far. Displays are numbered in the order they come; a wide one gets pages of its own size.

    A heading waits for what follows it, so that it stands on the same page as a wide table below it. Texts may mention
    displays by name (`references.mention`). `base` is a `.docx` whose styles, headers and footers are taken.
    """

    def __init__(
        self,
        language: Language = "en",
        style: Style = "three-line",
        first_number: int | None = 1,
        base: bytes | None = None,
    ) -> None:
        self.language, self.style, self._base = language, style, base
        self._number, self._restart = first_number, first_number not in (None, 1)
        self._blocks: list[etree._Element] = []
        self._waiting: list[etree._Element] = []
        self._headings: list[Heading] = []
        self._captions: list[Listed] = []
        self._references = References()
        self._contents_end: etree._Element | None = None
        self._list_tables = ""
        self._page: Page | None = None
        self._break = self._title_page = False
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

    def display(self, display: Display, name: str = "") -> None:
        """Write a display with its caption and notes, on a landscape page where it is wide; texts mention it by `name`."""
        layout = plan(display)
        bookmark = self._references.bookmark(name or f"\x02{self._number}") if self._number is not None else ""
        setting = Setting(self.style, self.language, self._number, self._restart, bookmark)
        self._append([*display_blocks(display, layout, setting), paragraph("AfterTable")], layout.page)
        self._restart = False
        if self._number is not None:
            title = " ".join(clean(display.title).split())
            gap = WORDING[self.language].number_gap if title else ""
            self._captions.append(Listed(f"{setting.label}{gap}{title}", bookmark))
            self._references.numbered(name, setting.label)
            self._number += 1

    def page_break(self) -> None:
        """Let what comes next begin on a new page."""
        self._break = True

    def table_of_contents(self, title: str, tables: str = "") -> None:
        """Write the table of contents of all headings, also of those still to come.

        With `tables`, a list of the captions under that title follows.
        """
        self._contents_end, self._list_tables = list_end(), tables
        self._append([paragraph("TOCHeading", *runs(title, east_asian=EAST_ASIAN_BOLD)), self._contents_end], PORTRAIT)

    def to_bytes(self, title: str = "", written: str = "") -> bytes:
        """Return the document as a `.docx`; the same content gives the same bytes.

        `written` (`YYYY-MM-DD…`) goes into the document's properties; without it they hold no date.
        """
        self._append([], self._page or PORTRAIT)
        self._references.resolve()
        update, blocks = self._contents_end is not None, list(self._with_lists())
        if self._base is None:
            document, footers = empty_document(self.language, update=update)
        else:
            document, footers, ids = house_document(self._base, self.language, update=update)
            rename_styles(blocks, ids)
        describe(document, title, written, self.language)
        page = self._page or PORTRAIT
        fill(document, blocks, self._sections, page, footers, title_page=self._title_page)
        file = io.BytesIO()
        document.save(file)
        return deterministic(file.getvalue())

    def _with_lists(self) -> Iterator[etree._Element]:
        for block in self._blocks:
            if block is self._contents_end:
                yield from contents_list(self._headings)
                if self._list_tables and self._captions:
                    yield list_end()
                    yield paragraph("TOCHeading", *runs(self._list_tables, east_asian=EAST_ASIAN_BOLD))
                    yield from tables_list(WORDING[self.language].table, self._captions)
            yield block

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
        self._page = page
        self._waiting = []
        self._blocks.extend(added)

    def _end_section(self) -> None:
        if self._page is not None and self._blocks:
            self._sections.append((self._blocks[-1], self._page))

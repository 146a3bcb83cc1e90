"""One web page that loads nothing, runs nothing, and is read by people and by screen readers."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser

import pytest
from display_samples import empty, hostile, matrix, row
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.display import Column, Display
from qualcode.report.options import WriteOptions
from qualcode.report.values import clean, quoted
from qualcode.report.writers.html import write

ATTACKS = (
    "<script>alert(1)</script>",
    "</td></table><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "{{ 7 * 7 }}{% for x in y %}",
    "</style></title><svg onload=alert(1)>",
    "<!-- & --> ]]> &lt;b&gt;",
    "javascript:alert(1)",
)


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(data.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.texts.append(data)
        if "td" in self._open or "th" in self._open:
            self.cells[-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def full_of(text: str) -> Display:
    """Return a display with a text in every place, twice of everything."""
    columns = (Column(text, text), Column("q", text, "quotes"))
    rows = tuple(row(text, text, text, (text, text), level=level, codings=(text,)) for level in (0, 1))
    return Display(text, text, columns, rows, (text, text), {text: 1}, {text: text}, corner=text, kind=text)


def page(display: Display, options: WriteOptions | None = None) -> Page:
    return Page(write(display, options or WriteOptions()))


@pytest.mark.parametrize("text", ATTACKS)
def test_text_never_becomes_markup(text: str) -> None:
    word = "w" * len(text)
    harmless, found = page(full_of(word)), page(full_of(text))
    assert found.tags == harmless.tags
    assert found.cells.count(text) == harmless.cells.count(word) == 7
    assert "".join(found.texts).count(text) == "".join(harmless.texts).count(word)


@given(st.text(alphabet="<>&\"'/!-={}%#ab\x00\x1b\ud800 "))
def test_no_text_at_all_becomes_markup(text: str) -> None:
    assert tags_of(f"x{text}") == harmless()


@cache
def harmless() -> Counter[str]:
    return tags_of("x")


def tags_of(text: str) -> Counter[str]:
    return Counter(tag for tag, _ in page(full_of(text)).tags)


def test_the_page_loads_nothing_and_allows_no_script() -> None:
    found = page(hostile())
    assert not {"script", "link", "img", "iframe", "object", "form", "base", "a"} & {tag for tag, _ in found.tags}
    assert not any(name.startswith("on") or name in ("src", "href") for _, given in found.tags for name in given)
    style = write(matrix(), WriteOptions()).decode().split("<style>")[1].split("</style>")[0]
    assert "url(" not in style and "@import" not in style
    policy = next(each for each in found.all("meta") if each.get("http-equiv") == "Content-Security-Policy")
    assert str(policy["content"]).startswith("default-src 'none'")


def test_headers_are_marked_for_screen_readers() -> None:
    found = page(matrix(), WriteOptions(language="zh"))
    assert [each.get("scope") for each in found.all("th")] == ["col", "col", "col", "row", "row"]
    assert found.all("html") == [{"lang": "zh-Hans"}]
    assert found.all("table")[0] == {"aria-labelledby": "title", "aria-describedby": "notes"}
    assert {"role": "region", "tabindex": "0"}.items() <= found.all("div")[0].items()
    assert [each["id"] for each in found.all("h1")] == ["title"]


def test_the_table_says_what_the_display_says() -> None:
    found = page(matrix())
    assert found.cells == ["编码", "浙江汽修", "Share", "瓶颈", "12", "50.0%", "政策碎片化", "3", "–"]
    text = "".join(found.texts)
    assert all(note in text for note in matrix().notes)
    assert "瓶颈 × 浙江汽修" in text and "7KQ2 8ABC" in text


def test_quotes_stand_one_below_the_other() -> None:
    made = Display("", "unit", (Column("q", "Q", "quotes"),), (row("a", "A", ("one", "two")),))
    written = write(made, WriteOptions()).decode()
    assert re.search(f"<li>{quoted('one')}</li><li>{quoted('two')}</li>", written)


def test_a_row_below_another_is_indented_and_a_deep_one_no_further_than_there_is_room() -> None:
    made = Display("", "unit", (), tuple(row(str(level), str(level), level=level) for level in (0, 1, 20)))
    assert [str(each["class"]).split()[0] for each in page(made).all("th")] == ["l0", "l1", "l8"]


def test_there_are_a_dark_form_and_one_for_paper() -> None:
    written = write(matrix(), WriteOptions()).decode()
    assert "prefers-color-scheme: dark" in written and "@media print" in written
    assert "A4 landscape" not in written
    assert (
        "A4 landscape"
        in write(Display("", "", tuple(Column(str(n), "") for n in range(9)), ()), WriteOptions()).decode()
    )


def test_an_empty_display_says_so() -> None:
    found = page(empty())
    assert "There are no rows to show." in "".join(found.texts) and not found.all("table")


def test_controls_and_lone_surrogates_are_left_out_and_the_rest_comes_back() -> None:
    found = page(hostile())
    texts = [clean(str(line.cells[0].value)) for line in hostile().rows]
    assert [text for text in texts if text not in found.cells] == []


def test_the_same_display_gives_the_same_bytes() -> None:
    assert write(hostile(), WriteOptions()) == write(hostile(), WriteOptions())

"""The page in a real browser: from a cell to its quotes to their place, filters, search, keys, and no harm done.

Needs the package playwright and a Chromium; no other browser is fetched.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from page_sample import hostile_study

from qualcode.report.page.build import build_page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the hostile study's page lies."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "study.html").write_bytes(build_page(hostile_study(folder / "study"), "en", ["c1"]))
    return (folder / "study.html").as_uri()


class Visit:
    """A page that is open, and what it asked for or complained of."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.address = address
        self.requests: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)

    def open(self, route: str = "", *, scripts: bool = True) -> Visit:
        """Open the page anew at a route."""
        self.page.goto("about:blank")
        self.page.goto(self.address + route)
        if scripts:
            self.page.wait_for_selector("html[data-ready]")
        return self

    def route(self) -> str:
        """Return the part of the address behind its `#`."""
        return str(self.page.evaluate("decodeURIComponent(location.hash)"))

    def focused(self) -> str:
        """Return the words of what has the focus."""
        return str(self.page.evaluate("document.activeElement.textContent"))

    def close(self) -> None:
        """Say that nothing was fetched and nothing failed."""
        fetched = {url.partition("#")[0] for url in self.requests if not url.startswith(("data:", "about:"))}
        faults = list(self.faults)
        self.requests.clear()
        self.faults.clear()
        assert faults == []
        assert fetched == {self.address}


@pytest.fixture(scope="module")
def shared(browser: Any, address: str) -> Visit:
    """One tab for all who want nothing special of it."""
    return Visit(browser.new_page(viewport={"width": 1400, "height": 900}), address)


@pytest.fixture
def visit(browser: Any, address: str, shared: Visit) -> Iterator[Any]:
    """A function that opens the page at a route; afterwards nothing was fetched and nothing failed."""
    opened: list[Visit] = []

    def open_page(route: str = "", **options: Any) -> Visit:
        tab = browser.new_page(viewport={"width": 1400, "height": 900}, **options) if options else None
        opened.append(Visit(tab, address) if tab else shared)
        return opened[-1].open(route, scripts=options.get("java_script_enabled", True))

    yield open_page
    for each in dict.fromkeys(opened):
        each.close()
        if each is not shared:
            each.page.close()


PARTS = (
    *("overview", "read", "quotes", "matrices", "features", "structure", "saturation", "coders", "memos", "tables"),
    "search/never",
)


def test_no_part_of_a_hostile_study_runs_a_script_or_becomes_an_element(visit: Any) -> None:
    page = visit().page
    for part in PARTS:
        page.evaluate(f"location.hash = '#/{part}'")
        page.wait_for_selector(f"#part-{part.partition('/')[0]}:not([hidden])")
        page.evaluate(
            "document.querySelectorAll('.part:not([hidden]) .table-box').forEach((box) => { box.open = true; })"
        )
        page.evaluate("document.querySelectorAll('.part:not([hidden]) .cell').forEach((cell) => cell.click())")
    assert page.evaluate("window.harm") is None
    harmful = "main img, main script, main iframe, main b b, main [onerror], aside img, a[href^='javascript:']"
    assert page.evaluate(f'document.querySelectorAll("{harmful}").length') == 0


def test_script_that_were_to_get_in_would_not_run(visit: Any) -> None:
    opened = visit()
    opened.page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.harm = 1';
            document.body.append(script);
            document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.harm = 1">');
        }"""
    )
    assert opened.page.evaluate("window.harm") is None
    refused = [fault for fault in opened.faults if "Content Security Policy" in fault]
    assert refused
    opened.faults.clear()


def test_hostile_words_are_shown_as_they_were_said(visit: Any) -> None:
    page = visit("#/read/INT01").page
    assert "</script><script>window.harm = 1</script><img" in page.inner_text("article.current")


def test_from_a_cell_to_its_quotes_to_their_place(visit: Any) -> None:
    opened = visit("#/matrices")
    page = opened.page
    page.click("table.heat tbody tr:nth-child(2) .cell")
    assert "The subsidy never arrived." in page.inner_text("#behind .quote")
    page.click("#behind .quote a")
    page.wait_for_selector("article.current .segment.target")
    assert opened.route().startswith("#/read/INT01/2/")
    assert "BOT-POL" in opened.focused()
    lit = page.locator("article.current .segment.target .run.lit").all_text_contents()
    assert "".join(lit) == "The subsidy never arrived."
    box = page.locator("article.current .segment.target").bounding_box()
    assert 0 <= box["y"] < 900, "its place is on the screen"
    page.go_back()
    page.wait_for_selector("#part-matrices:not([hidden])")
    assert page.is_visible("#behind")


def test_underlines_stand_on_the_words_that_were_coded_beyond_the_bmp_too(visit: Any) -> None:
    page = visit("#/read/INT01").page
    words = "[...document.querySelectorAll('#d0-2 .run')].map((run) => run.textContent)"
    runs = page.evaluate(words)
    assert runs == ["The ", "subsidy never", " arrived."]
    both = "document.querySelectorAll('#d0-2 .run')[1].style.backgroundImage.split('gradient').length - 1"
    assert page.evaluate(both) == 2


def test_filters_narrow_quotes_and_counts(visit: Any) -> None:
    page = visit("#/quotes").page
    assert page.locator("#quotes .item").count() == 3
    page.select_option("#filter-stance", "denies")
    assert page.locator("#quotes .item").count() == 1
    assert page.get_attribute("[data-code='2']", "aria-label") == "BOT-MOT 动力不足, 1"
    assert page.get_attribute("[data-code='1']", "aria-label") == "BOT-POL {{ policy }}, 0"
    page.click("#clear")
    page.select_option("#filter-coder", "1")
    assert page.locator("#quotes .item").count() == 1
    page.select_option("#filter-coder", "all")
    assert page.locator("#quotes .item").count() == 3
    page.select_option("#filter-role", label="not stated")
    assert page.locator("#quotes .item").count() == 0


def test_two_chinese_characters_are_found_and_marked_where_they_stand(visit: Any) -> None:
    page = visit().page
    page.keyboard.press("/")
    page.keyboard.type("补贴")
    page.wait_for_selector("#found .hit")
    assert page.inner_text("#found .hit mark") == "补贴"
    page.click("#found .hit a")
    page.wait_for_selector("article.current mark")
    assert page.inner_text("article.current mark") == "补贴"


def test_signs_of_a_pattern_are_searched_as_they_are(visit: Any) -> None:
    page = visit("#/search/" + "%7B%7B%207%20*%207").page
    assert page.inner_text("#found .hit mark") == "{{ 7 * 7"


def test_filters_stand_in_the_address_and_the_way_back_leads_through_them(visit: Any) -> None:
    opened = visit("#/quotes")
    page = opened.page
    page.click("[data-code='1'] > .row")
    page.select_option("#filter-case", "0")
    page.select_option("#filter-coder", "1")
    assert opened.route() == "#/quotes?code=BOT-POL&case=zj-auto&coder=c2"
    assert page.locator("#quotes .item").count() == 1
    there = page.evaluate("location.hash")
    page.go_back()
    page.wait_for_function("document.getElementById('filter-coder').value === 'counted'")
    assert opened.route() == "#/quotes?code=BOT-POL&case=zj-auto"
    page = visit(there).page
    assert page.input_value("#filter-coder") == "1"
    assert page.get_attribute("[data-code='1']", "aria-selected") == "true"
    assert page.locator("#quotes .item").count() == 1


def test_place_of_a_coding_is_kept_by_its_id_and_of_a_cell_by_its_row_and_column(visit: Any) -> None:
    opened = visit("#/matrices")
    opened.page.click("table.heat tbody tr:nth-child(2) .cell >> nth=1")
    assert opened.route() == "#/matrices/matrix-code-case-count/BOT-POL/zj-auto"
    place = opened.page.get_attribute("#behind .quote a", "href")
    page = visit(place).page
    assert page.locator("article.current .chip.pinned").count() == 1
    assert "BOT-POL" in page.inner_text("article.current .chip.pinned")


def test_name_of_a_row_opens_all_that_is_behind_it(visit: Any) -> None:
    opened = visit("#/features")
    opened.page.click("table[data-name='features'] th .cell")
    assert opened.route() == "#/features/features/policy/"
    assert "The subsidy never arrived." in opened.page.inner_text("#behind .quote")


def test_what_speaks_against_a_thing_is_read_apart_from_what_speaks_for_it(visit: Any) -> None:
    page = visit("#/matrices/matrix-code-case-count/BOT/zj-auto").page
    assert page.locator("#behind .quote").count() == 2
    page.click("#behind .stances button:has-text('denies')")
    assert page.locator("#behind .quote").count() == 1
    assert "BOT-MOT" in page.inner_text("#behind .quote")


def test_chips_of_a_feature_add_up_to_its_cell_and_a_counter_code_turns_a_stance_round(visit: Any) -> None:
    page = visit("#/features/features/policy/passages").page
    assert page.inner_text("#behind .quiet") == "Cell: 2 (1); 0; 0; 0. Passages behind it: 2."
    chips = page.locator("#behind .stances button").all_inner_texts()
    assert chips == ["all 2", "for 2", "mixed 0", "against 0", "planned 0"]


def test_memos_stand_with_what_they_are_about(visit: Any) -> None:
    page = visit("#/read/INT01").page
    assert "a note on INT01 </script>" in page.inner_text("article.current .memos")
    page.evaluate("location.hash = '#/quotes?code=BOT-POL'")
    page.wait_for_selector("#quotes .card")
    assert "<b>a rule to sharpen</b>" in page.inner_text("#quotes .card")
    page.evaluate("location.hash = '#/memos'")
    assert page.locator("#memos .item").count() == 3


def test_tree_of_codes_is_walked_by_arrows(visit: Any) -> None:
    page = visit("#/quotes").page
    page.focus("[role=treeitem][data-code='-1']")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    assert page.get_attribute("[data-code='0']", "aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.code") == "3"
    page.keyboard.press("Enter")
    assert page.get_attribute("[data-code='3']", "aria-selected") == "true"
    assert page.locator("#quotes .item").count() == 1
    page.keyboard.press("Escape")
    assert page.get_attribute("[data-code='-1']", "aria-selected") == "true"


def test_matrix_is_one_stop_of_the_tabulator_and_is_walked_by_arrows(visit: Any) -> None:
    opened = visit("#/matrices")
    page = opened.page
    assert page.locator("table.heat .cell[tabindex='0']").count() == 1
    page.focus("table.heat .cell[tabindex='0']")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#behind:not([hidden])")
    assert page.locator(".cell[aria-current]").count() == 1
    page.keyboard.press("Escape")
    assert page.is_hidden("#behind")
    assert page.evaluate("document.activeElement.className") == "cell"


def test_j_and_k_walk_codings_and_brackets_walk_documents(visit: Any) -> None:
    opened = visit("#/read/INT01")
    page = opened.page
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert "BOT-MOT" in opened.focused()
    page.keyboard.press("k")
    assert "BOT-POL" in opened.focused()
    page.keyboard.press("]")
    page.wait_for_selector("#d1.current")
    assert opened.route() == "#/read/INT02"


def test_disagreement_shows_both_sides_by_the_words(visit: Any) -> None:
    page = visit("#/coders").page
    first = page.locator("#differences .item").first
    assert "The subsidy never arrived." in first.locator("blockquote").inner_text()
    assert [each.split("\n")[0] for each in first.locator(".side").all_inner_texts()] == ["c1", "c2"]
    assert "BOT-MOT" in first.locator(".side").nth(0).inner_text()
    assert "BOT-MOT" not in first.locator(".side").nth(1).inner_text()


def test_theme_follows_the_reader_and_the_button(visit: Any) -> None:
    page = visit(color_scheme="dark").page
    ground = "getComputedStyle(document.querySelector('.part:not([hidden])')).backgroundColor"
    assert page.evaluate(ground) == "rgb(26, 29, 33)"
    page.click("#theme")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.emulate_media(media="print")
    assert page.is_hidden(".top")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_printed_transcript_has_its_words_and_its_codings_and_no_buttons(visit: Any) -> None:
    page = visit("#/read/INT01").page
    page.emulate_media(media="print")
    assert page.is_visible("article.current .chip")
    assert page.is_hidden("#filters") and page.is_hidden(".steps") and page.is_hidden("#documents")
    assert page.pdf()[:5] == b"%PDF-"
    page.emulate_media(media="screen")


def test_skip_link_leads_to_the_content_and_leaves_the_place(visit: Any) -> None:
    opened = visit("#/quotes")
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "main"
    assert opened.route() == "#/quotes"


def test_transcripts_are_read_without_scripts(visit: Any) -> None:
    page = visit(java_script_enabled=False).page
    assert page.is_visible("text=补贴没到位")
    assert page.is_visible("text=Scripts are switched off")
    assert not page.is_visible("#search")


def test_narrow_page_does_not_scroll_sideways(visit: Any) -> None:
    page = visit("#/read/INT02").page
    page.set_viewport_size({"width": 400, "height": 800})
    for part in ("overview", "read/INT01", *PARTS[2:]):
        page.evaluate(f"location.hash = '#/{part}'")
        page.wait_for_selector(f"#part-{part.partition('/')[0]}:not([hidden])")
        assert page.evaluate("document.documentElement.scrollWidth") <= 400, part
    page.set_viewport_size({"width": 1400, "height": 900})

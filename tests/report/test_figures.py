"""Figures: legible, the same to the byte, in Chinese with an installed font, and refused in a sentence."""

from __future__ import annotations

import struct
import subprocess
import sys
import warnings
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from display_samples import HOSTILE, row
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.font_manager import fontManager

from qualcode.errors import QualcodeError, UsageError
from qualcode.model.display import Cell, Column, Display, Row, Value
from qualcode.report.figures import fonts
from qualcode.report.figures import paper as sheet
from qualcode.report.figures.kinds.heat_map import ink_on, shade_of
from qualcode.report.figures.paper import Paper
from qualcode.report.figures.paper import settings as drawing
from qualcode.report.figures.spring import apart, spring_layout
from qualcode.report.options import WriteOptions
from qualcode.report.writers import png, svg

SVG = "{http://www.w3.org/2000/svg}"
HAS_CHINESE = bool(set(fonts.CHINESE) & {font.name for font in fontManager.ttflist})
needs_chinese = pytest.mark.skipif(not HAS_CHINESE, reason="no font with Chinese characters is installed")


def display(kind: str, columns: str, *rows: tuple[str, str, tuple[Value, ...]], **more: object) -> Display:
    """Return a display from `key:type` words and rows of key, label and values."""
    made = tuple(Column(key, key, type) for key, type in (each.split(":") for each in columns.split()))  # type: ignore[arg-type]
    lines = tuple(row(key, label, *values) for key, label, values in rows)
    return Display("Title", "unit", made, lines, ("A note.",), kind=kind, **more)  # type: ignore[arg-type]


MATRIX = display(
    "matrix", "a:count b:count total:count", ("A", "First", (1, 30, 31)), ("B", "Second", (0, None, 4)), corner="code"
)
STATES = display(
    "matrix", "a:text b:text", ("A", "First", ("supported", "contradicted")), ("B", "B", ("partial", None))
)
AGREE = display(
    "agree",
    "percent:share alpha_nominal:number interval:text units:count",
    ("LOW", "Low", (0.9, 0.2, "[-.050, .450]", 10)),
    ("HIGH", "High", (1.0, 1.0, None, 10)),
    ("NONE", "None", (None, None, None, 0)),
    ("pooled", "Pooled", (0.9, 0.7, "[.600, .800]", 20)),
    parameters={"by": "code"},
)
PAIRS = display(
    "cooccurrence",
    "n1:count n2:count n12:count",
    ("A+B", "First + Second", (10, 20, 5)),
    ("A+C", "First + Third", (10, 7, 2)),
    ("B+C", "Second + Third", (20, 7, 1)),
)
QUOTES = display(
    "quotes", "quote:text place:text", ("A:1", "A", ("w", "INT 1:3")), ("B:2", "B", ("w", "INT 1:5-7@3-9"))
)
SATURATION = display(
    "saturation",
    "new:count first:count arose:count total:count low:number median:number high:number",
    ("D1", "D1", (5, 4, 1, 5, 3.0, 4.0, 6.0)),
    ("D2", "D2", (2, 2, 0, 7, 5.0, 6.0, 7.0)),
)
CODEBOOK = display("codebook", "name:text documents:count", ("A", "A", ("First", 3)), ("B", "B", ("Second", 0)))
ALL = (MATRIX, STATES, AGREE, PAIRS, QUOTES, SATURATION, CODEBOOK)


def size_of(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.mark.parametrize("made", ALL, ids=lambda each: each.kind)
def test_every_kind_is_drawn_and_the_same_display_gives_the_same_bytes(made: Display) -> None:
    for write in (png.write, svg.write):
        assert write(made, WriteOptions()) == write(made, WriteOptions())
    width, height = size_of(png.write(made, WriteOptions()))
    assert width > 1_000 and height > 200


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from test_figures import *\n"
        "sys.stdout.buffer.write(svg.write(PAIRS, WriteOptions()))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(Path(__file__).parent)], capture_output=True, check=True, cwd=tmp_path
    )
    assert ran.stdout == svg.write(PAIRS, WriteOptions())


def test_an_svg_has_a_title_no_date_and_shows_text_as_text() -> None:
    title = '<script>alert(1)</script> & "x" $\\frac{1}{2}$'
    written = svg.write(Display(title, "", MATRIX.columns, MATRIX.rows, kind="matrix"), WriteOptions())
    root = ElementTree.fromstring(written)
    found = root.find(f"{SVG}title")
    assert found is not None and found.text == title
    assert root.get("role") == "img"
    assert b"<script" not in written and b"dc:date" not in written


def test_the_users_own_settings_of_matplotlib_change_nothing() -> None:
    plain = svg.write(MATRIX, WriteOptions())
    with matplotlib.rc_context({"font.size": 30.0, "savefig.bbox": "tight", "figure.facecolor": "red"}):
        assert svg.write(MATRIX, WriteOptions()) == plain


def test_a_display_without_a_figure_is_refused_with_the_formats_it_has() -> None:
    with pytest.raises(UsageError, match=r'no figure for a table of the kind "features"\. It can be written to \.csv'):
        png.write(display("features", "a:text", ("A", "A", ("x",))), WriteOptions())


@pytest.mark.parametrize(
    "made",
    [
        display("quotes", "place:text", ("a", "A", ("INT1:3",)), ("b", "B", ("INT2:3",))),
        display("cooccurrence", "n12:count", ("A+B", "A + B", (0,))),
        display("agree", "note:text", ("A", "A", ("x",))),
        display("saturation", "reached:text", ("A", "A", ("x",))),
        display("matrix", "a:quotes", ("A", "A", (("x",),))),
    ],
    ids=lambda each: each.kind,
)
def test_a_display_of_a_kind_with_nothing_to_draw_is_refused(made: Display) -> None:
    with pytest.raises(UsageError, match="nothing in it that a figure could show"):
        png.write(made, WriteOptions())


def test_an_empty_display_is_refused() -> None:
    with pytest.raises(UsageError, match="There are no rows to show"):
        png.write(display("matrix", "a:count"), WriteOptions())


def test_no_font_with_chinese_is_one_sentence_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_files", lambda: {fonts.LATIN: _file_of(fonts.LATIN)})
    fonts._characters.cache_clear()
    try:
        with pytest.raises(
            QualcodeError, match=r"Chinese characters of this figure \(政策\)\. Install one, such as Noto"
        ):
            fonts.families("政策 BOT")
        assert fonts.families("BOT é") == [fonts.LATIN]
    finally:
        fonts._characters.cache_clear()


def _file_of(family: str) -> str:
    return next(font.fname for font in fontManager.ttflist if font.name == family and font.style == "normal")


@needs_chinese
def test_chinese_labels_are_drawn_with_fonts_that_have_them() -> None:
    text = "政策碎片化（国有资产） κ α φ – “落实”"
    found = fonts.families(text)
    assert found[0] in fonts.CHINESE and fonts.LATIN in found
    assert {each for each in text if not each.isspace()} <= {each for name in found for each in fonts._characters(name)}
    made = display("matrix", "a:count b:count", ("A", text, (1, 2)), ("B", "师徒配比失衡", (0, 4)))
    assert size_of(png.write(made, WriteOptions(language="zh")))[0] > 1_000


def test_a_character_that_no_font_has_is_no_warning_to_the_reader() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        png.write(display("matrix", "a:count b:count", ("A", "\U0001f469 x", (1, 2))), WriteOptions())


@needs_chinese
def test_hostile_labels_are_drawn_whole() -> None:
    texts = [text for text in HOSTILE if len(text) < 100]
    rows = tuple(Row(f"k{n}", text, (Cell(n), Cell(1))) for n, text in enumerate(texts))
    made = Display("$x^2$ \x00", "", (Column("a", texts[0], "count"), Column("b", "$b$", "count")), rows, kind="matrix")
    assert size_of(png.write(made, WriteOptions()))[1] > 300


def test_a_long_label_is_wrapped_and_nothing_of_it_is_left_out() -> None:
    text = "a label of a good many words, more than a line of it can hold " * 4
    with drawing():
        paper = Paper([text])
        lines = paper.wrapped(text, 2.0)
        even = paper.balanced(text, 2.0)
        assert all(paper.measure(line) <= 2.0 for line in lines)
        assert len(even) == len(lines)
    assert " ".join(lines).split() == " ".join(even).split() == text.split()


def test_a_very_long_figure_has_no_more_pixels_than_can_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sheet._MOST_PIXELS < 1 << 15  # more than matplotlib draws in any one direction
    monkeypatch.setattr(sheet, "_MOST_PIXELS", 3_000)
    rows = tuple(Row(str(n), str(n), (Cell(n), Cell(1))) for n in range(120))
    made = Display("T", "", (Column("a", "a", "count"), Column("b", "b", "count")), rows, kind="matrix")
    assert max(size_of(png.write(made, WriteOptions()))) <= 3_001


def test_the_shades_are_ordered_in_grey_and_the_numbers_on_them_are_read() -> None:
    shades = [shade_of(value, 100) for value in range(101)]
    greys = [_luminance(shade) for shade in shades]
    assert greys == sorted(greys, reverse=True)
    inks = [_luminance(ink_on(shade)) for shade in shades]
    contrast = [(max(pair) + 0.05) / (min(pair) + 0.05) for pair in zip(greys, inks, strict=True)]
    assert min(contrast) >= 4.1


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 25), st.integers(0, 2**31))
def test_nodes_of_a_network_do_not_overlap(count: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    weights = random.integers(0, 4, (count, count)).astype(float)
    weights = weights + weights.T
    sizes = [(float(width), float(height)) for width, height in random.uniform(0.2, 1.2, (count, 2))]
    places = apart(spring_layout(weights) * 5, sizes, 0.05)
    for one in range(count):
        for other in range(one):
            away = np.abs(places[one] - places[other])
            room = [(sizes[one][axis] + sizes[other][axis]) / 2 for axis in (0, 1)]
            assert away[0] >= room[0] or away[1] >= room[1]


def test_a_tie_brings_nodes_together() -> None:
    weights = np.zeros((4, 4))
    weights[0, 1] = weights[1, 0] = 9.0
    places = spring_layout(weights)
    tied = np.hypot(*(places[0] - places[1]))
    assert tied < min(np.hypot(*(places[a] - places[b])) for a in (0, 1) for b in (2, 3))


def test_no_command_loads_matplotlib_or_openpyxl_before_such_a_file_is_asked_for() -> None:
    program = (
        "import sys; from qualcode.report.write import write_display; from qualcode.model.display import Display\n"
        "[write_display(Display('t', 'u', (), ()), name) for name in ('table', 'json', 'csv', 'md')]\n"
        "print(sorted({'matplotlib', 'openpyxl', 'jinja2', 'docx'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.strip() == "[]"


def test_a_portrait_has_a_block_over_every_segment_of_a_passage(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks: list[float] = []
    monkeypatch.setattr(Paper, "box", lambda _, x, *others, **more: blocks.append(x))
    svg.write(QUOTES, WriteOptions())
    step = min(later - earlier for earlier, later in pairwise(sorted(blocks)))
    assert [round((x - blocks[0]) / step) for x in blocks] == [0, 2, 3, 4]  # segment 3, and 5 to 7


def test_agreement_is_sorted_and_whole_values_stand_below(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    def write(_: Paper, x: float, y: float, lines: list[str], *others: object, **more: object) -> float:
        written.extend(lines)
        return 0.1

    monkeypatch.setattr(Paper, "write", write)
    svg.write(AGREE, WriteOptions())
    labels = [text for text in written if text in ("Low", "High", "None", "Pooled")]
    assert labels == ["High", "Low", "None", "Pooled"]
    assert {"1.000", ".200 [-.050, .450]", "undefined", ".700 [.600, .800]"} <= set(written)


def test_of_many_pairs_the_strongest_are_drawn_and_the_note_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    keep = Paper.wrapped

    def wrapped(paper: Paper, text: str, width: float, size: float = 8.5, *, bold: bool = False) -> list[str]:
        written.append(text)
        return keep(paper, text, width, size, bold=bold)

    monkeypatch.setattr(Paper, "wrapped", wrapped)
    pairs = [(f"A+B{n}", f"A + B{n}", (10, 10, n + 1)) for n in range(70)]
    svg.write(display("cooccurrence", "n1:count n2:count n12:count", *pairs), WriteOptions())
    assert "Shown are the 60 strongest of 70 pairs; the table has them all." in written
    assert "B69" in written and "B0" not in written

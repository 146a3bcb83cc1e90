"""The data structure and the relations as figures: every box and arrow there, none over another, and pieces for pages."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations, pairwise

import numpy as np
import pytest
from display_samples import row
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.font_manager import fontManager

from qualcode.analysis.structure_wording import say
from qualcode.errors import UsageError
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.structure import RELATION_TYPES
from qualcode.registry import load
from qualcode.report.figures import fonts
from qualcode.report.figures.cut import cut, packed
from qualcode.report.figures.draw import figure
from qualcode.report.figures.kinds.contrast import contrast
from qualcode.report.figures.kinds.gioia import gioia
from qualcode.report.figures.kinds.relations import relations
from qualcode.report.figures.layered import Point, layered
from qualcode.report.figures.paper import Align, Paper
from qualcode.report.figures.paper import settings as drawing

needs_chinese = pytest.mark.skipif(
    not set(fonts.CHINESE) & {font.name for font in fontManager.ttflist},
    reason="no font with Chinese characters is installed",
)
LONG = "政策碎片化与多部门各自为政的协调难题，以及由此而来的反复请示、互相推诿与无人答复"
Box = tuple[float, float, float, float]


class Watched(Paper):
    """A sheet that also keeps what was drawn: boxes, the texts with the room they take, lines."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__(texts)
        self.boxes: list[Box] = []
        self.texts: list[tuple[str, Box]] = []
        self.lines: list[list[Point]] = []

    def box(
        self, x: float, y: float, width: float, height: float, color: str, edge: str = "none", hatch: str = ""
    ) -> None:
        self.boxes.append((x, y, x + width, y + height))
        super().box(x, y, width, height, color, edge, hatch)

    def write(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        size: float = 8.5,
        *,
        bold: bool = False,
        align: Align = "left",
        color: str = "#1a1a1a",
        middle: bool = False,
        halo: bool = False,
    ) -> float:
        width = max((self.measure(line, size, bold=bold) for line in lines), default=0.0)
        left = x - width / 2 if align == "center" else x
        height = super().write(x, y, lines, size, bold=bold, align=align, color=color, middle=middle, halo=halo)
        top = y - height / 2 if middle else y
        self.texts.append(("".join(lines).replace(" ", ""), (left, top, left + width, top + height)))
        return height

    def line(
        self,
        points: Sequence[Point],
        color: str = "#1a1a1a",
        weight: float = 0.8,
        *,
        dashed: bool = False,
        behind: bool = False,
        pattern: tuple[float, ...] = (),
    ) -> None:
        self.lines.append(list(points))
        super().line(points, color, weight, dashed=dashed, behind=behind, pattern=pattern)


def data_structure(concepts: int = 30) -> Display:
    """Return a data structure of so many concepts in 12 themes and four dimensions, the last theme in none."""
    rows = []
    for number in range(concepts):
        theme = number * 12 // concepts
        words = f"{number} {LONG if number % 4 == 0 else '企业冷下来'}"
        dimension = None if theme == 11 else f"维度 {theme // 3}"
        rows.append(Row(f"{theme}/{number}", words, (Cell(f"主题 {theme} {LONG[:20]}"), Cell(dimension), Cell(number))))
    columns = (Column("theme", "二阶主题"), Column("dimension", "聚合维度"), Column("passages", "n", "count"))
    return Display("数据结构", "u", columns, tuple(rows), kind="structure-gioia", corner="一阶概念")


def related(*ends: tuple[str, str, str], core: str = "") -> Display:
    """Return relations from their source, type and target."""
    columns = (Column("relation", "Relation"), Column("target", "To"))
    rows = tuple(row(f"relation-{n}", source, type, target) for n, (source, type, target) in enumerate(ends, 1))
    return Display(
        "Relations", "u", columns, rows, kind="structure-relations", parameters={"core": core} if core else {}
    )


def watched(display: Display, draw: str) -> Watched:
    texts = [
        display.title,
        LONG,
        *(cell.value for each in display.rows for cell in each.cells if isinstance(cell.value, str)),
    ]
    with drawing():
        paper = Watched([*texts, *(each.label for each in display.rows), "核心范畴条件情境行动结果"])
        assert load("figure", draw).draw(display, paper, "zh") is not None
    return paper


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@needs_chinese
def test_a_large_data_structure_shows_every_part_once_and_nothing_overlaps() -> None:
    display = data_structure()
    paper = watched(display, "gioia")
    assert len(paper.boxes) == 30 + 12 + 4
    assert not any(overlap(one, other) for one, other in combinations(paper.boxes, 2))
    written = [text for text, _ in paper.texts]
    for each in display.rows:
        assert f"{each.label} ({each.cells[2].value})".replace(" ", "") in written
    for text, place in paper.texts[3:]:
        held = [box for box in paper.boxes if overlap(box, place)]
        assert len(held) == 1 and held[0][0] <= place[0] and place[2] <= held[0][2], text
        assert held[0][1] <= place[1] + 0.02 and place[3] - 0.02 <= held[0][3], text


@needs_chinese
def test_a_line_leads_from_every_concept_to_its_theme_and_from_every_theme_to_its_dimension() -> None:
    paper = watched(data_structure(), "gioia")
    assert len(paper.lines) == 30 + 11  # the last theme is in no dimension
    for line in paper.lines:
        for x, y in (line[0], line[-1]):
            assert any(
                box[1] < y < box[3] and (x in (pytest.approx(box[0]), pytest.approx(box[2]))) for box in paper.boxes
            )


@needs_chinese
def test_a_relation_leads_from_what_comes_first_and_a_consequence_the_other_way() -> None:
    display = related(("A", "condition", "B"), ("C", "consequence", "B"), core="B")
    paper = watched(display, "relations")
    at = dict(paper.texts)
    assert at["A"][1] < at["B"][1] < at["C"][1]
    assert "核心范畴" in at
    assert {"1", "2"} <= set(at)  # the numbers of the relations


def test_a_relation_is_read_in_both_languages_and_an_unknown_one_is_none() -> None:
    for language in ("en", "zh"):
        for type in RELATION_TYPES:
            assert b"<svg" in figure(related(("A", say(type, language), "B")), "en", "svg")
    with pytest.raises(UsageError, match="nothing in it that a figure could show"):
        figure(related(("A", "likes", "B"), ("A", "condition", "A")), "en", "svg")


edges = st.integers(2, 12).flatmap(
    lambda count: st.tuples(
        st.lists(st.tuples(st.floats(0.5, 1.6), st.floats(0.3, 0.8)), min_size=count, max_size=count),
        st.lists(
            st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] != pair[1]),
            max_size=20,
        ),
    )
)


@settings(max_examples=30, deadline=None)
@given(edges)
def test_boxes_stand_apart_and_no_line_runs_through_a_box(drawn: tuple[list[Point], list[tuple[int, int]]]) -> None:
    sizes, pairs = drawn
    found = layered(sizes, pairs)
    boxes = [
        (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        for (x, y), (width, height) in zip(found.places, sizes, strict=True)
    ]
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    for box in boxes:
        assert box[0] >= -1e-9 and box[1] >= -1e-9
        assert box[2] <= found.width + 1e-9 and box[3] <= found.height + 1e-9
    for (source, target), line in zip(pairs, found.lines, strict=True):
        assert _touches(boxes[source], line[0]) and _touches(boxes[target], line[-1])
        for box in boxes:
            inner = (box[0] + 1e-6, box[1] + 1e-6, box[2] - 1e-6, box[3] - 1e-6)
            assert not any(overlap(inner, (x, y, x, y)) for x, y in _along(line))


def _touches(box: Box, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and point[1] in (pytest.approx(box[1]), pytest.approx(box[3]))


def _along(line: Sequence[Point]) -> list[Point]:
    return [
        (x + (to_x - x) * share / 20, y + (to_y - y) * share / 20)
        for (x, y), (to_x, to_y) in pairwise(line)
        for share in range(21)
    ]


def test_an_edge_from_a_box_to_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="leads from a box to itself"):
        layered([(1.0, 0.3)], [(0, 0)])


@needs_chinese
def test_thirty_relations_among_twelve_long_names_are_drawn_the_same_twice() -> None:
    chance = random.Random(3)
    names = [f"{number} {LONG[: 8 + number * 2]}" for number in range(12)]
    ends: list[tuple[str, str, str]] = []
    while len(ends) < 30:
        source, target = chance.sample(names, 2)
        ends.append((source, chance.choice(RELATION_TYPES), target))
    display = related(*ends, core=names[3])
    assert figure(display, "zh", "svg") == figure(display, "zh", "svg")


@needs_chinese
def test_a_contrast_fills_each_frame_by_the_share_of_its_group() -> None:
    columns = (Column("a", "a"), Column("b", "b"), Column("pattern", "in"))
    rows = (row("X", "X", "3 of 4", "not known (2)", "some"), row("Y", "Y", "0/2", "1/2，1 未知", "one"))
    paper = watched(Display("T", "u", columns, rows, kind="contrast"), "contrast")
    widths = [round(box[2] - box[0], 3) for box in paper.boxes]
    whole = widths[0]
    assert widths == [whole, round(whole * 0.75, 3), whole, whole, whole, round(whole / 2, 3)]
    assert {"3/4", "–", "0/2", "1/2"} <= {text for text, _ in paper.texts}


def test_tables_of_another_shape_are_nothing_to_draw() -> None:
    other = Display("T", "u", (Column("a", "a"),), (row("A", "A", "x"),))
    with drawing():
        paper = Paper(["x"])
        assert [draw(other, paper, "en") for draw in (gioia, relations, contrast)] == [None, None, None]


def test_pieces_of_a_high_picture_have_its_heading_and_hold_every_row_once() -> None:
    whole = np.zeros((1_000, 40, 3), dtype=np.uint8)
    whole[:, :, 0], whole[:, :, 1] = np.divmod(np.arange(1_000), 256)[0][:, None], np.arange(1_000)[:, None] % 256
    breaks = [1.0 + 0.5 * number for number in range(1, 17)]
    pieces = cut(whole, 10.0, 1.0, breaks, 4.0)
    assert len(pieces) == 3 and all(len(each) <= 400 for each in pieces)
    rows: list[int] = []
    for number, piece in enumerate(pieces):
        lines = (piece[:, 0, 0].astype(int) * 256 + piece[:, 0, 1]).tolist()
        assert lines[:100] == list(range(100))
        rows += lines[100:] if number else lines
    assert rows == list(range(1_000))
    assert packed(pieces[0]) == packed(pieces[0].copy())

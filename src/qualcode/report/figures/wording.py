"""The words that figures add to a display, in English and Chinese."""

from __future__ import annotations

from typing import NamedTuple

from qualcode.report.options import Language


class Words(NamedTuple):
    """Labels and sentences of one language; braces are filled in."""

    shading: str
    undefined: str
    levels: str
    sorted: str
    nodes: str
    strongest: str
    segment: str
    portrait: str
    gioia: str
    relations: str
    core: str
    groups: str
    unknown: str


WORDS: dict[Language, Words] = {
    "en": Words(
        shading="Darker is more; the shade follows the square root:",
        undefined="undefined",
        levels="Dashed: .667 and .800, Krippendorff's (2004) bounds for tentative and for firm conclusions.",
        sorted="Sorted by {}; lines are its intervals, as wide as the table's.",
        nodes="Area of a circle: how often its code occurs (n1, n2). Thickness of a line: {}. Codes with more in common stand nearer; left, right, up and down mean nothing.",
        strongest="Shown are the {} strongest of {} pairs; the table has them all.",
        segment="Segment of {} (the end is the last one coded)",
        portrait="A line for each code, in the order of its first passage; a block for each coded passage, darker where several stand.",
        gioia="In brackets: the passages that speak for a concept.",
        relations="An arrow leads from what comes first to what it bears on: a condition, a context, an action; or to a consequence. Numbers give the order in which the relations are written down, in tables too. Where a box stands says nothing else.",
        core="core category",
        groups="Length of a bar: share of the group's known units in which the code is present; the frame is all of them.",
        unknown="Hatched: not known for any unit of the group.",
    ),
    "zh": Words(
        shading="颜色越深数值越大（按平方根着色）：",
        undefined="无法计算",
        levels="虚线：.667 与 .800，Krippendorff（2004）所设的暂定结论与可靠结论的下限。",
        sorted="按 {} 排序；横线为其置信区间，与表中一致。",
        nodes="圆的面积：编码的频次（n1、n2）。连线的粗细：{}。相互联系多的编码位置较近；上下左右没有含义。",
        strongest="只画出最强的 {} 对（共 {} 对）；表中列有全部。",
        segment="{} 的段落序号（止于最后一个有编码的段落）",
        portrait="每行一个编码，按首次出现排列；每块一个编码段落，重叠处颜色更深。",
        gioia="括号内为支持该概念的参考点数。",
        relations="箭头由在先者指向其作用对象：条件、情境、行动；或指向结果。数字为各关系书写的次序，与表中一致。方框的位置没有其他含义。",
        core="核心范畴",
        groups="条长：该组已知单位中出现该编码的比例；外框为全部已知单位。",
        unknown="斜线：该组所有单位均未知。",
    ),
}

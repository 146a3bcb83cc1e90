"""What a preset calls the figures of a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from qualcode.report.options import Language


class DrawnFrom(NamedTuple):
    """The display that a figure is drawn from, the section that makes it, and its title.

    `kind` is how it is drawn where that is not the usual way; `columns` what a matrix has across.
    """

    section: str
    display: str
    title: Mapping[Language, str]
    kind: str = ""
    columns: str | None = None


def _by(columns: str, kind: str, english: str, chinese: str) -> DrawnFrom:
    return DrawnFrom("matrices", f"matrix-code-{columns}-count", {"en": english, "zh": chinese}, kind, columns)


DRAWN: Mapping[str, DrawnFrom] = {
    "frequencies": _by("case", "bars", "Code frequencies by case", "各案例的编码频次"),
    "frequencies-role": _by("role", "bars", "Code frequencies by role", "各角色的编码频次"),
    "heat-map": _by("case", "heat_map", "Codes by case: heat map", "编码×案例热图"),
    "heat-map-role": _by("role", "heat_map", "Codes by role: heat map", "编码×角色热图"),
    "cooccurrence": DrawnFrom(
        "cooccurrence", "cooccurrence", {"en": "Co-occurrence of codes", "zh": "编码共现网络"}, "network"
    ),
    "saturation": DrawnFrom(
        "saturation",
        "saturation",
        {"en": "New and accumulated codes, interview by interview", "zh": "饱和度曲线"},
        "saturation",
    ),
    "agreement": DrawnFrom(
        "agreement",
        "agreement",
        {"en": "Agreement of the coders, with intervals", "zh": "编码者间信度及其置信区间"},
        "forest",
    ),
    "contrast": DrawnFrom(
        "contrast",
        "contrast-role",
        {"en": "In how many documents of each role a code stands", "zh": "各角色中出现各编码的文档数"},
        "contrast",
    ),
    "triangulation": DrawnFrom(
        "triangulation",
        "triangulation",
        {"en": "What each source says of each feature", "zh": "各来源对各特征的印证"},
        "tiles",
    ),
    "gioia": DrawnFrom(
        "structure",
        "structure-gioia",
        {"en": "Data structure: concepts, themes and dimensions", "zh": "数据结构：概念、主题与维度"},
        "gioia",
    ),
    "relations": DrawnFrom(
        "structure",
        "structure-relations",
        {"en": "Relations between categories", "zh": "范畴关系图"},
        "relations",
    ),
}
"""Every figure by its name."""

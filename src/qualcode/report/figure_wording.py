"""What a report says about its figures, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from qualcode.report.options import Language


class FigureWords(NamedTuple):
    """Sentences of one language; braces are filled in. `data` refers to a table, `nothing` and `font` say why none is drawn."""

    lead: str
    data: str
    level: str
    nothing: str
    font: str
    rows: str
    columns: str
    between: str


FIGURE_WORDS: Mapping[Language, FigureWords] = {
    "en": FigureWords(
        lead="For a drawing see {figures}.",
        data="Numbers and counting rules: {table}.",
        level="Drawn are the codes down to level {level} of the codebook.",
        nothing="There is no figure “{title}”: the study has nothing yet that it could show.",
        font="The figure “{title}” is not drawn: no installed font has its Chinese characters.",
        rows="Rows: ",
        columns="Columns: ",
        between=", ",
    ),
    "zh": FigureWords(
        lead="图示见{figures}。",
        data="数值与计数规则见{table}。",
        level="只画出编码手册前 {level} 级的编码。",
        nothing="无法绘制图“{title}”：研究中尚无可供绘图的数据。",
        font="无法绘制图“{title}”：没有安装含其中汉字的字体。",
        rows="行：",
        columns="列：",
        between="、",
    ),
}

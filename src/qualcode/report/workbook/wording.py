"""The words that a workbook adds to a display, in English and Chinese."""

from __future__ import annotations

from typing import NamedTuple

from qualcode.report.options import Language


class Words(NamedTuple):
    """Headings and sentences of one language; the sheets bear the same names in both."""

    key: str
    continued: str
    long: str
    empty: str
    row_key: str
    column_key: str
    column: str
    coding: str
    about: str
    value: str
    title: str
    kind: str
    unit: str
    seed: str
    parameter: str
    set_aside: str
    sheet: str


WORDS: dict[Language, Words] = {
    "en": Words(
        key="key",
        continued="{} (continued)",
        long="Texts longer than a cell of Excel can hold (32,767 characters) go on in the rows below: {}. Nothing is cut.",
        empty="An empty cell: nothing, or not known.",
        row_key="row key",
        column_key="column key",
        column="column",
        coding="coding",
        about="about",
        value="value",
        title="title",
        kind="kind",
        unit="unit",
        seed="seed",
        parameter="parameter: {}",
        set_aside="set aside: {}",
        sheet="sheet",
    ),
    "zh": Words(
        key="键",
        continued="{}（续）",
        long="超过 Excel 单元格容量（32,767 字符）的文本续于下方各行：{} 处；内容未作删减。",
        empty="空单元格表示无，或未知。",
        row_key="行键",
        column_key="列键",
        column="列",
        coding="编码 id",
        about="项目",
        value="值",
        title="标题",
        kind="类型",
        unit="计数单位",
        seed="随机种子",
        parameter="参数：{}",
        set_aside="未计入：{}",
        sheet="工作表",
    ),
}

"""The words that the writers and the report add themselves, in English and Chinese."""

from __future__ import annotations

from typing import NamedTuple

from qualcode.report.options import Language


class Wording(NamedTuple):
    """Labels of one language; `note_first` opens the notes below a table, `number_gap` parts number and title;
    `continued` stands before and after the number of a table or figure that goes on."""

    table: str
    number_gap: str
    note_first: str
    absent: str
    nothing: str
    contents: str
    list_of_tables: str
    continued: tuple[str, str]
    figure: str
    list_of_figures: str


WORDING: dict[Language, Wording] = {
    "en": Wording(
        table="Table",
        number_gap=". ",
        note_first="Note. ",
        absent="“–” stands for nothing, or not known.",
        nothing="There are no rows to show.",
        contents="Contents",
        list_of_tables="Tables",
        continued=("", " (continued)"),
        figure="Figure",
        list_of_figures="Figures",
    ),
    "zh": Wording(
        table="表",
        number_gap="　",
        note_first="注：",
        absent="“–”表示无，或未知。",
        nothing="没有可显示的数据。",
        contents="目录",
        list_of_tables="表目录",
        continued=("续", ""),
        figure="图",
        list_of_figures="图目录",
    ),
}


def date_in_words(date: str, language: Language) -> str:
    """Return a date (`YYYY-MM-DD`) as a title page says it.

    >>> date_in_words("2025-03-01", "zh")
    '2025年3月1日'
    """
    parts = date.split("-")
    if language == "zh" and len(parts) == 3 and all(part.isdecimal() for part in parts):
        return f"{int(parts[0])}年{int(parts[1])}月{int(parts[2])}日"
    return date

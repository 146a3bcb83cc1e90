"""The words that the writers and the report add themselves, in English and Chinese."""

from __future__ import annotations

from typing import NamedTuple

from qualcode.report.options import Language


class Wording(NamedTuple):
    """Labels of one language; `note_first` opens the notes below a table, `number_gap` parts number and title."""

    table: str
    number_gap: str
    note_first: str
    absent: str
    nothing: str
    contents: str
    list_of_tables: str


WORDING: dict[Language, Wording] = {
    "en": Wording(
        table="Table",
        number_gap=". ",
        note_first="Note. ",
        absent="“–” stands for nothing, or not known.",
        nothing="There are no rows to show.",
        contents="Contents",
        list_of_tables="Tables",
    ),
    "zh": Wording(
        table="表",
        number_gap="　",
        note_first="注：",
        absent="“–”表示无，或未知。",
        nothing="没有可显示的数据。",
        contents="目录",
        list_of_tables="表目录",
    ),
}

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
    documents: str
    methods: str
    codebook: str
    agreement: str
    matrices: str
    features: str
    quotes: str


WORDING: dict[Language, Wording] = {
    "en": Wording(
        table="Table",
        number_gap=". ",
        note_first="Note. ",
        absent="“–” stands for nothing, or not known.",
        nothing="There are no rows to show.",
        contents="Contents",
        documents="Documents and cases",
        methods="How the analysis was done",
        codebook="Codebook",
        agreement="Agreement between coders",
        matrices="Codes across cases",
        features="Key features of the cases",
        quotes="Typical quotes",
    ),
    "zh": Wording(
        table="表",
        number_gap="　",
        note_first="注：",
        absent="“–”表示无，或未知。",
        nothing="没有可显示的数据。",
        contents="目录",
        documents="资料与案例",
        methods="研究过程",
        codebook="编码手册",
        agreement="编码者间信度",
        matrices="跨案例编码矩阵",
        features="跨案例关键特征",
        quotes="典型引文",
    ),
}

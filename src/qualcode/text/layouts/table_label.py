"""A table in which each row is a turn: the speaker in one cell (a time or a number may stand before it), the words in the next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.text.labels import bare
from qualcode.text.layout import STAMP, Layout, Mark
from qualcode.text.lines import Lines

_ROW = re.compile(
    rf"(?:[ ]*(?:{STAMP}|\d{{1,4}}[.)]?)[ ]*\t){{0,2}}[ ]*(?P<label>[^\t]{{1,40}}?)\s*[:：]?[ ]*\t(?:[ ]*{STAMP.replace('time', 'late')}[ ]*\t)?"
)

_COLUMNS = frozenset(
    [
        "no",
        "no.",
        "nr",
        "#",
        "line",
        "turn",
        "speaker",
        "name",
        "who",
        "role",
        "time",
        "timestamp",
        "start",
        "end",
        "text",
        "words",
        "transcript",
        "transcription",
        "utterance",
        "content",
        "speech",
        "notes",
        "comment",
        "comments",
        "序号",
        "编号",
        "行",
        "时间",
        "開始",
        "开始时间",
        "说话人",
        "發言人",
        "发言人",
        "讲话人",
        "角色",
        "姓名",
        "内容",
        "內容",
        "发言",
        "发言内容",
        "转写",
        "文字",
        "备注",
    ]
)


def find(lines: Lines) -> Iterator[Mark]:
    """Yield each row of a table whose first cell of words is short and followed by another cell."""
    for index, block in lines.blocks.items():
        if (
            block.kind == "table"
            and not _names_columns(lines.lines[index])
            and (match := _ROW.match(lines.lines[index]))
        ):
            yield Mark(index, bare(match["label"]), match.end(), match["time"] or match["late"])


def _names_columns(row: str) -> bool:
    """Say whether the cells of a row are names of columns: `Speaker`, `Time`, `Words`."""
    cells = [cell.strip().casefold() for cell in row.split("\t") if cell.strip()]
    return len(cells) > 1 and all(cell in _COLUMNS for cell in cells)


LAYOUT = Layout("table-label", find, rank=2)

"""What the columns of a stranger's sheet are called, and the one name each stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.errors import StudyError
from qualcode.model.names import name_key
from qualcode.study.formulas import restored
from qualcode.study.sheets import read_sheet

_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("key", "coding", "编码 id"),
    "document": ("doc", "file", "文档", "文件", "文本", "文檔"),
    "address": ("place", "segment", "segments", "地址", "文档与单元", "单元"),
    "start": ("from", "起", "begin"),
    "end": ("to", "止"),
    "quote": ("words", "content", "text segment", "引文", "原文", "quotation"),
    "code": ("tag", "node", "编码", "节点", "代码", "编碼"),
    "coder": ("author", "user", "编码员", "編碼員"),
    "memo": ("memos", "comment", "note", "备忘", "备注", "備忘"),
    "stance": ("立场", "立場"),
    "weight": ("权重", "權重"),
    "case": ("案例", "個案", "个案"),
    "made": ("date", "编码时间", "coded at (utc)"),
    "via": ("来源",),
    "name": ("title", "名称", "名稱"),
    "definition": ("description", "meaning", "定义", "定義", "说明"),
    "include": ("when to use", "纳入", "何时用"),
    "exclude": ("when not to use", "排除", "何时不用"),
    "example": ("examples", "示例", "例句"),
    "parent": ("below", "under", "上级编码", "上级"),
    "color": ("colour", "颜色"),
    "codable": ("可编码",),
}
_STANDARD = {name_key(written): name for name, others in _NAMES.items() for written in (name, *others)}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: its line in the file, and its cells by standard name, stripped and as they were before a
    spreadsheet's apostrophe."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lines:
    """A sheet's columns under their standard names, in order, and its rows; `written` are the names as they stand there."""

    columns: tuple[str, ...]
    rows: tuple[Line, ...]
    written: tuple[str, ...] = ()


def read_lines(data: bytes, shown: str) -> Lines:
    """Return a sheet's rows (CSV in UTF-8, GB18030 or UTF-16, or Excel); raise `StudyError` for one that cannot be read.

    Of two columns that mean the same the first is taken.
    """
    sheet = read_sheet(data, shown)
    faults = [problem for problem in sheet.problems if problem.severity == "error"]
    if faults:
        raise StudyError(faults[0].message, path=shown, line=faults[0].line, remedy=faults[0].remedy)
    if not sheet.rows:
        raise StudyError("The sheet has no row below the names of its columns.", path=shown, remedy="Nothing was read.")
    names: dict[str, str] = {}
    for column in sheet.columns:
        names.setdefault(_standard(column), column)
    rows = tuple(
        Line(row.line, {name: restored(row.values[written].strip()) for name, written in names.items()})
        for row in sheet.rows
    )
    return Lines(tuple(names), rows, tuple(restored(column.strip()) for column in names.values()))


def lines_of(records: Sequence[tuple[int, Sequence[str]]]) -> Lines:
    """Return the rows of a table whose first row names the columns; a row without words is passed over."""
    (_, header), *rest = records
    names: dict[str, int] = {}
    for place, column in enumerate(header):
        if column.strip():
            names.setdefault(_standard(column), place)
    rows = tuple(
        Line(number, {name: restored(cells[at].strip()) if at < len(cells) else "" for name, at in names.items()})
        for number, cells in rest
        if any(cell.strip() for cell in cells)
    )
    return Lines(tuple(names), rows)


def _standard(column: str) -> str:
    name = restored(column.strip())
    return _STANDARD.get(name_key(name), name)

"""Column names that a study's sheets may bear, in English or Chinese, and the one name each stands for."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.model.names import name_key
from qualcode.model.problem import Problem, error
from qualcode.study.sheets import SheetReading, SheetRow

_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "document": ("doc", "文档", "文件", "文本", "文档编号", "文檔", "文件编号", "访谈编号", "訪談編號"),
    "case": ("cases", "案例", "案例编号", "個案", "个案"),
    "participant": ("person", "interviewee", "参与者", "受访者", "受访者编号", "參與者", "受訪者", "被访者"),
    "speaker": ("speakers", "speaker label", "label", "说话人", "發言人", "发言人", "說話人", "说话者"),
    "role": ("角色", "身份", "类别"),
    "name": ("名称", "姓名", "名稱"),
    "province": ("省份", "省"),
    "type": ("类型", "類型"),
    "date": ("日期", "访谈日期", "訪談日期"),
    "duration": ("时长", "時長"),
    "mode": ("方式", "访谈方式", "訪談方式"),
    "consent": ("知情同意", "同意书", "同意"),
    "gender": ("性别", "性別"),
    "age": ("年龄", "年齡"),
    "language": ("语言", "語言"),
    "organisation": ("organization", "单位", "單位", "机构"),
}
# The bare word for "number" or "id" means whatever the sheet has one row for.
_OWN_KEY = ("id", "编号", "編號", "序号")
_STANDARD = {name_key(written): name for name, others in _SYNONYMS.items() for written in (name, *others)}


def standard_name(column: str) -> str:
    """Return the one name that a column's name stands for, or the name itself."""
    return _STANDARD.get(name_key(column), column)


def standard_rows(
    sheet: SheetReading, path: str, key: str, problems: list[Problem]
) -> tuple[tuple[SheetRow, Mapping[str, str]], ...]:
    """Return the rows with their columns under standard names and their cells stripped; unknown columns stay as they are.

    `key` is the column that says what a row is about; without it there is no row, and a problem says so. Of two columns
    that mean the same the first is taken.
    """
    names: dict[str, str] = {}
    for column in sheet.columns:
        standard = _STANDARD.get(name_key(column), key if name_key(column) in _OWN_KEY else column)
        if standard in names.values():
            first = next(written for written, name in names.items() if name == standard)
            message = f'"{first}" and "{column}" both mean "{standard}"; the second is passed over.'
            problems.append(error(path, sheet.header_line, message, "Rename one."))
        else:
            names[column] = standard
    if key not in names.values():
        if sheet.columns:
            problems.append(error(path, sheet.header_line, f'There is no column "{key}".', f"Name one column {key}."))
        return ()
    return tuple((row, {name: row.values[written].strip() for written, name in names.items()}) for row in sheet.rows)

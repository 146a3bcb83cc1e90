"""COREQ and SRQR as tables: what the study knows is filled in, the rest is marked for the author."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from qualcode.errors import StudyError
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.report.options import Language
from qualcode.report.tables.wording import say
from qualcode.report.templates import find_template, read_toml
from qualcode.study.toml_tables import TomlFaults, TomlTable

_LANGUAGES = ("en", "zh")


def checklist_display(name: str, facts: Mapping[str, str], language: Language, study_root: Path | None) -> Display:
    """Return the checklist in `templates/checklists/NAME.toml`, a row an item in its order.

    Each item has `number`, `topic`, `asks` (texts by language) and `facts`: the names of what the study knows, of which
    those in `facts` are filled in. An item with none, or with `author = true`, is marked for the author too.
    """
    path = find_template(f"checklists/{name}.toml", study_root)
    written = read_toml(path)
    _refuse_faults(path, written)
    rows = tuple(_rows(written["items"], facts, language))
    title, source = written["title"][language], written["source"][language]
    return Display(
        title=title,
        unit=say("unit item", language),
        columns=tuple(Column(key, say(key, language)) for key in ("topic", "reported", "answer")),
        rows=rows,
        notes=(source,),
        corner=say("item", language),
        kind="checklist",
    )


def _refuse_faults(path: Path, written: Mapping[str, object]) -> None:
    """Raise `StudyError` with path and line for the first key that a checklist lacks, or that is not what it must be."""
    faults = TomlFaults(path.read_text(encoding="utf-8-sig"), path.as_posix())
    table = TomlTable(written, (), faults)
    for key in ("title", "source"):
        _ask_for_words(table, key)
    items = table.listed("items")
    if not items:
        faults.error(("items",), "The checklist holds no [[items]].")
    for item in items:
        if not isinstance(item.values.get("number"), str | int):
            item.error("number", 'An item lacks its "number".', 'Write one: number = "1".')
        item.texts("facts")
        if "facts" not in item.values:
            item.error("facts", 'An item lacks its "facts".', "Write facts = [] where the study knows nothing of it.")
        for key in ("topic", "asks"):
            _ask_for_words(item, key)
    for problem in faults.problems[:1]:
        raise StudyError(problem.message, path=problem.path, line=problem.line, remedy=problem.remedy)


def _ask_for_words(table: TomlTable, key: str) -> None:
    """Note a text that is missing in one of the languages."""
    words = table.values.get(key)
    if not isinstance(words, dict) or not all(isinstance(words.get(each), str) for each in _LANGUAGES):
        table.error(key, f'The checklist lacks "{key}" in both languages.', f'Write {key} = {{en = "…", zh = "…"}}.')


def _rows(items: list[dict[str, Any]], facts: Mapping[str, str], language: Language) -> Iterator[Row]:
    for item in items:
        known = [facts[fact] for fact in _names(item["facts"]) if facts.get(fact)]
        if item.get("author") or not known:
            known.append(say("author", language))
        texts = (item["topic"][language], item["asks"][language], "\n".join(known))
        yield Row(str(item["number"]), str(item["number"]), tuple(map(Cell, texts)))


def _names(facts: str | list[str]) -> list[str]:
    return [facts] if isinstance(facts, str) else facts

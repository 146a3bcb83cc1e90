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


def checklist_display(name: str, facts: Mapping[str, str], language: Language, study_root: Path | None) -> Display:
    """Return the checklist in `templates/checklists/NAME.toml`, a row an item in its order.

    Each item has `number`, `topic`, `asks` (texts by language) and `facts`: the names of what the study knows, of which
    those in `facts` are filled in. An item with none, or with `author = true`, is marked for the author too.
    """
    path = find_template(f"checklists/{name}.toml", study_root)
    written = read_toml(path)
    items = written.get("items")
    if not isinstance(items, list) or not items:
        raise StudyError("The checklist holds no [[items]].", remedy="Delete it from the study.", path=path.as_posix())
    try:
        rows = tuple(_rows(items, facts, language))
        title, source = written["title"][language], written["source"][language]
    except (KeyError, TypeError, AttributeError) as fault:
        raise StudyError(
            f"The checklist lacks {fault}.",
            remedy="Each item has number, topic, asks and facts; title and source stand above.",
            path=path.as_posix(),
        ) from fault
    return Display(
        title=title,
        unit=say("unit item", language),
        columns=tuple(Column(key, say(key, language)) for key in ("topic", "reported", "answer")),
        rows=rows,
        notes=(source,),
        corner=say("item", language),
        kind="checklist",
    )


def _rows(items: list[dict[str, Any]], facts: Mapping[str, str], language: Language) -> Iterator[Row]:
    for item in items:
        known = [facts[fact] for fact in item["facts"] if facts.get(fact)]
        if item.get("author") or not known:
            known.append(say("author", language))
        texts = (item["topic"][language], item["asks"][language], "\n".join(known))
        yield Row(str(item["number"]), str(item["number"]), tuple(map(Cell, texts)))

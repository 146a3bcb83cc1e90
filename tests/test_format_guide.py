"""docs/format.md names every key, event, field, column and layout that the code knows."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from qualcode.analysis.tracing import RESULTS, TEST_KINDS
from qualcode.coding.batch import COLUMNS
from qualcode.model.coding import MemoKind, Stance
from qualcode.model.events import EVENT_TYPES, About
from qualcode.model.structure import RELATION_TYPES
from qualcode.registry import names
from qualcode.study.codebook_file import BOOK_KEYS, CODE_KEYS
from qualcode.study.structure_file import CONCEPT_KEYS, CORE_KEYS, GROUP_KEYS, RELATION_KEYS, STRUCTURE_KEYS

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
EVERY_EVENT = {"id", "at", "act", "by", "made", "author"}
PLACE = {"start", "end", "quote", "before", "after", "text"}


def section(title: str) -> str:
    """Return the words of the guide below a heading."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", GUIDE, re.DOTALL | re.MULTILINE)
    assert found is not None, title
    return found[1]


def named(text: str) -> set[str]:
    """Return the words that stand in a text as code."""
    words = {word for code in re.findall(r"`([^`]+)`", text) for word in re.findall(r"[\w.-]+", code)}
    return words | {part for word in words for part in word.split(".")}


def accepted_keys() -> set[str]:
    """Return every key that `qualcode.toml` may hold: those that the reader passes to `only`."""
    files = ("settings_file.py", "settings_tables.py", "settings_rules.py", "settings_qca.py")
    sources = [ROOT / "src" / "qualcode" / "study" / name for name in files]
    calls = (node for path in sources for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return {
        str(key)
        for call in calls
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "only"
        for key in ast.literal_eval(call.args[0])
    }


def test_settings() -> None:
    keys = accepted_keys()
    assert {"document_mb", "not_speakers", "matrices"} <= keys
    assert keys <= named(section("qualcode.toml"))


def test_codebook() -> None:
    assert {*BOOK_KEYS, *CODE_KEYS} <= named(section("codebook.yaml"))


def test_structure() -> None:
    keys = {*STRUCTURE_KEYS, *CONCEPT_KEYS, *GROUP_KEYS, *RELATION_KEYS, *CORE_KEYS}
    assert keys | set(RELATION_TYPES) <= named(section("structure.yaml"))


def test_data_of_a_test_memo() -> None:
    assert {*TEST_KINDS, *RESULTS, "hypothesis"} <= named(section("Ledgers"))


@pytest.mark.parametrize("event", EVENT_TYPES, ids=lambda event: event.__struct_config__.tag)
def test_ledger(event: Any) -> None:
    ledgers = section("Ledgers")
    row = re.search(rf"^\| `{event.__struct_config__.tag}` .*$", ledgers, re.MULTILINE)
    assert row is not None
    fields = set(event.__struct_encode_fields__)
    place = PLACE if event.__struct_config__.tag in ("reject", "move") else set()
    assert fields - EVERY_EVENT - place - {"code"} <= named(row[0])
    assert fields & EVERY_EVENT <= named(ledgers.partition("| op |")[0]) | {"id"}


def test_what_a_memo_is_about_its_kinds_and_the_stances() -> None:
    assert {*About.__struct_fields__, *MemoKind.__args__, *Stance.__args__} <= named(section("Ledgers"))  # type: ignore[attr-defined]


def test_batches_layouts_and_formats() -> None:
    assert set(COLUMNS) <= named(section("Batches"))
    assert {name.replace("_", "-") for name in names("layout")} <= named(section("qualcode.toml"))
    assert {f".{name}" for name in names("format")} <= named(section("Folders"))

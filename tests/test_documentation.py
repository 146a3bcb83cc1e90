"""The documentation cannot lie: every command has help, and docs/cli.md is that help."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.main import get_command

from qualcode.cli.app import app
from qualcode.cli.table import COMMANDS

ROOT = Path(__file__).resolve().parents[1]


def _make_cli() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_cli", ROOT / "docs" / "make_cli.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _parameters() -> list[tuple[str, Any]]:
    """Return every parameter of every command with the command's name."""
    found: list[tuple[str, Any]] = []
    root: Any = get_command(app)
    with root.make_context("qualcode", [], resilient_parsing=True) as context:
        for name in root.list_commands(context):
            command = root.get_command(context, name)
            inner = [command] if not hasattr(command, "entries") else []
            for below in getattr(command, "entries", {}):
                inner.append(command.get_command(context, below))
            found += [(f"{name} {each.name}", parameter) for each in inner for parameter in each.params]
    return found


def test_every_command_of_the_table_stands_in_the_page_with_its_help() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    helps = dict(_make_cli().commands())
    names = [f"qualcode {name}" for name in COMMANDS]
    names += [f"qualcode {name} {below}" for name, entry in COMMANDS.items() for below in entry.commands]
    for name in names:
        assert f"\n## {name}\n" in page
        assert helps[name].splitlines()[2].strip(), f"{name} has no help"
        assert helps[name] in page, f"`make docs` was not run since the help of {name} changed"


def test_every_option_and_argument_says_what_it_is() -> None:
    silent = [(name, each.name) for name, each in _parameters() if not each.help]
    assert silent == []


def test_every_option_but_a_flag_names_its_value_in_words_and_not_as_a_type() -> None:
    bare = [
        (name, each.name)
        for name, each in _parameters()
        if not (each.metavar or each.type_descriptor.choices or getattr(each, "is_flag", False))
    ]
    assert bare == []


def test_help_fits_eighty_columns(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from qualcode.cli.app import main

    monkeypatch.setenv("COLUMNS", "80")
    for words in ([], ["code"], ["matrix"], ["agree"], ["codebook", "show"], ["rename"]):
        main([*words, "--help"])
        assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


def test_the_check_of_the_page_fails_when_the_page_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = _make_cli()
    monkeypatch.setattr(made, "PAGE", tmp_path / "cli.md")
    assert made.main([]) == 0
    assert made.main(["--check"]) == 0
    (tmp_path / "cli.md").write_text("another page", encoding="utf-8")
    assert made.main(["--check"]) == 1
    assert "make docs" in capsys.readouterr().err

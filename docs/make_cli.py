"""Write docs/cli.md from the help of every command as it is printed; with --check, only say whether it is up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from qualcode.cli.app import app

PAGE = Path(__file__).with_name("cli.md")
WIDTH = 100
HEAD = """\
# The command line

Every command as its own `--help` prints it. This page is written by `docs/make_cli.py` (`make docs`); change the help, not the page.
"""


def commands() -> Iterator[tuple[str, str]]:
    """Yield every command and group with its help, in the order of the table: `qualcode`, `qualcode init`, …"""
    root = get_command(app)
    with root.make_context("qualcode", [], resilient_parsing=True, terminal_width=WIDTH) as context:
        yield from _below(root, context)


def _below(command: Any, context: Any) -> Iterator[tuple[str, str]]:
    yield context.command_path, command.get_help(context)
    for name in command.list_commands(context) if hasattr(command, "list_commands") else ():
        inner = command.get_command(context, name)
        with inner.make_context(name, [], parent=context, resilient_parsing=True) as below:
            yield from _below(inner, below)


def page() -> str:
    """Return the whole page."""
    return HEAD + "".join(f"\n## {name}\n\n```text\n{help}\n```\n" for name, help in commands())


def main(arguments: list[str]) -> int:
    """Write the page; with `--check`, write nothing and return 1 when it differs."""
    wanted = page()
    if "--check" not in arguments:
        PAGE.write_text(wanted, encoding="utf-8", newline="\n")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == wanted:
        return 0
    print("docs/cli.md is not what the commands' help says: run `make docs`.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

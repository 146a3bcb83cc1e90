"""Groups of commands, each command imported when it is called."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from qualcode.cli.command import PlainCommand, with_own_conversion
from qualcode.cli.table import COMMANDS, PANELS, Entry
from qualcode.errors import UsageError, nearest


class LazyGroup(TyperGroup):
    """The commands of a table: listed from it, imported one by one when one is called."""

    entries: Mapping[str, Entry] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the commands' names in the table's order."""
        return list(self.entries)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of that name, importing its module now, or `None`."""
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        if entry.commands:
            return subgroup(cmd_name, entry)
        function = getattr(importlib.import_module(f"qualcode.cli.{entry.module}"), entry.attribute)
        single = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        single.command(cmd_name, cls=PlainCommand)(function)
        return get_command(single)

    def get_params(self, ctx: Any) -> Any:
        """Return its parameters, which convert their words as we do."""
        return with_own_conversion(super().get_params(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the first word names; raise `UsageError` with the nearest when there is none."""
        if args[0] not in self.entries and not args[0].startswith("-"):
            near = nearest(args[0], self.entries)
            hint = f" Nearest: {', '.join(near)}." if near else ""
            where = ctx.command_path
            raise UsageError(f'{where} has no command "{args[0]}".{hint}', remedy=f"`{where} --help` lists them all.")
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the group's own options, then its commands."""
        with formatter.section("Options"):
            rows = (each.get_help_record(ctx) for each in self.get_params(ctx))
            formatter.write_dl([row for row in rows if row is not None])
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands, each with its summary."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in self.entries.items()])


class RootGroup(LazyGroup):
    """All commands, panel by panel."""

    entries = COMMANDS

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the table, panel by panel."""
        for panel, entries in PANELS.items():
            with formatter.section(panel):
                formatter.write_dl([(name, entry.summary) for name, entry in entries.items()])


def subgroup(name: str, entry: Entry) -> LazyGroup:
    """Return the group of an entry that has commands of its own."""
    group = LazyGroup(name=name, help=entry.summary, no_args_is_help=True, rich_markup_mode=None)
    group.entries = entry.commands
    return group

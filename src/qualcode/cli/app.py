"""The entry point: a static table of commands, each imported when it is called, and one place where faults become sentences."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

import qualcode
from qualcode.cli.table import COMMANDS, PANELS
from qualcode.errors import QualcodeError

EPILOG = "Every command takes --help. The study is found from the working directory upwards, or given by --study DIR."


class LazyGroup(TyperGroup):
    """The commands of the table, listed from it and imported one by one, when one is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the commands' names in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of that name, importing its module now, or `None`."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        attribute = getattr(importlib.import_module(f"qualcode.cli.{entry.module}"), entry.attribute)
        if isinstance(attribute, typer.Typer):
            group = get_command(attribute)
            group.name = cmd_name
            return group
        single = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        single.command(cmd_name)(attribute)
        return get_command(single)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the table, panel by panel."""
        for panel, names in PANELS.items():
            with formatter.section(panel):
                formatter.write_dl([(name, COMMANDS[name].summary) for name in names])


app = typer.Typer(
    cls=LazyGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"qualcode {qualcode.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(False, "--version", help="Print the version.", callback=_version, is_eager=True),
) -> None:
    """Code interviews and case documents, check that coders agree, compare cases, hand in a Word report."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 errors found, 2 wrong command, 3 wrong study, 4 our fault, 130 Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = get_command(app).main(
            list(sys.argv[1:] if arguments is None else arguments), "qualcode", standalone_mode=False
        )
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except typer.TyperException as fault:
        fault.show() if hasattr(fault, "show") else _say(str(fault))
        return fault.exit_code
    except typer.Exit as leaving:
        return leaving.exit_code
    except (KeyboardInterrupt, typer.Abort):
        _say("Stopped. What was acknowledged is on the disk; nothing else was written.")
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; what is still buffered must not complain when Python closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except QualcodeError as fault:
        _say(str(fault))
        return fault.exit_code
    except Exception as fault:  # noqa: BLE001  the last resort: a sentence and a log instead of a traceback
        return _own_fault(fault)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _own_fault(fault: Exception) -> int:
    faults = importlib.import_module("qualcode.cli.faults")
    _say(
        f"qualcode itself failed ({type(fault).__name__}). Nothing acknowledged is lost. The log is in {faults.log(fault)}."
    )
    return 4


def run() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(main())

"""The entry point: one place where faults become sentences and exit codes."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import typer
from typer.main import get_command

import qualcode
from qualcode.cli.group import RootGroup
from qualcode.cli.typed import WORDS
from qualcode.errors import QualcodeError, UsageError

EPILOG = "Every command takes --help. The study is found from the working directory upwards, or given by --study DIR."

app = typer.Typer(
    cls=RootGroup,
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
        _run([_as_text(word) for word in (sys.argv[1:] if arguments is None else arguments)])
        sys.stdout.flush()
        return 0
    except typer.Exit as leaving:
        return leaving.exit_code
    except typer.TyperException as fault:
        return _wrong_words(fault)
    except (KeyboardInterrupt, typer.Abort):
        _say("Stopped. What was acknowledged is on the disk; nothing else was written.")
        return 130
    except BrokenPipeError:
        _abandon_output()
        return 0
    except QualcodeError as fault:
        _say(str(fault))
        return fault.exit_code
    except OSError as fault:
        _abandon_output()
        what = f"{fault.filename}: cannot be read or written" if fault.filename else "The output cannot be written"
        _say(f"{what} ({fault.strerror or fault}). Nothing that was acknowledged is lost.")
        return 3
    except Exception as fault:  # noqa: BLE001  the last resort: a sentence and a log instead of a traceback
        return _own_fault(fault)


def _run(arguments: list[str]) -> None:
    """Parse and call. Typer's own `main` is passed by: it would leave the process where a pipe closes."""
    WORDS.set(tuple(arguments))
    command = get_command(app)
    with command.make_context("qualcode", arguments) as context:
        command.invoke(context)


def _as_text(word: str) -> str:
    """Return a word of the command line as its bytes say it in UTF-8, also where the locale knows ASCII alone."""
    try:
        return word.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        shown = word.encode("utf-8", "backslashreplace").decode("utf-8")
        raise UsageError(f'"{shown}" is not readable as UTF-8.', remedy="Type the word anew.") from None


def _abandon_output() -> None:
    """Let what is still buffered go nowhere: whoever read it has gone, or it cannot be written."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _wrong_words(fault: typer.TyperException) -> int:
    if type(fault).__name__ == "NoArgsIsHelpError":
        _say(fault.message)
    else:
        _say(importlib.import_module("qualcode.cli.refusals").sentence(fault))
    return fault.exit_code


def _own_fault(fault: Exception) -> int:
    faults = importlib.import_module("qualcode.cli.faults")
    _say(
        f"qualcode itself failed ({type(fault).__name__}). Nothing acknowledged is lost. The log is in {faults.log(fault)}."
    )
    return 4

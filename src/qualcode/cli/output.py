"""What commands print: data to stdout, messages to stderr; colour on a terminal only."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from typing import Any

import msgspec

from qualcode.model.problem import Problem

SHORT = 6
"""How many characters of an id are printed: enough to be unambiguous in any study a person codes."""


_WARNINGS = 3


def say(message: str) -> None:
    """Print a message for the person, on stderr."""
    print(message, file=sys.stderr)


def put(text: str) -> None:
    """Print data, on stdout."""
    print(text)


def put_json(kind: str, parameters: Mapping[str, object], content: Mapping[str, Any]) -> None:
    """Print a JSON answer: schema, kind, parameters, then its content; two spaces of indent."""
    answer = {"schema": 1, "kind": kind, "parameters": dict(parameters), **content}
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode("utf-8") + "\n")


def put_bytes(data: bytes) -> None:
    """Print what a writer wrote."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def terminal_width() -> int | None:
    """Return the columns of the terminal that stdout is, `None` when it is none (and COLUMNS does not say)."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        return max(20, shutil.get_terminal_size().columns)
    return None


def in_color() -> bool:
    """Say whether to colour what is printed."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def shade(text: str, code: str) -> str:
    """Return text in an ANSI rendition (`2` dim, `1` bold, `36` cyan) on a terminal, as it is elsewhere."""
    return f"\x1b[{code}m{text}\x1b[0m" if text and in_color() else text


def flat(words: str) -> str:
    """Return words on one line: runs of white space become one space."""
    return " ".join(words.split())


def shown_case(case: str | None) -> str:
    """Return the case that a coding names, in words; empty when it names none."""
    if case is None:
        return ""
    return f"case {case}" if case else "about another case"


def plural(count: int, noun: str, many: str | None = None) -> str:
    """Return a count with its noun.

    >>> plural(1, "case"), plural(2, "case")
    ('1 case', '2 cases')
    """
    return f"{count} {noun if count == 1 else many or noun + 's'}"


def say_problems(problems: tuple[Problem, ...]) -> None:
    """Print errors and what touches codings in full, of other warnings the first few and how many more there are."""
    grave = [each for each in problems if each.severity == "error" or each.path.startswith("codings/")]
    light = [each for each in problems if each not in grave]
    for problem in (*light[:_WARNINGS], *grave):
        say(str(problem))
    if len(light) > _WARNINGS:
        say(f"{len(light) - _WARNINGS} more warnings; `qualcode check` lists them all.")


def problem_rows(problems: tuple[Problem, ...]) -> list[dict[str, object]]:
    """Return problems as JSON gives them."""
    return [
        {name: getattr(problem, name) for name in ("severity", "path", "line", "message", "remedy")}
        for problem in problems
    ]

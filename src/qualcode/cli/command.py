"""A command as it is shown and as its words become values: plain help, and one sentence for each wrong word."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, get_args, get_origin

from typer.core import TyperCommand

from qualcode.errors import UsageError, nearest


class PlainCommand(TyperCommand):
    """A command whose help fits 80 columns and names its words as they are typed."""

    def get_params(self, ctx: Any) -> Any:
        """Return its parameters, which convert their words as we do."""
        return with_own_conversion(super().get_params(ctx))

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return what follows the command in its usage line: options, then its arguments by name."""
        arguments = [each for each in self.params if each.param_type_name == "argument"]
        return ["[OPTIONS]", *(_usage(each) for each in arguments)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and options, each with its help."""
        parameters = self.get_params(ctx)
        for title, kind in (("Arguments", "argument"), ("Options", "option")):
            rows = [_row(each) for each in parameters if each.param_type_name == kind]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


def _usage(argument: Any) -> str:
    name = f"{argument.metavar or argument.name.upper()}{'...' if argument.nargs == -1 else ''}"
    return name if argument.required else f"[{name}]"


def _row(parameter: Any) -> tuple[str, str]:
    if parameter.param_type_name == "argument":
        return parameter.metavar or parameter.name.upper(), parameter.help
    default = parameter.default
    shown = f"  [default: {default}]" if parameter.show_default and default not in (None, False, "") else ""
    value = "" if parameter.is_flag else f" {parameter.metavar or '|'.join(_choices(parameter))}"
    return f"{', '.join(sorted(parameter.opts, key=len))}{value}", f"{parameter.help}{shown}"


def _choices(parameter: Any) -> tuple[str, ...]:
    return tuple(map(str, parameter.type_descriptor.choices or ()))


def with_own_conversion(parameters: Any) -> Any:
    """Return parameters whose words become values by the rules of this module.

    Typer would import pydantic for it, which costs more than most commands. Where a later Typer keeps its conversion
    elsewhere, that one is used: only time is lost, and a test of the start-up says so.
    """
    for parameter in parameters:
        parameter._runtime_param = _Conversion()
    return parameters


class _Conversion:
    """From the words of a command line to the values of a parameter."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value of a parameter; raise `UsageError` when its word is none."""
        kind = param.type_descriptor.annotation
        if value is None or value == param.default:
            return () if value is None and (param.multiple or param.nargs == -1) else value
        if get_origin(kind) is list:
            return [_convert(param, each, get_args(kind)[0]) for each in value]
        return _convert(param, value, kind)


def _convert(param: Any, word: Any, kind: Any) -> Any:
    name = param.opts[-1] if param.param_type_name == "option" else param.metavar or param.name.upper()
    if not isinstance(word, str):
        return word
    if not word.strip():
        raise UsageError(f"{name} is empty.", remedy="Give it a value, or leave it out.")
    choices = _choices(param)
    if choices:
        if word not in choices:
            near = nearest(word, choices, most=1)
            hint = f" Nearest: {near[0]}." if near else ""
            raise UsageError(f'{name} cannot be "{word}".{hint}', remedy=f"Write {_one_of(choices)}.")
        return word
    if kind in (int, float):
        return _number(name, word, kind, param.min)
    return Path(word) if kind is Path else word


def _number(name: str, word: str, kind: type[int] | type[float], least: float | None) -> float:
    try:
        number = kind(word)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UsageError(f'{name} "{word}" is not a {"whole " if kind is int else ""}number.')
    if least is not None and number < least:
        raise UsageError(f"{name} {word} is too small.", remedy=f"Write {least:g} or more.")
    return number


def _one_of(choices: tuple[str, ...]) -> str:
    return choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])} or {choices[-1]}"

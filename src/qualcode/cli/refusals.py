"""What a wrong command line is told: one sentence, and how to see the right one."""

from __future__ import annotations

import typer

from qualcode.errors import nearest


def sentence(fault: typer.TyperException) -> str:
    """Return what was wrong with a command line, with the nearest option, and where its help is."""
    context = getattr(fault, "ctx", None)
    remedy = f" `{context.command_path} --help` shows how it is written." if context else ""
    option, parameter = getattr(fault, "option_name", None), getattr(fault, "param", None)
    if type(fault).__name__ == "NoSuchOption" and context is not None:
        known = [name for each in context.command.get_params(context) for name in each.opts if name.startswith("--")]
        near = nearest(str(option), known)
        hint = f" Nearest: {', '.join(near)}." if near else ""
        return f'{context.command_path} has no option "{option}".{hint}{remedy}'
    if type(fault).__name__ == "MissingParameter" and parameter is not None:
        return f"{parameter.metavar or parameter.opts[-1]} is missing.{remedy}"
    if type(fault).__name__ == "BadOptionUsage":
        needs = "needs a value" if "requires" in fault.message else "takes no value"
        return f"{option} {needs}.{remedy}"
    message = fault.format_message().rstrip(".")
    if message.startswith("Got unexpected extra argument"):
        message = f"There is a word too many: {message.partition('(')[2].rpartition('(')[2].rstrip(')')}"
    return f"{message}.{remedy}"

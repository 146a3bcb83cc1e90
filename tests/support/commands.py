"""Running commands in this process, as a person types them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from qualcode.cli.app import main


class Ran(NamedTuple):
    """What a command did: its exit code, what it printed, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ran]


def runner(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command in a folder; c1 acts unless the command says otherwise."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("QUALCODE_CODER", "c1")
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(*words: str) -> Ran:
        capsys.readouterr()
        code = main(words)
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ran(code, said.out, said.err)

    return run


def one_sentence(ran: Ran, code: int) -> str:
    """Return what a command that was refused said: one line on stderr, nothing on stdout, and that exit code."""
    assert (ran.code, ran.out) == (code, ""), ran
    lines = ran.err.splitlines()
    assert len(lines) == 1, lines
    return lines[0]


def ids(printed: str) -> list[str]:
    """Return the short ids that lines of codings end with."""
    return re.findall(r"· ([A-Z2-7]{6})(?= · |$)", printed, re.MULTILINE)

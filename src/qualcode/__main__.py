"""`python -m qualcode`, and the console command."""

from __future__ import annotations

import gc
import sys

_EASY = 50_000
"""How many new values let the collector look: a command is short-lived, and what it builds has hardly any cycles."""


def run() -> None:
    """Run the command line and leave with its exit code; Ctrl-C is quiet from the first import on."""
    gc.set_threshold(_EASY, 50, 50)
    try:
        from qualcode.cli.app import main

        code = main()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    run()

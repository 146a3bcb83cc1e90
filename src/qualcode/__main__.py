"""`python -m qualcode`, and the console command."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command line and leave with its exit code; Ctrl-C is quiet from the first import on."""
    try:
        from qualcode.cli.app import main

        code = main()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    run()

"""`python -m qualcode`."""

from qualcode.cli.app import run

run()

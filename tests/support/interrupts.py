"""Ctrl-C as a test sends it."""

from __future__ import annotations

import signal


def hear_interrupts() -> None:
    """Let this process and its children hear Ctrl-C: a job in the background is started with it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)

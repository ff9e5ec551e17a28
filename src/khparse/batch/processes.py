"""Processes of our own: how they start, and how they ended."""

from __future__ import annotations

import multiprocessing
import signal
from multiprocessing.context import BaseContext

PATIENCE = 5.0
"""Seconds that a process gets to end by itself."""
GRACE = 10.0
"""Seconds beyond a limit of time, which processes keep by themselves, after which they are ended."""


def context() -> BaseContext:
    """Return how processes start: from a server that has imported khparse, or anew where the system has none."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["khparse.batch.warm"])
    return found


def how_it_ended(code: int | None) -> str:
    """Return in words how a process ended, by its exit code."""
    if code is not None and code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        return f"its worker was ended by {name}"
    return f"its worker ended with code {code}"

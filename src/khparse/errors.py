"""Exit codes of the command line and the exceptions that carry them.

An exception that reaches the command line prints one line (file, cause, remedy) and ends the program with
its ``exit_code``.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the `khparse` command returns to the shell."""

    OK = 0
    INTERNAL = 1
    USAGE = 2
    UNREADABLE = 3
    SOME_FAILED = 4
    WARNINGS = 5
    INTERRUPTED = 130


class KhparseError(Exception):
    """An error that a user can act on: what failed, why, and what helps."""

    exit_code = ExitCode.USAGE

    def __init__(self, cause: str, remedy: str = "") -> None:
        super().__init__(cause)
        self.cause = cause
        self.remedy = remedy

    def line(self, name: str) -> str:
        """Return the one-line message for the input called `name`."""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"khparse: {name}: {self.cause}{remedy}"


class UnreadableError(KhparseError):
    """The input can't be turned into text: missing, empty, encrypted, truncated, of an unknown format."""

    exit_code = ExitCode.UNREADABLE

"""What the readers of all kinds of archives share."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from khparse.errors import UnreadableError

AGAIN = "download or save it again"


class Entry(NamedTuple):
    """What an archive holds under a path; `read` unpacks it, once and before the next entry is asked for.

    `read` raises `UnreadableError`; a `khparse.readers.limits.StoppedError` when nothing after it can be read
    either.
    """

    path: str
    read: Callable[[], bytes]


def refusing(path: str, error: UnreadableError) -> Entry:
    """Return an entry that can't be read."""

    def read() -> bytes:
        raise error

    return Entry(path, read)


def damaged() -> UnreadableError:
    """Return the error for a member that is damaged."""
    return UnreadableError("it is damaged in the archive", AGAIN)


def encrypted() -> UnreadableError:
    """Return the error for what needs a password."""
    return UnreadableError("it is protected with a password", "unpack it first")


def no_file() -> UnreadableError:
    """Return the error for links, devices and the like."""
    return UnreadableError("it is a link or device, no file", "name the file that it points to")

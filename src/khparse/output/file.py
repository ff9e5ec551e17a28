"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO


@contextmanager
def replace(path: str) -> Iterator[TextIO]:
    """Give a UTF-8 text stream that becomes the file `path` as `replace_bytes` says."""
    with replace_bytes(path) as stream:
        text = TextIOWrapper(stream, encoding="utf-8", newline="\n")
        yield text
        text.detach()  # what is left is written, and `stream` stays open


@contextmanager
def replace_bytes(path: str) -> Iterator[BinaryIO]:
    """Give a stream that becomes the file `path` when the block ends without an exception.

    The bytes are written beside `path` and moved over it when they are safely on the disk; a link keeps pointing
    to its file, a file keeps its mode, and an exception leaves everything as it was. Devices and pipes are
    written directly. Raises `OSError`.
    """
    mode = _mode(path)
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if mode is not None and not stat.S_ISREG(mode):
        with Path(path).open("wb") as stream:  # that /dev/stdout is a link to has no name
            yield stream
        return
    target = _target(path)
    temporary = _temporary(target)
    try:
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def discard(path: str) -> None:
    """Remove what `replace` or `replace_bytes` has written so far: for a process that ends in the middle of it."""
    _temporary(_target(path)).unlink(missing_ok=True)


def _mode(path: str) -> int | None:
    """Return the kind and the permissions of a file, or None where there is none."""
    try:
        return Path(path).stat().st_mode
    except OSError:
        return None


def _target(path: str) -> Path:
    """Return the file that a path leads to, should it be a link."""
    given = Path(path)
    return given.resolve() if given.is_symlink() else given


def _temporary(target: Path) -> Path:
    return target.with_name(f".khparse-{os.getpid()}.tmp")

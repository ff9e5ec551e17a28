"""One run at a time on one output."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from khparse.errors import KhparseError


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock that is the file `path` while the block runs.

    The system gives it back when the process ends, however it ends. Raises `KhparseError` when another run has it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        if not _take(file.fileno()):
            file.seek(0)
            owner = file.read().strip()
            cause = f"another run is writing there{f' (process {owner})' if owner else ''}"
            raise KhparseError(cause, "wait for its end, or choose another -o")
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
        file.truncate(0)


def _take(descriptor: int) -> bool:
    try:
        import fcntl
    except ModuleNotFoundError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

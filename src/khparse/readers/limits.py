"""Limits: how long an input may take, and how much an archive may unpack to."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import BinaryIO

from khparse.errors import UnreadableError
from khparse.readers.options import ReadOptions

MAX_ENTRIES = 100_000
"""How many entries one archive may have, those of the archives in it included."""
MAX_DEPTH = 3
"""How many archives may lie in each other: `a.zip!/b.zip!/c.zip!/d.docx` is read."""
_MEMBERS = 16
_RATIO = 100
_GRACE = 5.0  # what a library in native code gets to come back, in seconds
_CHUNK = 1024**2


class StoppedError(UnreadableError):
    """An archive can't be read any further: it is damaged, or it is more than the limits allow."""


class ExhaustedError(StoppedError):
    """An archive, and all archives around it, unpack to more than the limits allow."""


class Budget:
    """What one outer archive may still unpack to: bytes, and entries, with those of archives in it.

    The bytes are 16 times `max_bytes` (1 GiB) or 100 times the size of the archive, whichever is more. What
    is counted are the bytes that come out, never the sizes that an archive declares.
    """

    def __init__(self, options: ReadOptions, size: int) -> None:
        self.max_bytes = options.max_bytes
        self._limit = self._bytes = max(_MEMBERS * options.max_bytes, _RATIO * size)
        self._entries = MAX_ENTRIES

    def count_entry(self) -> None:
        """Count one entry. Raises `ExhaustedError`."""
        self._entries -= 1
        if self._entries < 0:
            raise ExhaustedError(f"it has more than {MAX_ENTRIES:,} entries", "unpack it first")

    def count(self, size: int) -> None:
        """Count bytes that were unpacked. Raises `ExhaustedError`."""
        self._bytes -= size
        if self._bytes < 0:
            raise ExhaustedError(f"it unpacks to more than {in_words(self._limit)}", "unpack it first")

    def read(self, stream: BinaryIO, counted: bool = False) -> bytes:
        """Return all that a stream unpacks to, and count it unless the stream does so by itself.

        Raises `UnreadableError` when it is more than `max_bytes`.
        """
        parts: list[bytes] = []
        size = 0
        while data := stream.read(_CHUNK):
            if not counted:
                self.count(len(data))
            size += len(data)
            if size > self.max_bytes:
                raise too_large(self.max_bytes)
            parts.append(data)
        return b"".join(parts)


def too_large(limit: int) -> UnreadableError:
    """Return the error for an input of more than `limit` bytes."""
    return UnreadableError(
        f"it is larger than {in_words(limit)}", "raise --max-bytes, or give the plan alone"
    )


def in_words(size: int) -> str:
    """Return a number of bytes as people read it."""
    for factor, unit in ((1024**3, "GiB"), (1024**2, "MiB")):
        if size >= factor:
            return f"{round(size / factor, 1):g} {unit}"
    return f"{size:,} bytes"


class _Expired(BaseException):
    """The time is over; no reader that catches `Exception` takes it for an error of its library."""


@contextmanager
def time_limit(seconds: float, give_up: Callable[[UnreadableError], None] | None = None) -> Iterator[None]:
    """Raise `UnreadableError` in the block when it takes longer than `seconds`; 0 is for ever.

    This works by SIGALRM, in the main thread of a POSIX process; elsewhere the block has no limit. Native
    code of a library isn't interrupted by a signal: `give_up` is called in a thread of its own when the block
    still runs 5 seconds later (at once where there is no SIGALRM), and should end the process.
    """
    if not seconds:
        yield
        return
    error = UnreadableError(
        f"it takes longer than {seconds:g} seconds", "raise --timeout, or give a part of it"
    )
    by_signal = _in_main_thread() and hasattr(signal, "setitimer")
    stop = _watch(seconds + _GRACE * by_signal, give_up, error)
    try:
        if by_signal:
            with _alarm(seconds):
                yield
        else:
            yield
    except _Expired:
        raise error from None
    finally:
        stop()


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise `_Expired` in the block after `seconds`, and each second again should it be swallowed."""
    armed = True

    def expire(number: int, frame: FrameType | None) -> None:
        if armed:
            raise _Expired

    before = signal.signal(signal.SIGALRM, expire)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _watch(
    seconds: float, give_up: Callable[[UnreadableError], None] | None, error: UnreadableError
) -> Callable[[], None]:
    """Call `give_up` in a thread after `seconds`; return the function that calls this off."""
    if give_up is None:
        return lambda: None
    from threading import Timer

    timer = Timer(seconds, give_up, (error,))
    timer.daemon = True
    timer.start()
    return timer.cancel


def _in_main_thread() -> bool:
    from threading import current_thread, main_thread

    return current_thread() is main_thread()

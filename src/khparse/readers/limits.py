"""Limits: how long an input may take, how much memory, and how much an archive may unpack to."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from _thread import start_new_thread
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from pathlib import Path
from threading import Lock, current_thread, main_thread
from time import monotonic, sleep
from types import FrameType
from typing import BinaryIO

from khparse.errors import UnreadableError
from khparse.readers.options import ReadOptions

MAX_ENTRIES = 100_000
"""How many entries one archive may have, those of the archives in it included."""
MEMORY = 640 * 1024**2
MEMORY_OF_BYTE = 100
"""How much memory an input may take: 640 MiB, and 100 bytes for each of its own."""
MAX_DEPTH = 3
"""How many archives may lie in each other: `a.zip!/b.zip!/c.zip!/d.docx` is read."""
_MEMBERS = 16
_RATIO = 100
_INTERVAL = 0.05  # between looks at the limits, in seconds
_PATIENCE = 20  # looks without anything to look at
_GRACE = 5.0  # what a library in native code gets to come back, in seconds
_MEMORY_GRACE = 0.2
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


def too_late(seconds: float) -> UnreadableError:
    """Return the error for an input that takes more than `seconds`."""
    return UnreadableError(
        f"it takes longer than {seconds:g} seconds", "raise --timeout, or give a part of it"
    )


def in_words(size: int) -> str:
    """Return a number of bytes as people read it."""
    for factor, unit in ((1024**3, "GiB"), (1024**2, "MiB")):
        if size >= factor:
            return f"{round(size / factor, 1):g} {unit}"
    return f"{size:,} bytes"


class _Stop(BaseException):
    """A limit of a watch is reached; no reader that catches `Exception` takes it for an error of its library."""

    def __init__(self, watch: _Watch) -> None:
        self.watch = watch


@contextmanager
def limited(
    seconds: float, memory: int = 0, give_up: Callable[[UnreadableError], None] | None = None
) -> Iterator[None]:
    """Raise `UnreadableError` in the block when it takes more than `seconds`, or more bytes of `memory`.

    0 is no limit. A thread watches both; it interrupts the main thread of a POSIX process by SIGALRM. That
    doesn't interrupt native code of a library: `give_up` is called in the thread when the block goes on for
    5 seconds more (0.2 when memory runs out), and should end the process. Elsewhere than in the main thread
    of a POSIX process it is called at once, and without it there is no limit. A SIGALRM that is not ours goes to
    the handler that there was before; had it none, it is ignored afterwards.
    """
    by_signal = current_thread() is main_thread() and hasattr(signal, "pthread_kill")
    if not (seconds or memory) or not (by_signal or give_up):
        yield
        return
    watch = _Watch(seconds, memory, by_signal, give_up)
    try:
        try:
            watch.begin()
            yield
        finally:
            watch.end()
    except _Stop as stop:
        watch.end()  # that may be what it stopped
        if stop.watch is not watch:
            raise
        raise watch.error from None


class _Watch:
    """The limits of a block, from now to its end."""

    def __init__(
        self, seconds: float, memory: int, by_signal: bool, give_up: Callable[[UnreadableError], None] | None
    ) -> None:
        self.error = UnreadableError("")
        self._until = monotonic() + seconds if seconds else inf
        self._seconds = seconds
        self._memory = _used_memory() + memory if memory else inf
        self._by_signal = by_signal
        self._give_up = give_up
        self._reached = False
        self._ended = False  # no Event: interrupted in its Python code, it would stay locked
        self._before = signal.getsignal(signal.SIGALRM) if by_signal else None

    def begin(self) -> None:
        """Watch from now on."""
        if self._by_signal:
            signal.signal(signal.SIGALRM, self._stop)
        _watcher.begin(self)

    def end(self) -> None:
        """Watch no more."""
        self._ended = True
        _watcher.end(self)
        if callable(self._before):  # else a last signal would end the process
            signal.signal(signal.SIGALRM, self._before)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        if self._ended:
            return
        if not self._reached:  # it is for a block around this one, or came too late for the one before
            if callable(self._before):
                self._before(number, frame)
        elif frame is None or frame.f_code.co_filename != contextlib.__file__:
            raise _Stop(self)
        # else the block is being entered or left, where nothing would catch it: there is a next signal

    def look(self) -> None:
        """Interrupt the block when a limit is reached."""
        if monotonic() >= self._until:
            self._interrupt(too_late(self._seconds), _GRACE)
        elif _used_memory() > self._memory:
            cause = "it takes far more memory than a document does"
            self._interrupt(UnreadableError(cause, "save it again, or give a part of it"), _MEMORY_GRACE)

    def _interrupt(self, error: UnreadableError, grace: float) -> None:
        """Stop the block by a signal, again and again should that be swallowed; or else give up."""
        self.error = error
        self._reached = True
        until = monotonic() + grace
        again = 0.0
        while self._by_signal and monotonic() < until:
            if self._ended:
                return
            if monotonic() >= again:
                signal.pthread_kill(main_thread().ident or 0, signal.SIGALRM)
                again = monotonic() + grace / 5
            sleep(min(_INTERVAL, grace / 5))
        if self._give_up is not None and not self._ended:
            self._give_up(error)


class _Watcher:
    """A thread that looks at the limits of all blocks that run, and ends when there has been none for a while.

    One for many blocks: to start and to wake a thread costs more than a small document takes.
    """

    def __init__(self) -> None:
        self.begin_anew()

    def begin_anew(self) -> None:
        """Watch nothing; a process that was forked has no threads but its own."""
        self._watches: set[_Watch] = set()
        self._lock = Lock()
        self._lives = False

    def begin(self, watch: _Watch) -> None:
        """Look at the limits of a block from now on."""
        with self._lock:
            self._watches.add(watch)
            if not self._lives:
                self._lives = True
                start_new_thread(self._run, ())  # `threading` would wait for its start, a millisecond

    def end(self, watch: _Watch) -> None:
        """Look at the limits of a block no more."""
        with self._lock:
            self._watches.discard(watch)

    def _run(self) -> None:
        idle = 0
        while idle <= _PATIENCE:
            sleep(_INTERVAL)
            with self._lock:
                watches = list(self._watches)
                idle = 0 if watches else idle + 1
                self._lives = idle <= _PATIENCE
            for watch in watches:
                watch.look()


_watcher = _Watcher()
if hasattr(os, "register_at_fork"):  # not on Windows
    os.register_at_fork(after_in_child=_watcher.begin_anew)


def _used_memory() -> int:
    """Return how much memory in bytes the process has, or had at most, or 0 where the system doesn't tell."""
    try:  # Linux; the peak is of no use there, for a process inherits that of the one that started it
        return int(Path("/proc/self/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        pass
    try:
        import resource
    except ModuleNotFoundError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

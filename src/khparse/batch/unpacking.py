"""Archives unpacked in a process apart: what one of them does to it concerns no other document."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from threading import Lock
from types import TracebackType
from typing import NamedTuple, Self

from khparse.batch import stores
from khparse.batch.processes import GRACE, PATIENCE, context, how_it_ended
from khparse.batch.work import Outcome, failed, unreadable
from khparse.errors import ExitCode, UnreadableError
from khparse.readers import Input, failing, inputs, read_named
from khparse.readers.limits import MEMORY, limited, too_late
from khparse.readers.options import ReadOptions

_TRIES = 2  # a process may have been killed for what another did
_REMEDY = "unpack it first"


class _Found(NamedTuple):
    """A member of an archive, or why there is none; without a name, the end of the archive.

    `is_last` says that the process ends with it.
    """

    name: str = ""
    title: str | None = None
    data: bytes = b""
    cause: str = ""
    remedy: str = ""
    is_last: bool = False


class Unpacker:
    """Unpacks archives one after the other, in a process that begins with the first and is begun anew when it ends."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options._replace(progress=None)
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def members(self, path: str) -> Iterator[Input]:
        """Yield the documents of the archive at a path or an address, as `khparse.readers.inputs` does.

        Each is to come within the limits of time and memory for a document; an archive that keeps to none, or ends
        its process, is an input that can't be read. One member at a time is in memory.
        """
        found = self._first(path)
        while found.name:
            yield _input(found, self._options)
            found = self._next(path)

    def _first(self, path: str) -> _Found:
        """Return what comes first of an archive; it has its process twice, which may have been killed for another."""
        for _ in range(_TRIES):
            self._child = self._child or _Child()
            try:
                self._child.ask(path, self._options)
                return self._child.answer(self._options.timeout)
            except (OSError, EOFError) as error:
                found = self._lost(path, error)
                if isinstance(error, TimeoutError):
                    break
        return found

    def _next(self, path: str) -> _Found:
        if self._child is None:
            return _Found()
        try:
            found = self._child.answer(self._options.timeout)
        except (OSError, EOFError) as error:
            return self._lost(path, error)
        if found.is_last:
            self._end()
        return found

    def _lost(self, path: str, error: OSError | EOFError) -> _Found:
        """Return that an archive has ended its process, or doesn't come to an end itself."""
        assert self._child
        is_late = isinstance(error, TimeoutError)
        cause = too_late(self._options.timeout).cause if is_late else self._child.how_it_ended()
        self._end()
        return _Found(path, cause=cause, remedy=_REMEDY)

    def _end(self) -> None:
        if self._child:
            self._child.end()
        self._child = None


class _Child:
    def __init__(self) -> None:
        self._connection, theirs = context().Pipe()
        self._process = context().Process(target=_serve, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
        self._process.start()
        theirs.close()

    def ask(self, path: str, options: ReadOptions) -> None:
        """Let it begin with an archive."""
        self._connection.send((path, options))

    def answer(self, limit: float) -> _Found:
        """Return what comes next. Raises `OSError` or `EOFError` when nothing will, `TimeoutError` when it is late."""
        if limit and not self._connection.poll(limit + GRACE):
            raise TimeoutError
        found: _Found = self._connection.recv()
        return found

    def how_it_ended(self) -> str:
        """Return why nothing comes from it."""
        self._process.join(PATIENCE)
        return how_it_ended(self._process.exitcode)

    def end(self) -> None:
        """End the process."""
        self._connection.close()
        self._process.kill()
        self._process.join()


def _input(found: _Found, options: ReadOptions) -> Input:
    if found.cause:
        error = UnreadableError(found.cause, found.remedy)
        return failing(found.name, error)._replace(title=found.title)
    read = partial(read_named, found.data, found.title, options)
    return Input(found.name, read, len(found.data), found.data, found.title)


def _serve(connection: Connection) -> None:
    """Unpack archives until nobody asks for more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is left to the parent to end the work
    sender = _Sender(connection)
    with suppress(OSError, EOFError):
        while True:
            sender.send_members(*connection.recv())


class _Sender:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = Lock()

    def send_members(self, path: str, options: ReadOptions) -> None:
        """Send what an archive holds, and then that this was all."""
        found = stores.open_input(path, options) if stores.is_url(path) else inputs(path, options)
        give_up = partial(self._give_up, path)
        while True:
            try:
                with limited(options.timeout, MEMORY, give_up):
                    member = next(found, None)
            except Exception as error:
                self._send(_failed(path, failed(error)))
                break
            if member is None:
                break
            if member.data:
                self._send(_Found(member.name, member.title, member.data))
            else:
                self._send(_failed(member.name, unreadable(member))._replace(title=member.title))
        self._send(_Found())

    def _give_up(self, path: str, error: UnreadableError) -> None:
        """End the process: what it is at doesn't come back."""
        with suppress(OSError):
            self._send(_failed(path, failed(error)))
            self._send(_Found(is_last=True))
        os._exit(ExitCode.INTERRUPTED)

    def _send(self, found: _Found) -> None:
        with self._lock:  # an archive is given up in another thread
            self._connection.send(found)


def _failed(name: str, outcome: Outcome) -> _Found:
    return _Found(name, cause=outcome.error, remedy=outcome.remedy)

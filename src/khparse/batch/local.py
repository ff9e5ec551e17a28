"""Workers on this machine: processes that may crash, hang or run out of memory one by one.

Each has a connection of its own, one document at a time, and a small one that lies ready there. Nothing is shared
between them, so a worker that is killed at any moment, with a lock in its hands or half of a message sent, leaves
nothing behind that others wait for; and its documents are known.
"""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from math import inf
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from selectors import EVENT_READ, DefaultSelector
from threading import Lock
from time import monotonic
from typing import NamedTuple

from khparse.batch.processes import GRACE, PATIENCE, context, how_it_ended
from khparse.batch.work import Job, Outcome, convert, failed
from khparse.readers.limits import too_late

_MOST_BYTES = 256 * 1024**2  # of all jobs taken
_RECYCLED_AFTER = 1000  # documents: libraries leak
_TRIES = 2  # a worker may have been killed for what another did
_READY = 64 * 1024 if sys.platform == "linux" else 0
"""How large a document may be that lies ready: what the buffer of a connection takes, also of a worker that hangs."""


class _Task(NamedTuple):
    number: int
    job: Job
    tries: int = 0


class LocalEngine:
    """Converts documents in `workers` processes; a document that ends its process twice fails, and no other."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def run(self, jobs: Iterator[tuple[int, Job] | None]) -> Iterator[tuple[int, Outcome]]:
        """Yield outcomes as they are there; see `khparse.batch.engine.Engine`."""
        crew = _Crew(self._workers)
        source = _Source(jobs, 2 * self._workers)
        try:
            while not source.is_over or source.ready or crew.busy:
                source.fill(sum(worker.size for worker in crew.busy))
                crew.share_out(source)
                for worker in crew.answering():
                    number, outcome, left = worker.answer()
                    source.ready.extendleft(reversed(left))
                    crew.share_out(source)  # before this outcome is dealt with
                    if outcome is not None:
                        source.is_halted = False
                        yield number, outcome
        except BaseException:
            crew.kill()
            raise
        finally:
            crew.end()


class _Source:
    """Jobs, of which `most` are taken before a worker asks for them, while memory stays bounded."""

    def __init__(self, jobs: Iterator[tuple[int, Job] | None], most: int) -> None:
        self._jobs = jobs
        self._most = most
        self.ready: deque[_Task] = deque()
        self.is_over = False
        self.is_halted = False

    def fill(self, running: int) -> None:
        """Take jobs; `running` are the bytes that workers have."""
        while not (self.is_over or self.is_halted) and len(self.ready) < self._most:
            held = running + sum(len(task.job.data) for task in self.ready)
            if held > _MOST_BYTES:
                return
            try:
                found = next(self._jobs)
            except StopIteration:
                self.is_over = True
                return
            if found is None:
                self.is_halted = running > 0
                return
            self.ready.append(_Task(*found))


class _Crew:
    """The workers, started as they are needed."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._context = context()
        self._workers: list[_Worker] = []
        self._awaited = _Awaited()

    @property
    def busy(self) -> list[_Worker]:
        """The workers that have a document."""
        return [worker for worker in self._workers if worker.is_busy]

    def share_out(self, source: _Source) -> None:
        """Give what is ready to workers that have nothing to do, and what is small to lie ready with the others."""
        while source.ready and (worker := self._idle()):
            worker.give(source.ready.popleft())
        if source.is_over:  # what lies ready with one is lost to the others
            return
        for worker in self._workers:
            if source.ready and worker.may_wait(source.ready[0]):
                worker.give(source.ready.popleft())

    def _idle(self) -> _Worker | None:
        """Return a worker that has no document, None when all have one."""
        for worker in list(self._workers):
            if not worker.is_busy:
                if worker.is_fit:
                    return worker
                worker.end()
                self._workers.remove(worker)
        if len(self._workers) < self._most:
            self._workers.append(_Worker(self._context, self._awaited))
            return self._workers[-1]
        return None

    def answering(self) -> list[_Worker]:
        """Wait for workers that have something to say: an outcome, or that they are no more."""
        busy = self.busy
        left = min((worker.until for worker in busy), default=0.0) - monotonic()
        ready = self._awaited.ready(None if left == inf else max(left, 0.0))
        found = [worker for worker in busy if worker.connection in ready]
        for worker in busy:
            if worker not in found and worker.until <= monotonic():
                worker.was_late = True
                worker.kill()
                found.append(worker)
        return found

    def kill(self) -> None:
        """End all work at once."""
        for worker in self._workers:
            worker.kill()

    def end(self) -> None:
        """Let the workers end, and wait for it."""
        for worker in self._workers:
            worker.connection.close()
        for worker in self._workers:
            worker.end()


class _Awaited:
    """The connections of workers that have a document; to collect them anew for each answer takes its while."""

    def __init__(self) -> None:
        self._connections: set[Connection] = set()
        self._selector = None if sys.platform == "win32" else DefaultSelector()  # which has none for pipes

    def add(self, connection: Connection) -> None:
        """Wait for a connection from now on."""
        self._connections.add(connection)
        if self._selector:
            self._selector.register(connection, EVENT_READ)

    def remove(self, connection: Connection) -> None:
        """Wait for a connection no more."""
        self._connections.discard(connection)
        if self._selector:
            self._selector.unregister(connection)

    def ready(self, seconds: float | None) -> set[Connection]:
        """Wait until connections have something to say, and return them; none of them when the time is over."""
        if not self._connections:
            return set()
        found: set[object]
        if self._selector:
            found = {key.fileobj for key, _ in self._selector.select(seconds)}
        else:
            found = set(wait(list(self._connections), seconds))
        return {connection for connection in self._connections if connection in found}


class _Worker:
    """A process that converts one document after another."""

    def __init__(self, context: BaseContext, awaited: _Awaited) -> None:
        self._awaited = awaited
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
        self._process.start()
        theirs.close()
        self._left = _RECYCLED_AFTER
        self._has_ended = False
        self._tasks: deque[_Task] = deque()  # of which it has begun the first
        self.was_late = False
        self.until = inf

    @property
    def is_busy(self) -> bool:
        """Whether it has a document."""
        return bool(self._tasks)

    @property
    def is_fit(self) -> bool:
        """Whether it can take a document."""
        return self._left > 0 and not self._has_ended

    @property
    def size(self) -> int:
        """The bytes of its documents."""
        return sum(len(task.job.data) for task in self._tasks)

    def may_wait(self, task: _Task) -> bool:
        """Whether a document can lie ready with it."""
        return self.is_fit and len(self._tasks) == 1 and len(task.job.data) <= _READY

    def give(self, task: _Task) -> None:
        """Give it a document."""
        if not self._tasks:
            self._awaited.add(self.connection)
        self._tasks.append(task)
        self._left -= 1
        self._set_limit()
        with suppress(OSError):  # it has ended; its answer says so
            self.connection.send((task.number, task.job))

    def answer(self) -> tuple[int, Outcome | None, list[_Task]]:
        """Return the number of its document and the outcome, and the documents that others have to be given.

        No outcome is there when the document is one of these.
        """
        task = self._tasks.popleft()
        outcome = None
        try:
            while outcome is None and not self._has_ended:
                number, found, self._has_ended = self.connection.recv()
                outcome = found if number == task.number else None  # one given up may have come back in time
        except (OSError, EOFError):
            self._has_ended = True
        again = []
        if outcome is None:
            outcome = self._lost(task)
            again = [] if outcome else [task._replace(tries=task.tries + 1)]
        if self._has_ended:
            again += self._tasks
            self._tasks.clear()
        if not self._tasks:
            self._awaited.remove(self.connection)
        self._set_limit()
        return task.number, outcome, again

    def _set_limit(self) -> None:
        """Note until when it has to answer."""
        if len(self._tasks) == 1:
            limit = self._tasks[0].job.options.timeout
            self.until = monotonic() + limit + GRACE if limit else inf

    def _lost(self, task: _Task) -> Outcome | None:
        if self.was_late:
            return failed(too_late(task.job.options.timeout))
        self._process.join(PATIENCE)
        if task.tries + 1 < _TRIES:
            return None
        return Outcome("failed", how_it_ended(self._process.exitcode), "give a part of it")

    def kill(self) -> None:
        """End it at once."""
        self._has_ended = True
        self._process.kill()

    def end(self) -> None:
        """Wait for its end, which comes when its connection is closed."""
        self.connection.close()
        self._process.join(PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _work(connection: Connection) -> None:
    """Convert documents until there are no more, or nobody is there to take them."""
    import gc

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is left to the parent to end the work
    gc.set_threshold(100_000)  # as the command does
    lock = Lock()

    def answer(number: int, is_last: bool, outcome: Outcome) -> None:
        with lock:  # a document that is given up answers from another thread
            connection.send((number, outcome, is_last))

    try:
        while True:
            number, job = connection.recv()
            answer(number, False, convert(job, partial(answer, number, True)))
    except (OSError, EOFError):
        return

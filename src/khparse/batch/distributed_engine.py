"""Workers of a Dask cluster: one that is there already, or processes on this machine.

Tasks are stateless and may be done again anywhere: a worker that is lost costs the documents that it was at, and
those are given to others. See docs/scale.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib import import_module
from queue import Empty, Queue
from time import monotonic
from typing import Any, NamedTuple

from khparse._version import __version__
from khparse.batch.child import convert_apart
from khparse.batch.stores import is_url
from khparse.batch.work import Job, Outcome, failed
from khparse.errors import KhparseError

_AHEAD = 3  # tasks for each thread of a worker that are taken before it is done with the first
_TOGETHER = 8  # documents of a task at most: a task costs the scheduler 2 ms, whatever it does
_TOGETHER_BYTES = 256 * 1024
_MOST_BYTES = 256 * 1024**2  # of all documents taken
_TRIES = 3  # besides those of Dask, which gives a task to four workers before it says that they were lost
_PATIENCE = 60.0  # seconds to wait for a scheduler, and then for a first worker
_ABSENCE = 300.0  # seconds without any worker in the midst of a run
_LOOK = 5.0  # seconds between looks at how many workers there are

_DEAF = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"  # Ctrl-C is for this process to handle


class LostError(KhparseError):
    """The cluster doesn't answer; what is done is kept, and a further run goes on from there."""


class _Task(NamedTuple):
    numbers: list[int]
    jobs: list[Job]
    tries: int

    @property
    def size(self) -> int:
        return sum(len(job.data) for job in self.jobs)


class DaskEngine:
    """Converts documents on the cluster of a scheduler (`tcp://host:8786`), or in `workers` processes here.

    Outcomes bring the plans that are meant for a folder, so that workers need no file system in common with it;
    those for a store (`s3://…`) are written by the workers. Raises `KhparseError` when Dask isn't installed,
    and `LostError` when the cluster doesn't answer.
    """

    def __init__(self, scheduler: str | None = None, workers: int = 1) -> None:
        self._scheduler = scheduler
        self._workers = workers

    def run(self, jobs: Iterator[tuple[int, Job] | None]) -> Iterator[tuple[int, Outcome]]:
        """Yield outcomes as they are there; see `khparse.batch.engine.Engine`."""
        with _client(self._scheduler, self._workers) as client:
            running = _Running(client)
            try:
                yield from running.outcomes(_Source(jobs, running))
            finally:
                running.cancel()


class _Source:
    """Makes tasks of jobs: some small ones together, a large one alone."""

    def __init__(self, jobs: Iterator[tuple[int, Job] | None], running: _Running) -> None:
        self._jobs = jobs
        self._running = running
        self._left: tuple[int, Job] | None = None
        self.is_over = False

    def next(self) -> _Task | None:
        """Return the next task, or None when there is none now."""
        numbers: list[int] = []
        chosen: list[Job] = []
        size = 0
        most = self._running.together()
        while len(chosen) < most and (found := self._left or self._next()) is not None:
            self._left = found
            if chosen and size + len(found[1].data) > _TOGETHER_BYTES:
                break
            self._left = None
            size += len(found[1].data)
            numbers.append(found[0])
            chosen.append(found[1])
        return _Task(numbers, chosen, 1) if chosen else None

    def _next(self) -> tuple[int, Job] | None:
        if self.is_over:
            return None
        try:
            return next(self._jobs)
        except StopIteration:
            self.is_over = True
            return None


class _Running:
    """The tasks that the cluster has."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._tasks: dict[Any, _Task] = {}
        self._ended: Queue[Any] = Queue()
        self._size = 0
        self._threads = 0
        self._looked = self._seen = monotonic()
        self._look()

    def outcomes(self, source: _Source) -> Iterator[tuple[int, Outcome]]:
        """Yield the outcomes of all jobs of a source."""
        while True:
            while self._has_room() and (task := source.next()):
                self._submit(task)
            if self._tasks:
                yield from self._some()
            elif source.is_over:
                return

    def together(self) -> int:
        """Return how many documents a task may have: few as long as not all workers have something to do."""
        return _TOGETHER if len(self._tasks) >= self._threads else 1

    def cancel(self) -> None:
        """Let the cluster forget what isn't done."""
        if self._tasks and self._client.status == "running":
            self._client.cancel(list(self._tasks), force=True)
        self._tasks.clear()

    def _has_room(self) -> bool:
        return len(self._tasks) < _AHEAD * max(self._threads, 1) and self._size < _MOST_BYTES

    def _submit(self, task: _Task) -> None:
        jobs = [job if job.output and is_url(job.output) else job._replace(output=None) for job in task.jobs]
        future = self._client.submit(convert_apart, jobs, __version__, pure=False, retries=_TRIES)
        self._tasks[future] = task
        self._size += task.size
        future.add_done_callback(self._ended.put)

    def _some(self) -> Iterator[tuple[int, Outcome]]:
        """Yield the outcomes of a task that has ended; wait for it."""
        future = self._wait()
        try:
            outcomes = future.result(timeout=_PATIENCE)
        except Exception as error:
            if isinstance(error, TimeoutError) and future.status != "error":
                future.add_done_callback(self._ended.put)  # its worker was lost, and another does it
            else:
                yield from self._lost(self._forget(future), error)
            return
        yield from zip(self._forget(future).numbers, outcomes, strict=True)

    def _forget(self, future: Any) -> _Task:
        task = self._tasks.pop(future)
        self._size -= task.size
        return task

    def _wait(self) -> Any:
        while True:
            self._look()
            try:
                return self._ended.get(timeout=_LOOK)
            except Empty:
                continue

    def _look(self) -> None:
        """Count the workers now and then, for they come and go."""
        now = monotonic()
        if self._threads and now - self._looked < _LOOK:
            return
        self._looked = now
        try:
            self._threads = sum(self._client.nthreads().values())
        except OSError:
            raise _gone() from None
        if self._threads:
            self._seen = now
        elif now - self._seen > _ABSENCE:
            raise LostError("all workers have gone", "start some, then run this again")

    def _lost(self, task: _Task, error: BaseException) -> Iterator[tuple[int, Outcome]]:
        """Give a task again to the cluster, document by document, or say why not."""
        if self._client.status != "running":
            raise _gone()
        if isinstance(error, ImportError):
            cause = f"a worker can't import what it needs ({error})"
            raise LostError(cause, "pip install 'khparse[dask]' on all workers")
        for number, job in zip(task.numbers, task.jobs, strict=True):
            if task.tries < _TRIES:
                self._submit(_Task([number], [job], task.tries + 1))
            elif isinstance(error, CancelledError | import_module("distributed").KilledWorker):
                cause = "every worker that it was given to was lost"
                yield number, Outcome("failed", cause, "look at the logs of the workers")
            else:
                yield number, failed(error)


def _gone() -> LostError:
    return LostError("the scheduler has gone", "start it, then run this again")


@contextmanager
def _client(scheduler: str | None, workers: int) -> Iterator[Any]:
    """Give a client of a scheduler, or of one with workers on this machine, which end with the block."""
    try:
        dask: Any = import_module("dask")
        distributed: Any = import_module("distributed")
    except ImportError:
        raise KhparseError("Dask isn't installed", "pip install 'khparse[dask]'") from None
    quiet = {
        "distributed.admin.large-graph-warning-threshold": "1 GiB",  # documents are sent with their tasks
        "distributed.comm.timeouts.connect": _PATIENCE,
    }
    with dask.config.set(quiet):
        if scheduler is None:
            with (
                distributed.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    processes=True,
                    memory_limit=None,  # documents have limits of their own
                    dashboard_address="127.0.0.1:0",
                    silence_logs="CRITICAL",
                    preload=[_DEAF],
                ) as cluster,
                distributed.Client(cluster, set_as_default=False) as client,
            ):
                yield client
            return
        try:
            made = distributed.Client(scheduler, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            cause = f"no scheduler answers at {scheduler} ({type(error).__name__})"
            raise LostError(cause, "check the address, or start it with: dask scheduler") from None
        with made as client:
            try:
                client.wait_for_workers(1, timeout=_PATIENCE)
            except TimeoutError:
                cause = f"the scheduler at {scheduler} has no workers"
                raise LostError(cause, f"start some with: dask worker {scheduler}") from None
            yield client

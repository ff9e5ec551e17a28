"""Workers on this machine: processes that may crash, hang or run out of memory one by one."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from multiprocessing.context import BaseContext
from typing import NamedTuple

from pebble import ProcessExpired, ProcessPool

from khparse.batch.work import Job, Outcome, convert, failed

_AHEAD = 2  # jobs for each worker that are taken before it is done with the last
_MOST_BYTES = 256 * 1024**2  # of all jobs taken
_RECYCLED_AFTER = 1000  # documents: libraries leak
_GRACE = 10.0  # seconds beyond the limit of a document, after which its worker is killed
_TRIES = 2  # a worker may have been killed for what another did


class _Running(NamedTuple):
    number: int
    job: Job
    tries: int


class LocalEngine:
    """Converts documents in `workers` processes; a document that ends its process twice fails, and no other."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def run(self, jobs: Iterator[tuple[int, Job] | None]) -> Iterator[tuple[int, Outcome]]:
        """Yield outcomes as they are there; see `khparse.batch.engine.Engine`."""
        pool = ProcessPool(self._workers, _RECYCLED_AFTER, initializer=_prepare, context=_context())
        running: dict[Future[Outcome], _Running] = {}
        waiting: tuple[int, Job] | None = None
        is_over = False
        try:
            while running or waiting or not is_over:
                if waiting is None and not is_over:
                    waiting, is_over = _next(jobs)
                if waiting and self._has_room(running, len(waiting[1].data)):
                    self._start(pool, running, _Running(*waiting, 1))
                    waiting = None
                elif running:
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield from self._ended(pool, running, future)
        except BaseException:
            pool.stop()
            raise
        finally:
            pool.close()
            pool.join()

    def _has_room(self, running: dict[Future[Outcome], _Running], size: int) -> bool:
        if len(running) >= _AHEAD * self._workers:
            return False
        return not running or size + sum(len(one.job.data) for one in running.values()) <= _MOST_BYTES

    def _start(self, pool: ProcessPool, running: dict[Future[Outcome], _Running], one: _Running) -> None:
        limit = one.job.options.timeout
        future = pool.schedule(convert, args=[one.job], timeout=limit + _GRACE if limit else None)
        running[future] = one

    def _ended(
        self, pool: ProcessPool, running: dict[Future[Outcome], _Running], future: Future[Outcome]
    ) -> Iterator[tuple[int, Outcome]]:
        one = running.pop(future)
        try:
            yield one.number, future.result()
        except ProcessExpired as error:
            if one.tries < _TRIES:
                self._start(pool, running, one._replace(tries=one.tries + 1))
            else:
                yield one.number, Outcome("failed", _how_it_ended(error.exitcode), "give a part of it")
        except TimeoutError:
            cause = f"it takes longer than {one.job.options.timeout:g} seconds"
            yield one.number, Outcome("failed", cause, "raise --timeout, or give a part of it")
        except Exception as error:
            yield one.number, failed(error)


def _next(jobs: Iterator[tuple[int, Job] | None]) -> tuple[tuple[int, Job] | None, bool]:
    """Return the next job, None where there is none now, and whether there will be none."""
    try:
        return next(jobs), False
    except StopIteration:
        return None, True


def _how_it_ended(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        return f"its worker was ended by {name}"
    return f"its worker ended with code {code}"


def _context() -> BaseContext:
    """Return how workers start: from a server that has imported khparse, or anew where the system has none."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["khparse.batch.warm"])
    return context


def _prepare() -> None:
    """Leave it to the parent to end the work; collect garbage less often, as the command does."""
    import gc

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000)

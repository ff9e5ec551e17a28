"""Documents converted in a process apart, for a program that has its main thread elsewhere, as a Dask worker has.

Limits of time need a main thread, and a document that crashes its process mustn't take the program along. Each
process converts one document at a time, many one after another; it ends when the program does, or when it has
had nothing to do for a minute.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from threading import Thread, Timer
from time import monotonic, sleep

from khparse._version import __version__
from khparse.batch.processes import GRACE, how_it_ended
from khparse.batch.work import Job, Outcome, convert, failed
from khparse.readers.limits import too_late

_TRIES = 2  # a process may have been killed for what another did
_RECYCLED_AFTER = 1000  # documents: libraries leak
_IDLE = 60.0  # seconds without a document, after which a process ends by itself
_COMMAND = [sys.executable, "-P", "-c", "from khparse.batch.child import main; main()"]


def convert_apart(jobs: list[Job], version: str) -> list[Outcome]:
    """Convert documents one by one in a process apart; `version` is the khparse that the results are to come from.

    Where this one is another, nothing is converted. Of what ends the process only the document at hand suffers.
    """
    if version != __version__:
        cause = f"a worker has khparse {__version__} instead of {version}"
        return [Outcome("stopped", cause, "install the same version on all workers")] * len(jobs)
    return [_convert(job) for job in jobs]


def _convert(job: Job) -> Outcome:
    outcome = Outcome("failed")
    for _ in range(_TRIES):
        child = _fit_child()
        found = child.convert(job)
        if found is not None:
            _idle.append(child)
            return found
        outcome = child.lost(job)
        if child.was_late:
            break
    return outcome


class _Child:
    """One process, and what it is sent and sends back: pickled jobs and outcomes."""

    def __init__(self) -> None:
        path = os.pathsep.join(part for part in sys.path if part)
        self._process = subprocess.Popen(
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C is the program's
        )
        self._left = _RECYCLED_AFTER
        self.was_late = False

    def convert(self, job: Job) -> Outcome | None:
        """Return what became of a document, or None when the process has ended meanwhile."""
        self._left -= 1
        limit = job.options.timeout
        timer = Timer(limit + GRACE, self._kill) if limit else None
        if timer:
            timer.start()
        assert self._process.stdin
        assert self._process.stdout
        try:
            pickle.dump(job, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
            outcome: Outcome = pickle.load(self._process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            return None
        finally:
            if timer:
                timer.cancel()
        return outcome

    def lost(self, job: Job) -> Outcome:
        """Return the outcome for the document that the process ended with."""
        if self.was_late:
            return failed(too_late(job.options.timeout))
        try:
            code = self._process.wait(GRACE)
        except subprocess.TimeoutExpired:  # it has closed what it writes to, and goes on
            self.end()
            code = self._process.returncode
        return Outcome("failed", how_it_ended(code), "give a part of it")

    def is_fit(self) -> bool:
        """Return whether it can convert another document."""
        return self._left > 0 and not self.was_late and self._process.poll() is None

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def _kill(self) -> None:
        self.was_late = True
        self._process.kill()


_idle: list[_Child] = []  # append and pop are atomic


def _fit_child() -> _Child:
    """Return a process that nobody else uses: one that has had documents before, or a new one."""
    while _idle:
        child = _idle.pop()
        if child.is_fit():
            return child
        child.end()
    return _Child()


def main() -> None:
    """Convert what comes on standard input, to standard output, until there is no more."""
    import gc

    gc.set_threshold(100_000)  # as the command does
    source = sys.stdin.buffer
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print isn't a result
    clock = _Clock()
    Thread(target=clock.watch, daemon=True).start()
    try:
        while True:
            job = pickle.load(source)
            clock.idle_since = None
            pickle.dump(convert(job), results, pickle.HIGHEST_PROTOCOL)
            results.flush()
            clock.idle_since = monotonic()
    except (EOFError, BrokenPipeError):  # the program has ended
        os._exit(0)


class _Clock:
    """Ends the process when it has long had nothing to do."""

    def __init__(self) -> None:
        self.idle_since: float | None = monotonic()

    def watch(self) -> None:
        """Look at the time now and then."""
        while True:
            sleep(_IDLE / 6)
            since = self.idle_since
            if since is not None and monotonic() - since > _IDLE:
                os._exit(0)

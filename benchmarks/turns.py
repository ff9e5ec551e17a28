"""Programs that run in turns of some seconds, so that the moods of a machine meet all of them alike.

A shared machine is faster in one minute than in the next by a tenth and more; of two programs of a minute each, one
after the other, that tells more about the minutes than about the programs.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from math import inf
from pathlib import Path
from time import perf_counter, sleep

_TURN = (
    2.0 if hasattr(signal, "SIGSTOP") else inf
)  # seconds; where nothing can be stopped, one after the other
_GLANCE = 0.05  # seconds between two looks at the memory


class Program:
    """A program and the processes it starts, stopped until its turn.

    `seconds` is the time of its turns so far, and `megabytes` the most memory that its first process had; 0 where that
    isn't known. With `ready` its time begins when it prints a line: what it does before is over by then.
    """

    def __init__(
        self, command: Sequence[object], environment: Mapping[str, str], ready: bool = False
    ) -> None:
        self.seconds = 0.0
        self.megabytes = 0.0
        self._process = subprocess.Popen(
            [str(part) for part in command],
            env=os.environ | environment,
            stdout=subprocess.PIPE if ready else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        if self._process.stdout:
            self._process.stdout.readline()
        self._signal("SIGSTOP")

    def take_turn(self) -> bool:
        """Run for a turn; return whether it goes on. Raises `SystemExit` when it has failed."""
        start = perf_counter()
        self._signal("SIGCONT")
        while self._process.poll() is None and perf_counter() < start + _TURN:
            self._look()
            sleep(_GLANCE)
        self._signal("SIGSTOP")
        self.seconds += perf_counter() - start
        if self._process.returncode:
            raise SystemExit(f"{self._process.args} ended with {self._process.returncode}")
        return self._process.returncode is None

    def end(self) -> None:
        """End it, wherever it is."""
        self._signal("SIGKILL")
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def _signal(self, name: str) -> None:
        if sys.platform != "win32" and self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, getattr(signal, name))

    def _look(self) -> None:
        with suppress(OSError, StopIteration):
            lines = Path(f"/proc/{self._process.pid}/status").read_text().splitlines()
            peak = next(line for line in lines if line.startswith("VmHWM"))
            self.megabytes = int(peak.split()[1]) / 1024


def in_turns(programs: Sequence[Program]) -> None:
    """Run programs in turns until all have ended."""
    try:
        going = list(programs)
        while going:
            going = [program for program in going if program.take_turn()]
    finally:
        for program in programs:
            program.end()

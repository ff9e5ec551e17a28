"""The seam between an archive and whatever converts its documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from khparse.batch.work import Job, Outcome


class Engine(Protocol):
    """Converts documents: on this machine (`local.py`), on Dask (`distributed_engine.py`), or on another engine."""

    def run(self, jobs: Iterator[tuple[int, Job] | None]) -> Iterator[tuple[int, Outcome]]:
        """Yield the outcome of each job as it is there, in any order, with the number that came with the job.

        Jobs are taken when there is room for them, and only so many that memory stays bounded; None instead of a
        job says that there is none until another has ended. Each job gets an outcome, also when what it runs on
        is lost. Closing the iterator ends all work.
        """

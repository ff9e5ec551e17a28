"""Plans in the order of the documents, as they are there: for pipes, with no manifest and in constant memory."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator

from khparse.batch.ahead import opened
from khparse.batch.engine import Engine
from khparse.batch.items import Item
from khparse.batch.work import Job, Outcome, unreadable
from khparse.errors import KhparseError, UnreadableError
from khparse.readers.options import ReadOptions

_AHEAD = 64  # documents that wait for one before them; then no further one is begun


def plans_of(
    items: Iterable[Item], engine: Engine, options: ReadOptions
) -> Iterator[tuple[str, str | KhparseError]]:
    """Yield the name of each document with its plan as a line of JSON, or with why there is none."""
    source = _Source(items, options)
    for number, outcome in engine.run(iter(source)):
        source.end(number, outcome)
        yield from source.ready()
    yield from source.ready()


class _Source:
    """Gives jobs to an engine, and their outcomes back in order."""

    def __init__(self, items: Iterable[Item], options: ReadOptions) -> None:
        self._items = items
        self._options = options
        self.names: dict[int, str] = {}
        self.ended: dict[int, Outcome] = {}
        self._next = 0
        self._running = 0  # jobs: without one, no outcome is to be waited for

    def __iter__(self) -> Iterator[tuple[int, Job] | None]:
        number = 0
        for _, documents in opened(self._items, self._options):
            for found in documents:
                while number - self._next > _AHEAD and self._running:
                    yield None
                self.names[number] = found.name
                if found.data:
                    self._running += 1
                    yield number, Job(found.data, found.title, self._options, None)
                else:
                    self.ended[number] = unreadable(found)
                number += 1

    def end(self, number: int, outcome: Outcome) -> None:
        """Take the outcome of a job."""
        self._running -= 1
        self.ended[number] = outcome

    def ready(self) -> Iterator[tuple[str, str | KhparseError]]:
        """Yield what is there of the documents that come next."""
        while self._next in self.ended:
            outcome, name = self.ended.pop(self._next), self.names.pop(self._next)
            self._next += 1
            if outcome.plan is None:
                yield name, UnreadableError(outcome.error, outcome.remedy)
            else:
                plan = json.loads(zlib.decompress(outcome.plan))
                yield name, json.dumps(plan, ensure_ascii=False, separators=(",", ":")) + "\n"

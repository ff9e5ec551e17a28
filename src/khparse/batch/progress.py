"""How a run is watched: a bar on a terminal, a line now and then elsewhere; and what it says at its end."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from time import monotonic
from typing import Literal

from khparse.batch.items import Item
from khparse.batch.manifest import Entry
from khparse.batch.run import Tally
from khparse.errors import KhparseError
from khparse.output.words import plain

Style = Literal["plain", "rich", "none"]
_INTERVAL = 10.0  # seconds between lines
_REFRESH = 0.2  # seconds between changes of the bar
_MOST = 5  # causes and notes that the summary names
_MOST_FAILURES = 20  # that are told one by one


class Watch:
    """Shows how far a run is. `files` are counted meanwhile: without them nobody knows how long it will take."""

    def __init__(self, style: Style, files: Iterable[Item] = ()) -> None:
        self._style = style
        self._files = files
        self._total = 0
        self._has_ended = False
        self._tally = Tally()
        self._told = 0
        self._begun = self._shown = monotonic()

    @contextmanager
    def shown(self) -> Iterator[Watch]:
        """Show it while the block runs, and what came of it at the end, also of a run that is stopped."""
        if self._style != "none":
            Thread(target=self._count, daemon=True).start()
        try:
            if self._style == "rich":
                with self._bar_shown():
                    yield self
            else:
                yield self
            self._end("")
        except BaseException:
            if self._tally.counts:
                self._end("; run it again to go on")
            raise
        finally:
            self._has_ended = True

    def _end(self, hint: str) -> None:
        if self._style != "none":
            _write(summary(self._tally, monotonic() - self._begun, hint))

    def _count(self) -> None:
        total = 0
        with suppress(KhparseError):  # the run itself meets with it
            for _ in self._files:
                if self._has_ended:
                    return
                total += 1
            self._total = total

    @contextmanager
    def _bar_shown(self) -> Iterator[None]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[told]}"),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            self._bar, self._task = bar, bar.add_task("", total=None, told="")
            yield

    def __call__(self, tally: Tally) -> None:
        """Show a tally, unless one was shown a moment ago."""
        self._tally = tally
        now = monotonic()
        if self._style == "none" or now - self._shown < (_REFRESH if self._style == "rich" else _INTERVAL):
            return
        self._shown = now
        done = tally.counts.total()
        told = f"{done:,} documents, {self._rate(tally, now):.1f} MB/s, {tally.counts['failed']:,} failed"
        if self._style == "rich":
            self._bar.update(self._task, completed=tally.files, total=self._total or None, told=told)
        else:
            total = f" of {self._total:,}" if self._total else ""
            _write(f"khparse: {tally.files:,}{total} files, {told}\n")

    def tell(self, entry: Entry) -> None:
        """Say why a document failed; of many, the first."""
        self._told += 1
        if self._style == "none" or self._told > _MOST_FAILURES + 1:
            return
        text = plain(f"{entry.name}: {entry.error}" + f" ({entry.remedy})" * bool(entry.remedy))
        if self._told > _MOST_FAILURES:
            text = "further failures are not told here; khparse report lists all"
        if self._style == "rich":
            self._bar.console.out(f"khparse: {text}", highlight=False)
        else:
            _write(f"khparse: {text}\n")

    def _rate(self, tally: Tally, now: float) -> float:
        return tally.bytes / 1e6 / max(now - self._begun, 0.001)


def _write(text: str) -> None:
    with suppress(OSError):  # nobody listens, and the work goes on
        sys.stderr.write(text)
        sys.stderr.flush()


def summary(tally: Tally, seconds: float, hint: str = "") -> str:
    """Return what a run did, for people: documents, with a hint behind them, failures by cause, notes by kind."""
    counts = tally.counts
    parts = [
        f"{counts[name]:,} {name}" for name in ("converted", "copied", "skipped", "failed", "failed before")
    ]
    told = [part for part in parts if not part.startswith("0 ")]
    lines = [f"{_documents(counts.total())} in {seconds:.1f} s: {', '.join(told) or 'none'}{hint}"]
    lines += _listed("failures", tally.failures)
    lines += _listed("notes", tally.notes)
    if tally.others:
        lines.append(
            f"{_documents(tally.others)} of earlier runs {'was no input' if tally.others == 1 else 'were no inputs'}; "
            "--prune removes what is left of them"
        )
    return "".join(f"khparse: {line}\n" for line in lines)


def _documents(count: int) -> str:
    return f"{count:,} document{'' if count == 1 else 's'}"


def _listed(name: str, counter: dict[str, int]) -> list[str]:
    ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{number:,} × {plain(what)}" for what, number in ordered[:_MOST]]
    more = [f"{len(ordered) - _MOST} more kinds"] if len(ordered) > _MOST else []
    return [f"{name}: {'; '.join([*shown, *more])}"] if shown else []

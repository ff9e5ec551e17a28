"""A run: finds documents, leaves out those that are done, has the others converted, and notes what became of them."""

from __future__ import annotations

import hashlib
import os
import shutil
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from khparse._version import __version__
from khparse.batch.engine import Engine
from khparse.batch.items import Item, target_of
from khparse.batch.manifest import Entry, Manifest
from khparse.batch.work import Job, Outcome, failed, unreadable, write
from khparse.errors import KhparseError
from khparse.models import SCHEMA_VERSION, Plan
from khparse.readers import Input, inputs
from khparse.readers.options import ReadOptions

FOLDER = ".khparse"
"""The folder below the output that a run keeps its own files in."""


class NoRoomError(KhparseError):
    """Nothing can be written any more."""


@dataclass
class Tally:
    """What a run has done so far: documents by what became of them, bytes read, notes by code, failures by cause."""

    counts: Counter[str] = field(default_factory=Counter)
    bytes: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)


class Run:
    """One run over an archive. `writes_files` says whether each document gets a JSON file of its own below `output`.

    `watch` is called with the tally after each document.
    """

    def __init__(
        self,
        output: Path,
        manifest: Manifest,
        engine: Engine,
        options: ReadOptions,
        writes_files: bool = True,
        retry_failed: bool = False,
        watch: Callable[[Tally], None] = lambda tally: None,
    ) -> None:
        self.tally = Tally()
        self._output = output
        self._manifest = manifest
        self._engine = engine
        self._options = options
        self._version = version_of(options)
        self._writes_files = writes_files
        self._retry_failed = retry_failed
        self._watch = watch
        self._running: dict[int, Entry] = {}
        self._numbers: dict[str, int] = {}
        self._waiting: dict[int, list[tuple[Entry, str | None]]] = {}
        self._targets: set[bytes] = set()
        self._position = 0

    def convert(self, items: Iterable[Item]) -> None:
        """Convert what isn't done. Raises `NoRoomError` when nothing can be written any more."""
        outcomes = self._engine.run(self._jobs(items))
        try:
            for number, outcome in outcomes:
                self._ended(number, outcome)
        finally:
            close = getattr(outcomes, "close", None)
            if close:
                close()
            self._manifest.commit()
        self._manifest.forget_after(self._position)

    # --- From documents to jobs ---------------------------------------------------------------------------

    def _jobs(self, items: Iterable[Item]) -> Iterator[tuple[int, Job] | None]:
        """Yield the documents that have to be converted; note the others."""
        for item in items:
            for found in inputs(item.path, self._options):
                entry = self._entry(item, found)
                job = self._job(entry, found)
                if job is not None:
                    self._running[entry.position] = entry
                    self._numbers[entry.content] = entry.position
                    yield entry.position, job

    def _entry(self, item: Item, found: Input) -> Entry:
        member = found.name[len(item.path) :]
        target = self._unique(f"{item.target}/{target_of(member[2:])}" if member else item.target)
        content = f"{hashlib.sha256(found.data).hexdigest()}{_suffix(found.title)}" if found.data else ""
        name = found.name.encode("utf-8", "backslashreplace").decode()
        entry = Entry(name, self._position, target, content, len(found.data), self._version, "done")
        self._position += 1
        self.tally.bytes += len(found.data)
        return entry

    def _unique(self, target: str) -> str:
        """Return a target that no other document of this run has, also where capitals don't count."""
        made, number = target, 1
        while (key := hashlib.blake2b(made.casefold().encode(), digest_size=8).digest()) in self._targets:
            number += 1
            made = f"{target}~{number}"
        self._targets.add(key)
        return made

    def _job(self, entry: Entry, found: Input) -> Job | None:
        if not entry.content:
            self._note(entry, unreadable(found))
            return None
        known = self._manifest.get(entry.name)
        if known and self._is_done(known, entry):
            self._manifest.move(entry.name, entry.position)
            self._count("skipped" if known.status == "done" else "failed before", known)
            return None
        title = found.title
        if entry.content in self._numbers:
            self._waiting.setdefault(self._numbers[entry.content], []).append((entry, title))
            return None
        if (twin := self._manifest.twin(entry.content, self._version)) and self._copy(twin, entry, title):
            return None
        output = str(self._file(entry)) if self._writes_files else None
        return Job(found.data, title, self._options._replace(progress=None), output)

    def _is_done(self, known: Entry, entry: Entry) -> bool:
        """Return whether a document has been dealt with, as it is now and by this version."""
        if (known.content, known.version, known.target) != (entry.content, entry.version, entry.target):
            return False
        if known.status == "failed":
            return not self._retry_failed
        if self._writes_files:
            return self._file(entry).is_file()
        return self._manifest.plan(entry.content, entry.version) is not None

    # --- From outcomes to the manifest --------------------------------------------------------------------

    def _ended(self, number: int, outcome: Outcome) -> None:
        entry = self._running.pop(number)
        self._numbers.pop(entry.content, None)
        waiting = self._waiting.pop(number, [])
        if outcome.status == "stopped":
            raise NoRoomError(outcome.error, outcome.remedy)
        if outcome.plan is not None:
            self._manifest.keep_plan(entry.content, entry.version, outcome.plan)
        self._note(entry, outcome)
        for other, title in waiting:
            if outcome.status == "failed":
                self._note(other, outcome._replace(seconds=0.0))
            else:
                self._copy(entry._replace(facts=outcome.facts), other, title)

    def _note(self, entry: Entry, outcome: Outcome) -> None:
        status: Literal["done", "failed"] = "done" if outcome.status == "done" else "failed"
        noted = entry._replace(
            status=status,
            error=outcome.error,
            remedy=outcome.remedy,
            seconds=outcome.seconds,
            facts=outcome.facts,
        )
        self._manifest.add(noted)
        if status == "failed" and self._writes_files:
            self._file(entry).unlink(missing_ok=True)  # of an earlier version of the document
        self._count("converted" if status == "done" else "failed", noted)

    def _count(self, what: str, entry: Entry) -> None:
        self.tally.counts[what] += 1
        if entry.status == "failed":
            self.tally.failures[entry.error] += 1
        for code, _, _ in (entry.facts or {}).get("notes", []):
            self.tally.notes[code] += 1
        self._watch(self.tally)

    def _copy(self, twin: Entry, entry: Entry, title: str | None) -> bool:
        """Give a document the plan of another with the same bytes; return whether that is there."""
        text = self._plan_of(twin)
        if text is None:
            return False
        if self._writes_files:
            plan = Plan.model_validate_json(text)
            plan.source.name = title
            try:
                write(str(self._file(entry)), plan.to_json(indent=2).encode() + b"\n")
            except OSError as error:
                raise NoRoomError(failed(error).error, failed(error).remedy) from None
        self._manifest.add(entry._replace(facts=twin.facts))
        self._count("copied", entry._replace(facts=twin.facts))
        return True

    def _plan_of(self, entry: Entry) -> bytes | None:
        if not self._writes_files:
            packed = self._manifest.plan(entry.content, entry.version)
            return zlib.decompress(packed) if packed else None
        try:
            return self._file(entry).read_bytes()
        except OSError:
            return None

    def _file(self, entry: Entry) -> Path:
        return self._output / f"{entry.target}.json"


def version_of(options: ReadOptions) -> str:
    """Return what a result depends on but the document: khparse, the schema, the options of reading."""
    chosen = repr((options.encoding, options.ocr, options.ocr_language, options.max_bytes))
    return f"{__version__} {SCHEMA_VERSION} {hashlib.sha256(chosen.encode()).hexdigest()[:12]}"


def remove_temporaries(output: Path) -> None:
    """Remove what a run that was killed has left behind: files half written."""
    for folder, _, names in os.walk(output):
        for name in names:
            if name.startswith(".khparse-") and name.endswith(".tmp"):
                (Path(folder) / name).unlink(missing_ok=True)
    shutil.rmtree(output / FOLDER / "assembling", ignore_errors=True)


def _suffix(title: str | None) -> str:
    return os.path.splitext(title or "")[1].lower()  # noqa: PTH122

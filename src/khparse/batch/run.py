"""A run: finds documents, leaves out those that are done, has the others converted, and notes what became of them."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from khparse._version import __version__
from khparse.batch.ahead import opened
from khparse.batch.engine import Engine
from khparse.batch.items import Item, target_of
from khparse.batch.manifest import Entry, Manifest, NoRoomError
from khparse.batch.trees import FOLDER, tree_at
from khparse.batch.work import Job, Outcome, failed, unreadable
from khparse.models import SCHEMA_VERSION, Plan
from khparse.readers import Input
from khparse.readers.limits import MAX_ENTRIES
from khparse.readers.options import ReadOptions

_MEMBER_BITS = (MAX_ENTRIES + 1).bit_length()  # of a position: the others count the inputs
_FOLDER_LIKE_FILE = re.compile(r"\.json(?=/)", re.IGNORECASE)


@dataclass
class Tally:
    """What a run has done so far: documents by what became of them, files and bytes read, notes by code, failures
    by cause.

    `others` are documents of earlier runs that are none of its inputs.
    """

    counts: Counter[str] = field(default_factory=Counter)
    files: int = 0
    bytes: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    others: int = 0


class Run:
    """One run over an archive. `writes_files` says whether each document gets a JSON file of its own below `output`,
    which is a folder or the address of a store.

    Documents of earlier runs that are none of its inputs are kept with their files, unless it is to `prune` them.
    `watch` is called with the tally after each document.
    """

    def __init__(
        self,
        output: str | Path,
        manifest: Manifest,
        engine: Engine,
        options: ReadOptions,
        writes_files: bool = True,
        retry_failed: bool = False,
        prune: bool = False,
        watch: Callable[[Tally], None] = lambda tally: None,
    ) -> None:
        self.tally = Tally()
        self._tree = tree_at(str(output))
        self._manifest = manifest
        self._engine = engine
        self._options = options
        self._version = version_of(options)
        self._writes_files = writes_files
        self._retry_failed = retry_failed
        self._prune = prune or not writes_files  # tables hold what they were made of
        self._watch = watch
        self._running: dict[int, Entry] = {}
        self._numbers: dict[str, int] = {}
        self._waiting: dict[int, list[tuple[Entry, str | None]]] = {}
        self._names: set[str] = set()
        self._begun = manifest.next_position()

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
        self._end()

    def _end(self) -> None:
        """Deal with documents of earlier runs."""
        self._manifest.forget_before(self._begun, failed_only=True)
        if self._prune:
            for target in self._manifest.targets_before(self._begun) if self._writes_files else ():
                self._remove(target)
            self._manifest.forget_before(self._begun)
        self.tally.others = self._manifest.count_before(self._begun)
        self._manifest.tidy()
        self._manifest.commit()
        self._watch(self.tally)

    # --- From documents to jobs ---------------------------------------------------------------------------

    def _jobs(self, items: Iterable[Item]) -> Iterator[tuple[int, Job] | None]:
        """Yield the documents that have to be converted; note the others."""
        for item, documents in opened(items, self._options):
            first = self._begun + (item.number << _MEMBER_BITS)
            for position, found in enumerate(documents, first):
                name = found.name.encode("utf-8", "backslashreplace").decode()
                known = self._manifest.get(name)
                if name in self._names or (known and known.position >= self._begun):
                    continue  # named twice
                entry = self._entry(name, position, item, found)
                job = self._job(entry, known, found)
                if job is not None:
                    self._running[entry.position] = entry
                    self._numbers[entry.content] = entry.position
                    yield entry.position, job
            self.tally.files += 1

    def _entry(self, name: str, position: int, item: Item, found: Input) -> Entry:
        member = found.name[len(item.path) :]
        target = f"{item.target}/{target_of(member[2:])}" if member else item.target
        target = self._unique(target, name, position)
        content = f"{hashlib.sha256(found.data).hexdigest()}{_suffix(found.title)}" if found.data else ""
        title = None if found.title is None else found.title.encode("utf-8", "replace").decode()
        size = len(found.data)
        self.tally.bytes += size
        return Entry(name, position, target, content, size, self._version, "done", title=title)

    def _unique(self, target: str, name: str, position: int) -> str:
        """Return a target that no other document of this run has."""
        target = _FOLDER_LIKE_FILE.sub(r"\g<0>_", target)
        made, number = target, 1
        while not self._manifest.claim(made, name, position, self._begun):
            number += 1
            made = f"{target}~{number}"
        return made

    def _job(self, entry: Entry, known: Entry | None, found: Input) -> Job | None:
        if not entry.content:
            self._note(entry, unreadable(found))
            return None
        if known and self._is_done(known, entry):
            self._manifest.move(entry.name, entry.position)
            self._count("skipped" if known.status == "done" else "failed before", known, _notes_of(known))
            return None
        if known and known.status == "done":
            # Its result will be another, also should this run be killed then.
            self._manifest.forget(known.name)
            has_moved = known.target != entry.target and self._manifest.claimant(known.target) < self._begun
            if has_moved and self._writes_files:
                self._remove(known.target)
        title = found.title
        if entry.content in self._numbers:
            self._names.add(entry.name)
            self._waiting.setdefault(self._numbers[entry.content], []).append((entry, title))
            return None
        if (twin := self._manifest.twin(entry.content, self._version)) and self._copy(twin, entry, title):
            return None
        self._names.add(entry.name)
        by_worker = self._writes_files and self._tree.is_shared
        output = self._tree.address(entry.target) if by_worker else None
        return Job(found.data, title, self._options._replace(progress=None), output)

    def _is_done(self, known: Entry, entry: Entry) -> bool:
        """Return whether a document has been dealt with, as it is now and by this version."""
        if (known.content, known.version, known.target) != (entry.content, entry.version, entry.target):
            return False
        if known.status == "failed":
            return not self._retry_failed
        if self._writes_files:
            return self._tree.has(entry.target)
        return self._manifest.plan(entry.content, entry.version) is not None

    # --- From outcomes to the manifest --------------------------------------------------------------------

    def _ended(self, number: int, outcome: Outcome) -> None:
        entry = self._running.pop(number)
        self._numbers.pop(entry.content, None)
        self._names.discard(entry.name)
        waiting = self._waiting.pop(number, [])
        if outcome.status == "stopped":
            raise NoRoomError(outcome.error, outcome.remedy)
        if outcome.plan is not None:
            outcome = self._kept(entry, outcome, outcome.plan)
        self._note(entry, outcome)
        for other, title in waiting:
            self._names.discard(other.name)
            if outcome.status == "failed":
                self._note(other, outcome._replace(seconds=0.0))
            else:
                self._copy(entry._replace(facts=outcome.facts), other, title)

    def _kept(self, entry: Entry, outcome: Outcome, plan: bytes) -> Outcome:
        """Keep a plan that no worker has written; return what has become of the document then."""
        if not self._writes_files:
            self._manifest.keep_plan(entry.content, entry.version, plan)
            return outcome
        try:
            self._tree.write(entry.target, zlib.decompress(plan))
        except OSError as error:
            outcome = failed(error)
            if outcome.status == "stopped":
                raise NoRoomError(outcome.error, outcome.remedy) from None
        return outcome

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
            self._remove(entry.target)  # of an earlier version of the document
        self._count("converted" if status == "done" else "failed", noted, outcome.notes)

    def _count(self, what: str, entry: Entry, notes: Iterable[str]) -> None:
        self.tally.counts[what] += 1
        if entry.status == "failed":
            self.tally.failures[entry.error] += 1
        self.tally.notes.update(notes)
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
                self._tree.write(entry.target, plan.to_json(indent=2).encode() + b"\n")
            except OSError as error:
                raise NoRoomError(failed(error).error, failed(error).remedy) from None
        self._manifest.add(entry._replace(facts=twin.facts))
        self._count("copied", entry, _notes_of(twin))
        return True

    def _plan_of(self, entry: Entry) -> bytes | None:
        if not self._writes_files:
            packed = self._manifest.plan(entry.content, entry.version)
            return zlib.decompress(packed) if packed else None
        text = self._tree.read(entry.target)
        is_its_own = text and f'"sha256": "{entry.content[:64]}"'.encode() in text[:4096]
        return text if is_its_own else None

    def _remove(self, target: str) -> None:
        with suppress(OSError):  # a folder may have its name
            self._tree.remove(target)


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


def _notes_of(entry: Entry) -> list[str]:
    return [code for code, _, _ in entry.read_facts().get("notes", [])]


def _suffix(title: str | None) -> str:
    return os.path.splitext(title or "")[1].lower()  # noqa: PTH122

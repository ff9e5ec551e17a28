"""A run: finds documents, leaves out those that are done, has the others converted, and notes what became of them."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from khparse._version import __version__
from khparse.batch.ahead import opened
from khparse.batch.engine import Engine
from khparse.batch.items import Item, target_of
from khparse.batch.manifest import Entry, Manifest, NoRoomError
from khparse.batch.results import Results
from khparse.batch.trees import FOLDER
from khparse.batch.work import Job, Outcome, unreadable
from khparse.models import SCHEMA_VERSION
from khparse.readers import Input
from khparse.readers.limits import MAX_ENTRIES
from khparse.readers.options import ReadOptions

_MEMBER_BITS = (MAX_ENTRIES + 1).bit_length()  # of a position: the others count the inputs
_SEPARATOR = re.compile(r"!/|/")
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
    """One run over an archive, into `results`.

    `places` are the paths that it was given. Documents of earlier runs that are none of its inputs keep their files,
    unless it is to `prune` them. `watch` is called with the tally after each document, and `tell` with each that
    failed.
    """

    def __init__(
        self,
        results: Results,
        manifest: Manifest,
        engine: Engine,
        options: ReadOptions,
        places: Sequence[str] = (),
        retry_failed: bool = False,
        prune: bool = False,
        watch: Callable[[Tally], None] = lambda tally: None,
        tell: Callable[[Entry], None] = lambda entry: None,
    ) -> None:
        self.tally = Tally()
        self.begun = manifest.next_position()
        self._results = results
        self._manifest = manifest
        self._engine = engine
        self._options = options._replace(progress=None)
        self._version = version_of(options)
        self._places = places
        self._retry_failed = retry_failed
        self._prune = prune
        self._watch = watch
        self._tell = tell
        self._running: dict[int, Entry] = {}
        self._numbers: dict[str, int] = {}
        self._waiting: dict[int, list[Entry]] = {}
        self._names: set[str] = set()
        self._unread: set[str] = set()

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
        if self.tally.counts:
            self._end()

    def _end(self) -> None:
        """Deal with documents of earlier runs."""
        self._manifest.forget_before(self.begun)
        for name, target in list(self._manifest.before(self.begun)) if self._prune else ():
            if not any(place in self._unread for place in _places_above(name)):
                self._results.remove(target)
                self._manifest.forget(name)
        self.tally.others = self._manifest.count_before(self.begun)
        self._manifest.tidy()
        self._manifest.commit()
        self._watch(self.tally)

    # --- From documents to jobs ---------------------------------------------------------------------------

    def _jobs(self, items: Iterable[Item]) -> Iterator[tuple[int, Job] | None]:
        """Yield the documents that have to be converted; note the others."""
        for item, documents in opened(items, self._options):
            first = self.begun + (item.number << _MEMBER_BITS)
            for position, found in enumerate(documents, first):
                name = found.name.encode("utf-8", "backslashreplace").decode()
                known = self._manifest.get(name)
                if name in self._names or (known and known.position >= self.begun):
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
        self.tally.bytes += len(found.data)
        size = len(found.data) if found.data or member else max(item.size, 0)
        return Entry(name, position, target, content, size, self._version, "done", title=title)

    def _unique(self, target: str, name: str, position: int) -> str:
        """Return a target that no other document has."""
        target = _FOLDER_LIKE_FILE.sub(r"\g<0>_", target)
        made, number = target, 1
        while (claimant := self._manifest.claim(made, position)) != position:
            if claimant < self.begun and self._may_take(made, name, claimant):
                self._manifest.hand_over(made, position)
                break
            number += 1
            made = f"{target}~{number}"
        return made

    def _may_take(self, target: str, name: str, claimant: int) -> bool:
        """Return whether a document may have a target of an earlier run. The one that loses it is forgotten."""
        holder = self._manifest.at(claimant)
        if holder is None or holder.name == name:
            return True
        if holder.result_size and not self._prune and self._is_elsewhere(holder.name):
            return False
        self._manifest.forget(holder.name)
        if holder.target != target:  # which differs in capitals
            self._results.remove(holder.target)
        return True

    def _is_elsewhere(self, name: str) -> bool:
        """Return whether a document lies at none of the places that the run was given."""
        return not any(place in self._places for place in _places_above(name))

    def _job(self, entry: Entry, known: Entry | None, found: Input) -> Job | None:
        if not entry.content:
            self._note_unread(entry, known, unreadable(found))
            return None
        if known and self._is_done(known, entry):
            self._manifest.move(entry.name, entry.position)
            what = "skipped" if known.status == "done" else "failed before"
            self._count(what, known, known.note_codes())
            return None
        if known and known.status == "done":
            # Its result will be another, also should this run be killed then.
            self._manifest.forget(known.name)
            if known.target != entry.target and self._manifest.claimant(known.target) < self.begun:
                self._results.remove(known.target)
        if entry.content in self._numbers:
            self._names.add(entry.name)
            self._waiting.setdefault(self._numbers[entry.content], []).append(entry)
            return None
        if (twin := self._manifest.twin(entry.content, self._version)) and self._copy(twin, entry):
            return None
        self._names.add(entry.name)
        return Job(found.data, found.title, self._options, self._results.address(entry))

    def _is_done(self, known: Entry, entry: Entry) -> bool:
        """Return whether a document has been dealt with, as it is now and by this version."""
        if (known.content, known.version, known.target) != (entry.content, entry.version, entry.target):
            return False
        return not self._retry_failed if known.status == "failed" else self._results.has(known)

    # --- From outcomes to the manifest --------------------------------------------------------------------

    def _ended(self, number: int, outcome: Outcome) -> None:
        entry = self._running.pop(number)
        self._numbers.pop(entry.content, None)
        self._names.discard(entry.name)
        waiting = self._waiting.pop(number, [])
        noted = self._note(entry, self._results.keep(entry, outcome))
        for other in waiting:
            self._names.discard(other.name)
            if noted.status == "failed":
                self._note(other, outcome._replace(seconds=0.0))
            elif not self._copy(noted, other):
                self._note(other, Outcome("failed", f"the result of {entry.name} is gone", "run it again"))

    def _copy(self, twin: Entry, entry: Entry) -> bool:
        """Give a document the plan of another with the same bytes; return whether that is there."""
        outcome = self._results.copy(twin, entry)
        if outcome is not None:
            self._note(entry, outcome, "copied")
        return outcome is not None

    def _note(self, entry: Entry, outcome: Outcome, what: str = "converted") -> Entry:
        """Note what became of a document; return what the manifest has of it."""
        if outcome.status == "stopped":
            raise NoRoomError(outcome.error, outcome.remedy)
        noted = entry._replace(
            status=outcome.status,
            error=outcome.error,
            remedy=outcome.remedy,
            seconds=outcome.seconds,
            result_size=outcome.result_size,
            facts=outcome.facts,
        )
        self._manifest.add(noted)
        if noted.status == "failed":
            self._results.remove(entry.target)  # of an earlier version of the document
        self._count(what if noted.status == "done" else "failed", noted, outcome.notes)
        return noted

    def _note_unread(self, entry: Entry, known: Entry | None, outcome: Outcome) -> None:
        """Note that a document can't be read now. What an earlier run has made of it is kept."""
        self._unread.add(entry.name)
        if known is None or known.status == "failed":
            self._note(entry, outcome)
            return
        self._manifest.move(entry.name, entry.position)
        self._count("failed", known._replace(status="failed", error=outcome.error, remedy=outcome.remedy), ())

    def _count(self, what: str, entry: Entry, notes: Iterable[str]) -> None:
        self.tally.counts[what] += 1
        if entry.status == "failed":
            self.tally.failures[entry.error] += 1
        self.tally.notes.update(notes)
        self._watch(self.tally)
        if what == "failed":
            self._tell(entry)


def _places_above(name: str) -> Iterator[str]:
    """Yield a path and the folders and archives that it lies in."""
    yield name
    for end in (match.start() for match in _SEPARATOR.finditer(name)):
        yield name[:end] or name[: end + 1]


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

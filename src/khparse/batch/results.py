"""What a run makes of documents: a file for each, or plans in the manifest that tables are made of at its end."""

from __future__ import annotations

import zlib
from contextlib import suppress

from khparse.batch.manifest import Entry, Manifest
from khparse.batch.trees import tree_at
from khparse.batch.work import Outcome, unwritten
from khparse.models import Plan


class Results:
    """The results below an output, which is a folder or the address of a store.

    `in_files` says whether each document has a file of its own.
    """

    def __init__(self, output: str, manifest: Manifest, in_files: bool) -> None:
        self.in_files = in_files
        self._tree = tree_at(output)
        self._manifest = manifest

    def address(self, entry: Entry) -> str | None:
        """Return where a worker is to write the result of a document; None where it can't."""
        return self._tree.address(entry.target) if self.in_files and self._tree.is_shared else None

    def has(self, known: Entry) -> bool:
        """Return whether the result of a document is there that is done, and whole."""
        if self.in_files:
            return 0 < known.result_size == self._tree.size(known.target)
        return self._manifest.plan(known.content, known.version) is not None

    def keep(self, entry: Entry, outcome: Outcome) -> Outcome:
        """Keep the plan that an outcome brings, where no worker has written it; return what became of it then."""
        if outcome.plan is None:
            return outcome
        if not self.in_files:
            self._manifest.keep_plan(entry.content, entry.version, outcome.plan)
            return outcome
        return self._write(entry, zlib.decompress(outcome.plan), outcome)

    def copy(self, twin: Entry, entry: Entry) -> Outcome | None:
        """Give a document the plan of another with the same bytes; return None when that isn't there."""
        outcome = Outcome("done", facts=twin.facts, notes=tuple(twin.note_codes()))
        if not self.in_files:
            return outcome if self.has(twin) else None
        text = self._tree.read(twin.target)
        if not text or f'"sha256": "{twin.content[:64]}"'.encode() not in text[:4096]:
            return None
        plan = Plan.model_validate_json(text)
        plan.source.name = entry.title
        return self._write(entry, plan.to_json(indent=2).encode() + b"\n", outcome)

    def remove(self, target: str) -> None:
        """Remove the file of a document, if it is there."""
        if self.in_files:
            with suppress(OSError):  # a folder may have its name
                self._tree.remove(target)

    def _write(self, entry: Entry, text: bytes, outcome: Outcome) -> Outcome:
        try:
            self._tree.write(entry.target, text)
        except OSError as error:
            return unwritten(error)
        return outcome._replace(result_size=len(text))

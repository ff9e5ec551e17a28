"""The manifest of an output in a store: it is kept on this machine while a run goes on, and copied to the store."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread
from time import monotonic

from khparse.batch import stores
from khparse.batch.trees import FOLDER
from khparse.errors import KhparseError

_INTERVAL = 60.0  # seconds between copies, and at least so many times what a copy takes:
_SHARE = 20


@contextmanager
def manifest_copied(output: str, manifest: Path) -> Iterator[None]:
    """Bring the file `manifest` up to what the store has, and copy it there every minute and at the end of the block.

    The copy in the store counts when it isn't the one that this machine has put there: a run elsewhere went on.
    The block closes its connection to the manifest. Raises `StoreError` and `OSError`.
    """
    copy = _Copy(f"{output.rstrip('/')}/{FOLDER}/manifest.sqlite", manifest)
    copy.fetch()
    ended = Event()
    thread = Thread(target=copy.keep, args=(ended,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        copy.send()


class _Copy:
    def __init__(self, url: str, manifest: Path) -> None:
        self._url = url
        self._manifest = manifest
        self._state = manifest.with_name("copied")  # of the object that this machine has put there or fetched

    def fetch(self) -> None:
        state = stores.state_of(self._url)
        known = self._state.read_text(encoding="utf-8") if self._state.exists() else None
        if state is None or (state == known and self._manifest.exists()):
            return
        self._manifest.parent.mkdir(parents=True, exist_ok=True)
        fetched = self._manifest.with_name("fetched")
        stores.download(self._url, fetched)
        for left in ("-wal", "-shm"):
            self._manifest.with_name(self._manifest.name + left).unlink(missing_ok=True)
        fetched.replace(self._manifest)
        self._state.write_text(state, encoding="utf-8")

    def send(self) -> None:
        if not self._manifest.exists():
            return
        snapshot = self._manifest.with_name(f"sent-{os.getpid()}")
        try:
            with (
                closing(sqlite3.connect(self._manifest)) as source,
                closing(sqlite3.connect(snapshot)) as target,
            ):
                source.backup(target)
            stores.upload(snapshot, self._url)
        finally:
            snapshot.unlink(missing_ok=True)
        self._state.write_text(stores.state_of(self._url) or "", encoding="utf-8")

    def keep(self, ended: Event) -> None:
        """Copy the manifest now and then; what fails is done again, and told at the end."""
        pause = _INTERVAL
        while not ended.wait(pause):
            start = monotonic()
            try:
                self.send()
            except (KhparseError, OSError, sqlite3.Error):
                continue
            pause = max(_INTERVAL, _SHARE * (monotonic() - start))

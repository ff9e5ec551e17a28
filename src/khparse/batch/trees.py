"""Where results lie: a tree of JSON files in a folder or in a store; and where a run keeps its own files."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from khparse.batch import stores
from khparse.batch.stores import OF_AN_OBJECT, is_url
from khparse.batch.work import write

FOLDER = ".khparse"
"""The folder below the output that a run keeps its own files in."""


class Tree(Protocol):
    """The results of a run, each called by its target: its path below the output, without `.json`.

    `is_shared` says whether other processes see it.
    """

    is_shared: bool

    def address(self, target: str) -> str:
        """Return the path or the address of a result."""

    def size(self, target: str) -> int:
        """Return the bytes of a result that an earlier run has made; 0 where there is none."""

    def read(self, target: str) -> bytes | None:
        """Return a result, or None when it isn't there."""

    def write(self, target: str, content: bytes) -> None:
        """Write a result whole or not at all. Raises `OSError`."""

    def remove(self, target: str) -> None:
        """Remove a result, if it is there."""


def tree_at(output: str) -> Tree:
    """Return the tree in a folder, or at an address."""
    return StoreTree(output) if is_url(output) else FileTree(output)


def folder_for(output: str) -> Path:
    """Return the folder for the manifest, the lock and unfinished files: in the output, or on this machine for a store.

    The latter lies below `XDG_CACHE_HOME`, or `~/.cache`.
    """
    if not is_url(output):
        return Path(output) / FOLDER
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "khparse" / "batch" / hashlib.sha256(output.rstrip("/").encode()).hexdigest()[:16]


class FileTree:
    """Results in a folder."""

    def __init__(self, output: str) -> None:
        self.is_shared = True
        self._output = str(Path(output))

    def address(self, target: str) -> str:
        """Return the path of a result."""
        return os.path.join(self._output, f"{target}.json")  # noqa: PTH118  # of each of many

    def size(self, target: str) -> int:
        """Return the bytes of a result; 0 where there is none."""
        try:
            return os.stat(self.address(target)).st_size  # noqa: PTH116  # of each of many
        except OSError:
            return 0

    def read(self, target: str) -> bytes | None:
        """Return a result, or None when it isn't there."""
        try:
            return Path(self.address(target)).read_bytes()
        except OSError:
            return None

    def write(self, target: str, content: bytes) -> None:
        """Write a result. Raises `OSError`."""
        write(self.address(target), content)

    def remove(self, target: str) -> None:
        """Remove a result, if it is there."""
        Path(self.address(target)).unlink(missing_ok=True)


class StoreTree:
    """Results in a store; what is there is asked for a folder at a time, for each question takes its while."""

    def __init__(self, output: str) -> None:
        self.is_shared = stores.is_shared(output)
        self._output = output.rstrip("/")
        self._sizes = lru_cache(maxsize=64)(stores.sizes_in)

    def address(self, target: str) -> str:
        """Return the address of a result."""
        return f"{self._output}/{target}.json"

    def size(self, target: str) -> int:
        """Return the bytes of a result when its folder was first looked at; 0 where there was none."""
        folder, _, name = self.address(target).rpartition("/")
        return self._sizes(folder).get(name, 0)

    def read(self, target: str) -> bytes | None:
        """Return a result, or None when it isn't there. Raises `StoreError`."""
        try:
            return stores.read(self.address(target))
        except OF_AN_OBJECT:
            return None

    def write(self, target: str, content: bytes) -> None:
        """Write a result. Raises `OSError`."""
        stores.write(self.address(target), content)

    def remove(self, target: str) -> None:
        """Remove a result, if it is there. Raises `StoreError`."""
        if self.size(target):
            stores.remove(self.address(target))

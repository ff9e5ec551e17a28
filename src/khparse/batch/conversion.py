"""An archive converted: from its files to results in a folder or a store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Literal, NamedTuple

from khparse.batch.engine import Engine
from khparse.batch.gather import gather, gather_into_store
from khparse.batch.items import Item
from khparse.batch.lock import locked
from khparse.batch.manifest import Manifest, remove_manifest
from khparse.batch.manifest_copy import manifest_copied
from khparse.batch.progress import Watch
from khparse.batch.results import Results
from khparse.batch.run import Run, Tally, remove_temporaries
from khparse.batch.stores import is_url
from khparse.batch.trees import folder_for
from khparse.errors import KhparseError
from khparse.readers.options import ReadOptions

Format = Literal["json", "jsonl", "parquet", "sqlite"]


class Order(NamedTuple):
    """What to make of an archive, and where; see the options of `khparse batch`. `places` are the paths given."""

    output: str
    places: Sequence[str] = ()
    format: Format = "json"
    shard_size: int | None = None
    retry_failed: bool = False
    resume: bool = True
    prune: bool = False


def convert_archive(
    items: Iterable[Item], order: Order, engine: Engine, options: ReadOptions, watch: Watch
) -> Tally:
    """Convert what isn't done of an archive; return what became of its documents.

    Raises `KhparseError` and `OSError` when the run can't go on. What is done then is kept, and a further one goes on.
    """
    if order.format == "parquet":  # what it needs may not be installed
        import_module("khparse.batch.gather.parquet")
    folder = folder_for(order.output)
    path = folder / "manifest.sqlite"
    workshop = folder if is_url(order.output) else Path(order.output)
    copied = manifest_copied(order.output, path) if is_url(order.output) else nullcontext()
    with locked(folder / "lock"), copied, watch.shown():
        remove_temporaries(workshop)
        manifest = Manifest(path) if order.resume else _anew(path)
        results = Results(order.output, manifest, order.format == "json")
        run = Run(
            results,
            manifest,
            engine,
            options,
            order.places,
            order.retry_failed,
            order.prune,
            watch,
            watch.tell,
        )
        try:
            run.convert(items)
            manifest.first = run.begun
            if run.tally.counts:
                _gather(order, manifest, folder / "gathered")
        finally:
            manifest.close()
            remove_temporaries(workshop)
    return run.tally


def _anew(path: Path) -> Manifest:
    """Return a manifest of which nothing is done; an empty one where it can't be read."""
    try:
        manifest = Manifest(path)
    except KhparseError:
        remove_manifest(path)
        return Manifest(path)
    manifest.redo()
    return manifest


def _gather(order: Order, manifest: Manifest, folder: Path) -> None:
    """Write tables of all plans, where the results are no files of their own."""
    if order.format == "json":
        return
    if is_url(order.output):
        gather_into_store(order.format, manifest, order.output, folder, order.shard_size)
    else:
        gather(order.format, manifest, Path(order.output), order.shard_size)

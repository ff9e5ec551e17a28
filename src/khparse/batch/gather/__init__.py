"""All plans of an archive in few files: JSON Lines, Parquet, SQLite, from the manifest at the end of a run.

Each format reads plans one by one, so that memory doesn't grow with their number, and makes equal bytes of equal
plans.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Literal

from khparse.batch import stores
from khparse.batch.gather.assembly import assembled
from khparse.batch.manifest import Manifest

GatheredFormat = Literal["jsonl", "parquet", "sqlite"]

_RESULTS = {
    "jsonl": re.compile(r"plans(-\d{5,})?\.jsonl"),
    "parquet": re.compile(r"(documents|sections|references|assignments|deadlines)(-\d{5,})?\.parquet"),
    "sqlite": re.compile(r"plans\.sqlite"),
}


def gather(format: GatheredFormat, manifest: Manifest, output: Path, shard_size: int | None = None) -> None:
    """Write the plans of a manifest into the folder `output`, in the order of the inputs.

    `jsonl`: `plans.jsonl`, a plan a line; what failed is left out. `parquet`: a file for each table of
    `khparse.batch.gather.flat`. `sqlite`: `plans.sqlite` with the same tables. With `shard_size` (bytes) the first
    two come in shards, `plans-00000.jsonl` and so on: JSON Lines of at most that size, or of a single plan; Parquet
    of at least that size but for the last. SQLite is one file.

    An earlier result of this format is replaced when all is on the disk, and else stays as it was. Raises `OSError`
    when something can't be written, and `KhparseError` when a library or a plan is missing.
    """
    if format == "parquet":  # before anything is written: it may not be installed
        from khparse.batch.gather.parquet import write
    elif format == "sqlite":
        from khparse.batch.gather.sqlite import write
    else:
        from khparse.batch.gather.jsonl import write
    with assembled(output, _RESULTS[format]) as folder:
        write(manifest, folder, shard_size)


def gather_into_store(
    format: GatheredFormat, manifest: Manifest, url: str, folder: Path, shard_size: int | None = None
) -> None:
    """Do the same at the address of a store; the files are made in `folder`, which is emptied then.

    Objects are replaced one by one when all are made, and those of an earlier result that have no successor are
    removed. Raises `StoreError` besides.
    """
    try:
        gather(format, manifest, folder, shard_size)
        names = [path.name for path in sorted(folder.iterdir()) if _RESULTS[format].fullmatch(path.name)]
        for name in names:
            stores.upload(folder / name, f"{url.rstrip('/')}/{name}")
        for name in sorted(stores.sizes_in(url).keys() - set(names)):
            if _RESULTS[format].fullmatch(name):
                stores.remove(f"{url.rstrip('/')}/{name}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)

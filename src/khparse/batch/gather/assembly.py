"""Results of several files that replace earlier ones when all of them are on the disk."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from khparse.batch.trees import FOLDER


@contextmanager
def assembled(output: Path, results: re.Pattern[str]) -> Iterator[Path]:
    """Give an empty folder; what it holds when the block ends takes the place of earlier results in `output`.

    Earlier results are the files whose names `results` matches: those that have no successor, such as shards that
    are too many now, are removed. An exception leaves everything as it was. Raises `OSError`.
    """
    folder = output / FOLDER / "assembling"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
        made = sorted(folder.iterdir())
        for path in made:
            _put_on_disk(path)
        for path in made:
            path.replace(output / path.name)
        names = {path.name for path in made}
        for path in sorted(output.iterdir()):
            if results.fullmatch(path.name) and path.name not in names:
                path.unlink()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_on_disk(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())

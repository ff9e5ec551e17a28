"""JSON Lines: a plan a line."""

from __future__ import annotations

import json
from pathlib import Path

from khparse.batch.gather.source import HALVES, plans
from khparse.batch.manifest import Manifest


def write(manifest: Manifest, folder: Path, shard_size: int | None) -> None:
    """Write plans to `plans.jsonl`, or to shards of at most `shard_size` bytes. Raises `OSError`."""
    size, shards = 0, 1
    stream = _path(folder, 0, shard_size).open("wb")
    try:
        for _, plan in plans(manifest, HALVES):
            line = json.dumps(plan, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            if shard_size and size and size + len(line) > shard_size:
                stream.close()
                stream = _path(folder, shards, shard_size).open("wb")
                size, shards = 0, shards + 1
            stream.write(line)
            size += len(line)
    finally:
        stream.close()


def _path(folder: Path, number: int, shard_size: int | None) -> Path:
    return folder / (f"plans-{number:05}.jsonl" if shard_size else "plans.jsonl")

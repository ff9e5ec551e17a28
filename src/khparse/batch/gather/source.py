"""The plans of a manifest, one by one, as all formats get them."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

from khparse.batch.manifest import Entry, Manifest
from khparse.errors import KhparseError

# What UTF-8 can't hold: halves of characters.
HALVES = re.compile(r"[\ud800-\udfff]")
# What tables can't hold either: behind a zero, SQL functions see nothing.
UNFIT = re.compile(r"[\0\ud800-\udfff]")


def plans(manifest: Manifest, unfit: re.Pattern[str]) -> Iterator[tuple[Entry, dict[str, Any]]]:
    """Yield the documents that are done with their plans (JSON objects), in the order of the inputs.

    Characters that `unfit` matches become U+FFFD, so that offsets stay right. Raises `KhparseError` when a plan is
    missing.
    """
    for entry in manifest.entries("done"):
        yield entry, plan_of(entry, manifest, unfit)


def documents(manifest: Manifest) -> Iterator[tuple[Entry, dict[str, Any] | None]]:
    """Yield all documents as tables get them, in the order of the inputs: where they stand in it, and their plans.

    What failed has none.
    """
    for position, entry in enumerate(manifest.entries()):
        plan = plan_of(entry, manifest, UNFIT) if entry.status == "done" else None
        yield entry._replace(position=position), plan


def plan_of(entry: Entry, manifest: Manifest, unfit: re.Pattern[str]) -> dict[str, Any]:
    """Return the plan of a document that is done, with the name of its own file; see `plans`."""
    packed = manifest.plan(entry.content, entry.version)
    if packed is None:
        raise KhparseError(f"the manifest has no plan of {entry.name}", "run it again with --restart")
    text = zlib.decompress(packed)
    plan: dict[str, Any] = json.loads(text)
    if b"\\u" in text:  # how JSON writes them; rare
        plan = _fit(plan, unfit)
    plan["source"]["name"] = entry.title  # equal files share one plan
    return plan


def _fit(value: Any, unfit: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return unfit.sub("\ufffd", value)
    if isinstance(value, list):
        return [_fit(each, unfit) for each in value]
    if isinstance(value, dict):
        return {key: _fit(each, unfit) for key, each in value.items()}
    return value

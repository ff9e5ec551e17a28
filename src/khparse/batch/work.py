"""What a worker does: one document to one plan. It keeps nothing, and may be done again with the same result."""

from __future__ import annotations

import errno
import json
import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from khparse.errors import ExitCode, KhparseError
from khparse.readers.options import ReadOptions

if TYPE_CHECKING:
    from khparse.readers import Input

Status = Literal["done", "failed", "stopped"]
"""How it went: `stopped` says that nothing can be written any more, as when the disk is full."""


class Job(NamedTuple):
    """A document to convert: its bytes, the name that its plan calls it by, and the file that gets its JSON.

    The file is a path, or an address in a store. Without one (None) the outcome brings the JSON with it, and so
    it does where the worker can't write to it.
    """

    data: bytes
    title: str | None
    options: ReadOptions
    output: str | None


class Outcome(NamedTuple):
    """What became of a document: why it failed and what helps, or what the manifest keeps of its plan.

    The latter are its facts (JSON, see `khparse.batch.facts`) and the codes of its notes; `plan` is its own JSON,
    compressed by zlib, where no file was asked for, and `result_size` are the bytes of that file.
    """

    status: Status
    error: str = ""
    remedy: str = ""
    seconds: float = 0.0
    facts: str | None = None
    notes: tuple[str, ...] = ()
    plan: bytes | None = None
    result_size: int = 0


def convert(job: Job, last_words: Callable[[Outcome], None] = lambda outcome: None) -> Outcome:
    """Convert a document within its limits; never raises, but for what ends the process.

    Native code of a library doesn't come back when a limit is reached. Then the process ends, and `last_words` gets
    the outcome before, in another thread.
    """
    from khparse.readers.limits import MEMORY, MEMORY_OF_BYTE, limited

    start = perf_counter()

    def give_up(error: KhparseError) -> None:
        with suppress(OSError):
            last_words(failed(error)._replace(seconds=round(perf_counter() - start, 4)))
        os._exit(ExitCode.INTERRUPTED)

    try:
        with limited(job.options.timeout, MEMORY + MEMORY_OF_BYTE * len(job.data), give_up):
            made = _converted(job)
    except Exception as error:
        made = failed(error)
    return made._replace(seconds=round(perf_counter() - start, 4))


def failed(error: BaseException) -> Outcome:
    """Return the outcome for a document that can't be converted."""
    if isinstance(error, KhparseError):
        return Outcome("failed", error.cause, error.remedy)
    if isinstance(error, MemoryError):
        return Outcome("failed", "it takes far more memory than a document does", "give a part of it")
    if isinstance(error, OSError) and error.errno in _NOWHERE:
        return unwritten(error)
    cause = f"internal error: {type(error).__name__}: {error}"
    return Outcome("failed", cause, "run khparse extract --debug on it and report what that prints")


def unwritten(error: OSError) -> Outcome:
    """Return the outcome for a document whose result can't be written: it failed alone, or nothing can go on."""
    cause = (error.strerror or str(error)).lower()
    if isinstance(error, IsADirectoryError | NotADirectoryError) or error.errno == errno.ENAMETOOLONG:
        return Outcome("failed", f"its result can't be written: {cause}", "see what lies in its place")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Outcome("stopped", cause, "free some space, then run it again")
    place = f" ({error.filename})" if error.filename and isinstance(error, PermissionError) else ""
    return Outcome("stopped", f"{cause}{place}", "see to it that it can be written to, then run it again")


def unreadable(found: Input) -> Outcome:
    """Return the outcome for an input that has no bytes: why it has none."""
    try:
        found.read()
    except Exception as error:
        return failed(error)
    return Outcome("failed", "it is empty", "check where it comes from")


_NOWHERE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)


def _converted(job: Job) -> Outcome:
    from khparse.batch.facts import facts_of
    from khparse.errors import UnreadableError
    from khparse.plans import plans_in
    from khparse.readers import read_named

    plans = plans_in(read_named(job.data, job.title, job.options))
    if len(plans) != 1:
        raise UnreadableError(f"it holds {len(plans)} plans", "split it")
    text = plans[0].to_json(indent=2).encode() + b"\n"
    facts = facts_of(plans[0])
    notes = tuple(code for code, _, _ in facts["notes"])
    made = Outcome("done", facts=json.dumps(facts, ensure_ascii=False), notes=notes)
    if job.output is None:
        return made._replace(plan=zlib.compress(text, 1))
    try:
        write(job.output, text)
    except OSError as error:
        return unwritten(error)
    return made._replace(result_size=len(text))


def write(path: str, content: bytes) -> None:
    """Write a file or an object whole or not at all, with the folders that it lies in. Raises `OSError`."""
    from khparse.batch import stores

    if stores.is_url(path):
        stores.write(path, content)
        return
    from khparse.output.file import replace_bytes

    with suppress(FileNotFoundError):
        with replace_bytes(path) as stream:
            stream.write(content)
        return
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with replace_bytes(path) as stream:
        stream.write(content)

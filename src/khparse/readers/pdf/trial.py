"""A trial of files that may take any memory: forms that draw each other, pages that unpack to far more.

pdfium ends the process when it gets no more memory, so what looks dangerous is read in a child process first,
whose memory is limited. Nothing is tried where the system has no `fork`.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

MEMORY = 768 * 1024**2
"""What reading the pages of a dangerous file may take more than the process has already."""
SECONDS = 60

_STREAM = re.compile(rb"stream\r?\n")
_LONGEST_DICTIONARY = 2000
_SMALL = 8 * 1024  # bytes of a stream that can't unpack to more than 8 MB
_LARGE = 8 * 1024**2  # of drawing operators, of which each byte may take a hundred in memory
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_DRAWS_OTHERS = re.compile(rb"/XObject\b|/Resources\s+\d")
_TWO_FILTERS = re.compile(rb"/Filter\s*\[\s*/\w+\s*/\w+")
_NO_OPERATORS = re.compile(rb"/Subtype\s*/Image\b|/Length1\b|/Type\s*/(?:ObjStm|XRef|Metadata)\b|/FontFile")


def is_dangerous(data: bytes) -> bool:
    """Return whether reading a file's pages may take more memory than others of its size do."""
    return any(_may_expand(dictionary, data, start) for dictionary, start in _streams(data))


def _streams(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield the dictionary before each stream and where its data begin."""
    for match in _STREAM.finditer(data):
        before = data[max(match.start() - _LONGEST_DICTIONARY, 0) : match.start()]
        if before.endswith(b"end"):
            continue
        yield before[before.rfind(b" obj") + 1 :], match.end()


def _may_expand(dictionary: bytes, data: bytes, start: int) -> bool:
    if _NO_OPERATORS.search(dictionary):
        return False
    if _TWO_FILTERS.search(dictionary):
        return True
    if _FORM.search(dictionary) and _DRAWS_OTHERS.search(dictionary):
        return True
    end = data.find(b"endstream", start)
    size = (end if end >= 0 else len(data)) - start
    if size < _SMALL or b"/Filter" not in dictionary:
        return size > _LARGE
    unpacker = zlib.decompressobj()
    try:
        return len(unpacker.decompress(data[start : start + size], _LARGE + 1)) > _LARGE
    except zlib.error:
        return b"FlateDecode" not in dictionary and size > _LARGE // 100


def succeeds(action: Callable[[], None]) -> bool:
    """Return whether an action ends in a child process whose memory and time are limited."""
    if not hasattr(os, "fork"):
        return True
    child = os.fork()
    if child == 0:
        try:
            _limit()
            action()
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def _limit() -> None:
    """Limit this process, and keep it from saying anything when it is ended."""
    import faulthandler
    import resource
    import signal

    faulthandler.disable()
    signal.signal(signal.SIGABRT, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, 0)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_size() + MEMORY, _size() + MEMORY))


def _size() -> int:
    """Return the address space of this process in bytes; 2 GiB where the system doesn't say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 2 * 1024**3

"""How inputs are read: what a user may choose, the same for every format."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, get_args

MAX_BYTES = 64 * 1024**2
"""The largest input that is read without another choice: 64 MiB."""
TIMEOUT = 600.0
"""How long one input may take without another choice, in seconds."""

WhenOcr = Literal["auto", "always", "never"]
OCR_CHOICES: tuple[str, ...] = get_args(WhenOcr)


class ReadOptions(NamedTuple):
    """What a user chose for reading inputs.

    `encoding` is that of texts and overrides what their bytes say (see `khparse.encodings`). `ocr` says when
    pages are recognised from their pictures: `auto` where they have no usable text, `always`, `never`;
    `ocr_language` is tesseract's name of the language (`vie`, `vie+eng`). `max_bytes` is the largest input,
    also unpacked from an archive; `timeout` the longest time for one, in seconds. `progress` is called with
    the page number and the number of pages as each page is recognised.
    """

    encoding: str | None = None
    ocr: WhenOcr = "auto"
    ocr_language: str = "vie"
    max_bytes: int = MAX_BYTES
    timeout: float = TIMEOUT
    progress: Callable[[int, int], None] | None = None


DEFAULT = ReadOptions()

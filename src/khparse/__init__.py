"""khparse: parse Vietnamese administrative plans (kế hoạch) into typed JSON.

>>> import khparse
>>> khparse.parse("KẾ HOẠCH\\nI. MỤC ĐÍCH").metadata.doc_type.code
'KH'

The import itself is quick: what parsing needs is imported by the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khparse._version import __version__

if TYPE_CHECKING:
    import os

    from khparse import errors
    from khparse.compare.models import PlanDiff
    from khparse.compare.wording import By
    from khparse.models import Plan
    from khparse.readers.options import WhenOcr

__all__ = ["Plan", "PlanDiff", "__version__", "diff", "errors", "parse", "parse_file"]


def parse(text: str) -> Plan:
    """Return the plan in `text`; any text has one, however few its facts.

    All spans are half-open ranges of code points: `text[span.start:span.end]` is what a fact was read from.
    """
    from khparse.pipeline import parse_document
    from khparse.readers.text import read_text

    return parse_document(read_text(text))


def parse_file(
    path: str | os.PathLike[str],
    encoding: str | None = None,
    *,
    ocr: WhenOcr = "auto",
    ocr_language: str = "vie",
    max_bytes: int | None = None,
    timeout: float = 0,
) -> Plan:
    """Return the plan in the file `path`, or in the member of an archive, as in `plans.zip!/kh-12.docx`.

    What it is, is told by its content: `khparse formats` lists what can be read. `encoding` is that of a text,
    such as `tcvn3` (see `khparse.encodings`); without it the text tells. `ocr` says when pages are recognised
    from their pictures: `auto` where they have no usable text, `always`, `never`; `ocr_language` is
    tesseract's name of the language. `max_bytes` is the largest file that is read (without it, 64 MiB), and
    `timeout` the longest time in seconds (0 for no limit); it works by SIGALRM, hence in the main thread of a
    POSIX process alone, and is no limit elsewhere.

    Spans refer to the text that `khparse text` prints. Raises `khparse.errors.UnreadableError`, which says
    what is wrong and what helps, when the file is missing, empty, damaged, of a format that is not read, or
    an archive of several documents: `khparse.readers.inputs` gives them one by one. Raises `ValueError` when
    `ocr` is none of these.
    """
    from khparse.pipeline import parse_document
    from khparse.readers import read_file
    from khparse.readers.limits import limited
    from khparse.readers.options import MAX_BYTES, OCR_CHOICES, ReadOptions

    if ocr not in OCR_CHOICES:
        raise ValueError(f"ocr is one of {', '.join(OCR_CHOICES)}, not {ocr!r}")
    limit = MAX_BYTES if max_bytes is None else max_bytes
    with limited(timeout):
        return parse_document(read_file(path, ReadOptions(encoding, ocr, ocr_language, limit, timeout)))


def diff(old: Plan, new: Plan, *, by: By = "word") -> PlanDiff:
    """Return what changed between two plans: sections, references, assignments, deadlines, and words.

    Sections are found again however they are renumbered, moved, split or merged. What is only spelled, numbered
    or printed otherwise is no change; times that moved with the year, and bodies that took over from others,
    are told apart. `by` says what edits consist of: whole Vietnamese words (`word`), which underthesea finds, or
    syllables (`syllable`), which is quicker. Ids and spans refer to the plans.
    """
    from khparse.compare.plans import diff as compare

    return compare(old, new, by)


def __getattr__(name: str) -> object:
    """Import the models and errors when they are first asked for (PEP 562)."""
    if name == "Plan":
        from khparse.models import Plan

        return Plan
    if name == "PlanDiff":
        from khparse.compare.models import PlanDiff

        return PlanDiff
    if name == "errors":
        from importlib import import_module

        return import_module("khparse.errors")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

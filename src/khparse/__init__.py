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

    from khparse.models import Plan

__all__ = ["Plan", "__version__", "parse", "parse_file"]


def parse(text: str) -> Plan:
    """Return the plan in `text`; any text has one, however few its facts.

    All spans are half-open ranges of code points: `text[span.start:span.end]` is what a fact was read from.
    """
    from khparse.pipeline import parse_document
    from khparse.readers.text import read_text

    return parse_document(read_text(text))


def parse_file(path: str | os.PathLike[str], encoding: str | None = None) -> Plan:
    """Return the plan in the file `path`: plain text, markdown or .docx, told by its content.

    `encoding` is that of a text, such as `tcvn3` (see `khparse.encodings`); without it the text tells.

    Spans refer to the text that `khparse text` prints. Raises `khparse.errors.UnreadableError`, which says
    what is wrong and what helps, when the file is missing, empty, damaged or of a format that is not read.
    """
    from khparse.pipeline import parse_document
    from khparse.readers import read_file
    from khparse.readers.options import ReadOptions

    return parse_document(read_file(path, ReadOptions(encoding=encoding)))


def __getattr__(name: str) -> object:
    """Import the models when they are first asked for (PEP 562)."""
    if name == "Plan":
        from khparse.models import Plan

        return Plan
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

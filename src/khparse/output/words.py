"""Text of documents made fit for one line: of a terminal, of a table, of a paper."""

from __future__ import annotations


def plain(text: str | None) -> str:
    """Return `text` on one line, with U+FFFD for what isn't printable: no document speaks to the terminal."""
    line = " ".join((text or "").split())
    return line if line.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in line)


def opening(text: str | None, words: int = 12) -> str:
    """Return the first words of `text` on one line, with an ellipsis where more follow."""
    parts = plain(text).split(" ")
    return " ".join(parts[:words]) + (" …" if len(parts) > words else "")


def clean(text: str | None) -> str:
    """Return `text` on one line with single blanks, without what XML 1.0 and Word don't take.

    Control characters, lone surrogates, marks of direction and other characters without a shape are dropped.
    """
    line = " ".join((text or "").split())
    return line if line.isprintable() else "".join(c for c in line if c.isprintable())


def capitalised(text: str) -> str:
    """Return `text` with its first letter as a capital."""
    return text[:1].upper() + text[1:]

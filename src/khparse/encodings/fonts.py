"""Runs of text in the fonts of legacy encodings: `.VnTime`, `.VnTimeH`, `VNI-Times`."""

from __future__ import annotations

from collections.abc import Iterable

from khparse.models import Note

Run = tuple[str, str]
"""A text and the name of the font it is set in."""


class FontConverter:
    """Converts the runs of a document; `notes` say what was converted."""

    def __init__(self, runs: Iterable[Run], encoding: str | None = None) -> None:
        self.notes: list[Note] = []

    def convert(self, runs: list[Run]) -> list[str]:
        """Return the texts of the runs of one paragraph in Unicode."""
        return [text for text, _ in runs]

"""Doubtful readings that a person should check against the document."""

from __future__ import annotations

from collections.abc import Iterable

from khparse.models import Note
from khparse.output.digest.body import Body, Column
from khparse.output.digest.words import section_label
from khparse.output.notes import note_in_words


def write_doubts(body: Body, notes: Iterable[Note]) -> None:
    """Add a table of notes, warnings first; equal ones are told once, with all their sections."""
    words = body.words
    sections: dict[tuple[str, str], dict[str, None]] = {}
    for note in sorted(notes, key=lambda note: note.level != "warning"):
        told = sections.setdefault((note.level, note_in_words(note, words.language)), {})
        if label := section_label(note.section):
            told[label] = None
    columns = [
        Column(words("no."), 9, True),
        Column(words("doubt"), 88),
        Column(words("level"), 22, True),
        Column(words("section"), 27, True),
    ]
    rows = [
        [str(number), text, words(f"level {level}"), "; ".join(labels)]
        for number, ((level, text), labels) in enumerate(sections.items(), 1)
    ]
    body.caption(words("doubts caption"))
    body.table(columns, rows)

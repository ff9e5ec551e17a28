"""Recipients: the lines under `Nơi nhận`, with the purpose in brackets (Nghị định 30/2020/NĐ-CP, Annex I)."""

from __future__ import annotations

import re

from khparse.document import View
from khparse.extract.closing.blocks import Closing
from khparse.lexicon.closing_words import purpose_of
from khparse.models import Recipient
from khparse.segment.labels import BULLETS

_BRACKET = re.compile(r"\(([^()]{1,60})\)")
_PARTS = re.compile(r"[,;] ?| và ")


def extract_recipients(view: View, closings: list[Closing]) -> list[Recipient]:
    """Return one recipient for each line under `Nơi nhận`, in order."""
    recipients: list[Recipient] = []
    for closing in closings:
        for start, end in closing.recipients:
            text = view.text[start:end]
            name = text.lstrip(BULLETS + " ").rstrip(" ;.,")
            if not any(c.isalnum() for c in name):
                continue
            note = next((found for found in _BRACKET.finditer(name) if _is_purpose(found[1])), None)
            if note:
                name = (name[: note.start()] + name[note.end() :]).strip(" ;.,")
            recipients.append(
                Recipient(name=name, purpose=note[1] if note else None, span=view.span(start, end))
            )
    return recipients


def _is_purpose(note: str) -> bool:
    """Return whether a bracket says why a recipient gets the document, and not who or what it is."""
    words = note.lower()
    return words.startswith("để ") or any(purpose_of(part) for part in _PARTS.split(words))

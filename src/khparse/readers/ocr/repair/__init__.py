"""Repairing what OCR typically damages, inside known slots only; each repair leaves a note.

The slots are names that are known as a whole (types, bodies, offices, the motto), the symbols of documents,
the lines of number and date, and labels of headings. Nothing else of a text is touched.
"""

from __future__ import annotations

from khparse.document import Document
from khparse.readers.ocr.repair.edits import Edit, apply
from khparse.readers.ocr.repair.labels import label_edits
from khparse.readers.ocr.repair.names import name_edits
from khparse.readers.ocr.repair.symbols import symbol_edits


def repair(document: Document) -> None:
    """Repair the text of a document that was recognised, move its blocks along, and note each repair."""
    edits: list[Edit] = [*label_edits(document), *symbol_edits(document), *name_edits(document)]
    apply(document, edits)

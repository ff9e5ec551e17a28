"""Stub of the pipeline, to be overwritten: a plan without facts."""

from __future__ import annotations

from khparse._version import __version__
from khparse.document import Document
from khparse.models import Metadata, Plan, Source


def parse_document(document: Document) -> Plan:
    """Return the plan of a document."""
    source = Source(
        name=document.name,
        format=document.format,
        encoding=document.encoding,
        sha256=document.sha256,
        characters=len(document.text),
        pages=document.pages,
        ocr=document.ocr,
    )
    return Plan(generator=f"khparse {__version__}", source=source, metadata=Metadata())

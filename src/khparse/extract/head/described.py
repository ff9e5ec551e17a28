"""Blanks of the head that the source of a document fills: what a web page says of the document it shows."""

from __future__ import annotations

from khparse.extract.head.header import Header
from khparse.extract.head.number import number_in
from khparse.lexicon import agencies, doc_types
from khparse.models import Date, DocType, Issuer, Note, Number, Signature, Span

_NOWHERE = Span(start=0, end=0)  # such a fact has no words in the text
_NAMES = {"doc_type": "type", "signer": "signer"}


def complete_from_description(described: dict[str, str], header: Header) -> None:
    """Fill blanks of `header` from `described` (see `Document.described`), with a note for each.

    A date is taken where it is fuller than the printed one and doesn't contradict it.
    """
    metadata = header.metadata
    for name, value in described.items():
        if name == "number" and (parts := number_in(f"Số: {value}")) and parts.number:
            known = metadata.number
            if known is None or (known.number is None and known.symbol in (None, parts.symbol)):
                metadata.number = Number(text="", number=parts.number, symbol=parts.symbol, span=_NOWHERE)
                _note(header, name, value)
        elif name == "date":
            known_date = metadata.date.edtf if metadata.date else None
            if len(known_date or "") < len(value) and value.startswith(known_date or ""):
                metadata.date = Date(text="", edtf=value, span=_NOWHERE)
                _note(header, name, value)
        elif name == "issuer" and metadata.issuer is None:
            date = metadata.date.edtf if metadata.date else None
            resolved = agencies.resolve(value, date, metadata.place)
            metadata.issuer = Issuer(text="", name=resolved.name, agency_id=resolved.agency_id, span=_NOWHERE)
            header.notes = [note for note in header.notes if note.code != "issuer-missing"]
            _note(header, name, value)
        elif name == "doc_type" and metadata.doc_type is None and (row := doc_types.by_title(value)):
            metadata.doc_type = DocType(code=row.code, name=row.name)
            _note(header, name, value)
        elif name == "subject" and metadata.subject is None:
            metadata.subject = value
            _note(header, name, value)


def described_signature(described: dict[str, str], header: Header) -> Signature | None:
    """Return the signature of a document that prints none, where its source names the signer."""
    signer = described.get("signer")
    if signer is None:
        return None
    _note(header, "signer", signer)
    return Signature(name=signer, span=_NOWHERE)


def _note(header: Header, name: str, value: str) -> None:
    message = f"{_NAMES.get(name, name)} taken from what the page says of the document: {value}"
    header.notes.append(Note(code="from-page-metadata", level="info", message=message))

"""The JSON contract as pydantic models: what `khparse extract` prints and `khparse.parse` returns.

Offsets count Unicode code points in the document's text (as `khparse text` prints it) and are half-open.
Dates are ISO 8601 or EDTF (Library of Congress, level 0); recurrences are RFC 5545 RRULEs.
What a document leaves blank is ``None``, and a note says so.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.1"

Origin = Literal["header", "body", "appendix", "reported"]
Relation = Literal["basis", "implements", "amends", "replaces", "repeals", "guides", "cites"]
Authority = Literal["TM", "KT", "TL", "TUQ", "Q"]


def _no_items() -> list[Any]:
    """Return an empty list. (Of a factory pydantic reads the signature; that of `list` takes it 3 ms.)"""
    return []


class Model(BaseModel):
    """Base of all models: no unknown fields, so that a typing slip fails in a test."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Span(Model):
    """A half-open range of code points in the document's text."""

    start: int
    end: int


class Source(Model):
    """Where the text came from."""

    name: str | None = Field(
        None, description="file name without its folders; null for text from stdin or memory"
    )
    format: str = Field(description="txt, md, docx …")
    encoding: str | None = None
    sha256: str = Field(description="of the bytes read")
    characters: int = Field(description="code points of the text")
    pages: int | None = None
    ocr: bool = False


class DocType(Model):
    """The type of a document: Nghị định 30/2020/NĐ-CP, Annex III, and Quy định 399-QĐ/TW for the Party."""

    code: str
    name: str


class Number(Model):
    """Number and symbol: `68/KH-UBND` is number `68` and symbol `KH-UBND`."""

    text: str
    number: str | None
    symbol: str | None
    span: Span


class Date(Model):
    """A date as printed and as EDTF: `2024-03` where the day is blank."""

    text: str
    edtf: str | None
    span: Span


class Issuer(Model):
    """The body that issues the document, and the superior body printed above it."""

    text: str
    name: str
    parent: str | None = None
    agency_id: str | None = None
    span: Span


class Metadata(Model):
    """The identity of the document."""

    doc_type: DocType | None = None
    number: Number | None = None
    date: Date | None = None
    place: str | None = None
    issuer: Issuer | None = None
    subject: str | None = Field(default=None, description="trích yếu, its lines joined")
    urgency: str | None = None
    secrecy: str | None = None
    origin: Origin = "header"


class Preamble(Model):
    """The text between the head and the first section: the legal bases, and what the document is for."""

    text: str
    span: Span


class Section(Model):
    """A numbered, lettered or bulleted unit; `span` is its own text, `extent` the unit with its children."""

    id: str
    kind: str
    num: str
    heading: str | None
    text: str
    span: Span
    heading_span: Span | None
    extent: Span
    children: list["Section"] = Field(default_factory=_no_items)


class ReferenceDate(Model):
    """The date of a cited document."""

    edtf: str


class Reference(Model):
    """A legal or administrative document that this one cites."""

    id: str
    doc_type: str | None
    number: str | None
    symbol: str | None
    title: str | None
    date: ReferenceDate | None
    issuer: str | None
    provision: str | None
    relation: Relation
    text: str
    section: str | None
    span: Span


class Agency(Model):
    """A body (or person, or collective of bodies) as printed, with its canonical name."""

    text: str
    name: str
    agency_id: str | None
    span: Span


class Assignment(Model):
    """One task: who leads, who supports, to whom it is reported."""

    id: str
    task: str
    lead: list[Agency] = Field(default_factory=_no_items)
    support: list[Agency] = Field(default_factory=_no_items)
    report_to: list[Agency] = Field(default_factory=_no_items)
    product: str | None = None
    origin: Literal["prose", "table"] = "prose"
    section: str | None = None
    span: Span


class Deadline(Model):
    """A time that this plan sets for its own work; both ends inclusive, null where open."""

    id: str
    text: str
    start: str | None = None
    end: str | None = None
    inclusive: bool = True
    recurrence: str | None = Field(default=None, description="RFC 5545 RRULE")
    relative: str | None = Field(default=None, description="a limit that can't be dated, as printed")
    assignment: str | None = None
    section: str | None = None
    span: Span


class Recipient(Model):
    """One line of `Nơi nhận`."""

    name: str
    purpose: str | None = None
    span: Span


class Signature(Model):
    """A signature block: authority mark, capacity lines, signer."""

    authority: Authority | None = None
    lines: list[str] = Field(default_factory=_no_items)
    name: str | None = None
    rank: str | None = None
    position: str | None = None
    span: Span


class Table(Model):
    """A table of the document; `kind` is `tasks` where its columns assign work."""

    id: str
    kind: Literal["tasks", "other"]
    header: list[str]
    rows: list[list[str]]
    section: str | None = None


class Note(Model):
    """A doubt that a person should look at."""

    code: str
    level: Literal["info", "warning"]
    message: str
    section: str | None = None
    span: Span | None = None


class Plan(Model):
    """Everything that khparse found in one document."""

    schema_: Literal["khparse.plan"] = Field(default="khparse.plan", alias="schema")
    schema_version: str = SCHEMA_VERSION
    generator: str
    source: Source
    metadata: Metadata
    preamble: Preamble | None = Field(None, description="null where the sections begin at once")
    sections: list[Section] = Field(default_factory=_no_items)
    references: list[Reference] = Field(default_factory=_no_items)
    assignments: list[Assignment] = Field(default_factory=_no_items)
    deadlines: list[Deadline] = Field(default_factory=_no_items)
    recipients: list[Recipient] = Field(default_factory=_no_items)
    signature: Signature | None = None
    other_signatures: list[Signature] = Field(default_factory=_no_items, description="of a joint document")
    tables: list[Table] = Field(default_factory=_no_items)
    notes: list[Note] = Field(default_factory=_no_items)

    def to_json(self, indent: int | None = None) -> str:
        """Return the plan as JSON text with the contract's field names."""
        return self.model_dump_json(by_alias=True, indent=indent)

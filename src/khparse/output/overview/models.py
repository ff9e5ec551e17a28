"""The figures of an archive, and the documents that they list: what `khparse report --format json` prints.

Each figure counts all documents of the archive and lists some of them by name (see `Figures.listed_at_most`); what
is known of those stands in `Figures.listed`.
"""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from pydantic import Field

from khparse.models import Model

SCHEMA_VERSION = "1.0"


class Document(Model):
    """A document of the archive. Where it failed there is a cause and nothing that its plan would say."""

    name: str = Field(description="the path of the input, as in plans.zip!/2024/kh-12.docx")
    target: str = Field(description="the path of its result below the output, without suffix")
    title: str | None = None
    subject: str | None = None
    type: str | None = Field(default=None, description="code, such as KH")
    date: str | None = Field(default=None, description="EDTF")
    issuer: str | None = None
    error: str | None = None
    remedy: str | None = None


class Figure(Model):
    """How many documents have something, and the names of the first of them."""

    key: str
    name: str | None = Field(
        default=None, description="null where documents say nothing, as a date that is left blank"
    )
    documents: int
    listed: list[str] = Field(default_factory=list)


class Amount(Figure):
    """Documents that have something, and how much of it they have together; `key` says what."""

    amount: int = Field(
        description="of documents and failed: bytes; of done: characters; of references: for each document the "
        "different ones that it cites; of equal: groups of equal files; else: how many things of the key"
    )


class IssuerFigure(Figure):
    """A body by its canonical name and that of the superior body printed above it, where there is one.

    Bodies of the same name in different places fall together where neither name tells them apart.
    """

    agency_id: str | None = None
    parent: str | None = None


class AgencyFigure(Figure):
    """A body by its canonical name, which is all that plans tell of it: how many tasks it leads and supports.

    Bodies of the same name in different places fall together.
    """

    agency_id: str | None = None
    leads: int
    supports: int


class CitedFigure(Figure):
    """A document that is cited. Numbers without a year, as 57/KH-UBND, may be those of several documents."""

    is_ambiguous: bool


class DueFigure(Figure):
    """A period in which deadlines end: `key` is a day, a month, a quarter (2026-Q1) or a year."""

    deadlines: int


class NoteFigure(Figure):
    """A kind of note, by its code, with the message of the first one; `is_example` where others say more."""

    level: str
    notes: int
    message: str
    is_example: bool = False


class FailureFigure(Figure):
    """Why documents failed, and what helps."""

    remedy: str


class EqualFigure(Figure):
    """Files with the same bytes; `key` is the beginning of their SHA-256."""


Kind = TypeVar("Kind", bound=Figure)


class Ranking(Model, Generic[Kind]):
    """Figures, the largest first (years by time), and what there is beyond them.

    Documents that don't say it come last, with an empty key, and don't count as different.

    All counts are exact where `missing` and `cut` are 0.
    """

    figures: list[Kind]
    different: int = Field(description="how many different ones there are, of which some are left out")
    missing: int = Field(
        default=0,
        description="there were more keys than are counted at a time: a count may be this much too low",
    )
    cut: int = Field(
        default=0, description="documents so long that only the first or busiest 500 of theirs are counted"
    )


class Deadlines(Model):
    """Deadlines by the day on which they end (or begin, where their end is open); the first three counts are of all."""

    total: int
    recurring: int
    undated: int
    unit: Literal["month", "quarter", "year"] = Field(description="what a period of the timeline is")
    timeline: list[DueFigure]
    days: list[DueFigure] = Field(description="those of the months of the calendar")
    cut: int = Field(default=0, description="documents so long that only their busiest 500 days are counted")
    months: int = Field(description="months with deadlines, of which the calendar may hold only the busiest")


class Figures(Model):
    """An archive in figures. They are the same for the same documents in the same order."""

    schema_: Literal["khparse.overview"] = Field(default="khparse.overview", alias="schema")
    schema_version: str = SCHEMA_VERSION
    generator: str
    documents: int
    bytes: int
    listed_at_most: int | None = Field(description="documents of a figure that are listed; null: all are")
    summary: list[Amount]
    types: Ranking[Figure]
    years: Ranking[Figure]
    issuers: Ranking[IssuerFigure]
    agencies: Ranking[AgencyFigure]
    references: Ranking[CitedFigure]
    notes: Ranking[NoteFigure]
    failures: Ranking[FailureFigure]
    equal: Ranking[EqualFigure]
    deadlines: Deadlines
    listed: list[Document] = Field(description="by name")

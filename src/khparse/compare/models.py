"""The JSON contract of a comparison: what `khparse diff` prints and `khparse.diff` returns.

Ids and spans refer to the plans compared: those of `old` to the old one, those of `new` to the new one. Offsets
count code points and are half-open, as in the plan.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from khparse.models import Model, Span

SCHEMA_VERSION = "1.0"

Subject = Literal["metadata", "section", "reference", "assignment", "deadline", "recipient", "signature"]
"""What a change is about."""

Kind = Literal[
    "added",
    "removed",
    "changed",
    "replaced",
    "succeeded",
    "rolled-over",
    "moved",
    "split",
    "merged",
    "reworded",
]
"""What happened to it: `replaced` is a document cited instead of another, `succeeded` a body that took over
from another, `rolled-over` a time that moved by the years between the plans, `reworded` words of a text."""

Wording = Literal["reworded", "rolled-over", "succeeded"]
"""What kind of edit it is. Words that are only spelled otherwise, or in capitals, are no edit."""


class Side(Model):
    """What stands in one of the plans; both `old` and `new` are of this form."""

    id: str | None = Field(
        default=None, description="of the fact in its plan; of a section that of the section"
    )
    section: str | None = Field(
        default=None, description="id of the section it stands in; null before the first"
    )
    text: str = Field(description="as printed, or the words that differ")
    value: str | None = Field(default=None, description="what it means: EDTF, an interval, a canonical name")
    span: Span | None = None


class Passage(Model):
    """A stretch of words in one of the plans; empty where words were only inserted or deleted."""

    section: str | None = None
    text: str
    span: Span


class Edit(Model):
    """Words of one plan in the place of words of the other."""

    kind: Wording
    old: Passage
    new: Passage
    change: str | None = Field(default=None, description="id of the change that it is part of")


class SectionPair(Model):
    """Sections that correspond: one and one, one and several (split), several and one (merged), or alone.

    The text before the first section is the section with the id ``""``.
    """

    old: list[str]
    new: list[str]
    renumbered: bool = False
    moved: bool = False
    edits: list[Edit] = Field(default_factory=list)


class Change(Model):
    """One change. A fact that is only spelled, numbered or placed otherwise has none."""

    id: str
    subject: Subject
    kind: Kind
    field: str | None = Field(
        default=None, description="lead, support, report_to, product; of metadata and signature their field"
    )
    old: Side | None = Field(default=None, description="null for what is new")
    new: Side | None = Field(default=None, description="null for what was dropped")
    task: str | None = Field(
        default=None, description="of an assignment, or of the one that a deadline is for"
    )
    agencies: list[str] = Field(
        default_factory=list,
        description="canonical names of the bodies that lead or support it in either plan",
    )
    days: int | None = Field(
        default=None, description="that a time moved, beyond the years between the plans"
    )
    source: str | None = Field(default=None, description="of succeeded: where the succession is laid down")
    parts: list[str] = Field(
        default_factory=list, description="of split and merged: ids of the sections on the side of several"
    )
    edits: list[Edit] = Field(default_factory=list, description="of reworded: its words")


class Version(Model):
    """A plan compared."""

    name: str | None = Field(description="file name; null for text from stdin or memory")
    title: str = Field(description="Kế hoạch 68/KH-UBND; else its subject, else its file")
    subject: str | None = None
    date: str | None = Field(default=None, description="EDTF")
    year: int | None = Field(
        default=None, description="that the plan is for: of its subject, else of its date"
    )
    sha256: str


class PlanDiff(Model):
    """Everything that khparse found changed between two plans, in the order of the documents."""

    schema_: Literal["khparse.diff"] = Field(default="khparse.diff", alias="schema")
    schema_version: str = SCHEMA_VERSION
    generator: str
    old: Version
    new: Version
    years: int | None = Field(
        default=None, description="from the year of the old plan to that of the new one"
    )
    counts: dict[str, dict[str, int]] = Field(
        default_factory=dict, description="of changes by subject and kind"
    )
    changes: list[Change] = Field(default_factory=list)
    sections: list[SectionPair] = Field(default_factory=list)

    @property
    def is_same(self) -> bool:
        """Whether nothing changed that counts as a change."""
        return not self.changes

    def to_json(self, indent: int | None = None) -> str:
        """Return the comparison as JSON text with the contract's field names."""
        return self.model_dump_json(by_alias=True, indent=indent)

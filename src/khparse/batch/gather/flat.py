"""Plans as flat tables: what each column holds, and the rows of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, NamedTuple

from khparse.batch.gather.source import UNFIT
from khparse.batch.manifest import Entry

Type = Literal["text", "integer", "boolean", "day", "texts"]
"""What a column holds: `day` is a full date in ISO 8601, `texts` a list of texts, some of which may be None."""

Value = str | int | list[str | None] | None
Row = tuple[Value, ...]


class Column(NamedTuple):
    """A column of a table; without `always` it is null where the document says nothing."""

    name: str
    type: Type
    meaning: str
    always: bool = False


class Table(NamedTuple):
    """A table: a row for each thing of its kind. Rows of a document follow each other, in the order of the text."""

    name: str
    columns: tuple[Column, ...]


def _table(name: str, *columns: Column) -> Table:
    return Table(name, columns)


_KEY = (
    Column("document", "text", "name of its document", True),
    Column("position", "integer", "in its document, from 0", True),
)
_SPAN = (
    Column("span_start", "integer", "offset in the text of the document, in code points", True),
    Column("span_end", "integer", "where it ends, exclusive", True),
)
_SECTION = Column("section", "text", "id of the section that it stands in")

DOCUMENTS = _table(
    "documents",
    Column("name", "text", "path of the input, as in plans.zip!/2024/kh-12.docx", True),
    Column("position", "integer", "in the order of the inputs, from 0", True),
    Column("status", "text", "done, or failed: then all that comes from the plan is null", True),
    Column("error", "text", "why it failed"),
    Column("remedy", "text", "what helps"),
    Column("size", "integer", "bytes", True),
    Column("sha256", "text", "of its bytes"),
    Column("format", "text", "txt, md, docx …"),
    Column("encoding", "text", "of a text file"),
    Column("characters", "integer", "code points of the text"),
    Column("pages", "integer", "where the format has pages"),
    Column("ocr", "boolean", "whether its text was recognised from pictures"),
    Column("title", "text", "how lists call it: type and number, else the subject, else the file"),
    Column("doc_type", "text", "code of its type, as KH"),
    Column("doc_type_name", "text", "its type, as Kế hoạch"),
    Column("number", "text", "the 68 of 68/KH-UBND"),
    Column("symbol", "text", "the KH-UBND of 68/KH-UBND"),
    Column("date", "text", "EDTF, as 2024-03 where the day is blank"),
    Column("day", "day", "the date where it is a full one"),
    Column("year", "integer", "that the plan belongs to"),
    Column("place", "text", "where it was issued"),
    Column("issuer", "text", "the body that issues it"),
    Column("issuer_id", "text", "of the lexicon of agencies"),
    Column("issuer_parent", "text", "the superior body printed above it"),
    Column("subject", "text", "trích yếu"),
    Column("urgency", "text", "as printed"),
    Column("secrecy", "text", "as printed"),
    Column("origin", "text", "where number, date and issuer are from: header, body, appendix, reported"),
    Column("authority", "text", "of the signature: TM, KT, TL, TUQ, Q"),
    Column("signer", "text", "who signs"),
    Column("signer_rank", "text", "rank or degree before the name"),
    Column("signer_position", "text", "office of who signs"),
    Column("preamble", "text", "the text before the first section"),
    Column("recipients", "texts", "Nơi nhận", True),
    Column("notes", "texts", "codes of what a person should look at", True),
)
SECTIONS = _table(
    "sections",
    *_KEY,
    Column("id", "text", "as I/1/a", True),
    Column("parent", "text", "id of the section above"),
    Column("level", "integer", "1 for those at the top", True),
    Column("kind", "text", "of its number: roman, decimal, letter, bullet …", True),
    Column("num", "text", "its number", True),
    Column("heading", "text", "its heading"),
    Column("text", "text", "its own text, without sections below", True),
    *_SPAN,
    Column("extent_end", "integer", "where the last section below ends, exclusive", True),
)
REFERENCES = _table(
    "references",
    *_KEY,
    Column("id", "text", "what is cited, as 156/2018/NĐ-CP", True),
    Column("relation", "text", "basis, implements, amends, replaces, repeals, guides, cites", True),
    Column("doc_type", "text", "code of the type of what is cited"),
    Column("number", "text", "its number"),
    Column("symbol", "text", "its symbol"),
    Column("title", "text", "its title"),
    Column("date", "text", "its date, EDTF"),
    Column("day", "day", "its date where it is a full one"),
    Column("issuer", "text", "who issued it"),
    Column("provision", "text", "what of it, as Điều 5"),
    Column("text", "text", "as printed", True),
    _SECTION,
    *_SPAN,
)
ASSIGNMENTS = _table(
    "assignments",
    *_KEY,
    Column("id", "text", "as a1", True),
    Column("task", "text", "what is to be done", True),
    Column("lead", "texts", "names of who leads", True),
    Column("lead_ids", "texts", "their ids, null where unknown", True),
    Column("support", "texts", "names of who supports", True),
    Column("support_ids", "texts", "their ids", True),
    Column("report_to", "texts", "names of those it is reported to", True),
    Column("report_to_ids", "texts", "their ids", True),
    Column("product", "text", "what comes of it"),
    Column("origin", "text", "prose or table", True),
    _SECTION,
    *_SPAN,
)
DEADLINES = _table(
    "deadlines",
    *_KEY,
    Column("id", "text", "as d1", True),
    Column("assignment", "text", "id of the assignment that it is for"),
    Column("text", "text", "as printed", True),
    Column("start", "text", "first day, ISO 8601; null where open"),
    Column("start_day", "day", "start where it is a full date"),
    Column("end", "text", "last day, ISO 8601; null where open"),
    Column("end_day", "day", "end where it is a full date"),
    Column("inclusive", "boolean", "whether the last day counts", True),
    Column("recurrence", "text", "RFC 5545 RRULE"),
    Column("relative", "text", "a limit that can't be dated, as printed"),
    _SECTION,
    *_SPAN,
)
TABLES = (DOCUMENTS, SECTIONS, REFERENCES, ASSIGNMENTS, DEADLINES)

AGENCIES = _table(
    "agencies",
    Column("document", "text", "name of its document", True),
    Column("assignment", "text", "id of the assignment", True),
    Column("role", "text", "lead, support, report_to", True),
    Column("position", "integer", "in its role, from 0", True),
    Column("name", "text", "canonical name", True),
    Column("agency_id", "text", "of the lexicon of agencies"),
    Column("text", "text", "as printed", True),
)
"""The agencies of assignments, a row each, for formats that have no lists."""

_ROLES = ("lead", "support", "report_to")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def rows_of(entry: Entry, plan: dict[str, Any] | None) -> dict[str, list[Row]]:
    """Return the rows of a document by table (`TABLES`); without a plan, as it failed, there is one.

    A plan is a JSON object as `khparse.models.Plan` describes it.
    """
    name = UNFIT.sub("\ufffd", entry.name)
    if plan is None:
        return {"documents": [_document(entry, name, None)]}
    return {
        "documents": [_document(entry, name, plan)],
        "sections": [
            (name, position, *values) for position, values in enumerate(_sections(plan["sections"], None, 1))
        ],
        "references": [
            (name, position, *_reference(found)) for position, found in enumerate(plan["references"])
        ],
        "assignments": [
            (name, position, *_assignment(found)) for position, found in enumerate(plan["assignments"])
        ],
        "deadlines": [
            (name, position, *_deadline(found)) for position, found in enumerate(plan["deadlines"])
        ],
    }


def agency_rows(entry: Entry, plan: dict[str, Any]) -> list[Row]:
    """Return the rows of `AGENCIES` for a plan."""
    name = UNFIT.sub("\ufffd", entry.name)
    return [
        (name, task["id"], role, position, body["name"], body["agency_id"], body["text"])
        for task in plan["assignments"]
        for role in _ROLES
        for position, body in enumerate(task[role])
    ]


def _document(entry: Entry, name: str, plan: dict[str, Any] | None) -> Row:
    values: dict[str, Value] = {
        "name": name,
        "position": entry.position,
        "status": entry.status,
        "error": _fit(entry.error),
        "remedy": _fit(entry.remedy),
        "size": entry.size,
        "sha256": entry.content[:64] or None,
        "recipients": [],
        "notes": [],
    }
    if plan is not None:
        values |= _of_plan(plan) | _of_facts(entry.read_facts())
    return tuple(values.get(column.name) for column in DOCUMENTS.columns)


def _of_plan(plan: dict[str, Any]) -> dict[str, Value]:
    source, head = plan["source"], plan["metadata"]
    kind, number, issued = head["doc_type"] or {}, head["number"] or {}, head["date"] or {}
    issuer, signature, preamble = head["issuer"] or {}, plan["signature"] or {}, plan["preamble"] or {}
    return {
        **{name: source[name] for name in ("format", "encoding", "characters", "pages", "ocr")},
        **{name: head[name] for name in ("place", "subject", "urgency", "secrecy", "origin")},
        "doc_type": kind.get("code"),
        "doc_type_name": kind.get("name"),
        "number": number.get("number"),
        "symbol": number.get("symbol"),
        "date": issued.get("edtf"),
        "day": _day(issued.get("edtf")),
        "issuer": issuer.get("name"),
        "issuer_id": issuer.get("agency_id"),
        "issuer_parent": issuer.get("parent"),
        "authority": signature.get("authority"),
        "signer": signature.get("name"),
        "signer_rank": signature.get("rank"),
        "signer_position": signature.get("position"),
        "preamble": preamble.get("text"),
        "recipients": [found["name"] for found in plan["recipients"]],
        "notes": [found["code"] for found in plan["notes"]],
    }


def _of_facts(facts: dict[str, Any]) -> dict[str, Value]:
    """Return what the manifest has worked out already."""
    return {"title": _fit(facts.get("title", "")), "year": facts.get("year")}


def _fit(text: str) -> str | None:
    return UNFIT.sub("\ufffd", text) or None


def _sections(sections: list[dict[str, Any]], parent: str | None, level: int) -> Iterator[Row]:
    for found in sections:
        yield (
            found["id"],
            parent,
            level,
            found["kind"],
            found["num"],
            found["heading"],
            found["text"],
            *_span(found),
            found["extent"]["end"],
        )
        yield from _sections(found["children"], found["id"], level + 1)


def _reference(found: dict[str, Any]) -> Row:
    dated = (found["date"] or {}).get("edtf")
    return (
        found["id"],
        found["relation"],
        found["doc_type"],
        found["number"],
        found["symbol"],
        found["title"],
        dated,
        _day(dated),
        found["issuer"],
        found["provision"],
        found["text"],
        found["section"],
        *_span(found),
    )


def _assignment(found: dict[str, Any]) -> Row:
    bodies: list[Value] = []
    for role in _ROLES:
        bodies.append([body["name"] for body in found[role]])
        bodies.append([body["agency_id"] for body in found[role]])
    return (
        found["id"],
        found["task"],
        *bodies,
        found["product"],
        found["origin"],
        found["section"],
        *_span(found),
    )


def _deadline(found: dict[str, Any]) -> Row:
    return (
        found["id"],
        found["assignment"],
        found["text"],
        found["start"],
        _day(found["start"]),
        found["end"],
        _day(found["end"]),
        found["inclusive"],
        found["recurrence"],
        found["relative"],
        found["section"],
        *_span(found),
    )


def _span(found: dict[str, Any]) -> tuple[int, int]:
    return found["span"]["start"], found["span"]["end"]


def _day(text: str | None) -> str | None:
    """Return a date when it is a full one that the calendar has."""
    if text is None or not _DAY.fullmatch(text):
        return None
    try:
        date.fromisoformat(text)
    except ValueError:
        return None
    return text

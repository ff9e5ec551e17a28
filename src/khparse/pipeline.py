"""The one place that calls all steps, in order: blocks, view, head, outline, facts, plan."""

from __future__ import annotations

import re

from khparse._version import __version__
from khparse.document import Document, View
from khparse.extract.assignments.facts import assignments_of, tables_of
from khparse.extract.assignments.prose import read_tasks
from khparse.extract.bodies.own_names import learn_names
from khparse.extract.bodies.words import Words
from khparse.extract.closing.blocks import Closing, find_closings
from khparse.extract.closing.recipients import extract_recipients
from khparse.extract.closing.signature import extract_signatures
from khparse.extract.deadlines.times import TableTime, extract_deadlines
from khparse.extract.footnotes import find_footnotes
from khparse.extract.head.header import Header, complete_from_appendix, extract_header
from khparse.extract.head.title import Head, attached_titles, find_head
from khparse.extract.notes import outline_notes, table_notes
from khparse.extract.references.citations import extract_references, reference_notes
from khparse.extract.sections import preamble_of, sections_of
from khparse.extract.task_tables.tasks import TaskTable, read_tables
from khparse.models import Metadata, Plan, Signature, Source
from khparse.segment.outline import Outline
from khparse.segment.tree import build_outline


def parse_document(document: Document) -> Plan:
    """Return everything that khparse finds in a document. Any text gives a plan."""
    view = View(document)
    head = find_head(view)
    header = extract_header(view, head)
    complete_from_appendix(view, header)
    closings = find_closings(view, head.body_start)
    outline = _outline(view, head, closings)
    signatures = _signatures(view, head, header, closings)
    if document.described and header.metadata.origin != "reported":
        signatures = _described(document, header, signatures)
    issued = header.metadata.date.edtf if header.metadata.date else None
    references = extract_references(view, outline, header.metadata.number, issued)
    words = Words(view)
    learn_names(words, outline, closings)
    tables = read_tables(view, words, outline)
    tasks = read_tasks(view, words, outline)
    assignments, rows = assignments_of(view, outline, header.metadata, tasks, tables)
    times = _table_times(outline, tables, rows)
    year = plan_year(header.metadata)
    deadlines, doubts = extract_deadlines(view, outline, references, assignments, year, issued, times)
    return Plan(
        generator=f"khparse {__version__}",
        source=_source(document),
        metadata=header.metadata,
        preamble=preamble_of(view, outline, head.body_start),
        sections=sections_of(view, outline),
        references=references,
        assignments=assignments,
        deadlines=deadlines,
        recipients=extract_recipients(view, closings),
        signature=signatures[0] if signatures else None,
        other_signatures=signatures[1:],
        tables=tables_of(outline, tables),
        notes=[
            *document.notes,
            *header.notes,
            *outline_notes(view, outline),
            *table_notes(view, outline, tables),
            *reference_notes(references, issued),
            *doubts,
        ],
    )


def _outline(view: View, head: Head, closings: list[Closing]) -> Outline:
    zones = [("head", 0, head.body_start)]
    zones += [("closing", closing.start, closing.end) for closing in closings]
    zones += [("footnotes", start, end) for start, end in find_footnotes(view)]
    if closings:
        zones += [("title", start, end) for start, end in attached_titles(view, closings[0].end)]
    return build_outline(view, head.body_start, zones)


def _signatures(view: View, head: Head, header: Header, closings: list[Closing]) -> list[Signature]:
    signatures = extract_signatures(view, closings)
    headless = head.title is None and header.metadata.number is None and header.metadata.date is None
    if headless and not closings:
        # The patterns for news are of use for nothing else.
        from khparse.extract.head.reported import report_of_plan

        reported = report_of_plan(view, header)
        signatures += [reported] if reported else []
    return signatures


def _described(document: Document, header: Header, signatures: list[Signature]) -> list[Signature]:
    """Fill blanks of the head from what the source says; return the signatures, or the one that it names."""
    from khparse.extract.head.described import complete_from_description, described_signature

    complete_from_description(document.described, header)
    if signatures or not (signature := described_signature(document.described, header)):
        return signatures
    return [signature]


def _table_times(outline: Outline, tables: list[TaskTable], rows: dict[int, str]) -> list[TableTime]:
    """Return the time cells of all task tables, and the periods that they mark, with their assignments."""
    times: list[TableTime] = []
    for row in (row for table in tables for row in table.tasks):
        assignment, section = rows.get(id(row)), outline.section_id(row.task.start)
        times += [TableTime(start, end, assignment, section) for start, end in row.times]
        times += [TableTime(time.start, time.end, assignment, section, time) for time in row.marked]
    return times


_YEAR = re.compile(r"(?<!đến )(?<!đến hết )(?<!từ )năm (?:học )?(\d{4})\b(?! ?- ?\d{4})")


def plan_year(metadata: Metadata) -> int | None:
    """Return the year that a date without one belongs to: the subject's single year, else the year of issue."""
    years = set(_YEAR.findall((metadata.subject or "").lower()))
    if len(years) == 1:
        return int(years.pop())
    issued = metadata.date.edtf if metadata.date else None
    return int(issued[:4]) if issued else None


def _source(document: Document) -> Source:
    return Source(
        name=document.name,
        format=document.format,
        encoding=document.encoding,
        sha256=document.sha256,
        characters=len(document.text),
        pages=document.pages,
        ocr=document.ocr,
    )

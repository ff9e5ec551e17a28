"""The one place that calls all steps, in order: blocks, view, head, outline, facts, plan."""

from __future__ import annotations

from khparse._version import __version__
from khparse.document import Document, View
from khparse.extract.assignments import read_tasks
from khparse.extract.closing import find_closings
from khparse.extract.facts import assignments_of, tables_of
from khparse.extract.head import attached_titles, find_head
from khparse.extract.header import complete_from_appendix, extract_header
from khparse.extract.recipients import extract_recipients
from khparse.extract.reported import report_of_plan
from khparse.extract.signature import extract_signatures
from khparse.extract.task_tables import read_tables
from khparse.extract.words import Words
from khparse.models import Plan, Section, Source
from khparse.segment.outline import Outline, Unit
from khparse.segment.tree import build_outline


def parse_document(document: Document) -> Plan:
    """Return everything that khparse finds in a document. Any text gives a plan."""
    view = View(document)
    head = find_head(view)
    header = extract_header(view, head)
    complete_from_appendix(view, header)
    closings = find_closings(view, head.body_start)
    zones = [("head", 0, head.body_start)]
    zones += [("closing", closing.start, closing.end) for closing in closings]
    if closings:
        zones += [("title", start, end) for start, end in attached_titles(view, closings[0].end)]
    outline = build_outline(view, head.body_start, zones)
    signatures = extract_signatures(view, closings)
    if (
        head.title is None
        and header.metadata.number is None
        and header.metadata.date is None
        and not closings
    ):
        reported = report_of_plan(view, header)
        signatures += [reported] if reported else []
    words = Words(view)
    tables = read_tables(view, words, outline)
    tasks = read_tasks(view, words, outline)
    assignments, rows = assignments_of(view, outline, header.metadata, tasks, tables)
    return Plan(
        generator=f"khparse {__version__}",
        source=_source(document),
        metadata=header.metadata,
        sections=_sections(view, outline),
        assignments=assignments,
        recipients=extract_recipients(view, closings),
        signature=signatures[0] if signatures else None,
        other_signatures=signatures[1:],
        tables=tables_of(outline, tables),
        notes=document.notes + header.notes,
    )


def _source(document: Document) -> Source:
    return Source(
        name=document.name, format=document.format, encoding=document.encoding, sha256=document.sha256,
        characters=len(document.text), pages=document.pages, ocr=document.ocr,
    )  # fmt: skip


def _sections(view: View, outline: Outline) -> list[Section]:
    """Turn the outline into the contract's sections, children before their parents' siblings."""
    made: dict[int, Section] = {}
    roots: list[Section] = []
    for unit in outline.units:
        section = _section(view, unit)
        made[id(unit)] = section
        (made[id(unit.parent)].children if unit.parent else roots).append(section)
    return roots


def _section(view: View, unit: Unit) -> Section:
    start, end = unit.body
    while start < end and view.text[start] in " :.-\n":
        start += 1
    while end > start and view.text[end - 1] in " \n":
        end -= 1
    first, last = unit.heading
    heading = view.text[first:last].rstrip(" :.") or None
    return Section.model_construct(
        id=unit.id,
        kind=unit.kind,
        num=unit.num,
        heading=heading,
        text=view.source(start, end),
        span=view.span(start, end),
        heading_span=view.span(first, last) if heading else None,
        extent=view.span(unit.start, unit.extent_end),
        children=[],
    )

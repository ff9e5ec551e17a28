"""Plans for people: a summary for the terminal, with rich."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from khparse.facts.rows import symbol_of
from khparse.models import Agency, Deadline, Plan
from khparse.output.outline import walk
from khparse.output.words import opening, plain


def to_summary(plan: Plan, parts: list[str]) -> str:
    """Return header, outline, tasks, deadlines and notes, as wide as the terminal that stdout is.

    `parts` is there for the signature that all writers share: a summary is always whole.
    """
    console = Console(highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        for title, body in (
            (plan.source.name or "standard input", _header(plan)),
            ("Outline", _outline(plan)),
            ("Tasks", _tasks(plan)),
            ("Deadlines", _deadlines(plan)),
            ("Notes", _notes(plan)),
        ):
            if body is not None:
                console.print(Text(plain(title), "bold cyan"))
                console.print(Padding(body, (0, 0, 1, 2)))
    return capture.get()


def _header(plan: Plan) -> RenderableType:
    metadata = plan.metadata
    number, date = metadata.number, metadata.date
    signature = plan.signature
    symbol = symbol_of(number) if number else ""
    rows = [
        ("Type", metadata.doc_type.name if metadata.doc_type else ""),
        ("Number", symbol),
        ("Date", ", ".join(part for part in (metadata.place, date.edtf if date else None) if part)),
        ("Issuer", metadata.issuer.name if metadata.issuer else ""),
        ("Subject", metadata.subject),
        ("Signed by", ", ".join(p for p in (signature.name, signature.position) if p) if signature else ""),
    ]
    table = _table("", "")
    table.show_header = False
    for label, value in rows:
        if value:
            table.add_row(Text(label, "dim"), Text(plain(value)))
    return table


def _outline(plan: Plan) -> RenderableType | None:
    lines = [
        Text.assemble("  " * level, (section.id, "green"), "  ", opening(section.heading or section.text))
        for level, section in walk(plan.sections)
        if section.kind != "bullet"
    ]
    return Group(*lines) if lines else None


def _tasks(plan: Plan) -> RenderableType | None:
    table = _table("Section", "Task", "Lead", "Support", "Report to")
    for task in plan.assignments:
        bodies = (_agencies(task.lead), _agencies(task.support), _agencies(task.report_to))
        table.add_row(Text(task.section or "", "green"), opening(task.task, 16), *bodies)
    return table if table.rows else None


def _agencies(agencies: Iterable[Agency]) -> str:
    return "\n".join(plain(agency.text) for agency in agencies)


def _deadlines(plan: Plan) -> RenderableType | None:
    table = _table("Section", "When", "Text")
    for deadline in plan.deadlines:
        table.add_row(Text(deadline.section or "", "green"), _when(deadline), plain(deadline.text))
    return table if table.rows else None


def _when(deadline: Deadline) -> str:
    if deadline.start or deadline.end:
        span = f"{deadline.start or '..'}/{deadline.end or '..'}"
        return f"{span}, {deadline.recurrence}" if deadline.recurrence else span
    return plain(deadline.recurrence or deadline.relative)


def _notes(plan: Plan) -> RenderableType | None:
    lines = [
        Text.assemble(
            (note.level, "yellow" if note.level == "warning" else "dim"),
            f"  {plain(note.message)}" + (f"  [{note.section}]" if note.section else ""),
        )
        for note in plan.notes
    ]
    return Group(*lines) if lines else None


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table

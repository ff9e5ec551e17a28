"""From tasks in view offsets to the contract's assignments: bodies resolved, rows and sentences in one order."""

from __future__ import annotations

from typing import Literal

from khparse.document import View
from khparse.extract.assignments.prose import Task
from khparse.extract.bodies.lists import Mention
from khparse.extract.task_tables.tasks import TaskTable
from khparse.lexicon import agencies
from khparse.models import Agency, Assignment, Metadata, Table
from khparse.segment.outline import Outline

Origin = Literal["prose", "table"]


class Resolver:
    """Gives mentions their canonical names, by the document's date and place."""

    def __init__(self, view: View, metadata: Metadata) -> None:
        self.view = view
        self.date = metadata.date.edtf if metadata.date else None
        self.place = metadata.place

    def agency(self, mention: Mention) -> Agency:
        """Return the agency of a mention; one that the lexicon doesn't know keeps its printed name."""
        text = f"{mention.prefix} {self.view.text[mention.start : mention.name_end]}".strip()
        resolved = agencies.resolve(text, self.date, self.place)
        span = self.view.span(mention.start, mention.end)
        return Agency(
            text=self.view.printed(span), name=resolved.name, agency_id=resolved.agency_id, span=span
        )

    def agencies(self, mentions: list[Mention]) -> list[Agency]:
        """Return the agencies of mentions, each place in the text once."""
        return [self.agency(mention) for mention in {m.start: m for m in mentions}.values()]


def assignments_of(
    view: View, outline: Outline, metadata: Metadata, tasks: list[Task], tables: list[TaskTable]
) -> tuple[list[Assignment], dict[int, str]]:
    """Return the assignments in document order, and the id of each table task's assignment by its identity."""
    resolver = Resolver(view, metadata)
    entries: list[tuple[Task, Origin, str | None, int]] = [(task, "prose", None, 0) for task in tasks]
    for table in tables:
        entries += [(row.task, "table", row.product, id(row)) for row in table.tasks]
    entries.sort(key=lambda entry: entry[0].start)
    assignments: list[Assignment] = []
    rows: dict[int, str] = {}
    for number, (task, origin, product, row) in enumerate(entries, 1):
        name = f"a{number}"
        if row:
            rows[row] = name
        assignments.append(_assignment(view, outline, resolver, task, name, origin, product))
    return assignments, rows


def _assignment(
    view: View,
    outline: Outline,
    resolver: Resolver,
    task: Task,
    name: str,
    origin: Origin,
    product: str | None,
) -> Assignment:
    end = task.end
    if origin == "table":
        end = view.paragraph_at(task.start).end
    return Assignment(
        id=name,
        task=view.text[task.start : end].replace("\n", " ").strip(" -+•;"),
        lead=resolver.agencies(task.lead),
        support=resolver.agencies(task.support),
        report_to=resolver.agencies(task.report_to),
        product=product,
        origin=origin,
        section=outline.section_id(task.start),
        span=view.span(task.start, task.end),
    )


def tables_of(outline: Outline, tables: list[TaskTable]) -> list[Table]:
    """Return the contract's tables."""
    return [
        Table(
            id=f"t{number}",
            kind="tasks" if table.tasks else "other",
            header=table.header,
            rows=table.rows,
            section=outline.section_id(table.grid.start),
        )
        for number, table in enumerate(tables, 1)
    ]

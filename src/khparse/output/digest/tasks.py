"""Assignments: the tasks of each agency, those that it leads and those that it supports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from khparse.facts.rows import Task, names_of, tasks_of
from khparse.facts.selection import Selection
from khparse.fold import key
from khparse.lexicon import agencies
from khparse.lexicon.agency_table import row_of
from khparse.models import Agency, Plan
from khparse.output.digest.body import Body, Column
from khparse.output.digest.times import due_date, time_in_words
from khparse.output.digest.words import Words, clean, section_label
from khparse.output.outline import walk

_FEWEST_FOR_OVERVIEW = 4  # agencies; fewer are seen at a glance


class Duties(NamedTuple):
    """The tasks that an agency leads, and those that it supports."""

    name: str
    led: list[Task]
    supported: list[Task]


def real_tasks(plan: Plan) -> list[Task]:
    """Return the tasks of a plan without those that are but the heading over others: `1. Sở Y tế`."""
    headings = {section.id: key(section.heading or "") for _, section in walk(plan.sections)}
    found = tasks_of(plan)
    within: dict[str, int] = {}
    for row in found:
        parts = (row.assignment.section or "").split("/")
        for end in range(1, len(parts) + 1):
            above = "/".join(parts[:end])
            within[above] = within.get(above, 0) + 1

    def is_heading(row: Task) -> bool:
        section = row.assignment.section or ""
        return within[section] > 1 and key(row.assignment.task) == headings.get(section)

    return [row for row in found if not is_heading(row)]


def duties_of(rows: Iterable[Task]) -> list[Duties]:
    """Return the duties of each agency, in the order in which the plan first names it as leading, then others."""
    found: dict[str, Duties] = {}
    rows = list(rows)
    for role in ("lead", "support"):
        for row in rows:
            bodies: list[Agency] = getattr(row.assignment, role)
            for body in {key(body.name): body for body in bodies}.values():
                duties = found.setdefault(key(body.name), Duties(clean(body.name), [], []))
                (duties.led if role == "lead" else duties.supported).append(row)
    return list(found.values())


def write_tasks(body: Body, rows: list[Task], level: int) -> None:
    """Add an overview of the agencies, then the tasks of each under its heading."""
    words = body.words
    duties = duties_of(rows)
    if len(duties) >= _FEWEST_FOR_OVERVIEW:
        _overview(body, duties)
    for number, agency in enumerate(duties, 1):
        body.heading(level, f"{number}.", agency.name)
        if agency.led:
            body.caption(words("lead tasks of", agency.name))
            task_table(body, agency.led, "lead", agency.name)
        if agency.supported:
            body.caption(words("support tasks of", agency.name))
            task_table(body, agency.supported, "support", agency.name)
    if without := [row for row in rows if not row.assignment.lead and not row.assignment.support]:
        body.heading(level, f"{len(duties) + 1}.", words("no lead"))
        body.caption(words("no lead"))
        task_table(body, without, "lead", "")


def _overview(body: Body, duties: list[Duties]) -> None:
    words = body.words
    columns = [
        Column(words("no."), 7, True),
        Column(words("agency"), 62),
        Column(words("led"), 14, True),
        Column(words("supported"), 14, True),
        Column(words("next due"), 24, True),
    ]
    rows = [
        [
            str(number),
            agency.name,
            str(len(agency.led)) if agency.led else "-",
            str(len(agency.supported)) if agency.supported else "-",
            _first_due([*agency.led, *agency.supported], words),
        ]
        for number, agency in enumerate(duties, 1)
    ]
    body.caption(words("overview"))
    body.table(columns, rows)


def _first_due(rows: list[Task], words: Words) -> str:
    dated = [(due, found) for row in rows for found in row.deadlines if (due := due_date(found))]
    return time_in_words(min(dated, key=lambda pair: pair[0])[1], words.language) if dated else "-"


def task_table(body: Body, rows: Sequence[Task], role: Literal["lead", "support"], agency: str) -> None:
    """Add a table of the tasks that an agency leads or supports, with whom, by when and where in the plan."""
    words = body.words
    others = words("support") if role == "lead" else words("lead")
    columns = [
        Column(words("no."), 7, True),
        Column(words("task"), 62),
        Column(others, 32),
        Column(words("due"), 26),
        Column(words("section"), 17, True),
    ]
    cells = [
        [str(number), _task(row, role, agency, words), _others(row, role, agency), due_of(row, words),
         section_label(row.assignment.section)]
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip
    body.table(columns, cells)


def _task(row: Task, role: str, agency: str, words: Words) -> str:
    assignment = row.assignment
    lines = [clean(assignment.task)]
    if role == "lead" and (leading := _without(assignment.lead, agency)):
        if len(leading) < len(names_of(assignment.lead)):
            lines.append(words("co-lead", "; ".join(leading)))
    if assignment.report_to:
        lines.append(words("report to", "; ".join(map(clean, names_of(assignment.report_to)))))
    if product := clean(assignment.product):
        lines.append(words("product", product))
    return "\n".join(lines)


def _others(row: Task, role: str, agency: str) -> str:
    bodies = row.assignment.support if role == "lead" else row.assignment.lead
    return "; ".join(map(clean, names_of(bodies)))


def _without(bodies: list[Agency], agency: str) -> list[str]:
    return [clean(name) for name in names_of([body for body in bodies if key(body.name) != key(agency)])]


def due_of(row: Task, words: Words) -> str:
    """Return the deadlines of a task, one a line."""
    return "\n".join(dict.fromkeys(time_in_words(found, words.language) for found in row.deadlines))


# --- One agency -------------------------------------------------------------------------------------------


class Share(NamedTuple):
    """What a plan asks of one agency: by its name, and in common with others (which may not mean it)."""

    led: list[Task]
    supported: list[Task]
    common: list[Task]


def share_of(rows: list[Task], agency: str, plan: Plan) -> Share:
    """Return what a plan asks of the agency of this name (aliases and successors count as it)."""
    led = Selection(agency=agency, role="lead").tasks(rows)
    supported = [row for row in Selection(agency=agency, role="support").tasks(rows) if row not in led]
    date = plan.metadata.date.edtf if plan.metadata.date else None
    wanted = row_of(agencies.resolve(agency, date, plan.metadata.place).agency_id or "")
    named = {row.assignment.id for row in (*led, *supported)}
    common = [
        row
        for row in rows
        if row.assignment.id not in named
        and any(_may_mean(body, wanted.level if wanted else "") for body in row.assignment.lead)
    ]
    return Share(led, supported, common)


_QUANTIFIERS = ("các", "những", "mỗi", "mọi", "tất cả", "toàn thể", "từng")
_HEADS = "thủ trưởng "


def _may_mean(body: Agency, level: str) -> bool:
    """Return whether `body` is a group of agencies that may hold one of this level."""
    name = key(body.text).removeprefix(_HEADS)
    row = row_of(body.agency_id or "")
    if row and row.kind not in ("collective", "non-agency"):
        return False
    return name.startswith(_QUANTIFIERS) and not (row and level and row.level and row.level != level)


def write_share(body: Body, share: Share, agency: str, level: int) -> None:
    """Add the tasks of one agency: led, supported, and those that groups have in common."""
    words = body.words
    number = 0
    for tasks, role, name in ((share.led, "lead", "lead tasks"), (share.supported, "support", "support tasks")):
        if tasks:
            number += 1
            body.heading(level, f"{number}.", words(name))
            body.caption(words(f"{name} of", agency))
            task_table(body, tasks, "lead" if role == "lead" else "support", agency)
    if share.common:
        body.heading(level, f"{number + 1}.", words("shared tasks"))
        body.paragraph(words("shared tasks said", agency), "Body Text")
        body.caption(words("shared tasks caption"))
        common_table(body, share.common)


def common_table(body: Body, rows: Sequence[Task]) -> None:
    """Add a table of tasks with the groups that they are given to."""
    words = body.words
    columns = [
        Column(words("no."), 7, True),
        Column(words("task"), 62),
        Column(words("lead"), 32),
        Column(words("due"), 26),
        Column(words("section"), 17, True),
    ]
    body.table(
        columns,
        [
            [str(number), _task(row, "support", "", words), _others(row, "support", ""), due_of(row, words),
             section_label(row.assignment.section)]
            for number, row in enumerate(rows, 1)
        ],
    )  # fmt: skip

"""Assignments: the tasks of each agency, those that it leads and those that it supports."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from khparse.facts.rows import Task, names_of
from khparse.facts.selection import Role, Selection, is_same_body
from khparse.fold import key
from khparse.lexicon import agencies
from khparse.lexicon.agency_table import row_of
from khparse.models import Agency, Plan
from khparse.output.digest.body import Body, Column
from khparse.output.digest.times import due_date, time_in_words
from khparse.output.digest.words import Words, opening
from khparse.output.words import capitalised, clean

_FEWEST_FOR_OVERVIEW = 4  # agencies; fewer are seen at a glance


class Duties(NamedTuple):
    """The tasks that an agency leads, and those that it supports.

    Agencies that have all their tasks together are one: `names` are theirs as the plan prints them, `keys` tell
    their mentions (see `_key`).
    """

    names: list[str]
    keys: set[str]
    led: list[Task]
    supported: list[Task]

    @property
    def name(self) -> str:
        """Return the names on one line."""
        return "; ".join(self.names)


def duties_of(rows: Iterable[Task]) -> list[Duties]:
    """Return the duties of each agency, in the order in which the plan first names it as leading, then others."""
    found: dict[str, Duties] = {}
    rows = list(rows)
    for row in rows:
        for at, body in {_key(body): body for body in row.assignment.lead}.items():
            found.setdefault(at, Duties([_printed(body)], {at}, [], [])).led.append(row)
    for row in rows:
        leading = set(map(_key, row.assignment.lead))
        for at, body in {_key(body): body for body in row.assignment.support}.items():
            if at not in leading:
                found.setdefault(at, Duties([_printed(body)], {at}, [], [])).supported.append(row)
    return list(found.values())


def _key(body: Agency) -> str:
    """Return what all mentions of a body in one plan have in common."""
    return key(body.name)


def _printed(body: Agency) -> str:
    """Return the name of a body as printed, its canonical one where it is printed in capitals."""
    text = clean(body.text)
    return capitalised(clean(body.name) if text.isupper() else text)


def together(duties: Iterable[Duties]) -> list[Duties]:
    """Return duties with those joined that are the same."""
    found: dict[tuple[tuple[str, ...], ...], Duties] = {}
    for one in duties:
        tasks = tuple(tuple(row.assignment.id for row in rows) for rows in (one.led, one.supported))
        if tasks in found:
            found[tasks].names.extend(one.names)
            found[tasks].keys.update(one.keys)
        else:
            found[tasks] = one
    return list(found.values())


def write_tasks(body: Body, rows: list[Task], level: int) -> None:
    """Add an overview of the agencies, then the tasks of each that leads any; those that only support share a table."""
    words = body.words
    duties = together(duties_of(rows))
    if len(duties) >= _FEWEST_FOR_OVERVIEW:
        _overview(body, duties)
    leading = [agency for agency in duties if agency.led]
    for number, agency in enumerate(leading, 1):
        body.heading(level, f"{number}.", agency.name)
        _agency_table(body, agency)
    number = len(leading)
    if others := [agency for agency in duties if not agency.led]:
        number += 1
        body.heading(level, f"{number}.", words("other agencies"))
        _others_table(body, others)
    if without := [row for row in rows if not row.assignment.lead and not row.assignment.support]:
        body.heading(level, f"{number + 1}.", words("no lead"))
        task_table(body, without, "lead", [])


def _overview(body: Body, duties: list[Duties]) -> None:
    words = body.words
    columns = [
        Column(words("no."), 9, True),
        Column(words("agency"), 60),
        Column(words("led"), 15, True),
        Column(words("supported"), 18, True),
        Column(words("next due"), 34, True),
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


def _agency_table(body: Body, agency: Duties) -> None:
    """Add the table of an agency: what it leads, and below a line of its own what it supports."""
    words = body.words
    if not agency.supported:
        task_table(body, agency.led, "lead", agency.keys)
        return
    led = [_row(number, row, "lead", agency.keys, words) for number, row in enumerate(agency.led, 1)]
    first = len(led) + 1
    supported = [
        _row(number, row, "support", agency.keys, words) for number, row in enumerate(agency.supported, first)
    ]
    body.table(_columns(words), [words("lead tasks"), *led, words("support tasks"), *supported])


def _others_table(body: Body, others: list[Duties]) -> None:
    rows: list[list[str] | str] = []
    number = 0
    for agency in others:
        rows.append(agency.name)
        for row in agency.supported:
            number += 1
            rows.append(_row(number, row, "support", agency.keys, body.words))
    body.table(_columns(body.words), rows)


def task_table(body: Body, rows: Sequence[Task], role: Role, own: Collection[str]) -> None:
    """Add a table of the tasks that an agency leads or supports, with whom, by when and where in the plan."""
    cells = [_row(number, row, role, own, body.words) for number, row in enumerate(rows, 1)]
    body.table(_columns(body.words), cells)


def _columns(words: Words) -> list[Column]:
    return [
        Column(words("no."), 9, True),
        Column(words("task"), 75),
        Column(words("with"), 37),
        Column(words("due"), 35),
    ]


def _row(number: int, row: Task, role: Role, own: Collection[str], words: Words) -> list[str]:
    """Return the cells of a task; that of an agency which supports it is told by its opening."""
    assignment = row.assignment
    text = capitalised(clean(assignment.task))
    task = [words.placed(text if role == "lead" else opening(text), assignment.section)]
    leading = names_of([body for body in assignment.lead if _key(body) not in own])
    supporting = names_of([body for body in assignment.support if _key(body) not in own])
    others = []
    if leading:
        others.append(("co-lead" if role == "lead" and own else "lead", leading))
    if role == "lead":
        others += [("support", supporting), ("report to", names_of(assignment.report_to))]
        if product := clean(assignment.product):
            task.append(words("product", product))
    lines = [words(name, "; ".join(map(clean, names))) for name, names in others if names]
    due = dict.fromkeys(time_in_words(found, words.language) for found in row.deadlines)
    return [str(number), "\n".join(task), "\n".join(lines), "\n".join(due)]


# --- One agency -------------------------------------------------------------------------------------------


class Share(NamedTuple):
    """What a plan asks of one agency by its name (`keys` tell its mentions), and of groups that may hold it."""

    keys: set[str]
    led: list[Task]
    supported: list[Task]
    common: list[Task]


def share_of(rows: list[Task], agency: str, plan: Plan) -> Share:
    """Return what a plan asks of the agency of this name (aliases and successors count as it)."""
    led = Selection(agency=agency, role="lead").tasks(rows)
    leading = {row.assignment.id for row in led}
    supported = [
        row
        for row in Selection(agency=agency, role="support").tasks(rows)
        if row.assignment.id not in leading
    ]
    date = plan.metadata.date.edtf if plan.metadata.date else None
    wanted = row_of(agencies.resolve(agency, date, plan.metadata.place).agency_id or "")
    named = leading | {row.assignment.id for row in supported}
    common = [
        row
        for row in rows
        if row.assignment.id not in named
        and any(_may_mean(body, wanted.level if wanted else "") for body in row.assignment.lead)
    ]
    bodies = (body for row in (*led, *supported) for body in (*row.assignment.lead, *row.assignment.support))
    keys = {_key(body) for body in bodies if is_same_body(body, agency, plan)}
    return Share(keys, led, supported, common)


_GROUP = re.compile(
    r"^(?:thủ trưởng |giám đốc |lãnh đạo )?(?:các|những|mỗi|mọi|tất cả các|toàn thể các|từng) "
    r"(?:sở|ban|ngành|bộ|phòng|cơ quan|đơn vị|địa phương|thành viên|tổ chức)\b"
)


def _may_mean(body: Agency, level: str) -> bool:
    """Return whether `body` is a group of agencies that may hold one of this level: `các sở, ban, ngành`."""
    row = row_of(body.agency_id or "")
    if row and (row.kind not in _GROUP_KINDS or (level and row.level and row.level != level)):
        return False
    return _GROUP.match(key(body.text)) is not None


_GROUP_KINDS = ("collective", "non-agency", "post")


def write_share(body: Body, share: Share, agency: str, level: int) -> None:
    """Add the tasks of one agency: led, supported, and those that groups have in common."""
    words = body.words
    number = 0
    tables: tuple[tuple[list[Task], Role, str], ...] = (
        (share.led, "lead", "lead tasks"),
        (share.supported, "support", "support tasks"),
    )
    for tasks, role, name in tables:
        if tasks:
            number += 1
            body.heading(level, f"{number}.", words(name))
            task_table(body, tasks, role, share.keys)
    if share.common:
        body.heading(level, f"{number + 1}.", words("shared tasks"))
        body.paragraph(words("shared tasks said", agency), "Body Text")
        task_table(body, share.common, "lead", [])

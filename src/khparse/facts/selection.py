"""Choosing rows: by agency with its aliases and successors, by role, date and section."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from khparse.facts import bodies
from khparse.facts.rows import Citation, Due, Task
from khparse.lexicon import agencies
from khparse.models import Agency, Deadline, Plan

Role = Literal["lead", "support"]


class Selection(NamedTuple):
    """What to choose; None is no choice.

    `agency` is any name of a body: aliases, and bodies that it has succeeded or was succeeded by, count as it.
    `role` is what it does. `start` and `end` are ISO dates, inclusive: a deadline counts when it has a day
    between them; recurring and undated ones count when they can't be shown to be outside. `section` is the id of a
    unit: those inside count.
    """

    agency: str | None = None
    role: Role | None = None
    start: str | None = None
    end: str | None = None
    section: str | None = None

    def tasks(self, rows: Iterable[Task]) -> list[Task]:
        """Return the tasks chosen."""
        return [
            row
            for row in rows
            if self._in_section(row.assignment.section)
            and self._has_role(row.plan, row.assignment.lead, row.assignment.support)
            and (not (self.start or self.end) or any(self._is_due(found) for found in row.deadlines))
        ]

    def deadlines(self, rows: Iterable[Due]) -> list[Due]:
        """Return the deadlines chosen; one that is for no single task is no agency's."""
        chosen = []
        for row in rows:
            lead, support = (row.assignment.lead, row.assignment.support) if row.assignment else ([], [])
            if (
                self._in_section(row.deadline.section)
                and self._is_due(row.deadline)
                and self._has_role(row.plan, lead, support)
            ):
                chosen.append(row)
        return chosen

    def citations(self, rows: Iterable[Citation]) -> list[Citation]:
        """Return the references chosen: by section alone."""
        return [row for row in rows if self._in_section(row.reference.section)]

    def _in_section(self, section: str | None) -> bool:
        if self.section is None:
            return True
        return section is not None and f"{section}/".startswith(f"{self.section.rstrip('/')}/")

    def _has_role(self, plan: Plan, lead: list[Agency], support: list[Agency]) -> bool:
        if self.agency is None:
            return self.role is None or bool(lead if self.role == "lead" else support)
        chosen = {"lead": lead, "support": support, None: [*lead, *support]}[self.role]
        return any(is_same_body(body, self.agency, plan) for body in chosen)

    def _is_due(self, deadline: Deadline) -> bool:
        first, last = deadline.start or "", deadline.end or "9999"
        if deadline.end and not deadline.start and not deadline.recurrence:
            first = deadline.end  # "trước ngày 20/12" is due then, not on each day before
        return (self.end is None or first <= self.end) and (self.start is None or last >= self.start)


def is_named(name: str, plan: Plan) -> bool:
    """Return whether a task of a plan is given to the body that `name` means, in whatever role; see `is_same_body`."""
    bodies_of_tasks = ((*task.lead, *task.support, *task.report_to) for task in plan.assignments)
    return any(is_same_body(body, name, plan) for named in bodies_of_tasks for body in named)


def is_same_body(body: Agency, name: str, plan: Plan) -> bool:
    """Return whether `name` means a body of a plan, under any of its names, old ones and new ones.

    A body that ended counts as the one that took over most of its work (its first successor in the lexicon), but
    two that were merged into one don't count as each other. Bodies of one kind in two named places are two.
    """
    date = plan.metadata.date.edtf if plan.metadata.date else None
    wanted = agencies.resolve(name, date, plan.metadata.place)
    if (
        bodies.same_name(name, body.text)
        or bodies.same_name(name, body.name)
        or bodies.are_same(body, wanted)
    ):
        return True
    first, second = body.agency_id or "", wanted.agency_id or ""
    return first in bodies.heirs(second) or second in bodies.heirs(first)

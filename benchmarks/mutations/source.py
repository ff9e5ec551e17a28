"""An original: its text, and the plan that is read in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import khparse
from khparse.models import Agency, Assignment, Plan, Section, Span

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"

ROLES = ("lead", "support", "report_to")


def bodies(task: Assignment) -> list[Agency]:
    """Return all bodies of a task."""
    return [*task.lead, *task.support, *task.report_to]


def walk(sections: list[Section]) -> Iterator[Section]:
    """Yield sections with all below them in document order."""
    for section in sections:
        yield section
        yield from walk(section.children)


def only_names(plan: Plan) -> set[str]:
    """Return the ids of assignments that are the heading alone of a section that says more.

    Such a heading names the body of the tasks below it. Whether it is a task of its own can be seen either way.
    """
    headings = [s.heading_span for s in walk(plan.sections) if s.heading_span and (s.text or s.children)]
    return {
        task.id
        for task in plan.assignments
        if any(span.start <= task.span.start and task.span.end <= span.end + 1 for span in headings)
    }


_CLOSING_WORDS = re.compile(r"Trên đây là|\./\.")


@dataclass(frozen=True, eq=False)
class Source:
    """A fixture, or one as it would have been earlier; `later` is then the fixture."""

    name: str
    text: str
    plan: Plan
    later: Source | None = None

    @cached_property
    def sections(self) -> list[Section]:
        """All sections in document order."""
        return list(walk(self.plan.sections))

    @cached_property
    def spans(self) -> list[tuple[str, Span]]:
        """The ids and spans of tasks, times and cited documents."""
        found = [(task.id, task.span) for task in self.plan.assignments]
        found += [(time.id, time.span) for time in self.plan.deadlines]
        return found + [(cited.id, cited.span) for cited in self.plan.references]

    @cached_property
    def names_only(self) -> set[str]:
        """The ids of assignments that are no more than the name of a body above its tasks."""
        return only_names(self.plan)

    @cached_property
    def body_end(self) -> int:
        """Where the closing words of the plan begin, or the last of its text."""
        match = _CLOSING_WORDS.search(self.text)
        return match.start() if match else len(self.text)

    @cached_property
    def facts(self) -> list[tuple[int, int]]:
        """The ranges of all that isn't plain words: bodies, times, cited documents."""
        spans = [agency.span for task in self.plan.assignments for agency in bodies(task)]
        spans += [time.span for time in self.plan.deadlines]
        spans += [cited.span for cited in self.plan.references]
        return sorted({(span.start, span.end) for span in spans})

    def slice(self, span: Span) -> str:
        """Return the text of a span."""
        return self.text[span.start : span.end]


@cache
def sources() -> tuple[Source, ...]:
    """Return the fixtures that are texts with sections."""
    found = []
    for path in sorted(FIXTURES.iterdir()):
        if path.suffix in (".txt", ".md"):
            text = path.read_text("utf-8")
            plan = khparse.parse(text)
            if plan.sections:
                found.append(Source(path.name, text, plan))
    return tuple(found)

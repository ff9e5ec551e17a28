"""A comparison for the terminal, with rich: counts, sections, tasks by agency, deadlines, references."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from khparse.compare.models import PlanDiff
from khparse.models import Plan
from khparse.output.comparison.report import Chapter, Line, Report, report_of
from khparse.output.comparison.words import Lang, word
from khparse.output.words import capitalised, opening

_WORDS = 40
_SIGNS = {
    "added": ("+", "green"),
    "removed": ("-", "red"),
    "moved": (">", "magenta"),
    "rolled-over": ("=", "dim"),
}
_OTHER = ("~", "yellow")
_SIGNED = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}")}  # as wdiff marks them
_PIECES = {"deleted": "red strike", "inserted": "green underline", "same": ""}


def to_summary(found: PlanDiff, old: Plan, new: Plan, lang: Lang) -> str:
    """Return a comparison as wide as the terminal that stdout is; long texts are cut."""
    report = report_of(found, old, new, lang)
    console = Console(highlight=False, markup=False, emoji=False)
    signed = console.color_system is None or console.no_color
    with console.capture() as capture:
        console.print(_head(report, lang))
        if not report.chapters:
            console.print(word("none", lang))
        else:
            console.print(_counts(found, lang))
        for chapter in report.chapters:
            console.print(Text(chapter.title, "bold cyan"))
            console.print(Padding(_chapter(chapter, signed), (0, 0, 1, 2)))
    return capture.get()


def to_counts(found: PlanDiff, lang: Lang) -> str:
    """Return how many changes of each kind there are of each subject."""
    console = Console(highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        console.print(_counts(found, lang) if found.changes else word("none", lang))
    return capture.get()


def _head(report: Report, lang: Lang) -> RenderableType:
    lines = [
        Text.assemble((f"{word(name, lang)}: ", "dim"), getattr(report, name)) for name in ("old", "new")
    ]
    return Group(*lines, *([Text(report.years, "dim")] if report.years else []))


def _counts(found: PlanDiff, lang: Lang) -> RenderableType:
    """Return a line for each subject: `Deadlines  10 rolled over, 1 changed`."""
    table = Table.grid(padding=(0, 2))
    for subject, counts in found.counts.items():
        listed = ", ".join(f"{number} {word(kind, lang)}" for kind, number in counts.items())
        table.add_row(Text(word(subject, lang), "bold"), Text(listed))
    return Padding(table, (1, 0))


def _chapter(chapter: Chapter, signed: bool) -> RenderableType:
    if chapter.subject != "assignment":
        return Group(*(_line(line, signed) for line in chapter.lines))
    lines, successions = _without_successions(chapter.lines)
    blocks: list[RenderableType] = [*map(_succession, successions.items())]
    for agency, group in groupby(sorted(lines, key=_leading), key=_leading):
        blocks += [
            Text(agency or "…", "bold"),
            Padding(Group(*(_line(line, signed) for line in group)), (0, 0, 0, 2)),
        ]
    return Group(*blocks)


def _without_successions(lines: list[Line]) -> tuple[list[Line], dict[tuple[str, ...], int]]:
    """Return the other lines, and how often one body took over from another: one line says it for all tasks."""
    counted: dict[tuple[str, ...], int] = {}
    left = []
    for line in lines:
        if line.change.kind == "succeeded" and line.change.field != "task":
            key = (line.kind_word, line.old_text, line.new_text, line.note)
            counted[key] = counted.get(key, 0) + 1
        else:
            left.append(line)
    return left, counted


def _succession(found: tuple[tuple[str, ...], int]) -> Text:
    (kind_word, old, new, note), count = found
    times = f" × {count}" if count > 1 else ""
    made = Text.assemble((f"= {capitalised(kind_word)}{times}", "dim"), f"  {old} → {new}", overflow="fold")
    return made.append(f"  ({note})" if note else "", "dim")


def _leading(line: Line) -> str:
    """Return the first body of a task: the one that leads it."""
    return line.agencies[0] if line.agencies else ""


def _line(line: Line, signed: bool) -> RenderableType:
    """Return what happened and where, below it what stands there, and the task that it is about."""
    change = line.change
    sign, style = _SIGNS.get(change.kind, _OTHER)
    head = Text.assemble((f"{sign} {capitalised(line.kind_word)}", style), overflow="fold")
    if line.field:
        head.append(f" {line.field}", style)
    if line.place:
        head.append(f"  {line.place}", "cyan" if change.subject == "section" else "dim")
    content = _content(line, signed)
    if line.note:
        content.append(f"  ({line.note})", "italic")
    below = [content] if content.plain.strip() else []
    if line.task:
        below.append(Text(opening(line.task, _WORDS), "dim"))
    return Group(head, *(Padding(text, (0, 0, 0, 4)) for text in below))


def _content(line: Line, signed: bool) -> Text:
    """Return what is there now, what was there, or both; `signed` where colours can't tell them apart."""
    if line.pieces:
        marks = _SIGNED if signed else {}
        made = Text()
        for piece in line.pieces:
            opens, closes = marks.get(piece.kind, ("", ""))
            text = piece.text if made.plain else piece.text.lstrip()
            made.append(f"{opens}{text}{closes}", _PIECES[piece.kind])
        return made
    if (
        line.change.subject == "section"
        and not line.change.field
        and (line.new_text or line.old_text) in line.place
    ):
        return Text()  # the heading is the place
    parts = [
        Text(opening(text, _WORDS), style)
        for text, style in ((line.old_text, _PIECES["deleted"]), (line.new_text, _PIECES["inserted"]))
        if text
    ]
    if len(parts) == 1:
        parts[0].style = ""
    return Text(" → ").join(parts)

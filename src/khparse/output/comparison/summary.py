"""A comparison for the terminal, with rich: counts, sections, tasks by agency, deadlines, references."""

from __future__ import annotations

from itertools import groupby

from rich import box
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
_SIGNS = {"added": ("+", "green"), "removed": ("-", "red"), "moved": (">", "magenta"), "rolled-over": ("=", "dim")}
_OTHER = ("~", "yellow")
_PIECES = {"deleted": "red strike", "inserted": "green underline", "same": ""}


def to_summary(found: PlanDiff, old: Plan, new: Plan, lang: Lang) -> str:
    """Return a comparison as wide as the terminal that stdout is; long texts are cut."""
    report = report_of(found, old, new, lang)
    console = Console(highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        console.print(_head(report, lang))
        if not report.chapters:
            console.print(word("none", lang))
        else:
            console.print(_counts(found, lang))
        for chapter in report.chapters:
            console.print(Text(chapter.title, "bold cyan"))
            console.print(Padding(_chapter(chapter), (0, 0, 1, 2)))
    return capture.get()


def to_counts(found: PlanDiff, lang: Lang) -> str:
    """Return how many changes of each kind there are of each subject."""
    console = Console(highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        console.print(_counts(found, lang) if found.changes else word("none", lang))
    return capture.get()


def _head(report: Report, lang: Lang) -> RenderableType:
    lines = [Text.assemble((f"{word(name, lang)}: ", "dim"), getattr(report, name)) for name in ("old", "new")]
    return Group(*lines, *([Text(report.years, "dim")] if report.years else []))


def _counts(found: PlanDiff, lang: Lang) -> RenderableType:
    kinds = list(dict.fromkeys(kind for counts in found.counts.values() for kind in counts))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("")
    for kind in kinds:
        table.add_column(word(kind, lang), justify="right")
    for subject, counts in found.counts.items():
        table.add_row(word(subject, lang), *(str(counts[kind]) if kind in counts else "" for kind in kinds))
    return table


def _chapter(chapter: Chapter) -> RenderableType:
    if chapter.subject != "assignment":
        return Group(*map(_line, chapter.lines))
    blocks: list[RenderableType] = []
    for agency, lines in groupby(sorted(chapter.lines, key=_leading), key=_leading):
        blocks += [Text(agency or "…", "bold"), Padding(Group(*map(_line, lines)), (0, 0, 0, 2))]
    return Group(*blocks)


def _leading(line: Line) -> str:
    """Return the first body of a task: the one that leads it."""
    return line.agencies[0] if line.agencies else ""


def _line(line: Line) -> Text:
    sign, style = _SIGNS.get(line.change.kind, _OTHER)
    made = Text.assemble((f"{sign} {capitalised(line.kind_word)}", style), overflow="fold")
    if line.place:
        made.append(f"  {line.place}", "cyan" if line.change.subject == "section" else "dim")
    if line.what:
        made.append(f"  {opening(line.what, _WORDS)}")
    made.append_text(_content(line))
    if line.note:
        made.append(f"  ({line.note})", "italic")
    return made


def _content(line: Line) -> Text:
    """Return what is there now, what was there, or both."""
    if line.pieces:
        return Text.assemble("\n    ", *((piece.text, _PIECES[piece.kind]) for piece in line.pieces))
    if line.change.subject == "section" and not line.change.field:
        return Text()  # the heading is the place
    parts = [
        Text(opening(text, _WORDS), style)
        for text, style in ((line.old_text, _PIECES["deleted"]), (line.new_text, _PIECES["inserted"]))
        if text
    ]
    if len(parts) == 1:
        parts[0].style = ""
    return Text("  ").append_text(Text(" → ").join(parts))

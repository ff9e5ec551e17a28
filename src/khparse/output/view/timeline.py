"""The deadlines of a plan as a picture: a column for each month in which one ends, a dot for each deadline."""

from __future__ import annotations

import re
from typing import NamedTuple

from khparse.facts.rows import Due
from khparse.output.view.escape import markup
from khparse.output.view.words import Language, date_label, due_label, words_in
from khparse.output.words import opening

_DATE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-\d{2}")
# All lengths are SVG user units: pixels where there is room.
_STEP = 32  # a column
_GAP = 20  # the place of months that are left out
_DOT = 12  # the height that a dot takes
_TALLEST = 10  # dots of a column; more are a bar with their number
_MOST_COLUMNS = 36  # more months than these are shown as quarters, more quarters as years


class Column(NamedTuple):
    """The deadlines that end in a period: `number` counts the periods from the year 0."""

    number: int
    dues: list[Due]


class Timeline(NamedTuple):
    """Columns in the order of time; `months` is how many months each is long: 1, 3 or 12."""

    months: int
    columns: list[Column]

    def year(self, column: Column) -> int:
        """Return the year of a column."""
        return column.number * self.months // 12

    def label(self, column: Column) -> str:
        """Return the month as a number, the quarter in Roman numerals, or nothing for a year."""
        part = column.number * self.months % 12 // self.months + 1
        return {1: str(part), 3: "I II III IV".split()[(part - 1) % 4], 12: ""}[self.months]


def timeline_of(dues: list[Due]) -> Timeline:
    """Return the columns of the deadlines that have a date and don't recur."""
    dated = sorted((day_of(due), index) for index, due in enumerate(dues) if day_of(due))
    for months in (1, 3, 12):
        found: dict[int, list[Due]] = {}
        for day, index in dated:
            number = (int(day[:4]) * 12 + int(day[5:7]) - 1) // months
            found.setdefault(number, []).append(dues[index])
        if len(found) <= _MOST_COLUMNS:
            break
    return Timeline(months, [Column(number, column) for number, column in found.items()])


def day_of(due: Due) -> str:
    """Return the ISO date on which a deadline ends (or begins, where its end is open); "" where none is."""
    day = due.deadline.end or due.deadline.start or ""
    return day if _DATE.fullmatch(day) and not due.deadline.recurrence else ""


def described(dues: list[Due], language: Language) -> str:
    """Return in words what the picture shows."""
    words = words_in(language)
    days = sorted(filter(None, map(day_of, dues)))
    if not days:
        return ""
    months = [day[:7] for day in days]
    peak = max(dict.fromkeys(months), key=months.count)
    first, last, month = (date_label(date, language) for date in (days[0], days[-1], peak))
    sentences = [
        words["timeline_from_to"].format(
            count=len(days), first=first, last=last, peak=month, most=months.count(peak)
        )
    ]
    if len(days) < len(dues):
        sentences.append(words["timeline_undated"].format(count=len(dues) - len(days)))
    return " ".join(sentences)


def to_svg(dues: list[Due], prefix: str, language: Language) -> str:
    """Return the picture as SVG with a title and a description, or "" when nothing has a date.

    Dots carry the name of their deadline as `data-f`; `prefix` makes the ids of the title and the description
    the only ones of their page. Whoever can't see it reads the list of deadlines, which says more.
    """
    timeline = timeline_of(dues)
    if not timeline.columns:
        return ""
    tallest = min(max(len(column.dues) for column in timeline.columns), _TALLEST)
    base = 18 + tallest * _DOT
    drawn: list[str] = []
    years: dict[int, tuple[int, int]] = {}
    x, before = 6, timeline.columns[0].number - 1
    for column in timeline.columns:
        if column.number > before + 1:
            drawn.append(f'<text class="gap" x="{x + _GAP // 2}" y="{base + 4}">⋯</text>')
            x += _GAP
        drawn.append(_drawn(column, timeline.label(column), x + _STEP // 2, base, language))
        left, _ = years.get(timeline.year(column), (x, x))
        x += _STEP
        years[timeline.year(column)] = left, x
        before = column.number
    for year, (left, right) in years.items():
        drawn.append(f'<path class="year" d="M{left + 3} {base + 22}H{right - 3}"/>')
        drawn.append(f'<text class="year" x="{(left + right) // 2}" y="{base + 36}">{year}</text>')
    width, height = x + 6, base + 42
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="{prefix}-svg-title {prefix}-svg-text">'
        f'<title id="{prefix}-svg-title">{words_in(language)["timeline_title"]}</title>'
        f'<desc id="{prefix}-svg-text">{markup(described(dues, language))}</desc>'
        f"{''.join(drawn)}</svg>"
    )


def _drawn(column: Column, label: str, center: int, base: int, language: Language) -> str:
    parts = [
        f'<path class="axis" d="M{center - _STEP // 2} {base}h{_STEP}"/>',
        f'<text x="{center}" y="{base + 15}">{label}</text>',
    ]
    if len(column.dues) > _TALLEST:
        top, height = base - _TALLEST * _DOT, _TALLEST * _DOT
        name = column.dues[0].deadline.id
        parts.append(
            f'<rect class="due" data-f="{markup(name)}" x="{center - 7}" y="{top}" width="14" '
            f'height="{height}" rx="3"><title>{markup(_label(column.dues[0], language))} …</title></rect>'
            f'<text x="{center}" y="{top - 5}">{len(column.dues)}</text>'
        )
        return "".join(parts)
    for row, due in enumerate(column.dues):
        parts.append(
            f'<circle class="due" data-f="{markup(due.deadline.id)}" cx="{center}" '
            f'cy="{base - _DOT // 2 - 2 - row * _DOT}" r="4.5"><title>{markup(_label(due, language))}</title>'
            "</circle>"
        )
    return "".join(parts)


def _label(due: Due, language: Language) -> str:
    task = due.assignment.task if due.assignment else " ".join(due.headings[-1:])
    when = due_label(due.deadline, language)
    return f"{when}: {opening(task, 16)}" if task else when

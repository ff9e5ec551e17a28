"""Figures over time as pictures: a column for each period, which leads to its documents."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import NamedTuple

from khparse.output.view.escape import markup

# All lengths are SVG user units, which are pixels.
_NARROWEST = 26
_WIDEST = 44
_GAP = 14  # the place of periods that are left out
_HEIGHT = 110  # of the tallest column
_TOP = 18
_LETTER = 6.4  # the width of a digit
_BLANK = 3  # between labels


class Column(NamedTuple):
    """A column: its place in time (periods after one another count up by one), labels, height, and its link.

    `label` stands below it, `group` below several. `link` is the attributes of its link, escaped.
    """

    number: int
    label: str
    group: str
    size: int
    shown: str
    link: str
    told: str


def to_svg(columns: list[Column], name: str, title: str, text: str, room: int) -> str:
    """Return the columns as SVG with a title and a description; `name` begins their ids.

    They are as wide as `room` where that lets them be neither too narrow nor too wide.
    """
    if not columns:
        return ""
    gaps = sum(later.number > column.number + 1 for column, later in pairwise(columns))
    narrowest = max(_NARROWEST, *(_wanted(column) for column in columns))
    step = min(max((room - gaps * _GAP) // len(columns), narrowest), _WIDEST)
    tallest = max(column.size for column in columns)
    base = _TOP + _HEIGHT
    drawn: list[str] = []
    groups: list[tuple[str, int, int]] = []
    x, before = 4, columns[0].number - 1
    for column in columns:
        if column.number > before + 1:
            drawn.append(f'<text class="gap" x="{x + _GAP // 2}" y="{base - 2}" aria-hidden="true">⋯</text>')
            x += _GAP
        drawn.append(_drawn(column, x, step, base, tallest))
        if groups and groups[-1][0] == column.group:
            groups[-1] = column.group, groups[-1][1], x + step
        else:
            groups.append((column.group, x, x + step))
        x, before = x + step, column.number
    has_labels = any(column.label for column in columns)
    line = base + (22 if has_labels else 6)
    last = 0.0
    for group, left, right in groups:
        center, half = (left + right) // 2, _width(group) / 2
        drawn.append(f'<path class="group" d="M{left + 2} {line}H{right - 2}"/>')
        if center - half >= last:
            drawn.append(f'<text class="group" x="{center}" y="{line + 14}">{markup(group)}</text>')
            last = center + half + _BLANK
    width, height = x + 4, line + 20
    return (
        f'<svg class="columns" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" '
        f'aria-labelledby="{name}-title {name}-text">'
        f'<title id="{name}-title">{markup(title)}</title><desc id="{name}-text">{markup(text)}</desc>'
        f"{''.join(drawn)}</svg>"
    )


def _wanted(column: Column) -> int:
    """Return the width for what stands below a column alone."""
    return 0 if column.label else ceil(_width(column.group)) + _BLANK


def _width(text: str) -> float:
    return sum(_LETTER / 2 if letter in ".," else _LETTER for letter in text)


def _drawn(column: Column, x: int, step: int, base: int, tallest: int) -> str:
    height = max(round(_HEIGHT * column.size / tallest), 2)
    center, width = x + step // 2, min(step - 6, 24)
    label = f'<text x="{center}" y="{base + 15}">{markup(column.label)}</text>' if column.label else ""
    fits = _width(column.shown) <= step - 3
    shown = f'<text class="n" x="{center}" y="{base - height - 4}">{column.shown}</text>' if fits else ""
    return (
        f'<path class="axis" d="M{x} {base}h{step}"/>'
        f'<a {column.link} aria-label="{markup(column.told)}"><title>{markup(column.told)}</title>'
        f'<rect class="hit" x="{x}" y="{_TOP - 16}" width="{step}" height="{base - _TOP + 34}"/>'
        f'<rect class="bar" x="{center - width // 2}" y="{base - height}" width="{width}" height="{height}" '
        f'rx="2"/>{shown}{label}</a>'
    )

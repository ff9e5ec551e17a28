"""Ruled lines in the picture of a page: of tables, and under headings.

A line is a run of dark pixels that is longer than any stroke of a letter. Shrinking the picture along one
axis keeps nothing dark but such runs, so that few pixels are left to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image, ImageDraw

_SHORTEST = 0.4  # inches
_STEP = 0.08  # inches that must be dark throughout
_THICKEST = 0.05  # inches
_NEAR = 0.06  # inches
_MOST_LINES = 4000
_BESIDE = 0.015  # inches beside a line that are looked at
_MOST_INK = 0.15  # of them that may be dark: other lines, letters that touch the border of a cell
_DARK = 160
_WHITE = 30  # how bright the mean of a dark stretch may be: one in eight pixels may be lost
_RUN = re.compile(rb"\x01+")


class Line(NamedTuple):
    """A ruled line in pixels, from its left upper corner to its right lower one."""

    left: int
    top: int
    right: int
    bottom: int


def find_lines(picture: Image.Image, dpi: float) -> list[Line]:
    """Return the horizontal and then the vertical ruled lines of a grey picture."""
    turned = picture.transpose(Image.Transpose.TRANSPOSE)
    vertical = (Line(top, left, bottom, right) for left, top, right, bottom in _horizontal(turned, dpi))
    lines = [*_horizontal(picture, dpi), *vertical]
    return lines if len(lines) <= _MOST_LINES else []  # a screen of lines is no table


def erase(picture: Image.Image, lines: list[Line]) -> None:
    """Paint lines white: tesseract reads the borders of cells as letters."""
    draw = ImageDraw.Draw(picture)
    for line in lines:
        draw.rectangle((line.left - 1, line.top - 1, line.right + 1, line.bottom + 1), fill=255)


def nearness(dpi: float) -> int:
    """Return the distance in pixels within which lines meet, or are one."""
    return max(int(_NEAR * dpi), 2)


def meeting(lines: list[Line], dpi: float) -> Iterator[list[Line]]:
    """Yield lines by whether they meet each other, directly or through others."""
    near = nearness(dpi)
    left = list(lines)
    while left:
        group = [left.pop()]
        for line in group:
            touching = [other for other in left if _meet(line, other, near)]
            group += touching
            left = [other for other in left if other not in touching]
        yield group


def _meet(one: Line, other: Line, near: int) -> bool:
    return (
        one.left - near <= other.right
        and other.left - near <= one.right
        and one.top - near <= other.bottom
        and other.top - near <= one.bottom
    )


def _horizontal(picture: Image.Image, dpi: float) -> list[Line]:
    step = max(int(_STEP * dpi), 4)
    width = picture.width // step
    if width < 2 or picture.height < 2:
        return []
    ink = picture.crop((0, 0, width * step, picture.height)).point([0] * _DARK + [255] * (256 - _DARK))
    strip = ink.resize((width, picture.height), Image.Resampling.BOX)
    dark = strip.point([1] * _WHITE + [0] * (256 - _WHITE)).tobytes()
    shortest = max(int(_SHORTEST * dpi) // step - 1, 2)
    open_lines: list[list[int]] = []  # left, top, right, bottom in steps and rows
    lines: list[list[int]] = []
    for row in range(picture.height):
        if 1 not in dark[row * width : (row + 1) * width]:
            continue
        for match in _RUN.finditer(dark, row * width, (row + 1) * width):
            _add_run(open_lines, match.start() - row * width, match.end() - row * width, row)
        lines += [line for line in open_lines if line[3] < row]
        open_lines = [line for line in open_lines if line[3] >= row]
    lines += open_lines
    found = [
        Line(left * step, top, right * step, bottom + 1)
        for left, top, right, bottom in lines
        if right - left >= shortest and bottom - top < max(_THICKEST * dpi, 3)
    ]
    return [_whole(ink, line, step) for line in found if _is_free(ink, line, max(int(_BESIDE * dpi), 2))]


def _is_free(ink: Image.Image, line: Line, beside: int) -> bool:
    """Return whether there is paper above and below a line: the feet of bold letters make one, too."""
    for top in (line.top - 1 - beside, line.bottom + 1):
        strip = ink.crop((line.left, max(top, 0), line.right, max(top, 0) + beside))
        if strip.resize((1, 1), Image.Resampling.BOX).tobytes()[0] < 255 * (1 - _MOST_INK):
            return False
    return True


def _whole(ink: Image.Image, line: Line, step: int) -> Line:
    """Return a line with its ends, which are nearer than a step to what is known of it."""

    def dark(left: int, right: int) -> bytes:
        strip = ink.crop((left, line.top, right, line.bottom)).resize((step, 1), Image.Resampling.BOX)
        return strip.point([1] * _DARK + [0] * (256 - _DARK)).tobytes()

    before = dark(line.left - step, line.left)
    after = dark(line.right, line.right + step)
    left = line.left - (step - 1 - before.rfind(0))
    right = line.right + (after.find(0) if 0 in after else step)
    return line._replace(left=max(left, 0), right=right)


def _add_run(lines: list[list[int]], left: int, right: int, row: int) -> None:
    """Add a dark run of a row to the line that it touches in the row above, or begin a line."""
    for line in lines:
        if line[3] >= row - 1 and left <= line[2] and line[0] <= right:
            line[0], line[2], line[3] = min(line[0], left), max(line[2], right), row
            return
    lines.append([left, row, right, row])

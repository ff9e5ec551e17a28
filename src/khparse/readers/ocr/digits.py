"""Handwritten digits: what a picture of a few of them says.

A small network (65 inputs, one hidden layer) that was trained on "Optical Recognition of Handwritten Digits"
(E. Alpaydin, C. Kaynak, UCI Machine Learning Repository, 1998, CC BY 4.0), slanted, thickened and stretched at
random, and on drawn ones with an upstroke (tools/train_digits.py). Of such digits that it has not seen
it reads 95 %. Its weights are in `digits.txt`: the number of hidden units, then hundredths, layer by layer.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image

_GRID, _CELLS = 32, 8
_NARROW = 0.7  # what is narrower and has a hole is stretched: a narrow 0 is no 1
_SLANTS = (0.6, 0.85, 1.1)  # shares of a digit's slant that are taken back; the readings are averaged
_STEEPEST = 1.0
_WIDE = 1.05  # widths of a digit, of its height, above which it is several that touch
_SPECK = 0.25  # heights of the tallest component
_LEAST_HOLE = 0.01  # of the box
_MOST_PIXELS = 60_000


class Digits(NamedTuple):
    """Digits with the probability of the least sure of them."""

    text: str
    probability: float


Point = tuple[int, int]


def read_digits(
    picture: Image.Image, allowed: Sequence[str] | None = None, least: float = 0.0
) -> Digits | None:
    """Return the digits in a small picture, dark on white; None where there are none, or too many.

    `allowed` are the only numbers that it may say; `least` is the height in pixels below which nothing is a
    digit. What touches the left or right edge belongs to neighbours.
    """
    if picture.width * picture.height > _MOST_PIXELS:
        return None
    ink = picture.point([255] * 128 + [0] * 128)
    glyphs = list(_glyphs(ink, least))
    if not 1 <= len(glyphs) <= 5:
        return None
    each = [probabilities(glyph) for glyph in glyphs]
    if allowed is None:
        text = "".join(str(max(range(10), key=row.__getitem__)) for row in each)
    else:
        fitting = [number for number in allowed if len(number) == len(each)]
        if not fitting:
            return None
        text = max(
            fitting, key=lambda number: math.prod(row[int(c)] for row, c in zip(each, number, strict=True))
        )
    return Digits(text, min(row[int(digit)] for row, digit in zip(each, text, strict=True)))


def probabilities(glyph: Image.Image) -> list[float]:
    """Return how probable each digit is for the picture of one, white on black."""
    readings = [_network(features(glyph, share)) for share in _SLANTS]
    return [sum(column) / len(readings) for column in zip(*readings, strict=True)]


def features(glyph: Image.Image, share: float = 1.0) -> list[float]:
    """Return the inputs of the network: ink by cells of an upright digit, and its number of holes."""
    upright = _upright(glyph, share)
    box = upright.getbbox()
    if box is None:
        return [0.0] * (_CELLS * _CELLS + 1)
    upright = upright.crop(box)
    holes = _holes(upright)
    scale = _GRID / max(upright.size)
    width, height = upright.width * scale, upright.height * scale
    if holes:
        width = max(width, _NARROW * height)
    fitted = upright.resize((max(round(width), 1), max(round(height), 1)), Image.Resampling.BILINEAR)
    grid = Image.new("L", (_GRID, _GRID))
    grid.paste(
        fitted.point([0] * 110 + [255] * 146), ((_GRID - fitted.width) // 2, (_GRID - fitted.height) // 2)
    )
    cells = grid.resize((_CELLS, _CELLS), Image.Resampling.BOX).tobytes()
    return [*(cell / 255 for cell in cells), float(min(holes, 2))]


# --- Glyphs ------------------------------------------------------------------------------------------------


def _glyphs(ink: Image.Image, least: float) -> Iterator[Image.Image]:
    """Yield the digits from the left, white on black."""
    parts = [part for part in _components(ink, 255, 8) if not _is_cut(part, ink.width)]
    boxes = [_box(part) for part in parts]
    tallest = max((box[3] - box[1] for box in boxes), default=0)
    least = max(least, _SPECK * tallest)
    kept = sorted((box, part) for box, part in zip(boxes, parts, strict=True) if box[3] - box[1] > least)
    for box, part in kept:
        glyph = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        for x, y in part:
            glyph.putpixel((x - box[0], y - box[1]), 255)
        yield from _parted(glyph)


def _parted(glyph: Image.Image) -> Iterator[Image.Image]:
    """Yield a glyph, or the digits that touch in it: cut where there is the least ink."""
    upright = _upright(glyph, 0.0 if glyph.width < _WIDE * glyph.height else 0.35, fixed=True)
    box = upright.getbbox()
    if box is None:
        return
    upright = upright.crop(box)
    if upright.width < _WIDE * upright.height:
        yield glyph
        return
    columns = upright.resize((upright.width, 1), Image.Resampling.BOX).tobytes()
    middle, around = len(columns) // 2, max(len(columns) // 8, 1)
    cut = min(range(middle - around, middle + around + 1), key=columns.__getitem__)
    yield upright.crop((0, 0, cut, upright.height))
    yield upright.crop((cut, 0, upright.width, upright.height))


def _is_cut(part: list[Point], width: int) -> bool:
    return any(x in (0, width - 1) for x, _ in part)


def _box(part: list[Point]) -> tuple[int, int, int, int]:
    across, down = [x for x, _ in part], [y for _, y in part]
    return min(across), min(down), max(across) + 1, max(down) + 1


def _components(image: Image.Image, value: int, neighbours: int) -> Iterator[list[Point]]:
    """Yield the points of connected areas of one value, each point with 4 or 8 neighbours."""
    width = image.width
    left = {index for index, pixel in enumerate(image.tobytes()) if pixel == value}
    while left:
        waiting = [left.pop()]
        part: list[Point] = []
        while waiting:
            index = waiting.pop()
            y, x = divmod(index, width)
            part.append((x, y))
            steps = [(-1, 0), (1, 0), (0, -1), (0, 1)]
            if neighbours == 8:
                steps += [(-1, -1), (-1, 1), (1, -1), (1, 1)]
            for dx, dy in steps:
                other = index + dy * width + dx
                if 0 <= x + dx < width and other in left:
                    left.remove(other)
                    waiting.append(other)
        yield part


def _holes(glyph: Image.Image) -> int:
    """Return the number of areas that ink closes in."""
    padded = Image.new("L", (glyph.width + 2, glyph.height + 2))
    padded.paste(glyph.point([0] * 128 + [255] * 128), (1, 1))
    least = _LEAST_HOLE * glyph.width * glyph.height
    return sum(len(part) > least and (0, 0) not in part for part in _components(padded, 0, 4))


def _upright(glyph: Image.Image, share: float, *, fixed: bool = False) -> Image.Image:
    """Return a glyph with a share of its slant taken back, or a `fixed` slant."""
    slant = -share if fixed else share * _slant(glyph)
    if not slant:
        return glyph
    room = int(abs(slant) * glyph.height) + 1
    middle = glyph.height / 2
    shear = (1, slant, -room - slant * middle, 0, 1, 0)
    size = (glyph.width + 2 * room, glyph.height)
    return glyph.transform(size, Image.Transform.AFFINE, shear, Image.Resampling.BILINEAR)


def _slant(glyph: Image.Image) -> float:
    """Return by how much a glyph leans: columns to the right a row down."""
    width = glyph.width
    points = [divmod(index, width) for index, pixel in enumerate(glyph.tobytes()) if pixel > 127]
    if not points:
        return 0.0
    y_mean = sum(y for y, _ in points) / len(points)
    x_mean = sum(x for _, x in points) / len(points)
    spread = sum((y - y_mean) ** 2 for y, _ in points)
    lean = sum((y - y_mean) * (x - x_mean) for y, x in points)
    return max(-_STEEPEST, min(lean / spread, _STEEPEST)) if spread else 0.0


# --- The network -------------------------------------------------------------------------------------------


@cache
def _weights() -> tuple[list[list[float]], list[list[float]]]:
    """Return for each unit of both layers its weights, the bias last."""
    numbers = [int(word) for word in Path(__file__).with_name("digits.txt").read_text("ascii").split()]
    hidden, inputs = numbers[0], _CELLS * _CELLS + 2
    rows = iter(numbers[1:])
    first = [[next(rows) / 100 for _ in range(inputs)] for _ in range(hidden)]
    second = [[next(rows) / 100 for _ in range(hidden + 1)] for _ in range(10)]
    return first, second


def _network(inputs: list[float]) -> list[float]:
    first, second = _weights()
    hidden = [max(_sum(unit, inputs), 0.0) for unit in first]
    outputs = [_sum(unit, hidden) for unit in second]
    highest = max(outputs)
    powers = [math.exp(output - highest) for output in outputs]
    return [power / sum(powers) for power in powers]


def _sum(unit: list[float], inputs: list[float]) -> float:
    return sum(weight * value for weight, value in zip(unit, inputs, strict=False)) + unit[-1]

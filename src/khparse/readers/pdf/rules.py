"""What a page draws beside text: its ruled lines, thin paths and the edges of boxes, and its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import addressof, c_float, c_int

import pypdfium2.raw as pdfium

from khparse.layout.page.model import Rule
from khparse.readers.pdf import native
from khparse.readers.pdf.frame import Frame

MOST_OBJECTS = 100_000
"""What is looked at on one page."""

_THIN = 3.0  # points: the thickness of a rule
_SHORT = 5.0  # points: what is no longer is no rule
_MOST_SEGMENTS = 2000
_DEEPEST = 4  # forms within forms

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]


class RuleReader:
    """Finds the rules of one page.

    Once they are read, `paths` is how many paths it draws, `pictures` the area that its pictures cover.
    """

    def __init__(self, page: int) -> None:
        self.paths = 0
        self.pictures = 0.0
        self._page = page
        self._numbers = (c_float * 6)()
        address = addressof(self._numbers)
        self._addresses = tuple(address + 4 * index for index in range(4))
        self._left = MOST_OBJECTS

    def read(self, frame: Frame) -> list[Rule]:
        """Return the rules as the page is read."""
        count = min(native.count_objects(self._page), MOST_OBJECTS)
        objects = (native.get_object(self._page, index) for index in range(count))
        return [Rule(*frame.box(*box)) for box in self._rules(objects, None, 0)]

    def _rules(self, objects: Iterator[int], matrix: Matrix | None, depth: int) -> Iterator[Box]:
        for handle in objects:
            kind = native.object_type(handle)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self.paths += 1
                for box in self._of_path(handle):
                    yield box if matrix is None else _moved(box, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                if native.object_bounds(handle, *self._addresses):
                    left, bottom, right, top, _, _ = self._numbers
                    box = (left, bottom, right, top)
                    left, bottom, right, top = box if matrix is None else _moved(box, matrix)
                    self.pictures += (right - left) * (top - bottom)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                count = min(native.count_form_objects(handle), self._left)
                self._left -= count
                inner = (native.form_object(handle, index) for index in range(count))
                yield from self._rules(inner, self._matrix(handle, matrix), depth + 1)

    def _of_path(self, path: int) -> Iterator[Box]:
        """Yield the boxes of a path's rules: its own when it is thin, else those of its straight segments."""
        if not native.object_bounds(path, *self._addresses):
            return
        left, bottom, right, top, _, _ = self._numbers
        width, height = right - left, top - bottom
        if min(width, height) <= _THIN:
            if max(width, height) > _SHORT:
                yield left, bottom, right, top
            return
        mode, stroked = c_int(), c_int()
        native.draw_mode(path, addressof(mode), addressof(stroked))
        if stroked.value:
            yield from self._segments(path)
        elif mode.value:
            yield from self._frame(path)

    def _segments(self, path: int) -> Iterator[Box]:
        """Yield the straight upright and level segments of a stroked path."""
        matrix = self._matrix(path, None)
        x, y = self._addresses[:2]
        start = point = (0.0, 0.0)
        for index in range(min(native.count_segments(path), _MOST_SEGMENTS)):
            segment = native.path_segment(path, index)
            native.segment_point(segment, x, y)
            before = point
            point = _at(self._numbers[0], self._numbers[1], matrix)
            kind = native.segment_type(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                yield from _straight(before, point)
            if native.segment_close(segment):
                yield from _straight(point, start)

    def _frame(self, path: int) -> Iterator[Box]:
        """Yield the sides of a frame: what is filled between two boxes, as programs print borders of cells."""
        if not 8 <= native.count_segments(path) <= 10:
            return
        matrix = self._matrix(path, None)
        x, y = self._addresses[:2]
        boxes: list[list[tuple[float, float]]] = []
        for index in range(native.count_segments(path)):
            segment = native.path_segment(path, index)
            native.segment_point(segment, x, y)
            if native.segment_type(segment) == pdfium.FPDF_SEGMENT_MOVETO:
                boxes.append([])
            if boxes:
                boxes[-1].append(_at(self._numbers[0], self._numbers[1], matrix))
        if len(boxes) == 2:
            yield from _between(*sorted(map(_box, boxes)))

    def _matrix(self, handle: int, outer: Matrix | None) -> Matrix:
        numbers = (c_float * 6)()
        native.object_matrix(handle, addressof(numbers))
        a, b, c, d, e, f = numbers
        if outer is None:
            return a, b, c, d, e, f
        oa, ob, oc, od, oe, of = outer
        return (
            a * oa + b * oc, a * ob + b * od, c * oa + d * oc, c * ob + d * od,
            e * oa + f * oc + oe, e * ob + f * od + of,
        )  # fmt: skip


def _at(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _moved(box: Box, matrix: Matrix) -> Box:
    one, other = _at(box[0], box[1], matrix), _at(box[2], box[3], matrix)
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _box(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _between(outer: Box, inner: Box) -> Iterator[Box]:
    """Yield the sides of the frame between two boxes where it is as thin as a rule."""
    left, bottom, right, top = outer
    if 0 < inner[0] - left <= _THIN:
        yield left, bottom, inner[0], top
    if 0 < right - inner[2] <= _THIN:
        yield inner[2], bottom, right, top
    if 0 < inner[1] - bottom <= _THIN:
        yield left, bottom, right, inner[1]
    if 0 < top - inner[3] <= _THIN:
        yield left, inner[3], right, top


def _straight(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Box]:
    width, height = abs(one[0] - other[0]), abs(one[1] - other[1])
    if min(width, height) <= 1 and max(width, height) > _SHORT:
        yield min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])

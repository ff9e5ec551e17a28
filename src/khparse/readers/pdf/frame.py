"""The frame of a page: its visible part, turned so that its text is upright, measured from its upper left."""

from __future__ import annotations

from typing import NamedTuple


class Frame(NamedTuple):
    """The visible part of a page in its own coordinates, and by how many quarters its text is turned."""

    left: float
    bottom: float
    right: float
    top: float
    quarter: int = 0

    def size(self) -> tuple[float, float]:
        """Return width and height of the page as it is read."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.quarter % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return how far to the right of the upper left corner, and how far below it, a point is."""
        if self.quarter == 0:
            return x - self.left, self.top - y
        if self.quarter == 1:
            return y - self.bottom, x - self.left
        if self.quarter == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of a box as it is read."""
        one, other = self.point(left, bottom), self.point(right, top)
        return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])

    def turned_box(
        self, box: tuple[float, float, float, float], other: Frame
    ) -> tuple[float, float, float, float]:
        """Return a box as it is read in this frame: left, top, right, bottom; given is that in another one."""
        left, top, right, bottom = box
        one, opposite = other.back(left, top), other.back(right, bottom)
        return self.box(
            min(one[0], opposite[0]),
            min(one[1], opposite[1]),
            max(one[0], opposite[0]),
            max(one[1], opposite[1]),
        )

    def back(self, right: float, down: float) -> tuple[float, float]:
        """Return the point of the page that is so far to the right of and below the upper left corner."""
        if self.quarter == 0:
            return self.left + right, self.top - down
        if self.quarter == 1:
            return self.left + down, self.bottom + right
        if self.quarter == 2:
            return self.right - right, self.bottom + down
        return self.right - down, self.top - right

"""What kind of section a unit stands in: one of purposes, which assigns nothing, or one that shares out tasks."""

from __future__ import annotations

import re

from khparse.document import View
from khparse.extract.assignments.roles import ORDER, ordered
from khparse.extract.bodies.words import Words
from khparse.segment.outline import Unit

_PURPOSE = re.compile(
    r"mục đích|yêu cầu|mục tiêu|chỉ tiêu|quan điểm|định hướng|căn cứ|thực trạng|tình hình|đánh giá|kết quả"
    r"|khẩu hiệu|thông điệp|khó khăn|hạn chế|tồn tại|nguyên nhân|thuận lợi|ưu điểm"
)
_DUTIES = re.compile(r"nhiệm vụ|giải pháp|phân công|trách nhiệm|hoạt động|nội dung thực hiện")
_PURPOSES = (
    "mục đích", "yêu cầu", "mục tiêu", "chỉ tiêu", "quan điểm", "đối tượng", "phạm vi", "khẩu hiệu",
    "thông điệp"
)  # fmt: skip
# "Trang trí: đ/c Hoa" names there who does it.
_SHARES = re.compile(r"phân công|phụ trách")


class Sections:
    """Tells by the headings of a unit and of those above it what its text can assign."""

    def __init__(self, view: View, words: Words) -> None:
        self.view = view
        self.words = words
        self.silent: dict[Unit, bool] = {}
        self.sharing: dict[Unit, bool] = {}

    def is_silent(self, unit: Unit) -> bool:
        """Return whether a unit stands in a section of purposes, targets or the like."""
        known = self.silent.get(unit)
        if known is None:
            name = self.view.lower[unit.heading[0] : unit.heading[1]]
            own = bool(name) and _PURPOSE.search(name) is not None and _DUTIES.search(name) is None
            if own and unit.kind not in ("roman", "upper", "part", "chapter", "component"):
                own = name.startswith(_PURPOSES)
            own = own and not self._is_order(unit)
            known = own or (unit.parent is not None and self.is_silent(unit.parent))
            self.silent[unit] = known
        return known

    def _is_order(self, unit: Unit) -> bool:
        """Return whether a heading orders bodies: "Yêu cầu UBND các xã, phường:"."""
        start, end = unit.heading
        order = ORDER.match(self.view.lower, start, end)
        return order is not None and ordered(self.words, order.end(), self.words.at(end)) is not None

    def shares_out(self, unit: Unit) -> bool:
        """Return whether a unit stands in a section that shares out tasks."""
        known = self.sharing.get(unit)
        if known is None:
            name = self.view.lower[unit.heading[0] : unit.heading[1]]
            known = _SHARES.search(name) is not None
            known = known or (unit.parent is not None and self.shares_out(unit.parent))
            self.sharing[unit] = known
        return known

"""The body that issued a cited document: "của Thủ tướng Chính phủ", "của Bộ Khoa học và Công nghệ".

Names of bodies hold commas, `và` and lower-case words; the name ends before a preposition, before the verb
that tells what the cited document does, and before the next citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khparse.extract.references.grammar import document_words

_STOPS = frozenset(
    {
        "về", "ngày", "tháng", "năm", "tại", "trong", "trên", "cho", "khi", "để", "nhằm", "là",
        "thì", "được", "bị", "có", "như", "theo", "số", "gửi", "đến", "tới", "đối", "với", "do",
        "hoặc", "này", "nêu", "nói", "đã", "đang", "sẽ", "phải", "cần", "các", "những", "từ", "vào",
        "qua", "bằng", "giai", "giao", "kèm", "còn", "chưa", "không", "vẫn", "cũng", "nhưng", "mà",
    }
)  # fmt: skip
_VERBS = frozenset(
    {
        "phê duyệt", "ban hành", "quy định", "thông báo", "thông qua", "sửa đổi", "bổ sung",
        "hướng dẫn", "thay thế", "bãi bỏ", "triển khai", "thực hiện", "yêu cầu", "phân công",
        "phân cấp", "ủy quyền", "công bố", "điều chỉnh", "chấn chỉnh", "tăng cường", "đẩy mạnh",
        "phân bổ", "quyết định", "chấp thuận", "thành lập", "kiện toàn", "hỗ trợ", "phát động",
        "cập nhật", "tiếp tục", "đề nghị", "cụ thể", "tham mưu", "chủ trì", "báo cáo", "đồng ý",
        "trả lời", "nhân kỷ", "xây dựng", "tổ chức", "quy hoạch", "chương trình", "kế hoạch",
    }
)  # fmt: skip
# With a capital these belong to a name: Sở Xây dựng, Ban Tổ chức, Bộ Kế hoạch và Đầu tư.
_NAME_PAIRS = frozenset({"xây dựng", "tổ chức", "quy hoạch", "kế hoạch", "chương trình"})
_BODY_WORDS = frozenset({"bộ", "sở", "phòng", "vụ", "ban", "cục", "viện", "trưởng", "-"})
# Lower-case words behind `và` of a name: Bộ Khoa học và công nghệ, Ban Tuyên giáo và dân vận.
_AFTER_AND = frozenset(
    {
        "xã", "công", "đào", "đầu", "môi", "du", "truyền", "thể", "dân", "phát", "gia", "chuyển", "trật",
    }
)  # fmt: skip
_AFTER_COMMA = frozenset({"thể thao", "thông tin", "gia đình", "thương binh", "chiến lược", "cứu nạn"})
_STEERING = re.compile(r"(?:tổ [^\s]+ việc (?:của )?)?(?:tiểu )?(?:ban|hội đồng) (?:chỉ đạo|phối hợp)\b")
# Where "về" goes on with the name of a steering committee: Ban Chỉ đạo (liên ngành, Trung ương) về ….
_BEFORE_ABOUT = frozenset({"đạo", "ngành", "ương"})

_OWNED = re.compile(r",? của (?=\w)")
_BODY = re.compile(
    r" (?=Thủ tướng |Chính phủ|Quốc hội|Bộ [A-ZĐ]|Bộ trưởng|Ban [A-ZĐ]|Ủy ban|UBND|HĐND|Hội đồng nhân dân"
    r"|Sở [A-ZĐ]|Tỉnh ủy|Thành ủy|Chủ tịch|Văn phòng [A-ZĐ])"
)
_TOKEN = re.compile(r"[^\s,;:.()\"]+|[,;:.()\"]")
_LONGEST = 160
_CAPITALS = 20


def issuer_after(folded: str, lower: str, position: int) -> tuple[str | None, int]:
    """Return the issuing body named at view offset `position`, and where it ends.

    `của` may be missing before the usual bodies. Without a body: None and `position`.
    """
    match = _OWNED.match(lower, position) or _BODY.match(folded, position)
    if not match or not folded[match.end()].isupper():
        return None, position
    start = match.end()
    line = folded.find("\n", start, start + _LONGEST)
    end = max(_Name(folded, lower, start, line if line >= 0 else start + _LONGEST).ends(), default=start)
    return (folded[start:end], end) if end > start else (None, position)


class _Name:
    """The words that a name may consist of, with the question where it ends."""

    def __init__(self, folded: str, lower: str, start: int, limit: int) -> None:
        self.spans = [(m.start(), m.end()) for m in _TOKEN.finditer(folded, start, limit)]
        self.words = [lower[first:last] for first, last in self.spans] + ["", "", ""]
        self.capitals = [folded[first].isupper() for first, _ in self.spans] + [False, False]
        self.steering = bool(_STEERING.match(lower, start))
        self.shouts = folded[start : start + _CAPITALS].isupper()  # in capitals no small word ends the name

    def ends(self) -> Iterator[int]:
        """Yield the ends of all words that belong to the name."""
        for index, (_, last) in enumerate(self.spans):
            word = self.words[index]
            if word in (",", "và"):
                goes_on = self._comma_goes_on(index) if word == "," else self._and_goes_on(index)
                if not goes_on:
                    return
                continue
            if word in '();:."' or self._stops(index) or self._begins_clause(index):
                return
            yield last

    def _pair(self, index: int) -> str:
        return f"{self.words[index]} {self.words[index + 1]}"

    def _stops(self, index: int) -> bool:
        word, previous, following = (
            self.words[index],
            self.words[index - 1] if index else "",
            self.words[index + 1],
        )
        if word == "của":
            return not self.capitals[index + 1]
        if word == "v/v":
            return True
        if (self.capitals[index] and not self.shouts) or word not in _STOPS:
            return False
        if word == "năm":
            return previous != "thứ"
        if word == "số":  # chuyển đổi số
            return following[:1].isdigit()
        if word == "về" and self.steering and previous in _BEFORE_ABOUT:
            return following == "việc" or self._pair(index + 1) in _VERBS
        return True

    def _begins_clause(self, index: int) -> bool:
        """Return whether a verb stands here, or the type word of the next citation."""
        pair = self._pair(index)
        if not self.capitals[index]:
            return pair in _VERBS
        if pair in _NAME_PAIRS and self.words[index - 1] in _BODY_WORDS:
            return False
        if self.shouts and pair in _VERBS:
            return True
        if pair in document_words() or self.words[index] in document_words():
            return True
        return pair in _VERBS and pair not in _NAME_PAIRS

    def _comma_goes_on(self, index: int) -> bool:
        """Return whether a comma belongs to a name (Bộ Văn hóa, Thể thao …) or joins bodies of one kind."""
        joined = self.words[index + 1] == self.words[0] in ("bộ", "sở") and self.capitals[index + 1]
        if joined or self._pair(index + 1) in _AFTER_COMMA:
            return True
        return self.steering and not self.capitals[index + 1] and not self._ends_before(index + 1)

    def _and_goes_on(self, index: int) -> bool:
        """Return whether `và` belongs to a name or joins two bodies, and doesn't begin the next citation."""
        following, pair = self.words[index + 1], self._pair(index + 1)
        if self.capitals[index + 1]:
            begins_citation = following in document_words() or pair in document_words()
            return not begins_citation or pair in _NAME_PAIRS
        return (self.steering or following in _AFTER_AND) and not self._ends_before(index + 1)

    def _ends_before(self, index: int) -> bool:
        return not self.words[index] or self.words[index] in _STOPS or self._pair(index) in _VERBS

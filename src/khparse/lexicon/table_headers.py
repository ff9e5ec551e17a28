"""Column headings of task tables: which role a column has."""

from __future__ import annotations

from functools import cache

from khparse.fold import key
from khparse.lexicon import table, values

_LONGEST = 12  # words; longer cells are text


@cache
def _roles() -> dict[str, str]:
    return {
        key(head): row["role"] for row in reversed(table("table_headers")) for head in values(row["headers"])
    }


def header_role(text: str) -> str | None:
    """Return the role of a column by its heading (index, task, lead, support, both, time …), or None.

    The whole heading counts; a remark in brackets and a year behind it don't.
    """
    if len(text) > 120:
        return None
    name = key(text.split("(")[0])
    words = name.split()
    if not words or len(words) > _LONGEST:
        return None
    roles = _roles()
    if name in roles:
        return roles[name]
    while words and (words[-1].isdigit() or words[-1] == "năm"):
        words.pop()
    return roles.get(" ".join(words)) or _by_words(name)


# The words of unlisted headings: "Người, bộ phận thực hiện", "Thời hạn trình, ban hành".
_WHO = frozenset({
    "người", "cơ", "quan", "đơn", "vị", "bộ", "phận", "cá", "nhân", "tổ", "chức", "phòng", "ban", "sở",
    "ngành", "cán", "địa", "phương", "lực", "lượng", "các", "nhóm", "lãnh", "đạo", "khoa", "chi", "hội",
})  # fmt: skip
_DUTY = frozenset({
    "chủ", "trì", "phối", "hợp", "thực", "hiện", "phụ", "trách", "chịu", "nhiệm", "tham", "mưu", "đầu",
    "mối", "đảm", "nhận", "chính", "triển", "khai",
})  # fmt: skip
_TIME = frozenset({
    "thời", "gian", "hạn", "tiến", "độ", "dự", "kiến", "hoàn", "thành", "kết", "thúc", "gửi", "nộp", "trình",
    "ban", "hành", "báo", "cáo", "xong", "yêu", "cầu",
})  # fmt: skip
_JOINTS = frozenset({"và", "hoặc", "được", "giao", "liên", "quan", "có"})


def _by_words(name: str) -> str | None:
    """Return the role that an unlisted heading tells by its words; None where others stand among them."""
    words = frozenset(name.split()) - _JOINTS
    if name.startswith(("thời gian", "thời hạn", "tiến độ")):
        return "time" if words <= _TIME | _DUTY | _WHO else None
    if not words <= _WHO | _DUTY or words <= _WHO | {"nhận"}:  # "Đơn vị nhận" gets a thing
        return None
    if "phối hợp" in name:
        return "both" if "chủ trì" in name else "support"
    return "lead"

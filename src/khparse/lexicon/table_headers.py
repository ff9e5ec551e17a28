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


_WHO = ("người", "cơ quan", "đơn vị", "bộ phận", "cá nhân", "tổ chức", "phòng", "cán bộ")
_ENDS = ("thời gian", "thời hạn", "tiến độ", "thực hiện", "hoàn thành", "triển khai", "kết thúc", "báo cáo", "trình")
_DOES = ("thực hiện", "phụ trách", "chịu trách nhiệm", "đảm nhận", "tham mưu", "đầu mối")


def _by_words(name: str) -> str | None:
    """Return the role that an unlisted heading tells by its words: "Người bộ phận thực hiện" is a lead."""
    if "chủ trì" in name:
        return "both" if "phối hợp" in name else "lead"
    if "phối hợp" in name and name.startswith((*_WHO, "các", "phối hợp")):
        return "support"
    if name.startswith(("thời gian", "thời hạn", "tiến độ")) and name.endswith(_ENDS):
        return "time"
    if name.startswith(_WHO) and any(verb in name for verb in _DOES):
        return "lead"
    return None

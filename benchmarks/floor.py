"""The floor: what twenty plain patterns cost, one pass of each over the text.

They are what one would write first to look for the facts that khparse reads, with nothing done to make them
quick or slow. They find less than khparse and get more of it wrong; only their cost is of interest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

PATTERNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        # times
        r"\d{1,2}/\d{1,2}/\d{4}",
        r"ngày \d{1,2} tháng \d{1,2} năm \d{4}",
        r"tháng \d{1,2}/\d{4}",
        r"[Qq]uý (?:IV|I{1,3})[/ ]",
        r"(?:năm|giai đoạn) \d{4}(?: ?[-–] ?\d{4})?",
        r"(?:trước|chậm nhất|đến hết) ngày \d{1,2}",
        r"(?:hằng|hàng) (?:ngày|tuần|tháng|quý|năm)",
        # documents
        r"\d+/\d{4}/[A-ZĐ]+-[A-ZĐ]+\d*",
        r"\d+[-/](?:KH|QĐ|CT|NQ|TB|CV|HD)[-/][A-ZĐa-z]+",
        r"(?:Nghị định|Quyết định|Thông tư|Chỉ thị|Nghị quyết|Kế hoạch) số \S+",
        r"Luật [A-ZĐ]\w+(?: \w+){0,6}",
        # labels
        r"^[IVX]+\. ",
        r"^\d+(?:\.\d+)*\.? ",
        r"^[a-zđ]\) ",
        r"^[-+*•] ",
        # bodies and their parts
        r"(?:Sở|Ban|Phòng|Chi cục|Trung tâm) [A-ZĐ]\w+(?: \w+){0,5}",
        r"(?:UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân) (?:tỉnh|huyện|xã|phường|thành phố)",
        r"(?:chủ trì|chịu trách nhiệm|có trách nhiệm)",
        r"phối hợp (?:với|cùng) [^.,;\n]+",
        r"báo cáo [^.;\n]+ về [^.;\n]+",
    )
)


def count_matches(texts: Iterable[str]) -> int:
    """Return how many matches all patterns together have in the texts."""
    return sum(1 for text in texts for pattern in PATTERNS for _ in pattern.finditer(text))

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
        r"\b\d{1,2}/\d{1,2}/\d{4}\b",
        r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}",
        r"\btháng\s+\d{1,2}/\d{4}\b",
        r"\b[Qq]uý\s+(?:IV|I{1,3})\b",
        r"\b(?:năm|giai đoạn)\s+\d{4}(?:\s?[-–]\s?\d{4})?\b",
        r"\b(?:trước|chậm nhất|đến hết)\s+ngày\s+\d{1,2}\b",
        r"\b(?:hằng|hàng)\s+(?:ngày|tuần|tháng|quý|năm)\b",
        # documents
        r"\b\d+/\d{4}/[A-ZĐ]+-[A-ZĐ]+\d*\b",
        r"\b\d+[-/](?:KH|QĐ|CT|NQ|TB|CV|HD)[-/][A-ZĐa-z]+\b",
        r"(?:Nghị định|Quyết định|Thông tư|Chỉ thị|Nghị quyết|Kế hoạch)\s+số\s+\S+",
        r"Luật\s+[A-ZĐ]\w+(?:\s\w+){0,6}",
        # labels
        r"^[IVX]+\.\s",
        r"^\d+(?:\.\d+)*\.?\s",
        r"^[a-zđ]\)\s",
        r"^[-+*•]\s",
        # bodies and their parts
        r"(?:Sở|Ban|Phòng|Chi cục|Trung tâm)\s+[A-ZĐ]\w+(?:\s\w+){0,5}",
        r"(?:UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân)\s+(?:tỉnh|huyện|xã|phường|thành phố)",
        r"(?:chủ trì|chịu trách nhiệm|có trách nhiệm)",
        r"phối hợp\s+(?:với|cùng)\s+[^.,;\n]+",
        r"báo cáo\s+[^.;\n]+\svề\s[^.;\n]+",
    )
)


def count_matches(texts: Iterable[str]) -> int:
    """Return how many matches all patterns together have in the texts."""
    return sum(1 for text in texts for pattern in PATTERNS for _ in pattern.finditer(text))

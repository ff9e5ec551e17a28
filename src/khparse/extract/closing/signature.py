"""Signature blocks: authority marks, capacity lines, rank, name, the signer's own office.

Nghị định 30/2020/NĐ-CP, article 13 and Annex I (TM., KT., TL., TUQ., Q.); Hướng dẫn 36-HD/VPTW (T/M, K/T,
T/L).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khparse.document import View
from khparse.extract.closing.blocks import AUTHORITY, SIGNED, Closing, is_title
from khparse.extract.closing.persons import is_name, name_at_end, rank_and_name
from khparse.extract.head.title import Range
from khparse.models import Authority, Signature

_AUTHORITIES: dict[str, Authority] = {
    "TM": "TM", "T/M": "TM", "KT": "KT", "K/T": "KT", "TL": "TL", "T/L": "TL", "TUQ": "TUQ", "TƯQ": "TUQ",
    "T/UQ": "TUQ", "Q": "Q",
}  # fmt: skip


def extract_signatures(view: View, closings: list[Closing]) -> list[Signature]:
    """Return the signatures of all closings in document order: several where it is signed jointly."""
    found: list[Signature] = []
    for closing in closings:
        for column in closing.columns:
            found.extend(_signatures(view, column))
    return _joined([s for s in found if s.name or s.authority or s.position])


def _joined(signatures: list[Signature]) -> list[Signature]:
    """Put a block without a name together with what extraction set apart: the name, and maybe the own office."""
    if len(signatures) != 2 or signatures[0].name or not signatures[1].name or signatures[1].authority:
        return signatures
    first, second = signatures
    if second.lines and (first.authority is None or first.position):
        return signatures
    first.name, first.rank = second.name, second.rank
    first.position = second.position or first.position
    first.lines += second.lines
    return [first]


def _signatures(view: View, lines: list[Range]) -> list[Signature]:
    """Return the signatures that stand in one column, one above the other."""
    blocks: list[list[Range]] = [[]]
    named = False
    for start, end in lines:
        text = view.folded[start:end]
        if AUTHORITY.match(text) and named:
            blocks.append([])
            named = False
        named = named or is_name(text)
        blocks[-1].extend(_parted(view, start, end))
    return [_signature(view, block) for block in blocks if block]


_ADDITIONS = ("THƯỜNG TRỰC", "KIÊM ", "- ", "PHỤ TRÁCH")  # a second line of an office
_NEXT_LINE = re.compile(
    r" (?=(?:KT|TL|TUQ|Q) ?\. ?[A-ZĐ])|(?<=[A-ZĐỊ]) (?=PHÓ (?:CHỦ|GIÁM|TRƯỞNG|BÍ|HIỆU|CHÁNH|TỔNG) )"
)


def _parted(view: View, start: int, end: int) -> Iterator[Range]:
    """Yield the lines of a block that extraction put on one: `KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Văn Nam`."""
    if not view.folded[start:end].isupper():
        at = name_at_end(view.text[start:end]) or 0
        before = view.folded[start : start + at]
        if not before.isupper() or not (is_title(before) or AUTHORITY.match(before)):
            yield start, end
            return
        yield from _parted(view, start, start + at - 1)
        yield start + at, end
        return
    for match in _NEXT_LINE.finditer(view.folded, start + 2, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _signature(view: View, lines: list[Range]) -> Signature:
    authority: Authority | None = None
    position: str | None = None
    name = rank = None
    printed: list[str] = []
    for start, end in lines:
        text = view.folded[start:end].strip(" .,:;")
        shown = view.text[start:end].strip(" ,:;")
        if SIGNED.match(text) or not any(c.isalpha() for c in text):
            continue
        if mark := AUTHORITY.match(text):
            authority = _AUTHORITIES[mark["mark"].replace(" ", "")]
            printed.append(shown)
            position = text[mark.end() :] if authority == "Q" else None
        elif text.isupper() and (
            name or is_title(text) or text.startswith(_ADDITIONS) or not (position and is_name(text.title()))
        ):
            goes_on = printed and position and text.startswith(_ADDITIONS)
            position = f"{position} {shown}" if goes_on else shown
            printed.append(shown)
        elif is_name(text) or text.isupper():
            rank, name = rank_and_name(shown)
    return Signature(
        authority=authority, lines=printed, name=name, rank=rank, position=position,
        span=view.span(lines[0][0], lines[-1][1]),
    )  # fmt: skip

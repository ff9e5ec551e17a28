"""Signature blocks: authority marks, capacity lines, rank, name, the signer's own office.

Nghị định 30/2020/NĐ-CP, article 13 and Annex I (TM., KT., TL., TUQ., Q.); Hướng dẫn 36-HD/VPTW (T/M, K/T,
T/L).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khparse.document import View
from khparse.extract.closing.blocks import AUTHORITY, SIGNED, Closing, is_title
from khparse.extract.closing.persons import FAMILIES, is_name, is_office, name_at_end, rank_and_name
from khparse.extract.head.title import Range
from khparse.models import Authority, Signature

_AUTHORITIES: dict[str, Authority] = {
    "TM": "TM", "T/M": "TM", "KT": "KT", "K/T": "KT", "TL": "TL", "T/L": "TL", "TUQ": "TUQ", "TƯQ": "TUQ",
    "T/UQ": "TUQ", "Q": "Q",
}  # fmt: skip


def extract_signatures(view: View, closings: list[Closing]) -> list[Signature]:
    """Return the signatures of all closings in document order: several where it is signed jointly.

    A regulation that is attached to its decision repeats the signature; the second one is left out, and so is
    an office that has not signed beside one that has: "Ý KIẾN CỦA HIỆU TRƯỞNG".
    """
    found: list[Signature] = []
    signers: set[tuple[str, str | None]] = set()
    for closing in closings:
        for column in closing.columns:
            for signature in _signatures(view, column):
                if signature.name is None:
                    found.append(signature)
                elif (signer := (signature.name, signature.position)) not in signers:
                    signers.add(signer)
                    found.append(signature)
    found = _joined([s for s in found if s.name or s.authority or s.position])
    signed = any(s.name for s in found)
    return [s for s in found if s.name or s.authority or not signed]


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
    lines = _whole(view, lines)
    blocks: list[list[Range]] = [[]]
    marks: set[str] = set()
    named = False
    for number, (start, end) in enumerate(lines):
        text = view.folded[start:end]
        mark = AUTHORITY.match(text)
        opens = (
            named or mark["mark"] in marks
            if mark
            else named and _opens(view, lines[number : number + _MOST_LINES])
        )
        if opens:
            blocks.append([])
            marks.clear()
            named = False
        if mark:
            marks.add(mark["mark"])
        named = named or is_name(text)
        blocks[-1].extend(_parted(view, start, end))
    _share_names(view, blocks)
    return [_signature(view, block) for block in blocks if block]


_MOST_LINES = 8  # from an office to the name


def _whole(view: View, lines: list[Range]) -> list[Range]:
    """Return the lines with those joined that a narrow column has cut: "KT. / BỘ TRƯỞNG"."""
    whole: list[Range] = []
    for start, end in lines:
        before = view.folded[slice(*whole[-1])] if whole else ""
        if whole and _is_cut(before, view.folded[start:end]):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


_CUT_WORDS = {"NHÂN": "DÂN", "CHỦ": "TỊCH", "GIÁM": "ĐỐC", "BÍ": "THƯ", "HIỆU": "TRƯỞNG", "BỘ": "TRƯỞNG"}


def _is_cut(before: str, text: str) -> bool:
    """Return whether a line goes on with the mark, the body, the office or the name of the line before."""
    if before.rstrip(" .") in _AUTHORITIES or before == "PHÓ":
        return True
    last, first = before.rpartition(" ")[2], text.partition(" ")[0]
    if before.isupper() and text.isupper():
        return last in ("VÀ", "-") or before.endswith(",") or _CUT_WORDS.get(last) == first
    return before in FAMILIES and is_name(text)


def _opens(view: View, lines: list[Range]) -> bool:
    """Return whether another signature begins behind a name: an office or a body, with a name below it."""
    first = view.folded[slice(*lines[0])]
    if not first.isupper() or first.startswith(_ADDITIONS):
        return False
    for start, end in lines[1:]:
        if AUTHORITY.match(view.folded, start, end):
            return False
        if is_name(view.folded[start:end]):
            return True
    return False


def _share_names(view: View, blocks: list[list[Range]]) -> None:
    """Give blocks their names where two columns, read row by row, have all of them at the end."""
    names = [line for line in blocks[-1] if is_name(view.folded[slice(*line)])]
    nameless = [block for block in blocks if not any(is_name(view.folded[slice(*line)]) for line in block)]
    if nameless and len(names) == len(nameless) + 1:
        for block, name in zip(nameless, names, strict=False):
            blocks[-1].remove(name)
            block.append(name)


_ADDITIONS = ("THƯỜNG TRỰC", "KIÊM ", "- ", "PHỤ TRÁCH")  # a second line of an office
_NEXT_LINE = re.compile(
    r" (?=(?:KT|TL|TUQ|Q) ?\. ?[A-ZĐ])"
    r"|(?<=[A-ZĐỊ]) (?=(?:PHÓ (?:CHỦ|GIÁM|TRƯỞNG|BÍ|HIỆU|CHÁNH|TỔNG|THỦ|VIỆN|CỤC)|THỨ TRƯỞNG)\b)"
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
        shown = view.text[start:end].strip(" ,:;").replace("\n", " ")
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
        elif is_office(text) and printed and not name:
            position = shown
            printed.append(shown)
        elif is_name(text) or text.isupper():
            rank, name = rank_and_name(shown)
    return Signature(
        authority=authority, lines=printed, name=name, rank=rank, position=position,
        span=view.span(lines[0][0], lines[-1][1]),
    )  # fmt: skip

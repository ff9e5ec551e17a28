"""Names of persons: with ranks and degrees before them, in capitals, at the end of a phrase.

Ranks and degrees come from the lexicon. A name in capitals, or one without a mark before it, is told from
other words by its family name: some thirty families make up nine tenths of the population.
"""

from __future__ import annotations

import re

from khparse.lexicon.closing_words import token_at_start

FAMILIES = frozenset(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đoàn Đinh Trịnh Mai Tạ Hà Cao"
    " Lương Thái Lâm Đào Chu Châu Quách Tống Kiều Lưu Nông Triệu Vi Lò Hứa Phùng Vương Trương Từ Nghiêm Đàm"
    " Tô Bạch La Tăng Thạch Lại Giàng Vàng Hầu Thào Sùng Bế Ma Cầm Quàng Lường Ksor Siu Rơ Kpă".split()
)
_SPECIALTY = re.compile(r"CK ?I{1,2}\b[. ]*|CN\. ?")
_LONGEST_NAME = 6  # words
_OFFICES = (
    "chủ tịch", "phó chủ tịch", "giám đốc", "phó giám đốc", "tổng giám đốc", "phó tổng", "trưởng phòng",
    "phó trưởng", "trưởng ban", "bí thư", "phó bí thư", "chánh án", "phó chánh", "chánh văn phòng",
    "chánh thanh tra", "hiệu trưởng", "phó hiệu trưởng", "bộ trưởng", "thứ trưởng", "thủ tướng", "phó thủ tướng",
    "viện trưởng", "phó viện trưởng", "cục trưởng", "phó cục trưởng", "chi cục trưởng", "phó chi cục",
    "tổng cục trưởng", "thống đốc", "phó thống đốc", "thủ trưởng", "vụ trưởng", "phó vụ trưởng",
)  # fmt: skip
_PLACES = ("tỉnh", "phố", "huyện", "xã", "phường", "quận", "thị", "trấn")


def rank_and_name(text: str) -> tuple[str | None, str]:
    """Part ranks or degrees from the name: `Đại tá Nguyễn Hồng Phong`, `BS.CKII. Trần Văn A`."""
    rest = text
    while (found := token_at_start(rest)) and found[0].kind in ("rank", "degree") and found[1]:
        rest = found[1]
        if rest != text and (match := _SPECIALTY.match(rest)):
            rest = rest[match.end() :]
    return text[: len(text) - len(rest)].strip() or None, rest


def is_name(text: str) -> bool:
    """Return whether a line reads as a person's name, with or without rank and degrees before it."""
    if any(c.isdigit() for c in text) or text[-1:] in (".", ":", ";", ",") or is_office(text):
        return False
    words = rank_and_name(text)[1].split()
    return 2 <= len(words) <= _LONGEST_NAME and all(
        word[0].isupper() and (word[1:].islower() or len(word) == 1) for word in words
    )


def is_office(text: str) -> bool:
    """Return whether a line in small letters names an office: "Thứ trưởng", "Phó Chủ tịch UBND tỉnh"."""
    return text.lower().startswith(_OFFICES) and text[:1].isupper() and text[-1] not in ".:;,"


def is_shouted_name(text: str) -> bool:
    """Return whether a line is a name in capitals (`PHAN ĐÌNH KHÔI`)."""
    return text.isupper() and text.split(" ", 1)[0].capitalize() in FAMILIES and is_name(text.title())


def name_at_end(text: str) -> int | None:
    """Return where the name begins that ends `text`, or None: `Chủ tịch UBND tỉnh Hà Nam Lê Văn Bình`.

    Behind a word such as tỉnh or xã two syllables may be the name of a place.
    """
    words = text.split(" ")
    first = len(words)
    while first and len(words) - first < 2 * _LONGEST_NAME and words[first - 1][:1].isupper():
        first -= 1
    candidates = [
        index
        for index in range(first, len(words) - 1)
        if words[index] in FAMILIES
        and len(words) - index < _LONGEST_NAME
        and is_name(" ".join(words[index:]))
    ]
    if not candidates:
        return None
    behind_place = first > 0 and words[first - 1] in _PLACES
    begin = next((index for index in candidates if not behind_place or index >= first + 2), candidates[0])
    return len(text) - len(" ".join(words[begin:]))

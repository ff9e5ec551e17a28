"""Commas, hyphens and "và" inside names: what joins the parts of one name, and what parts two."""

from __future__ import annotations

from khparse.extract.bodies.heads import (
    QUANTIFIERS,
    head_at,
    is_clause,
    is_common,
    is_verb,
    opens_name,
    skip_quantifiers,
    starts_body,
)
from khparse.extract.bodies.small_words import (
    ASSIGNING,
    BREAKS,
    STOPS,
    Name,
    behind_unit,
    is_purpose,
    is_unit,
)
from khparse.extract.bodies.words import Words
from khparse.lexicon.heads import adverbs, name_words, verbs

_COMMON = name_words("common")


def step_over_joint(words: Words, name: Name, at: int, stop: int) -> int:
    """Return by how many words a name goes on at a comma, hyphen, slash or "và"; 0 where it ends."""
    word = words.lower[at]
    if word == "/":
        if is_unit(words, at + 1) and behind_unit(words, at):
            return 1  # "UBND các huyện/thành phố"
        return int(name.generic and (words.lower[at + 1] in _COMMON or is_unit(words, at + 1)))
    if word in ("-", "–"):
        return int(_goes_on_behind_hyphen(words, name, at, stop))
    if word == ",":
        if part_end := _small_part(words, name, at + 1, stop):
            return part_end - at
        goes_on = _goes_on_behind_comma(words, name, at, stop)
    else:
        goes_on = _goes_on_behind_and(words, name, at, stop)
    noun = name.generic and words.pair(at + 1) == "tổ chức" and not words.capital(at + 1)  # and no verb
    return (3 if noun else 1) if goes_on else 0


_APART = frozenset({
    "doanh nghiệp", "viện nghiên", "trường đại", "hợp tác", "nhà đầu", "nhà cung", "hộ kinh", "hội phụ",
    "hội nông", "hội cựu", "hội liên", "hội chữ", "hội người", "đoàn thanh", "liên đoàn",
})  # fmt: skip


def _goes_on_behind_comma(words: Words, name: Name, at: int, stop: int) -> bool:
    following = at + 1
    word = words.lower[following]
    if following >= stop or word in BREAKS or word in QUANTIFIERS:
        return False
    small = not words.capital(following)
    if _joins_school_level(words, name, at):
        return True
    if word.isdigit() and words.lower[at - 1].isdigit():
        return True  # "Tổ 1, 2, 3"
    if name.head.kind == "post" and words.pair(following) == " ".join(name.head.words[:2]):
        return False  # "giáo viên chủ nhiệm, giáo viên bộ môn"
    if _joins_committee(words, name, at) or _joins_purpose(words, name, at):
        return True
    if small and word in ("khu", "cụm") and "khu" in words.lower[name.start : at]:
        return True  # "các khu công nghệ cao, khu công nghiệp, cụm công nghiệp"
    if small and is_unit(words, following) and behind_unit(words, at):
        return True
    chained = words.pair(at - 2) in _COMMON and "các" in words.lower[name.start : at]
    if small and words.capital(following + 1) and words.capital(name.start + len(name.head.words)):
        return False  # "phòng Nội vụ, phòng Tư pháp" are two
    if (name.generic or chained) and is_common(words, following):
        if not name.plural and words.pair(following) in _APART:
            return False
        in_capitals = words.lower[at - 1] in _COMMON and words.capital(at - 1) and word in _COMMON
        in_capitals = in_capitals and not words.capital(following + 1)  # "Lãnh đạo Cục, Bộ Y tế" are two
        return (in_capitals and not _opens_post(words, following, stop)) or (
            small and not is_clause(words, following)
        )
    if word == "chống" and words.lower[at - 1] == "phòng":
        return True
    if small and word in STOPS:
        return False
    if name.closed and name.plural and small and not is_verb(words, following):
        return not starts_body(words, following, stop)
    if words.lower[name.start] == "giáo" and "môn" in words.lower[name.start : at]:
        return not small and head_at(words, following, stop) is None  # "Giáo viên môn Toán, Ngữ văn"
    if name.head.kind != "body" or name.generic:
        return False
    if small:
        ends = words.pair(following) in ASSIGNING or words.pair(following) in adverbs()
        return name.closed and not ends and not starts_body(words, following, stop, free=True)
    return head_at(words, following, stop) is None


_COMMITTEES = frozenset({"ủy", "đoàn"})  # last words of committees in a chain


def _joins_committee(words: Words, name: Name, at: int) -> bool:
    """Return whether the separator at `at` parts two kinds of committees: "các tỉnh ủy, thành ủy"."""
    if words.capital(at + 1) or words.lower[at - 1] not in _COMMITTEES:
        return False
    if not (name.plural or "các" in words.lower[name.start : at]):
        return False
    return words.lower[at + 2] in _COMMITTEES and words.lower[at + 1] not in QUANTIFIERS


_SCHOOL_LEVELS = frozenset({"mầm non", "tiểu học", "mẫu giáo", "trung học", "thcs", "thpt", "mn", "th"})


def _joins_school_level(words: Words, name: Name, at: int) -> bool:
    """Return whether a further level of schools follows: "các trường mầm non, tiểu học và THCS"."""
    if not name.generic or "trường" not in words.lower[name.start : at]:
        return False
    length = 1 if words.lower[at + 1] in _SCHOOL_LEVELS else 2 * (words.pair(at + 1) in _SCHOOL_LEVELS)
    return length > 0 and not words.capital(at + 1 + length)  # "THCS Kim Đồng" is a school


def _joins_purpose(words: Words, name: Name, at: int) -> bool:
    """Return whether a second purpose follows: "các cơ sở sản xuất, kinh doanh thực phẩm"."""
    if not name.generic or not is_purpose(words, at + 1):
        return False
    return words.pair(at - 2) in verbs() or words.pair(at - 2) in name_words("purpose")


_WITH_FIELDS = frozenset({"phòng", "ban", "khoa", "trung", "tổ", "vụ", "cục", "chi", "hội"})
_LONGEST_BEFORE_FIELDS = 9  # words
_LONGEST_PART = 12  # words
_DUTIES = frozenset(
    {"chủ trì", "phối hợp", "có trách", "xây dựng", "thực hiện", "tham mưu", "tổng hợp", "là đầu"}
)
_PREDICATES = frozenset(
    {"chủ trì", "phối hợp", "có trách", "chịu trách", "theo dõi", "đôn đốc", "hướng dẫn", "tham mưu"}
)


def _small_part(words: Words, name: Name, at: int, stop: int) -> int:
    """Return the index behind the part of a name, written small, that begins at `at` behind a comma, or 0.

    "Phòng Phổ biến, giáo dục pháp luật" is one name; a bracket, a colon or the duty follows it.
    """
    if name.closed or name.generic or name.head.kind != "body":
        return 0
    if words.lower[name.start] not in _WITH_FIELDS or at - name.start >= _LONGEST_BEFORE_FIELDS:
        return 0
    word = words.lower[at]
    if words.capital(at) or word in STOPS or word in ("và", "tham", "chủ"):
        return 0
    if words.pair(at) in _PREDICATES or starts_body(words, at, stop, free=True):
        return 0
    verbal = words.capital(at - 3) and words.pair(at - 3) in verbs() and words.pair(at) in verbs()
    for index in range(at + 2, min(at + _LONGEST_PART, stop)):
        if words.lower[index] in ("(", ":") or words.pair(index) in _DUTIES:
            return index
        if verbal and index > at + 2 and is_verb(words, index):
            return index  # "Phòng Kiểm tra, kiểm soát nội bộ | lập đề cương"
        if verbal and words.lower[index] in QUANTIFIERS:
            return 0
        if words.lower[index] in BREAKS or words.lower[index] == ",":
            return 0
    return 0


def _goes_on_behind_hyphen(words: Words, name: Name, at: int, stop: int) -> bool:
    """Return whether a hyphen joins a name ("Lao động - Xã hội") and doesn't part two."""
    alike = words.lower[at + 1] == words.lower[at - 2]  # "Vụ Thị trường châu Á - châu Phi"
    generic = name.generic and (words.lower[at + 1] in ("xã", "kỹ", "nghề") or is_purpose(words, at + 1))
    joined = words.capital(at + 1) or alike or generic
    return joined and name.head.kind != "person" and not opens_name(words, at + 1, stop)


_OFFICES = frozenset({"văn", "vp"})
_COUNCILS = frozenset({"hđnd", "hội", "đoàn", "đđbqh"})
_COUNCILS_SERVED = frozenset({"ubnd", "hđnd", "ủy", "hội"})


# First words of heads that stand for a body of their own behind "và".
_HEADS_OF_OTHERS = frozenset({
    "sở", "bộ", "phòng", "trường", "hội", "trung", "cục", "vụ", "công", "chi", "khoa", "ubnd", "ủy",
})  # fmt: skip


def _goes_on_behind_and(words: Words, name: Name, at: int, stop: int) -> bool:
    following = at + 1
    if following >= stop or words.lower[following] in BREAKS or words.lower[following] in STOPS:
        return False
    if words.lower[following] in _COUNCILS_SERVED and words.lower[name.start] in _OFFICES:
        return not _COUNCILS.isdisjoint(words.lower[name.start : at])  # "Văn phòng HĐND và UBND"
    if _joins_committee(words, name, at) or _joins_school_level(words, name, at):
        return True
    inner, plural = skip_quantifiers(words, following, stop)
    small = not words.capital(inner)
    if plural:
        if words.lower[inner] == "khu" and words.lower[name.start + 1] == "quản":
            return True  # "Ban Quản lý Khu kinh tế … và các Khu công nghiệp …"
        return name.generic and small and is_common(words, inner)
    if small and is_unit(words, inner):
        return name.closed or behind_unit(words, at)
    if name.generic and small and is_common(words, inner):
        return not is_clause(words, inner)
    if opens_name(words, inner, stop):
        in_list = "," in words.lower[name.start : at] and not name.generic
        return in_list and words.lower[inner] not in _HEADS_OF_OTHERS
    if (
        words.capital(following)
        or f"{words.pair(following)} {words.pair(following + 2)}" == "bảo vệ thực vật"
    ):
        return True
    return (name.generic or name.closed) and not is_verb(words, following)


def _opens_post(words: Words, at: int, stop: int) -> bool:
    found = head_at(words, at, stop)
    return found is not None and found[0].kind == "post"

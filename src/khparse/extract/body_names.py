"""Where the name of a body, post or person ends.

Behind its head noun a name goes on over capitalised words and over those written small that are no verb,
preposition or new head; commas, hyphens and "và" belong to it where the lexicon knows the name (Sở Văn hóa,
Thể thao và Du lịch), in chains of collectives (các sở, ban, ngành) and of administrative units (UBND các
huyện, thị xã, thành phố).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any, NamedTuple

from khparse.extract.body_heads import (
    QUANTIFIERS,
    head_at,
    is_clause,
    is_common,
    is_verb,
    opens_name,
    skip_quantifiers,
    starts_body,
)
from khparse.extract.words import Words
from khparse.lexicon.heads import Head, known_names, name_words, verbs

BREAKS = frozenset('\n;:.()[]!?"…')
STOPS = name_words("stop")
_UNITS = name_words("unit")
_STAFF = name_words("staff")
_COMMON = name_words("common")
_PURPOSES = name_words("purpose")
_COMPOUNDS = name_words("compound")
_LONGEST_NAME = 40  # words
_LONGEST_KNOWN = 32  # words
_JOINTS = frozenset({",", "-", "–", "và", "/", "của", "thuộc", "có", "các"})  # never the last word of a name


class Name(NamedTuple):
    """A name that is being read: its first word, its head noun, what it is made of.

    `plural` says that a quantifier stands before it, `generic` that it is a collective ("sở, ban, ngành"),
    `closed` that verbs don't end it (a heading or a table cell holds nothing but names).
    """

    start: int
    head: Head
    plural: bool
    generic: bool
    closed: bool


def read_name(words: Words, index: int, stop: int, *, closed: bool, free: bool) -> tuple[int, str] | None:
    """Return the index behind the mention that begins at word `index`, and the kind of its head noun."""
    at, plural = skip_quantifiers(words, index, stop)
    found = head_at(words, at, stop, plural=plural, free=free) if at < stop else None
    if found is None:
        return None
    head, behind = found
    name = Name(at, head, plural, plural or _is_generic(words, at, head, behind), closed)
    behind = max(behind, at + known_length(words, at, stop))
    if plural:
        behind = max(behind, _behind_shortened(words, at, stop))
    last = min(at + _LONGEST_NAME, stop)
    while behind < last and (step := _step(words, name, behind, last)):
        behind += step
    behind = min(behind, last)
    while behind > at + 1 and words.lower[behind - 1] in _JOINTS and words.lower[behind - 2] != "trực":
        behind -= 1
    return behind, head.kind


_SHORTENED = frozenset({"tỉnh", "thành", "thị", "huyện", "quận", "xã", "phường", "chi", "đảng", "liên"})
_SHARED = frozenset({"ủy", "đoàn", "hội", "bộ"})


def _behind_shortened(words: Words, at: int, stop: int) -> int:
    """Return the index behind bodies that share their last word: "các huyện, thị, thành ủy"; 0 for others."""
    index = at
    while index + 1 < stop and words.lower[index] in _SHORTENED:
        if words.lower[index + 1] in _SHARED:
            return index + 2 if index > at else 0
        if words.lower[index + 1] not in (",", "và", "/"):
            return 0
        index += 2
    return 0


def _is_generic(words: Words, at: int, head: Head, behind: int) -> bool:
    """Return whether a head noun without quantifier names a kind of bodies: "sở, ban", "trưởng các phòng"."""
    if head.kind == "collective" or not words.capital(at) or " ".join(head.words[:2]) in _STAFF:
        return True
    if head.kind == "post":
        return "các" in words.lower[at : behind + 2] or is_common(words, behind)
    chained = words.lower[behind] == "," and words.lower[behind + 1] in _COMMON
    return chained and words.lower[at] in _COMMON


def known_length(words: Words, index: int, stop: int, prefix: str = "") -> int:
    """Return the length in words of the longest name at `index` that the lexicon or document knows, or 0.

    `prefix` is a head noun that the text leaves out: "các Bộ: Quốc phòng" names Bộ Quốc phòng.
    """
    known = _length_in(known_names(), words, index, stop, prefix)
    return max(known, _length_in(words.names, words, index, stop, prefix)) if words.names else known


def _length_in(tree: dict[str, Any], words: Words, index: int, stop: int, prefix: str) -> int:
    node = tree
    path = [prefix] if prefix else []
    best = 0
    for at in range(index, min(index + _LONGEST_KNOWN, stop)):
        word = words.lower[at]
        if word in (",", "-", "–", "và", "&") and at > index:
            continue
        for step in (*path, word):
            child = node.get(step)
            if child is None:
                return best
            node = child
        path = []
        if "" in node:
            best = at + 1 - index
    return best


def _step(words: Words, name: Name, at: int, stop: int) -> int:
    """Return by how many words a name goes on at word `at`; 0 where it ends."""
    word = words.lower[at]
    if word in BREAKS:
        degree = word == "." and name.head.kind == "person" and at - name.start <= 3
        return 1 if degree and words.capital(at + 1) else 0  # "BS. CKII. …"
    if word == "/":
        following = words.lower[at + 1]
        return 1 if name.generic and (following in _COMMON or following in _UNITS) else 0
    if word == ",":
        part_end = _small_part(words, name, at + 1, stop)
        if part_end or not _goes_on_behind_comma(words, name, at, stop):
            return max(part_end - at, 0)
        return _over_joint(words, name, at)
    if word in ("và", "&"):
        return _over_joint(words, name, at) if _goes_on_behind_and(words, name, at, stop) else 0
    if word in ("-", "–"):
        return int(_goes_on_behind_hyphen(words, name, at, stop))
    if words.capital(at):
        return 0 if _opens_twin(words, name, at, stop) else _whole_head(words, at, stop)
    if word in ("mỗi", "từng", "những") or (words.pair(at) in _PAPERS and words.lower[at - 1] not in _TAKING):
        return 0
    if word in STOPS and not (_is_unit(words, at) and _behind_unit(words, at - 1)):
        return _step_over_stop(words, name, at)
    if name.head.kind == "person":
        return 0
    if name.head.kind == "body" and not (name.generic or name.closed) and is_whole(words, name.start, at):
        return 0
    if is_verb(words, at):
        return _step_over_verb(words, name, at)
    return 1


_WHOLE = frozenset({"sở", "bộ"})  # heads of names that the lexicon knows in full
_LEVELS = frozenset({"tỉnh", "huyện", "xã", "phường"})
_BEHIND_WHOLE = frozenset({"của", "thuộc", "có", "trực", "các", "cấp", "khu", "liên", "hai", "ba", "hội"})


def is_whole(words: Words, first: int, at: int) -> bool:
    """Return whether no word written small goes on with the proper name from `first` to `at`.

    "Hội Nông dân tỉnh | cung ứng giống": what follows is a verb, be it one that the lexicon doesn't know.
    """
    word = words.lower[at]
    if (
        not word.isalpha()
        or words.capital(at)
        or word in _BEHIND_WHOLE
        or word in STOPS
        or _is_unit(words, at)
    ):
        return False
    if words.lower[first] in _WHOLE:
        return known_length(words, first, at) == at - first
    return words.lower[at - 1] in _LEVELS and not words.capital(at - 1) and at - first > 2


def _over_joint(words: Words, name: Name, at: int) -> int:
    """Return the length of a comma or "và" with the noun behind it if that looks like a verb ("tổ chức")."""
    return 3 if name.generic and words.pair(at + 1) == "tổ chức" and not words.capital(at + 1) else 1


# What is sent to a body, and the words behind which it belongs to a name: "Bộ phận Tiếp nhận và Trả kết quả".
_PAPERS = frozenset({"số liệu", "kết quả", "tình hình", "danh sách"})
_TAKING = frozenset({"trả", "giao", "và", "lý", "nhận"})


def _whole_head(words: Words, at: int, stop: int) -> int:
    """Return the length of the head noun at `at`: "Văn phòng Ban chỉ đạo …" goes on behind "Ban chỉ đạo"."""
    found = head_at(words, at, stop)
    return max(found[1] - at, known_length(words, at, stop)) if found else 1


# --- Verbs and prepositions inside names -------------------------------------------------------------------

_SERVICES = frozenset({"trung", "quỹ", "viện"})  # first words of heads whose names begin with a verb
_PURPOSE_NOUNS = frozenset({
    "quan", "vị", "chức", "nghiệp", "sở", "lượng", "hội", "trường", "viện", "hộ", "trạm", "xã", "cấp", "tổ",
})  # fmt: skip
# What a duty is about, and how it is done: "các đơn vị | xây dựng kế hoạch", "| quản lý chặt chẽ".
_DUTY_OBJECTS = frozenset({
    "kế hoạch", "phương án", "dự toán", "dự án", "báo cáo", "chương trình", "quy chế", "quy trình",
    "quy định", "đề án", "nội dung", "hồ sơ", "danh mục", "danh sách", "lộ trình", "văn bản", "công tác",
    "hiệu quả", "nghiêm túc", "chặt chẽ", "kịp thời", "đầy đủ", "thường xuyên",
})  # fmt: skip
_OBJECT_MARKS = frozenset({"các", "những", "một", "việc", "tốt", "có", "đúng", "ý"})
_ASSIGNING = frozenset(
    {"có trách", "chịu trách", "chủ trì", "phối hợp", "chủ động", "tiếp tục", "căn cứ", "tổ chức", "dưới sự"}
)


def _step_over_verb(words: Words, name: Name, at: int) -> int:
    """Let a name go on over a verb that belongs to it: "các đơn vị cấp nước", "Văn phòng Đăng ký đất đai"."""
    pair = words.pair(at)
    if name.closed and pair not in _ASSIGNING and words.lower[at] != "giao":
        return 1
    if name.generic:
        purpose = pair in _PURPOSES and words.lower[at - 1] in _PURPOSE_NOUNS
        return 2 if purpose and not _is_object(words, at + 2) else 0
    if words.capital(at - 2) and words.pair(at - 2) in verbs() and name.head.words[0] in _SERVICES:
        return 2  # "Trung tâm Giám sát điều hành thông minh"
    return 2 if f"{words.pair(at - 2)} {pair}" in _COMPOUNDS else 0


def _is_object(words: Words, at: int) -> bool:
    """Return whether the word at `at` makes the verb before it a duty."""
    return words.lower[at] in _OBJECT_MARKS or words.pair(at) in _DUTY_OBJECTS


# First words of heads with a subject: "Ban Chỉ đạo về chuyển đổi số".
_WITH_SUBJECT = frozenset({"ban", "tổ", "hội", "tiểu", "văn", "bcđ", "cơ"})
_JOINED = frozenset(
    {"có liên", "có thẩm", "có trụ", "có chức", "trên địa", "trên toàn", "nêu trên", "ngoài nước",
     "ngoài công", "không chuyên"}
)  # fmt: skip
_LONGEST_BEFORE_SUBJECT = 7  # words


def _step_over_stop(words: Words, name: Name, at: int) -> int:
    """Let a name go on over a preposition that belongs to it ("trên địa bàn", "có liên quan")."""
    word, behind = words.lower[at], words.lower[at + 1]
    if words.pair(at) in _JOINED:
        return 2
    if word == "về" and name.head.kind == "body" and words.lower[name.start] in _WITH_SUBJECT:
        return int(at - name.start <= _LONGEST_BEFORE_SUBJECT and not is_verb(words, at + 1))
    if not name.generic and name.head.kind != "post":
        return 0
    if word == "trong":  # "các cơ quan trong tỉnh"
        return int(behind in ("các", "khối", "và", "tỉnh", "ngành", "hệ", "lĩnh", "toàn", "khu"))
    if word == "từ" or (word == "đến" and "từ" in words.lower[name.start : at]):
        return int(words.capital(at + 1))  # "các đơn vị từ PC01 đến PC10"
    if word == "là" and words.pair(at + 1) in ("thành viên", "tổ chức", "cơ quan", "đơn vị", "hội viên"):
        return 2  # "các cơ quan là thành viên Ban Chỉ đạo"
    if word == "được" and behind in ("giao", "phân", "giám", "kiểm", "cử"):
        return 3 if behind != "giao" or words.lower[at + 2] in ("nhiệm", "phụ", "chủ", "trách") else 2
    return int(name.closed and word in ("do", "tại"))


# --- Commas, hyphens and "và" inside names -----------------------------------------------------------------

_APART = frozenset({"doanh nghiệp", "viện nghiên", "trường đại", "hợp tác", "nhà đầu", "nhà cung", "hộ kinh"})


def _goes_on_behind_comma(words: Words, name: Name, at: int, stop: int) -> bool:
    following = at + 1
    word = words.lower[following]
    if following >= stop or word in BREAKS or word in QUANTIFIERS:
        return False
    small = not words.capital(following)
    if small and word in ("khu", "cụm") and "khu" in words.lower[name.start : at]:
        return True  # "các khu công nghệ cao, khu công nghiệp, cụm công nghiệp"
    if small and _is_unit(words, following) and _behind_unit(words, at):
        return True
    chained = words.pair(at - 2) in _COMMON and "các" in words.lower[name.start : at]
    if (name.generic or chained) and is_common(words, following):
        if not name.plural and words.pair(following) in _APART:
            return False
        in_capitals = words.lower[at - 1] in _COMMON and words.capital(at - 1) and word in _COMMON
        return (in_capitals and not _opens_post(words, following, stop)) or (
            small and not is_clause(words, following)
        )
    if word == "chống" and words.lower[at - 1] == "phòng":
        return True
    if small and word in STOPS:
        return False
    if name.closed and name.plural and small and not is_verb(words, following):
        return not starts_body(words, following, stop)
    if name.head.kind != "body" or name.generic:
        return False
    if small:
        assigns = words.pair(following) in _ASSIGNING
        return name.closed and not assigns and not starts_body(words, following, stop, free=True)
    return head_at(words, following, stop) is None


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
    for index in range(at + 2, min(at + _LONGEST_PART, stop)):
        if words.lower[index] in ("(", ":") or words.pair(index) in _DUTIES:
            return index
        if words.lower[index] in BREAKS or words.lower[index] == ",":
            return 0
    return 0


def _goes_on_behind_hyphen(words: Words, name: Name, at: int, stop: int) -> bool:
    """Return whether a hyphen joins a name ("Lao động - Xã hội") and doesn't part two."""
    alike = words.lower[at + 1] == words.lower[at - 2]  # "Vụ Thị trường châu Á - châu Phi"
    joined = words.capital(at + 1) or alike or (name.generic and words.lower[at + 1] in ("xã", "kỹ"))
    return joined and name.head.kind != "person" and not opens_name(words, at + 1, stop)


_OFFICES = frozenset({"văn", "vp"})
_COUNCILS = frozenset({"hđnd", "hội", "đoàn", "đđbqh"})
_COUNCILS_SERVED = frozenset({"ubnd", "hđnd", "ủy", "hội"})


def _goes_on_behind_and(words: Words, name: Name, at: int, stop: int) -> bool:
    following = at + 1
    if following >= stop or words.lower[following] in BREAKS or words.lower[following] in STOPS:
        return False
    if words.lower[following] in _COUNCILS_SERVED and words.lower[name.start] in _OFFICES:
        return not _COUNCILS.isdisjoint(words.lower[name.start : at])  # "Văn phòng HĐND và UBND"
    inner, plural = skip_quantifiers(words, following, stop)
    small = not words.capital(inner)
    if plural:
        if words.lower[inner] == "khu" and words.lower[name.start + 1] == "quản":
            return True  # "Ban Quản lý Khu kinh tế … và các Khu công nghiệp …"
        return name.generic and small and is_common(words, inner)
    if small and _is_unit(words, inner):
        return name.closed or _behind_unit(words, at)
    if name.generic and small and is_common(words, inner):
        return not is_clause(words, inner)
    if opens_name(words, inner, stop):
        in_list = "," in words.lower[name.start : at] and not name.generic
        return in_list and words.lower[inner] not in _TWINS | {"ubnd", "ủy"}
    if words.capital(following):
        return True
    return (name.generic or name.closed) and not is_verb(words, following)


def _opens_post(words: Words, at: int, stop: int) -> bool:
    found = head_at(words, at, stop)
    return found is not None and found[0].kind == "post"


def _is_unit(words: Words, at: int) -> bool:
    """Return whether a noun of administrative units stands at word `at`: xã, phường, đặc khu …"""
    return words.lower[at] in _UNITS or words.pair(at) in _UNITS


def _behind_unit(words: Words, at: int) -> bool:
    """Return whether the word before `at` ends the noun of an administrative unit."""
    return words.lower[at - 1] in _UNITS or words.pair(at - 2) in _UNITS


# --- Names without a separator -----------------------------------------------------------------------------

# First words of head nouns that are set side by side.
_TWINS = frozenset({"sở", "bộ", "phòng", "trường", "hội", "trung", "cục", "vụ", "công", "chi", "khoa"})
# Those that a cell sets on lines of their own, seldom inside a longer name.
_ON_NEW_LINES = _TWINS | {"ubnd", "đoàn", "ban", "thanh", "bảo"}


def _opens_twin(words: Words, name: Name, at: int, stop: int) -> bool:
    """Return whether a second body begins without a separator: "Sở Y tế Sở Tài chính"."""
    if at - name.start < 2 or not opens_name(words, at, stop):
        return False
    word, first = words.lower[at], words.lower[name.start]
    if word == first and word in _TWINS and name.head.kind == "body":
        return True
    if not _begins_line(words, at):
        return False
    if words.view.document.format not in ("txt", "md"):
        return True
    return at - name.start > 2 and word in _ON_NEW_LINES and first in _ON_NEW_LINES


def _begins_line(words: Words, at: int) -> bool:
    """Return whether a line of a table cell begins with the word."""
    end = words.starts[at] - 1
    paragraph = words.view.paragraph_at(end)
    index = bisect_left(paragraph.breaks, end)
    return paragraph.in_table and paragraph.breaks[index : index + 1] == [end]

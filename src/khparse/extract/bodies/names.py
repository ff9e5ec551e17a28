"""Where the name of a body, post or person ends.

Behind its head noun a name goes on over capitalised words and over those written small that are no verb,
preposition or new head; commas, hyphens and "và" belong to it where the lexicon knows the name (Sở Văn hóa,
Thể thao và Du lịch), in chains of collectives (các sở, ban, ngành) and of administrative units (UBND các
huyện, thị xã, thành phố).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from khparse.extract.bodies.heads import head_at, is_common, is_verb, skip_quantifiers
from khparse.extract.bodies.joints import step_over_joint
from khparse.extract.bodies.small_words import (
    BREAKS,
    STOPS,
    Name,
    behind_unit,
    is_unit,
    step_over_stop,
    step_over_verb,
)
from khparse.extract.bodies.words import Words
from khparse.lexicon import provinces
from khparse.lexicon.heads import Head, known_names, name_words

_STAFF = name_words("staff")
_COMMON = name_words("common")
_SEPARATORS = frozenset({",", "-", "–", "và", "&", "/"})
_LONGEST_NAME = 40  # words
_LONGEST_KNOWN = 32  # words
_JOINTS = frozenset({",", "-", "–", "và", "/", "của", "thuộc", "có", "các"})  # never the last word of a name


def read_name(words: Words, index: int, stop: int, *, closed: bool, free: bool) -> tuple[int, str] | None:
    """Return the index behind the mention that begins at word `index`, and the kind of its head noun."""
    at, plural = skip_quantifiers(words, index, stop)
    found = head_at(words, at, stop, plural=plural, free=free) if at < stop else None
    if found is None:
        return None
    head, behind = found
    if head.kind == "person" and (post := _post_behind(words, behind, stop, closed=closed, plural=plural)):
        return post, "post"
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


def _post_behind(words: Words, index: int, stop: int, *, closed: bool, plural: bool) -> int:
    """Return the index behind the post that follows "đồng chí", "ông"; 0 where a person's name does."""
    if index >= stop or not (plural or words.capital(index)):
        return 0
    found = head_at(words, index, stop, plural=plural)
    if found is None or not (found[0].kind == "post" or (plural and found[0].kind == "body")):
        return 0
    post = read_name(words, index, stop, closed=closed, free=plural)
    return post[0] if post else 0


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
        one = words.capital(behind) and words.capital(behind + 1)  # "Giám đốc Sở Nội vụ"
        return "các" in words.lower[at : behind + 2] or (is_common(words, behind) and not one)
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
            if is_unit(words, at + 1):
                return best  # "Công an, Xã đội" is no Công an xã
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
        degree = name.head.kind == "person" and at - name.start <= 3  # "BS. CKII. …"
        place = words.lower[at - 1] in _PLACES and words.capital(at - 1)  # "UBND TP. Huế"
        return int(word == "." and (degree or place) and words.capital(at + 1))
    if word in _SEPARATORS:
        return step_over_joint(words, name, at, stop)
    if words.capital(at):
        return 0 if _opens_twin(words, name, at, stop) else _whole_head(words, at, stop)
    if word in ("mỗi", "từng", "những") or (words.pair(at) in _PAPERS and words.lower[at - 1] not in _TAKING):
        return 0
    if word in STOPS and not (is_unit(words, at) and behind_unit(words, at - 1)):
        return step_over_stop(words, name, at)
    if name.head.kind == "person":
        return _step_of_person(words, name, at, stop)
    if name.head.kind == "body" and not (name.generic or name.closed) and is_whole(words, name.start, at):
        return 0
    if is_verb(words, at):
        return step_over_verb(words, name, at)
    return 1


def _step_of_person(words: Words, name: Name, at: int, stop: int) -> int:
    """Return by how many words a person's name goes on at a word written small."""
    word = words.lower[at]
    if words.pair(at) in _FIELDS:  # "đ/c Phó Hiệu trưởng chuyên môn"
        return 2
    found = None if is_verb(words, at) else head_at(words, at, stop, plural=True)
    if found and found[0].kind == "post" and words.capital(at - 1):
        return found[1] - at  # "Đ/c Thủy kế toán"
    return int(word in _LEVELS and at - name.start > 3)  # "đồng chí Phó Chủ tịch LĐLĐ huyện"


_PLACES = frozenset({"tp", "tx", "tt", "q", "p", "h", "x"})  # thành phố, thị xã … before a full stop
_WHOLE = frozenset({"sở", "bộ"})  # heads of names that the lexicon knows in full
_LEVELS = frozenset({"tỉnh", "huyện", "xã", "phường"})
_FIELDS = frozenset({"chuyên môn", "thường trực"})  # of deputies
_BEHIND_WHOLE = frozenset({
    "của", "thuộc", "có", "trực", "các", "cấp", "khu", "liên", "hai", "ba", "hội", "ủy", "đoàn", "đội"
})  # fmt: skip


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
        or is_unit(words, at)
    ):
        return False
    if words.lower[first] in _WHOLE:
        return known_length(words, first, at) == at - first
    if at - first <= 2:
        return False
    if words.capital(at - 1):  # "Bệnh viện Đa khoa Nghệ An | khám bệnh"
        return words.capital(at - 2) and words.pair(at - 2) in provinces.names()
    return words.lower[at - 1] in _LEVELS


# What is sent to a body, and the words behind which it belongs to a name: "Bộ phận Tiếp nhận và Trả kết quả".
_PAPERS = frozenset({
    "số liệu", "kết quả", "tình hình", "danh sách", "phương án", "tiến độ", "danh mục", "dự thảo", "báo cáo",
    "tờ trình",
})  # fmt: skip
_TAKING = frozenset({"trả", "giao", "và", "lý", "nhận"})


def _whole_head(words: Words, at: int, stop: int) -> int:
    """Return the length of the head noun at `at`: "Văn phòng Ban chỉ đạo …" goes on behind "Ban chỉ đạo"."""
    found = head_at(words, at, stop)
    return max(found[1] - at, known_length(words, at, stop)) if found else 1


# --- Names without a separator -----------------------------------------------------------------------------

# First words of head nouns that are set side by side.
_TWINS = frozenset({"sở", "bộ", "phòng", "trường", "hội", "trung", "cục", "vụ", "công", "chi", "khoa"})
# Those that a cell sets on lines of their own, seldom inside a longer name.
_ON_NEW_LINES = _TWINS | {"ubnd", "đoàn", "ban", "thanh", "bảo"}


def _opens_twin(words: Words, name: Name, at: int, stop: int) -> bool:
    """Return whether a second body begins without a separator: "Sở Y tế Sở Tài chính"."""
    found = head_at(words, at, stop) if at - name.start > 1 else None
    if found is None or found[0].kind not in ("body", "post"):
        return False
    word, first = words.lower[at], words.lower[name.start]
    alike = found[0].words == name.head.words or word == "hội"  # not "Chi ủy Chi bộ"
    if word == first and word in _TWINS and alike and name.head.kind == "body":
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

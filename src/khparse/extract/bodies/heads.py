"""Where the name of a body, post or person begins: its head noun (Sở, Ban, UBND, Trung tâm …).

A head noun opens a name when it is printed with a capital, stands behind a quantifier (các, những …) or goes
on with an opened list; the word behind it can make it another word ("Ban hành", "Phòng chống", "Tổ chức").
"""

from __future__ import annotations

from khparse.extract.bodies.words import Words
from khparse.lexicon.heads import Head, heads, name_words, verbs

QUANTIFIERS = name_words("quantifier")
_COMMON = name_words("common")
_CODE = Head(("",), "body", True, frozenset())
_AFTER_QUANTIFIER = frozenset({"các", "bộ", "số", "thể", "cả"})  # "tất cả các", "một số", "toàn thể"
_MOST_QUANTIFIERS = 3  # words


def starts_body(words: Words, index: int, stop: int, *, free: bool = False) -> bool:
    """Return whether a mention can begin at word `index`."""
    at, plural = skip_quantifiers(words, index, stop)
    return at < stop and head_at(words, at, stop, plural=plural, free=free) is not None


def opens_name(words: Words, index: int, stop: int) -> bool:
    """Return whether a proper body or a post begins at word `index`."""
    found = head_at(words, index, stop)
    return found is not None and found[0].kind in ("body", "post")


def head_at(
    words: Words, index: int, stop: int, *, plural: bool = False, free: bool = False
) -> tuple[Head, int] | None:
    """Return the head noun at word `index` and the index behind it.

    `plural` says that a quantifier stands before it, `free` that a list has been opened ("phối hợp với …"),
    so that common nouns written small count as well.
    """
    candidates = heads().get(words.lower[index])
    if not candidates:
        return _code_at(words, index)
    for head in candidates:
        behind = index + len(head.words)
        if behind > stop or (len(head.words) > 1 and tuple(words.lower[index:behind]) != head.words):
            continue
        capital = words.capital(index)
        common = head.kind == "collective"
        listed = free and (common or is_common(words, index))
        # "Bộ phận Một cửa" is a body of its own; a person's name makes "thầy", "bà" one.
        named = (capital and head.words in _NAMED) if common else head.kind == "person"
        proper = named and (words.capital(behind) or (common and words.lower[behind][0].isdigit()))
        # Owners do things themselves: "Chủ đầu tư bố trí kinh phí".
        proper = proper or (common and capital and (head.words[0] == "chủ" or head.words == ("nhà", "thầu")))
        if not (plural or head.anywhere or listed or proper or (capital and not common)):
            continue
        if _is_other_word(words, head, index, behind, plural=plural):
            return None
        if not plural and not capital and is_clause(words, index):
            continue
        return head, behind
    return None


# Collectives that a name makes one body: "Thành phố Huế", "Khối 4".
_NAMED = frozenset({
    ("bộ", "phận"), ("cơ", "sở"), ("câu", "lạc", "bộ"), ("tỉnh",), ("thành", "phố"), ("quận",), ("thị", "xã"),
    ("thị", "trấn"), ("đặc", "khu"), ("khu", "phố"), ("tổ", "dân", "phố"), ("mầm", "non"),
    ("tiểu", "học"), ("thcs",), ("thpt",),
})  # fmt: skip


def _is_other_word(words: Words, head: Head, index: int, behind: int, *, plural: bool) -> bool:
    """Return whether what follows a head noun makes it another word: "ban hành", "PHÒNG, CHỐNG", "Tổ chức".

    A capital there begins a name ("Ban Công tác xã hội"), unless all is set in capitals; "các tổ chức" is
    never the verb, and behind "các" a comma goes on with a chain ("Các Bộ, cơ quan").
    """
    at = behind + 1 if words.lower[behind] == "," and not plural else behind
    if words.lower[at] not in head.not_before or (plural and head.words == ("tổ", "chức")):
        return False
    return not words.capital(at) or words.view.folded[words.starts[index] : words.end(index)].isupper()


def _code_at(words: Words, index: int) -> tuple[Head, int] | None:
    """Return a unit named by its code, as police units are: `PC06`, `PA03`."""
    word = words.lower[index]
    if 3 <= len(word) <= 5 and word[-2:].isdigit() and word[:-2].isalpha() and words.capital(index):
        return _CODE, index + 1
    return None


def skip_quantifiers(words: Words, index: int, stop: int) -> tuple[int, bool]:
    """Return the index behind "các", "tất cả các", "một số" … at `index`, and whether there are any."""
    at = index
    while at < min(index + _MOST_QUANTIFIERS, stop):
        word = words.lower[at]
        follows = at > index and word in _AFTER_QUANTIFIER and words.lower[at - 1] != "các"
        if word not in QUANTIFIERS and not follows:
            break
        at += 1
    return at, at > index


def is_common(words: Words, at: int) -> bool:
    """Return whether a common noun of collectives stands at word `at`: ban, ngành, đoàn thể …"""
    return words.lower[at] in _COMMON or words.pair(at) in _COMMON


def is_verb(words: Words, at: int, *, capital: bool = False) -> bool:
    """Return whether the word at `at` begins a verb or adverb of a duty, written small (or `capital` too)."""
    if words.capital(at) and not capital:
        return False
    word, pair = words.lower[at], words.pair(at)
    if (word == "cấp" and words.lower[at + 1] in _BEHIND_LEVEL) or pair == "trực thuộc":
        return False
    if word == "giao" and (words.capital(at + 1) or words.lower[at + 1] in (":", "các", "cho")):
        return True  # an order: "UBND tỉnh giao Sở Nội vụ"
    if word == "giúp" and words.capital(at + 1):
        return True
    if word in _COUNTING and words.lower[at + 1].isdigit():
        return True
    if word in _ONE_WORD:
        return not at or words.lower[at - 1] not in _ONE_WORD[word]
    if word == "trực":
        return words.lower[at - 1] != "thường" and words.lower[at + 1] not in _BEHIND_DIRECT
    if word == "dự" and words.lower[at + 1] in _BEHIND_ATTENDING:
        return True
    if word == "ký" and at and words.lower[at - 1] in ("thư", "chữ"):
        return False  # "Tổ Thư ký Ban Chỉ đạo"
    if pair == "thường xuyên" and words.pair(at - 2) == "giáo dục":
        return False  # "các trung tâm giáo dục thường xuyên"
    if pair == "thi hành" and words.lower[at + 2] == "án":
        return False
    if pair == "sử dụng" and at and words.lower[at - 1] == "quyền":
        return False  # "Văn phòng Đăng ký quyền sử dụng đất"
    if pair == "bảo vệ" and words.pair(at + 2) == "thực vật":
        return False  # "Trạm Trồng trọt và bảo vệ thực vật"
    if pair == "lãnh đạo":
        chain = words.lower[at + 2] == "," and words.pair(at + 3) in verbs()
        return chain or words.pair(at + 2) in _LED
    known = verbs()
    if pair in known:
        return not (at and words.lower[at - 1] in _PLURALS)
    return word in known


_PLURALS = frozenset({"các", "những", "mỗi", "từng"})  # "các tổ chức" is no verb
_COUNTING = frozenset(
    {"trực", "chuyển", "mở", "cử", "lập", "cấp", "trồng", "tặng", "trao", "dành"}
)  # "mở 02 lớp"
# Verbs of one word, and the words behind which they are a syllable of another: "thành lập", "tạm giữ".
_ONE_WORD = {
    "lập": ("thành", "thiết", "công", "độc", "dân", "tư", "sáng", "tái", "trung", "quốc", "tự"),
    "mua": ("người", "bên", "thu", "đặt"),
    "giữ": ("tạm", "trông", "nhóm", "lưu", "bắt", "nắm", "cất", "canh", "gìn"),
}
_BEHIND_DIRECT = frozenset({"thuộc", "tuyến", "quan", "giác", "hệ", "thăng"})  # "đơn vị trực thuộc"
_BEHIND_ATTENDING = frozenset({"và", ",", "họp", "buổi", "đầy", "đúng", "cùng"})  # "dự và chỉ đạo"
# "lãnh đạo" is the verb before one of these ("lãnh đạo, chỉ đạo …"), else those who lead ("lãnh đạo các sở").
_LED = frozenset({
    "chỉ đạo", "thực hiện", "tổ chức", "triển khai", "quán triệt", "công tác", "việc thực", "việc tổ",
    "toàn diện", "chặt chẽ", "tốt công", "tốt việc", "xây dựng", "tăng cường", "và chỉ",
})  # fmt: skip
# "cấp" is the verb ("cấp giấy phép") unless one of these follows it ("cấp tỉnh", "cấp trên").
_BEHIND_LEVEL = frozenset({
    "xã", "tỉnh", "huyện", "ủy", "uỷ", "cơ", "thành", "phường", "quận", "thôn", "trên", "dưới",
    "trung", "quốc", "bộ", "sở", "có", "nào"
})  # fmt: skip
# "tổ chức" is a verb unless one of these follows it ("tổ chức chính trị", "tổ chức, cá nhân").
_BEHIND_ORGANISATION = frozenset({
    "và", "chính", "xã", "có", "liên", "đoàn", "kinh", ";", "cá", "hội", ",", "hành", "đảng", "công",
    "tín", "quản", "phi", "ở", "cơ", "sở", "khoa", "tôn", "quốc", "nghề", "hữu", "trong", "thuộc", "hợp",
    "cung", ")", "khác"
})  # fmt: skip
_LIKE_COMMON = frozenset(
    {"báo cáo", "hội nghị", "hội thảo", "phòng chống", "phòng ngừa", "báo về", "hợp tác"}
)


def is_clause(words: Words, at: int) -> bool:
    """Return whether a common noun is another word here: "tổ chức thực hiện", "báo cáo kết quả"."""
    pair = words.pair(at)
    if pair == "tổ chức":
        return words.lower[at + 2] not in _BEHIND_ORGANISATION
    return pair in _LIKE_COMMON and not (pair == "hợp tác" and words.lower[at + 2] == "xã")

"""Words written small inside a name: verbs and prepositions that belong to it, nouns of places."""

from __future__ import annotations

from typing import NamedTuple

from khparse.extract.bodies.heads import QUANTIFIERS, is_verb
from khparse.extract.bodies.words import Words
from khparse.lexicon.heads import Head, name_words, verbs

BREAKS = frozenset('\n;:.()[]!?"…')
STOPS = name_words("stop")
ASSIGNING = frozenset(
    {"có trách", "chịu trách", "chủ trì", "phối hợp", "chủ động", "tiếp tục", "căn cứ", "tổ chức", "dưới sự"}
)
_UNITS = name_words("unit")
_PURPOSES = name_words("purpose")
_COMPOUNDS = name_words("compound")
_PURPOSES_OF_NAMES = name_words("function")


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


def is_unit(words: Words, at: int) -> bool:
    """Return whether a noun of administrative units stands at word `at`: xã, phường, đặc khu …"""
    return words.lower[at] in _UNITS or words.pair(at) in _UNITS


def behind_unit(words: Words, at: int) -> bool:
    """Return whether the word before `at` ends the noun of an administrative unit."""
    return words.lower[at - 1] in _UNITS or words.pair(at - 2) in _UNITS


_SERVICES = frozenset({"trung", "quỹ", "viện"})  # first words of heads whose names begin with a verb
ACTS = frozenset({"tham mưu", "quyết định", "phê duyệt"})  # what a cell says beside a name
_PURPOSE_NOUNS = frozenset({
    "quan", "vị", "chức", "nghiệp", "sở", "lượng", "hội", "trường", "viện", "hộ", "trạm", "cấp", "tổ",
    "ngành", "tâm",
})  # fmt: skip
# What a duty is about, and how it is done: "các đơn vị | xây dựng kế hoạch", "| quản lý chặt chẽ".
_DUTY_OBJECTS = frozenset({
    "kế hoạch", "phương án", "dự toán", "dự án", "báo cáo", "chương trình", "quy chế", "quy trình",
    "quy định", "đề án", "nội dung", "hồ sơ", "danh mục", "danh sách", "lộ trình", "văn bản", "công tác",
    "hiệu quả", "nghiêm túc", "chặt chẽ", "kịp thời", "đầy đủ", "thường xuyên",
})  # fmt: skip
_OBJECT_MARKS = frozenset({"các", "những", "một", "việc", "tốt", "có", "đúng", "ý"})


def step_over_verb(words: Words, name: Name, at: int) -> int:
    """Let a name go on over a verb that belongs to it: "các đơn vị cấp nước", "Văn phòng Đăng ký đất đai"."""
    pair = words.pair(at)
    if name.closed and pair not in ASSIGNING and words.lower[at] != "giao":
        acts = pair in ACTS and not name.generic and at > name.start + len(name.head.words)
        return 0 if acts else 1
    if name.generic:
        if pair == "xây dựng" and words.lower[at + 2] == "đảng" and words.lower[at - 1] == "ban":
            return 3  # "các ban xây dựng Đảng"
        if pair == "tham mưu" and words.lower[at + 2] == "," and words.lower[at + 3] in QUANTIFIERS:
            return 2  # "các phòng tham mưu, các đơn vị …"
        before = words.lower[at - 1]
        noun = before in _PURPOSE_NOUNS or words.pair(at - 2) == "tác xã"
        purpose = pair in _PURPOSES and (noun or before in (",", "-"))
        purpose = purpose and words.lower[at - 2] != "liên"  # "các đơn vị liên quan | quản lý"
        return 2 if purpose and not _is_object(words, at + 2) else 0
    if at == name.start + len(name.head.words) and _names_itself(words, name, at):
        return 5 if words.lower[at + 2] == "và" else 2  # "Quỹ bảo vệ và phát triển rừng"
    if words.capital(at - 2) and words.pair(at - 2) in verbs() and name.head.words[0] in _SERVICES:
        return 2  # "Trung tâm Giám sát điều hành thông minh"
    return 2 if f"{words.pair(at - 2)} {pair}" in _COMPOUNDS else 0


_FIRM = frozenset({"có trách", "có nhiệm", "chịu trách"})
_GROUPS = frozenset({"ban", "tổ", "đội", "đoàn", "hội", "tiểu", "mạng", "trung"})  # first words of heads
_FUNCTIONS = frozenset({
    "kiểm tra", "giám sát", "quản lý", "điều hành", "thẩm định", "thanh tra", "hỗ trợ", "phục vụ",
    "tuyên truyền", "biên tập", "vận động", "tư vấn", "kiểm kê", "xử lý", "bảo vệ", "kiểm soát", "soạn thảo",
    "đánh giá", "xét duyệt", "chấm thi", "thu gom", "bồi dưỡng", "tuần tra",
})  # fmt: skip
_LONGEST_FUNCTION = 8  # words


def _names_itself(words: Words, name: Name, at: int) -> bool:
    """Return whether the verb right behind a head belongs to the name: another one follows it soon.

    "Mạng lưới quản lý chất lượng | có nhiệm vụ …", "Ban kiểm tra nội bộ | báo cáo".
    """
    three = f"{words.pair(at)} {words.lower[at + 2]}"
    if words.pair(at) == "giáo dục" or not _PURPOSES_OF_NAMES.isdisjoint(
        (three, f"{three} {words.lower[at + 3]}")
    ):
        return True
    of_group = words.lower[name.start] in _GROUPS and words.pair(at) in _FUNCTIONS
    for index in range(at + 2, min(at + _LONGEST_FUNCTION, words.last)):
        word = words.lower[index]
        if words.pair(index) in _FIRM:
            return True
        if word == ":":
            return of_group  # "Đội thu gom rác dân lập: …"
        if word in BREAKS or word in (",", "các", "những", "việc"):
            return False
        if index > at + 2 and is_verb(words, index):
            return of_group
    return False


def is_purpose(words: Words, at: int) -> bool:
    """Return whether what a body is for stands at word `at`, and no duty with its object."""
    if words.pair(at) not in _PURPOSES or words.capital(at):
        return False
    return words.lower[at + 2] == "có" or not _is_object(words, at + 2)


def _is_object(words: Words, at: int) -> bool:
    """Return whether the word at `at` makes the verb before it a duty."""
    if words.pair(at) == "thường xuyên" and words.pair(at - 2) == "giáo dục":
        return False
    return words.lower[at] in _OBJECT_MARKS or words.pair(at) in _DUTY_OBJECTS


# First words of heads with a subject: "Ban Chỉ đạo về chuyển đổi số".
_WITH_SUBJECT = frozenset({"ban", "tổ", "hội", "tiểu", "văn", "bcđ", "cơ"})
_JOINED = frozenset(
    {"có liên", "có thẩm", "có trụ", "có chức", "trên địa", "trên toàn", "nêu trên", "trong nước",
     "ngoài nước", "ngoài công", "không chuyên"}
)  # fmt: skip
# Words before which a preposition is a syllable of a noun: "Phòng Hậu cần", "Phòng Khách hàng".
_NO_STOP_BEHIND = {"cần": ("hậu",), "hàng": ("khách", "cửa", "nhà", "ngân", "mặt")}
_POLICED = frozenset({"tội phạm", "hành chính"})  # "Đội CSĐT tội phạm về ma túy"
_LONGEST_BEFORE_SUBJECT = 7  # words


def step_over_stop(words: Words, name: Name, at: int) -> int:
    """Let a name go on over a preposition that belongs to it ("trên địa bàn", "có liên quan")."""
    word, behind = words.lower[at], words.lower[at + 1]
    if words.pair(at) in _JOINED:
        return 2
    if word == "chưa":
        return int(name.closed)  # "Đối với các xã chưa có dịch"
    if word == "tại" and words.lower[at - 1] in ("hiệu", "nhánh", "diện"):
        return int(words.capital(at + 1))  # "Phân hiệu tại Kon Tum"
    if word == "hàng" and behind in ("hải", "không", "hóa", "giả", "rong"):
        return 2
    if word in _NO_STOP_BEHIND:
        return int(words.lower[at - 1] in _NO_STOP_BEHIND[word])
    if word == "trong" and name.head.kind == "person":
        return int(words.capital(at + 1))  # "Các đồng chí trong Ban Thường vụ"
    if word == "tự":
        return int(words.lower[at - 1] == "trật" or behind in ("vệ", "quản"))
    if word == "về" and (words.pair(at - 2) in _POLICED or words.lower[at - 1] == "qlhc"):
        return 1
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

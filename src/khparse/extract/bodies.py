"""A grammar of names: where the name of a body, post or person begins and ends, and how lists of them part.

Bodies are an open class. A head noun (Sở, Ban, UBND, Trung tâm …) opens a name; the name goes on over
capitalised words and over lower-case ones that are no verb, preposition or new head; commas and "và" belong to
it where the lexicon knows the name (Sở Văn hóa, Thể thao và Du lịch), in chains of collectives (các sở, ban,
ngành) and of administrative units (UBND các huyện, thị xã, thành phố).
"""

from __future__ import annotations

from typing import NamedTuple

from khparse.extract.words import Words
from khparse.lexicon.heads import Head, heads, known_lengths, verbs


class Mention(NamedTuple):
    """A body, post, person or collective: its view range and the kind of its head noun."""

    start: int
    end: int
    kind: str


class Mentions(NamedTuple):
    """A list of mentions and the word index behind it."""

    items: list[Mention]
    next: int


_LONGEST_NAME = 40  # words
_MOST_ITEMS = 40
_QUANTIFIERS = frozenset("các những mỗi từng toàn cả tất một".split())
_AFTER_QUANTIFIER = frozenset("các bộ số thể cả".split())
_GENERIC = frozenset(
    "sở ban ngành hội phòng huyện xã phường bộ viện trường đài báo đoàn cục vụ khoa tổ đội trạm chi nhánh"
    " mttq".split()
)
_GENERIC_PAIRS = frozenset(
    "đoàn thể|địa phương|cơ quan|đơn vị|tổ chức|cá nhân|mặt trận|doanh nghiệp|hợp tác|hộ gia|hộ kinh|hiệp hội|báo chí"
    "|truyền thông|thị trấn|chính quyền|cấp ủy|lực lượng|trung tâm|nhà trường|bộ phận|tập thể|thôn bản|khu phố|báo cáo viên"
    "|cán bộ|công chức|viên chức|nhân dân|người dân".split("|")
)
_ADMIN = frozenset("xã phường huyện quận tỉnh thôn bản ấp buôn khóm thị".split())
_ADMIN_PAIRS = frozenset(
    {"thị trấn", "thị xã", "thành phố", "đặc khu", "khu phố", "tổ dân", "khu dân", "làng bản"}
)
_STOPS = frozenset(
    "để nhằm theo tại khi nếu cho bằng do bởi sẽ phải cần đã đang không như vào ra trước sau hằng hàng này đó"
    " mà thì nhưng đồng ngay cũng còn kể căn trên nêu ngoài nhất gồm qua với cùng và hoặc được là có về từ đến"
    " trong trừ đặc hướng tới lên gửi tự".split()
)
_BREAKS = frozenset('\n;:.()[]!?"…')
_PERSON_WORDS = frozenset({"thầy", "cô", "ông", "bà", "bác", "em"})


def read_bodies(words: Words, index: int, *, heading: bool = False, limit: int | None = None) -> Mentions:
    """Return the bodies of the list that begins at word `index`, and the index of the word behind the list.

    In a `heading` verbs end a name only where they assign (có trách nhiệm, chủ trì, phối hợp). `limit` is a
    word index that no name crosses.
    """
    stop = words.last if limit is None else min(limit, words.last)
    items: list[Mention] = []
    end = index
    while len(items) < _MOST_ITEMS:
        found = _read_item(words, index, stop, heading)
        if found is None:
            break
        behind, kind = found
        end = behind
        items.append(Mention(words.starts[index], words.ends[behind - 1], kind))
        if words.lower[behind] == ":" and (listed := _read_listed(words, index, behind + 1, stop)):
            return listed
        behind = _skip_brackets(words, behind, stop)
        behind = _skip_apposition(words, behind, stop, heading)
        end = behind
        following = _next_item(words, behind, stop)
        if following is None:
            break
        index = following
    return Mentions(items, end)


def head_at(words: Words, index: int, stop: int, *, plural: bool = False) -> tuple[Head, int] | None:
    """Return the head noun at word `index` and the index behind it; `plural` where a quantifier stands before."""
    candidates = heads().get(words.lower[index])
    if not candidates:
        return None
    for head in candidates:
        length = len(head.words)
        if index + length > stop or (length > 1 and tuple(words.lower[index : index + length]) != head.words):
            continue
        if head.capital and not plural and not words.capital(index):
            continue
        behind = index + length
        if words.lower[behind] in head.not_before and not words.capital(behind):
            continue
        if length == 1 and words.lower[behind] == "," and words.lower[behind + 1] in head.not_before:
            continue
        return head, behind
    return None


def starts_body(words: Words, index: int, stop: int) -> bool:
    """Return whether a mention can begin at word `index`."""
    at, plural = _skip_quantifiers(words, index, stop)
    found = head_at(words, at, stop, plural=plural)
    if found is None:
        return False
    head, _ = found
    return plural or words.capital(at) or head.kind == "collective" or not head.capital


def _skip_quantifiers(words: Words, index: int, stop: int) -> tuple[int, bool]:
    at = index
    while at < stop and at - index < 3:
        word = words.lower[at]
        if word in _QUANTIFIERS or (
            at > index and word in _AFTER_QUANTIFIER and words.lower[at - 1] != "các"
        ):
            at += 1
        else:
            break
    return at, at > index


def _read_item(words: Words, index: int, stop: int, heading: bool) -> tuple[int, str] | None:
    """Return the index behind the mention that begins at word `index`, and its kind."""
    at, plural = _skip_quantifiers(words, index, stop)
    if at >= stop:
        return None
    found = head_at(words, at, stop, plural=plural)
    if found is None:
        return None
    head, behind = found
    behind = max(behind, at + _known_length(words, at, stop))
    generic = head.kind == "collective" or plural
    last = min(at + _LONGEST_NAME, stop)
    while behind < last:
        step = _step(words, at, behind, last, head, generic, heading)
        if step == 0:
            break
        behind += step
    while behind > at + 1 and words.lower[behind - 1] in (",", "-", "và", "/", "của", "thuộc", "có", "các"):
        behind -= 1
    return behind, head.kind


def _known_length(words: Words, index: int, stop: int) -> int:
    """Return how many words the longest name that the lexicon knows takes from `index` on; 0 for none."""
    lengths = known_lengths().get(words.lower[index])
    if lengths is None:
        return 0
    path: list[str] = []
    best = 0
    node = lengths
    for at in range(index + 1, min(index + 24, stop)):
        word = words.lower[at]
        if word in (",", "-", "và", "&"):
            continue
        child = node.get(word)
        if not isinstance(child, dict):
            break
        node = child
        path.append(word)
        if "" in node:
            best = at + 1 - index
    return best


def _step(words: Words, start: int, at: int, stop: int, head: Head, generic: bool, heading: bool) -> int:
    """Return by how many words the name that began at `start` goes on at `at`; 0 where it ends."""
    word = words.lower[at]
    if word in _BREAKS or word == "/":
        return 2 if word == "/" and words.lower[at + 1] in _GENERIC and generic else 0
    if word == ",":
        return 1 if _goes_on_behind_comma(words, start, at, stop, head, generic) else 0
    if word in ("và", "&"):
        return 1 if _goes_on_behind_and(words, start, at, stop, head, generic, heading) else 0
    if word in ("-", "–"):
        joined = words.capital(at + 1) or words.lower[at + 1] in ("xã", "kỹ")
        return 1 if joined and head_at(words, at + 1, stop) is None else 0
    if word in _STOPS:
        return _step_over_stop(words, start, at, stop, generic, heading)
    if words.capital(at):
        return 0 if _opens_twin(words, start, at, stop) else 1
    if head.kind == "person":
        return 0
    if is_verb(words, at) and not (heading and not _assigns(words, at)):
        return 0
    return 1


def _step_over_stop(words: Words, start: int, at: int, stop: int, generic: bool, heading: bool) -> int:
    """Let a name go on over a preposition where it belongs to the name ("trên địa bàn", "có liên quan")."""
    word, behind = words.lower[at], words.lower[at + 1]
    if word == "có" and behind in ("liên", "thẩm", "trụ", "chức"):
        return 2
    if word == "trên" and behind in ("địa", "toàn"):
        return 2
    if word == "nêu" and behind == "trên":
        return 2
    if (
        word == "về"
        and words.lower[start] in ("ban", "tổ", "hội", "tiểu", "văn", "bcđ", "cơ")
        and words.capital(start)
    ):
        return 1 if at - start <= 7 and not is_verb(words, at + 1) else 0
    if word == "trong" and (
        behind in ("các", "khối", "và", "tỉnh", "ngành", "hệ", "lĩnh", "toàn", "phạm") and generic
    ):
        return 1
    if word == "ngoài" and behind == "nước":
        return 2
    if word == "từ" and words.capital(at + 1) and generic:
        return 1
    if word == "đến" and words.capital(at + 1) and "từ" in words.lower[start:at]:
        return 1
    if word == "không" and behind in ("chuyên", "gian"):
        return 2
    if heading and word in ("được", "do", "của", "tại") and generic:
        return 1
    return 0


def _opens_twin(words: Words, start: int, at: int, stop: int) -> bool:
    """Return whether a second body begins without a separator: "Sở Y tế Sở Tài chính"."""
    word = words.lower[at]
    if at - start < 2 or head_at(words, at, stop) is None:
        return False
    first = words.lower[start]
    if word == first and word in ("sở", "bộ", "phòng", "trường", "ban", "hội", "trung"):
        return word != "ban" or words.lower[at - 1] not in ("các", "và")
    return words.view.text[words.starts[at] - 1] == " " and words.starts[at] - 1 in _line_breaks(words, at)


def _line_breaks(words: Words, at: int) -> list[int]:
    paragraph = words.view.paragraph_at(words.starts[at])
    return paragraph.breaks if paragraph.in_table and words.view.document.format not in ("txt", "md") else []


def _goes_on_behind_comma(words: Words, start: int, at: int, stop: int, head: Head, generic: bool) -> bool:
    following = words.lower[at + 1]
    if at + 1 >= stop or following in _BREAKS or following in _QUANTIFIERS:
        return False
    before = words.lower[at - 1]
    pair = f"{following} {words.lower[at + 2]}"
    if following in _ADMIN or pair in _ADMIN_PAIRS:
        admin_before = before in _ADMIN or f"{words.lower[at - 2]} {before}" in _ADMIN_PAIRS
        return admin_before and not words.capital(at + 1)
    if generic and (following in _GENERIC or pair in _GENERIC_PAIRS):
        small = not words.capital(at + 1)
        chained = before in _GENERIC and words.capital(at - 1) and following in _GENERIC
        if following == "hội" and words.lower[at + 2] in ("viên", "nghị", "thảo"):
            return False
        return small and not _is_clause(words, at + 1, stop) or chained
    if following == "chống" and before == "phòng":
        return True
    if head.kind != "body" or not words.capital(at + 1) or head_at(words, at + 1, stop) is not None:
        return False
    return "và" in words.lower[at + 2 : at + 8] and ";" not in words.lower[at : at + 8]


def _is_clause(words: Words, at: int, stop: int) -> bool:
    """Return whether a generic word is really a verb here: "tổ chức thực hiện", "báo cáo kết quả"."""
    pair = f"{words.lower[at]} {words.lower[at + 1]}"
    if pair in ("tổ chức", "báo cáo", "hội nghị"):
        return words.lower[at + 2] not in (
            ",",
            "và",
            "chính",
            "xã",
            "có",
            "liên",
            "đoàn",
            "kinh",
            ";",
            "cá",
            "hội",
        )
    return False


def _goes_on_behind_and(
    words: Words, start: int, at: int, stop: int, head: Head, generic: bool, heading: bool
) -> bool:
    following = at + 1
    if following >= stop or words.lower[following] in _BREAKS or words.lower[following] in _STOPS:
        return False
    inner, plural = _skip_quantifiers(words, following, stop)
    found = head_at(words, inner, stop, plural=plural)
    pair = f"{words.lower[inner]} {words.lower[inner + 1]}"
    common = words.lower[inner] in _GENERIC or pair in _GENERIC_PAIRS
    if plural:
        return generic and common and not words.capital(inner)
    if common and generic and not words.capital(inner):
        return not _is_clause(words, inner, stop)
    if words.lower[inner] in _ADMIN or pair in _ADMIN_PAIRS:
        return words.lower[at - 1] in _ADMIN or f"{words.lower[at - 2]} {words.lower[at - 1]}" in _ADMIN_PAIRS
    if found is not None:
        return False
    if words.capital(following):
        return True
    return not is_verb(words, following) and (generic or heading)


def is_verb(words: Words, at: int) -> bool:
    """Return whether the word at `at` begins a verb or adverb of a duty, written small."""
    if words.capital(at):
        return False
    word = words.lower[at]
    known = verbs()
    if f"{word} {words.lower[at + 1]}" in known:
        noun = words.lower[at - 1] in _QUANTIFIERS if at else False
        return not noun
    return word in known


def _assigns(words: Words, at: int) -> bool:
    pair = f"{words.lower[at]} {words.lower[at + 1]}"
    return pair in (
        "có trách",
        "chịu trách",
        "chủ trì",
        "phối hợp",
        "chủ động",
        "tiếp tục",
        "tổ chức",
        "triển khai",
    )


def _skip_brackets(words: Words, at: int, stop: int) -> int:
    """Return the index behind a bracket that explains the name before it."""
    if words.lower[at] != "(":
        return at
    for index in range(at + 1, min(at + 40, stop)):
        if words.lower[index] == ")":
            return index + 1
        if words.lower[index] == "\n":
            break
    return at


_APPOSITIONS = frozenset(
    {"cơ quan", "văn phòng", "đơn vị", "thường trực", "phó trưởng", "trưởng ban", "phó chủ", "tổ trưởng"}
)


def _skip_apposition(words: Words, at: int, stop: int, heading: bool) -> int:
    """Return the index behind "- Cơ quan Thường trực …": a second name of the same body."""
    if words.lower[at] not in ("-", "–", ","):
        return at
    pair = f"{words.lower[at + 1]} {words.lower[at + 2]}"
    if pair not in _APPOSITIONS or (words.lower[at] == "," and "thường" not in words.lower[at + 2 : at + 5]):
        return at
    found = _read_item(words, at + 1, stop, heading)
    return found[0] if found else at


def _next_item(words: Words, at: int, stop: int) -> int | None:
    """Return where the next item of a list begins behind `at`, or None where the list ends."""
    if at >= stop:
        return None
    word = words.lower[at]
    following = at
    if word in (",", ";", "và", "&", "/", "cùng", "hoặc"):
        following = at + 1
        while following < stop and words.lower[following] in ("và", "với", "cùng", "giữa", "là", "-", "+"):
            following += 1
    elif head_at(words, at, stop) is None or not words.capital(at):
        return None
    if following >= stop or not starts_body(words, following, stop):
        return None
    inner, plural = _skip_quantifiers(words, following, stop)
    if not plural and not words.capital(inner) and _is_clause(words, inner, stop):
        return None
    return following


def _read_listed(words: Words, first: int, index: int, stop: int) -> Mentions | None:
    """Return the bodies that a plural head with a colon lists: "các Bộ: Quốc phòng, Công an"."""
    plural = words.lower[first] in _QUANTIFIERS
    if not plural or words.lower[index] == "\n" or not words.capital(index):
        return None
    items: list[Mention] = []
    end = index
    while index < stop and words.capital(index):
        found = _read_item(words, index, stop, False)
        behind, kind = found if found else (_capital_phrase(words, index, stop), "body")
        items.append(Mention(words.starts[index], words.ends[behind - 1], kind))
        end = behind
        if words.lower[behind] not in (",", ";", "và"):
            break
        index = behind + 1
        while words.lower[index] in ("và", "các"):
            index += 1
    return Mentions(items, end)


def _capital_phrase(words: Words, index: int, stop: int) -> int:
    """Return the index behind a name without head noun: "Nông nghiệp và Môi trường", "Văn hóa, Thể thao và Du lịch"."""
    for prefix in ("bộ", "sở"):
        if length := _known_length_of(words, prefix, index, stop):
            return index + length
    at = index + 1
    while at < stop:
        word = words.lower[at]
        if word in _BREAKS or word == "," or is_verb(words, at) or word in _STOPS - {"và"}:
            break
        if word in ("và", "-") and not words.capital(at + 1):
            break
        at += 1
    return at


def _known_length_of(words: Words, prefix: str, index: int, stop: int) -> int:
    node = known_lengths().get(prefix)
    best = 0
    for at in range(index, min(index + 14, stop)):
        word = words.lower[at]
        if word in (",", "-", "và", "&") and at > index:
            continue
        child = node.get(word) if node else None
        if not isinstance(child, dict):
            break
        node = child
        if "" in node:
            best = at + 1 - index
    return best

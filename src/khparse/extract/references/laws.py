"""Documents cited by name: laws, codes, ordinances, the Constitution, treaties, congress resolutions.

Known names come from laws.tsv (the longest wins, whatever commas and `và` it holds); an unknown law is read
from its capital on, up to a word that can't be part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from khparse.extract.references.grammar import Mention, document_words, word_ending
from khparse.fold import key
from khparse.lexicon import table, values

HEADS = {
    "bộ luật": "BL", "luật": "L", "pháp lệnh": "PL", "hiến pháp": "HP", "công ước": "ĐƯQT",
    "tuyên ngôn": "ĐƯQT",
}  # fmt: skip
"""Words that begin a name, with the code of the type."""

_WORD = re.compile(r"[^\W_]+")


@cache
def _names() -> dict[tuple[str, ...], list[tuple[str, str]]]:
    """Return known names, each with its official form, by their first two words in lower case."""
    names: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for row in table("laws"):
        for name in (row["name"], *values(row["aliases"])):
            first, second, *_ = (*_WORD.findall(name.lower()), "")
            names.setdefault((first, second), []).append((name, row["name"]))
    return names


@cache
def _words(name: str) -> list[str]:
    return key(name).split()


@cache
def _numbers() -> dict[str, str]:
    return {number: row["name"] for row in table("laws") for number in values(row["numbers"])}


def law_of_number(number: str) -> str | None:
    """Return the key of the known law that has a number: "80/2015/QH13"."""
    name = _numbers().get(number)
    return key(name) if name else None


@cache
def _official() -> dict[str, str]:
    """Return the official spelling of known names by key, for names printed in capitals."""
    return {key(row["name"]): row["name"] for row in table("laws")}


# The look back stands behind each word, so that the search runs from letter to letter.
_HEAD = re.compile("|".join(rf"{head}(?<!\w.{{{len(head)}}})(?!\w)" for head in HEADS))
# "pháp luật", "kỷ luật"; a draft is no law yet. Behind the other words only known names are: "Đại học Luật".
_NO_LAW = ("pháp ", "kỷ ", "dự thảo ", "dự án ")
_MAYBE_SCHOOL = frozenset({"học", "khoa", "ty", "quy", "viện", "ngành", "nhân", "sĩ", "phòng"})
_GAP = re.compile(r"(?:, ?| - | ?& ?| |/)(?:và )?")


def law_mentions(folded: str, lower: str) -> Iterator[Mention]:
    """Yield citations by name, without what may follow (number, date, issuer), in text order."""
    done = 0
    for head in _HEAD.finditer(lower):
        if head.start() < done or lower.endswith(_NO_LAW, 0, head.start()):
            continue
        code = HEADS[head.group()]
        for mention in _named(folded, lower, head.start(), head.end(), code):
            done = mention.end
            yield mention
    yield from _resolutions(folded, lower)


def _before(lower: str, at: int) -> str:
    return lower[max(0, at - 12) : at].rstrip(" ").rsplit(" ", 1)[-1].rsplit("\n", 1)[-1]


def _named(folded: str, lower: str, start: int, after: int, code: str) -> Iterator[Mention]:
    amending = _AMENDING.match(lower, after)
    if amending and code in ("L", "BL", "PL"):
        yield from _amending_law(folded, lower, start, amending.end(), code)
        return
    known = _known(lower, start)
    capital = folded[start].isupper()
    if known and (capital or len(known[1].split()) > 2):
        yield _mention(folded, lower, start, known[0], known[1], code)
        if _is_list(lower, start, after):
            yield from _listed(folded, lower, known[0], code)
    elif lower.startswith(":", after):
        yield from _listed(folded, lower, after, code)
    elif capital and code in ("L", "BL", "PL") and _before(lower, start) not in _MAYBE_SCHOOL:
        end = _unknown_end(folded, lower, after + 1)
        if end:
            yield _mention(folded, lower, start, end, key(folded[start:end]), code)


def _known(lower: str, start: int, head: str = "") -> tuple[int, str] | None:
    """Return where the longest known name that begins at `start` ends, and its key.

    `head` is the head of a list that the name shares: "các Luật Đất đai, Nhà ở".
    """
    words = [(word, start) for word in head.split()]
    position = _read_words(lower, start, words, 2)
    first = tuple(word for word, _ in words[:2])
    names = [(_words(name), official) for name, official in _names().get(first, ())]
    _read_words(lower, position, words, max((len(expected) for expected, _ in names), default=0))
    printed = [word for word, _ in words]
    fitting = [
        (len(expected), official) for expected, official in names if printed[: len(expected)] == expected
    ]
    if not fitting:
        return None
    length, official = max(fitting)
    return words[length - 1][1], key(official)


def _read_words(lower: str, position: int, words: list[tuple[str, int]], count: int) -> int:
    """Append words and their ends until there are `count`, without `và`; return where to read on."""
    while len(words) < count and position >= 0 and (word := _WORD.match(lower, position)):
        if word.group() != "và":
            words.append((word.group(), word.end()))
        gap = _GAP.match(lower, word.end())
        position = gap.end() if gap else -1
    return position


_YEAR = re.compile(r" ?(?:\(?(?:sửa đổi)\)?)? ?(?:năm )?((?:19|20)\d\d)(?![\d/-])(?! ?- ?20)")


def _mention(folded: str, lower: str, start: int, end: int, law: str, code: str) -> Mention:
    """Return the citation of a law; its year, where printed, belongs to the name."""
    year = _YEAR.match(lower, end)
    name = _display(folded[start:end], law)
    if year and "sửa đổi" not in year.group():
        end = year.end()
        name += folded[year.start() : year.end()]
    return Mention(start, end, name, f"law {law}", code, typed=True, year=year[1] if year else None)


def _display(printed: str, law: str) -> str:
    """Return a name with its capitals: as printed where it has them, else by the known spelling."""
    if printed.isupper() and len(printed) > 8:
        return _official().get(law) or printed[0] + printed[1:].lower()
    head = next(h for h in HEADS if printed.lower().startswith(h))
    rest = printed[len(head) + 1 :]
    if HEADS[head] not in ("L", "BL", "PL") or rest.startswith("sửa đổi"):
        return printed
    return f"{head.capitalize()} {rest[:1].upper()}{rest[1:]}".strip()


def _is_list(lower: str, start: int, after: int) -> bool:
    return lower[max(0, start - 6) : start].endswith(("các ", "những ")) or lower.startswith(":", after)


_SEPARATOR = re.compile(r"(?:[,;]| và|: ?)(?: và)? ?")


def _listed(folded: str, lower: str, position: int, code: str) -> Iterator[Mention]:
    """Yield the further names of a list that shares its head: "các Luật Đất đai, Nhà ở và Xây dựng"."""
    head = next(h for h, c in HEADS.items() if c == code)
    while separator := _SEPARATOR.match(lower, position):
        start = separator.end()
        known = _known(lower, start, head)
        if not known or known[0] == start or not folded[start].isupper():
            return
        end, law = known
        yield Mention(start, end, f"{head.capitalize()} {folded[start:end]}", f"law {law}", code, typed=True)
        position = end


_AMENDING = re.compile(r" sửa đổi,? (?:và )?bổ sung (?=\w)")
_SOME = re.compile(r"(?:(?:một số|một|các|\d{1,2}) )?(?:(?:điều|điều khoản|nội dung) )?(?:của )?(?:các )?")
_REST = re.compile(r"[^;.,:()\n]{2,120}?(?=[;.,:()\n]|$| ngày| số \d| năm \d)")


def _amending_law(folded: str, lower: str, start: int, position: int, code: str) -> Iterator[Mention]:
    """Yield a law that amends others, and the laws in its name (which are bound to it)."""
    some = _SOME.match(lower, position)
    inner = _amended_laws(folded, lower, some.end() if some else position)
    if inner:
        end = inner[-1].end
    else:
        rest = _REST.match(lower, position)
        if not rest or not folded[start].isupper():
            return
        end = rest.end()
    yield _mention(folded, lower, start, end, key(folded[start:end]), code)
    yield from inner


def _amended_laws(folded: str, lower: str, position: int) -> list[Mention]:
    """Return the laws named from `position` on; commas only join them in a list that ends with `và`."""
    laws: list[Mention] = []
    certain = 1
    while head := _HEAD.match(lower, position):
        found = _known(lower, position)
        if not found and folded[position].isupper():
            stop = _unknown_end(folded, lower, head.end() + 1)
            found = (stop, key(folded[position:stop])) if stop else None
        if not found:
            break
        end, law = found
        name = _display(folded[position:end], law)
        laws.append(Mention(position, end, name, f"law {law}", HEADS[head.group()], typed=True, bound=True))
        separator = _SEPARATOR.match(lower, end)
        if not separator:
            break
        if "và" in separator.group() and _HEAD.match(lower, separator.end()):
            certain = len(laws) + 1
        position = separator.end()
    return laws[:certain]


_STOPS = frozenset(
    {
        "của", "này", "số", "ngày", "năm", "được", "có", "theo", "tại", "trên", "để", "nhằm", "đến",
        "tới", "cho", "khi", "do", "là", "thì", "đã", "đang", "sẽ", "phải", "như", "các", "những",
        "nếu", "trong", "từ", "gắn", "vào", "với", "hoặc", "hiện", "mới", "nêu", "nói", "kèm",
        "góp", "qua", "bảo", "nâng", "đối", "tiếp", "liên", "sửa", "hướng", "quy", "ban", "thi",
        "văn", "đồng", "nghị", "thông", "pháp", "chỉ", "kế",
    }
)  # fmt: skip
_NAME_PAIRS = frozenset(
    {"quy hoạch", "pháp luật", "thi đua", "thi hành", "thông tin", "ban hành", "hướng nghiệp"}
)
_LONGEST_NAME = 22


def _unknown_end(folded: str, lower: str, position: int) -> int | None:
    """Return where the name of a law that is not in the table ends, or None where no name stands there."""
    if not folded[position : position + 1].isupper() or folded[position - 2].isupper():
        return None  # no name, or a title in capitals, where capitals tell nothing
    if word_ending(lower, _WORD.match(lower, position).end()):  # type: ignore[union-attr]
        return None
    end = position
    for count in range(_LONGEST_NAME):
        word = _WORD.match(lower, position)
        if not word:
            break
        following = _WORD.match(lower, min(word.end() + 1, len(lower)))
        pair = f"{word.group()} {following.group() if following else ''}"
        capital = folded[position].isupper()
        if count and (word.group() in _STOPS and pair not in _NAME_PAIRS):
            break
        if count and capital and (pair in document_words() or word.group() in HEADS):
            break
        end = word.end()
        gap = _GAP.match(lower, end)
        if not gap or (gap.group().startswith(",") and count > 1):
            break
        position = gap.end()
    return end


# Congress and plenum resolutions have no number: "Nghị quyết Đại hội … lần thứ XIII (của Đảng)".
_RESOLUTION = re.compile(
    r"nghị quyết (?:của )?(?:đại hội|hội nghị)(?! (?:này|trên))"
    r"(?:(?: (?!lần thứ|khóa|số|ngày)[^\s;:.,()]{1,12}){0,14}? (?:lần thứ|khóa)"
    r" (?:[ivxlc]{1,7}|\d{1,2}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)"
    r"(?!\w)(?: (?:của )?(?:đảng|ban chấp hành trung ương(?: đảng)?(?:,? khóa [ivx]{1,5})?))?"
    r"| [ivx]{1,5}(?!\w)(?: của đảng)?)"
    r"|nghị quyết (?:hội nghị )?(?:trung ương|tw) ?(?:lần thứ )?\d{1,2},? (?:khóa [ivx]{1,5}(?!\w)|\(khóa [ivx]{1,5}\))"
)


def _resolutions(folded: str, lower: str) -> Iterator[Mention]:
    position = -1
    while (position := lower.find("nghị quyết ", position + 1)) >= 0:
        match = _RESOLUTION.match(lower, position)
        if match and folded[position].isupper():
            name = folded[match.start() : match.end()]
            yield Mention(match.start(), match.end(), name, f"resolution {key(name)}", "NQ", typed=True)

"""Bodies as plans name them: spelled mentions to canonical names and ids.

Names are relative to the document: `Công an tỉnh` in a plan of Hà Tĩnh is Công an tỉnh Hà Tĩnh, and in a
centrally run city the same body is Công an thành phố. Names also change with time (Nghị quyết 176/2025/QH15
and the two-tier local government since 2025-07-01), so ambiguous mentions are decided by the document's date.
A body keeps its own id after its end: the plan says what it says.

A mention that isn't known keeps its spelling and gets no id; nothing is guessed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from khparse.fold import fold_case_kept, lower
from khparse.lexicon import provinces
from khparse.lexicon.agency_table import AgencyRow, expanded, lookup, row_of, words_of
from khparse.lexicon.periods import in_force
from khparse.lexicon.provinces import Province


class Resolved(NamedTuple):
    """The canonical name of a body, and its id in the lexicon or None."""

    name: str
    agency_id: str | None


class _Context(NamedTuple):
    """What names are relative to: the date of the document and its province, where known."""

    date: str | None
    province: Province | None


@lru_cache(maxsize=4096)
def resolve(text: str, date: str | None = None, province: str | None = None) -> Resolved:
    """Return the body that a mention means in a document of `date` (ISO or EDTF) from `province`.

    `province` is its name or the place of the date line. Case, tone placement, `&`, abbreviations (UBND,
    GD&ĐT), `tỉnh` against `thành phố`, a province's name behind and words like `có liên quan` don't matter. A
    post resolves to its body: `Giám đốc Sở Y tế` has the id of Sở Y tế. Unknown and ambiguous mentions keep
    their text, cleaned, with the id None.
    """
    cleaned = " ".join(text.split()).strip(" ,;:.-–*")
    context = _Context(date, provinces.of_place(province, date) if province else None)
    for part in (cleaned, *_heads(cleaned)):
        found = _resolve(part, context)
        if found:
            return found
    return Resolved(cleaned, None)


def successors(agency_id: str, date: str) -> list[str]:
    """Return the ids of the bodies that do the work of this one at `date`; itself while it exists.

    Successors that have ended as well are followed to theirs. An empty list: none is known.
    """
    row = row_of(agency_id)
    if row is None or not row.valid_to or date[: len(row.valid_to)] <= row.valid_to:
        return [agency_id] if row else []
    found: list[str] = []
    for successor in row.successors:
        found += [later for later in successors(successor, date) if later not in found]
    return found


def _heads(text: str) -> list[str]:
    """Return what stands before an apposition: `Công an tỉnh - Cơ quan Thường trực …`, `Ban Tôn giáo (…)`."""
    ends = [text.find("("), *(end for mark in (" - ", " – ") if _is_second(text, end := text.find(mark)))]
    return [text[:end] for end in sorted(ends) if end > 0]


def _is_second(text: str, end: int) -> bool:
    return end > 0 and lower(fold_case_kept(text[end + 3 :])).startswith(_SECOND)


# What a second name begins with, or the second of two issuers: "Ban Tổ chức - Kiểm tra" has none.
_SECOND = (
    "cơ quan", "đơn vị", "văn phòng", "thường trực", "trưởng", "phó", "ủy viên", "uỷ viên", "thành viên", "tổ ",
    "chủ ", "giám đốc", "bí thư", "đại diện", "sở ", "liên đoàn", "ủy ban", "uỷ ban", "ubnd", "hội ", "đoàn ",
    "công an", "phòng ", "trung tâm", "bộ ", "ban ", "viện ", "tòa ",
)  # fmt: skip


_LONGEST_NAME = 60  # words


# --- Ways to read a mention, the most literal first -------------------------------------------------------


def _resolve(text: str, context: _Context) -> Resolved | None:
    printed = words_of(text)
    if not 0 < len(printed) <= _LONGEST_NAME:
        return None
    row = lookup(printed, context.date)
    if row:
        return Resolved(_relative_name(row, context.province, "tỉnh"), row.id)
    words = expanded(printed)
    return (
        _resolve_words(words, context)
        or _numbered(words, text, context)
        or _local(words, text, context)
        or _named(words, text, context)
        or _post(words, text, context)
    )


def _resolve_words(words: list[str], context: _Context) -> Resolved | None:
    for form in (words, _without_modifier(words)):
        listed, date = _level_list(form, context.date)
        row = lookup(form, date) or lookup(listed, date) or _collective(listed, date)
        if row:
            return Resolved(_relative_name(row, context.province, "tỉnh"), row.id)
        found = _of_level(listed, date) or _placed(form, context)
        if found:
            return found
    return None


_MODIFIERS = (
    "có liên quan",
    "liên quan",
    "trên địa bàn",
    "trực thuộc",
    "thuộc",
    "cùng cấp",
    "các cấp",
    "trong tỉnh",
    "khác",
)


def _without_modifier(words: list[str]) -> list[str]:
    """Cut `(có) liên quan`, `trên địa bàn …`, `thuộc …` off."""
    text = " ".join(words) + " "
    ends = [end for modifier in _MODIFIERS if (end := text.find(f" {modifier} ")) > 0]
    return text[: min(ends)].split() if ends else words


_QUANTIFIERS = (
    ["tất", "cả", "các"],
    ["toàn", "thể", "các"],
    ["một", "số"],
    ["những"],
    ["các"],
    ["mỗi"],
    ["mọi"],
)


_SINGLE = (["sở"], ["công", "ty"], ["ban"], ["phòng"])  # "báo cáo Sở": the issuer or its parent, not all


def _collective(words: list[str], date: str | None) -> AgencyRow | None:
    """Look a collective up whatever its quantifier: `những sở, ngành`, `sở, ngành`."""
    for quantifier in _QUANTIFIERS:
        if words[: len(quantifier)] == quantifier:
            words = words[len(quantifier) :]
            break
    else:
        if words in _SINGLE:
            return None
    for form in (["các", *words], words):
        row = lookup(form, date)
        if row and row.kind in ("collective", "non-agency"):
            return row
    return None


# --- Levels: `các huyện, thị xã, thành phố` is one phrase, in any order -------------------------------

_DISTRICT = frozenset({"huyện", "quận", "thị xã", "thị", "thành phố"})
_COMMUNE = frozenset({"xã", "phường", "thị trấn", "đặc khu"})
_PROVINCE = frozenset({"tỉnh", "thành phố"})
_LEVELS = _DISTRICT | _COMMUNE | _PROVINCE
_LAST_DAY_OF_DISTRICTS, _FIRST_DAY_WITHOUT = "2025-06-30", "2025-07-01"


def _level_list(words: list[str], date: str | None) -> tuple[list[str], str | None]:
    """Put `cấp huyện`, `cấp xã`, `cấp tỉnh` for a list of levels at the end; levels can tell the date."""
    end, levels, quantified = len(words), set[str](), False
    while end:
        size = 2 if " ".join(words[:end][-2:]) in _LEVELS and end > 1 else 1
        level = " ".join(words[end - size : end])
        if level in _LEVELS:
            levels.add(level)
            end -= size
        elif levels and words[end - 1] == "các":
            quantified = True
            end -= 1
        else:
            break
    if len(levels) < 2 and not quantified:
        return words, date
    if levels <= _COMMUNE:
        date = _LAST_DAY_OF_DISTRICTS if "thị trấn" in levels else date
        date = _FIRST_DAY_WITHOUT if "đặc khu" in levels else date
        return [*words[:end], "cấp", "xã"], date
    if levels == _PROVINCE:
        return [*words[:end], "cấp", "tỉnh"], date
    return ([*words[:end], "cấp", "huyện"] if levels <= _DISTRICT else words), date


def _of_level(words: list[str], date: str | None) -> Resolved | None:
    """Read `Công an các xã, phường`, `Phòng GD&ĐT cấp huyện`: all bodies of this kind at one level."""
    if words[-2:-1] != ["cấp"]:
        return None
    level = {"xã": "commune", "huyện": "district"}.get(words[-1])
    row = lookup([*words[:-2], words[-1]], date) or lookup(words[:-2], date)
    if row is None or row.level not in (level, "any"):
        return None
    return Resolved(f"{_without_level(row.name)} cấp {words[-1]}", row.id)


def _without_level(name: str) -> str:
    for level in (" cấp xã", " cấp huyện", " xã", " huyện"):
        name = name.removesuffix(level)
    return name


# --- Names relative to the province -----------------------------------------------------------------------

_LONGEST_PROVINCE = 4  # words
_CITY_PARTY = {"thành ủy": "tỉnh ủy", "thành đoàn": "tỉnh đoàn"}


def _placed(words: list[str], context: _Context) -> Resolved | None:
    """Read `… tỉnh`, `… thành phố`, `… (tỉnh) Hà Tĩnh`: a body of this or the named province."""
    body, level, name = _split_place(words)
    text = " ".join(body)
    for city, province in _CITY_PARTY.items():
        if city in text:
            text, level = text.replace(city, province), "thành phố"
    if not level and not name:
        return None
    own = context.province
    if not name and own and own.type != level and level == "thành phố":
        return None  # a city under the province
    place = provinces.find(name, context.date) if name else own if own and own.type == level else None
    if name and place and level == "thành phố" and not _is_central_city(place, context.date):
        return None  # a city that bears its province's name
    for form in ([*text.split(), "tỉnh"], text.split()):
        row = lookup(form, context.date)
        if row and row.level in ("province", "any"):
            return Resolved(_placed_name(row, place, own, level), row.id)
    return None


def _is_central_city(place: Province, date: str | None) -> bool:
    return place.type == "thành phố" and (not date or in_force(place.valid_from, place.valid_to, date))


def _split_place(words: list[str]) -> tuple[list[str], str, str]:
    """Split words into the body, the level word behind it, and the province's name; empty where missing."""
    name = ""
    for size in range(min(_LONGEST_PROVINCE, len(words) - 1), 0, -1):
        tail = " ".join(words[-size:])
        if tail in provinces.names():
            words, name = words[:-size], tail
            break
    if len(words) > 1 and words[-1] == "tỉnh":
        return words[:-1], "tỉnh", name
    if len(words) > 2 and words[-2:] == ["thành", "phố"]:
        return words[:-2], "thành phố", name
    return words, "", name


def _placed_name(row: AgencyRow, place: Province | None, own: Province | None, level: str) -> str:
    name = _relative_name(row, place, level)
    is_foreign = place is not None and (own is None or own.name != place.name)
    if place and is_foreign and name == row.name and row.kind != "collective":
        name += f" {place.full_name}"
    return name


def _relative_name(row: AgencyRow, place: Province | None, level: str) -> str:
    """Return the row's name with its relative `tỉnh` filled in: `Công an tỉnh Hà Tĩnh`, `Thành ủy Hà Nội`."""
    name = row.name
    is_city = place.type == "thành phố" if place else level == "thành phố"
    if row.kind == "collective":
        return name
    if name.endswith(("Tỉnh ủy", "Tỉnh đoàn")):
        name = name.replace("Tỉnh ", "Thành ") if is_city else name
        return f"{name} {place.name}" if place else name
    if not name.endswith(" tỉnh"):
        return name
    base = name.removesuffix("tỉnh")
    if place:
        # Newspapers, stations and companies bear the bare name of the province.
        return base + (place.name if row.kind in ("media", "enterprise") else place.full_name)
    return base + "thành phố" if is_city else name


# --- Bodies with a number or a name of their own ----------------------------------------------------------


def _numbered(words: list[str], text: str, context: _Context) -> Resolved | None:
    """Read `Kho bạc Nhà nước khu vực XI`, `Thuế cơ sở 5`: the row's name with the number."""
    number = text.split()[-1]
    if not (number.isdigit() or set(number.upper()) <= set("IVX")) or len(words) < 2:
        return None
    if words[-2] in _LEVELS:
        return None  # "UBND quận 1" has a place for its number
    row = lookup(words[:-1], context.date)
    return (
        Resolved(f"{row.name} {number.upper()}", row.id)
        if row and row.level in ("region", "district")
        else None
    )


def _local(words: list[str], text: str, context: _Context) -> Resolved | None:
    """Read `UBND phường Bến Nghé`, `Công an huyện Kỳ Anh`, `Hội Nông dân xã`: bodies below the province."""
    for start in range(len(words) - 1, 0, -1):
        pair = " ".join(words[start : start + 2])
        unit = pair if pair in _LEVELS else words[start]
        if unit not in _DISTRICT and unit not in _COMMUNE:
            continue
        level, general = ("commune", "xã") if unit in _COMMUNE else ("district", "huyện")
        body, name = words[:start], words[start + len(unit.split()) :]
        if not _is_place(name, text) or (unit == "thành phố" and not name and not _has_districts(context)):
            return None
        for form in ([*body, *unit.split()], [*body, general], body):
            row = lookup(form, context.date)
            if row and row.level in (level, "any") and row.kind != "collective":
                return Resolved(_local_name(row, unit, text), row.id)
    return None


_LONGEST_PLACE = 4  # words


def _is_place(name: list[str], text: str) -> bool:
    """Return whether the last words of a mention are a name of a place, or nothing."""
    if not name:
        return True
    if len(name) > _LONGEST_PLACE or not _LEVELS.isdisjoint(name):
        return False
    return not any(word[:1].islower() for word in text.split()[-len(name) :])


def _has_districts(context: _Context) -> bool:
    return context.date is None or context.date < _FIRST_DAY_WITHOUT


def _named(words: list[str], text: str, context: _Context) -> Resolved | None:
    """Read `Huyện ủy Kỳ Anh`, `Trạm Y tế Tân Lập`: a local body with the name of its place."""
    for size in range(1, min(_LONGEST_PLACE, len(words) - 2) + 1):
        if not _is_place(words[-size:], text):
            return None
        row = lookup(words[:-size], context.date)
        if row and row.level in ("district", "commune") and row.kind != "collective":
            name = " ".join(text.split()[-size:])
            return Resolved(f"{row.name} {name.title() if text.isupper() else name}", row.id)
    return None


def _local_name(row: AgencyRow, unit: str, text: str) -> str:
    at = lower(fold_case_kept(text)).rfind(f" {unit}")
    if at < 0:
        return text  # the level is abbreviated in print
    name = text[at + 1 + len(unit) :]
    return f"{_without_level(row.name)} {unit}{name.title() if text.isupper() else name}"


# --- Posts -------------------------------------------------------------------------------------------------

_POSTS = {
    "đồng chí": "", "đ c": "", "ông": "", "bà": "", "giám đốc": "Giám đốc", "phó giám đốc": "Phó Giám đốc",
    "lãnh đạo": "Lãnh đạo", "thủ trưởng": "Thủ trưởng", "người đứng đầu": "Người đứng đầu",
    "đại diện": "Đại diện", "trưởng": "Trưởng", "phó trưởng": "Phó Trưởng", "chánh": "Chánh",
    "phó chánh": "Phó Chánh", "bộ trưởng": "Bộ trưởng", "thứ trưởng": "Thứ trưởng", "chủ tịch": "Chủ tịch",
    "phó chủ tịch": "Phó Chủ tịch", "bí thư": "Bí thư", "phó bí thư": "Phó Bí thư",
    "hiệu trưởng": "Hiệu trưởng", "chỉ huy trưởng": "Chỉ huy trưởng", "trưởng ban": "Trưởng ban",
}  # fmt: skip
_LONGEST_POST = 3  # words


def _post(words: list[str], text: str, context: _Context) -> Resolved | None:
    """Read `Giám đốc Sở Y tế`: the post keeps its place in the name, the id is that of the body."""
    for size in range(min(_LONGEST_POST, len(words) - 1), 0, -1):
        post = _POSTS.get(" ".join(words[:size]))
        if post is not None:
            rest = words[size:]
            found = _resolve_words(rest, context) or _local(rest, text, context) or _post(rest, text, context)
            return Resolved(f"{post} {found.name}".strip(), found.agency_id) if found else None
    return None

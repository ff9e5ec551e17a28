"""What is remembered of a plan to find its other versions: some KB, whatever the length of the plan.

Texts are compared by sketches: MinHash with one permutation (Li, Owen and Zhang, "One Permutation Hashing", 2012)
over shingles of three syllables. The share of places at which two sketches agree estimates the Jaccard
similarity of the texts; with 128 places its standard error is at most 0.045.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from array import array
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from khparse.compare.words import words_of
from khparse.facts.rows import symbol_of, title_of
from khparse.fold import fold_case_kept, key, lower
from khparse.lexicon import agencies, provinces
from khparse.lexicon.agency_table import row_of
from khparse.models import Metadata, Plan, Section
from khparse.pipeline import plan_year

Horizon = Literal["", "years", "year", "half", "term", "quarter", "month", "week", "round"]
"""The time that a plan is made for, as its subject says: a stretch of years, one year, a part of it, a round."""

SKETCH_SIZE = 128
EMPTY = 0xFFFFFFFF
_LONGEST_LINE = 400  # characters of a subject that are kept
_MOST_WORDS = 60  # of a subject


class Body(NamedTuple):
    """A body in its place: id in the lexicon (else its name), and where it is.

    `place` is the unit below the province (`tân hưng`), `province` its name; empty where not printed.
    """

    kind: str
    is_known: bool
    parent: str
    place: str
    province: str
    next_province: str


class Profile(NamedTuple):
    """A plan in brief.

    `is_plan` tells plans, and decisions that issue one, from other documents; `is_report` news of a plan. `topic`
    are the words of the subject that tell what it is about, without its times. `period` is the number of a
    quarter, month or round in its year, else 0; `moment` the day of issue as an ordinal (`date.toordinal`), or
    the first day that it can be; `shingles` how many the text has.
    """

    name: str
    sha256: str
    title: str
    subject: str | None
    issuer: str | None
    doc_type: str | None
    is_plan: bool
    is_report: bool
    number: str | None
    date: str | None
    body: Body | None
    topic: frozenset[str] | None
    horizon: Horizon
    year: int | None
    period: int
    moment: int
    shingles: int
    sketch: array[int]


def profile(plan: Plan, name: str) -> Profile:
    """Return what is needed of a plan to find its other versions; `name` is how its file is called in lists."""
    metadata = plan.metadata
    subject = " ".join((metadata.subject or "").split())[:_LONGEST_LINE]
    issued = metadata.date.edtf if metadata.date else None
    horizon, period = _horizon(subject)
    body = _body(metadata, issued)
    shingles = _shingles(plan)
    code = metadata.doc_type.code if metadata.doc_type else None
    return Profile(
        name=name,
        sha256=plan.source.sha256,
        title=title_of(plan)[:_LONGEST_LINE],
        subject=subject or None,
        issuer=metadata.issuer.name[:_LONGEST_LINE] if metadata.issuer else None,
        doc_type=code,
        is_plan=code in _PLANS or (code in ("QĐ", "NQ") and _PLAN.search(_folded(subject)) is not None),
        is_report=metadata.origin == "reported",
        number=symbol_of(metadata.number)[:_LONGEST_LINE]
        if metadata.number and metadata.number.number
        else None,
        date=issued,
        body=body,
        topic=_topic(subject, body) if subject else None,
        horizon=horizon,
        year=_year(metadata, issued),
        period=period,
        moment=_moment(issued),
        shingles=len(shingles),
        sketch=_sketch(shingles),
    )


_PLANS = (None, "KH", "CTr", "PA", "ĐA")
_PLAN = re.compile(r"\b(?:kế hoạch|chương trình|đề án|phương án)\b")  # that a decision issues


# --- The body -----------------------------------------------------------------------------------------------


def _body(metadata: Metadata, issued: str | None) -> Body | None:
    """Return the body that issues a document; None where none is printed."""
    issuer = metadata.issuer
    if issuer is None or not key(issuer.name):
        return None
    above = agencies.resolve(issuer.parent, issued, metadata.place) if issuer.parent else None
    place = _place_of(issuer.name, issuer.agency_id)
    if not place and above:
        place = _place_of(above.name, above.agency_id)
    province = provinces.find(place, issued) if place and _may_be_province(issuer.agency_id, above) else None
    if province:
        place = ""
    elif not place and metadata.place:
        province = provinces.of_place(metadata.place, issued)
        place = "" if province else key(metadata.place)[:_LONGEST_LINE]
    return Body(
        kind=issuer.agency_id or key(issuer.name)[:_LONGEST_LINE],
        is_known=issuer.agency_id is not None,
        parent=(above.agency_id or "") if above else "",
        place=place,
        province=province.name if province else "",
        next_province=province.successor if province else "",
    )


def _may_be_province(agency_id: str | None, above: agencies.Resolved | None) -> bool:
    """Return whether a place behind a name can be a province: `xã Hòa Bình` is none."""
    rows = [row_of(found) for found in (agency_id, above.agency_id if above else None) if found]
    return not any(row.level in ("district", "commune") for row in rows if row)


@lru_cache(maxsize=4096)
def _place_of(name: str, agency_id: str | None) -> str:
    """Return the place behind the name of a kind: `an thạnh` of `Ủy ban nhân dân xã An Thạnh`."""
    row = row_of(agency_id) if agency_id else None
    words = key(name).split()
    if row is None:
        tails = (" ".join(words[-size:]) for size in range(4, 0, -1))
        return next((tail for tail in tails if tail in provinces.names()), "")
    known = {*key(row.name).split(), *_LEVELS}
    end = next((at for at in range(len(words), 0, -1) if words[at - 1] in known), len(words))
    return " ".join(words[end:])


_LEVELS = ("tỉnh", "thành", "phố", "huyện", "quận", "thị", "xã", "phường", "trấn", "đặc", "khu", "cấp")


# --- The subject --------------------------------------------------------------------------------------------

_DAY = r"(?<!\d)\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?(?!\d)|ngày \d{1,2} tháng \d{1,2}(?: năm \d{4})?"
_LEVEL = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
_NOT_OF_THE_TOPIC = re.compile(
    rf"{_DAY}|\b(?:quý|đợt|học k[ỳì]|khóa|nhiệm k[ỳì]|lần)(?: thứ)? (?:[ivx]+|\d+)\b|\bv/v\b"
    rf"|\b(?:trên|tại|ở) địa bàn\b(?: toàn)?(?: {_LEVEL}\b)?"
)
_CITED = re.compile(r"\b(?:số )?(\d+[a-zđ]?(?:/\d{4})?[/-][a-zđ][\w/-]*)")
_FORMULAS = re.compile(
    r"\b(?:kế hoạch|chương trình|quyết định|ban hành|phê duyệt|triển khai|thực hiện|tổ chức|công tác|hoạt động"
    r"|tăng cường|đẩy mạnh|tiếp tục|giai đoạn|nhiệm kỳ|năm học|về việc|đối với|năm|về|các|những|và|của|trong"
    r"|tại|cho|đến|để|nhằm|ngày)\b"
)


def _topic(subject: str, body: Body | None) -> frozenset[str]:
    """Return the syllables that tell what a plan is about, and the numbers of documents that it names.

    Years, dates, ordinals, formulas of subjects and the body's own place are left out, unless nothing else is
    left.
    """
    text = _NOT_OF_THE_TOPIC.sub(" ", _folded(subject))
    cited = _CITED.findall(text)
    text = _CITED.sub(" ", text)
    for place in (body.place, key(body.province)) if body else ():
        text = re.sub(rf"\b(?:{_LEVEL} )?{re.escape(place)}\b", " ", text) if place else text
    topic = _syllables(_FORMULAS.sub(" ", text)) or _syllables(text.replace(" năm ", " "))
    return frozenset([*topic[:_MOST_WORDS], *cited[:_MOST_WORDS]])


def _folded(text: str) -> str:
    """Return a text in lower case with blanks between words and at its ends; `32/ct-ttg` is a word."""
    folded = _OF_A_YEAR.sub(r"\1 \2", lower(fold_case_kept(unicodedata.normalize("NFC", text))))
    return f" {' '.join(_WORD.findall(folded))} "


_WORD = re.compile(r"\w+(?:[/.-]\w+)*")
_OF_A_YEAR = re.compile(r"(?<![\w/.-])([ivx]{1,4}|\d{1,2})/(\d{4})(?![\w/-])")  # II/2025


def _syllables(text: str) -> list[str]:
    return [word.key for word in words_of(text) if not word.key.isdigit()]


# --- Times --------------------------------------------------------------------------------------------------

_ORDINAL = r"(?P<{0}>[ivx]{{1,5}}|\d{{1,2}})\b"
_PERIOD = re.compile(
    rf"\b(?:quý {_ORDINAL.format('quarter')}|học k[ỳì] {_ORDINAL.format('term')}"
    rf"|đợt (?:thứ )?{_ORDINAL.format('round')}|tuần (?:thứ )?{_ORDINAL.format('week')}"
    r"|(?:6|06|sáu) tháng (?P<half>đầu|cuối) năm|(?<!\d )tháng (?P<month>\d{1,2})\b)"
)
_YEARS = re.compile(r"\b(?:giai đoạn|nhiệm kỳ|đến (?:hết )?năm) |\b(?P<first>\d{4})[ -](?P<last>\d{4})\b")
_YEAR = re.compile(r"(?<!đến )(?<!đến hết )\bnăm (?:học )?\d{4}\b")
_ROMAN = ("", *"i ii iii iv v vi vii viii ix x xi xii".split())


def _horizon(subject: str) -> tuple[Horizon, int]:
    """Return the time that a subject names, and which one of its kind in the year: 2 of `quý II`, else 0."""
    text = re.sub(_DAY, " ", _folded(subject))
    found = _PERIOD.search(text)
    if found and found.lastgroup:
        return cast(Horizon, found.lastgroup), _number(found[found.lastgroup])
    years = any(
        not match["first"] or int(match["last"]) - int(match["first"]) > 1 for match in _YEARS.finditer(text)
    )
    year = _YEAR.search(text) is not None
    return "" if years == year else "years" if years else "year", 0


def _number(ordinal: str) -> int:
    if ordinal in ("đầu", "cuối"):
        return 1 + (ordinal == "cuối")
    return int(ordinal) if ordinal.isdecimal() else _ROMAN.index(ordinal) if ordinal in _ROMAN else 0


def _year(metadata: Metadata, issued: str | None) -> int | None:
    """Return the year that a plan is for; one far from its date is another, as of an event (`năm 1975`)."""
    named, dated = plan_year(metadata), int(issued[:4]) if issued else None
    if named is None or dated is None:
        return named or dated
    return named if abs(named - dated) <= 1 else dated


def _moment(issued: str | None) -> int:
    """Return the first day that a date can mean, as an ordinal; 0 where there is none."""
    try:
        year, month, day = [*map(int, (issued or "").split("-")), 1, 1][:3]
        return date(year, month, day).toordinal()
    except ValueError:
        return 0


# --- The text -----------------------------------------------------------------------------------------------


def _texts(plan: Plan) -> Iterator[str]:
    if plan.preamble:
        yield plan.preamble.text
    yield from _section_texts(plan.sections)


def _section_texts(sections: list[Section]) -> Iterator[str]:
    for section in sections:
        yield section.heading or ""
        yield section.text
        yield from _section_texts(section.children)


def _shingles(plan: Plan) -> set[int]:
    """Return the hashes of all runs of three syllables; numbers, which move with the years, don't count."""
    found: set[int] = set()
    for text in _texts(plan):
        words = _syllables(text)
        found.update(
            zlib.crc32(f"{first} {second} {third}".encode())
            for first, second, third in zip(words, words[1:], words[2:], strict=False)
        )
    return found


def _sketch(shingles: set[int]) -> array[int]:
    """Return the least hash of each of `SKETCH_SIZE` classes of shingles; `EMPTY` for classes without any."""
    least = [EMPTY] * SKETCH_SIZE
    for shingle in shingles:
        mixed = shingle * 0x9E3779B1 & 0xFFFFFFFF  # neighbours in CRC-32 are none in the product
        place, value = mixed % SKETCH_SIZE, mixed >> 8
        if value < least[place]:
            least[place] = value
    return array("I", least)

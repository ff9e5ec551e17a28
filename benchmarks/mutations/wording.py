"""Words changed: sentences reworded, and spellings that mean the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from random import Random

from khparse.models import Section
from mutations import bank
from mutations.draft import Draft, Edit
from mutations.facts import node_at
from mutations.mutation import Claim, Mutation, OfFact, OfSection, at
from mutations.source import Source

_PLAIN = re.compile(r"(?<![^\s])[^\W\d_A-ZĐÀ-Ỹ]{2,}(?:\s[^\W\d_A-ZĐÀ-Ỹ]{2,}){0,3}(?=[\s,;.])")
_LOWER = re.compile(r"[a-zđà-ỹ]+")
_TELLS = frozenset(
    "chủ trì phối hợp giao đề nghị yêu cầu báo cáo gửi trước sau trong đến hết từ ngày tháng quý năm tuần hằng"
    " hàng mỗi định kỳ và với do cho của các xong hoàn thành chậm nhất căn cứ theo thực hiện về tại khi là cùng"
    " hướng dẫn tham mưu trình nộp giúp thường trực đầu mối trách nhiệm sở ban phòng ngành đơn vị cơ quan xã"
    " phường thời gian hạn hoặc gồm".split()
)
_NEAR = 12  # characters around a fact whose words are left alone


def rewordings(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield for each section of some length a mutation of one to four of its words, or of a clause."""
    for section in source.sections:
        if section.kind == "component" or len(section.text.split()) < 12:
            continue
        edit = _clause(source, section, random) if random.random() < 0.4 else _words(source, section, random)
        if edit is None:
            continue
        yield _of_section(source, section, "reword", edit, random)


def headings(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield for each longer heading that names no body a mutation of one of its words."""
    for section in source.sections:
        span = section.heading_span
        if span is None or section.kind == "component" or len((section.heading or "").split()) < 6:
            continue
        if any(start < span.end and span.start < end for start, end in source.facts):
            continue
        text = source.slice(span)
        words = [match for match in re.finditer(r"[^\W\d_]{2,}", text) if match[0].lower() not in _TELLS]
        if len(words) < 5 or "\n" in text:
            continue
        match = random.choice(words[2:-1])
        new = random.choice(["trọng điểm", "chuyên sâu", "bền vững"])
        new = new.upper() if text.isupper() else new
        edit = Edit(span.start + match.start(), span.start + match.end(), new)
        yield _of_section(source, section, "reword heading", edit, random)


def _of_section(source: Source, section: Section, kind: str, edit: Edit, random: Random) -> Mutation:
    covering = [
        task
        for task in source.plan.assignments
        if task.span.start <= edit.start and edit.end <= task.span.end and edit.start < task.span.end
    ]
    heading = section.heading_span
    in_heading = heading is not None and heading.start <= edit.start < heading.end

    def apply(draft: Draft) -> list[Claim]:
        draft.edits.append(edit)
        if covering:
            return [OfFact("assignment", ("reworded",), "task", task.id) for task in covering]
        node = draft.of_id[section.id]
        return [OfSection("reworded", (node,), (node,), "heading" if in_heading else "text")]

    node = Draft(source).of_id[section.id]
    what = f"{section.id}: {source.text[edit.start : edit.end]!r} -> {edit.words!r}"
    return Mutation(kind, what, apply, *at(node, below=False))


def _words(source: Source, section: Section, random: Random) -> Edit | None:
    """Return the edit of some words that tell no fact."""
    begin, text = section.span.start, source.slice(section.span)
    free = [
        match
        for match in _PLAIN.finditer(text)
        if _is_free(source, begin + match.start(), begin + match.end())
    ]
    free = [match for match in free if not _TELLS.intersection(match[0].split()) and match.start() > 8]
    if not free:
        return None
    match = random.choice(free)
    new = random.choice(bank.WORDS)
    return Edit(begin + match.start(), begin + match.end(), new)


def _clause(source: Source, section: Section, random: Random) -> Edit | None:
    """Return the edit that puts a clause in before the end of a sentence, or takes one out."""
    begin, text = section.span.start, source.slice(section.span)
    ends = [
        begin + match.start()
        for match in re.finditer(r"(?<=[a-zđà-ỹ])[.;](?=\s|\Z)", text)
        if _is_free(source, begin + match.start() - 2, begin + match.start() + 1)
    ]
    if not ends:
        return None
    end = random.choice(ends)
    return Edit(end, end, random.choice(bank.CLAUSES))


def _is_free(source: Source, start: int, end: int) -> bool:
    return all(last + _NEAR <= start or end + _NEAR <= first for first, last in source.facts)


# --- Spelling ----------------------------------------------------------------------------------------------

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _tone_pairs() -> dict[str, str]:
    """Return the two ways to set the tone on oa, oe and uy, each for the other."""
    found: dict[str, str] = {}
    for first, second in ("oa", "oe", "uy", "Oa", "Oe", "Uy", "OA", "OE", "UY"):
        for tone in _TONES:
            new = unicodedata.normalize("NFC", first + tone + second)
            old = unicodedata.normalize("NFC", first + second + tone)
            found |= {new: old, old: new}
    return found


_PAIRS = _tone_pairs()
_PAIR = re.compile(rf"(?<![qQ])(?:{'|'.join(_PAIRS)})(?!\w)")


def _tones_set_otherwise(text: str) -> list[Edit]:
    """Write hoà for hòa and the other way round."""
    return [Edit(match.start(), match.end(), _PAIRS[match[0]]) for match in _PAIR.finditer(text)]


def _decomposed(text: str) -> list[Edit]:
    """Write NFD."""
    return [
        Edit(match.start(), match.end(), unicodedata.normalize("NFD", match[0]))
        for match in re.finditer(r"[^\W\d_]+", text)
        if not match[0].isascii()
    ]


def _swapped(text: str) -> list[Edit]:
    """Write đảm bảo for bảo đảm and the other way round."""
    found = []
    for match in re.finditer(r"([Đđ]ảm) (bảo)|([Bb]ảo) (đảm)", text):
        new = "bảo đảm" if match[1] else "đảm bảo"
        found.append(Edit(match.start(), match.end(), new.capitalize() if match[0][0].isupper() else new))
    return found


def _dashes(text: str) -> list[Edit]:
    """Write long dashes and straight quotes."""
    edits = [Edit(m.start() + 1, m.end() - 1, "–") for m in re.finditer(r"(?<=\w) - (?=\w)", text)]
    return edits + [Edit(m.start(), m.end(), '"') for m in re.finditer("[“”]", text)]


def _blanks(text: str) -> list[Edit]:
    """Write two blanks here and there."""
    found = list(re.finditer(r"(?<=[^\W\d_]{2}) (?=[^\W\d_]{2})", text))
    return [Edit(m.start(), m.end(), "  ") for m in found[::7]]


def _lines(text: str) -> list[Edit]:
    """Put an empty line between paragraphs."""
    return [Edit(m.start(), m.end(), "\n\n") for m in re.finditer(r"(?<=[.;:])\n(?=\S)", text)]


def _abbreviated(text: str) -> list[Edit]:
    """Write UBND for Ủy ban nhân dân and the other way round."""
    edits = [
        Edit(m.start(), m.end(), "Ủy ban nhân dân")
        for m in re.finditer(r"\bUBND(?= (?:tỉnh|xã|huyện))", text)
    ]
    return edits + [
        Edit(m.start(), m.end(), "UBND") for m in re.finditer(r"Ủy ban nhân dân(?= (?:tỉnh|xã|huyện))", text)
    ]


SPELLINGS: dict[str, Callable[[str], list[Edit]]] = {
    "tones": _tones_set_otherwise,
    "nfd": _decomposed,
    "đảm bảo": _swapped,
    "dashes": _dashes,
    "blanks": _blanks,
    "lines": _lines,
    "ubnd": _abbreviated,
}


def respellings(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield for the whole text a mutation by each way to spell it otherwise, and one for its headings."""
    for name, spell in SPELLINGS.items():
        edits = spell(source.text)
        if edits and not (name == "lines" and ".md" in source.name):
            yield _respelling(source, name, edits)
    cased = [
        Edit(span.start, span.end, text.capitalize() if text.isupper() else text.upper())
        for section in source.sections
        if (span := section.heading_span) and (text := source.slice(span)) and _may_be_cased(source, section)
    ]
    if cased:
        yield _respelling(source, "case of headings", cased)


def _may_be_cased(source: Source, section: Section) -> bool:
    """Return whether a heading stands alone in its line and names nothing whose capitals matter."""
    span = section.heading_span
    told = span and any(start < span.end and span.start < end for start, end in source.facts)
    return section.kind in ("roman", "upper", "decimal") and not told and not section.text.strip()


def respellings_of_sections(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield for each section a mutation that spells it otherwise; for mixes."""
    draft = Draft(source)
    for node in draft.root.walk():
        if node.section is None or node.section.kind == "component":
            continue
        text = source.text[node.start : node.end]
        name = random.choice(sorted(SPELLINGS))
        edits = [Edit(e.start + node.start, e.end + node.start, e.words) for e in SPELLINGS[name](text)]
        if edits and node_at(draft, node.start) is node:
            yield _respelling(source, name, edits, node.section)


def _respelling(source: Source, name: str, edits: list[Edit], section: Section | None = None) -> Mutation:
    def apply(draft: Draft) -> list[Claim]:
        draft.edits += edits
        return []

    what = f"{name} {section.id if section else ''} ({len(edits)} places)"
    if section is None:
        return Mutation("respell", what, apply, frozenset({"all"}))
    node = Draft(source).of_id[section.id]
    return Mutation("respell", what, apply, *at(node, below=False))

"""What a document is: its heading block, its identity as a table, and its purpose in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from khparse.fold import key
from khparse.models import Metadata, Plan, Reference, Section, Signature
from khparse.output.digest.body import Body, Element, Look, W, paragraph
from khparse.output.digest.times import date_in_words
from khparse.output.digest.words import Words, section_label
from khparse.output.outline import walk
from khparse.output.words import clean

_LEFT = 0.39
"""Share of the width that the office's name takes beside the national one."""


def letterhead(body: Body, office: str | None) -> None:
    """Add the block on top: the office on the left, the national name and motto on the right, a blank date.

    The office that has the digest made gives it its place and date: they stay blank.
    """
    words, style = body.words, body.text_style("Letterhead")
    left, bold = round(body.width * _LEFT), Look(bold=True)
    right = body.width - left
    name = clean(office).upper() if office else words("blank office")
    here = [paragraph(style, name, bold), _rule(style, left, 0.3 if office else 0)]
    there = [
        paragraph(style, words("motto"), bold),
        paragraph(style, words("motto below"), bold),
        _rule(style, right, 0.55),
        paragraph(style, words("blank date"), Look(italic=True)),
    ]
    body.unruled([(left, here), (right, there)])


def _rule(style: str, width: int, share: float) -> Element:
    """Return a paragraph that is a line of this share of the width, as under the motto."""
    element = paragraph(style, "")
    properties = element.find(f"{W}pPr")
    if share and properties is not None:
        borders = etree.SubElement(properties, f"{W}pBdr")
        sides = {"val": "single", "sz": "6", "space": "1", "color": "auto"}
        etree.SubElement(borders, f"{W}top", {f"{W}{name}": value for name, value in sides.items()})
        spacing = {f"{W}before": "40", f"{W}line": "120", f"{W}lineRule": "exact"}
        etree.SubElement(properties, f"{W}spacing", spacing)
        margin = str(round(width * (1 - share) / 2))
        etree.SubElement(properties, f"{W}ind", {f"{W}left": margin, f"{W}right": margin})
    return element


def symbol(metadata: Metadata) -> str:
    """Return number and symbol of a document: `68/KH-UBND`, `12-KH/TU`; empty when it has none."""
    number = metadata.number
    if number is None:
        return ""
    joint = "-" if number.symbol and "/" in number.symbol else "/"
    return clean(joint.join(part for part in (number.number, number.symbol) if part))


def name_of(plan: Plan, words: Words) -> str:
    """Return how text speaks of a plan: `Kế hoạch số 68/KH-UBND ngày 09/12/2025 của UBND …`."""
    metadata = plan.metadata
    kind = metadata.doc_type.name if metadata.doc_type else words("this document")
    parts = [clean(kind)]
    if metadata.number and metadata.number.number:
        parts.append(words("number", symbol(metadata)))
    if metadata.date and metadata.date.edtf:
        parts.append(words("dated", date_in_words(metadata.date.edtf, words.language)))
    if metadata.issuer:
        parts.append(words("of body", clean(metadata.issuer.name)))
    return " ".join(parts)


def short_name(plan: Plan, words: Words) -> str:
    """Return the name of a plan for headings and cells: `Kế hoạch 68/KH-UBND`, else its subject, else its file."""
    metadata = plan.metadata
    kind = clean(metadata.doc_type.name) if metadata.doc_type else ""
    if metadata.number and metadata.number.number:
        return f"{kind} {symbol(metadata)}".strip()
    return clean(metadata.subject) or clean(plan.source.name) or kind or words("untitled")


def write_identity(body: Body, plan: Plan, terms: list[str]) -> None:
    """Add the identity of a plan as a table of names and values."""
    words, metadata = body.words, plan.metadata
    blank, missing = words("left blank"), words("not found")
    number, date, issuer = metadata.number, metadata.date, metadata.issuer
    shown = symbol(metadata)
    if number and not number.number:
        shown = f"{shown} {blank}".strip()
    shown_date = date_in_words(date.edtf, words.language) if date and date.edtf else ""
    if date and len(date.edtf or "") < len("2025-12-09"):
        shown_date = f"{shown_date} {blank}".strip()
    rows = [
        ("type", clean(metadata.doc_type.name) if metadata.doc_type else ""),
        ("symbol", shown or missing),
        ("date", shown_date or missing),
        ("issuer", _issuer(issuer.name, issuer.parent) if issuer else missing),
        ("subject", clean(metadata.subject)),
        ("signer", "\n".join(_signers(plan)) or missing),
        ("urgency", clean(metadata.urgency)),
        ("secrecy", clean(metadata.secrecy)),
        ("basis", _cited(plan, "basis", words)),
        ("implements", _cited(plan, "implements", words)),
        ("key terms", ", ".join(terms)),
        ("source", clean(plan.source.name)),
    ]
    body.pairs([(words(name), value) for name, value in rows if value])


def _issuer(name: str, parent: str | None) -> str:
    return f"{clean(name)} ({clean(parent)})" if parent else clean(name)


def _signers(plan: Plan) -> Iterator[str]:
    for signature in (plan.signature, *plan.other_signatures):
        if signature and (line := _signer(signature)):
            yield line


def _signer(signature: Signature) -> str:
    """Return who signed: `Đại tá Nguyễn Văn A, KT. TRƯỞNG BAN, PHÓ TRƯỞNG BAN`."""
    person = " ".join(part for part in (clean(signature.rank), clean(signature.name)) if part)
    lines = [clean(line) for line in signature.lines]
    if signature.position and clean(signature.position) not in lines:
        lines.append(clean(signature.position))
    return ", ".join(part for part in (person, *lines) if part)


def _cited(plan: Plan, relation: str, words: Words) -> str:
    found = (cited_name(item, words) for item in plan.references if item.relation == relation)
    return "; ".join(dict.fromkeys(found))


def cited_name(reference: Reference, words: Words) -> str:
    """Return a cited document on one line: its printed name, with the provision where one is named."""
    text = clean(reference.text)
    provision = clean(reference.provision)
    return f"{provision} {text}" if provision and key(provision) not in key(text) else text


# --- Purpose ----------------------------------------------------------------------------------------------

_LONGEST_PURPOSE = 3000  # characters; a digest sends its reader to the plan for more
_NAMES = {"mục đích": "purpose", "mục tiêu": "aim"}
_PROGRAMME = "chương trình mục tiêu"  # a kind of document, no aim


def write_purpose(body: Body, unit: Section) -> None:
    """Add the words of the unit that tells the purpose of a plan."""
    length = 0
    for line in _lines(unit):
        length += len(line)
        if length > _LONGEST_PURPOSE:
            body.paragraph(body.words("cut", section_label(unit.id)), "Body Text", Look(italic=True))
            return
        body.paragraph(line, "Body Text")


def purpose_of(plan: Plan) -> tuple[str, Section] | None:
    """Return the unit that tells the purpose of a plan, and what it is called: `purpose` or `aim`.

    It is the first one with words under `Mục đích`, else under `Mục tiêu`; of `Mục đích, yêu cầu` only the
    part that is headed `Mục đích`, where there is one.
    """
    units = [unit for _, unit in walk(plan.sections) if unit.heading]
    for words, name in _NAMES.items():
        for unit in units:
            if _is_headed(unit, words) and any(_lines(unit)):
                inner = (found for _, found in walk(unit.children) if _is_headed(found, words))
                return name, next((found for found in inner if any(_lines(found))), unit)
    return None


def _is_headed(unit: Section, words: str) -> bool:
    heading = key(unit.heading or "")
    return words in heading and _PROGRAMME not in heading


def _lines(unit: Section) -> Iterator[str]:
    """Yield the paragraphs of a unit, each child with its label and heading."""
    yield from _paragraphs(unit)
    yield from _children(unit)


def _children(unit: Section) -> Iterator[str]:
    for child in unit.children:
        own = _paragraphs(child)
        heading = clean(child.heading)
        first = f"{heading}: {own.pop(0)}" if heading and own else heading or (own.pop(0) if own else "")
        if first:
            yield f"{_label(child)} {first}"
        yield from own
        yield from _children(child)


def _paragraphs(unit: Section) -> list[str]:
    return [text for part in _PARAGRAPHS.split(unit.text) if (text := clean(part))]


_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


def _label(unit: Section) -> str:
    if unit.kind == "bullet" or unit.num.startswith("("):
        return clean(unit.num)
    return clean(unit.num) + (")" if unit.kind == "letter" else ".")

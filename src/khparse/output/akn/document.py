"""A plan as one Akoma Ntoso document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple, TypeVar

from lxml import etree

from khparse.fold import key
from khparse.lexicon import doc_types
from khparse.models import Plan, Recipient, Section, Signature, Span
from khparse.output.akn.body import Writer
from khparse.output.akn.meta import Meta, agencies_of, signatures_of
from khparse.output.akn.names import ISSUED, Ids, day_of, issue_day, reference_iris, slug
from khparse.output.akn.page import Page, Passage, Ranges, every
from khparse.output.akn.xml import add, append_text, root, to_text
from khparse.output.words import plain

_CITING = ("căn cứ", "theo đề nghị", "xét đề nghị", "xét")
_IDENTITY = ("docNumber", "docDate", "docProponent")
_MOST_HEAD_LINES = 40
_RULES = ("", "nơi nhận")
_MOTTO = re.compile(
    r"cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|độc lập ?- ?tự do ?- ?hạnh phúc|đảng cộng sản việt nam"
)


Fact = TypeVar("Fact", Recipient, Signature)


def to_akn(plan: Plan, text: str | None) -> str:
    """Return a plan as Akoma Ntoso XML, a `doc` whose name is the type of the document.

    `text` is the document's own (what `khparse text` prints): nothing of it is left out. Without it (None), the units,
    facts and tables of the plan are all there is. Attached plans and appendices are attachments. Equal input
    gives equal bytes: dates are the document's, none is that of the run.
    """
    return to_text(_Document(plan, text).write())


class _Zone(NamedTuple):
    """The main document or an attachment in the text, in view offsets; `body` is where its first unit begins."""

    number: int
    sections: list[Section]
    start: int
    body: int
    end: int


class _Document:
    """Writes the parts of one document in order."""

    def __init__(self, plan: Plan, text: str | None) -> None:
        self.plan = plan
        self.page = Page(plan, text)
        self.ids = Ids()
        self.iris = reference_iris(plan)
        self.meta = Meta(plan, self.ids, self.iris)
        self.writer = Writer(self.page, self.ids)
        self.reported = plan.metadata.origin == "reported"
        self.page.mark(self._marks())
        recipients = [(self.page.range(found.span), found) for found in plan.recipients]
        signatures = [(self.page.range(found.span), found) for found in signatures_of(plan)]
        self.zones = self._zones()
        self.recipients = self._by_zone(recipients)
        self.signatures = self._by_zone(signatures)
        closing = [place for place, _ in recipients] + [place for place, _ in signatures]
        self.closing = Ranges([] if self.reported else closing)

    def write(self) -> etree._Element:
        element = root()
        document = add(element, "doc", name=self._name(), contains="originalVersion")
        self.meta.write(document, "main")
        main, *attached = self.zones
        opening = self._open(self.page.passages(main.start, main.body))
        head = self._head_end(opening)
        self._preface(document, opening[:head])
        preamble = self._preamble_end(opening, head, bool(main.sections))
        if preamble > head:
            self._preamble(document, opening[head:preamble])
        self._body(document, main, opening[preamble:], "")
        self._conclusions(document, main, "conclusions")
        if attached:
            attachments = add(document, "attachments")
            for zone in attached:
                self._attachment(attachments, zone)
        return element

    def _name(self) -> str:
        doc_type = self.plan.metadata.doc_type
        return slug(doc_type.name) if doc_type else "van-ban"

    def _zones(self) -> list[_Zone]:
        """Return the main document and the attachments: the components of the outline."""
        starts = [(self.page.range(found.extent)[0], found) for found in self.plan.sections]
        attached = [(start, found) for start, found in starts if found.kind == "component"]
        own = [(start, found) for start, found in starts if found.kind != "component"]
        ends = [start for start, _ in attached] + [len(self.page.view.text)]
        body = own[0][0] if own else ends[0]
        zones = [_Zone(0, [found for _, found in own], 0, min(body, ends[0]), ends[0])]
        for number, ((start, found), end) in enumerate(zip(attached, ends[1:], strict=True), 1):
            zones.append(_Zone(number, [found], start, start, end))
        return zones

    def _by_zone(self, found: list[tuple[tuple[int, int], Fact]]) -> dict[int, list[Fact]]:
        """Return facts by the number of the document that they stand in; without the text, the main one."""
        starts = [zone.start for zone in self.zones]
        placed: dict[int, list[Fact]] = {}
        for (start, _), fact in found:
            number = bisect_right(starts, start) - 1 if self.page.whole else 0
            placed.setdefault(number, []).append(fact)
        return placed

    def _marks(self) -> Iterator[tuple[tuple[int, int], str, dict[str, str]]]:
        """Yield the elements of the text, those that matter most first."""
        for reference in self.plan.references:
            yield self.page.range(reference.span), "ref", {"href": self.iris[reference.id]}
        metadata = self.plan.metadata
        if self.page.whole and metadata.origin == "header":
            if metadata.number:
                yield self.page.range(metadata.number.span), "docNumber", {}
            day, known = issue_day(self.plan)
            if metadata.date and known == ISSUED:
                yield self.page.range(metadata.date.span), "docDate", {"date": day}
            if metadata.issuer:
                for part in self._beside_motto(self.page.range(metadata.issuer.span)):
                    yield part, "docProponent", {"refersTo": self.meta.issuer or ""}
        for agency in agencies_of(self.plan):
            yield (
                self.page.range(agency.span),
                "organization",
                {"refersTo": self.meta.refer("TLCOrganization", agency.name)},
            )
        for deadline in self.plan.deadlines:
            limit = day_of(deadline.end)
            if limit and not deadline.recurrence and deadline.start in (None, deadline.end):
                yield self.page.range(deadline.span), "date", {"date": limit}

    def _beside_motto(self, found: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """Yield the parts of a range that are not the motto of state or Party, which stands in the other column."""
        position, end = found
        for motto in _MOTTO.finditer(self.page.view.lower, position, end):
            yield position, position + len(self.page.text(position, motto.start()).rstrip())
            position = motto.end()
        yield position, end

    def _open(self, passages: Iterator[Passage]) -> list[Passage]:
        """Return the passages that are no rule, and no part of a signature or of the recipients."""
        return [p for p in passages if not self.closing.meets(p.start, p.end) and self._key(p) not in _RULES]

    def _key(self, passage: Passage) -> str:
        return key(self.page.text(passage.start, passage.end))

    def _head_end(self, passages: list[Passage]) -> int:
        """Return how many passages are the head: up to the number, date, issuer and the title, all of its lines."""
        if not self.page.whole or self.plan.metadata.origin != "header":
            return 0
        end, titled = 0, False
        for index, passage in enumerate(passages[:_MOST_HEAD_LINES]):
            if self._key(passage).startswith(_CITING):
                break
            title = self._title(passage)
            titled = titled or any(tag == "docType" for tag, _ in title)
            if title or (not titled and self._names_document(passage)):
                end = index + 1
        return end

    def _names_document(self, passage: Passage) -> bool:
        return any(mark.tag in _IDENTITY for mark in self.page.marks(passage.start, passage.end))

    def _title(self, passage: Passage) -> list[tuple[str, int]]:
        """Return the elements of a line that is type or subject of the document, each with its end in the view."""
        if self._names_document(passage):
            return []
        metadata, words = self.plan.metadata, self._key(passage)
        parts: list[tuple[str, int]] = []
        if metadata.doc_type:
            text = self.page.text(passage.start, passage.end)
            row = doc_types.by_title(text, ignore_marks=text.isupper())
            if row and row.code == metadata.doc_type.code:
                return [("docType", passage.end)]
            name = " ".join(text.split(" ")[: len(metadata.doc_type.name.split())])
            if key(name) == key(metadata.doc_type.name):
                parts.append(("docType", passage.start + len(name)))
                words = key(text[len(name) :])
        if " " in words and words in key(metadata.subject or ""):
            return [*parts, ("docTitle", passage.end)]
        return []

    def _preface(self, document: etree._Element, passages: list[Passage]) -> None:
        """Write the head as printed, and what the plan knows of its identity but the head doesn't show."""
        preface = add(document, "preface")
        shown: set[str] = set()
        for passage in passages:
            line, position = add(preface, "p"), passage.start
            for tag, end in self._title(passage):
                start = end - len(self.page.text(position, end).lstrip(" "))
                append_text(line, " " * (start - position))
                self.writer.inline(add(line, tag), start, end, "preface")
                shown.add(tag)
                position = end
            self.writer.inline(line, position, passage.end, "preface")
            shown |= {mark.tag for mark in self.page.marks(passage.start, passage.end)}
        for tag, text, attributes in self._identity():
            if text and tag not in shown:
                add(add(preface, "p"), tag, plain(text), **attributes)
        if not len(preface):
            document.remove(preface)

    def _identity(self) -> Iterator[tuple[str, str | None, dict[str, str | None]]]:
        """Yield the elements of a head with what the plan holds of them; a date needs its day."""
        metadata = self.plan.metadata
        day, known = issue_day(self.plan)
        yield (
            "docProponent",
            metadata.issuer.text if metadata.issuer else None,
            {"refersTo": self.meta.issuer},
        )
        yield "docNumber", metadata.number.text if metadata.number else None, {}
        yield "docDate", metadata.date.text if metadata.date and known == ISSUED else None, {"date": day}
        yield "docType", metadata.doc_type.name if metadata.doc_type else None, {}
        yield "docTitle", metadata.subject, {}

    def _preamble_end(self, passages: list[Passage], head: int, has_units: bool) -> int:
        """Return how many passages are head and preamble: those before a unit, or the citations alone."""
        if has_units and not self.reported and not any(passage.in_table for passage in passages):
            return len(passages)
        end = head
        while end < len(passages) and self._key(passages[end]).startswith(_CITING):
            end += 1
        return end

    def _preamble(self, document: etree._Element, passages: list[Passage]) -> None:
        preamble = add(document, "preamble")
        for citing, group in groupby(passages, lambda passage: self._key(passage).startswith(_CITING)):
            if citing:
                eid = self.ids.numbered("citations", "preamble")
                citations = add(preamble, "citations", eId=eid)
                for passage in group:
                    below = self.ids.numbered("citation", eid)
                    self.writer.blocks(add(citations, "citation", eId=below), [passage], below)
            else:
                self.writer.blocks(preamble, group, "preamble")

    def _body(self, document: etree._Element, zone: _Zone, opening: list[Passage], above: str) -> None:
        body = add(document, "mainBody", eId=f"{above}__body" if above else "body")
        if opening:
            self.writer.blocks(body, opening, above or "body")
        for section in zone.sections:
            self.writer.unit(body, section, above)
        if not self.page.whole and not above:
            for table in self.plan.tables:
                if table.section is None:
                    self.writer.plain_table(body, table, "body")
        if not len(body):
            add(body, "p")

    def _conclusions(self, document: etree._Element, zone: _Zone, eid: str) -> None:
        """Write what stands behind the units and is none of them, the recipients and the signatures."""
        conclusions = add(document, "conclusions", eId=eid)
        units = Ranges(map(self._unit_range, every(zone.sections)))
        behind = self._open(self.page.passages(zone.body, zone.end))
        if left := [p for p in behind if not units.meets(p.start, p.end)]:
            self.writer.blocks(conclusions, left, eid)
        if not self.reported:
            self._recipients(conclusions, self.recipients.get(zone.number, []), eid)
            for signature in self.signatures.get(zone.number, []):
                self._signature(conclusions, signature)
        if not len(conclusions):
            document.remove(conclusions)

    def _unit_range(self, section: Section) -> tuple[int, int]:
        """Return where a unit's label, heading and own text stand."""
        end = max(section.span.end, section.heading_span.end if section.heading_span else 0)
        return self.page.range(Span(start=section.extent.start, end=end))

    def _recipients(self, conclusions: etree._Element, recipients: list[Recipient], eid: str) -> None:
        if not recipients:
            return
        below = self.ids.numbered("blockList", eid)
        listed = add(conclusions, "blockList", eId=below)
        add(listed, "listIntroduction", "Nơi nhận")
        for recipient in recipients:
            purpose = f" ({plain(recipient.purpose)})" if recipient.purpose else ""
            item = add(listed, "item", eId=self.ids.numbered("item", below))
            add(item, "p", plain(recipient.name) + purpose)

    def _signature(self, conclusions: etree._Element, signature: Signature) -> None:
        """Write the capacity, what is printed in brackets below it, such as `(Đã ký)`, rank and name."""
        block = add(add(conclusions, "p"), "signature")
        capacity = plain(" ".join(signature.lines))
        if capacity and signature.position:
            add(block, "role", capacity, refersTo=self.meta.refer("TLCRole", signature.position))
        else:
            append_text(block, capacity)
        passages = self.page.passages(*self.page.range(signature.span))
        lines = (self.page.text(passage.start, passage.end) for passage in passages)
        between = [line for line in lines if line.startswith("(") and line not in capacity]
        append_text(block, " ".join(["", *between, *filter(None, [plain(signature.rank)]), ""]))
        if signature.name:
            add(block, "person", plain(signature.name), refersTo=self.meta.refer("TLCPerson", signature.name))

    def _attachment(self, attachments: etree._Element, zone: _Zone) -> None:
        """Write an attached plan or appendix as a document of its own."""
        (section,) = zone.sections
        eid = self.ids.numbered("attachment")
        attachment = add(attachments, "attachment", eId=eid)
        add(
            attachment,
            "heading",
            plain(" ".join(filter(None, (section.num, section.heading)))),
            eId=f"{eid}__heading",
        )
        document = add(attachment, "doc", name=slug(section.num) or "phu-luc", contains="originalVersion")
        self.meta.write(document, eid)
        own = list(self.page.passages(*self.page.range(section.span)))
        self._body(document, zone._replace(sections=section.children), self._open(iter(own)), eid)
        self._conclusions(document, zone, f"{eid}__conclusions")

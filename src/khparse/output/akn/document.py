"""A plan as one Akoma Ntoso document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from khparse.fold import key
from khparse.models import Plan, Section, Signature, Span
from khparse.output.akn.body import Writer
from khparse.output.akn.meta import Meta, agencies_of, signatures_of
from khparse.output.akn.names import Ids, day_of, issue_day, reference_iri, slug
from khparse.output.akn.page import Page, Passage, every
from khparse.output.akn.xml import add, append_text, root
from khparse.output.words import plain

_CITING = ("căn cứ", "theo đề nghị", "xét đề nghị", "xét")
_MOST_HEAD_LINES = 40


def to_akn(plan: Plan, text: str | None) -> str:
    """Return a plan as Akoma Ntoso XML, a `doc` whose name is the type of the document.

    `text` is the document's own (what `khparse text` prints): nothing of it is left out. Without it (None), the units,
    facts and tables of the plan are all there is. Attached plans and appendices are attachments. Equal input
    gives equal bytes: dates are the document's, none is that of the run.
    """
    return etree.tostring(
        _Document(plan, text).write(), encoding="unicode", xml_declaration=False, pretty_print=False
    )


class _Zone(NamedTuple):
    """A document of its own in the text: the main one, or an attachment. In view offsets; `body` is the first unit."""

    sections: list[Section]
    start: int
    body: int
    end: int


class _Document:
    def __init__(self, plan: Plan, text: str | None) -> None:
        self.plan = plan
        self.page = Page(plan, text)
        self.ids = Ids()
        self.meta = Meta(plan, self.ids)
        self.writer = Writer(self.page, self.ids)
        self.page.mark(self._marks())

    def write(self) -> etree._Element:
        element = root()
        metadata = self.plan.metadata
        name = slug(metadata.doc_type.name) if metadata.doc_type else "van-ban"
        document = add(element, "doc", name=name, contains="originalVersion")
        self.meta.write(document, "main")
        main, *attached = self._zones()
        preface, rest = self._preface_and_rest(main)
        self._preface(document, preface)
        preamble, before = self._preamble_and_rest(main, rest)
        self._preamble(document, preamble)
        self._body(document, main, before, "")
        self._conclusions(document, main, "")
        if attached:
            attachments = add(document, "attachments")
            for zone in attached:
                self._attachment(attachments, zone)
        return element

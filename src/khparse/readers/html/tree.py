"""The elements of a web page, from lenient parsing that is bounded whatever the page holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from khparse.errors import UnreadableError

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section"
    " summary table tbody td tfoot th thead tr ul".split()
)
# Elements whose content is no text of the page.
_DROPPED = frozenset(
    "applet area audio button canvas colgroup datalist del embed frame frameset iframe input map math meter"
    " noembed noframes noscript object option progress script select style svg template textarea title video"
    " xml".split()
)
CONTROLS = frozenset("button input select textarea".split())
_VOID = frozenset("area base br col embed frame hr img input link meta param source track wbr".split())
_KEPT_ATTRIBUTES = frozenset(
    "align aria-hidden aria-modal class color colspan content face hidden href id itemprop name property role"
    " rowspan reversed start style title type value".split()
)
_WORD_PREFIXES = ("o:", "st1:", "w:", "v:")
_MOST_ELEMENTS = 1_000_000  # some 300 MB; a page of 64 MiB from Word holds fewer
_DEEPEST = 120  # elements below are taken out of one another; browsers do so at 512
_REFUSED_DEPTH = 3_000  # an end tag takes time by depth
_LONGEST_TAG = 1 << 16
_CHUNK = 1 << 16
# An attribute may hold a picture, which is of no use here.
_LONG_TAG = re.compile(rf"(<[A-Za-z][\w:.-]{{0,40}}+)[^<>]{{{_LONGEST_TAG},}}+")
_DATA_URL = re.compile(r"(?<=[\"'(])data:[\w/+.;=-]{0,100}+,[^\"')<>]{200,}+")
# Declarations in the page, such as entities: no browser reads them in HTML.
_SUBSET = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<!DOCTYPE[^>\[]{0,500}\[", re.IGNORECASE)
# XHTML closes elements that HTML can't: `<title/>` would swallow the page.
_CLOSED = re.compile(r"<([A-Za-z][\w:-]{0,40}+)((?:\s[^<>]*)?)/>")


@dataclass(slots=True, eq=False)
class Element:
    """An element: its attributes that matter here, its texts and elements in their order."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[str | Element] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return an attribute, or "" without it."""
        return self.attributes.get(name, "")

    @property
    def elements(self) -> Iterator[Element]:
        """The elements directly in it."""
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator[Element]:
        """Yield the element and all in it, in document order."""
        pending = [self]
        while pending:
            element = pending.pop()
            yield element
            pending.extend(reversed(list(element.elements)))

    def ancestors(self) -> Iterator[Element]:
        """Yield the elements that it stands in, the nearest first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def remove(self) -> None:
        """Take the element out of the page; where it was, words or blocks stay apart."""
        self.tag = "div" if self.tag in BLOCKS else "span"
        self.attributes = {}
        self.children = [" "]

    def text(self) -> str:
        """Return its text in one line."""
        parts: list[str] = []
        _add_text(self, parts)
        return " ".join("".join(parts).split())


def _add_text(element: Element, parts: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag == "br" or child.tag in BLOCKS:
            parts.append(" ")
            _add_text(child, parts)
            parts.append(" ")
        else:
            _add_text(child, parts)


@dataclass(slots=True)
class Page:
    """A page: its elements, its title, its `meta` elements, its style sheets, data about it as JSON-LD.

    `controls` counts what a reader can fill in or press.
    """

    root: Element
    title: str = ""
    metas: list[dict[str, str]] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    controls: int = 0


def parse(text: str) -> Page:
    """Return the page that `text` is the source of; whatever it is, something is made of it.

    Nothing outside the text is read. Raises `UnreadableError` for a page with far more elements, or elements
    nested far deeper, than a document has.
    """
    if len(text) > _LONGEST_TAG:
        text = _LONG_TAG.sub(r"\1", _DATA_URL.sub("", text))
    if "http://www.w3.org/1999/xhtml" in text[:2048]:
        text = _CLOSED.sub(_written_out, text)
    if (subset := _SUBSET.match(text)) and (end := text.find("]>", subset.end())) >= 0:
        text = text[end + 2 :]
    builder = _Builder()
    target: Any = builder  # the stubs of lxml want methods that take bytes as well
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True)
    try:
        for at in range(0, len(text), _CHUNK):
            parser.feed(text[at : at + _CHUNK].encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError:
        pass  # what was read until here is kept
    return builder.page


def _written_out(match: re.Match[str]) -> str:
    tag, attributes = match.groups()
    return match.group() if tag.lower() in _VOID else f"<{tag}{attributes}></{tag}>"


class _Builder:
    """What the parser reports, made elements."""

    def __init__(self) -> None:
        self.page = Page(Element("html", {}))
        self._open = [self.page.root]  # behind the deepest, elements are put into that one
        self._count = 0
        self._dropped: list[str] = []  # the open elements from the first one dropped
        self._kept: list[str] | None = None  # text of a title, a style sheet, data
        self._text: list[str] = []  # of the open element, not yet in it

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > _MOST_ELEMENTS:
            raise UnreadableError("it holds millions of elements", "split it, or save the text alone")
        if len(self._open) + len(self._dropped) > _REFUSED_DEPTH:
            raise UnreadableError(
                "its elements are nested too deep", "open it in a browser, and save its text"
            )
        self.page.controls += tag in CONTROLS and attributes.get("type") != "hidden"
        if self._dropped:
            self._dropped.append(tag)
        elif tag in _DROPPED or (":" in tag and not tag.startswith(_WORD_PREFIXES)):
            self._dropped.append(tag)
            self._keep_text(tag, attributes)
        elif tag == "meta":
            self.page.metas.append(dict(attributes))
        elif tag == "html":
            self.page.root.attributes.update(attributes)
            self._open.append(self.page.root)
        else:
            self._add(tag, {name: value for name, value in attributes.items() if name in _KEPT_ATTRIBUTES})

    def end(self, tag: str) -> None:
        if self._dropped:
            self._dropped.pop()
            if not self._dropped and self._kept is not None:
                self._store(tag, "".join(self._kept))
        elif len(self._open) > 1 and tag != "meta":
            self._write()
            self._open.pop()

    def data(self, text: str) -> None:
        if self._kept is not None:
            self._kept.append(text)
        elif not self._dropped:
            self._text.append(text)

    def close(self) -> None:
        self._write()

    def _add(self, tag: str, attributes: dict[str, str]) -> None:
        self._write()
        parent = self._open[min(len(self._open), _DEEPEST) - 1]
        element = Element(tag, attributes, parent)
        parent.children.append(element)
        self._open.append(element)

    def _write(self) -> None:
        """Put the text read since the last tag into the open element."""
        if not self._text:
            return
        if len(self._open) > _DEEPEST and self._open[_DEEPEST - 1].children[-1] is not self._open[-1]:
            element = self._open.pop()  # others were taken out of it: go on behind them
            text, self._text = self._text, []
            self._add(element.tag, element.attributes)
            self._text = text
        self._open[-1].children.append("".join(self._text))
        self._text = []

    def _keep_text(self, tag: str, attributes: dict[str, str]) -> None:
        data = tag == "script" and attributes.get("type", "").lower() == "application/ld+json"
        if data or tag == "style" or (tag == "title" and not self.page.title):
            self._kept = []

    def _store(self, tag: str, text: str) -> None:
        if tag == "title":
            self.page.title = " ".join(text.split())
        else:
            (self.page.sheets if tag == "style" else self.page.data).append(text)
        self._kept = None

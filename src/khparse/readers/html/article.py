"""Which part of a page is the document: the smallest element that holds the dense text and its head.

General tools for this were tried on pages of four kinds of sites around the fixtures: they keep much of a site's text
(trafilatura, resiliparse) or drop heads and signatures (readability), for they don't know what a document is.
"""

from __future__ import annotations

import re

from khparse.readers.html.measure import Line, Measures, common_ancestor
from khparse.readers.html.metadata import Properties, find_properties
from khparse.readers.html.noise import Cleaner, remove_hidden
from khparse.readers.html.official import find_head, is_attached, last_closing
from khparse.readers.html.styles import Styles
from khparse.readers.html.tree import Element, Page

_SITE_LINKS = 0.12  # of the text of a page; a document by itself has fewer
_WORD_PROCESSORS = re.compile(r"(?:Microsoft Word|LibreOffice|OpenOffice)\b")  # the `meta` generator
_MOST_LINKS = 4  # lines that are but a link, as those of menus are
_SITE_TAGS = frozenset("aside footer header nav".split())
_ENOUGH = 200  # characters of dense text
_SHARE_BEHIND_HEAD = 0.5
_SHARE_BEFORE_CLOSING = 0.8
_SHARE = 0.7
_PARAGRAPHS = frozenset("p li h1 h2 h3 h4 h5 h6 pre dt dd blockquote".split())
_SMALL_TABLE = 1200
_HEADLINES = ("h1", "h2")


def find_article(page: Page, styles: Styles) -> tuple[Element, Properties]:
    """Return the element that holds the document, all else taken out of it, and what the page says of it."""
    root = page.root
    remove_hidden(root, styles)
    measures = Measures(root)
    head, closing = _ends(measures)
    properties = find_properties(page, measures, head)
    cleaner = Cleaner(root, measures, head, closing)
    boxes = [box for box in properties.boxes if cleaner.may_go(box)]
    if not boxes and not _is_site(page, measures):
        return root, properties
    for box in boxes:
        box.remove()
    cleaner.clean()
    measures = Measures(root)
    if measures.of(root).dense < _ENOUGH:
        return root, properties
    head, closing = _ends(measures)
    if head:
        return _behind_head(measures, head, closing), properties
    if closing:
        return _before_closing(measures, closing), properties
    found = _dense(measures)
    return (found if boxes else _with_headline(page, measures, found)), properties


def _ends(measures: Measures) -> tuple[Line | None, Line | None]:
    """Return the lines with which an official document begins and closes, where there are such."""
    head = find_head(measures.lines)
    closing = last_closing(measures.lines, head if head is not None else -1)
    lines = measures.lines
    return lines[head] if head is not None else None, lines[closing] if closing is not None else None


def _is_site(page: Page, measures: Measures) -> bool:
    """Return whether a page is more than a document that a word processor saved."""
    size, linked, _, _ = measures.of(page.root)
    if page.controls:
        return True
    if any(_WORD_PROCESSORS.match(meta.get("content", "")) for meta in page.metas):
        return False
    if linked > _SITE_LINKS * size:
        return True
    links = sum(
        1 for line in measures.lines if line.linked and line.linked >= len(line.text) - line.text.count(" ")
    )
    if links > _MOST_LINKS:
        return True
    return any(element.tag in _SITE_TAGS and measures.size(element) for element in page.root.walk())


def _behind_head(measures: Measures, head: Line, closing: Line | None) -> Element:
    """Return the element that holds an official document, from its head on."""
    lines = measures.lines[head.index :]
    if closing is None:
        found = _around(head.block, lines, _SHARE_BEHIND_HEAD)
    else:
        found = common_ancestor(head.block, closing.block)
        for line in measures.lines[closing.index :]:
            if is_attached(line):
                found = common_ancestor(found, line.block)
    _cut_before(_outermost_table(head.block, found, measures), found)
    return found


def _before_closing(measures: Measures, closing: Line) -> Element:
    """Return the element that holds an official document without head, whose closing is known."""
    return _around(closing.block, measures.lines[: closing.index + 1], _SHARE_BEFORE_CLOSING)


def _around(block: Element, lines: list[Line], share: float) -> Element:
    """Return the smallest element around a block that holds that share of the dense text of the lines."""
    needed = share * sum(line.dense for line in lines)
    found: Element = block
    while found.parent is not None:
        inside = {id(element) for element in found.walk()}
        if sum(line.dense for line in lines if id(line.block) in inside) >= needed:
            break
        found = found.parent
    return found


def _outermost_table(block: Element, within: Element, measures: Measures) -> Element:
    """Return the head table that a block stands in, or the block itself."""
    found = block
    for element in block.ancestors():
        if element is within:
            break
        if element.tag == "table" and measures.size(element) < _SMALL_TABLE:
            found = element
    return found


def _dense(measures: Measures) -> Element:
    """Return the smallest element that holds most of the dense text."""
    found = measures.root
    least = _SHARE * measures.of(found).dense
    while True:
        inner = max(found.elements, key=lambda element: measures.of(element).dense, default=None)
        if inner is None or inner.tag in _PARAGRAPHS or measures.of(inner).dense < least:
            return found
        found = inner


def _with_headline(page: Page, measures: Measures, found: Element) -> Element:
    """Return the element around an article and its headline, all before and behind them taken out."""
    headline = _headline(page, measures)
    if headline is None or found is headline or any(found is around for around in headline.ancestors()):
        return found
    around = common_ancestor(found, headline)
    _cut_before(headline, around)
    _cut_behind(found, around)
    return around


def _headline(page: Page, measures: Measures) -> Element | None:
    """Return the heading that is the title of the page too, the first of them."""
    titles = [
        page.title,
        *(meta.get("content", "") for meta in page.metas if meta.get("property") == "og:title"),
    ]
    plain = [" ".join(title.lower().split()) for title in titles if title]
    for line in measures.lines:
        heading = next((e for e in (line.block, *line.block.ancestors()) if e.tag in _HEADLINES), None)
        if heading is not None and len(line.text) > 20:
            text = line.text.lower()
            if any(text in title or (len(title) > 30 and title[:60] in text) for title in plain):
                return heading
    return None


def _cut_before(element: Element, within: Element) -> None:
    """Take out of `within` what stands before an element in it."""
    while element is not within and element.parent is not None:
        siblings = element.parent.children
        del siblings[: siblings.index(element)]
        element = element.parent


def _cut_behind(element: Element, within: Element) -> None:
    """Take out of `within` what stands behind an element in it."""
    while element is not within and element.parent is not None:
        siblings = element.parent.children
        del siblings[siblings.index(element) + 1 :]
        element = element.parent

"""The table of contents: a field whose entries are already there, with links to their headings.

The entries tell no page: only a word processor knows it, and puts it in when the field is updated.
"""

from __future__ import annotations

from lxml import etree

from khparse.output.digest.body import Body, Element, Heading, W, mark, paragraph, run

_INSTRUCTION = ' TOC \\o "1-{0}" \\h \\z \\u '
_MOST_ENTRIES = 30
"""Of more entries than the first page holds, only those of the first level are listed."""


def contents(body: Body, title: str, lowest: int) -> Element:
    """Return the table of contents of what `body` holds, as a content control that Word offers to update.

    `lowest` is the lowest level listed. Agencies are not: the overview of tasks lists them.
    """
    entries = [found for found in body.headings if found.level <= lowest]
    if len(entries) > _MOST_ENTRIES:
        entries, lowest = [found for found in entries if found.level == 1], 1
    control = etree.Element(f"{W}sdt")
    part = etree.SubElement(etree.SubElement(control, f"{W}sdtPr"), f"{W}docPartObj")
    etree.SubElement(part, f"{W}docPartGallery", {f"{W}val": "Table of Contents"})
    etree.SubElement(part, f"{W}docPartUnique")
    content = etree.SubElement(control, f"{W}sdtContent")
    content.append(paragraph(body.text_style("TOC Heading"), title))
    for number, entry in enumerate(entries):
        element = paragraph(body.text_style(f"toc {entry.level}"), "")
        if number == 0:
            mark(element, "begin")
            code = etree.SubElement(etree.SubElement(element, f"{W}r"), f"{W}instrText")
            code.text = _INSTRUCTION.format(lowest)
            mark(element, "separate")
        _link(element, entry)
        if number == len(entries) - 1:
            mark(element, "end")
        content.append(element)
    return control


def _link(element: Element, entry: Heading) -> None:
    link = etree.SubElement(element, f"{W}hyperlink", {f"{W}anchor": entry.bookmark, f"{W}history": "1"})
    run(link, entry.text)

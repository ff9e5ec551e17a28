"""Page and styles of an office document: Nghị định 30/2020/NĐ-CP, Annex I.

A4; margins 20–25 mm at top and bottom, 30–35 mm left, 15–20 mm right (chapter I, section I); Times New Roman in
black, 13–14 points; page numbers in Arabic figures, centred in the top margin, not on the first page; the national
name in capitals of 12–13 points, the motto of 13–14 points with a line of its width below (section II).
"""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

_FONT = "Times New Roman"
_MILLIMETRE = 1440 / 25.4  # twips
_PAGE = (210, 297)
_MARGINS = {"top": 20, "right": 15, "bottom": 20, "left": 30, "header": 10, "footer": 10}

_STYLES: dict[str, str] = {
    # name: type, what it is based on, what follows it, paragraph properties, run properties
    "Normal": '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>',
    "Body Text": '<w:pPr><w:spacing w:before="60" w:after="60" w:line="264" w:lineRule="auto"/>'
    '<w:ind w:firstLine="567"/><w:jc w:val="both"/></w:pPr>',
    "Title": '<w:pPr><w:keepNext/><w:keepLines/><w:suppressAutoHyphens/><w:spacing w:before="360" w:after="0"/>'
    '<w:contextualSpacing/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/><w:szCs w:val="28"/>'
    "</w:rPr>",
    "Subtitle": '<w:pPr><w:keepNext/><w:keepLines/><w:suppressAutoHyphens/><w:spacing w:before="60" w:after="160"/>'
    '<w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>',
    "heading 1": '<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="120"/>'
    '<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:caps/><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>',
    "heading 2": '<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="180" w:after="80"/>'
    '<w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>',
    "heading 3": '<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="160" w:after="80"/>'
    '<w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/><w:i/><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>',
    "caption": '<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="80" w:after="80"/><w:jc w:val="center"/>'
    '</w:pPr><w:rPr><w:i/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>',
    "header": '<w:pPr><w:jc w:val="center"/></w:pPr>',
    "TOC Heading": '<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/><w:jc w:val="center"/></w:pPr>'
    "<w:rPr><w:b/></w:rPr>",
    "toc 1": '<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
    '<w:spacing w:before="60"/></w:pPr><w:rPr><w:b/></w:rPr>',
    "toc 2": '<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
    '<w:spacing w:before="20"/><w:ind w:left="284"/></w:pPr>',
    "toc 3": '<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
    '<w:ind w:left="567"/></w:pPr><w:rPr><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>',
    "Table Text": '<w:pPr><w:keepLines/><w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>',
    "Table Number": '<w:pPr><w:jc w:val="center"/></w:pPr>',
    "Table Heading": '<w:pPr><w:keepNext/><w:suppressAutoHyphens/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr>',
    "Table Name": "<w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr>",
    "Last Table Name": "<w:rPr><w:b/></w:rPr>",
    "Table Band": "<w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:i/></w:rPr>",
    "Table Gap": '<w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr>',
    "Letterhead": '<w:pPr><w:suppressAutoHyphens/><w:jc w:val="center"/></w:pPr>',
}
_BASED_ON = {
    "Table Number": "Table Text",
    "Table Heading": "Table Text",
    "Table Band": "Table Text",
    "Table Name": "Table Text",
    "Last Table Name": "Table Text",
}
_FOLLOWED_BY = {"heading 1": "Body Text", "heading 2": "Body Text", "heading 3": "Body Text"}
# Chapters of a digest of several documents, as parts are set (section II.5): centred, on a page of their own.
_CHAPTER = (
    '<w:pPr><w:keepNext/><w:keepLines/><w:pageBreakBefore/><w:spacing w:before="0" w:after="200"/>'
    '<w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>'
)
_RULES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLE = (
    f"<w:tblPr><w:tblBorders>{_RULES}</w:tblBorders>"
    '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>'
    '<w:vAlign w:val="center"/></w:tcPr></w:tblStylePr>'
)


def set_page(document: Any) -> None:
    """Give a new document one section of A4 with a page number on top from its second page on."""
    section = document.sections[0]
    properties = section._sectPr
    for child in list(properties):
        properties.remove(child)
    width, height = (str(round(side * _MILLIMETRE)) for side in _PAGE)
    margins = " ".join(f'w:{side}="{round(size * _MILLIMETRE)}"' for side, size in _MARGINS.items())
    for xml in (
        f'<w:pgSz {nsdecls("w")} w:w="{width}" w:h="{height}"/>',
        f'<w:pgMar {nsdecls("w")} {margins} w:gutter="0"/>',
        f"<w:titlePg {nsdecls('w')}/>",
    ):
        properties.append(parse_xml(xml))
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    parts = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    paragraph = section.header.paragraphs[0]._p
    for run in parse_xml(f"<w:p {nsdecls('w')}>{parts}</w:p>"):
        paragraph.append(run)


def set_language(document: Any, language: str) -> None:
    """Set the font of the whole document, and the language that its spelling is checked in.

    Tables are laid out as Word 2013 and later do: their rules, not their words, begin at the margin.
    """
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    styles = document.styles.element
    for old in styles.findall(qn("w:docDefaults")):
        styles.remove(old)
    code = "vi-VN" if language == "vi" else "en-GB"
    styles.insert(
        0,
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
            f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>'
            f'<w:sz w:val="26"/><w:szCs w:val="26"/><w:lang w:val="{code}" w:eastAsia="{code}" w:bidi="ar-SA"/>'
            "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        ),
    )


def style_ids(document: Any, width: int, *, new: bool, chapters: bool) -> dict[str, str]:
    """Return the ids of the styles of a digest by name, after defining them.

    In a `new` document they are defined anew, without what python-docx's template has beside them; a template
    keeps its own, and gets those that it lacks. `width` is that of the text in twips; `chapters` says that
    headings of the first level begin chapters.
    """
    element = document.styles.element
    if new:
        for style in element.findall(qn("w:style")):
            if style.get(qn("w:default")) != "1" or style.get(qn("w:type")) == "paragraph":
                element.remove(style)
    known = {
        style.find(qn("w:name")).get(qn("w:val"), "").lower(): style.get(qn("w:styleId"))
        for style in element.findall(qn("w:style"))
        if style.find(qn("w:name")) is not None
    }
    ids = {}
    for name in (*_STYLES, "Digest Table"):
        ids[name] = known.get(name.lower()) or _free_id(name, known)
        if name.lower() not in known:
            known[name.lower()] = ids[name]
            element.append(parse_xml(_style(name, ids, width, chapters)))
    return ids


def _free_id(name: str, known: dict[str, str]) -> str:
    base = "".join(word[:1].upper() + word[1:] for word in name.split())
    taken = set(known.values())
    return next(found for found in (base, f"{base}Khparse", f"{base}Khparse2") if found not in taken)


def _style(name: str, ids: dict[str, str], width: int, chapters: bool) -> str:
    kind, content = ("table", _TABLE) if name == "Digest Table" else ("paragraph", _STYLES.get(name, ""))
    if name == "heading 1" and chapters:
        content = _CHAPTER
    above = "" if name in ("Normal", "Digest Table") else ids[_BASED_ON.get(name, "Normal")]
    following = ids.get(_FOLLOWED_BY.get(name, ""), "")
    default = ' w:default="1"' if name == "Normal" else ""
    custom = "" if name in _BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style {nsdecls("w")} w:type="{kind}" w:styleId="{ids[name]}"{default}{custom}>'
        f'<w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{above}"/>' if above else "")
        + (f'<w:next w:val="{following}"/>' if following else "")
        + f'<w:uiPriority w:val="1"/><w:qFormat/>{content.format(width=width)}</w:style>'
    )


_BUILT_IN = frozenset(name for name in _STYLES if "Table " not in name and name != "Letterhead")


def is_numbered(document: Any) -> bool:
    """Return whether a template numbers its headings itself."""
    for style in document.styles.element.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None and name.get(qn("w:val"), "").lower() == "heading 1":
            return style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
    return False

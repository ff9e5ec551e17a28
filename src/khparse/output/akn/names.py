"""Names: IRIs of documents and things, and ids of elements.

They follow the Akoma Ntoso Naming Convention 1.0 (OASIS, 2019): IRIs in its chapter 4, eIds in its chapter 5.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from khparse.fold import fold_case_kept, lower
from khparse.lexicon import doc_types
from khparse.models import Plan, Reference, Section

ELEMENTS = {
    "part": "part", "chapter": "chapter", "section": "section", "upper": "level", "roman": "level",
    "article": "article", "decimal": "paragraph", "letter": "point", "paren": "subparagraph", "bullet": "indent",
}  # fmt: skip
"""The element of each kind of unit; any other is an `hcontainer`."""

ISSUED = "issued"
"""Name of the date of a document of which year, month and day are known."""

_ABBREVIATIONS = {
    "chapter": "chp", "section": "sec", "article": "art", "paragraph": "para", "subparagraph": "subpara",
    "attachment": "att", "citation": "cit", "citations": "cits", "blockList": "list",
}  # fmt: skip
_UNKNOWN_DATE = "0001-01-01"
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 80


def slug(text: str | None) -> str:
    """Return a text in lower-case ASCII letters, digits and hyphens: `Sở Tư pháp` is `so-tu-phap`."""
    letters = unicodedata.normalize("NFD", lower(fold_case_kept(text or "")).replace("đ", "d"))
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return _NOT_PLAIN.sub("-", bare)[:_LONGEST_NAME].strip("-")


def work_iri(plan: Plan) -> str:
    """Return the IRI of a plan: `/akn/vn/doc/ke-hoach/uy-ban-nhan-dan-tinh-x/2026-01-16/12-kh-ubnd`."""
    metadata = plan.metadata
    number = metadata.number
    symbol = f"{number.number or ''}-{number.symbol or ''}" if number else ""
    printed = metadata.date.edtf if metadata.date else None
    parts = (
        "/akn/vn/doc",
        slug(metadata.doc_type.name if metadata.doc_type else "") or "van-ban",
        slug(metadata.issuer.name if metadata.issuer else ""),
        printed if day_of(printed) and printed else _UNKNOWN_DATE,
        slug(symbol) or slug(metadata.subject) or "nn",
    )
    return "/".join(part for part in parts if part)


def reference_iris(plan: Plan) -> dict[str, str]:
    """Return the IRIs of the cited documents by the ids of their references.

    What isn't printed of a document is left out, the date too; of those that are cited twice the fullest counts.
    """
    found: dict[str, str] = {}
    for reference in plan.references:
        found[reference.id] = max(found.get(reference.id, ""), _reference_iri(reference), key=len)
    return found


def _reference_iri(reference: Reference) -> str:
    row = _type_of(reference)
    printed = reference.date.edtf if reference.date else None
    year = _YEAR.search((reference.number or "").partition("/")[2])
    number = slug(f"{reference.number or ''}-{reference.symbol or ''}")
    parts = (
        "/akn/vn",
        "act" if row and row.family == "normative" else "doc",
        slug(row.name) if row else "van-ban",
        slug(reference.issuer),
        printed if day_of(printed) else year.group() if year else "",
        number or slug(reference.title) or slug(reference.id) or "nn",
    )
    return "/".join(part for part in parts if part)


def _type_of(reference: Reference) -> doc_types.DocTypeRow | None:
    """Return the type of a cited document by its printed name (laws share their code with orders), or by its code."""
    if found := doc_types.title_at_start(reference.text):
        return found[0]
    return next((row for row in doc_types.rows() if row.code == reference.doc_type), None)


def day_of(printed: str | None) -> str | None:
    """Return the first day of an EDTF date of level 0; None for none."""
    try:
        return date.fromisoformat("-".join([*(printed or "").split("-"), "01", "01"][:3])).isoformat()
    except ValueError:
        return None


def issue_day(plan: Plan) -> tuple[str, str]:
    """Return the day of a plan, as metadata must have one, and its name: how much of it is known."""
    printed = plan.metadata.date.edtf if plan.metadata.date else None
    day = day_of(printed)
    if day is None:
        return _UNKNOWN_DATE, "unknown"
    return day, ISSUED if day == printed else "issued-incomplete"


class Ids:
    """Gives out the ids of elements, each once in a file."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._counts: dict[str, int] = {}

    def numbered(self, tag: str, parent: str = "") -> str:
        """Return the id of the next `tag` in `parent`: `preamble__cits_1`."""
        stem = _stem(tag, parent)
        while True:
            self._counts[stem] = self._counts.get(stem, 0) + 1
            found = f"{stem}_{self._counts[stem]}"
            if found not in self._given:
                self._given.add(found)
                return found

    def unit(self, tag: str, section: Section, parent: str = "") -> str:
        """Return the id of a unit by its printed number: `level_III__para_1__point_a`; bullets are counted."""
        number = "" if section.kind == "bullet" else _number(section)
        return self.once(f"{_stem(tag, parent)}_{number}") if number else self.numbered(tag, parent)

    def once(self, wanted: str) -> str:
        """Return `wanted`, or where that is given already, `wanted-2` and so on."""
        found = wanted
        while found in self._given:
            self._counts[wanted] = self._counts.get(wanted, 1) + 1
            found = f"{wanted}-{self._counts[wanted]}"
        self._given.add(found)
        return found


def _stem(tag: str, parent: str) -> str:
    name = _ABBREVIATIONS.get(tag, tag)
    return f"{parent}__{name}" if parent else name


def _number(section: Section) -> str:
    """Return a printed number for an id: `III`, `1-2`, `a`; `đ` is `dd`, which `d` precedes."""
    words = section.num.split()
    last = (words[-1] if words else "").replace("đ", "dd").replace("Đ", "DD")
    return re.sub(r"[^A-Za-z0-9]+", "-", last).strip("-")[:_LONGEST_NAME]

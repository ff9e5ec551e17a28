"""Types of documents, found by the title line of a document or by the type code in its symbol.

Codes follow Nghị định 30/2020/NĐ-CP, Annex III (state) and Quy định 399-QĐ/TW with Hướng dẫn 36-HD/VPTW
(Party); types without an official code (Công văn of the state, Luật) have a code of their own here. All
kinds of plans (liên tịch, phối hợp, hành động …) have the code KH.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

from khparse.fold import fold_case_kept, key
from khparse.lexicon import issuers, table, values


class DocTypeRow(NamedTuple):
    """A type of document; `family` is state, normative, party, joint or other."""

    key: str
    code: str
    name: str
    family: str
    titles: tuple[str, ...]
    symbol_codes: tuple[str, ...]


@cache
def rows() -> tuple[DocTypeRow, ...]:
    """Return all types, those of the state first."""
    return tuple(
        DocTypeRow(
            row["key"],
            row["code"],
            row["name"],
            row["family"],
            tuple(values(row["titles"])),
            tuple(values(row["symbol_codes"])),
        )
        for row in table("doc_types")
    )


def without_marks(text: str) -> str:
    """Return a text without accents, and d for đ."""
    plain = unicodedata.normalize("NFD", text).translate(_STROKES)
    return "".join(c for c in plain if not unicodedata.combining(c))


_STROKES = str.maketrans("Đđ", "Dd")


@cache
def _titles() -> dict[str, DocTypeRow]:
    found: dict[str, DocTypeRow] = {}
    for row in rows():
        for title in row.titles:
            found.setdefault(title.lower(), row)
    return found


@cache
def _unmarked_titles() -> dict[str, DocTypeRow]:
    return {without_marks(title): row for title, row in _titles().items()}


@cache
def _first_titles() -> dict[str, DocTypeRow]:
    found: dict[str, DocTypeRow] = {}
    for row in rows():
        found.setdefault(row.titles[0].lower(), row)
    return found


@cache
def _codes() -> dict[str, list[DocTypeRow]]:
    found: dict[str, list[DocTypeRow]] = {}
    for row in rows():
        for code in row.symbol_codes:
            found.setdefault(code.upper(), []).append(row)
    return found


def by_title(line: str, *, ignore_marks: bool = False) -> DocTypeRow | None:
    """Return the type that a whole line names, whatever its case, spacing and punctuation.

    Where state and Party share a title, the row of the state is returned. `ignore_marks` also accepts
    misread accents (`KÉ HOẠCH`), which suits lines of capitals only.
    """
    name = key(line)
    row = _titles().get(name)
    if row is None and ignore_marks:
        row = _unmarked_titles().get(without_marks(name))
    return row


_LONGEST_TITLE = 4  # words


def title_at_start(line: str) -> tuple[DocTypeRow, str] | None:
    """Return the type whose name opens the line and the rest of the line; the longest name wins.

    Only the proper name of a type counts here, so that `KẾ HOẠCH Công tác dân vận` keeps its subject whole.
    """
    words = line.split(maxsplit=_LONGEST_TITLE)
    for count in range(min(len(words), _LONGEST_TITLE), 0, -1):
        row = _first_titles().get(key(" ".join(words[:count])))
        if row is not None:
            return row, " ".join(words[count:])
    return None


def by_symbol(symbol: str) -> DocTypeRow | None:
    """Return the type that a symbol (`KH-UBND`, `KH/TU`) tells, with or without the number before it.

    A letter of the state has no type code: `UBND-NC`, the code of a body, is a Công văn. None where the
    symbol doesn't tell the type: `QH15` (laws and resolutions alike), `VPTT-CAT` (a committee's office). The
    Party's Quy định is printed `QĐ` as well; by its symbol alone it counts as Quyết định.
    """
    parts = _components(symbol)
    if not parts:
        return None
    (code, separator), bodies = parts[0], [part for part, _ in parts[1:]]
    found = _codes().get(code) or _codes().get(_STROKELESS.get(code, ""))
    if found is None or (code == "CT" and _is_unit(bodies)):
        return _letter(code)
    likely = "party" if separator == "/" else "state"
    owner = next((row for body in bodies if (row := issuers.find(body, likely))), None)
    is_party = owner.family == "party" if owner else likely == "party"
    return next((row for row in found if (row.family == "party") == is_party), found[0])


def _components(symbol: str) -> list[tuple[str, str]]:
    """Split a symbol into upper-case components, each with the separator behind it; numbers are left out."""
    parts: list[tuple[str, str]] = []
    component = ""
    for c in fold_case_kept(symbol).upper() + " ":
        if c not in "-/. ":
            component += c
            continue
        if component and not component[0].isdigit():
            parts.append((component, c))
        component = ""
    return parts


# Typists drop the stroke of Đ (QD-UBND); codes that exist without it (HD, DA) never get here.
_STROKELESS = {"QD": "QĐ", "ND": "NĐ", "CD": "CĐ", "QYD": "QYĐ"}


def _is_unit(bodies: list[str]) -> bool:
    """Tell `CT-TTHT` (a letter of Cục Thuế) from a Chỉ thị, which no internal unit issues."""
    row = issuers.find(bodies[0], "unit") if bodies else None
    return row is not None and row.family == "unit"


def _letter(code: str) -> DocTypeRow | None:
    """Return Công văn where `code` is a body that writes letters under its own code."""
    body = issuers.find(code, "state")
    if body is None or body.family not in ("state", "mass") or code[-1].isdigit():
        return None  # the digits are a term of the National Assembly, or a unit of the police
    return next(row for row in rows() if row.key == "state:CV")

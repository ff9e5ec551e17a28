"""The table of bodies by the keys of their names, and the words of a mention to look them up with."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from khparse.fold import key
from khparse.lexicon import table, values
from khparse.lexicon.periods import in_force
from khparse.lexicon.spellings import LONG_Y


class AgencyRow(NamedTuple):
    """A body of the lexicon; the ends of its period are empty where open, `successors` are ids.

    `source` is the law by which they took over, empty where it isn't known.
    """

    id: str
    name: str
    kind: str
    level: str
    valid_from: str
    valid_to: str
    successors: tuple[str, ...]
    source: str


@cache
def rows() -> tuple[AgencyRow, ...]:
    """Return all bodies in the order of the table."""
    return tuple(
        AgencyRow(
            row["id"],
            row["name"],
            row["kind"],
            row["level"],
            row["valid_from"],
            row["valid_to"],
            tuple(values(row["successors"])),
            row["source"],
        )
        for row in table("agencies")
    )


@cache
def _by_id() -> dict[str, AgencyRow]:
    return {row.id: row for row in rows()}


def row_of(agency_id: str) -> AgencyRow | None:
    """Return the row with this id."""
    return _by_id().get(agency_id)


# Words put in and left out at will: "BCĐ (về) Nhân quyền", "các Ban (của) HĐND".
_OPTIONAL = frozenset({"và", "về", "của"})


def words_of(text: str) -> list[str]:
    """Return the words of a mention that count, in lower case, with y for i in kĩ, lí and the like."""
    return [LONG_Y.get(word, word) for word in key(text).split() if word not in _OPTIONAL]


@cache
def by_key() -> dict[str, list[AgencyRow]]:
    """Return the rows by the words of their names and aliases, joined with blanks.

    The table is written in composed letters and new tone placement, so that lower case is all the folding it
    needs; calling `words_of` for each of a thousand names would cost every command several milliseconds.
    """
    cells = "\n".join([f"{row['name']};{row['aliases']}" for row in table("agencies")]).lower()
    for mark in ",-&()./":
        cells = cells.replace(mark, " ")
    found: dict[str, list[AgencyRow]] = {}
    for row, line in zip(rows(), cells.split("\n"), strict=True):
        for name in line.split(";"):
            words = " ".join([word for word in name.split() if word not in _OPTIONAL])
            same = found.setdefault(words, [])
            if row not in same:
                same.append(row)
    found.pop("", None)  # of rows without aliases
    return found


def lookup(words: list[str], date: str | None) -> AgencyRow | None:
    """Return the body with this name; of several the only one in force at `date`, or None."""
    found = by_key().get(" ".join(words), [])
    if len(found) > 1 and date:
        found = [row for row in found if in_force(row.valid_from, row.valid_to, date)]
    return found[0] if len(found) == 1 else None


@cache
def _abbreviations() -> dict[str, list[str]]:
    """Map abbreviations (one to three words long: `kh cn`) to the words they stand for."""
    return {
        " ".join(words_of(short)): words_of(row["full"])
        for row in table("abbreviations")
        for short in values(row["shorts"])
    }


_LONGEST_ABBREVIATION = 3  # words


def expanded(words: list[str]) -> list[str]:
    """Write abbreviations out: `sở kh cn` becomes `sở khoa học công nghệ`."""
    known = _abbreviations()
    result: list[str] = []
    start = 0
    while start < len(words):
        for size in range(_LONGEST_ABBREVIATION, 0, -1):
            full = known.get(" ".join(words[start : start + size]))
            if full:
                break
        else:
            full, size = words[start : start + 1], 1
        result += full
        start += size
    return result


@cache
def dashed_names() -> frozenset[tuple[str, ...]]:
    """Return the words around the dash in names: `lao động - thương binh`, two on each side, in lower case."""
    return frozenset(
        (*words[at - 2 : at], *words[at + 1 : at + 3])
        for words in (row.name.lower().split() for row in rows())
        for at, word in enumerate(words)
        if word == "-" and at >= 2
    )

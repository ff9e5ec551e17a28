"""The page: figures as lists and charts, each a link that lists its documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from khparse.models import Note
from khparse.output.notes import note_in_words
from khparse.output.overview.charts import Column, to_svg
from khparse.output.overview.days import calendar_of, timeline_of
from khparse.output.overview.figures import MOST_LISTED_OF_A_DAY
from khparse.output.overview.links import Links
from khparse.output.overview.models import Amount, Document, Figure, Figures, Ranking
from khparse.output.overview.words import (
    Lang,
    count_label,
    note_name,
    number_label,
    share_label,
    short_label,
    size_label,
    words_in,
)
from khparse.output.page import rendered
from khparse.output.view.words import date_label
from khparse.output.words import opening, plain

_WORDS_OF_TITLE = 40
_WIDTH_OF_YEARS = 400
_FEW = 12  # rows of a list that are there at once; the others unfold
_LONG = 200  # documents; a longer list isn't printed


def to_page(
    figures: Figures,
    lang: Lang = "vi",
    address: Callable[[Document], str | None] = lambda found: None,
    name: str = "",
) -> str:
    """Return an HTML document that shows an archive in figures, and needs nothing beside itself.

    `address` returns the URL of the JSON of a document, or None where it has no file of its own (see `links_to`),
    and `name` is what the archive is called.
    The page's policy (CSP) lets nothing run but the script and styles written here, and nothing be fetched.
    """
    return rendered(__package__, name=plain(name), **_Page(figures, lang).values(address))


class _Page:
    def __init__(self, figures: Figures, lang: Lang) -> None:
        self._figures = figures
        self._lang: Lang = lang
        self._words = words_in(lang)
        self._links = Links(figures, lang)

    def values(self, address: Callable[[Document], str | None]) -> dict[str, Any]:
        """Return what the template shows."""
        figures, words, lang = self._figures, self._words, self._lang
        return {
            "lang": lang,
            "words": words,
            "title": words["title"],
            "tiles": [self._tile(found) for found in figures.summary if f"summary_{found.key}" in words],
            "types": self._bars(figures.types, "type"),
            "years": self._years(),
            "no_year": next(
                (self._row(found, "year") for found in figures.years.figures if not found.key), None
            ),
            "issuers": self._bars(figures.issuers, "issuer"),
            "agencies": self._agencies(),
            "references": self._references(),
            "has_ambiguous": any(found.is_ambiguous for found in figures.references.figures),
            "notes": self._notes(),
            "failures": self._failures(),
            "equal": self._equal(),
            "few": _FEW,
            "more": {name: self._more(getattr(figures, name)) for name in _RANKINGS},
            "deadlines": timeline_of(figures.deadlines, self._links, lang),
            "calendar": calendar_of(figures.deadlines, self._links, lang),
            "documents": [self._document(found, address(found)) for found in figures.listed],
            "other_dues": [self._other(found) for found in figures.summary if found.key in _OTHER_DUES],
            "total": figures.documents,
            "listed": number_label(len(figures.listed), lang),
            "count": count_label(figures.documents, "document", lang),
            "is_long": len(figures.listed) > _LONG,
            "bound": figures.listed_at_most
            and words["bound"].format(most=figures.listed_at_most, days=MOST_LISTED_OF_A_DAY),
        }

    # --- Figures ------------------------------------------------------------------------------------------

    def _tile(self, found: Amount) -> dict[str, Any]:
        words, lang, whole = self._words, self._lang, self._figures.documents
        count, sub = found.documents, share_label(found.documents, whole, lang)
        sub = words["share"].format(share=sub)
        if found.key == "documents":
            sub = size_label(found.amount, lang)
        elif found.key == "equal":
            sub = count_label(found.amount, "group", lang)
        elif found.key not in ("done", "failed"):
            count = found.amount
            sub = words["in_documents"].format(documents=count_label(found.documents, "document", lang))
        return {
            "key": found.key,
            "link": self._links.to(found, words[f"with_{found.key}"]),
            "n": number_label(count, lang),
            "name": words[f"summary_{found.key}"],
            "sub": sub,
        }

    def _rows(self, ranking: Ranking[Any], subject: str) -> list[dict[str, Any]]:
        return [self._row(found, subject) for found in ranking.figures]

    def _row(self, found: Figure, subject: str) -> dict[str, Any]:
        """Return what a row shows: the link, the name, and the number of documents."""
        name = self._name(found, subject)
        return {
            "link": self._links.to(found, self._subject(subject, name)),
            "name": name,
            "is_known": found.name is not None,
            "n": number_label(found.documents, self._lang),
        }

    def _subject(self, subject: str, name: str) -> str:
        return f"{self._words[subject]}: {name}"

    def _name(self, found: Figure, subject: str) -> str:
        if subject == "note":
            return note_name(found.key, self._lang)
        return plain(found.name) if found.name else self._words[f"no_{subject}"]

    def _bars(self, ranking: Ranking[Any], subject: str) -> list[dict[str, Any]]:
        longest = max((found.documents for found in ranking.figures), default=1)
        return [
            {**row, "bars": [("one", 0, _percent(found.documents, longest))]}
            for found, row in zip(ranking.figures, self._rows(ranking, subject), strict=True)
        ]

    def _agencies(self) -> list[dict[str, Any]]:
        ranking, lang = self._figures.agencies, self._lang
        longest = max((found.leads + found.supports for found in ranking.figures), default=1) or 1
        made = []
        for found, row in zip(ranking.figures, self._rows(ranking, "agency"), strict=True):
            leads, supports = _percent(found.leads, longest), _percent(found.supports, longest)
            row["bars"] = [("one", 0, leads), ("two", leads, supports)]
            row["n"] = number_label(found.leads + found.supports, lang)
            row["sub"] = (
                f"{number_label(found.leads, lang)} {self._words['leads']} · "
                f"{number_label(found.supports, lang)} {self._words['supports']} · "
                f"{count_label(found.documents, 'document', lang)}"
            )
            made.append(row)
        return made

    def _references(self) -> list[dict[str, Any]]:
        ranking = self._figures.references
        return [
            {**row, "mark": "*" if found.is_ambiguous else ""}
            for found, row in zip(ranking.figures, self._bars(ranking, "reference"), strict=True)
        ]

    def _notes(self) -> list[dict[str, Any]]:
        """Return the kinds of notes, warnings first."""
        made = []
        ranking, words = self._figures.notes, self._words
        for found, row in zip(ranking.figures, self._bars(ranking, "note"), strict=True):
            note = Note(code=found.key, level=_level(found.level), message=found.message)
            message = opening(note_in_words(note, self._lang), _WORDS_OF_TITLE)
            row["sub"] = words["example"].format(message=message) if found.is_example else message
            if message.rstrip(".") == row["name"]:
                row["sub"] = ""
            made.append({**row, "level": note.level, "level_name": words[f"level_{note.level}"]})
        return sorted(made, key=lambda row: row["level"] != "warning")

    def _failures(self) -> list[dict[str, Any]]:
        ranking = self._figures.failures
        rows = self._rows(ranking, "failure")
        return [{**row, "sub": found.remedy} for found, row in zip(ranking.figures, rows, strict=True)]

    def _equal(self) -> list[dict[str, Any]]:
        """Return the groups of equal files, each by the first of them."""
        titles = {document.name: document.title for document in self._figures.listed}
        made = []
        for found in self._figures.equal.figures:
            name = found.listed[0]
            named = found.model_copy(update={"name": titles[name] or self._words["untitled"]})
            made.append({**self._row(named, "equal_one"), "sub": plain(name)})
        return made

    def _years(self) -> Markup:
        dated = [found for found in self._figures.years.figures if found.key.isdecimal()]
        columns = [self._year(found) for found in dated]
        words = self._words
        return Markup(to_svg(columns, "years-chart", words["years"], words["chart_years"], _WIDTH_OF_YEARS))

    def _year(self, found: Figure) -> Column:
        told = f"{found.key}: {count_label(found.documents, 'document', self._lang)}"
        link = self._links.to(found, self._subject("year", found.key), f' data-period="{found.key}"')
        shown = short_label(found.documents, self._lang)
        return Column(int(found.key), "", found.key, found.documents, shown, link, told)

    def _more(self, ranking: Ranking[Any]) -> list[str]:
        """Return what a list leaves out, in words."""
        made = []
        if ranking.different > len(ranking.figures):
            shown, count = (
                number_label(number, self._lang) for number in (len(ranking.figures), ranking.different)
            )
            made.append(self._words["more"].format(shown=shown, count=count))
        if ranking.missing:
            made.append(self._words["missing"].format(count=number_label(ranking.missing, self._lang)))
        return made

    def _other(self, found: Amount) -> dict[str, Any]:
        """Return a link to the documents with deadlines of a kind that has no place in time."""
        name = self._words[found.key].format(count=number_label(found.amount, self._lang))
        return {"link": self._links.to(found, self._words[f"with_{found.key}"]), "name": name}

    # --- Documents ----------------------------------------------------------------------------------------

    def _document(self, found: Document, address: str | None) -> dict[str, Any]:
        return {
            "title": opening(found.title, _WORDS_OF_TITLE) or self._words["untitled"],
            "subject": opening(found.subject, _WORDS_OF_TITLE),
            "name": plain(found.name),
            "address": address,
            "day": found.date or "",
            "date": date_label(found.date, self._lang),
            "issuer": plain(found.issuer),
            "error": found.error,
            "remedy": found.remedy,
        }


_OTHER_DUES = ("recurring", "undated")
_RANKINGS = ("types", "years", "issuers", "agencies", "references", "notes", "failures", "equal")


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1)


def _level(level: str) -> Any:
    return "warning" if level == "warning" else "info"

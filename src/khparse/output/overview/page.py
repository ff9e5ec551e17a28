"""The page: figures as lists and charts, each a link that lists its documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from khparse.batch.facts import MOST
from khparse.models import Note
from khparse.output.notes import note_in_words
from khparse.output.overview.charts import Column, to_svg
from khparse.output.overview.days import calendar_of, timeline_of
from khparse.output.overview.failures import cause_in_vietnamese, remedy_in_vietnamese
from khparse.output.overview.figures import MOST_LISTED_OF_A_DAY
from khparse.output.overview.links import Links
from khparse.output.overview.models import (
    Amount,
    Document,
    Figure,
    Figures,
    IssuerFigure,
    Kind,
    NoteFigure,
    Ranking,
)
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
from khparse.output.words import capitalised, opening, plain

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
        rankings = {
            "types": self._bars(_known(figures.types), "type"),
            "issuers": self._issuers(),
            "agencies": self._agencies(),
            "references": self._references(),
            "notes": self._notes(),
            "failures": self._failures(),
            "equal": self._equal(),
        }
        others = [self._other(found) for found in figures.summary if found.key in _OTHER_DUES]
        there = {**rankings, "years": figures.years.figures, "deadlines": figures.deadlines.total}
        return {
            "lang": lang,
            "words": words,
            "title": words["title"],
            "parts": [name for name in _PARTS if there[name]],
            "tiles": [self._tile(found) for found in figures.summary if f"summary_{found.key}" in words],
            "rankings": rankings,
            "unknown": {name: self._unknown(getattr(figures, name), _SUBJECTS[name]) for name in _SUBJECTS},
            "years": self._years(),
            "few": _FEW,
            "feet": {name: self._feet(name) for name in _PARTS},
            "deadlines": timeline_of(figures.deadlines, self._links, lang),
            "calendar": calendar_of(figures.deadlines, self._links, lang),
            "other_dues": others,
            "documents": [self._document(found, address(found)) for found in figures.listed],
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

    def _row(self, found: Figure, subject: str) -> dict[str, Any]:
        """Return what a row shows: the link, the name with its language, and the number of documents."""
        name = plain(found.name) or self._words.get(f"no_{subject}", "–")
        told = plain(found.key) if isinstance(found, IssuerFigure) and found.parent else name
        return {
            "link": self._links.to(found, self._subject(subject, told)),
            "name": name,
            "lang": "vi" if found.name else self._lang,
            "n": number_label(found.documents, self._lang),
        }

    def _subject(self, subject: str, name: str) -> str:
        return f"{self._words[subject]}: {name}"

    def _bars(self, figures: Sequence[Figure], subject: str) -> list[dict[str, Any]]:
        longest = max((found.documents for found in figures), default=1)
        return [
            {**self._row(found, subject), "bars": [("one", 0, _percent(found.documents, longest))]}
            for found in figures
        ]

    def _unknown(self, ranking: Ranking[Any], subject: str) -> dict[str, Any] | None:
        """Return the row of the documents that don't say it."""
        return next((self._row(found, subject) for found in ranking.figures if not found.key), None)

    def _issuers(self) -> list[dict[str, Any]]:
        """Return the issuers, each with the superior body that tells it apart."""
        known = _known(self._figures.issuers)
        return [
            {**row, "sub": plain(found.parent)}
            for found, row in zip(known, self._bars(known, "issuer"), strict=True)
        ]

    def _agencies(self) -> list[dict[str, Any]]:
        ranking, lang = self._figures.agencies, self._lang
        longest = max((found.leads + found.supports for found in ranking.figures), default=1) or 1
        made = []
        for found in ranking.figures:
            row = self._row(found, "agency")
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
        cited = self._figures.references.figures
        return [
            {**row, "mark": "*" if found.is_ambiguous else ""}
            for found, row in zip(cited, self._bars(cited, "reference"), strict=True)
        ]

    def _notes(self) -> list[dict[str, Any]]:
        """Return the kinds of notes, warnings first."""
        made = []
        named = [
            found.model_copy(update={"name": note_name(found.key, self._lang)})
            for found in self._figures.notes.figures
        ]
        for found, row in zip(named, self._bars(named, "note"), strict=True):
            made.append({**row, **self._told(found, row["name"]), "lang": self._lang})
        return sorted(made, key=lambda row: row["level"] != "warning")

    def _told(self, found: NoteFigure, name: str) -> dict[str, str]:
        """Return the level of a kind of note, and its message where that says more than its name."""
        note = Note(code=found.key, level=_level(found.level), message=found.message)
        message = opening(note_in_words(note, self._lang), _WORDS_OF_TITLE)
        # Sentences without words of the document are the same for all notes of the kind.
        is_same = message == note_in_words(note.model_copy(update={"message": ""}), self._lang)
        if message.rstrip(".") == name or not found.message:
            message = ""
        elif found.is_example and not is_same:
            message = self._words["example"].format(message=message)
        return {"level": note.level, "level_name": self._words[f"level_{note.level}"], "sub": message}

    def _failures(self) -> list[dict[str, Any]]:
        made = []
        for found in self._figures.failures.figures:
            cause, lang = self._cause(found.name)
            row = {**self._row(found.model_copy(update={"name": cause}), "failure"), "lang": lang}
            if found.remedy:
                remedy = (remedy_in_vietnamese(found.remedy) if self._lang == "vi" else None) or found.remedy
                row["sub"] = self._words["remedy"].format(remedy=plain(remedy))
            made.append(row)
        return made

    def _cause(self, cause: str | None) -> tuple[str, Lang]:
        """Return why documents failed, and the language of that."""
        told = cause_in_vietnamese(cause or "") if self._lang == "vi" else None
        return (told, "vi") if told else (capitalised(plain(cause)), "en")

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

    def _feet(self, name: str) -> list[str]:
        """Return what is to be said of the counts of a part: how they are made, and what they leave out."""
        words, lang = self._words, self._lang
        found = getattr(self._figures, name)
        made = [words[f"{name}_by"]] if f"{name}_by" in words else []
        if name == "references" and any(figure.is_ambiguous for figure in found.figures):
            made.append(words["ambiguous"])
        if isinstance(found, Ranking):
            listed = len(_known(found))
            if found.different > listed:
                shown, count = (number_label(number, lang) for number in (listed, found.different))
                made.append(words["more"].format(shown=shown, count=count))
            if found.missing:
                made.append(words["missing"].format(count=number_label(found.missing, lang)))
        if found.cut:
            made.append(words["cut"].format(count=count_label(found.cut, "document", lang), most=MOST))
        return made

    def _other(self, found: Amount) -> dict[str, Any]:
        """Return a link to the documents with deadlines of a kind that has no place in time."""
        name = self._words[found.key].format(count=number_label(found.amount, self._lang))
        return {"link": self._links.to(found, self._words[f"with_{found.key}"]), "name": name}

    # --- Documents ----------------------------------------------------------------------------------------

    def _document(self, found: Document, address: str | None) -> dict[str, Any]:
        error, error_lang = self._cause(found.error) if found.error is not None else ("", "en")
        return {
            "title": opening(found.title, _WORDS_OF_TITLE) or self._words["untitled"],
            "subject": opening(found.subject, _WORDS_OF_TITLE),
            "name": plain(found.name),
            "address": address,
            "day": found.date or "",
            "date": date_label(found.date, self._lang),
            "issuer": plain(found.issuer),
            "has_failed": found.error is not None,
            "error": error,
            "error_lang": error_lang,
        }


_OTHER_DUES = ("recurring", "undated")
_PARTS = ("types", "years", "issuers", "agencies", "deadlines", "references", "notes", "failures", "equal")
_SUBJECTS = {"types": "type", "years": "year", "issuers": "issuer"}  # of what documents may not say


def _known(ranking: Ranking[Kind]) -> list[Kind]:
    """Return the figures of what documents say."""
    return [found for found in ranking.figures if found.key]


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1)


def _level(level: str) -> Any:
    return "warning" if level == "warning" else "info"

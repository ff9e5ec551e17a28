"""Deadlines in time: the timeline, and a calendar of months."""

from __future__ import annotations

from calendar import Calendar
from typing import Any

from markupsafe import Markup

from khparse.output.overview.charts import Column, to_svg
from khparse.output.overview.links import Links
from khparse.output.overview.models import Deadlines, DueFigure
from khparse.output.overview.words import Lang, count_label, month_label, number_label, short_label, words_in
from khparse.output.view.words import date_label

_QUARTERS = ("I", "II", "III", "IV")
_WIDTH = 840  # of the timeline
_HEATS = 4  # shades of a day


def timeline_of(deadlines: Deadlines, links: Links, lang: Lang) -> dict[str, Any]:
    """Return the chart of the deadlines, and what it shows in words."""
    words, found = words_in(lang), deadlines.timeline
    if not found:
        return {"chart": "", "text": ""}
    peak = max(found, key=lambda figure: figure.deadlines)
    text = words["timeline_from_to"].format(
        count=count_label(sum(figure.deadlines for figure in found), "deadline", lang),
        first=_period(found[0].key, lang),
        last=_period(found[-1].key, lang),
        peak=_period(peak.key, lang),
        most=number_label(peak.deadlines, lang),
    )
    columns = [_column(figure, links, lang) for figure in found]
    title = words[f"chart_{deadlines.unit}"]
    return {"chart": Markup(to_svg(columns, "timeline", title, text, _WIDTH)), "text": text}


def calendar_of(deadlines: Deadlines, links: Links, lang: Lang) -> dict[str, Any]:
    """Return the months of the calendar: weeks from Monday on, of days with their deadlines."""
    words = words_in(lang)
    days = {figure.key: figure for figure in deadlines.days}
    most = max((figure.deadlines for figure in deadlines.days), default=1)
    months = sorted({day[:7] for day in days})
    bound = ""
    if len(months) < deadlines.months:
        bound = words["calendar_most"].format(shown=len(months), count=deadlines.months)
    return {
        "weekdays": words["weekdays"].split(),
        "bound": bound,
        "months": [_month(month, days, most, links, lang) for month in months],
    }


def _month(month: str, days: dict[str, DueFigure], most: int, links: Links, lang: Lang) -> dict[str, Any]:
    year, number = map(int, month.split("-"))
    weeks = [
        [_day(f"{month}-{day:02}", day, days, most, links, lang) if day else None for day in week]
        for week in Calendar().monthdayscalendar(year, number)
    ]
    total = sum(figure.deadlines for day, figure in days.items() if day.startswith(month))
    return {
        "key": month,
        "name": month_label(month, lang),
        "total": count_label(total, "deadline", lang),
        "weeks": weeks,
    }


def _day(
    key: str, day: int, days: dict[str, DueFigure], most: int, links: Links, lang: Lang
) -> dict[str, Any]:
    found = days.get(key)
    if found is None:
        return {"day": day, "link": ""}
    told = _told(found, lang)
    return {
        "day": day,
        "link": links.to(found, f"{words_in(lang)['deadline']}: {date_label(key, lang)}"),
        "told": told,
        "n": number_label(found.deadlines, lang),
        # By the square root: a few days have far more than the others.
        "heat": max(1, round(_HEATS * (found.deadlines / most) ** 0.5)),
    }


def _column(found: DueFigure, links: Links, lang: Lang) -> Column:
    year, _, part = found.key.partition("-")
    number, label = int(year), ""
    if part.startswith("Q"):
        number, label = number * 4 + int(part[1:]), _QUARTERS[int(part[1:]) - 1]
    elif part:
        number, label = number * 12 + int(part), str(int(part))
    link = links.to(
        found, f"{words_in(lang)['deadline']}: {_period(found.key, lang)}", f' data-period="{found.key}"'
    )
    shown = short_label(found.deadlines, lang)
    return Column(number, label, year, found.deadlines, shown, link, _told(found, lang))


def _told(found: DueFigure, lang: Lang) -> str:
    return words_in(lang)["due"].format(
        when=_period(found.key, lang),
        deadlines=count_label(found.deadlines, "deadline", lang),
        documents=count_label(found.documents, "document", lang),
    )


def _period(key: str, lang: Lang) -> str:
    year, _, part = key.partition("-")
    if part.startswith("Q"):
        return words_in(lang)["quarter"].format(part=_QUARTERS[int(part[1:]) - 1], year=year)
    return date_label(key, lang)

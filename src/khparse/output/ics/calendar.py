"""Deadlines as all-day events.

Events alone, no VTODO: Google and Outlook leave out tasks that they import, and Apple would show the same deadline
twice, once in the calendar and once among the reminders. Deadlines take no time from anyone: they are transparent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event

from khparse.facts.rows import Due, names_of, title_of
from khparse.fold import key
from khparse.models import Plan
from khparse.output.ics.days import Occasion, occasions_of, opening_day
from khparse.output.ics.text import Words, description, summary
from khparse.output.words import opening, plain

_NAMESPACE = UUID("6f1c2f0e-6f4b-5d0a-9d55-0d8e6c1b7a10")
_ALARM_TIME = time(8)  # when offices open
_MOST_CATEGORIES = 4


def to_ics(rows: Iterable[Due], lang: str = "vi", alarm_days: Sequence[int] = ()) -> str:
    """Return a calendar of all deadlines that have a day, with lines that end in CRLF.

    `lang` is the language of the words around what is printed, `vi` or `en`. For each number of `alarm_days` an alarm
    rings at 8 in the morning that many days before (0: on the day); daily duties ring none. A deadline of equal
    facts in a plan of equal identity has the same UID in every run, so that an import replaces what an earlier one
    brought; of two files that hold one plan the events come once.
    """
    words = Words.of(lang)
    rows = list(rows)
    events: dict[str, Event] = {}
    met: Counter[tuple[int, str]] = Counter()
    for row in rows:
        facts = _key(row)
        for occasion in occasions_of(row):
            met[id(row.plan), facts] += 1
            uid = str(uuid5(_NAMESPACE, f"{facts}\n{met[id(row.plan), facts]}"))
            if uid not in events:
                events[uid] = _event(row, occasion, uid, words, alarm_days)
    calendar = Calendar()
    calendar.add("PRODID", f"-//khparse//khparse//{lang.upper()}")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", _name(rows, words))
    for event in events.values():
        calendar.add_component(event)
    content: bytes = calendar.to_ical(sorted=False)
    return content.decode()


def left_out(rows: Iterable[Due]) -> int:
    """Return how many deadlines a calendar leaves out, because nothing says on which day they fall."""
    return sum(1 for row in rows if not any(True for _ in occasions_of(row)))


def _event(row: Due, occasion: Occasion, uid: str, words: Words, alarm_days: Sequence[int]) -> Event:
    event = Event()
    event.add("UID", uid)
    event.add("DTSTAMP", _stamp(row.plan))
    event.add("DTSTART", occasion.first)
    event.add("DTEND", occasion.last + timedelta(1))
    if occasion.rule:
        until = {"UNTIL": occasion.until} if occasion.until else {}
        event.add("RRULE", {**occasion.rule.parts(), **until})
    event.add("SUMMARY", summary(row, occasion, words))
    event.add("DESCRIPTION", description(row, words))
    event.add("CATEGORIES", _categories(row))
    event.add("TRANSP", "TRANSPARENT")
    if not (occasion.rule and occasion.rule.frequency == "DAILY"):
        for days in sorted(set(alarm_days)):
            event.add_component(_alarm(days, str(event["SUMMARY"])))
    return event


def _alarm(days: int, text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", text)
    alarm.add("TRIGGER", timedelta(hours=_ALARM_TIME.hour, days=-days))
    return alarm


def _stamp(plan: Plan) -> datetime:
    """Return when the event was made: the day of the document, for equal input gives equal bytes."""
    return datetime.combine(opening_day(plan) or date(1970, 1, 1), time(), UTC)


def _categories(row: Due) -> list[str]:
    leads = names_of(row.assignment.lead) if row.assignment else []
    return [opening(name) for name in [title_of(row.plan), *leads][:_MOST_CATEGORIES] if name]


def _name(rows: list[Due], words: Words) -> str:
    titles = list(dict.fromkeys(plain(title_of(row.plan)) for row in rows))
    return titles[0] if len(titles) == 1 and titles[0] else words.calendar.format(len(titles))


def _key(row: Due) -> str:
    """Return what makes an event this one and no other: who issued which plan, what is due, and when.

    Neither names of files nor places in the text, which change from one copy to the next. Spellings that
    mean the same are made one.
    """
    metadata, deadline, assignment = row.plan.metadata, row.deadline, row.assignment
    number = metadata.number
    numbered = number is not None and number.number is not None
    identity = (
        metadata.doc_type.code if metadata.doc_type else "",
        f"{number.number or ''} {number.symbol or ''}" if number else "",
        (metadata.date.edtf if metadata.date else "") or "",
        metadata.issuer.name if metadata.issuer else "",
        "" if numbered else metadata.subject or "",
    )
    facts = (
        deadline.start or "",
        deadline.end or "",
        str(deadline.inclusive),
        deadline.recurrence or "",
        deadline.text,
        assignment.task if assignment else "",
        *(sorted(agency.name for agency in assignment.lead) if assignment else ()),
    )
    return "\n".join(map(key, identity)) + "\n\n" + "\n".join(map(key, facts))

"""Whether a time in prose is one that the plan sets for its own work, judged by the words around it.

A date is a deadline where a cue governs it (trước, chậm nhất, hoàn thành trong, từ … đến …), a label does
(`Thời gian: …`), or it opens a heading or sentence. Dates of anniversaries, titles of programmes, results of
past years, forecasts and quotations are not, and targets of goal sections are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from khparse.document import Paragraph, View
from khparse.extract.deadlines import cues
from khparse.segment.outline import Outline, Unit
from khparse.time.values import TimeExpression

_SENTENCE_WINDOW = 240
_LABEL_WINDOW = 90
_SOFT = ("year", "years", "part")  # how goals are dated


@dataclass(slots=True)
class Place:
    """Where a time stands: its paragraph and unit, the words of its sentence before it, the text after it."""

    time: TimeExpression
    paragraph: Paragraph
    unit: Unit | None
    before: str
    after: str
    in_brackets: bool
    in_heading: bool
    in_preamble: bool
    is_quoted: bool

    @property
    def opens(self) -> bool:
        """Whether the time opens its sentence, item or heading."""
        return cues.OPENING.search(self.before) is not None


class Judge:
    """Judges the times of one document of the year `year`, issued on `issued` (EDTF, None if unknown)."""

    def __init__(self, view: View, outline: Outline, year: int | None, issued: str | None) -> None:
        self.view = view
        self.outline = outline
        self.year = year
        self.issued = issued
        has_head = outline.zone_at(0) is not None
        self.body_start = outline.units[0].start if outline.units and has_head else 0
        self._goals: dict[str, bool] = {}
        self._reports: dict[str, bool] = {}
        self._quotes = (0, 0, 0, 0)  # paragraph start, offset counted up to, straight and open curved quotes

    def place(self, time: TimeExpression, paragraph: Paragraph) -> Place:
        """Return the surroundings of a time of `paragraph`."""
        text = self.view.lower
        unit = self.outline.unit_at(time.start)
        begin = max(paragraph.start, time.start - _SENTENCE_WINDOW)
        before = text[begin : time.start]
        cut = max(before.rfind(". "), before.rfind("; "))
        if cut > 4:
            before = before[cut:]
        elif begin > paragraph.start:
            before = "…" + before
        heading = unit.heading if unit else (0, 0)
        return Place(
            time,
            paragraph,
            unit,
            before,
            text[time.end : min(paragraph.end, time.end + 160)],
            text.startswith("(", time.start - 1) and text[time.end : time.end + 1] in (")", ",", ";"),
            heading[0] <= time.start < heading[1],
            time.start < self.body_start,
            self._is_quoted(time.start, paragraph.start),
        )

    def _is_quoted(self, offset: int, start: int) -> bool:
        """Return whether a quotation is open at `offset` of the paragraph that begins at `start`."""
        paragraph, done, straight, curved = self._quotes
        if paragraph != start or offset < done:
            done, straight, curved = start, 0, 0
        text = self.view.text
        straight += text.count('"', done, offset)
        curved += text.count("“", done, offset) - text.count("”", done, offset)
        self._quotes = (start, offset, straight, curved)
        return straight % 2 == 1 or curved > 0

    def is_deadline(self, place: Place) -> bool:
        """Return whether the plan sets this time for its own work."""
        time = place.time
        if time.kind in ("term", "periodic") or place.is_quoted or _is_anniversary(time):
            return False
        if place.in_preamble:
            return self._in_preamble(place)
        if self._is_report(place.unit):
            return False
        if time.kind == "date" and _is_data_window(place):
            return False
        if time.kind in ("limit", "rhythm", "undated") and self._is_goal(place.unit):
            return False
        if time.kind == "limit":
            return not cues.EFFECT.search(place.before)
        if time.kind == "undated":
            return self._is_undated_work(place)
        if time.kind == "rhythm":
            return self._is_labelled(place) or _is_duty(place)
        if time.rules:
            return time.bound != "none" or time.precision != "day" or not cues.NAMED_DAY.search(place.before)
        return self._is_date_of_work(place)

    def _in_preamble(self, place: Place) -> bool:
        """Return whether the sentence that issues the plan says when it runs, or a letter orders a reply."""
        time = place.time
        lead = self.view.lower[max(place.paragraph.start, time.start - 400) : time.start]
        if time.from_now or (time.is_range and time.precision in ("day", "month", "quarter")):
            return not lead.startswith("căn cứ") and cues.ISSUES_PLAN.search(lead) is not None
        strong = (
            time.kind == "date" and time.bound in ("before", "until") and cues.STRONG_CUE.search(time.cue)
        )
        is_basis = self.view.lower.startswith(cues.BASIS, place.paragraph.start)
        return bool(strong) and not is_basis and cues.ORDERS.search(place.before) is not None

    def _is_goal(self, unit: Unit | None) -> bool:
        """Return whether the unit belongs to a section of goals or of the present state."""
        return self._stands_below(cues.GOAL_HEADING, unit, self._goals)

    def _is_report(self, unit: Unit | None) -> bool:
        """Return whether the unit tells what went wrong or well: its times are no new duties."""
        return self._stands_below(cues.REPORT_HEADING, unit, self._reports)

    def _stands_below(self, headings: re.Pattern[str], unit: Unit | None, known: dict[str, bool]) -> bool:
        """Return whether the unit, or one that it lies in, has such a heading, and not one of work as well."""
        if unit is None:
            return False
        if unit.id not in known:
            heading = self.view.lower[unit.heading[0] : unit.heading[1]]
            own = bool(headings.search(heading)) and not cues.WORK_HEADING.search(heading)
            known[unit.id] = own or self._stands_below(headings, unit.parent, known)
        return known[unit.id]

    def _is_time_section(self, unit: Unit | None) -> bool:
        return unit is not None and any(self._names_time(u) for u in unit.ancestors() if u.kind != "bullet")

    def _names_time(self, unit: Unit) -> bool:
        heading = self.view.lower[unit.heading[0] : unit.heading[1]]
        return cues.TIME_HEADING.search(heading) is not None

    def _is_labelled(self, place: Place) -> bool:
        """Return whether a label such as `Thời gian:` or the unit's heading says that a time follows."""
        text, start = self.view.lower, place.time.start
        numbered = place.unit.numbered if place.unit else None
        if numbered and start >= numbered.heading[1] and self._names_time(numbered):
            return self._fits_label(place, max(numbered.heading[1], place.paragraph.start))
        first = text.find(": ", place.paragraph.start, min(start, place.paragraph.start + _LABEL_WINDOW))
        if first >= 0 and cues.LABEL.search(text, place.paragraph.start, first):
            return self._fits_label(place, first + 2)
        last = text.rfind(": ", max(place.paragraph.start, start - len(place.before)), start)
        if last >= 0 and cues.LABEL.search(text, max(place.paragraph.start, last - _LABEL_WINDOW), last):
            return self._fits_label(place, last + 2)
        return False

    def _fits_label(self, place: Place, label_end: int) -> bool:
        """Return whether the time itself is what the label announces, not a year inside a name."""
        time = place.time
        if time.bound != "none" or time.precision not in _SOFT:
            return True
        return time.start - label_end <= 4 or place.opens

    def _is_past(self, place: Place) -> bool:
        """Return whether the time ended before the plan was issued, as far as that date is known."""
        issued = self.issued or str(self.year or "")
        ends = [i.with_year(self.year).last.iso() or "9999" for i in place.time.intervals]
        return all(end[: len(issued)] < issued for end in ends)

    def _is_result(self, place: Place) -> bool:
        """Return whether a period that began before the plan's issue is told with its figures."""
        begins = [i.with_year(self.year).first.iso() or "" for i in place.time.intervals]
        begun = self.issued is not None and all(begin < self.issued for begin in begins)
        return begun and cues.RESULT_AFTER.match(place.after) is not None

    def _is_long_past(self, time: TimeExpression) -> bool:
        """Return whether the printed year is before the year of issue."""
        if not self.issued:
            return False
        return all(i.last.year is not None and i.last.year < int(self.issued[:4]) for i in time.intervals)

    def _is_date_of_work(self, place: Place) -> bool:
        """Return whether a label or the words before a date make it the time of a duty."""
        time, before = place.time, place.before
        is_limit = time.bound in ("before", "until")
        if not is_limit and (cues.REPORTS_PAST.match(place.after) or cues.ADOPTED.search(before)):
            return False
        if cues.DONE.search(before) and not (is_limit and self._is_labelled(place)):
            return False
        if self._is_labelled(place):
            return not (time.is_range and self._is_past(place))
        goal = self._is_goal(place.unit)
        if time.bound != "none" and cues.STRONG_CUE.search(time.cue):
            return not self._is_long_past(time) and not (goal and time.precision in _SOFT)
        if goal or self._is_past(place) or self._is_result(place) or self._is_forecast(place):
            return False
        if cues.DONE_CLAUSE.search(before) or cues.REPORTED.search(before):
            return False
        if time.from_now:
            return not self._names_programme(place)
        return self._is_governed(place)

    def _names_programme(self, place: Place) -> bool:
        """Return whether `từ nay đến năm 2030` belongs to the name of a programme, beyond the plan's year."""
        last = place.time.intervals[-1].last.year
        beyond = self.year is not None and last is not None and last > self.year
        return beyond and place.time.precision in _SOFT and cues.PROGRAMME.search(place.before) is not None

    def _is_undated_work(self, place: Place) -> bool:
        """Return whether a school year, semester or lunar day is the time of a work, and no mere name."""
        if cues.SUBJECT_AFTER.match(place.after):
            return False
        if self._is_labelled(place) or cues.UNDATED_CUE.search(place.before + place.time.cue):
            return True
        return place.time.precision == "day" and _is_event(place)

    def _is_governed(self, place: Place) -> bool:
        """Return whether a weak cue (đến, từ, trong, vào) or none makes a date the time of a duty."""
        time, before = place.time, place.before
        years = time.precision in ("year", "years")
        if time.bound == "until":
            if time.precision == "part" and cues.TARGET_AFTER.match(place.after):
                return False
            return not years or self._is_limit_of_years(place)
        if time.bound == "from":
            return self._is_start_of_work(place)
        if time.bound == "none":
            return self._stands_alone(place)
        if not years and time.precision != "part":
            return True
        if time.cue.endswith("vào"):
            return not cues.SHARE.search(before)
        opens_work = place.opens and not cues.TARGET_AFTER.match(place.after)
        is_period = self.view.lower.startswith("giai đoạn", time.core)
        return opens_work or not (is_period or cues.TITLE.search(before))

    def _is_start_of_work(self, place: Place) -> bool:
        """Return whether a time since which something runs begins a work, and does not date a rule."""
        if place.after.startswith(" đến nay"):
            return False
        if place.opens or cues.BEGINS_WORK.search(place.before + place.time.cue):
            return True
        years = place.time.precision in ("year", "years")
        return not years and not cues.DOCUMENT.search(place.before)

    def _is_forecast(self, place: Place) -> bool:
        """Return whether the paragraph tells a forecast, of the weather for one."""
        start = place.paragraph.start
        return self.view.lower.find("dự báo", max(start, place.time.start - 600), place.time.start) >= 0

    def _is_limit_of_years(self, place: Place) -> bool:
        """Return whether `đến năm 2030` limits a work, and does not belong to a target or to a title."""
        if cues.TARGET_AFTER.match(place.after):
            return False
        governed = cues.BEGINS_WORK.search(place.before) and not cues.TITLE.search(place.before)
        return place.opens or bool(governed) or cues.PROLONGED.search(place.before) is not None

    def _stands_alone(self, place: Place) -> bool:
        """Return whether a time without a cue opens a sentence, stands in brackets, or dates an event."""
        time = place.time
        if cues.AMOUNT_AFTER.match(place.after):
            return False
        if time.bare and not (place.in_heading or place.in_brackets):
            return False
        if place.opens:
            if time.precision in ("part", "half", "quarter", "month") or place.in_heading:
                return True
            return place.after[:1] in cues.CLAUSE_ENDS or place.after[:2] in (" (", " -")
        if time.precision == "years" and cues.CARRIED_OUT.search(place.before):
            return True
        if place.in_brackets:
            return self._stands_in_brackets(place)
        return time.precision == "day" and _is_event(place)

    def _stands_in_brackets(self, place: Place) -> bool:
        time = place.time
        if time.precision == "year":
            return cues.MILESTONE.search(place.before) is not None
        if time.precision == "years":
            return False
        if time.is_range:
            return True
        if time.precision == "day":
            in_time_heading = place.in_heading and self._is_time_section(place.unit)
            return in_time_heading or (time.has_year and _is_event(place))
        return not cues.NAMED_DAY.search(place.before)


def _is_anniversary(time: TimeExpression) -> bool:
    """Return whether a range joins the same day of two years far apart: 10/12/1948 - 10/12/2023."""
    if not time.is_range or time.precision != "day":
        return False
    first, last = time.intervals[0].first, time.intervals[-1].last
    return first[1:] == last[1:] and (last.year or 0) - (first.year or 0) >= 5


def _is_event(place: Place) -> bool:
    """Return whether the words before a day say that something is done on it, not that it names a feast."""
    event = cues.EVENT.search(place.before) or cues.EVENT_BESIDE.search(place.before)
    return (
        event is not None
        and not cues.NAMED_DAY.search(place.before)
        and not cues.DOCUMENT.search(place.before)
    )


def _is_data_window(place: Place) -> bool:
    """Return whether a time bounds what figures or an inspection cover: "số liệu tính từ ngày 15 tháng trước"."""
    if cues.STRONG_CUE.search(place.time.cue):
        return False
    after = cues.COUNTED_FROM.match(place.time.cue) or cues.DATA_AFTER.match(place.after)
    return after is not None or cues.DATA_WINDOW.search(place.before) is not None


def _is_duty(place: Place) -> bool:
    """Return whether a rhythm is that of a duty, not of a budget, a resolution or daily life."""
    time, after = place.time, place.after
    before = place.before.rstrip(" (,")
    if time.cue != "định kỳ" and (time.cue or "BY" in time.rules[0]):
        return True
    opens_clause = place.before.endswith((", ", "; ")) and after[:1] == " "
    if opens_clause and not after.startswith(cues.BELONGS_AFTER):
        return True
    if cues.RHYTHM_OF_THING.search(before) and not place.opens:
        return False
    if time.cue == "định kỳ":
        return True
    if cues.DUTY_AFTER.match(after) or cues.COUNT_AFTER.match(after):
        return True
    if place.opens:
        return time.rules[0] != "FREQ=DAILY"
    if after.startswith(cues.BELONGS_AFTER):
        return cues.REPORT_BEFORE.search(before) is not None
    ends = after[:1] in cues.CLAUSE_ENDS or after.startswith(cues.GOES_ON_AFTER)
    return ends and cues.DUTY_BEFORE.search(before[-140:]) is not None

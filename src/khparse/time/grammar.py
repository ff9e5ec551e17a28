"""The grammar of times: from lower-case text to `TimeExpression`s.

One pass looks for what every time holds: a digit, a quarter's number, or a rare letter of hằng, mỗi, định kỳ,
thường xuyên, từ nay, năm. Units (`units`) that follow each other are chained to ranges and lists, the words
before a chain bound it, and a rhythm (`rhythms`) of the same sentence makes a date without a year recurrent.
Whether a time is a deadline is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from khparse.time import rhythms
from khparse.time.limits import limit_at
from khparse.time.rhythms import FIXED
from khparse.time.school import school_times
from khparse.time.units import Unit, number_at, quarter_at, widen, year_word_at
from khparse.time.values import BASE_RULES, Bound, Day, Interval, Kind, TimeExpression, yearly_rules

Token = Unit | TimeExpression

_HEAD = re.compile(
    r"[\dqàằỗịưừă](?:(?<=\d)\d*|u[ýí] (?=[ivl])|ng (?<=[àằ]ng )(?=[ntq])|i (?<=ỗi )(?=[ntq])"
    r"|nh kỳ(?<=ịnh kỳ)|ờng xuyên| nay|m(?<=ăm)(?! \d| học|\w))"
)
_CUE = re.compile(
    r"(?<!\w)(?:"
    r"(?P<before>(?:(?:hoàn thành|xong|(?:chậm|muộn) nhất(?: là)?|kết thúc|gửi|nộp) )?trước)"
    r"|(?P<until>(?:chậm|muộn) nhất(?: là)?(?: vào| trong| đến(?: hết)?| hết)?"
    r"|(?:tính )?(?:cho )?(?:đến|tới)(?: hết)?|hết"
    r"|(?:thời |(?<!trung )(?<!dài )(?<!ngắn )(?<!gia ))hạn(?: cuối| chót| cuối cùng)?(?: là| đến)?(?: hết)?"
    r"|không (?:quá|muộn hơn|chậm hơn))"
    r"|(?P<from>(?:kể |bắt đầu |tính )?từ)"
    r"|(?P<within>(?:(?:dự kiến|hoàn thành|xong|kết thúc|diễn ra|bắt đầu) )?(?:trong|vào)"
    r"|dự kiến|hoàn thành|xong|kết thúc)"
    r")(?: khoảng| các| lúc| hồi)? $"
)
_BOUNDS: tuple[Bound, ...] = ("before", "until", "from", "within")
_CUE_WINDOW = 34

_RANGE_JOINTS = frozenset(
    (
        "-",
        " - ",
        " -",
        "- ",
        " đến ",
        " đến hết ",
        " tới ",
        " cho đến ",
        ", đến ",
        " cho đến hết ",
        " đến trước ",
        ", kết thúc ",
        " và kết thúc ",
        ", kết thúc vào ",
        " và kết thúc vào ",
    )
)
_LIST_JOINTS = frozenset((", ", ",", " và ", " & ", ", và ", " hoặc "))
_NOW_JOINTS = frozenset((" đến ", " đến hết ", " cho đến ", " cho đến hết ", " tới ", " - "))
_LONGEST_JOINT = 16
_RHYTHM_JOINTS = frozenset((" ", " của ", " (", " vào "))
_TOUCHING = frozenset((" ", " (", ", ", ": ", " vào ", ", vào "))

_AFTER_DAY = re.compile(
    r" (?:của )?tháng (?P<which>đầu|cuối)(?: tiên| cùng)?(?: của)?(?: (?:mỗi|hằng|hàng))? (?:qu[ýí]|kỳ)"
    r"(?: sau| tiếp theo| báo cáo)?"
    r"| (?:của )?tháng (?:sau|kế tiếp|liền kề|tiếp theo|báo cáo)(?: liền kề)?(?P<quarter> sau (?:qu[ýí]|kỳ))?"
    r"(?: báo cáo)?| của tháng(?! \d)"
)
_REPORT_OF = re.compile(r"báo cáo (?:định kỳ )?(tháng|qu[ýí])(?: (?!tháng)[^\W\d_]+){0,5} ?\(?$")
_REPORT_WINDOW = 60
_AFTER_MONTH = re.compile(r"(?: của)? năm (?:sau|kế tiếp|tiếp theo|liền kề|báo cáo)(?: liền kề)?")
_SINCE_ISSUE = re.compile(
    r"(?<!\w)(?:kể )?từ (?:khi|ngày|lúc|thời điểm) (?:ký|ban hành|kế hoạch)[^.;:\d\n]{0,40} $"
)
_LUNAR = (" âm lịch", " (âm lịch", " (al)", " tháng giêng", " tháng chạp")
_BREAKS = ("; ", ". ", "\n")
_PRINTED_YEAR = re.compile(r"(?:/|năm )(?:19|20)\d\d(?!\d)")
_CLAUSE_WINDOW = 160
_LONGEST_SENTENCE = 400
_NEIGHBOURS = 12  # real sentences hold fewer times


def find_times(text: str, start: int = 0, end: int | None = None) -> list[TimeExpression]:
    """Return the times of `text` between two offsets, in order and without overlap.

    `text` is in lower case with unified dashes and single blanks, each paragraph a line (`View.lower`).
    """
    end = len(text) if end is None else end
    tokens = _tokens(text, start, end)
    found: list[TimeExpression] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if isinstance(token, TimeExpression):
            found.append(token)
            continue
        chain, joints = [token], ""
        while index < len(tokens) and len(chain) < _NEIGHBOURS:
            following = tokens[index]
            joint = _joint(text, chain[-1], following)
            if not joint or not isinstance(following, Unit):
                break
            chain.append(following)
            joints += joint
            index += 1
        time = _chained(text, chain, joints)
        index += _apply_rhythm(text, time, found, tokens[index] if index < len(tokens) else None)
        found.append(time)
    return found


def _tokens(text: str, start: int, end: int) -> list[Token]:
    """Return units and rhythms between two offsets, in order and without overlap."""
    tokens: list[Token] = []
    done = start
    for match in _HEAD.finditer(text, start, end):
        if match.start() < done:
            continue
        token = _token_at(text, match.start(), match.group())
        if token is None:
            continue
        if isinstance(token, Unit):
            widen(text, token, done)
        if token.start >= done and token.end <= end:
            tokens.append(token)
            done = token.end
    fixed = [time for words, rule in FIXED.items() for time in _fixed(text, words, rule, start, end)]
    fixed += [_with_cue(text, time) for time in school_times(text, start, end)]
    return _merged(tokens, fixed) if fixed else tokens


def _merged(tokens: list[Token], fixed: list[TimeExpression]) -> list[Token]:
    """Return all tokens in order; what begins inside another one is part of it."""
    merged: list[Token] = []
    for token in sorted([*fixed, *tokens], key=lambda t: (t.start, -t.end)):
        if not merged or token.start >= merged[-1].end:
            merged.append(token)
    return merged


def _fixed(text: str, words: str, rule: str, start: int, end: int) -> list[TimeExpression]:
    """Return the rhythms that are written with `words`."""
    found: list[TimeExpression] = []
    at = text.find(words, start, end)
    while at >= 0:
        if not text[at + len(words) : at + len(words) + 2].lstrip().isdigit():
            time = TimeExpression(at, at + len(words), "rhythm", at, rules=(rule,))
            found.append(_with_cue(text, time))
        at = text.find(words, at + 1, end)
    return found


def _token_at(text: str, position: int, head: str) -> Token | None:
    first = head[0]
    if first.isdigit():
        return (
            number_at(text, position, head)
            or limit_at(text, position)
            or rhythms.counted_at(text, position)
            or (rhythms.reporting_period_at(text, position, head) if len(head) < 3 else None)
        )
    if first == "q":
        return quarter_at(text, position, position + 4)
    if first == "ă":
        return year_word_at(text, position - 1) or rhythms.reporting_year_at(text, position - 1)
    if first == "ừ":
        return TimeExpression(position - 1, position + 5, "periodic", position - 1, from_now=True)
    if first == "ị":
        return rhythms.periodic_at(text, position - 1, "định kỳ")
    if first == "ư":
        return rhythms.periodic_at(text, position - 2, "thường xuyên")
    return rhythms.each_at(text, position - 1)


def _joint(text: str, unit: Unit, following: Token) -> Literal["", "-", ","]:
    """Return how two neighbours are joined: as a range, as a list, or not at all."""
    if not isinstance(following, Unit) or following.start - unit.end > _LONGEST_JOINT:
        return ""
    gap = text[unit.end : following.start]
    if gap in _RANGE_JOINTS or (gap == " năm trước đến " and following.precision == "month"):
        return "-"
    return "," if gap in _LIST_JOINTS and following.precision == unit.precision else ""


def _chained(text: str, chain: list[Unit], joints: str) -> TimeExpression:
    """Return the time that a chain of units makes, with the words that bound it."""
    intervals = _intervals(chain, joints)
    first, last = chain[0], chain[-1]
    lunar = next((words for words in _LUNAR if text.startswith(words, last.end)), "")
    kind: Kind = "undated" if lunar else "date"
    time = TimeExpression(
        first.start,
        last.end + len(lunar) + (lunar.startswith(" (") and text.startswith(")", last.end + len(lunar))),
        "term" if any(unit.is_term for unit in chain) else kind,
        first.start,
        precision=last.precision,
        intervals=tuple(intervals),
        is_range="-" in joints or any(unit.is_range for unit in chain),
        bare=not any(unit.named for unit in chain),
    )
    if text.startswith(" trở về trước", time.end):
        time.kind = "term"
    elif text.startswith(" trở đi", time.end):
        time.end += len(" trở đi")
        time.bound = "from"
    return _with_cue(text, time)


def _with_cue(text: str, time: TimeExpression) -> TimeExpression:
    match = _CUE.search(text, max(time.core - _CUE_WINDOW, 0), time.core)
    if match:
        bound = next(name for name in _BOUNDS if match[name])
        time.start, time.cue = match.start(), match.group().rstrip()
        time.bound = "within" if bound == "from" and time.is_range else bound
    return time


def _intervals(chain: list[Unit], joints: str) -> list[Interval]:
    """Join ranges, and let members without month or year borrow them from the right."""
    intervals = list(chain[0].intervals)
    for joint, unit in zip(joints, chain[1:], strict=True):
        if joint == "-":
            intervals[-1] = Interval(intervals[-1].first, unit.intervals[-1].last)
        else:
            intervals.extend(unit.intervals)
    lender: Day | None = None
    for index in reversed(range(len(intervals))):
        first, last = intervals[index]
        if lender:
            last = last.borrow(lender)
        first = _borrow_start(first, last)
        intervals[index] = Interval(first, last)
        lender = last if last.month else lender
    return intervals


def _borrow_start(first: Day, last: Day) -> Day:
    """Fill the blanks of a range's start from its end; a range over New Year begins a year earlier."""
    filled = first.borrow(last)
    if first.year is None and filled.year and filled.month and last.month and filled.month > last.month:
        return filled._replace(year=filled.year - 1)
    return filled


def _apply_rhythm(
    text: str, time: TimeExpression, found: list[TimeExpression], following: Token | None
) -> int:
    """Make a date without a year recurrent where its sentence states a rhythm; return the tokens used up.

    The rhythm stands behind the date (`trước ngày 15/12 hằng năm`), right before it (`định kỳ hằng tháng
    (trước ngày 15)`) or earlier in the sentence (`hằng năm báo cáo … trước ngày 15/12`).
    """
    if time.kind != "date" or _begins_now(text, time, found) or time.has_year:
        return 0
    if isinstance(following, TimeExpression) and following.kind == "rhythm":
        gap = text[time.end : following.start]
        if gap in _RHYTHM_JOINTS:
            time.end = following.end + (gap == " (" and text.startswith(")", following.end))
            time.rules = tuple(rule for base in following.rules for rule in _rules(base, time.intervals))
            return 1
    if time.precision == "day" and time.intervals[0].first.month is None:
        after = _AFTER_DAY.match(text, time.end)
        if after:
            time.end = after.end()
            which = "đầu" if after["quarter"] else after["which"]
            time.rules = tuple(_quarter_or_month_rule(which, i.first.day) for i in time.intervals)
            _absorb(text, time, found)
            return int(isinstance(following, TimeExpression) and following.start < time.end)
    next_year = _AFTER_MONTH.match(text, time.end) if time.intervals[0].first.month else None
    if next_year:
        time.end = next_year.end()
        if not time.is_range:  # "từ 01/12 đến 30/4 năm sau" is one winter
            time.rules = yearly_rules(time.intervals)
            _absorb(text, time, found)
        return 0
    rule = _absorb(text, time, found) or _report_rule(text, time)
    if rule is not None:
        time.rules = _rules(rule, time.intervals)
    return 0


def _report_rule(text: str, time: TimeExpression) -> str | None:
    """Return the rhythm of a report that a day alone limits: `báo cáo tháng (trước ngày 20)`."""
    if time.precision != "day" or time.intervals[0].first.month is not None:
        return None
    report = _REPORT_OF.search(text, max(time.start - _REPORT_WINDOW, 0), time.start)
    return BASE_RULES[report[1].replace("quí", "quý")] if report else None


def _begins_now(text: str, time: TimeExpression, found: list[TimeExpression]) -> bool:
    """Let a time begin with the plan's issue where `từ nay đến` or `từ ngày ban hành … đến` leads to it."""
    if found and found[-1].from_now and found[-1].kind == "periodic":
        gap = text[found[-1].end : time.start]
        if gap in _NOW_JOINTS or (gap == " " and time.bound == "until"):
            time.start, time.from_now = found.pop().start, True
    elif time.bound == "until" and time.cue.startswith(("đến", "cho đến", "tới")):
        since = _SINCE_ISSUE.search(text, max(time.start - 70, 0), time.start)
        if since:
            time.start, time.from_now = since.start(), True
    return time.from_now


def _quarter_or_month_rule(which: str | None, day: int) -> str:
    if which is None:
        return f"FREQ=MONTHLY;BYMONTHDAY={day}"
    months = "3,6,9,12" if which == "cuối" else "1,4,7,10"
    return f"FREQ=MONTHLY;INTERVAL=3;BYMONTH={months};BYMONTHDAY={day}"


def _rules(base: str, intervals: Sequence[Interval]) -> tuple[str, ...]:
    """Return the rules of intervals in the rhythm `base`: days of the month, or of the year."""
    if intervals[0].first.month is not None:
        return yearly_rules(intervals)
    if "BYDAY" in base or "BYMONTHDAY" in base:
        return (base,)
    return tuple(f"{base};BYMONTHDAY={i.first.day}" for i in intervals)


def _absorb(text: str, time: TimeExpression, found: list[TimeExpression]) -> str | None:
    """Take the rhythms of the sentence that `time` belongs to out of `found`; return the nearest one's rule.

    A day alone goes with months and quarters, a day and month with years, half-years and a bare `định kỳ`.
    """
    rule: str | None = None
    day_alone = time.intervals[0].first.month is None
    for index in reversed(range(max(len(found) - _NEIGHBOURS, 0), len(found))):
        rhythm = found[index]
        if rhythm.from_now or not _suits(text, rhythm, time, day_alone):
            continue
        if rhythm.kind == "periodic" and not day_alone and _states_year(text, rhythm, time):
            continue
        if time.start - rhythm.end > _LONGEST_SENTENCE or _breaks(text, rhythm.end, time.start):
            break
        rule = rule or next(iter(rhythm.rules), "FREQ=MONTHLY" if day_alone else "FREQ=YEARLY")
        del found[index]
        if text[rhythm.end : time.start] in _TOUCHING:
            closing = text.startswith("(", time.start - 1) and text.startswith(")", time.end)
            time.start, time.end = rhythm.start, time.end + closing
        if day_alone:
            break
    return rule


def _suits(text: str, rhythm: TimeExpression, time: TimeExpression, day_alone: bool) -> bool:
    if rhythm.kind == "periodic":
        return time.precision == "day" and not text.startswith("thường", rhythm.start)
    if rhythm.kind != "rhythm" or "BY" in "".join(rhythm.rules):
        return False
    long = any("YEARLY" in rule or "INTERVAL=6" in rule for rule in rhythm.rules)
    return not long if day_alone else long


def _states_year(text: str, rhythm: TimeExpression, time: TimeExpression) -> bool:
    """Return whether `báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12/2025` means one year."""
    if text.startswith("định kỳ", rhythm.start):
        return False
    stops = [text.find(mark, time.end, time.end + _CLAUSE_WINDOW) for mark in _BREAKS]
    stop = min((s for s in stops if s >= 0), default=time.end + _CLAUSE_WINDOW)
    return _PRINTED_YEAR.search(text, time.end, stop) is not None


def _breaks(text: str, start: int, end: int) -> bool:
    """Return whether a sentence, clause or paragraph ends between two offsets."""
    return any(text.find(mark, start, end) >= 0 for mark in _BREAKS)

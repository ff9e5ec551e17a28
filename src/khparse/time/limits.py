"""Limits that count from an event: chậm nhất sau 03 ngày làm việc kể từ ngày nhận, trong vòng 24 giờ."""

from __future__ import annotations

import re

from khparse.time.values import TimeExpression

_COUNT = re.compile(
    r"(\d{1,3})(?: \([^()\n]{1,25}\))?(?: (?:ngày(?: làm việc)?|giờ|tháng|tuần)| ?h)"
    r"(?! ?\d)(?!\w)(?!,? \(?(?:ngày \d|thứ |chủ nhật|hằng |hàng |sáng |chiều |cùng ngày))"
)
_CUE = re.compile(
    r"(?<!\w)(?:(?P<sure>(?:trong )?(?:vòng|thời hạn|thời gian(?= tối đa))"
    r"|(?:chậm|muộn) nhất(?: là)?(?: sau| trong(?: vòng)?)?)"
    r"(?: tối đa| là)?|(?:trong|sau) thời gian|trong|sau|trước|không quá|tối đa(?: là)?) $"
)
_LABEL = re.compile(r"(?<!\w)(?:thời hạn|thời gian)(?!\w)[^.;:()\d\n]{0,50}(?::| là)? $")
_EVENT = re.compile(
    r",? (?:(?:kể|tính) từ|sau khi|trước khi|từ khi|từ ngày(?! \d)|so với|trước ngày|sau ngày)"
    r"[^.;:()\n]{1,90}?(?=[.,;:()\n]|$)"
)
_CUE_WINDOW = 34
_LABEL_WINDOW = 70


def limit_at(text: str, position: int) -> TimeExpression | None:
    """Return the limit whose number stands at `position`, with its cue and event; None where it only counts.

    Without a cue it has a label and an event: `Thời hạn thẩm định: 07 ngày làm việc kể từ ngày nhận hồ sơ`.
    """
    match = _COUNT.match(text, position)
    if not match:
        return None
    event = _EVENT.match(text, match.end())
    cue = _CUE.search(text, max(position - _CUE_WINDOW, 0), position)
    if not cue:
        labelled = event and _LABEL.search(text, max(position - _LABEL_WINDOW, 0), position)
        return TimeExpression(position, event.end(), "limit", position) if event and labelled else None
    if not event and not cue["sure"]:
        return None
    if event and "trước" in event.group()[:8] and "vòng" in cue.group():  # a window that looks back
        return None
    end = event.end() if event else match.end()
    return TimeExpression(cue.start(), end, "limit", position, cue=cue.group().rstrip())

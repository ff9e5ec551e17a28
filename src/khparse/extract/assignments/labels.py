"""Labels that give roles inside a text: "Cơ quan chủ trì: …; phối hợp: …", "(Chủ trì: …; phối hợp: …)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from khparse.document import View
from khparse.extract.assignments.clauses import sentences
from khparse.extract.assignments.roles import support_of
from khparse.extract.bodies.lists import Mention, read_bodies
from khparse.extract.bodies.words import Words

_LABEL = re.compile(
    r"[-+•*;.,(:\n) ] ?(?P<label>"
    r"(?:(?:cơ quan|đơn vị|bộ phận|người|phòng|cán bộ|tổ chức|lực lượng|phân công|trách nhiệm),? ?)?"
    r"(?:(?<=cơ quan )tổ chức|(?<=đơn vị )tổ chức|(?:đơn vị |cá nhân )?"
    r"(?:chủ trì|thực hiện|phụ trách|phối hợp|chịu trách nhiệm|đầu mối|tham mưu))"
    r"(?: thực hiện| triển khai| chính)?(?:,? phối hợp| và phối hợp)?) ?: ?"
)
_PART = re.compile(r"[^,;.\n]+")
_LONGEST_PART = 80  # code points


class RoleLabels(NamedTuple):
    """The labels of a text in view offsets: where they begin and end, whom they name."""

    start: int
    end: int
    lead: list[Mention]
    support: list[Mention]


def read_labels(words: Words, start: int, end: int) -> RoleLabels | None:
    """Return what the role labels between two view offsets say, or None where there are none."""
    view = words.view
    if view.lower.find(":", start, end) < 0:
        return None
    labels: list[re.Match[str]] = []
    for match in _LABEL.finditer(view.lower, max(start - 2, 0), end):
        if _can_stand(view, match, start, behind_label=bool(labels)):
            labels.append(match)
    if not labels:
        return None
    stop = _end_of(view, labels, end)
    found = RoleLabels(labels[0].start("label"), stop, [], [])
    for number, match in enumerate(labels):
        last = labels[number + 1].start() if number + 1 < len(labels) else stop
        name, bodies = match["label"], _named(words, match.end(), last)
        if "phối hợp" not in name:
            found.lead.extend(bodies)
        elif "chủ trì" in name or "thực hiện, phối hợp" in name:  # the first one leads
            found.lead.extend(bodies[:1])
            found.support.extend(bodies[1:])
        else:
            found.support.extend(bodies)
        found.support.extend(support_of(words, match.end(), last))
    return found


def _can_stand(view: View, match: re.Match[str], start: int, *, behind_label: bool) -> bool:
    """Return whether a label stands at the start, behind a stop, a bracket or another label."""
    at = match.start("label")
    if match["label"] == "phòng tham mưu" and view.folded[at + len("phòng ")].isupper():
        return False  # a department
    if at <= start + 1:
        return True
    before = view.lower[at - 2 : at].rstrip()[-1:]
    return before in (";", ".", "(", "\n") or (behind_label and before == ",")


def _end_of(view: View, labels: list[re.Match[str]], end: int) -> int:
    """Return where the labels end: with the bracket that they stand in, else with the last one's sentence."""
    last = labels[-1].end()
    if view.lower[labels[0].start("label") - 1] == "(" and (closing := view.lower.find(")", last, end)) >= 0:
        return closing + 1
    return next((stop for _, stop in sentences(view, last, end)), end)


def _named(words: Words, start: int, end: int) -> list[Mention]:
    """Return the bodies that a label names; what the grammar doesn't know is parted at commas."""
    index, stop = words.at(start), words.at(end)
    if index >= stop:
        return []
    found = read_bodies(words, index, closed=True, limit=stop)
    return found.items or list(_parts(words.view, start, end))


def _parts(view: View, start: int, end: int) -> Iterator[Mention]:
    for match in _PART.finditer(view.text, start, end):
        text = match.group().strip(" )")
        if 2 < len(text) < _LONGEST_PART and text[0].isupper() and ":" not in text:
            at = view.text.index(text, match.start())
            yield Mention(at, at + len(text), "body", at + len(text))

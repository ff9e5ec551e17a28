"""Cells of task tables that name bodies, posts and persons, whatever separates them."""

from __future__ import annotations

import re
from bisect import bisect_right

from khparse.document import View
from khparse.extract.assignments.roles import support_of
from khparse.extract.bodies.lists import Mention, read_bodies
from khparse.extract.bodies.small_words import ACTS
from khparse.extract.bodies.words import Words

_SEPARATOR = re.compile(r"[,;\n•]| - |^- |^\+ ")
_SKIPPED = re.compile(r"(?:[ ,;\-+•*&/.:]|và )+")
_ROLE_PREFIX = re.compile(r"[-+•* ]*(?:cơ quan |đơn vị )?(?:chủ trì|thực hiện|phối hợp|phụ trách) ?: ?")
_ROLE_WORDS = ("chủ trì", "phối hợp", "thực hiện", "phụ trách")


def cell_bodies(words: Words, start: int, end: int) -> list[Mention]:
    """Return the bodies, posts and persons that the cell between two view offsets lists.

    What no head noun opens (a person's name, "VNPT Hòa Bình") is parted at separators and line ends.
    """
    view = words.view
    breaks = [at for at in view.paragraph_at(start).breaks if start < at < end]
    mentions: list[Mention] = []
    position = start
    while position < end:
        if skipped := _SKIPPED.match(view.lower, position, end) or _ROLE_PREFIX.match(
            view.lower, position, end
        ):
            position = skipped.end()
            continue
        found = read_bodies(words, words.at(position), closed=True, limit=words.at(end))
        if found.items:
            mentions.extend(found.items)
            acts = words.pair(found.next) in ACTS  # "Phòng Nội vụ tham mưu"
            position = words.end(found.next + 1 if acts else found.next - 1)
            position = _behind_remark(view, position, end)
            continue
        line = bisect_right(breaks, position)
        limit = breaks[line] if line < len(breaks) else end
        stop = _SEPARATOR.search(view.text, position + 1, limit)
        last = stop.start() if stop else limit
        text = view.text[position:last].rstrip(" .-")
        if (
            len(text) > 1
            and any(sign.isalpha() for sign in text)
            and not text.lower().startswith(_ROLE_WORDS)
        ):
            mentions.append(Mention(position, position + len(text), "body", position + len(text)))
        position = last + 1
    return mentions


def _behind_remark(view: View, position: int, end: int) -> int:
    """Skip what explains the name before `position`, up to the next separator: a bracket, a remark."""
    if position >= end or (view.text[position] in " ,;.-\n" and not view.text.startswith(" (", position)):
        return position
    stop = _SEPARATOR.search(view.text, position, end)
    return stop.start() if stop else end


def parted(words: Words, start: int, end: int) -> tuple[list[Mention], list[Mention]]:
    """Return the leads and the partners of a cell: "Sở A chủ trì; phối hợp: B, C" names both."""
    mentions = cell_bodies(words, start, end)
    at = words.view.lower.find("phối hợp", start, end)
    if at < 0:
        return mentions, []
    remarked = [m for m in mentions if words.view.lower.startswith((" (phối hợp)", "(phối hợp)"), m.end)]
    if remarked:  # "Sở A (chủ trì), Sở B (phối hợp)"
        return [mention for mention in mentions if mention not in remarked], remarked
    partners = support_of(words, at, end)
    if not partners:
        colon = words.view.lower.find(":", at, end)
        behind = colon + 1 if colon >= 0 else at + len("phối hợp")
        partners = cell_bodies(words, behind, end)
    return [mention for mention in mentions if mention.end <= at], partners

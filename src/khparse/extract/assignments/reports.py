"""To whom the results of a duty are reported: "báo cáo … về Y (qua Z)", "gửi về Y"."""

from __future__ import annotations

import re

from khparse.extract.bodies.heads import starts_body
from khparse.extract.bodies.lists import Mention, Mentions, read_bodies
from khparse.extract.bodies.words import Words

_REPORT = re.compile(r"(?P<verb>báo cáo|gửi|nộp|trình|tổng hợp)\b")
_TOWARDS = re.compile(r"\b(?:về|gửi về|gửi|cho|tới|đến|lên|với) ")
_DIFFICULTIES_BEFORE = 300  # code points


def report_of(words: Words, start: int, end: int) -> list[Mention]:
    """Return the bodies to which results are reported: "báo cáo … về Y (qua Z)", "gửi về Y"."""
    view = words.view
    found: list[Mention] = []
    position = start
    while match := _REPORT.search(view.lower, position, end):
        position = match.end()
        if match["verb"] != "báo cáo" and not _is_report(view.lower, match.end(), start, end, match["verb"]):
            continue
        if _DIFFICULTIES.search(view.lower, max(start, match.start() - _DIFFICULTIES_BEFORE), match.start()):
            continue
        mentions = _proposed_to(words, match, start, end) or _receiver(words, match.end(), end)
        if mentions is None:
            continue
        found.extend(mentions.items)
        position = words.starts[mentions.next]
        chain = view.lower.find("để tổng hợp", position, min(position + 90, end))
        if chain >= 0:
            position = _behind_chain(view.lower, chain, end)
    return found


# "tổng hợp kết quả báo cáo, đề xuất Y xem xét": results that Y gets, with what is proposed.
_PROPOSAL = re.compile(r",? (?:và )?(?:đề xuất|tham mưu|kiến nghị) (?:với )?")
_RESULTS_BEFORE = 40


def _proposed_to(words: Words, report: re.Match[str], start: int, end: int) -> Mentions | None:
    lower = words.view.lower
    proposal = _PROPOSAL.match(lower, report.end(), end)
    before = max(start, report.start() - _RESULTS_BEFORE)
    if proposal is None or lower.find("kết quả", before, report.start()) < 0:
        return None
    found = read_bodies(words, words.at(proposal.end()), limit=words.at(end))
    return found if found.items else None


# "Quá trình thực hiện có vướng mắc, báo cáo UBND huyện" asks for no report of results.
_DIFFICULTIES = re.compile(
    r"(?:quá trình|nếu|trường hợp|khi) (?:[^.;\n]{0,120}?)(?:khó khăn|vướng mắc|phát sinh|bất cập)"
)


def _behind_chain(text: str, chain: int, end: int) -> int:
    """Skip "để tổng hợp, báo cáo Y": what the receiver does with it."""
    stop = text.find(";", chain, end)
    return stop if stop >= 0 else end


def _is_report(text: str, offset: int, start: int, end: int, verb: str) -> bool:
    """Return whether "gửi", "nộp" sends a report of results, and not a file or an application."""
    if verb in ("trình", "tổng hợp"):
        return False
    if text.endswith(": ", 0, start):  # "Báo cáo tổng kết: các đơn vị gửi về Sở Y tế"
        start = text.rfind("\n", 0, start) + 1
    near = text[max(start, offset - 160) : min(end, offset + 60)]
    return any(word in near for word in _RESULTS)


_RESULTS = ("báo cáo", "kết quả", "tổng hợp", "số liệu", "thống kê")


def _receiver(words: Words, offset: int, end: int) -> Mentions | None:
    """Return the bodies right behind "báo cáo", or behind the first "về", "cho", "gửi" with a body."""
    view = words.view
    index, stop = words.at(offset), words.at(end)
    if words.lower[index] in (":", "("):
        return None
    if starts_body(words, index, stop):
        return _received(words, index, stop)
    limit = min(end, offset + 260)
    for match in _TOWARDS.finditer(view.lower, offset - 1, limit):
        index = words.at(match.end())
        if view.lower.find("phản ánh", offset, match.start()) >= 0:
            return None
        if index < stop and starts_body(words, index, stop) and words.capital(index):
            return _received(words, index, stop)
    return None


_DECIDING = frozenset({"xem xét", "quyết định", "giải quyết", "cho ý", "phê duyệt", "có ý"})


def _received(words: Words, index: int, stop: int) -> Mentions | None:
    found = read_bodies(words, index, limit=stop)
    if not found.items:
        return None
    return None if words.pair(found.next) in _DECIDING else found

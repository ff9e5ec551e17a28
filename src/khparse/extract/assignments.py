"""Assignments in running text: headed units, orders, subjects with duties, labels inside bullets.

One assignment is one task: a sentence with a duty of its own. Bullets without a subject inherit the body that
heads their unit. Sections of purposes and targets assign nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from khparse.document import Paragraph, View
from khparse.extract.bodies import Mention, Mentions, read_bodies
from khparse.extract.body_heads import starts_body
from khparse.extract.clauses import clauses, sentences
from khparse.extract.roles import ORDER, lead_of, ordered, report_of, support_of
from khparse.extract.words import Words
from khparse.segment.labels import label_at
from khparse.segment.outline import Outline, Unit

_PURPOSE = re.compile(
    r"(?:về |các )?(?:mục đích|yêu cầu|mục tiêu|chỉ tiêu|quan điểm|định hướng|căn cứ|thực trạng|tình hình|đánh giá|kết quả)"
)
_DUTIES = re.compile(r"nhiệm vụ|giải pháp|phân công|trách nhiệm|hoạt động|nội dung thực hiện")
_PASSIVE = (
    "đối tượng",
    "phạm vi",
    "thành phần",
    "khối lượng",
    "khẩu hiệu",
    "chủ đề",
    "thông điệp",
    "địa điểm",
)
_DIFFICULTIES = re.compile(r"khó khăn|vướng mắc|phát sinh|bất cập")
_ROLE_LABEL = re.compile(
    r"[-+•*;.(:\n) ] ?(?P<label>(?:cơ quan|đơn vị|bộ phận|người|phòng|cán bộ|tổ chức|lực lượng|phân công|trách nhiệm)?,? ?"
    r"(?:đơn vị |cá nhân )?(?:chủ trì|thực hiện|phụ trách|phối hợp|chịu trách nhiệm|đầu mối|tham mưu)(?: thực hiện| triển khai| chính)?"
    r"(?:, phối hợp| và phối hợp)?) ?: ?"
)
_CONCERNING = re.compile(r"(?:đối với|về phía|trách nhiệm của|nhiệm vụ của) ")
_DEFINING = ("có", "được", "thuộc", "nơi", "không", "đang")  # "Tổ chức được cấp mã số: …"
_COMMITTEES = ("ban chỉ đạo", "tổ công tác", "ban tổ chức", "tiểu ban", "hội đồng", "tổ giúp việc")
_TIME_LABEL = re.compile(r"[-+•*]? ?(?:thời gian|thời hạn|tiến độ|địa điểm|sản phẩm)[^:.;]{0,30}:")


@dataclass(slots=True)
class Task:
    """One assignment in view offsets, before its bodies are resolved."""

    start: int
    end: int
    lead: list[Mention] = field(default_factory=list)
    support: list[Mention] = field(default_factory=list)
    report_to: list[Mention] = field(default_factory=list)


class _Reader:
    """Reads the duties of one document unit by unit."""

    def __init__(self, view: View, words: Words, outline: Outline) -> None:
        self.view = view
        self.words = words
        self.outline = outline
        self.tasks: list[Task] = []
        self.leads: dict[Unit, list[Mention]] = {}
        self.silent: dict[Unit, bool] = {}

    def read(self) -> list[Task]:
        """Return the tasks of the body in document order."""
        behind_table = False
        for paragraph in self.view.paragraphs:
            behind_table = behind_table or paragraph.in_table
            if paragraph.in_table or self.outline.zone_at(paragraph.start) is not None:
                continue
            unit = self.outline.unit_at(paragraph.start)
            if unit is None and behind_table:
                self._sentences(paragraph.start, paragraph.end, [])
            elif unit is None:
                self._orders(paragraph)
            elif not self._is_silent(unit):
                self._paragraph(paragraph, unit)
        return [task for task in self.tasks if task.lead or task.support or task.report_to]

    def _is_silent(self, unit: Unit) -> bool:
        """Return whether a unit stands in a section of purposes, targets or the like."""
        known = self.silent.get(unit)
        if known is None:
            name = self.view.lower[unit.heading[0] : unit.heading[1]]
            own = bool(name) and _PURPOSE.search(name) is not None and _DUTIES.search(name) is None
            if own and unit.kind not in ("roman", "upper", "part", "chapter", "component"):
                own = name.startswith(
                    ("mục đích", "yêu cầu", "mục tiêu", "chỉ tiêu", "đối tượng", "phạm vi", "quan điểm")
                )
            own = own and not self._is_order(unit)
            known = own or (unit.parent is not None and self._is_silent(unit.parent))
            self.silent[unit] = known
        return known

    def _is_order(self, unit: Unit) -> bool:
        """Return whether a heading orders bodies: "Yêu cầu UBND các xã, phường:"."""
        order = ORDER.match(self.view.lower, *unit.heading)
        return order is not None and ordered(self.words, order.end(), self.words.at(unit.heading[1])) is not None

    def _orders(self, paragraph: Paragraph) -> None:
        """Read the preamble: only what the issuer orders ("yêu cầu …, giao …") assigns."""
        view, words = self.view, self.words
        if view.lower.startswith(("căn cứ", "theo đề nghị", "xét đề nghị"), paragraph.start):
            return
        for start, end in sentences(view, paragraph.start, paragraph.end):
            if _is_about_difficulties(view.lower[start:end]):
                continue
            for match in ORDER.finditer(view.lower, start, end):
                behind_issuer = match.start() == start or view.lower[
                    match.start() - 2 : match.start()
                ].strip() not in ("", "theo")
                found = ordered(words, match.end(), words.at(end))
                if (
                    found
                    and behind_issuer
                    and "đề nghị của" not in view.lower[match.start() : match.end() + 4]
                ):
                    self._add(start, end, found.items)
                    break

    def _paragraph(self, paragraph: Paragraph, unit: Unit) -> None:
        start = paragraph.start
        first = unit.start == paragraph.start
        if first:
            label = label_at(self.view.folded, start, paragraph.end)
            start = label.end if label else start
        if _TIME_LABEL.match(self.view.lower, start, paragraph.end):
            return
        labels = self._labels(start, paragraph.end)
        if labels:
            self._labelled(labels, start, paragraph.end, unit)
            self._around_labels(labels, start, paragraph.end)
            return
        if first:
            start = self._headed(unit, paragraph) or self._behind_heading(unit, paragraph, start)
        self._sentences(start, paragraph.end, self._inherited(unit))

    def _around_labels(self, labels: list[re.Match[str]], start: int, end: int) -> None:
        """Read the sentences beside those with role labels: the labels say who leads what they describe."""
        for begin, stop in sentences(self.view, start, end):
            if not any(begin - 1 <= label.start("label") < stop for label in labels):
                self._sentence(begin, stop, [])

    def _sentences(self, start: int, end: int, lead: list[Mention]) -> None:
        """Read the sentences of a paragraph; one without a subject goes on with the last one named."""
        for begin, stop in sentences(self.view, start, end):
            lead = self._sentence(begin, stop, lead)

    def _headed(self, unit: Unit, paragraph: Paragraph) -> int | None:
        """Record the bodies that head a unit; return where its text goes on, None where nobody heads it."""
        view, words = self.view, self.words
        start, end = unit.heading
        if unit.kind == "bullet":
            return self._headed_bullet(unit, paragraph)
        if start == end:
            return None
        order = ORDER.match(view.lower, start, end) or _CONCERNING.match(view.lower, start, end)
        index = words.at(order.end() if order else start)
        stop = words.at(end)
        while index < stop and words.lower[index] == ":":
            index += 1
        if index >= stop or not starts_body(words, index, stop, free=order is not None):
            return None
        if (
            stop - index < 4 and words.lower[stop] == ":" and words.lower[index] == "các"
        ):  # "Các Bộ: A, B chủ động …"
            return None
        found = read_bodies(words, index, closed=True, free=order is not None, limit=stop)
        found = self._beyond_bold(found, index, paragraph, end)
        found = self._with_clause(found, stop)
        if not found.items or not self._fills_heading(found, stop, bool(order)):
            return None
        if (
            unit.kind == "roman"
            and view.text[start:end].isupper()
            and view.lower.startswith(_COMMITTEES, start)
        ):
            return None  # who sits on it, not what it does
        self.leads[unit] = found.items
        self._add(start, max(end, start), found.items)
        while end < paragraph.end and view.text[end] in " :.-":
            end += 1
        return end

    def _beyond_bold(self, found: Mentions, index: int, paragraph: Paragraph, end: int) -> Mentions:
        """Return the bodies that head a unit with a name that bold marks cut: "**9. Hội Liên hiệp** Phụ nữ tỉnh"."""
        if end >= paragraph.end or self.view.text[end] in ":.;(":
            return found
        whole = read_bodies(self.words, index, limit=self.words.at(paragraph.end))
        return whole if whole.items and whole.items[-1].end > end else found

    def _behind_heading(self, unit: Unit, paragraph: Paragraph, start: int) -> int:
        """Return where the text behind a heading that runs on begins; `start` where there is none."""
        end = unit.heading[1]
        if not start < end < paragraph.end or self.view.text[end] != ":":
            return start
        if lead_of(self.words, start, paragraph.end):
            return start
        return end + 2

    def _with_clause(self, found: Mentions, stop: int) -> Mentions:
        """Let the last body of a heading take what defines it: "UBND các xã có rừng: …"."""
        words = self.words
        defined = found.next < stop and words.lower[found.next] in _DEFINING and words.lower[stop] == ":"
        if not found.items or not defined or words.pair(found.next) == "có trách":
            return found
        last = found.items[-1]._replace(end=words.end(stop - 1))
        return Mentions([*found.items[:-1], last], stop)

    def _fills_heading(self, found: Mentions, stop: int, order: bool) -> bool:
        """Return whether a heading is nothing but the bodies found, or goes on with their duty."""
        words = self.words
        rest = words.lower[found.next : stop]
        while rest and rest[-1] in (":", ".", ";"):
            rest = rest[:-1]
        if not rest or order:
            return True
        if rest[0] == "(":
            return ")" in rest[-2:]
        pair = " ".join(rest[:2])
        return pair in (
            "có trách",
            "chịu trách",
            "chủ trì",
            "phối hợp",
            "thực hiện",
            "theo chức",
            "trong phạm",
            "tổ chức",
        )

    def _headed_bullet(self, unit: Unit, paragraph: Paragraph) -> int | None:
        """Record the bodies of a bullet that only introduces further ones: "- Sở Y tế:"."""
        if self.view.text[paragraph.end - 1] != ":":
            return None
        label = label_at(self.view.folded, paragraph.start, paragraph.end)
        if label is None:
            return None
        words = self.words
        stop = words.at(paragraph.end)
        found = lead_of(words, label.end, paragraph.end)
        if found and found.items and found.next >= stop - 2:
            self.leads[unit] = found.items
            self._add(paragraph.start, paragraph.end, found.items)
            return paragraph.end
        return None

    def _inherited(self, unit: Unit) -> list[Mention]:
        return next((self.leads[u] for u in unit.ancestors() if u in self.leads), [])

    def _labels(self, start: int, end: int) -> list[re.Match[str]]:
        """Return the role labels of a paragraph: "Cơ quan chủ trì: …; phối hợp: …"."""
        text = self.view.lower
        if text.find(":", start, end) < 0:
            return []
        return [m for m in _ROLE_LABEL.finditer(text, max(start - 2, 0), end) if self._is_label(m, start)]

    def _labelled(self, labels: list[re.Match[str]], start: int, end: int, unit: Unit) -> None:
        """Record the bodies behind role labels."""
        words = self.words
        only = labels[0].start("label") <= start + 1
        task = self._task_of(unit, start, end, only)
        for number, match in enumerate(labels):
            stop = labels[number + 1].start() if number + 1 < len(labels) else end
            found = _named(words, match.end(), stop)
            name = match["label"]
            if "phối hợp" in name and "chủ trì" not in name:
                task.support.extend(found)
            else:
                task.lead.extend(found[:1] if "phối hợp" in name else found)
                task.support.extend(found[1:] if "phối hợp" in name else [])
            task.support.extend(support_of(words, match.end(), stop))
            task.end = max(task.end, stop)
        if only and unit.kind == "bullet" and not task.lead:
            self.leads.pop(unit, None)

    def _is_label(self, match: re.Match[str], start: int) -> bool:
        """Return whether a role label stands where one can: at the start, behind a stop or a bracket."""
        at = match.start("label")
        if at <= start + 1:
            return True
        before = self.view.lower[at - 2 : at].rstrip()
        return before[-1:] in (";", ".", "(", "\n") and self.view.lower[at : match.end()].count(" ") < 9

    def _task_of(self, unit: Unit, start: int, end: int, only: bool) -> Task:
        """Return the task that role labels belong to: the last of the same numbered unit, or a new one."""
        numbered = unit.numbered
        if only and self.tasks:
            last = self.tasks[-1]
            owner = self.outline.unit_at(last.start)
            if (
                owner is not None
                and owner.numbered is numbered
                and numbered is not None
                and not last.report_to
            ):
                return last
        if only and numbered is not None:
            task = Task(numbered.heading[0], max(end, numbered.end))
        else:
            task = Task(start, end)
        self.tasks.append(task)
        return task

    def _sentence(self, start: int, end: int, lead: list[Mention]) -> list[Mention]:
        """Read one sentence; `lead` is who leads where it names nobody. Return who leads behind it."""
        view, words = self.view, self.words
        if _is_about_difficulties(view.lower[start:end]):
            return lead
        task: Task | None = None
        read = start
        for begin, stop in clauses(view, start, end):
            found = lead_of(words, begin, stop, end) if begin >= read else None
            if found or task is None:
                lead = found.items if found else lead
                task = self._add(begin, stop, lead)
            task.end = stop
            partners = support_of(words, begin, stop, end)
            task.support.extend(partners)
            read = max(read, *(mention.end for mention in partners)) if partners else read
            task.report_to.extend(report_of(words, begin, stop))
        return lead

    def _add(self, start: int, end: int, lead: list[Mention]) -> Task:
        task = Task(start, end, list(lead))
        self.tasks.append(task)
        return task


def _named(words: Words, start: int, end: int) -> list[Mention]:
    """Return the bodies that a label names; what the grammar doesn't know is parted at commas."""
    index, stop = words.at(start), words.at(end)
    if index >= stop:
        return []
    found = read_bodies(words, index, closed=True, limit=stop)
    return found.items or list(_parts(words.view, start, end))


def _parts(view: View, start: int, end: int) -> Iterator[Mention]:
    for match in re.finditer(r"[^,;.\n]+", view.text[start:end]):
        text = match.group().strip()
        if 2 < len(text) < 80 and text[0].isupper():
            at = start + match.start() + match.group().index(text)
            yield Mention(at, at + len(text), "body", at + len(text))


def _is_about_difficulties(text: str) -> bool:
    """Return whether a sentence only says where difficulties are to be told: no duty of the plan's own."""
    conditional = text.startswith(("trong quá trình", "nếu ", "trường hợp", "quá trình"))
    return (conditional or "nếu có" in text[:60]) and _DIFFICULTIES.search(text) is not None


def read_tasks(view: View, words: Words, outline: Outline) -> list[Task]:
    """Return the tasks that running text assigns, in document order."""
    return _Reader(view, words, outline).read()

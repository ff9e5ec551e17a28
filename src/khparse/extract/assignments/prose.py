"""Assignments in running text: headed units, orders, subjects with duties, labels inside bullets.

One assignment is one task: a sentence with a duty of its own. Bullets without a subject inherit the body that
heads their unit. Sections of purposes and targets assign nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khparse.document import Paragraph, View
from khparse.extract.assignments.clauses import clauses, sentences
from khparse.extract.assignments.labels import RoleLabels, read_labels
from khparse.extract.assignments.reports import report_of
from khparse.extract.assignments.roles import (
    ORDER,
    bracketed,
    lead_of,
    ordered,
    sends_staff,
    support_of,
)
from khparse.extract.assignments.sections import Sections
from khparse.extract.bodies.heads import is_verb, starts_body
from khparse.extract.bodies.lists import Mention, Mentions, read_bodies
from khparse.extract.bodies.words import Words
from khparse.segment.labels import label_at
from khparse.segment.outline import Outline, Unit

_DIFFICULTIES = re.compile(r"khó khăn|vướng mắc|phát sinh|bất cập")
# Not for those who are to be praised: "Đối với tập thể", "Đối với cá nhân".
_CONCERNING = re.compile(r"(?:đối với|về phía|(?:trách nhiệm|nhiệm vụ)(?: của)?) (?!tập thể|cá nhân)")
_DEFINING = ("có", "được", "thuộc", "nơi", "không", "đang")  # "Tổ chức được cấp mã số: …"
_COMMITTEES = ("ban chỉ đạo", "tổ công tác", "ban tổ chức", "tiểu ban", "hội đồng", "tổ giúp việc")
_ATTENDANCE = ("lực lượng tham gia", "lực lượng, phương tiện")  # how many each sends
_MEMBERS = (
    "trưởng ban", "phó trưởng ban", "thành viên", "ủy viên", "trưởng đoàn", "tổ trưởng", "tổ phó", "thư ký"
)  # fmt: skip
# How the line of a committee's member ends: "Ông Lê Văn Tám, Phó Giám đốc - Trưởng ban".
_MEMBER = re.compile(
    r"[-–,):] ?(?:làm )?(?:(?:phó trưởng |phó |trưởng )(?:ban|đoàn|tiểu ban|tổ)|tổ trưởng|tổ phó|nhóm trưởng"
    r"|ủy viên|thành viên|thư ký)(?: thường trực)?[ .;,]*$"
)
_LABELS = ("đơn vị ", "cơ quan ", *_MEMBERS)  # what names a body behind its colon: "Đơn vị được kiểm tra: …"
_LONGEST_NAME = 300  # code points, of the bodies that head a unit
_NO_TASK = re.compile(
    r"[-+•*]? ?(?:đối tượng|thành phần|đại biểu|khách mời|kính|nơi nhận|gồm|bao gồm|cơ quan|đơn vị|trưởng|phó|thư ký"
    r"|thành viên|ủy viên|số lượng|nội dung|yêu cầu|lưu ý|ghi chú)\b"
)
_LONGEST_TASK = 150  # code points before the colon
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
        self.sections = Sections(view, words)
        self.labelled: set[Unit] = set()

    def read(self) -> list[Task]:
        """Return the tasks of the body in document order."""
        behind_table = False
        for paragraph in self.view.paragraphs:
            behind_table = behind_table or paragraph.in_table
            if paragraph.in_table or self.outline.zone_at(paragraph.start) is not None:
                continue
            if self._is_title(paragraph):
                continue
            unit = self.outline.unit_at(paragraph.start)
            if unit is None and behind_table:
                self._sentences(paragraph.start, paragraph.end, [])
            elif unit is None:
                self._orders(paragraph)
            elif not self.sections.is_silent(unit):
                self._paragraph(paragraph, unit)
        return [task for task in self.tasks if task.lead or task.support or task.report_to]

    def _is_title(self, paragraph: Paragraph) -> bool:
        """Return whether a paragraph is the title of what is attached: capitals, or "(Kèm theo Kế hoạch số …)"."""
        if self.view.lower.startswith(_ATTACHED, paragraph.start):
            return True
        behind = self.view.paragraphs[paragraph.index + 1 : paragraph.index + 2]
        if not behind or not self.view.lower.startswith(_ATTACHED, behind[0].start):
            return False
        unit = self.outline.unit_at(paragraph.start)
        is_label = unit is not None and unit.start == paragraph.start
        return not is_label and self.view.text[paragraph.start : paragraph.end].isupper()

    def _orders(self, paragraph: Paragraph) -> None:
        """Read the preamble: only what the issuer orders ("yêu cầu …, giao …") assigns."""
        view, words = self.view, self.words
        if view.lower.startswith(("căn cứ", "theo đề nghị", "xét đề nghị"), paragraph.start):
            return
        for start, end in sentences(view, paragraph.start, paragraph.end):
            if _is_about_difficulties(view.lower[start:end]):
                continue
            for match in ORDER.finditer(view.lower, start, end):
                if found := ordered(words, match.end(), words.at(end)):
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
        labels = read_labels(self.words, start, paragraph.end)
        if labels and labels.start <= start + 1:
            self._label_unit(unit, labels)
            self._sentences(labels.end, paragraph.end, [])
            return
        heads = unit if first else unit.numbered or unit  # a paragraph behind a bullet is none of its own
        if (unit.kind == "bullet" or not first) and self._introduces(heads, start, paragraph.end):
            return
        if self._names_doers(unit, start, paragraph.end):
            return
        if first:
            start = self._headed(unit, paragraph) or self._behind_heading(unit, paragraph, start)
        if labels is None:
            lead = self._sentences(start, paragraph.end, self._inherited(unit))
            if self.view.text[paragraph.end - 1] == ":" and unit not in self.leads:
                self.leads[unit] = lead  # "Sở Y tế có các nhiệm vụ sau:"
        else:
            self._with_labels(start, paragraph.end, unit, labels)

    def _with_labels(self, start: int, end: int, unit: Unit, labels: RoleLabels) -> None:
        """Read a paragraph with labels inside: they say who leads the sentence before them."""
        known = len(self.tasks)
        self._sentences(start, labels.start, [] if labels.lead else self._inherited(unit))
        task = self.tasks[-1] if len(self.tasks) > known else self._add(start, labels.end, [])
        task.lead = labels.lead or task.lead
        task.support.extend(labels.support)
        task.end = labels.end
        self._sentences(labels.end, end, [])

    def _sentences(self, start: int, end: int, lead: list[Mention]) -> list[Mention]:
        """Read the sentences of a paragraph; one without a subject goes on with the last one named.

        Returns who leads behind them.
        """
        for begin, stop in sentences(self.view, start, end):
            lead = self._sentence(begin, stop, lead)
        return lead

    def _headed(self, unit: Unit, paragraph: Paragraph) -> int | None:
        """Record the bodies that head a unit; return where its text goes on, None where nobody heads it."""
        view, words = self.view, self.words
        start, end = unit.heading
        nameless = start == end
        if unit.kind == "bullet" or (nameless and paragraph.end - start > _LONGEST_NAME):
            return None
        if self._names_members(unit, paragraph, start, end) or view.lower.startswith(_ATTENDANCE, start):
            return None
        if nameless:  # "1. Sở Nội vụ.": perhaps the text is nothing but a body
            end = paragraph.end
        order = ORDER.match(view.lower, start, end) or _CONCERNING.match(view.lower, start, end)
        index, stop = words.at(order.end() if order else start), words.at(end)
        if index >= stop or not starts_body(words, index, stop, free=order is not None):
            return None
        if order and order.re is ORDER and sends_staff(words, index):
            return None  # "Phân công lãnh đạo trực"
        if order and view.text[start:end].isupper() and order.group().strip() in ("trách nhiệm", "nhiệm vụ"):
            return None  # "TRÁCH NHIỆM CÁC SỞ, NGÀNH": whom its units name
        if words.lower[stop] == ":" and read_bodies(words, index, free=True).next > stop:
            return None  # "Các Bộ: A, B chủ động …"
        found = read_bodies(words, index, closed=not nameless, free=order is not None, limit=stop)
        found = self._before_duty(found, index, stop) if order else found
        found = self._beyond_bold(found, index, paragraph, end)
        found = self._with_clause(found, stop)
        rest = [word for word in words.lower[found.next : stop] if word not in (":", ".", ";")]
        if not found.items or (rest and (nameless or not (order or _goes_on_with_duty(rest)))):
            return None
        if (
            unit.kind == "roman"
            and view.text[start:end].isupper()
            and view.lower.startswith(_COMMITTEES, start)
        ):
            return None  # who sits on it, not what it does
        end = max(end, found.items[-1].end)
        partners = self._head(unit, start, end, found, paragraph.end)
        end = max(end, *(mention.end for mention in partners)) if partners else end
        while end < paragraph.end and view.text[end] in " :.-":
            end += 1
        return end

    def _names_members(self, unit: Unit, paragraph: Paragraph, start: int, end: int) -> bool:
        """Return whether a unit is a member of a committee without duties, heads members, or labels a body."""
        view, words = self.view, self.words
        if _MEMBER.search(view.lower, start, paragraph.end):
            return unit.extent_end <= paragraph.end + 1
        if start < end and view.text[end : end + 2] == ": ":
            members = read_bodies(words, words.at(end + 2))
            ends = "\n" in words.lower[members.next : members.next + 2]
            if ends and members.items and all(member.kind == "person" for member in members.items):
                return True  # "Ban giám khảo: cô Hoa, thầy Nam."
        if view.lower.startswith(_COMMITTEES, start):
            following = view.paragraphs[paragraph.index + 1 : paragraph.index + 2]
            return (
                bool(following)
                and _MEMBER.search(view.lower, following[0].start, following[0].end) is not None
            )
        if not view.lower.startswith(_LABELS, start) or view.text[end : end + 2] != ": ":
            return False
        behind = words.at(end + 2)
        return starts_body(words, behind, words.at(paragraph.end)) and not is_verb(
            words, behind, capital=True
        )

    def _introduces(self, unit: Unit, start: int, end: int) -> bool:
        """Record the bodies of a paragraph that only introduces further ones: "- Sở Y tế:"."""
        if self.view.text[end - 1] != ":" or self.view.lower.startswith(_MEMBERS, start):
            return False
        index, stop = self.words.at(start), self.words.at(end)
        found = lead_of(self.words, start, end)
        if found is None and starts_body(self.words, index, stop):
            found = read_bodies(self.words, index, limit=stop)
        if not found or not found.items or found.next < stop - 2:
            return False
        self._head(unit, start, end, found, end)
        return True

    def _names_doers(self, unit: Unit, start: int, end: int) -> bool:
        """Record a paragraph that names who does a task, where tasks are shared out: "Trang trí: đ/c Hoa"."""
        view, words = self.view, self.words
        colon = view.text.find(": ", start, min(end, start + _LONGEST_TASK))
        if colon < 0 or not self.sections.shares_out(unit) or _NO_TASK.match(view.lower, start):
            return False
        index, stop = words.at(colon + 2), words.at(end)
        if starts_body(words, words.at(start), stop) or not starts_body(words, index, stop):
            return False
        found = read_bodies(words, index, limit=stop)
        if any(word not in (".", ";", ",") for word in words.lower[found.next : stop]):
            return False
        self._add(start, end, found.items)
        return True

    def _head(self, unit: Unit, start: int, end: int, found: Mentions, last: int) -> list[Mention]:
        """Let bodies lead a unit; return the partners that a heading which goes on with the duty names.

        A list of partners may go on behind the heading up to `last`: "phối hợp với các Sở: Tài chính, Y tế".
        """
        self.leads[unit] = found.items
        task = self._add(start, end, found.items)
        behind = found.items[-1].end
        task.support.extend(support_of(self.words, behind, end, last))
        task.report_to.extend(report_of(self.words, behind, end))
        return task.support

    def _before_duty(self, found: Mentions, index: int, stop: int) -> Mentions:
        """Return the bodies that an order names without their duty: "Giao Phòng Nội vụ theo dõi, đôn đốc:"."""
        opened = read_bodies(self.words, index, free=True, limit=stop)
        goes_on = opened.items and opened.next < found.next and is_verb(self.words, opened.next)
        return opened if goes_on else found

    def _beyond_bold(self, found: Mentions, index: int, paragraph: Paragraph, end: int) -> Mentions:
        """Return the bodies whose name bold marks cut: "**9. Hội Liên hiệp** Phụ nữ tỉnh"."""
        if end >= paragraph.end or self.view.text[end] in ":.;(":
            return found
        whole = read_bodies(self.words, index, limit=self.words.at(paragraph.end))
        return whole if whole.items and whole.items[-1].end > end else found

    def _behind_heading(self, unit: Unit, paragraph: Paragraph, start: int) -> int:
        """Return where the text behind a heading that runs on begins; `start` where there is none."""
        end = unit.heading[1]
        if not start < end < paragraph.end or self.view.text[end] != ":":
            return start
        words = self.words
        says = lead_of(words, start, paragraph.end) or report_of(words, start, end)
        return start if says else end + 2

    def _with_clause(self, found: Mentions, stop: int) -> Mentions:
        """Let the last body of a heading take what defines it: "UBND các xã có rừng: …"."""
        words = self.words
        defined = found.next < stop and words.lower[found.next] in _DEFINING and words.lower[stop] == ":"
        if not found.items or not defined or words.pair(found.next) == "có trách":
            return found
        last = found.items[-1]._replace(end=words.end(stop - 1))
        return Mentions([*found.items[:-1], last], stop)

    def _inherited(self, unit: Unit) -> list[Mention]:
        """Return who leads a unit that names nobody: who leads the one above, or the call before it."""
        for above in unit.ancestors():
            if above in self.leads:
                return self.leads[above]
            first = above.parent.children[0] if above.parent else above
            if first is not above and first in self.leads and self._is_call(first):
                return self.leads[first]
        return []

    def _is_call(self, unit: Unit) -> bool:
        """Return whether a unit only calls a body to what its siblings say: "1. Giao Phòng Nội vụ …:"."""
        text = self.view.lower[unit.heading[0] : unit.end].rstrip()
        return not unit.children and text.endswith(":") and ORDER.match(text) is not None

    def _label_unit(self, unit: Unit, labels: RoleLabels) -> None:
        """Give the bodies of a paragraph that is nothing but labels to the task of their unit."""
        task = self._task_of(unit, labels)
        task.lead.extend(labels.lead)
        task.support.extend(labels.support)
        task.end = max(task.end, labels.end)
        if unit.kind == "bullet" and not task.lead:
            self.leads.pop(unit, None)

    def _task_of(self, unit: Unit, labels: RoleLabels) -> Task:
        """Return the task that labels belong to: the last of the same numbered unit, or a new one."""
        numbered = unit.numbered
        if numbered is None:
            return self._add(labels.start, labels.end, [])
        if self.tasks and not self.tasks[-1].report_to:
            owner = self.outline.unit_at(self.tasks[-1].start)
            if owner is not None and owner.numbered is numbered:
                return self.tasks[-1]
        if numbered in self.labelled:  # its text is that of the first task already
            return self._add(labels.start, labels.end, [])
        self.labelled.add(numbered)
        return self._add(numbered.heading[0], max(labels.end, numbered.end), [])

    def _sentence(self, start: int, end: int, lead: list[Mention]) -> list[Mention]:
        """Read one sentence; `lead` is who leads where it names nobody. Return who leads behind it."""
        view, words = self.view, self.words
        if _is_about_difficulties(view.lower[start:end]) or view.lower.startswith(_COURTESY, start):
            return lead
        task: Task | None = None
        read = start
        for begin, stop in clauses(view, start, end):
            found = lead_of(words, begin, stop, end) if begin >= read else None
            if found or task is None:
                lead = found.items if found else lead
                task = self._add(begin, stop, lead)
                read = max(read, *(mention.end for mention in lead)) if found else read
            task.end = stop
            partners = support_of(words, begin, stop, end)
            task.support.extend(partners)
            read = max(read, *(mention.end for mention in partners)) if partners else read
            task.report_to.extend(report_of(words, begin, stop))
        if task and not task.lead:
            task.lead = bracketed(words, start, end)
        return lead

    def _add(self, start: int, end: int, lead: list[Mention]) -> Task:
        task = Task(start, end, list(lead))
        self.tasks.append(task)
        return task


_COURTESY = ("trân trọng", "xin trân trọng", "xin cảm ơn", "rất mong", "kính mong")
_ATTACHED = ("(kèm theo", "(ban hành kèm theo", "(đính kèm")
_DUTY_OPENINGS = (
    "có trách", "chịu trách", "chủ trì", "phối hợp", "thực hiện", "theo chức", "trong phạm", "tổ chức"
)  # fmt: skip


def _goes_on_with_duty(rest: list[str]) -> bool:
    """Return whether the words behind the bodies of a heading are a bracket or open their duty."""
    if rest[0] == "(":
        return ")" in rest[-2:]
    return " ".join(rest[:2]) in _DUTY_OPENINGS


def _is_about_difficulties(text: str) -> bool:
    """Return whether a sentence only says where difficulties are to be told: no duty of the plan's own."""
    conditional = text.startswith(("trong quá trình", "nếu ", "trường hợp", "quá trình"))
    return (conditional or "nếu có" in text[:60]) and _DIFFICULTIES.search(text) is not None


def read_tasks(view: View, words: Words, outline: Outline) -> list[Task]:
    """Return the tasks that running text assigns, in document order."""
    return _Reader(view, words, outline).read()

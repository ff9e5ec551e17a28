"""Levels: which unit a label opens, and below which other.

Labels are taken as printed: numbers may be missing or repeated (a note says so), levels may be skipped. A
label that stands open continues its level; another one nests by the order of kinds, and kinds without a
fixed order (a) and (1), bullets, A. and I.) nest in the order of their first use.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from khparse.document import Paragraph, View
from khparse.segment.headings import heading_range
from khparse.segment.labels import Label, label_at, roman_value
from khparse.segment.outline import Kind, Outline, Unit

_RANKS: dict[Kind, int] = {
    "component": 0, "part": 1, "chapter": 2, "section": 3, "upper": 4, "roman": 5, "article": 6, "decimal": 7,
    "letter": 8, "paren": 9, "bullet": 10,
}  # fmt: skip
_FIRST = frozenset({"1", "01", "a", "I", "(1)", "(i)", "(a)", "A"})


@dataclass(slots=True)
class _Open:
    """An open unit of the stack, with what the next label is compared to."""

    unit: Unit
    label: Label
    depth: int
    counts: Counter[str] = field(default_factory=Counter)


class _Builder:
    """Builds the units of one document; `stack` holds the open ones, outermost first."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.stack: list[_Open] = []
        self.root_counts: Counter[str] = Counter()
        self.upper_below_roman = False
        self.has_upper = False
        self.sealed = False  # a zone has closed the text of the innermost unit

    def open(self, label: Label, start: int, heading: tuple[int, int], end: int) -> Unit:
        """Open the unit of a label that begins at view offset `start`."""
        self._pop_to_parent(label)
        self.sealed = False
        parent = self.stack[-1] if self.stack else None
        counts = parent.counts if parent else self.root_counts
        counts[label.num] += 1
        if label.kind == "bullet":
            name = f"{label.num}{counts[label.num]}"
        else:
            name = label.num if counts[label.num] == 1 else f"{label.num}#{counts[label.num]}"
        unit = Unit(
            id=f"{parent.unit.id}/{name}" if parent else name,
            kind=label.kind,
            num=label.num,
            start=start,
            heading=heading,
            body=(heading[1], end),
            extent_end=end,
            parent=parent.unit if parent else None,
        )
        if parent:
            parent.unit.children.append(unit)
        self.units.append(unit)
        self.has_upper = self.has_upper or label.kind == "upper"
        self.stack.append(_Open(unit, label, _depth(label)))
        return unit

    def close_all(self) -> None:
        """Close all units: a new component or the end of the body has come."""
        self.stack.clear()

    def _pop_to_parent(self, label: Label) -> None:
        """Close the open units that can't hold `label`."""
        if label.kind == "upper" and not self.upper_below_roman:
            self.upper_below_roman = any(o.label.kind == "roman" for o in self.stack) and label.num == "A"
        depth = _depth(label)
        sibling = self._open_sibling(label, depth)
        if sibling is not None:
            del self.stack[sibling:]
            return
        while self.stack and not self._holds(self.stack[-1], label, depth):
            self.stack.pop()

    def _open_sibling(self, label: Label, depth: int) -> int | None:
        """Return the place in the stack of the open unit whose level `label` continues."""
        same_kind = [n for n, o in enumerate(self.stack) if o.label.kind == label.kind and o.depth == depth]
        if label.kind == "bullet":
            same_kind = [n for n in same_kind if self.stack[n].label.num == label.num]
        exact = [n for n in same_kind if self.stack[n].label.style == label.style]
        if exact and (depth == 0 or _prefix(label.num) == _prefix(self.stack[exact[-1]].label.num)):
            return exact[-1]
        if same_kind and depth == 0 and label.num not in _FIRST and not label.repeats_parent:
            return same_kind[-1]
        return None

    def _holds(self, candidate: _Open, label: Label, depth: int) -> bool:
        """Return whether the open unit can be the parent of `label`."""
        kind = candidate.label.kind
        if kind == label.kind == "decimal":
            if candidate.depth == depth:
                return candidate.label.style != label.style and label.num in _FIRST
            return candidate.depth < depth
        if kind == label.kind == "bullet":
            return candidate.label.num != label.num
        if kind == label.kind == "paren":
            return candidate.label.style != label.style
        if {kind, label.kind} == {"upper", "roman"}:
            return (kind == "roman") == self.upper_below_roman
        if kind == "paren" and label.kind == "letter":
            return label.num == "a"
        if kind == "letter" and label.kind == "decimal":
            return label.num in _FIRST and (label.style == ")" or not self._is_open("decimal"))
        return _RANKS[kind] < _RANKS[label.kind]

    def _is_open(self, kind: Kind, num: str | None = None) -> bool:
        """Return whether a unit of this kind (and number) is open."""
        return any(o.label.kind == kind and num in (None, o.label.num) for o in self.stack)

    def is_open_parent(self, label: Label) -> bool:
        """Return whether the unit is open whose label is repeated: `I.` of `I.1.`, `a)` of `a.1)`."""
        num = label.num.rstrip("0123456789.") or label.num
        return any(self._is_open(kind, num) for kind in ("roman", "upper", "letter"))

    def continues(self, label: Label, second: Label) -> bool:
        """Return whether `label` only repeats an open unit, below which `second` is the next one: `I. 2.`."""
        for number, parent in enumerate(self.stack[:-1]):
            child = self.stack[number + 1].label
            if (parent.label.kind, parent.label.num) == (label.kind, label.num):
                return (child.kind, child.style) == (second.kind, second.style) and child.num != second.num
        return False


def _depth(label: Label) -> int:
    """Return how many levels of its kind a label has above it: 1 for `1.1`, 0 for `1` and `I.1`."""
    if label.kind != "decimal":
        return 0
    return label.num.count(".") - label.repeats_parent


def _prefix(number: str) -> str:
    return number.rpartition(".")[0]


def build_outline(view: View, body_start: int, zones: list[tuple[str, int, int]]) -> Outline:
    """Return the outline of a document.

    `body_start` is the view offset where the body begins; `zones` are the named ranges outside the body. A
    zone named "title" opens an attached component (a plan behind its decision) with the title as its name.
    """
    builder = _Builder()
    titles = {start: end for name, start, end in zones if name == "title"}
    closed = sorted((start, end, name) for name, start, end in zones if name != "title")
    zone = 0
    for paragraph in view.paragraphs:
        while zone < len(closed) and closed[zone][1] <= paragraph.start:
            builder.sealed = builder.sealed or closed[zone][2] == "closing"
            zone += 1
        in_zone = zone < len(closed) and closed[zone][0] <= paragraph.start
        if paragraph.start < body_start or in_zone:
            continue
        if paragraph.start in titles:
            builder.close_all()
            name = view.text[paragraph.start : titles[paragraph.start]].split("\n")[0].capitalize()
            range_ = (paragraph.end, paragraph.end)
            builder.open(Label("component", name, paragraph.end), paragraph.start, range_, paragraph.end)
        elif not paragraph.in_table:
            _place(builder, view, paragraph)
        if builder.stack and not builder.sealed:
            _extend(builder, paragraph.end)
    return Outline(builder.units, zones)


def _place(builder: _Builder, view: View, paragraph: Paragraph) -> None:
    """Open the unit that a paragraph begins, and a second one where two labels stand together (`1. a) …`)."""
    label = label_at(view.folded, paragraph.start, paragraph.end)
    if label is None or not _is_plausible(builder, view, paragraph, label):
        _name(builder, view, paragraph)
        return
    if label.kind == "bullet" and not builder.units and _is_basis(view, label.end):
        return
    if label.kind == "component":
        builder.close_all()
    second = label_at(view.folded, label.end, paragraph.end)
    if second is not None and builder.continues(label, second):
        builder.open(second, paragraph.start, heading_range(view, paragraph, second), paragraph.end)
    elif second is not None and _stands_behind(label, second):
        builder.open(label, paragraph.start, (label.end, label.end), label.end)
        builder.open(second, label.end, heading_range(view, paragraph, second), paragraph.end)
    else:
        builder.open(label, paragraph.start, heading_range(view, paragraph, label), paragraph.end)


def _is_basis(view: View, start: int) -> bool:
    """Return whether the text at `start` is a ground of the document: "- Căn cứ Luật …", "- Để thống nhất …"."""
    if view.lower.startswith("thực hiện ", start):
        return view.text[start + len("thực hiện ")].isupper()
    return view.lower.startswith(("căn cứ ", "xét ", "theo ", "để "), start)


def _stands_behind(label: Label, second: Label) -> bool:
    """Return whether a label right behind another one is the first of the level below."""
    lower = label.kind != "bullet" and _RANKS[label.kind] < _RANKS[second.kind]
    return lower and second.kind in ("decimal", "letter", "paren") and second.num in _FIRST


_LONGEST_NAME = 400  # code points of a name over several lines


def _name(builder: _Builder, view: View, paragraph: Paragraph) -> None:
    """Take a line in capitals or bold right below `Chương I` as the name of that unit."""
    if not builder.stack or builder.sealed:
        return
    unit = builder.stack[-1].unit
    if unit.kind not in ("part", "chapter", "section") or unit.heading[1] != unit.end:
        return
    if paragraph.end - unit.heading[0] > _LONGEST_NAME:
        return
    start = paragraph.start
    upper = view.text[start : paragraph.end].isupper()
    if unit.heading[0] < unit.end and upper and view.text.find("\n", unit.start, unit.heading[0]) > 0:
        start = unit.heading[0]  # the name is printed on lines of its own, and goes on
        upper = view.text[start : unit.end].isupper()
    elif unit.heading[0] < unit.end:
        return
    if upper or (paragraph.block.bold and start == paragraph.start):
        unit.heading = (start, paragraph.end)
        unit.body = (paragraph.end, paragraph.end)


def _is_plausible(builder: _Builder, view: View, paragraph: Paragraph, label: Label) -> bool:
    """Return whether a label is one: it has text, and a letter or `C.` doesn't come out of nowhere."""
    if label.end >= paragraph.end and label.kind not in (
        "component",
        "part",
        "chapter",
        "section",
        "article",
    ):
        return False
    if label.repeats_parent:
        return builder.is_open_parent(label)
    if label.kind == "upper":
        return label.num == "A" or builder.has_upper
    if label.kind == "roman" and label.num in ("V", "X", "L") and not builder.units:
        return False
    return label.kind != "roman" or roman_value(label.num) > 0


def _extend(builder: _Builder, end: int) -> None:
    """Let the innermost open unit's own text, and the extent of all open ones, reach to `end`."""
    unit = builder.stack[-1].unit
    unit.body = (unit.body[0], max(end, unit.body[1]))
    for open_ in builder.stack:
        open_.unit.extent_end = max(open_.unit.extent_end, end)

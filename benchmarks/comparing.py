"""How fast two years of one plan are compared, from 10 to 300 pages, next to the line diff of difflib.

    python benchmarks/comparing.py [PAGES …]

Plans are built from sentences of the fixtures with words exchanged at random (seeded). The newer one rolls the year,
rewords a quarter of the sentences, drops and adds some, and moves a chapter. Each size is compared in a process of
its own, so that its memory is its own too.
"""

from __future__ import annotations

import json
import random
import re
import resource
import subprocess
import sys
from difflib import unified_diff
from pathlib import Path
from time import process_time

FIXTURES = Path(__file__).parent.parent / "fixtures"
SIZES = (10, 30, 100, 300)
_CHARACTERS_OF_PAGE = 2400
_HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố: 12/KH-UBND\nHà Tĩnh, ngày 05 tháng 3 năm 2024\n\n"
    "KẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2024\n\nCăn cứ Luật Ngân sách nhà nước số 83/2015/QH13;\n"
)
_ORDERS = (
    "", " Hoàn thành trước ngày {day}/{month}/2024.",
    " Sở Y tế chủ trì, phối hợp với Sở Tài chính thực hiện trước ngày {day}/{month}/2024.",
)  # fmt: skip
Chapter = list[str]


def times(pages: int) -> dict[str, float]:
    """Return seconds of processor time and megabytes of a comparison of so many pages, in a process of its own."""
    command = [sys.executable, str(Path(__file__)), "--one", str(pages)]
    return dict(json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout))


def _compare(pages: int) -> dict[str, float]:
    import khparse

    old, new = _pair(pages)
    plans = khparse.parse(old), khparse.parse(new)
    found = {"characters": float(len(old))}
    for by in ("syllable", "word"):
        start = process_time()
        changes = khparse.diff(*plans, by=by).changes  # type: ignore[arg-type]
        found[by] = process_time() - start
    start = process_time()
    lines = sum(1 for _ in unified_diff(old.split("\n"), new.split("\n"), lineterm=""))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {**found, "difflib": process_time() - start, "changes": len(changes), "lines": lines, "MB": peak}


def _pair(pages: int) -> tuple[str, str]:
    """Return the texts of a plan of so many pages, and of the plan of the year after."""
    source = _Sentences(pages)
    old = []
    while sum(len(line) for chapter in old for line in chapter) < pages * _CHARACTERS_OF_PAGE:
        old.append(source.chapter())
    new = [source.reworded(chapter) for chapter in old]
    new.insert(0, new.pop())
    return _HEAD + _text(old), (_HEAD + _text(new)).replace("2024", "2025")


class _Sentences:
    """Sentences of the fixtures, each with some of its words exchanged."""

    def __init__(self, pages: int) -> None:
        lines = [
            line.strip() for path in sorted(FIXTURES.glob("*.txt")) for line in path.open(encoding="utf-8")
        ]
        self._lines = [
            line.lstrip("-+ ") for line in lines if len(line) > 80 and not re.match(r"[\wđ]{1,4}[.)]", line)
        ]
        self._words = sorted({word for line in self._lines for word in line.split() if word.islower()})
        self._units = max(4, pages // 15)  # of a chapter: the longest plan has about forty chapters
        self._random = random.Random(pages)

    def sentence(self) -> str:
        words = self._random.choice(self._lines).split()
        for _ in range(len(words) // 6):
            words[self._random.randrange(len(words))] = self._random.choice(self._words)
        order = self._random.choice(_ORDERS)
        return " ".join(words) + order.format(
            day=self._random.randint(1, 28), month=self._random.randint(1, 12)
        )

    def chapter(self) -> Chapter:
        lines = [self.sentence()[:60].upper()]
        for number in range(1, self._random.randint(self._units, 2 * self._units)):
            lines.append(f"{number}. {self.sentence()[:70]}")
            lines += [f"- {self.sentence()}" for _ in range(self._random.randint(2, 6))]
        return lines

    def reworded(self, chapter: Chapter) -> Chapter:
        made = [self._reworded(line) if self._random.random() < 0.25 else line for line in chapter]
        if self._random.random() < 0.2:
            made.insert(self._random.randrange(2, len(made)), f"- {self.sentence()}")
        if self._random.random() < 0.2:
            bullets = [at for at, line in enumerate(made) if line.startswith("- ")]
            del made[self._random.choice(bullets)]
        return made

    def _reworded(self, line: str) -> str:
        words = line.split(" ")
        words[self._random.randrange(1, len(words))] = self._random.choice(self._words)
        return " ".join(words)


def _text(chapters: list[Chapter]) -> str:
    lines: list[str] = []
    for number, (name, *rest) in enumerate(chapters, 1):
        lines += [f"{_roman(number)}. {name}", *rest]
    return "\n".join(lines) + "\n"


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def line(pages: int, found: dict[str, float]) -> str:
    """Return the figures of one size in words."""
    return (
        f"{f'diff of {pages} pages':32}{found['syllable']:6.2f} s by syllable, {found['word']:.2f} s by word, "
        f"{found['MB']:.0f} MB, {found['changes']:.0f} changes; "
        f"difflib {found['difflib']:.3f} s, {found['lines']:.0f} lines"
    )


def main() -> None:
    for pages in map(int, sys.argv[1:] or SIZES):
        print(line(pages, times(pages)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(_compare(int(sys.argv[2]))))
    else:
        main()

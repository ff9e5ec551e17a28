"""Calling the program tesseract: a picture in, its words with their places out.

The words come as hOCR, an open format (https://kba.github.io/hocr-spec/1.2/) that also tells each line's
baseline and letter size, so that all words of a line get boxes of one height.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from khparse.errors import UnreadableError

PACKAGES = "install it: apt install tesseract-ocr tesseract-ocr-vie"
"""How the program and the Vietnamese language come to a system."""

_LANGUAGES = re.compile(r"[A-Za-z]\w*(?:/\w+)?(?:\+[A-Za-z]\w*(?:/\w+)?)*")


class Recognised(NamedTuple):
    """A word, its box in pixels (of its line's height), the box of its ink, and how sure it is, 0 to 100."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    ink_top: float
    ink_bottom: float
    confidence: int
    line: int


class Orientation(NamedTuple):
    """By how many degrees a picture must be turned clockwise to stand upright, and how sure that is."""

    degrees: int
    confidence: float


def check(language: str) -> None:
    """Raise `UnreadableError` when the program or the data of `language` (`vie`, `vie+eng`) are missing."""
    if shutil.which("tesseract") is None:
        raise UnreadableError("recognising it needs tesseract, which is not installed", PACKAGES)
    if not _LANGUAGES.fullmatch(language):
        raise UnreadableError(f"{language!r} is no language of tesseract", "name it as in --ocr-lang vie")
    known = _run(["--list-langs"], b"", 30).stdout.decode("utf-8", "replace").split()
    for name in language.split("+"):
        if name not in known:
            package = f"apt install tesseract-ocr-{name.rpartition('/')[2].replace('_', '-')}"
            raise UnreadableError(
                f"tesseract has no data for the language {name!r}", f"install it: {package}"
            )


def words_of(
    picture: bytes, dpi: int, language: str, timeout: float, *, mode: int = 3, letters: str = ""
) -> list[Recognised]:
    """Return the words in a picture (a file that tesseract reads, such as PGM) in its reading order.

    `mode` is tesseract's page segmentation mode; `letters` the only characters that are looked for. Raises
    `subprocess.TimeoutExpired` after `timeout` seconds, and `UnreadableError` when the program fails.
    """
    arguments = ["-", "-", "-l", language, "--psm", str(mode), "--dpi", str(dpi)]
    if letters:
        arguments += ["-c", f"tessedit_char_whitelist={letters}"]
    result = _run([*arguments, "hocr"], picture, timeout)
    if result.returncode:
        raise UnreadableError(f"tesseract failed: {_last_line(result.stderr)}", "save its pictures again")
    return list(_words(result.stdout.decode("utf-8", "replace")))


_ROTATION = re.compile(rb"Rotate: (\d+)\s+Orientation confidence: ([\d.]+)")


def orientation_of(picture: bytes, dpi: int, timeout: float) -> Orientation:
    """Return how a picture is turned; without doubt upright where it holds too little text to tell."""
    arguments = ["-", "-", "-l", "osd", "--psm", "0", "--dpi", str(dpi)]
    match = _ROTATION.search(_run(arguments, picture, timeout).stdout)
    return Orientation(int(match[1]), float(match[2])) if match else Orientation(0, 0.0)


def _run(arguments: list[str], data: bytes, timeout: float) -> subprocess.CompletedProcess[bytes]:
    """Run the program on one core: pages are recognised side by side."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    command = ["tesseract", *arguments]
    try:
        return subprocess.run(
            command, input=data, capture_output=True, timeout=timeout, env=environment, check=False
        )
    except OSError as error:
        raise UnreadableError(f"tesseract can't be run: {error.strerror or error}", PACKAGES) from None


def _last_line(output: bytes) -> str:
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].strip() if lines else "it said nothing"


_ELEMENT = re.compile(r"<span class='(ocr\w+)'[^>]*? title=(?:\"([^\"]*)\"|'([^']*)')[^>]*>([^<]*)")
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_CONFIDENCE = re.compile(r"x_wconf (\d+)")


_HEIGHT = 1.2  # a font's height, of that from the tops of its letters to the bottoms of its descenders
_BELOW = 0.2  # the part of it below the baseline
_ALIKE = 0.65, 1.45  # sizes between these shares of the usual one are estimates of it: capitals mislead them


class _Line:
    """A line of hOCR: its number, its baseline, the size of its letters."""

    def __init__(self, number: int, title: str, box: tuple[int, int, int, int]) -> None:
        self.number = number
        self.left, top, _, bottom = box
        baseline, size = _BASELINE.search(title), _SIZE.search(title)
        self.slope = float(baseline[1]) if baseline else 0.0
        self.size = float(size[1]) if size else float(bottom - top)
        self.base = bottom + (float(baseline[2]) if baseline else -_BELOW * self.size)

    def extent(self, left: int, size: float) -> tuple[float, float]:
        """Return the top and bottom of letters at `left`, those of a line of `size`."""
        height = _HEIGHT * size
        bottom = self.base + self.slope * (left - self.left) + _BELOW * height
        return bottom - height, bottom


class _Printed(NamedTuple):
    """A word of hOCR with its line and the box of its ink."""

    text: str
    line: _Line
    box: tuple[int, int, int, int]
    confidence: int


def _words(hocr: str) -> Iterator[Recognised]:
    """Yield the words; lines of about the size that most words of the page have get that size."""
    words = list(_printed(hocr))
    usual = median(word.line.size for word in words) if words else 0.0
    for text, line, (left, top, right, bottom), confidence in words:
        size = usual if _ALIKE[0] * usual < line.size < _ALIKE[1] * usual else line.size
        above, below = line.extent(left, size)
        if min(below, bottom) - max(above, top) < 0.5 * min(bottom - top, below - above):
            above, below = top, bottom  # the line's baseline is not this word's
        yield Recognised(text, left, above, right, below, top, bottom, confidence, line.number)


def _printed(hocr: str) -> Iterator[_Printed]:
    line: _Line | None = None
    for number, match in enumerate(_ELEMENT.finditer(hocr)):
        title = match[2] or match[3] or ""
        found = _BOX.search(title)
        if not found:
            continue
        left, top, right, bottom = (int(edge) for edge in found.groups())
        if match[1] != "ocrx_word":
            line = _Line(number, title, (left, top, right, bottom))
            continue
        text = html.unescape(match[4]).strip()
        sure = _CONFIDENCE.search(title)
        if text and right > left and bottom > top and line is not None:
            yield _Printed(text, line, (left, top, right, bottom), int(sure[1]) if sure else 0)

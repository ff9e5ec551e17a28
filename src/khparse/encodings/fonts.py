"""Runs of text in the fonts of legacy encodings: `.VnTime`, `.VnTimeH`, `VNI-Times`.

Word processors keep such text as Latin-1 letters that only its font shows as Vietnamese. The name of a font is
a hint and no more: Unicode text set in `.VnTime` is common, so the letters decide, first all those in the font,
then those of the paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from khparse.encodings import UNICODE, canonical
from khparse.encodings.convert import horns_note
from khparse.encodings.detect import Part, detect_alone, is_plain, is_unicode, reads_well, settle
from khparse.encodings.repair import LOST_HORN, has_lost_horns, lost_horns
from khparse.encodings.tables import Table, codes, tables
from khparse.models import Note

Run = tuple[str, str]
"""A text and the name of the font it is set in ("" where it isn't known).

Soft hyphens are to be kept in it as U+00AD, also those that the format has a code of its own for: they are the
ư of TCVN3.
"""

_HINTS = (
    (re.compile("vni", re.IGNORECASE), "vni"),
    (re.compile(r"\.?vn", re.IGNORECASE), "tcvn3"),
    (re.compile("vps", re.IGNORECASE), "vps"),
    (re.compile(r"viscii|vi[ -]", re.IGNORECASE), "viscii"),
)
# .VnTimeH, .vntimeh, VPS Times Hoa. No font of small letters has a name that ends in h.
_CAPITALS = re.compile(r"H$|^[^A-Z]*h$|(?i: hoa)$")
_SYMBOLS = re.compile("symbol|.*dings|.*dingbats|marlett", re.IGNORECASE)
# Fonts that say they hold symbols have their text stored in the private use area, as U+F000 + code.
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_FROM_PRIVATE = {0xF000 + code: code for code in range(0x20, 0x100)}
# Two codes of one word; a capital behind a small letter is in the next paragraph.
_INSIDE_WORD = re.compile(r"(?![a-z][A-Z])[^\0-@\[-`{-\x7f]{2}")
_LONGEST_LETTER = 4  # codes of one letter, at most


@dataclass(slots=True)
class _Font:
    """A font: what its name says, and what its text in the document is in."""

    hint: str | None
    capitals: bool
    table: Table | None = None
    has_unicode: bool = False  # letters that are Vietnamese in Unicode for sure
    is_ascii: bool = True


class FontConverter:
    """Converts the runs of a document, paragraph by paragraph; `notes` say what was converted so far.

    `runs` are all runs of the document in their order. `encoding` is the name of the encoding of all text that
    isn't Vietnamese in Unicode already (a Unicode one: nothing is converted); without it, fonts and words
    decide. Raises `KhparseError` for a name that isn't known.
    """

    def __init__(self, runs: Iterable[Run], encoding: str | None = None) -> None:
        name = canonical(encoding) if encoding else None
        self._is_off = name in UNICODE
        self._legacy_kinds: set[str | None] = set()
        self._unicode_kinds: set[str | None] = set()
        self._asked = tables()[name] if name and not self._is_off else None
        texts = _by_font(runs)
        self._fonts = {font: _named(font) for font in texts}
        self._mixed = False
        self._likely: list[Table] = []
        self._loses_horns = False
        self._words: dict[str, str] = {}
        self._counts: Counter[str] = Counter()
        self._used: dict[str, dict[str, None]] = {}
        self._doubts: dict[str, list[str]] = {}
        if not self._is_off:
            self._weigh({font: found for font, found in texts.items() if not _SYMBOLS.match(font)})

    def _weigh(self, texts: dict[str, list[str]]) -> None:
        """Find what the text of each font is in, and which encodings are likely for the rest."""
        found: Counter[str] = Counter()
        tcvn3: list[str] = []
        for name, runs in texts.items():
            font = self._fonts[name]
            letters = [_without_private(text, font) for text in runs if not text.isascii()]
            font.is_ascii = not letters
            font.has_unicode = any(map(is_unicode, letters))
            self._mixed |= font.has_unicode
            self._unicode_kinds |= {font.hint} if font.has_unicode else set()
            parts = [Part(text, codes(text), 0) for text in letters if not is_plain(text)]
            whole = Part("\n".join(part.text for part in parts), "\n".join(part.codes for part in parts), 0)
            if not parts:
                continue
            detect_alone([whole])
            if font.hint:
                settle(whole, [tables()[font.hint]], mixed=font.has_unicode)
            font.table = self._asked or whole.table
            if font.table:
                self._legacy_kinds.add(font.hint)
            if whole.table is None:
                detect_alone(parts)
            for part in [whole] if whole.table else parts:
                if part.table:
                    found[part.table.name] += len(part.text)
                    tcvn3 += [part.table.convert(part.codes)] * (part.table.name == "tcvn3")
        self._likely = [tables()[name] for name, _ in found.most_common()]
        self._loses_horns = has_lost_horns("\n".join(tcvn3))

    def convert(self, runs: list[Run]) -> list[str]:
        """Return the texts of the runs of one paragraph in Unicode.

        Where a letter or its marks are in two runs, the first one gets it.
        """
        texts = [text for text, _ in runs]
        if self._is_off:
            return texts
        in_unicode = {font for text, font in runs if is_unicode(text)}
        seen: set[str] = set()  # the encodings met in this paragraph
        for at, end, first in self._groups(runs):
            group = [(_without_private(text, self._font(font)), font) for text, font in runs[at:end]]
            table = self._table(group, first, in_unicode)
            if table is not None:
                texts[at:end] = self._converted(table, group)
                seen.add(table.name)
            for index in range(at, end):
                if self._prints_capitals(runs[index], table):
                    texts[index] = texts[index].upper()
        self._counts.update(seen)
        return texts

    def _font(self, name: str) -> _Font:
        found = self._fonts.get(name)
        if found is None:
            found = self._fonts[name] = _named(name)
        return found

    def _groups(self, runs: list[Run]) -> Iterable[tuple[int, int, Table | None]]:
        """Yield neighbours that are converted together: begin, end, and what their fonts' text is in.

        Text in Unicode and in fonts of symbols is in no group. ASCII goes with any neighbour.
        """
        start, table, is_open = 0, None, False
        for at, (text, name) in enumerate(runs):
            if is_unicode(text) or _SYMBOLS.match(name):
                yield start, at, table
                start, table, is_open = at + 1, None, False
                continue
            found = self._font(name).table
            if found is None and text.isascii():
                continue
            if is_open and found is not table:
                yield start, at, table
                start = at
            table, is_open = found, True
        yield start, len(runs), table

    def _table(self, group: list[Run], first: Table | None, in_unicode: set[str]) -> Table | None:
        """Return what a group is in, None where it stays as it is."""
        text = "".join(text for text, _ in group)
        if not text.strip() or is_unicode(text):
            return None
        if text.isascii():  # Lu: VT
            return first if first and first.name == "tcvn3" and self._loses_horns else None
        part = Part(text, codes(text), 0)
        # Beside Unicode in the same font, letters that may be Unicode are.
        is_beside = any(font in in_unicode for text, font in group if not text.isascii())
        if self._asked and not is_beside:
            return self._asked
        detect_alone([part])
        likely = [table for table in self._likely if table is not first]
        likely = [first, *likely] if first else likely
        if likely and (part.table or not is_beside):
            mixed = any(self._font(font).has_unicode for _, font in group) if first else self._mixed
            settle(part, likely, mixed)
        if part.table in (None, first) and self._is_sure(group, first):
            return first if part.table or not reads_well(part) else None
        if part.table and part.doubtful:
            self._doubts.setdefault(part.table.name, []).append(part.table.convert(part.codes).strip())
        return part.table

    def _is_sure(self, group: list[Run], table: Table | None) -> bool:
        """Return whether the letters of a group are in fonts made for an encoding that all their text is in."""
        fonts = [self._font(font) for text, font in group if not text.isascii()]
        return table is not None and all(
            font.hint == table.name and font.table is table and not font.has_unicode for font in fonts
        )

    def _converted(self, table: Table, group: list[Run]) -> list[str]:
        """Return the texts of a group in Unicode."""
        used = self._used.setdefault(table.name, {})
        used.update({font: None for text, font in group if font and not text.isascii()})
        texts = _shares(table, [codes(text) for text, _ in group])
        return self._restore(texts) if self._loses_horns and table.name == "tcvn3" else texts

    def _restore(self, texts: list[str]) -> list[str]:
        """Put back the letters ư that were lost before the document was read."""
        whole = "".join(texts)
        lost = lost_horns(whole)
        self._words.update({letter.word: letter.restored for letter in lost})
        lost.reverse()
        restored_texts: list[str] = []
        start = 0
        for text in texts:
            end, pieces = start + len(text), []
            while lost and lost[-1].at <= end:
                letter = lost.pop()
                pieces += [whole[start : letter.at], letter.letter]
                start = letter.at
            restored_texts.append("".join((*pieces, whole[start:end])))
            start = end
        return restored_texts

    def _prints_capitals(self, run: Run, table: Table | None) -> bool:
        """Return whether the font of a run, in a group converted by `table`, prints capitals."""
        text, name = run
        font = self._font(name)
        if not font.capitals or table is not None:
            return font.capitals and table is not None and table.name == font.hint
        if not text.isascii() or font.has_unicode or not font.is_ascii:
            return text.isascii() and font.table is not None and font.table.name == font.hint
        # of its own text nothing is known: that in the fonts of its kind says
        return font.hint in self._legacy_kinds or font.hint not in self._unicode_kinds

    @property
    def notes(self) -> list[Note]:
        """Notes on what was converted so far."""
        notes: list[Note] = []
        for name, table in tables().items():
            if not self._counts[name]:
                continue
            many = self._counts[name]
            fonts = list(self._used[name])
            shown = ", ".join(fonts[:8]) + ", …" * (len(fonts) > 8)
            fonts_said = f" (font{'s' * (len(fonts) > 1)} {shown})" if fonts else ""
            paragraphs = f"{many} paragraph{'s' * (many > 1)}{fonts_said}"
            message = f"{paragraphs}: converted from {table.label}"
            notes.append(Note(code="encoding-converted", level="info", message=message))
            if doubts := self._doubts.get(name):
                message = f"likely, not surely, {table.label}: {'; '.join(text[:40] for text in doubts[:8])}"
                message += f" and {len(doubts) - 8} more" * (len(doubts) > 8)
                notes.append(Note(code="encoding-doubtful", level="warning", message=message))
        if self._words:
            likely = any(not LOST_HORN.search(word) for word in self._words)
            notes.append(horns_note(self._words, likely))
        return notes


def _by_font(runs: Iterable[Run]) -> dict[str, list[str]]:
    """Return the texts in each font; runs that a word goes on in are one."""
    texts: dict[str, list[list[str]]] = {}
    before: Run = ("", "")
    for text, font in runs:
        pieces = texts.setdefault(font, [])
        if font == before[1] and _INSIDE_WORD.match(before[0][-1:] + text[:1]):
            pieces[-1].append(text)
        else:
            pieces.append([text])
        before = text, font
    return {font: list(map("".join, pieces)) for font, pieces in texts.items()}


def _named(name: str) -> _Font:
    hint = next((encoding for pattern, encoding in _HINTS if pattern.match(name)), None)
    return _Font(hint, hint not in (None, "vni") and _CAPITALS.search(name) is not None)


def _without_private(text: str, font: _Font) -> str:
    return text.translate(_FROM_PRIVATE) if font.hint and _PRIVATE.search(text) else text


def _shares(table: Table, texts: list[str]) -> list[str]:
    """Return code texts converted together, each its own part; a letter belongs to the text it begins in."""
    whole = "".join(texts)
    converted = table.convert(whole)
    if len(texts) == 1:
        return [converted]
    ends: list[int] = []
    start = end = total = 0
    for text in texts:
        end += len(text)
        cut = max(_behind_letter(table, whole, end), start)
        total += len(table.convert(whole[start:cut]))
        ends.append(total)
        start = cut
    if total != len(converted):  # the encoding made or lost letters: who had them can't be told
        return [converted, *[""] * (len(texts) - 1)]
    return [converted[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]


def _behind_letter(table: Table, text: str, end: int) -> int:
    """Return `end`, or where the letter ends that it would split."""
    start = max(end - _LONGEST_LETTER, 0)
    near = text[start : end + _LONGEST_LETTER]
    length = len(table.convert(near))
    for cut in range(end, min(end + _LONGEST_LETTER, len(text))):
        at = cut - start
        if len(table.convert(near[:at])) + len(table.convert(near[at:])) == length:
            return cut
    return end if end == len(text) else min(end + _LONGEST_LETTER, len(text))

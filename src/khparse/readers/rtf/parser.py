"""From the tokens of an RTF file to stories: groups, destinations, and the properties of text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial

from khparse.errors import UnreadableError
from khparse.models import Note
from khparse.readers.rtf.fonts import ANSI, Font, code_page, font, read_fonts
from khparse.readers.rtf.state import CHANGES, Change, State
from khparse.readers.rtf.stories import Budget, Item, Kind, RunParagraph, Story
from khparse.readers.rtf.tokens import (
    BRACE,
    FALLBACK,
    LETTER,
    NUMBER,
    SYMBOL,
    TEXT,
    TOKEN,
    WORD,
    code_bytes,
    entries,
    group_end,
)
from khparse.readers.rtf.words import CHARACTERS, READ, SKIPPED, SYMBOLS
from khparse.readers.symbols import symbol

_DEEPEST = 10_000  # groups in each other
_MOST_PARAGRAPHS = 500_000  # and runs; far more would take gigabytes
_SYMBOL_FIELD = re.compile(rb'SYMBOL +(\d{1,5})(?: +\\\\f +"([^"]{1,64})")?', re.IGNORECASE)
_LONGEST_CODE = 500
_DESTINATION = re.compile(rb"[\r\n ]*\\([a-zA-Z]+)")
_GROUP = re.compile(rb"[\r\n ]*\{")
_CONTENTS = re.compile(rb"(?:toc|contents) \d", re.IGNORECASE)  # Word; LibreOffice

Handler = Callable[[bytes | None], None]


class RtfParser:
    """Reads the tokens of a file once, group by group, without recursion.

    `items` are the paragraphs and tables of the body and of the notes behind it, `paragraphs` those of all
    stories, also in cells; `notes` say what was not read.
    """

    def __init__(self, data: bytes) -> None:
        self.items: list[Item] = []
        self.paragraphs: list[RunParagraph] = []
        self.notes: list[Note] = []
        self._data = data
        self._at = 0  # behind the word that is handled; a handler that moves it makes reading go on there
        self._skip = 0  # characters still to be passed over, behind one in Unicode
        self._budget = Budget(_MOST_PARAGRAPHS)
        self._body = self._story("body")
        self._noted: dict[bool, list[Story]] = {False: [], True: []}  # footnotes; endnotes
        self._ansi = ANSI
        self._fonts: dict[int, Font] = {}
        self._default_font = 0
        self._unknown_font = font("", ANSI)
        self._contents: set[int] = set()  # the styles of a table of contents
        self._state = State(self._body, self._unknown_font)
        self._around: list[State] = []
        self._handlers = self._destinations() | self._texts() | self._changes()

    def parse(self) -> None:
        """Parse the file."""
        at: int | None = 0
        while at is not None:
            at = self._parse_from(at)
        while self._around:  # of a file that ends inside them
            self._close_group()
        self._body.finish()
        self.items += self._body.items
        for notes in self._noted.values():
            number = 0
            for note in notes:
                number += note.is_numbered
                if note.is_numbered and note.items and isinstance(first := note.items[0], RunParagraph):
                    first.note = f"[{number}]"
                self.items += note.items

    def _parse_from(self, start: int) -> int | None:
        """Parse tokens from an offset on; return where a jump leads, None at the end."""
        data, handlers = self._data, self._handlers
        for token in TOKEN.finditer(data, start):
            kind = token.lastindex or 0
            if kind <= FALLBACK:
                state = self._state
                if not (state.hidden or state.deleted):
                    state.story.write(_letter(token[LETTER]), state.font, state.bold)
                self._skip = state.fallback
                if kind == FALLBACK:
                    self._text(token[FALLBACK])
            elif kind <= NUMBER:
                word = token[WORD]
                handler = handlers.get(word)
                if self._skip and self._passes_over(word):
                    continue
                if handler is not None:
                    self._at = end = token.end()
                    handler(token[NUMBER])
                    if self._at != end:
                        return self._at
                elif word in SKIPPED and self._begins_group(token.start()):
                    return group_end(data, token.end())
            elif kind <= TEXT:
                self._text(token[kind])
            elif kind == BRACE:
                self._skip = 0
                if token[BRACE] == b"{":
                    self._open_group()
                elif not self._close_group():
                    self._say_what_follows(token.end())
                    return None
            else:
                self._at = end = token.end()
                self._symbol(token[SYMBOL])
                if self._at != end:
                    return self._at
        self._say("file-truncated", "the file ends in the middle of the document; what is there is read")
        return None

    def _passes_over(self, word: bytes) -> bool:
        """Whether a word is passed over as what stands behind a character in Unicode."""
        passes = word in CHARACTERS
        self._skip = self._skip - 1 if passes else 0
        return passes

    def _begins_group(self, start: int) -> bool:
        """Whether the word at an offset is the first of its group."""
        return self._data[max(start - 4, 0) : start].rstrip(b"\r\n ")[-1:] in (b"{", b"*")

    def _say(self, code: str, message: str) -> None:
        self.notes.append(Note(code=code, level="warning", message=message))

    def _say_what_follows(self, at: int) -> None:
        """Say whether anything stands behind the document: it is no part of it."""
        if self._data[at:].strip(b"\0\t\n\r\x1a "):
            self._say("content-skipped", "what stands behind the end of the RTF document is not read")

    # Groups

    def _open_group(self) -> None:
        if len(self._around) == _DEEPEST:
            raise UnreadableError(
                "its groups are nested deeper than in any document", "save it again in Word"
            )
        self._around.append(self._state)
        self._state = self._state.inner()

    def _close_group(self) -> bool:
        """Close the innermost group; return whether another is open."""
        if self._around:
            story = self._state.story
            self._state = self._around.pop()
            if story is not self._state.story:
                self._close_story(story)
        return bool(self._around)

    def _story(self, kind: Kind) -> Story:
        return Story(kind, self.paragraphs, self._budget)

    def _open_story(self, kind: Kind, number: bytes | None) -> None:
        """Begin a story in the group that is open, unless it is hidden."""
        state = self._state
        if state.hidden or state.deleted:
            self._at = group_end(self._data, self._at)
            return
        state.story = self._story(kind)
        state.story.place = state.place
        state.nesting = 0

    def _close_story(self, story: Story) -> None:
        if story.kind == "label":
            self._state.story.take(story)
        elif story.kind == "box":
            self._state.story.hang(story)
        else:
            story.finish()
            self._noted[story.is_endnote].append(story)

    # Text

    def _text(self, encoded: bytes) -> None:
        """Write text that isn't in Unicode, but for what is passed over."""
        if encoded.startswith(b"\\"):
            encoded = code_bytes(encoded)
        if self._skip:
            passed = min(self._skip, len(encoded))
            self._skip -= passed
            encoded = encoded[passed:]
        state = self._state
        if encoded and not (state.hidden or state.deleted):
            state.story.write(state.font.decode(encoded), state.font, state.bold)

    def _character(self, text: str, number: bytes | None = None) -> None:
        state = self._state
        if not (state.hidden or state.deleted):
            state.story.write(text, state.font, state.bold)

    def _symbol(self, sign: bytes) -> None:
        """Handle a control symbol."""
        if sign == b"*":
            destination = _DESTINATION.match(self._data, self._at)
            if destination is not None and destination[1] not in READ:
                self._at = group_end(self._data, self._at)
        elif self._skip:
            self._skip -= 1
        elif sign in SYMBOLS:
            self._character(SYMBOLS[sign])
        elif sign in b"\r\n":
            self._paragraph()

    def _texts(self) -> dict[bytes, Handler]:
        """Return the handlers of words that print characters, or end paragraphs."""
        return {
            **{word: partial(self._character, text) for word, text in CHARACTERS.items()},
            b"par": self._paragraph,
            b"sect": self._section,
            b"chftn": self._note_mark,
        }

    def _paragraph(self, number: bytes | None = None) -> None:
        """End the paragraph; where its mark is hidden or deleted, it runs on into the next one."""
        state = self._state
        if not (state.hidden or state.deleted):
            state.story.end_paragraph(state.nesting > 0, state.style in self._contents)

    def _section(self, number: bytes | None) -> None:
        if not self._state.story.is_blank:
            self._paragraph()

    def _note_mark(self, number: bytes | None) -> None:
        self._state.story.is_numbered = True

    # Destinations

    def _destinations(self) -> dict[bytes, Handler]:
        """Return the handlers of words that say what a group is for."""
        return {
            b"ansicpg": self._code_page,
            b"mac": lambda number: self._code_page(b"10000"),
            b"pc": lambda number: self._code_page(b"437"),
            b"pca": lambda number: self._code_page(b"850"),
            b"deff": self._default,
            b"fonttbl": self._font_table,
            b"stylesheet": self._style_sheet,
            b"listtext": partial(self._open_story, "label"),
            b"pntext": partial(self._open_story, "label"),
            b"footnote": partial(self._open_story, "note"),
            b"ftnalt": self._endnote,
            b"shptxt": partial(self._open_story, "box"),
            b"dptxbxtext": partial(self._open_story, "box"),
            b"fldinst": self._field_code,
            b"upr": self._both_texts,
            b"bin": self._binary,
        }

    def _code_page(self, number: bytes | None) -> None:
        self._ansi = code_page(number)
        unknown = self._unknown_font
        self._unknown_font = font("", self._ansi)
        if self._state.font is unknown:
            self._state.font = self._unknown_font

    def _default(self, number: bytes | None) -> None:
        self._default_font = int(number or 0)

    def _font_table(self, number: bytes | None) -> None:
        start, self._at = self._at, group_end(self._data, self._at)
        self._fonts |= read_fonts(self._data, start, self._at, self._ansi)
        if self._around and self._around[-1].font is self._unknown_font:
            self._around[-1].font = self._font(self._default_font)

    def _font(self, number: int) -> Font:
        return self._fonts.get(number, self._unknown_font)

    def _style_sheet(self, number: bytes | None) -> None:
        """Note which styles are those of a table of contents.

        Nothing else is needed: what a style says, paragraphs in it say again (specification, `\\s`).
        """
        start, self._at = self._at, group_end(self._data, self._at)
        for words, name in entries(self._data, start, self._at):
            if words.get(b"s") and _CONTENTS.fullmatch(name):
                self._contents.add(int(words[b"s"] or 0))

    def _endnote(self, number: bytes | None) -> None:
        self._state.story.is_endnote = True

    def _field_code(self, number: bytes | None) -> None:
        """Pass over the code of a field; one for a symbol has no other result."""
        start, self._at = self._at, group_end(self._data, self._at)
        code = _SYMBOL_FIELD.search(self._data, start, min(self._at, start + _LONGEST_CODE))
        if code is not None:
            name = (code[2] or b"Symbol").decode(ANSI, "replace")
            self._character(symbol(name, min(int(code[1]), 0xFFFF)))

    def _both_texts(self, number: bytes | None) -> None:
        """Pass over the first of two groups, which says without Unicode what the second says."""
        group = _GROUP.match(self._data, self._at)
        if group is not None:
            self._at = min(group_end(self._data, group.end()) + 1, len(self._data))

    def _binary(self, number: bytes | None) -> None:
        self._at += max(int(number or 0), 0)

    # Fonts and other properties

    def _changes(self) -> dict[bytes, Handler]:
        """Return the handlers of words that change the state."""
        return {
            **{word: partial(self._change, change) for word, change in CHANGES.items()},
            b"f": self._set_font,
            b"plain": self._plain,
        }

    def _change(self, change: Change, number: bytes | None) -> None:
        change(self._state, number)

    def _set_font(self, number: bytes | None) -> None:
        self._state.font = self._font(int(number or 0))

    def _plain(self, number: bytes | None) -> None:
        state = self._state
        state.font = self._font(self._default_font)
        state.bold = state.hidden = False


@lru_cache(maxsize=1 << 16)
def _letter(number: bytes) -> str:
    """Return the character that the number of a `\\u` stands for: 16 bits with a sign, often without one."""
    code = int(number)
    code += 0x10000 if code < 0 else 0
    return chr(code) if 0 <= code <= 0x10FFFF else "\ufffd"

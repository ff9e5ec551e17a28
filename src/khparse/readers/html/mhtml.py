"""The reader of web pages saved with their pictures in one file (MHTML, RFC 2557): the page itself."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from typing import NamedTuple

from khparse.document import Document
from khparse.errors import UnreadableError
from khparse.readers.html.charset import decode
from khparse.readers.html.reader import read_page
from khparse.readers.options import DEFAULT, ReadOptions

_PAGES = ("text/html", "application/xhtml+xml")
_LONGEST_HEAD = 1 << 16
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_MOST_PARTS = 10_000
_MOST_PAGES = 20
_DEEPEST = 5
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_ENOUGH = 200  # characters of a page that is more than a frame around others


class Part(NamedTuple):
    """A part of a message: its header fields, and its content as it was sent."""

    fields: Message
    content: bytes


def read_mhtml(data: bytes, options: ReadOptions = DEFAULT) -> Document:
    """Return the document in the page that an MHTML file holds; pictures and other parts are left aside.

    Raises `UnreadableError` where there is no page in it.
    """
    found: Document | None = None
    for number, part in enumerate(_in_order(_part(data.lstrip(b"\xef\xbb\xbf \t\r\n")))):
        sent = part.fields.get_content_charset()
        document = read_page(decode(_content(part), options.encoding, sent))
        if found is None or len(document.text) > len(found.text):
            found = document
        if len(found.text) > _ENOUGH or number == _MOST_PAGES:
            break
    if found is None:
        raise UnreadableError("it is a saved web page without the page", "save it again, as HTML or as text")
    found.format = "mhtml"
    return found


def _part(data: bytes) -> Part:
    """Return a part from its header fields and content, parted by an empty line."""
    match = _HEAD_END.search(data, 0, _LONGEST_HEAD)
    end = match.start() if match else min(len(data), _LONGEST_HEAD)
    return Part(BytesHeaderParser().parsebytes(data[:end]), data[match.end() :] if match else b"")


def _in_order(message: Part) -> list[Part]:
    """Return the pages of a message, that which it names as its first one (or else the first) in front."""
    pages = list(_pages(message, 0))
    start = str(message.fields.get_param("start", "")).strip()
    pages.sort(key=lambda page: not start or str(page.fields.get("content-id", "")).strip() != start)
    return pages


def _pages(part: Part, depth: int) -> Iterator[Part]:
    kind = part.fields.get_content_type()
    if kind in _PAGES:
        yield part
    elif kind.startswith("multipart/") and depth < _DEEPEST:
        boundary = part.fields.get_boundary()
        if not boundary:
            return
        pieces = re.split(
            rb"(?:^|\r?\n)--" + re.escape(boundary.encode("utf-8", "replace")),
            part.content,
            maxsplit=_MOST_PARTS,
        )
        for piece in pieces[1:]:
            if piece.startswith(b"--"):
                break
            yield from _pages(_part(piece.lstrip(b" \t").removeprefix(b"\r").removeprefix(b"\n")), depth + 1)


def _content(part: Part) -> bytes:
    """Return the content of a part without its transfer encoding."""
    encoding = str(part.fields.get("content-transfer-encoding", "")).strip().lower()
    if encoding == "quoted-printable":
        return binascii.a2b_qp(part.content)
    if encoding == "base64":
        letters = _NO_BASE64.sub(b"", part.content)
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    return part.content

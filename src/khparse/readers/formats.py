"""The formats that are read, and how the first bytes tell them.

What the bytes are is told by their content first and by the file's suffix second, so that a wrong suffix
does no harm: old archives are full of web pages and RTF called `.doc`.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import BinaryIO, NamedTuple

from khparse.errors import UnreadableError


class Format(NamedTuple):
    """A format: its name in results, what users call it, the suffixes it has, and its reader.

    `reader` is the module and the function that reads it, imported when such a file is met; formats without
    one are texts, or archives whose members are inputs of their own. `extra` is the extra of khparse that
    it needs, `modules` what that extra installs, `programs` the programs of the system.
    """

    name: str
    label: str
    suffixes: tuple[str, ...]
    reader: str = ""
    extra: str = ""
    modules: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()


def _picture(name: str, label: str, suffixes: tuple[str, ...]) -> Format:
    reader = "khparse.readers.ocr.reader:read_image"
    return Format(name, label, suffixes, reader, "ocr", ("PIL",), ("tesseract",))


FORMATS = {
    found.name: found
    for found in (
        Format("txt", "plain text", (".txt", ".text")),
        Format("md", "markdown", (".md", ".markdown")),
        Format("docx", "Word", (".docx", ".docm", ".dotx"), "khparse.readers.docx.reader:read_docx"),
        Format("doc", "Word 97-2003", (".doc", ".dot"), "khparse.readers.doc.reader:read_doc"),
        Format("rtf", "Rich Text Format", (".rtf",), "khparse.readers.rtf.reader:read_rtf"),
        Format("odt", "OpenDocument text", (".odt", ".ott", ".fodt"), "khparse.readers.odt:read_odt"),
        Format("html", "web page", (".html", ".htm", ".xhtml"), "khparse.readers.html.reader:read_html"),
        Format("mhtml", "saved web page", (".mhtml", ".mht"), "khparse.readers.html.mhtml:read_mhtml"),
        Format("pdf", "PDF", (".pdf",), "khparse.readers.pdf.reader:read_pdf"),
        _picture("png", "picture (PNG)", (".png",)),
        _picture("jpeg", "picture (JPEG)", (".jpg", ".jpeg")),
        _picture("tiff", "picture (TIFF)", (".tif", ".tiff")),
        Format("zip", "ZIP archive", (".zip",)),
        Format("tar", "tar archive", (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")),
        Format("gz", "compressed file", (".gz", ".bz2", ".xz")),
        Format("7z", "7z archive", (".7z",), extra="7z", modules=("py7zr",)),
    )
}


def scans() -> Format:
    """Return the format of PDF whose pages are pictures; it is told from other PDF page by page."""
    return _picture("pdf", "PDF of pictures (scans)", (".pdf",))


ARCHIVES = ("zip", "tar", "gz", "7z")
"""Formats whose members are inputs of their own; `gz` may hold a tar archive, or one file."""

_CONVERT = "convert it to .docx, PDF or text"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The first bytes of formats.
_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "gz"),
    (b"\xfd7zXZ\x00", "gz"),
    (b"7z\xbc\xaf'\x1c", "7z"),
)
_TAR_MARK = slice(257, 262)
# The first bytes of formats that are known but not read: what they are, and what helps.
_REFUSED = (
    (b"GIF8", "it is a picture (GIF)", "save it as PNG"),
    (b"(\xb5/\xfd", "it is compressed (zstd)", "unpack it first"),
    (b"Rar!\x1a\x07", "it is an archive (RAR)", "unpack it first"),
)
_PDF_WITHIN = 1024  # readers of PDF forgive what stands before its first line
# Patterns for lower-case text, compiled where a text begins as markup or mail does: few do.
_HTML = rb"<(?:!doctype\s+html|html|head|body|meta|title)[\s>]"
_FRAGMENT = rb"<(?:table|div|p|font|span|center)[\s>]"
_MHTML = rb"\ncontent-type:\s*(?:multipart/related|text/html)"
_MAIL_FIELDS = (
    b"from:",
    b"mime-version:",
    b"subject:",
    b"date:",
    b"message-id:",
    b"content-type:",
    b"snapshot-content-location:",
)


def format_of(data: bytes, name: str | None) -> Format:
    """Return the format of `data`, a whole file or its beginning, in a file called `name`.

    Raises `UnreadableError` for one that is known and not read.
    """
    for magic, cause, remedy in _REFUSED:
        if data.startswith(magic):
            raise UnreadableError(cause, remedy)
    if found := _by_magic(data):
        return FORMATS[found]
    if data.startswith(_ZIP):
        return FORMATS[_in_zip(BytesIO(data))]
    if data.startswith(_OLE):
        return FORMATS[_in_compound_file(data)]
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return FORMATS["pdf"]
    return FORMATS[_among_texts(data, name)]


def archive_of(stream: BinaryIO) -> Format | None:
    """Return the format of the archive in a stream that is larger than a document may be; None for no archive.

    Raises `UnreadableError` when it is damaged.
    """
    start = stream.read(_TAR_MARK.stop)
    found = _in_zip(stream) if start.startswith(_ZIP) else _by_magic(start)
    return FORMATS[found] if found in ARCHIVES else None


def _by_magic(data: bytes) -> str:
    """Return the format that the first bytes tell by themselves, or an empty string."""
    for magic, found in _MAGIC:
        if data.startswith(magic):
            return found
    return "tar" if data[_TAR_MARK] == b"ustar" else ""


def _in_zip(stream: BinaryIO) -> str:
    """Return what a ZIP container is: a Word file (ISO/IEC 29500-2), an OpenDocument one, or an archive."""
    from khparse.readers.archives.zips import open_zip

    parts = {part.replace("\\", "/").lstrip("/").lower() for part in open_zip(stream).namelist()}
    if "[content_types].xml" in parts:
        if any(part.startswith(("xl/", "ppt/", "visio/")) for part in parts):
            raise UnreadableError("it is an Office file, but no Word document", _CONVERT)
        return "docx"
    return "odt" if "mimetype" in parts and "content.xml" in parts else "zip"


def _in_compound_file(data: bytes) -> str:
    """Return what a compound file ([MS-CFB]) is, by the names in its directory."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableError("it is protected with a password", "save it without its password")
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    raise UnreadableError("it is an old Office file, but no Word document", _CONVERT)


def _among_texts(data: bytes, name: str | None) -> str:
    """Return the format of what may be text: markup by its first tags, markdown by its suffix."""
    start = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    low = (name or "").lower()
    if start.startswith(b"<"):
        if b"urn:oasis:names:tc:opendocument" in start:
            return "odt"
        if low.endswith(FORMATS["html"].suffixes) or re.search(_HTML, start):
            return "html"
        if not low.endswith((*FORMATS["txt"].suffixes, *FORMATS["md"].suffixes)) and re.search(
            _FRAGMENT, start
        ):
            return "html"
        if start.startswith(b"<?xml"):
            raise UnreadableError("it is XML, but no document", _CONVERT)
    if start.startswith(_MAIL_FIELDS) and re.search(_MHTML, b"\n" + start):
        return "mhtml"
    return "md" if low.endswith(FORMATS["md"].suffixes) else "txt"

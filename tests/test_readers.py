"""Bytes to documents: encodings, formats told by content, and clear refusals."""

import hashlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khparse.errors import UnreadableError
from khparse.readers import read
from khparse.readers.formats import FORMATS, format_of
from khparse.readers.options import ReadOptions
from khparse.readers.text import decode, read_text

SAMPLE = "Số: 15/KH-UBND\tngày 02 tháng 3 năm 2025\nỦy ban nhân dân xã Đông Hoà\n"


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["bare", "bom"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_unicode_encodings(encoding: str, mark: str) -> None:
    assert decode((mark + SAMPLE).encode(encoding)) == (SAMPLE, encoding, [])


@pytest.mark.parametrize(
    "data, text",
    [
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        (b"a\r\n\r\nb", "a\n\nb"),
        ("Ha\u0300 No\u0323\u0302i\u00a0\u00ad\u200b".encode(), "Ha\u0300 No\u0323\u0302i\u00a0\u00ad\u200b"),
        (b"trang\x0c sau\x07" + b"." * 200, "trang\x0c sau\x07" + "." * 200),
        ("\ufeff\ufeffa".encode(), "\ufeffa"),
    ],
    ids=["newlines", "blank line", "nothing else is changed", "stray controls", "second mark"],
)
def test_text_is_kept(data: bytes, text: str) -> None:
    assert decode(data)[0] == text


@pytest.mark.parametrize(
    "data, cause",
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"\xff\xfe", "the file is empty"),
        (" \r\n\t\u00a0\u200b ".encode(), "the file is empty"),
        (bytes(5000), "it is binary data"),
        (b"text \x00\x01\x02\x03", "it is binary data"),
        (bytes(range(256)), "it is binary data"),
        ("Kế hoạ".encode()[:-1] + b" x", "it is not Unicode text (byte 7 is not utf-8)"),
        ("Müller fährt über Köln".encode("latin-1"), "it is not Unicode text"),
        (b"\xff\xfe" + SAMPLE.encode("utf-16-le")[:-1], "it is not Unicode text"),
        (b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00" + bytes(40), "it is binary data"),
    ],
)
def test_what_is_no_text(data: bytes, cause: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(data)
    assert caught.value.cause.startswith(cause)
    assert caught.value.remedy


def container(*names: str, **parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in {**dict.fromkeys(names, "<x/>"), **parts}.items():
            archive.writestr(name, content)
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'


@pytest.mark.parametrize(
    "data, name, format",
    [
        (b"%PDF-1.4\n", "a.txt", "pdf"),
        (b"\r\n\xffjunk\n%PDF-1.4\n", "a.txt", "pdf"),
        (b"{\\rtf1\\ansi", "a.doc", "rtf"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.docx", "doc"),
        (container("[Content_Types].xml", "word/document.xml"), "a.doc", "docx"),
        (container("mimetype", "content.xml"), "a.docx", "odt"),
        (f"<?xml version='1.0'?><office:document {ODF}>".encode(), "a.xml", "odt"),
        (b"\n<!DOCTYPE html>\n<p>", "a.doc", "html"),
        ("\ufeff<HTML lang=vi>".encode("utf-16"), "a.doc", "html"),
        (b"<!-- saved -->\n<Html xmlns:v='x'>", "a.doc", "html"),
        (b"<p>Text.</p>", "a.htm", "html"),
        (b"<p>Text.</p>", "a.txt", "txt"),
        (b"<!-- x --><table border=1>", "a.doc", "html"),
        (b"<ten co quan>", "a.doc", "txt"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; x=y\r\n", "a.doc", "mhtml"),
        (b"From: <Saved by Blink>\r\nContent-Type: text/html\r\n", None, "mhtml"),
        (b"Subject: text\n\nmore", None, "txt"),
        (b"\x89PNG\r\n\x1a\n", None, "png"),
        (b"\xff\xd8\xff\xe0", None, "jpeg"),
        (b"II*\x00", None, "tiff"),
        (b"MM\x00*", None, "tiff"),
        (container("a.txt"), "a.docx", "zip"),
        (container(), None, "zip"),
        (bytes(257) + b"ustar\x0000%PDF-1.4" + bytes(700), None, "tar"),
        (b"\x1f\x8b\x08", None, "gz"),
        (b"7z\xbc\xaf'\x1c", None, "7z"),
    ],
)
def test_format_is_told_by_content(data: bytes, name: str | None, format: str) -> None:
    assert format_of(data, name) is FORMATS[format]


@pytest.mark.parametrize(
    "data, cause",
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "it is protected with a password"),
        (OLE + "Workbook".encode("utf-16-le"), "it is an old Office file, but no Word document"),
        (b"<?xml version='1.0'?><a/>", "it is XML, but no document"),
        (b"GIF89a", "it is a picture (GIF)"),
        (b"Rar!\x1a\x07\x01\x00", "it is an archive (RAR)"),
        (b"(\xb5/\xfd", "it is compressed (zstd)"),
        (container("[Content_Types].xml", "word/document.xml"), "the file is not a Word document (.docx)"),
        (container("[Content_Types].xml", "xl/workbook.xml"), "it is an Office file, but no Word document"),
        (container("word/document.xml")[:40], "its ZIP container is damaged"),
    ],
)
def test_formats_that_are_not_read_are_named(data: bytes, cause: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(data, "plan.txt")
    assert caught.value.cause == cause
    assert caught.value.remedy


@pytest.mark.parametrize(
    "name, format",
    [("a.txt", "txt"), ("a.md", "md"), ("A.MARKDOWN", "md"), ("a.docx", "txt"), ("a", "txt"), (None, "txt")],
)
def test_suffix_tells_what_content_does_not(name: str | None, format: str) -> None:
    document = read(SAMPLE.encode(), name)
    assert (document.format, document.name, document.encoding) == (format, name, "utf-8")


WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>"
)


def test_word_document() -> None:
    data = container("[Content_Types].xml", **{"word/document.xml": WORD.format("Kế hoạch")})
    document = read(data, "wrong suffix.txt")
    assert (document.text.strip(), document.format, document.name) == ("Kế hoạch", "docx", "wrong suffix.txt")
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_word_document_without_text() -> None:
    with pytest.raises(UnreadableError, match="it holds no text"):
        read(container("[Content_Types].xml", **{"word/document.xml": WORD.format("")}))


def test_name_has_no_folders() -> None:
    assert read(b"text", "some/folder/a.txt").name == "a.txt"


def test_digest_is_of_the_bytes() -> None:
    data = b"\xef\xbb\xbfa\r\nb"
    assert read(data).sha256 == hashlib.sha256(data).hexdigest()


def test_size_is_limited() -> None:
    with pytest.raises(UnreadableError, match="larger than 3 bytes"):
        read(b"text", options=ReadOptions(max_bytes=3))


@given(st.text(st.characters() | st.sampled_from("\r\n\ud800|\t-*I.1a) ")))
def test_text_from_memory_keeps_its_offsets(text: str) -> None:
    document = read_text(text)
    assert len(document.text) == len(text)
    assert document.text == text or any("\ud800" <= c <= "\udfff" for c in text)
    for block in document.blocks:
        assert all(0 <= start <= end <= len(text) for start, end in block.pieces)


def test_old_newlines_separate_paragraphs_of_text_from_memory() -> None:
    assert len(read_text("Một.\r\rHai.\r\n\r\nBa.").blocks) == 3


@given(st.binary(max_size=200) | st.text().map(lambda text: text.encode("utf-16", "surrogatepass")))
def test_any_bytes_give_text_or_one_clear_error(data: bytes) -> None:
    try:
        text = decode(data).text
    except UnreadableError as error:
        assert error.cause
        assert error.remedy
    else:
        assert "\r" not in text
        assert text.strip()

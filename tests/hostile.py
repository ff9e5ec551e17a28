"""Makes small files that mean harm, or that something has happened to."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

from word97 import paragraph, word97

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(
    f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table", "draw", "style", "manifest")
)
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
LINES = ["UBND XÃ AN THẠNH", "Số: 12/KH-UBND", "KẾ HOẠCH", "I. MỤC ĐÍCH", "Trồng cây ven đường."]
TEXT = "\n".join(LINES)


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def encrypted_zip() -> bytes:
    """A ZIP archive that says of its member that it is encrypted."""
    data = bytearray(zipped({"a.txt": TEXT}))
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def overlapping_zip(count: int = 200, size: int = 60_000_000) -> bytes:
    """A ZIP archive whose members all are the same packed bytes, as in David Fifield's zip bomb."""
    packed = zlib.compress(b"a" * size, 9)[2:-4]
    checksum = zlib.crc32(b"a" * size)
    sizes = struct.pack("<III", checksum, len(packed), size)
    local = (
        b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + struct.pack("<HH", 5, 0) + b"a.txt"
    )
    listed = b"".join(
        b"PK\x01\x02"
        + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0)
        + sizes
        + struct.pack("<HHHHHII", 5, 0, 0, 0, 0, 0, 0)
        + b"%03d.t" % number
        for number in range(count)
    )
    start = len(local) + len(packed)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), start, 0)
    return local + packed + listed + end


def many_members(count: int) -> bytes:
    """A ZIP archive of empty members, the list of which is all there is of it."""
    entry = (
        b"PK\x01\x02"
        + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)
        + b"a"
    )
    listed = b"PK\x03\x04" + bytes(27) + entry * count
    start, size = 31, len(entry) * count
    end64 = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, size, start)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, start + size, 1)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return listed + end64 + locator + end


def nested(depth: int, width: int = 1, content: str | bytes = TEXT) -> bytes:
    """ZIP archives in ZIP archives, each with `width` of them."""
    data = zipped({f"{number}.txt": content for number in range(width)})
    for _ in range(depth - 1):
        data = zipped({f"{number}.zip": data for number in range(width)})
    return data


def zeros(count: int, compress: Callable[[bytes], bytes]) -> bytes:
    """That many zero bytes, compressed; as parts one behind the other, each of which is 64 MiB."""
    part = 64 * 1024**2
    return compress(bytes(part)) * (count // part)


def lying_zip(size: int) -> bytes:
    """A ZIP archive with a member that is much larger than it says."""
    data = bytearray(zipped({"a.txt": bytes(size)}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(mark) + offset, 100)
    return bytes(data)


def tarred(files: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name, content in files.items():
            raw = content.encode() if isinstance(content, str) else content
            header = tarfile.TarInfo(name)
            header.size = len(raw)
            archive.addfile(header, io.BytesIO(raw))
    return data.getvalue()


def tar_gz(files: dict[str, str | bytes]) -> bytes:
    return gzip.compress(tarred(files))


def sevened(files: dict[str, bytes], password: str | None = None) -> bytes:
    import py7zr

    data = io.BytesIO()
    with py7zr.SevenZipFile(data, "w", password=password) as archive:
        for name, content in files.items():
            archive._writestr(content, name)
    return data.getvalue()


# Documents


def docx(body: str = "", before: str = "", relations: str = "", **parts: str | bytes) -> bytes:
    """A Word document of paragraphs with `body` behind them; `before` stands in front of its root."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in LINES)
    document = f'{before}<w:document xmlns:w="{WORD}"><w:body>{paragraphs}{body}</w:body></w:document>'
    return zipped(
        {
            "[Content_Types].xml": "<x/>",
            "word/document.xml": document,
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONSHIPS}">{relations}</Relationships>',
            **parts,
        }
    )


def relation(kind: str, target: str) -> str:
    return f'<Relationship Id="r{kind}" Type="{OFFICE_RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'


def fodt(body: str = "", before: str = "") -> str:
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in LINES)
    return (
        f'<?xml version="1.0"?>{before}<office:document {NAMES} {XLINK} office:version="1.2"><office:body>'
        f"<office:text>{paragraphs}{body}</office:text></office:body></office:document>"
    )


def odt(body: str = "", before: str = "", manifest: str = "", **parts: str | bytes) -> bytes:
    content = fodt(body, before).replace("office:document ", "office:document-content ")
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content.replace("</office:document>", "</office:document-content>"),
            "META-INF/manifest.xml": f"<manifest:manifest {NAMES}>{manifest}</manifest:manifest>",
            **parts,
        }
    )


def encrypted_odt() -> bytes:
    data = '<manifest:encryption-data><manifest:algorithm manifest:algorithm-name="x"/></manifest:encryption-data>'
    entry = f'<manifest:file-entry manifest:full-path="content.xml">{data}</manifest:file-entry>'
    return odt(manifest=entry, **{"content.xml": bytes(range(256)) * 4})


def html(body: str = "", head: str = "") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in LINES)
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{paragraphs}{body}</body></html>"
    )


def mhtml(page: str) -> bytes:
    head = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    return (head + "Content-Type: text/html; charset=utf-8\r\n\r\n" + page + "\r\n--x--\r\n").encode()


def rtf(body: str = "") -> bytes:
    text = "\\par ".join("".join(f"\\u{ord(letter)}?" for letter in line) for line in LINES)
    return f"{{\\rtf1\\ansi {text}{body}}}".encode()


def doc(flags: int = 0) -> bytes:
    return word97([paragraph(line) for line in LINES], flags=flags)


def pdf(pages: int = 1, content: bytes = b"", objects: tuple[bytes, ...] = (), trailer: bytes = b"") -> bytes:
    """A PDF whose pages are all the same object; further `objects` are numbered from 6."""
    content = content or b"BT /F 12 Tf 72 720 Td (KE HOACH so 12) Tj 0 -20 Td (I. MUC DICH) Tj ET"
    kids = b"3 0 R " * pages
    resources = b"<< /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >>"
    found = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources %s >>" % resources,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
        *objects,
    )
    data, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, item in enumerate(found, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(found) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(found) + 1,
        trailer,
        start,
    )
    return bytes(data)


def encrypted_pdf() -> bytes:
    """A PDF whose password nobody knows."""
    key = b"<" + b"5a" * 32 + b">"
    security = b"<< /Filter /Standard /V 1 /R 2 /P -44 /O %s /U %s >>" % (key, key)
    return pdf(objects=(security,), trailer=b"/Encrypt 6 0 R /ID [<00> <00>]")


def recursive_pdf() -> bytes:
    """A PDF with a form that draws itself, twice."""
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 11 >>"
    return pdf(content=b"/X Do BT /F 12 Tf (a) Tj ET", objects=(form + b"\nstream\n/X Do /X Do\nendstream",))


def png(width: int = 40, height: int = 40) -> bytes:
    """A white picture; a large one is an image bomb, for its lines are packed."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    lines = zlib.compressobj(9)
    line = b"\0" + b"\xff" * ((width + 7) // 8)
    packed = b"".join(lines.compress(line) for _ in range(height)) + lines.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


LAUGHS = (
    '<!DOCTYPE {root} [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
"""Ten billion of them, as `&j;`."""


def external(target: str) -> str:
    """A DOCTYPE with entities that are elsewhere, as `&x;`."""
    return f'<!DOCTYPE x [<!ENTITY x SYSTEM "{target}"><!ENTITY % y SYSTEM "{target}"> %y;]>'


Builder = Callable[[], bytes]
GOOD: dict[str, Builder] = {
    "a.docx": docx,
    "a.doc": doc,
    "a.rtf": rtf,
    "a.odt": odt,
    "a.fodt": lambda: fodt().encode(),
    "a.html": lambda: html().encode(),
    "a.mhtml": lambda: mhtml(html()),
    "a.pdf": pdf,
}
"""A small document of each format, which nothing has happened to."""

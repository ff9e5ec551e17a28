"""Bad and hostile files: each ends with one line or with a plan, in bounded time and memory, and harms nothing."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

import pytest

import hostile as h
from khparse.errors import UnreadableError
from khparse.readers import read_file

pytestmark = pytest.mark.skipif(os.name != "posix", reason="it measures with wait4")

GIGABYTE = 1024**3
SECONDS = 120.0
CANARY = "TAM-BI-MAT-5180"  # what must never come out


class Result(NamedTuple):
    code: int
    out: str
    err: str
    memory: int
    seconds: float


def run(
    folder: Path, *arguments: str | bytes | Path, stdin: Path | None = None, command: str = "extract"
) -> Result:
    """Run the command in `folder`, with its temporary folder in it, and measure it and its children."""
    program = [sys.executable, "-m", "khparse", command, *map(os.fsencode, arguments)]
    environment = {**os.environ, "TMPDIR": str(folder)}
    before = files_in(folder)
    with TemporaryFile() as out, TemporaryFile() as err, (stdin or Path(os.devnull)).open("rb") as source:
        process = subprocess.Popen(program, stdin=source, stdout=out, stderr=err, cwd=folder, env=environment)
        timer = threading.Timer(SECONDS, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        printed = [stream.seek(0) or stream.read().decode() for stream in (out, err)]
    assert files_in(folder) == before, "it wrote files"
    unit = 1 if sys.platform == "darwin" else 1024
    seconds = usage.ru_utime + usage.ru_stime
    return Result(process.returncode, *printed, usage.ru_maxrss * unit, seconds)


def files_in(folder: Path) -> set[tuple[str, int]]:
    return {(str(path), path.lstat().st_size) for path in folder.rglob("*")}


def check_refused(result: Result, name: str, cause: str = "", code: int = 3) -> None:
    """Assert that nothing came out but one line with the file, a cause and a remedy."""
    assert (result.code, result.out) == (code, ""), result.err
    assert len(result.err.splitlines()) == 1, result.err
    assert result.err.isascii() or result.err.rstrip("\n").isprintable()
    line = re.fullmatch(r"khparse: (.+?): ([^()]+.*) \(.+\)\n", result.err)
    assert line, result.err
    assert line[1].startswith(name)
    assert re.match(cause, line[2]), result.err
    assert result.memory < GIGABYTE


def check_bounded(result: Result) -> None:
    """Assert that a plan came out, or one line."""
    assert result.code in (0, 3), result.err
    assert len(result.err.splitlines()) == (result.code == 3), result.err
    assert bool(result.out) == (result.code == 0)
    assert result.memory < GIGABYTE
    assert CANARY not in result.out + result.err


# Damage. Of texts nothing shows that their end is missing: they are read as far as they go.

CUT = {
    **{name: h.GOOD[name] for name in ("a.docx", "a.doc", "a.odt", "a.pdf")},
    "a.png": lambda: h.png(900, 900),
    "a.zip": lambda: h.zipped({"a.txt": h.TEXT * 99}),
    "a.tar.gz": lambda: h.tar_gz({"a.txt": h.TEXT * 99}),
    "a.7z": lambda: h.sevened({"a.txt": h.TEXT.encode() * 99}),
}


@pytest.mark.parametrize("name", CUT)
def test_cut_off(name: str, tmp_path: Path) -> None:
    data = CUT[name]()
    (tmp_path / name).write_bytes(data[: len(data) // 2])
    result = run(tmp_path, name)
    if name == "a.pdf" and result.code == 0:  # pdfium restores what it can
        check_bounded(result)
    else:
        check_refused(result, name)


@pytest.mark.parametrize("name", ["a.rtf", "a.html", "a.mhtml"])
def test_cut_off_text_is_read_as_far_as_it_goes(name: str, tmp_path: Path) -> None:
    data = h.GOOD[name]()
    (tmp_path / name).write_bytes(data[: len(data) * 4 // 5])
    result = run(tmp_path, name, command="text")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(h.LINES[0])


@pytest.mark.parametrize("name", [*h.GOOD, *CUT])
def test_damaged_in_the_middle(name: str, tmp_path: Path) -> None:
    data = bytearray({**h.GOOD, **CUT}[name]())
    third = len(data) // 3
    data[third : 2 * third] = bytes(number * 37 % 256 for number in range(third))
    (tmp_path / name).write_bytes(data)
    check_bounded(run(tmp_path, name))


@pytest.mark.parametrize("name", [*h.GOOD, "a.txt", "a.png", "a.zip", "a.7z"])
def test_empty(name: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    check_refused(run(tmp_path, name), name, "the file is empty")


STARTS = {
    "a.docx": b"PK\x03\x04",
    "a.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
    "a.pdf": b"%PDF-1.7\n",
    "a.png": b"\x89PNG\r\n\x1a\n",
    "a.jpg": b"\xff\xd8\xff\xe0",
    "a.tif": b"II*\x00",
    "a.7z": b"7z\xbc\xaf'\x1c",
    "a.gz": b"\x1f\x8b\x08\x00",
    "a.xz": b"\xfd7zXZ\x00",
    "a.bz2": b"BZh9",
}


@pytest.mark.parametrize(
    "rest", [b"", bytes(5000), bytes(range(1, 256)) * 40], ids=["only", "zeros", "noise"]
)
@pytest.mark.parametrize("name", STARTS)
def test_nothing_but_its_first_bytes(name: str, rest: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(STARTS[name] + rest)
    check_refused(run(tmp_path, name), name)


# Passwords

LOCKED = {
    "a.docx": lambda: STARTS["a.doc"] + "EncryptedPackage".encode("utf-16-le") + bytes(500),
    "a.doc": lambda: h.doc(0x0100),
    "a.pdf": h.encrypted_pdf,
    "a.odt": h.encrypted_odt,
    "a.zip": h.encrypted_zip,
    "a.7z": lambda: h.sevened({"a.txt": b"text"}, "secret"),
}


@pytest.mark.parametrize("name", LOCKED)
def test_password(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(LOCKED[name]())
    check_refused(run(tmp_path, name), name, "(it is protected with a password|the file is encrypted)")


# Size

LARGE = {
    "part of zeros.docx": lambda: h.docx(
        **{"word/styles.xml": bytes(300_000_000), "word/document.xml": bytes(10**8)}
    ),
    "part of blanks.docx": lambda: h.docx(" " * 90_000_000),
    "part of zeros.odt": lambda: h.odt(**{"content.xml": bytes(300_000_000)}),
    "picture.png": lambda: h.png(30_000, 30_000),
    "member.zip": lambda: h.zipped({"a.txt": bytes(200_000_000)}),
    "lying.zip": lambda: h.lying_zip(200_000_000),
    "overlapping.zip": h.overlapping_zip,
    "members.zip": lambda: h.many_members(2_000_000),
    "nested.zip": lambda: h.nested(5),
    "10 GB.txt.gz": lambda: h.zeros(10 * GIGABYTE, gzip.compress),
    "10 GB.txt.bz2": lambda: h.zeros(10 * GIGABYTE, bz2.compress),
    "10 GB.txt.xz": lambda: h.zeros(10 * GIGABYTE, lzma.compress),
    "10 GB.tar.gz": lambda: (
        gzip.compress(h.tarred({"a.txt": ""})[:512] + bytes(512)) + h.zeros(10 * GIGABYTE, gzip.compress)
    ),
    "member.7z": lambda: h.sevened({"a.txt": bytes(200_000_000)}),
}


@pytest.mark.parametrize("name", LARGE)
def test_unpacks_to_far_more(name: str, tmp_path: Path) -> None:
    data = LARGE[name]()
    assert len(data) < 128 * 1024**2
    (tmp_path / name).write_bytes(data)
    check_refused(run(tmp_path, name), name)


def test_many_large_members(tmp_path: Path) -> None:
    """As in 42.zip: archives of archives, together 100 GB."""
    (tmp_path / "42.zip").write_bytes(h.nested(3, 12, bytes(60_000_000)))
    result = run(tmp_path, "42.zip")
    *lines, last = result.err.splitlines()
    assert (result.code, result.out) == (3, "")
    assert last == "khparse: 42.zip: it unpacks to more than 1 GiB (unpack it first)"
    assert len(lines) < 20
    assert result.memory < GIGABYTE


def test_huge_file(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(100 * GIGABYTE)
    check_refused(run(tmp_path, "a.txt"), "a.txt", "it is larger than 64 MiB")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="the system has no /dev/zero")
def test_endless_standard_input(tmp_path: Path) -> None:
    check_refused(run(tmp_path, "-", stdin=Path("/dev/zero")), "standard input", "it is larger than 64 MiB")


# XML

XML_BOMBS = {
    "a.docx": lambda: h.docx("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", h.LAUGHS.format(root="w:document")),
    "a.odt": lambda: h.odt("<text:p>&j;</text:p>", h.LAUGHS.format(root="office:document-content")),
    "a.fodt": lambda: h.fodt("<text:p>&j;</text:p>", h.LAUGHS.format(root="office:document")).encode(),
    "a.xhtml": lambda: (
        h.LAUGHS.format(root="html") + f"<html><body><p>{h.TEXT}</p>&j;</body></html>"
    ).encode(),
}


@pytest.mark.parametrize("name", XML_BOMBS)
def test_entities_that_multiply(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(XML_BOMBS[name]())
    check_bounded(run(tmp_path, name))


EXTERNAL: dict[str, Callable[[str], bytes]] = {
    "a.docx": lambda target: h.docx("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", h.external(target)),
    "a.odt": lambda target: h.odt("<text:p>&x;</text:p>", h.external(target)),
    "a.fodt": lambda target: h.fodt("<text:p>&x;</text:p>", h.external(target)).encode(),
    "a.xhtml": lambda target: (h.external(target) + f"<html><body><p>{h.TEXT}</p>&x;</body></html>").encode(),
}


class Listener:
    """A server on this machine that counts who comes."""

    def __init__(self) -> None:
        self.visits = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = "http://127.0.0.1:{1}".format(*self._socket.getsockname())
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.visits += 1
            connection.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.close()


@pytest.mark.parametrize("name", EXTERNAL)
def test_external_entities_are_not_followed(name: str, listener: Listener, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY)
    for target in (secret.as_uri(), str(secret), "secret.txt", f"{listener.address}/a.dtd"):
        (tmp_path / name).write_bytes(EXTERNAL[name](target))
        check_bounded(run(tmp_path, name, command="text"))
    assert listener.visits == 0


def page_that_calls(address: str) -> str:
    tags = (
        f'<base href="{address}/"><link rel=stylesheet href="{address}/a.css"><script src="{address}/a.js"></script>'
        f'<meta http-equiv=refresh content="0; url={address}/"><style>@import "{address}/b.css";</style>'
    )
    body = (
        f'<img src="{address}/a.png"><img src="file:///etc/hostname"><iframe src="{address}/"></iframe>'
        f'<object data="{address}/o"></object><embed src="{address}/e"><video src="{address}/v"></video>'
        f'<table background="{address}/t"><tr><td style="background:url({address}/c)">x</td></tr></table>'
    )
    return h.html(body, tags)


REMOTE: dict[str, Callable[[str], bytes]] = {
    "a.docx": lambda address: h.docx(
        f'<w:p><w:r><w:drawing/></w:r></w:p><w:altChunk xmlns:r="{h.OFFICE_RELATIONS}" r:id="raFChunk"/>',
        relations=h.relation("image", f"{address}/a.png")
        + h.relation("attachedTemplate", f"{address}/a.dotm")
        + h.relation("aFChunk", f"{address}/a.html")
        + h.relation("styles", f"{address}/styles.xml"),
    ),
    "a.odt": lambda address: h.odt(
        f'<text:section text:name="s"><text:section-source xlink:href="{address}/s.odt"/></text:section>'
        f'<text:p><draw:frame><draw:image xlink:href="{address}/a.png"/></draw:frame></text:p>'
    ),
    "a.html": lambda address: page_that_calls(address).encode(),
    "a.xhtml": lambda address: page_that_calls(address).encode(),
    "a.mhtml": lambda address: h.mhtml(page_that_calls(address)),
    "a.rtf": lambda address: h.rtf(
        rf'{{\*\template {address}/a.dot}}{{\field{{\*\fldinst INCLUDEPICTURE "{address}/a.png"}}{{\fldrslt x}}}}'
        rf'{{\field{{\*\fldinst INCLUDETEXT "/etc/hostname"}}{{\fldrslt }}}}'
    ),
    "a.pdf": lambda address: h.pdf(
        trailer=b"/Prev 0",
        objects=(
            b"<< /S /URI /URI (%s) >>" % address.encode(),
            b"<< /S /Launch /F (%s) >>" % address.encode(),
        ),
    ),
}


@pytest.mark.parametrize("name", REMOTE)
def test_remote_references_are_not_followed(name: str, listener: Listener, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(REMOTE[name](listener.address))
    result = run(tmp_path, name, command="text")
    check_bounded(result)
    assert result.code == 0
    assert listener.visits == 0


# Shapes: so wide, deep or long that nothing quadratic ends, and no stack is deep enough.

MILLION = 1_000_000
MANY_CELLS = "<w:tc><w:p/></w:tc>"
SHAPES: dict[str, Callable[[], bytes]] = {
    "wide.docx": lambda: h.docx(f"<w:tbl><w:tr>{MANY_CELLS * MILLION}</w:tr></w:tbl>"),
    "wide less.docx": lambda: h.docx(f"<w:tbl><w:tr>{MANY_CELLS * 400_000}</w:tr></w:tbl>"),
    "span.docx": lambda: h.docx(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{MILLION}"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    ),
    "wide.html": lambda: h.html(f"<table><tr>{'<td>a' * MILLION}</table>").encode(),
    "span.html": lambda: h.html(
        f"<table><tr>{f'<td colspan={MILLION} rowspan={MILLION}>a' * 9}</table>"
    ).encode(),
    "wide.md": lambda: (
        h.TEXT + "\n" + "|a" * MILLION + "|\n" + "|-" * MILLION + "|\n" + "|b" * MILLION + "|\n"
    ).encode(),
    "wide.odt": lambda: h.odt(
        f"<table:table><table:table-row>{'<table:table-cell/>' * 500_000}</table:table-row></table:table>"
    ),
    "repeated.odt": lambda: h.odt(
        f'<table:table><table:table-row table:number-rows-repeated="{MILLION}"><table:table-cell '
        f'table:number-columns-repeated="{MILLION}"><text:p>a<text:s text:c="{MILLION * 1000}"/></text:p>'
        "</table:table-cell></table:table-row></table:table>"
    ),
    "wide.rtf": lambda: h.rtf("\\trowd" + "\\cellx1" * MILLION + " " + "a\\cell " * MILLION + "\\row"),
    "deep.docx": lambda: h.docx("<w:sdt><w:sdtContent>" * 100_000 + "</w:sdtContent></w:sdt>" * 100_000),
    "deep tables.docx": lambda: h.docx("<w:tbl><w:tr><w:tc>" * 50_000 + "</w:tc></w:tr></w:tbl>" * 50_000),
    "deep.odt": lambda: h.odt("<text:section>" * 100_000 + "</text:section>" * 100_000),
    "deep spans.fodt": lambda: h.fodt(
        f"<text:p>{'<text:span>' * 100_000}a{'</text:span>' * 100_000}</text:p>"
    ).encode(),
    "deep.html": lambda: h.html("<div>" * 200_000 + "a").encode(),
    "deep tables.html": lambda: h.html("<table><tr><td>" * 50_000 + "a").encode(),
    "deep lists.html": lambda: h.html("<ul><li>a" * 50_000).encode(),
    "deep.rtf": lambda: h.rtf("{" * 500_000 + "a" + "}" * 500_000),
    "unclosed.rtf": lambda: h.rtf("{\\b" * 500_000),
    "skipped.rtf": lambda: h.rtf("{\\bin2000000000 a}{\\uc2000000000 \\u7871?}"),
    "deep.md": lambda: (h.TEXT + "\n" + "> " * 200_000 + "a\n" + "- " * 200_000 + "a").encode(),
    "deep.mhtml": lambda: h.mhtml(h.html("<div>" * 100_000 + "a")),
    "parts.mhtml": lambda: (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
        + b"--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" * 50_000
    ),
    "pages.pdf": lambda: h.pdf(10_000),
    "count.pdf": lambda: h.pdf().replace(b"/Count 1", b"/Count 2000000000"),
    "forms.pdf": h.recursive_pdf,
    "graphics.pdf": lambda: h.pdf(content=b"q " * 2_000_000 + b"BT /F 12 Tf 72 720 Td (a) Tj ET"),
    "words.pdf": lambda: h.pdf(content=b"BT /F 12 Tf " + b"1 0 0 1 72 720 Tm (word) Tj " * 200_000 + b"ET"),
    "rules.pdf": lambda: h.pdf(
        content=b"".join(b"%d 0 m %d 700 l S " % (n % 600, n % 600) for n in range(100_000))
    ),
    "line.txt": lambda: h.TEXT.encode() + b" a" * 2 * MILLION,
    "digits.txt": lambda: h.TEXT.encode() + b"1" * 2 * MILLION,
}


@pytest.mark.parametrize("name", SHAPES)
def test_shapes(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(SHAPES[name]())
    check_bounded(run(tmp_path, name))


@pytest.mark.parametrize("command", ["extract", "text", "outline"])
def test_slow_input(command: str, tmp_path: Path) -> None:
    (tmp_path / "slow.txt").write_text("1. Sở Y tế chủ trì trước ngày 20/12/2025.\n" * 600_000)
    result = run(tmp_path, "slow.txt", "--timeout", "1", command=command)
    if command != "text":  # which takes no second of it
        check_refused(result, "slow.txt", "it takes longer than 1 seconds")
    assert result.seconds < 10


# Paths and other things that are no files


def test_paths_in_archives_are_only_names(tmp_path: Path) -> None:
    names = [
        "../up.txt",
        "/tmp/khparse-absolute.txt",
        "a/../../b.txt",
        "C:\\c.txt",
        "..\\d.txt",
        "e.txt\0.exe",
    ]
    folder = tmp_path / "folder"
    folder.mkdir()
    for packed, pack in (("a.zip", h.zipped), ("a.tar.gz", h.tar_gz)):
        (folder / packed).write_bytes(pack(dict.fromkeys(names, h.TEXT)))
        before = files_in(tmp_path)
        result = run(folder, packed)
        assert (result.code, result.err) == (0, "")
        assert len(result.out.splitlines()) == len(names)
        assert files_in(tmp_path) == before
    assert not Path("/tmp/khparse-absolute.txt").exists()


def test_missing(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to("nowhere.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "a.txt").write_text("text")
    for name in ("missing.txt", "dangling.txt", "a.txt/b.txt", "a.zip!/b.txt", "-.txt"):
        check_refused(run(tmp_path, "--", name), name, "no such file")
    check_refused(run(tmp_path, "loop.txt"), "loop.txt", "too many levels of symbolic links")
    check_refused(run(tmp_path, "a" * 5000), "aaaa", "file name too long")


def test_file_that_vanishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("text")
    looked = os.stat

    def vanish(path: str) -> os.stat_result:
        found = looked(path)
        file.unlink()
        return found

    monkeypatch.setattr("khparse.readers.os.stat", vanish)
    with pytest.raises(UnreadableError, match="no such file"):
        read_file(file)


def test_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder.docx").mkdir()
    os.mkfifo(tmp_path / "fifo.docx")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket"))
        check_refused(run(tmp_path, "socket"), "socket", "it is a pipe or device")
    check_refused(run(tmp_path, "folder.docx"), "folder.docx", "it is a folder")
    check_refused(run(tmp_path, "."), ".", "it is a folder")
    check_refused(run(tmp_path, "fifo.docx"), "fifo.docx", "it is a pipe or device")
    for device in ("/dev/null", "/dev/zero"):
        if Path(device).exists():
            check_refused(run(tmp_path, device), device, "it is a pipe or device")
    check_refused(run(tmp_path, "-"), "standard input", "the file is empty")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(h.docx())
    (tmp_path / "a.docx").chmod(0)
    check_refused(run(tmp_path, "a.docx"), "a.docx", "permission denied")


@pytest.mark.parametrize(
    "name", ["a\x1b[31m\x1b]0;title\x07.txt", "a\nkhparse: b.txt: fine", "a\r\x08\x9b.txt", "a\u202eb"]
)
def test_names_that_speak_to_the_terminal(name: str, tmp_path: Path) -> None:
    result = run(tmp_path, name)
    check_refused(result, "a", ".*no such file")
    assert result.err[:-1].isprintable()


def test_among_several(tmp_path: Path) -> None:
    """What is fine among bad inputs is printed, and each bad one has its line."""
    (tmp_path / "a.docx").write_bytes(h.docx())
    (tmp_path / "b.docx").write_bytes(h.docx()[:300])
    (tmp_path / "c.zip").write_bytes(h.zipped({"bomb.txt": bytes(100_000_000), "a.pdf": h.pdf()}))
    (tmp_path / "d.pdf").write_bytes(h.encrypted_pdf())
    result = run(tmp_path, "missing", "a.docx", "b.docx", "c.zip", ".", "d.pdf")
    assert result.code == 4
    assert len(result.out.splitlines()) == 2
    names = ["missing", "b.docx", "c.zip!/bomb.txt", ".", "d.pdf"]
    assert [line.split(": ")[1] for line in result.err.splitlines()] == names
    assert result.memory < GIGABYTE

"""Archives: members as inputs of their own, whatever they are called and however they are packed."""

import bz2
import gzip
import io
import json
import lzma
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import khparse
from khparse.errors import UnreadableError
from khparse.readers import inputs, read, read_file, stream_inputs
from khparse.readers import limits as limits_module
from khparse.readers.options import ReadOptions

FILES = {"2024/kế hoạch.txt": "KẾ HOẠCH một", "hai.md": "KẾ HOẠCH hai", "../../ba.txt": "KẾ HOẠCH ba"}
Contents = dict[str, str | bytes]


def encoded(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def zipped(files: Contents, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, encoded(content))
    return data.getvalue()


def tarred(files: Contents, format: int = tarfile.PAX_FORMAT, **special: bytes) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=format) as archive:
        for name, content in files.items():
            header = tarfile.TarInfo(name)
            header.size = len(encoded(content))
            archive.addfile(header, io.BytesIO(encoded(content)))
        for name, kind in special.items():
            header = tarfile.TarInfo(name)
            header.type, header.linkname = kind, "/etc/hostname"
            archive.addfile(header)
    return data.getvalue()


def sevened(files: Contents, password: str | None = None) -> bytes:
    py7zr = pytest.importorskip("py7zr", reason="khparse[7z] is not installed")
    data = io.BytesIO()
    with py7zr.SevenZipFile(data, "w", password=password) as archive:
        for name, content in files.items():
            archive._writestr(encoded(content), name)  # which lets names be that lead out
    return data.getvalue()


PACKERS: dict[str, Callable[[Contents], bytes]] = {
    "a.zip": zipped,
    "a.tar": tarred,
    "a.tar.gz": lambda files: gzip.compress(tarred(files)),
    "a.tar.bz2": lambda files: bz2.compress(tarred(files)),
    "a.tar.xz": lambda files: lzma.compress(tarred(files)),
    "gnu.tar": lambda files: tarred(files, tarfile.GNU_FORMAT),
    "a.7z": sevened,
}


def found(path: Path | str, options: ReadOptions | None = None) -> dict[str, str]:
    """Return the texts of inputs, or why there is none, by their names."""
    texts = {}
    for item in inputs(path, options or ReadOptions()):
        assert item.name not in texts
        try:
            texts[item.name] = item.read().text
        except UnreadableError as error:
            assert error.remedy
            texts[item.name] = error.cause
    return texts


def found_in(data: bytes, options: ReadOptions | None = None) -> dict[str, str]:
    """Return the same for the members of an archive on standard input, by their paths."""
    texts = {}
    for item in stream_inputs(io.BytesIO(data), "", options or ReadOptions()):
        try:
            texts[item.name.removeprefix("-!/")] = item.read().text
        except UnreadableError as error:
            texts[item.name.removeprefix("-!/")] = error.cause
    return texts


@pytest.fixture(params=PACKERS)
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / request.param
    path.write_bytes(PACKERS[request.param](FILES))
    return path


def test_members_are_inputs(archive: Path) -> None:
    assert found(archive) == {f"{archive}!/{name}": text for name, text in FILES.items()}
    for name, text in FILES.items():
        assert found(f"{archive}!/{name}") == {f"{archive}!/{name}": text}
        assert found(f"{archive}!/{unicodedata.normalize('NFD', name)}") == {f"{archive}!/{name}": text}


def test_one_member(archive: Path) -> None:
    document = read_file(f"{archive}!/hai.md")
    assert (document.text, document.format) == ("KẾ HOẠCH hai", "md")
    assert document.name == f"{archive.name}!/hai.md"
    assert document.sha256 == read(b"K\xe1\xba\xbe HO\xe1\xba\xa0CH hai").sha256
    assert khparse.parse_file(f"{archive}!/hai.md").metadata.doc_type is not None
    for path, cause in (("none.txt", "has no member none.txt"), ("2024", "has no member 2024")):
        with pytest.raises(UnreadableError, match=cause):
            read_file(f"{archive}!/{path}")
    with pytest.raises(UnreadableError, match="several documents") as caught:
        read_file(archive)
    assert caught.value.remedy == f"name one of them, such as {archive}!/2024/kế hoạch.txt"


def test_archive_of_one_document_is_that_document(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(zipped({"__MACOSX/._a.txt": b"\0", "a.txt": "text"}))
    assert read_file(file).text == "text"
    assert read(file.read_bytes(), "a.zip").name == "a.zip!/a.txt"


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_archives_in_archives(pack: Callable[[Contents], bytes], tmp_path: Path) -> None:
    third = pack({"c.zip": zipped({"d.txt": "d"}), "c.txt": "c"})
    file = tmp_path / "a"
    file.write_bytes(
        pack({"b": pack({"in b": third, "b.txt": "b"}), "a.txt": "a", "a.txt.gz": gzip.compress(b"g")})
    )
    assert found(file) == {
        f"{file}!/b!/in b!/c.zip": "it is an archive in an archive, and so on for more than 3 times",
        f"{file}!/b!/in b!/c.txt": "c",
        f"{file}!/b!/b.txt": "b",
        f"{file}!/a.txt": "a",
        f"{file}!/a.txt.gz!/a.txt": "g",
    }
    assert list(found(f"{file}!/b!/in b!/c.txt").values()) == ["c"]
    assert list(found(f"{file}!/b!/b.txt").values()) == ["b"]
    assert len(found(f"{file}!/b")) == 3
    assert len(found(f"{file}!/b!/in b")) == 2


@pytest.mark.parametrize(
    "name, inner", [("a.txt.gz", "a.txt"), ("A.TXT.GZ", "A.TXT"), ("a", "a"), ("a.bz2", "a"), ("a.xz", "a")]
)
@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_single_compressed_file(
    compress: Callable[[bytes], bytes], name: str, inner: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(compress("Kế".encode()) + compress(" hoạch".encode()))  # parts, as `cat` joins them
    assert found(file) == {f"{file}!/{inner}": "Kế hoạch"}


def test_standard_input() -> None:
    assert found_in(zipped(FILES)) == FILES
    (member,) = stream_inputs(io.BytesIO(tarred(FILES)), "hai.md")
    assert (member.name, member.read().name) == ("-!/hai.md", "-!/hai.md")


def test_what_systems_leave_behind_is_passed_over() -> None:
    litter = [
        "__MACOSX/a.txt",
        "b/__MACOSX/._a.txt",
        ".DS_Store",
        "b/.DS_Store",
        "Thumbs.db",
        "b/desktop.ini",
    ]
    files = {**dict.fromkeys([*litter, "._a.txt", "~$a.docx"], b"\0\1"), "folder/": b"", "a.txt": "text"}
    assert found_in(zipped(files)) == {"a.txt": "text"}
    assert found_in(tarred({}, folder=tarfile.DIRTYPE, a=tarfile.REGTYPE)) == {"a": "the file is empty"}


def test_nothing_but_litter() -> None:
    for pack in (zipped, PACKERS["a.tar.gz"], sevened):
        for files in ({}, {"Thumbs.db": "x"}):
            assert list(found_in(pack(files)).values()) == ["it holds no documents"]


def test_what_is_no_document_is_named() -> None:
    files = {
        "a.exe": b"MZ\0\1" * 99,
        "b.txt": "text",
        "c.xlsx": zipped({"[Content_Types].xml": "", "xl/a": ""}),
    }
    assert found_in(zipped(files)) == {
        "a.exe": "it is binary data, not text",
        "b.txt": "text",
        "c.xlsx": "it is an Office file, but no Word document",
    }


def test_a_path_that_looks_like_a_member(tmp_path: Path) -> None:
    folder = tmp_path / "a!"
    folder.mkdir()
    (folder / "b.txt").write_text("text")
    assert found(folder / "b.txt") == {str(folder / "b.txt"): "text"}
    (folder / "c.zip").write_bytes(zipped({"d.txt": "d"}))
    assert list(found(f"{folder}/c.zip!/d.txt").values()) == ["d"]
    assert list(found(f"{folder}/b.txt!/d.txt").values()) == ["it is no archive"]
    assert list(found(f"{folder}/none.zip!/d.txt").values()) == ["no such file"]


# Names


def named(name: bytes, flag: int, extra: bytes = b"") -> bytes:
    """Return a ZIP archive with one member whose name is those bytes."""
    info = zipfile.ZipInfo("N" * len(name))
    info.extra = extra
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(info, "text")
    raw = bytearray(data.getvalue().replace(b"N" * len(name), name))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.index(mark) + offset
        raw[at : at + 2] = flag.to_bytes(2, "little")
    return bytes(raw)


VIETNAMESE = "Kế hoạch số 5.txt"
DECOMPOSED = unicodedata.normalize("NFD", VIETNAMESE)
UNICODE_EXTRA = (
    b"\x75\x70" + (5 + len(VIETNAMESE.encode())).to_bytes(2, "little") + b"\x01crc." + VIETNAMESE.encode()
)


@pytest.mark.parametrize(
    "name, flag, extra, expected",
    [
        (VIETNAMESE.encode(), 0x800, b"", VIETNAMESE),
        (DECOMPOSED.encode(), 0x800, b"", VIETNAMESE),
        (VIETNAMESE.encode(), 0, b"", VIETNAMESE),
        (DECOMPOSED.encode(), 0, b"", VIETNAMESE),
        ("Kê\u0301 hoa\u0323ch sô\u0301 5.txt".encode("cp1258"), 0, b"", VIETNAMESE),
        ("Đường.txt".replace("ờ", "ơ\u0300").encode("cp1258"), 0, b"", "Đường.txt"),
        ("résumé.txt".encode("cp437"), 0, b"", "résumé.txt"),
        (b"Ke hoach so 5.txt", 0, UNICODE_EXTRA, VIETNAMESE),
        (b"\xff\xff.txt", 0x800, b"", None),
        (b"C:\\a\\b.txt", 0, b"", "C:\\a\\b.txt"),
        (b"/etc/a.txt", 0, b"", "/etc/a.txt"),
        (b"./a.txt", 0, b"", "a.txt"),
        (b"a\x1b[31m.txt", 0, b"", "a\x1b[31m.txt"),
    ],
)
def test_names_in_zip(name: bytes, flag: int, extra: bytes, expected: str | None) -> None:
    (path, text), *_ = found_in(named(name, flag, extra)).items()
    assert (path, text) == ((expected, "text") if expected else ("-", "its ZIP container is damaged"))


def test_names_in_tar() -> None:
    long = "thư mục/" * 60 + "a.txt"
    for format in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
        assert found_in(tarred({VIETNAMESE: "a", DECOMPOSED[:4] + "b": "b", long: "c"}, format)) == {
            VIETNAMESE: "a",
            "Kếb": "b",
            long: "c",
        }
    old = bytearray(tarred({"K.txt": "text"}, tarfile.USTAR_FORMAT))
    old[:8] = "Kê\u0301.txt".encode("cp1258") + b"\0"
    old[148:156] = b"%06o\0 " % (sum(old[:148]) + 8 * ord(" ") + sum(old[156:512]))
    assert found_in(bytes(old)) == {"Kế.txt": "text"}


def test_same_names(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for text in ("one", "two", "three"):
            archive.writestr("a.txt", text)
    file = tmp_path / "a.zip"
    file.write_bytes(data.getvalue())
    assert found(file) == {f"{file}!/a.txt": "one", f"{file}!/a.txt#2": "two", f"{file}!/a.txt#3": "three"}
    assert read_file(f"{file}!/a.txt#2").text == "two"


# What can't be read


def test_links_and_devices() -> None:
    kinds = {
        "link": tarfile.SYMTYPE,
        "hard": tarfile.LNKTYPE,
        "device": tarfile.CHRTYPE,
        "fifo": tarfile.FIFOTYPE,
    }
    texts = found_in(tarred({"a.txt": "text"}, **kinds))
    assert texts == {"a.txt": "text"} | dict.fromkeys(kinds, "it is a link or device, no file")
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(link, "/etc/hostname")
    assert found_in(data.getvalue()) == {"link": "it is a link or device, no file"}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing(method: int) -> None:
    assert list(found_in(zipped({"a.txt": "text"}, method)).values()) == ["it is packed in an unusual way"]


def test_zip64(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as member:
        member.write(b"text")
    assert found_in(data.getvalue()) == {"a.txt": "text"}


@pytest.mark.parametrize("name", PACKERS)
def test_cut_off_archives_give_what_is_before(name: str) -> None:
    content = "".join(f"Mục {number}.\n" for number in range(20_000))
    data = PACKERS[name]({"a.txt": content[:100_000], "b.txt": content[100_000:]})
    for length in range(len(data) // 2, len(data) - 1, len(data) // 9):
        texts = found_in(data[:length])
        assert not {"a.txt", "b.txt"} < set(texts) or "tar" in name
        assert any(
            cause.startswith(("it is damaged", "its")) or "damaged" in cause for cause in texts.values()
        )


def test_damaged_header_in_tar_is_not_its_end() -> None:
    data = bytearray(tarred({"a.txt": "a", "b.txt": "b"}))
    data[1024 + 20] ^= 1
    assert found_in(bytes(data)) == {"a.txt": "a", "-": "it is damaged or cut off"}


def test_damaged_member_is_not_the_end_of_others() -> None:
    zip_data, seven_data = bytearray(zipped(FILES, zipfile.ZIP_STORED)), bytearray(sevened(FILES))
    zip_data[zip_data.index("một".encode())] ^= 1
    seven_data[40] ^= 1
    assert list(found_in(bytes(zip_data)).values()) == [
        "it is damaged in the archive",
        *list(FILES.values())[1:],
    ]
    assert "it is damaged in the archive" in found_in(bytes(seven_data)).values()


def test_passwords() -> None:
    data = zipped({"a.txt": "text"}, zipfile.ZIP_STORED)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + offset
        data = data[:at] + b"\x01" + data[at + 1 :]
    assert found_in(data) == {"a.txt": "it is protected with a password"}
    assert list(found_in(sevened(FILES, "secret")).values()) == ["it is protected with a password"]


def test_7z_without_its_library(tmp_path: Path) -> None:
    (tmp_path / "py7zr.py").write_text("raise ModuleNotFoundError('py7zr', name='py7zr')")
    file = tmp_path / "a.7z"
    file.write_bytes(b"7z\xbc\xaf'\x1c" + bytes(40))
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from khparse.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", program, "text", str(file)], capture_output=True, text=True
    )
    expected = f"khparse: {file}: reading 7z archives needs py7zr (pip install 'khparse[7z]')\n"
    assert (result.returncode, result.stdout, result.stderr) == (3, "", expected)


# Limits


@pytest.mark.parametrize("name", PACKERS)
def test_size_of_a_member_is_limited(name: str) -> None:
    texts = found_in(
        PACKERS[name]({"a.txt": "a" * 20_001, "b.txt": "b" * 20_000}), ReadOptions(max_bytes=20_000)
    )
    if name.endswith(".tar"):
        assert texts == {"-": "it is larger than 20,000 bytes"}
    else:
        assert texts == {"a.txt": "it is larger than 20,000 bytes", "b.txt": "b" * 20_000}


def test_archives_may_be_larger_than_their_members(tmp_path: Path) -> None:
    options = ReadOptions(max_bytes=2000)
    texts = {f"{number}.txt": f"{number}" * 1000 for number in range(9)}
    for name, data in (("a.zip", zipped(texts, zipfile.ZIP_STORED)), ("a.tar", tarred(texts))):
        file = tmp_path / name
        file.write_bytes(data)
        assert list(found(file, options).values()) == list(texts.values())
        assert list(found_in(data, options).values()) == ["it is larger than 2,000 bytes"]
    file.write_bytes(b"text" * 1000)
    assert list(found(file, options).values()) == ["it is larger than 2,000 bytes"]


@pytest.mark.parametrize("name", [name for name in PACKERS if not name.endswith(".tar")])
def test_all_that_is_unpacked_is_limited(name: str) -> None:
    data = PACKERS[name]({f"{number}.txt": "a" * 1_000_000 for number in range(20)})
    assert len(data) < 50_000
    texts = found_in(PACKERS[name]({"a": data, "b.txt": "b"}), ReadOptions(max_bytes=1_000_000))
    cause = texts.pop("-")
    assert cause.startswith("it unpacks to more than ")
    assert len(texts) < 20


def test_number_of_members_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits_module, "MAX_ENTRIES", 10)
    files = {f"{number}.txt": "text" for number in range(6)}
    for pack in (zipped, tarred):
        data = pack({"a": pack(files), "b": pack(files)})
        texts = found_in(data)
        assert texts.pop("-") == "it has more than 10 entries"
        assert len(texts) == 8


# The command


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "khparse", *map(str, arguments)], input=stdin, capture_output=True
    )


def test_extract_reads_all_members(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(zipped(FILES))
    result = run("extract", file)
    assert (result.returncode, result.stderr) == (0, b"")
    names = [json.loads(line)["source"]["name"] for line in result.stdout.splitlines()]
    assert names == [f"a.zip!/{name}" for name in FILES]
    assert run("extract", "-", stdin=file.read_bytes()).stdout.count(b"\n") == 3
    assert list(tmp_path.iterdir()) == [file]


def test_extract_of_one_member_is_one_document(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(zipped(FILES))
    for name, stdin in ((f"{file}!/hai.md", b""), ("-!/hai.md", file.read_bytes())):
        assert run("extract", "--", name, stdin=stdin).stdout.startswith(b"{\n")
    assert run("text", f"{file}!/hai.md").stdout.decode() == FILES["hai.md"]
    assert run("outline", f"{file}!/hai.md").returncode == 0
    file.write_bytes(zipped({"a.txt": "text", "Thumbs.db": ""}))
    assert run("extract", file).stdout.startswith(b"{\n")
    assert run("text", file).stdout == b"text"


def test_text_of_several_members_asks_for_one(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(zipped(FILES))
    result = run("text", file)
    assert (result.returncode, result.stdout) == (3, b"")
    assert result.stderr.decode().startswith(f"khparse: {file}: it holds several documents (name one of them")


def test_some_members_fail(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(zipped({"a.txt": "text", "b\x1b[2J.exe": b"MZ\0\1" * 99}))
    result = run("extract", file)
    assert result.returncode == 4
    assert json.loads(result.stdout)["source"]["name"] == "a.zip!/a.txt"
    assert len(result.stdout.splitlines()) == 1
    lines = result.stderr.decode().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"khparse: {file}!/b\ufffd[2J.exe: it is binary data")


def test_output_is_never_an_archive_that_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(zipped(FILES))
    assert run("extract", f"{file}!/hai.md", "-o", file).returncode == 2
    assert zipfile.is_zipfile(file)

"""Random inputs for the fuzzer: mutated plans, words and signs, encoded and packed texts, damaged bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from random import Random
from xml.etree import ElementTree

FIXTURES = Path(__file__).parent.parent / "fixtures"

# What breaks parsers: signs of labels, tables and markdown, look-alike blanks and dashes, marks that combine,
# turn the direction or count for nothing, characters that are none, digits that `int` takes or refuses.
SIGNS = [
    *"()[]{}|/\\-–—−*_#>+•.,;:…\"'“”&%=<~`^\n\r\t\v\f\0 ", "\r\n", "\n\n", "  ", "    ", "**", "|\n",
    "<br>", "\u00a0", "\u3000", "\u2028", "\u0085", "\u200b", "\u00ad", "\ufeff", "\u0301", "\u0323",
    "\u031b", "\u0302\u0301", "\u202e", "\u2066", "\ud800", "\udcff", "\ufffd", "\U0001f600", "İ", "ß", "ﬁ",
    "Ð", "đ", "²", "٣", "Ⅳ", "①", "\x1f", "\x7f",
]  # fmt: skip
WORDS = [
    "KẾ HOẠCH", "Số: ", "số ", "Số:   /KH-UBND", "12/QĐ-UBND", "44-CT/TW", "162/2017/NĐ-CP",
    "ngày 28 tháng 6 năm 2023", "ngày … tháng … năm 20…", "trước ngày 30/02", "31/4/2024", "ngày 0/0/0000",
    "Quý IV/2024", "quý 9", "tháng 13", "năm 0000", "hằng năm", "định kỳ 6 tháng", "từ nay đến",
    "05 ngày làm việc kể từ ngày", "999999999999999999999", "I. ", "1. ", "1.1.1.1.1.1. ", "a) ", "(1) ",
    "- ", "+ ", "Điều 1. ", "Phụ lục I", "PHỤ LỤC", "Chương X", "Phần thứ nhất", "A. ", "B. ", "V/v ", "1/",
    "2- ", "Sở Y tế", "UBND các huyện, thị xã, thành phố", "các sở, ban, ngành", "Ban Chỉ đạo", "Giao ",
    "Đề nghị ", "chủ trì, phối hợp với ", "báo cáo về ", "(qua Sở Nội vụ)", "Chủ trì: ", "Phối hợp: ",
    "Thời gian: ", "Căn cứ ", "Luật Đất đai", "sửa đổi, bổ sung một số điều của ",
    "của Thủ tướng Chính phủ", "(Kèm theo Kế hoạch số ", "Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN",
    "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)", "Nguyễn Văn A",
    "| STT | Nội dung | Đơn vị chủ trì | Thời gian |", "|---|---|---|---|", "| 1 | Làm | Sở Y tế | Quý I |",
    "|", "a\tb\tc", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "như sau:", "./.",
    "hoà", "thuỷ", "vừa ký ban hành Kế hoạch số 9/KH-X",
]  # fmt: skip


def fixtures() -> list[str]:
    """Return the texts of the committed example documents."""
    return [path.read_text("utf-8") for path in sorted(FIXTURES.iterdir()) if path.suffix in (".txt", ".md")]


def random_text(random: Random, plans: list[str]) -> str:
    """Return a stretch of a plan with a few mutations, or, one time in eight, words and signs at random."""
    if random.random() < 0.125:
        return "".join(_piece(random) for _ in range(random.randint(0, 200)))
    text = random.choice(plans)
    if random.random() < 0.75:
        start = random.randrange(len(text)) if random.random() < 0.6 else 0
        text = text[start : start + random.randint(100, 4000)]
    for _ in range(random.randint(1, 12)):
        text = random.choice(_MUTATIONS)(random, text, plans)
    return text


def _piece(random: Random) -> str:
    choice = random.random()
    if choice < 0.45:
        return random.choice(WORDS) + random.choice(("", " ", "\n"))
    if choice < 0.8:
        return random.choice(SIGNS)
    return chr(random.choice((random.randrange(0x20, 0x250), random.randrange(0x110000))))


def _insert(random: Random, text: str, plans: list[str]) -> str:
    at = random.randint(0, len(text))
    return text[:at] + _piece(random) * random.choice((1, 1, 1, 2, 40)) + text[at:]


def _delete(random: Random, text: str, plans: list[str]) -> str:
    at = random.randint(0, len(text))
    return text[:at] + text[at + random.choice((1, 1, 2, 10, 200)) :]


def _line(random: Random, text: str, plans: list[str]) -> str:
    """Cut, double, move, indent, mark or join a line."""
    lines = text.split("\n")
    at, to = random.randrange(len(lines)), random.randrange(len(lines))
    line = lines[at]
    match random.randrange(8):
        case 0:
            del lines[at]
        case 1:
            lines[at:at] = [line] * random.choice((1, 2, 30))
        case 2:
            lines[at], lines[to] = lines[to], line
        case 3:
            lines[at] = random.choice(WORDS) + line
        case 4:
            lines[at] = f"**{line}**" if random.random() < 0.5 else f"| {line.replace(' ', ' | ')} |"
        case 5:
            lines[at] = random.choice((" " * 40, "\t", "> ", "# ", "\u00a0\u00a0")) + line
        case 6:
            lines[at] = line.upper() if random.random() < 0.5 else line.replace(" ", "\n")
        case _:
            lines[at : at + 2] = [" ".join(lines[at : at + 2])]
    return "\n".join(lines)


def _splice(random: Random, text: str, plans: list[str]) -> str:
    other = random.choice(plans)
    start, at = random.randrange(len(other)), random.randint(0, len(text))
    return text[:at] + other[start : start + random.randint(1, 1500)] + text[at:]


def _replace(random: Random, text: str, plans: list[str]) -> str:
    """Put one sign for another everywhere, as converters and bad copies do."""
    old, new = random.choice((" ", "\n", ".", "-", ",", "ư", "à", "0", "1", ":")), random.choice(SIGNS)
    return text.replace(old, new)


_MUTATIONS: list[Callable[[Random, str, list[str]], str]] = [
    _insert, _insert, _insert, _delete, _delete, _line, _line, _line, _splice, _replace,
]  # fmt: skip


def random_bytes(random: Random, plans: list[str]) -> tuple[bytes, str]:
    """Return bytes for the readers with a file name: an encoded or packed plan, damaged, or noise."""
    text = random_text(random, plans).encode("utf-8", "replace").decode()
    name = random.choice(("a.txt", "a.md", "a.docx", "a", "\udcff.txt"))
    match random.randrange(6):
        case 0:
            data = random.randbytes(random.randint(0, 2000))
        case 1:
            data = text.encode(random.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig")))
        case 2:
            data = text.encode("cp1258", "replace")
        case 3 | 4:
            return _docx(random), name
        case _:
            data = text.encode()
    return _damaged(random, data) if random.random() < 0.6 else data, name


def _damaged(random: Random, data: bytes) -> bytes:
    damaged = bytearray(data)
    for _ in range(random.randint(1, 8) if damaged else 0):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    return bytes(damaged[: random.randint(0, len(damaged))] if random.random() < 0.2 else damaged)


def _docx(random: Random) -> bytes:
    """Return a Word file of the fixtures with elements lost, doubled, moved or changed, or damaged bytes."""
    source = random.choice(sorted(FIXTURES.glob("*.docx")))
    file = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        damaged = random.choice(
            ("word/document.xml", "word/document.xml", "word/numbering.xml", "word/styles.xml")
        )
        for name in old.namelist():
            new.writestr(name, _damaged_xml(random, old.read(name)) if name == damaged else old.read(name))
    return _damaged(random, file.getvalue()) if random.random() < 0.1 else file.getvalue()


def _damaged_xml(random: Random, xml: bytes) -> bytes:
    root = ElementTree.fromstring(xml)
    parents = [element for element in root.iter() if len(element)]
    for _ in range(random.randint(1, 12)):
        parent, other = random.choice(parents), random.choice(parents)
        child = parent[random.randrange(len(parent))] if len(parent) else parent
        match random.randrange(5):
            case 0 if child is not parent:
                parent.remove(child)
            case 1:
                parent.insert(random.randint(0, len(parent)), deepcopy(child))
            case 2 if child is not parent and other not in child.iter():
                parent.remove(child)
                other.append(child)
            case 3 if child.attrib:
                child.attrib[random.choice(list(child.attrib))] = random.choice(_VALUES)
            case _:
                child.text = _piece(random).encode("utf-8", "replace").decode().translate(_NO_XML)
    return ElementTree.tostring(root)


_VALUES = ("", "0", "-1", "7", "99999", "999999999999", "x", "true", "upperRoman", "rId1")
_NO_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))

"""Inputs for the fuzzer: mutated plans, random text and bytes, and texts that make a careless pattern slow."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

FIXTURES = Path(__file__).parent.parent / "fixtures"

# What breaks parsers: signs of labels, tables and markdown, look-alike blanks and dashes, marks that combine,
# turn the direction or count for nothing, characters that are none, digits that `int` takes or refuses.
SIGNS = [
    *"()[]{}|/\\-–—−*_#>+•.,;:…\"'“”&%=<~`^\n\r\t\v\f\0 ",
    "\r\n", "\n\n", "  ", "    ", "**", "|\n", "<br>", "\u00a0", "\u3000", "\u2028", "\u0085", "\u200b", "\u00ad", "\ufeff",
    "\u0301", "\u0323", "\u031b", "\u0302\u0301", "\u202e", "\u2066", "\ud800", "\udcff", "\ufffd", "\U0001f600",
    "İ", "ß", "ﬁ", "Ð", "đ", "²", "٣", "Ⅳ", "①", "\x1f", "\x7f",
]  # fmt: skip
WORDS = [
    "KẾ HOẠCH", "Số: ", "số ", "Số:   /KH-UBND", "12/QĐ-UBND", "44-CT/TW", "162/2017/NĐ-CP", "ngày 28 tháng 6 năm 2023",
    "ngày … tháng … năm 20…", "trước ngày 30/02", "31/4/2024", "ngày 0/0/0000", "Quý IV/2024", "quý 9", "tháng 13", "năm 0000",
    "hằng năm", "định kỳ 6 tháng", "từ nay đến", "05 ngày làm việc kể từ ngày", "999999999999999999999", "I. ", "1. ", "1.1.1.1.1.1. ",
    "a) ", "(1) ", "- ", "+ ", "Điều 1. ", "Phụ lục I", "PHỤ LỤC", "Chương X", "Phần thứ nhất", "A. ", "B. ", "V/v ", "1/", "2- ",
    "Sở Y tế", "UBND các huyện, thị xã, thành phố", "các sở, ban, ngành", "Ban Chỉ đạo", "Giao ", "Đề nghị ", "chủ trì, phối hợp với ",
    "báo cáo về ", "(qua Sở Nội vụ)", "Chủ trì: ", "Phối hợp: ", "Thời gian: ", "Căn cứ ", "Luật Đất đai", "sửa đổi, bổ sung một số điều của ",
    "của Thủ tướng Chính phủ", "(Kèm theo Kế hoạch số ", "Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH",
    "(Đã ký)", "Nguyễn Văn A", "| STT | Nội dung | Đơn vị chủ trì | Thời gian |", "|---|---|---|---|", "| 1 | Làm | Sở Y tế | Quý I |", "|",
    "a\tb\tc", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "như sau:", "./.", "hoà", "thuỷ", "vừa ký ban hành Kế hoạch số 9/KH-X",
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
            return docx(random, text), name
        case _:
            data = text.encode()
    return _damaged(random, data) if random.random() < 0.6 else data, name


def _damaged(random: Random, data: bytes) -> bytes:
    damaged = bytearray(data)
    for _ in range(random.randint(1, 8) if damaged else 0):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    return bytes(damaged[: random.randint(0, len(damaged))] if random.random() < 0.2 else damaged)


def docx(random: Random, text: str) -> bytes:
    """Return a Word file of `text`, a paragraph a line and some lines as tables, its XML or bytes damaged at times."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    lines = "".join(c if c in "\t\n\r" or " " <= c < "\ufffe" else "?" for c in text).split("\n")
    xml = "".join(_row(line) if line.count("|") > 1 else _paragraph(line) for line in lines)
    xml = f'<w:document xmlns:w="{main}"><w:body>{xml}</w:body></w:document>'
    if random.random() < 0.4:
        at = random.randrange(len(xml))
        xml = (
            xml[:at]
            + random.choice(SIGNS).encode("utf-8", "replace").decode()
            + xml[at + random.choice((0, 1, 30)) :]
        )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    packages = "http://schemas.openxmlformats.org/package/2006"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{packages}/content-types"><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        container.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{packages}/relationships">'
            f'<Relationship Id="r1" Type="{relation}" Target="word/document.xml"/></Relationships>',
        )
        container.writestr("word/document.xml", xml)
    return _damaged(random, file.getvalue()) if random.random() < 0.2 else file.getvalue()


def _paragraph(line: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'


def _row(line: str) -> str:
    cells = "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in line.strip("|").split("|"))
    return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"


# --- Texts that grow: each name with a function from a number of characters to a text of about that length ---

_OPENING = "KẾ HOẠCH\nTriển khai công tác năm 2024\n\nI. NHIỆM VỤ\n1. Sở Y tế\n"
# What is repeated, in one line of a plan's body and as lines of its own.
REPEATED = [
    *"7([|/-*_ .,;:…\"#>\\&aAế\u00a0\u3000\u200b\u00ad\u0301\r\v\u2028\0\ufffd\U0001f600",
    ") ", "( ", "(; ", ", ", "; ", ". ", "- ", "– ", "a    ", "A    ", "<br>", "**", "** ", "\\-", "ê\u0301", "và ", "và và, ",
    "số ", "Số: ", "số 12/", "12-", "A/", "A-", "A.", "QĐ-", "KH/TU-", "1.", "1,", "1/", "1. ", "1.1.1.1. ", "a) ", "(1) ", "I. ", "Điều 1. ",
    "ngày ", "ngày 1", "ngày 1/1/2024, ", "1/1, ", "1, ", "1-", "1/1/2024 - ", "tháng ", "tháng 1, ", "quý I, ", "Quý I/2024; ", "năm ",
    "năm 2024 ", "2024 - ", "20242024", "từ ", "từ ngày 1/1 đến ", "trước ngày ", "trước ngày 1/1 ", "từ nay ", "từ nay đến năm 2025 ",
    "hằng năm, ", "hằng năm báo cáo ", "báo cáo 6 tháng, ", "định kỳ ", "thường xuyên ", "3 ngày kể từ ", "trong vòng 3 ngày ", "đến hết ",
    "12/QĐ-UBND ", "Quyết định số 12/QĐ-UBND, ", "Quyết định ", "Quyết định ngày 1/1/2024 của ", "Công văn số ", "Nghị quyết 57 ",
    "Luật ", "Luật Đất đai, ", "Luật sửa đổi, bổ sung một số điều của ", "các Luật: ", "khoản 1 Điều 2 ", "nghị quyết đại hội ", "căn cứ ",
    "của ", "của Sở ", "của Bộ Y tế và ", "về việc ", "v/v ", "kèm theo ", "(kèm theo Kế hoạch số ", "ban hành Kế hoạch ", "ký ban hành ",
    "Sở ", "Sở Y tế ", "Sở Y tế, ", "Sở Y tế; ", "Sở Y tế - Cơ quan thường trực ", "Sở Y tế, Phó Chủ tịch ", "- Cơ quan - ", "Sở và ", "Xyz ",
    "các ", "các sở ", "các sở, ban, ngành, ", "các Bộ: ", "các Bộ: Y tế, ", "UBND các huyện, ", "tất cả các ", "ông Nguyễn Văn A, ", "PC06, ",
    "phối hợp ", "phối hợp với ", "phối hợp với Sở Y tế, ", "phối hợp với các sở, ban, ngành ", "báo cáo ", "báo cáo về ", "gửi báo cáo về Sở Y tế ",
    "giao ", "giao Sở Y tế ", "đề nghị ", "đề nghị các sở, ", "do ", "do Sở Y tế chủ trì ", "theo chức năng, ", "căn cứ nhiệm vụ này Sở ",
    "Chủ trì: ", "Chủ trì: Sở Y tế; phối hợp: ", "Thời gian: ", "Thời gian: năm 2024. ", "thời gian thực hiện ", "Đơn vị thực hiện: Sở Y tế. ",
    "Nơi nhận: ", "Nơi nhận: - Như trên; ", "TM. ", "KT. CHỦ TỊCH ", "(Đã ký) ", "TRƯỞNG ", "NGUYỄN VĂN A ", "Nguyễn Văn A ", "K Ế H ", "ỦY BAN ",
]  # fmt: skip


def _body(unit: str) -> Callable[[int], str]:
    return lambda size: _OPENING + "- " + unit * (size // len(unit))


def _lines(unit: str) -> Callable[[int], str]:
    return lambda size: (unit + "\n") * (size // (len(unit) + 1))


def _cell(unit: str) -> Callable[[int], str]:
    head = "| STT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n"
    return lambda size: (
        head
        + f"| 1 | Làm {unit * (size // 3 // len(unit))} "
        + f"| {unit * (size // 3 // len(unit))} " * 2
        + "|\n"
    )


def _counted(line: str, start: str = "") -> Callable[[int], str]:
    """Return a text of numbered lines."""
    return lambda size: start + "".join(line.format(n=n, m=n % 9 + 1) for n in range(size // len(line)))


_CLOSING = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn A\n\n"
STRUCTURES: dict[str, Callable[[int], str]] = {
    "headings": _counted("I. Việc\n"),
    "numbered": _counted("{n}. Việc số {n}\n"),
    "chains": _counted("{m}.{m}.{m}.{m}. Việc\n"),
    "letters": _counted("a) Việc\n"),
    "unopened letters": _counted("1. Việc\nB. Việc\n"),
    "articles": _counted("Điều {n}. Việc\n1. Một\na) Hai\n"),
    "appendices": _counted("Phụ lục {m}\n\nI. Việc\n"),
    "bullets of all signs": _counted("1. A\n- B\n+ C\n* D\n• E\n● F\n○ G\n▪ H\n➢ I\n✓ K\n"),
    "indented bullets": lambda size: "".join(" " * (n % 60) + "- việc\n" for n in range(size // 35)),
    "headed unit": _counted("- Làm việc {n} trước ngày {m}/12.\n", "1. Sở Y tế, Sở Nội vụ, Sở Tài chính, Sở Công Thương\n"),
    "colon bullets": _counted("- Sở Y tế:\n+ Làm việc {n}\n", "I. NHIỆM VỤ\n"),
    "labels and reports": _counted("- Báo cáo kết quả về Sở Y tế.\n- Chủ trì: Sở Nội vụ\n", "1. Việc\n"),
    "labels": _counted("- Chủ trì: Sở Nội vụ {n}\n- Thời gian: tháng {m}\n", "1. Việc\n"),
    "bold headings": _counted("**{n}. VIỆC CẦN LÀM TRONG NĂM CỦA TỈNH**\n\n"),
    "bold lines": _counted("**VIỆC CẦN LÀM TRONG NĂM CỦA TỈNH TA**\n\n", "**1. VIỆC CẦN LÀM TRONG NĂM CỦA TỈNH TA**\n\n"),
    "bold dates": lambda size: "1. **Thời gian " + "ngày 1/1/2024 và " * (size // 17) + "**\n",
    "wrapped": lambda size: "Việc này cần làm\nngay và làm cho\nđúng vì đó là\nđiều phải làm\n" * (size // 60),
    "wrapped, closed": lambda size: "việc\nnày\nlà\nviệc\n" + "Việc này cần làm.\n" * (size // 18),
    "wrapped capitals": lambda size: "việc\nnày\nlà\nviệc\n" + "VIỆC NÀY CẦN LÀM NGAY\n" * (size // 23) + "KẾ HOẠCH\n",
    "columns": lambda size: "Sở Y tế" + "    và" * (size // 6),
    "closings": lambda size: (_OPENING + _CLOSING) * (size // 160),
    "closings without body": lambda size: "KẾ HOẠCH\n" + _CLOSING * (size // 90),
    "decisions": lambda size: ("QUYẾT ĐỊNH\nĐiều 1. Ban hành\n" + _CLOSING + "KẾ HOẠCH\n(Kèm theo Quyết định)\nI. Việc\n") * (size // 170),
    "recipients": lambda size: "Nơi nhận:\n" + "- Sở Y tế (để thực hiện);\n" * (size // 26) + "TM. UBND\nCHỦ TỊCH\n",
    "signers": lambda size: "TM. UBND\nCHỦ TỊCH\nNguyễn Văn A\n" * (size // 31),
    "citations": _counted("- Quyết định số {n}/QĐ-UBND ngày {m}/{m}/2023 của UBND tỉnh;\n", "KẾ HOẠCH\n"),
    "one citation": _counted("- Quyết định số 12/QĐ-UBND ngày 1/2/2023;\n", "KẾ HOẠCH\n"),
    "pipe table": _counted("| {n} | Làm việc | Sở Y tế | Quý I/2024 |\n", "| STT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n"),
    "pipe table, same": _counted("| {n} | Làm việc | như trên | như trên |\n", "| STT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n"),
    "pipe table, one row": lambda size: "| STT | Nhiệm vụ | Chủ trì |\n|" + " Sở Y tế |" * (size // 10),
    "pipe table, wide": lambda size: "| STT | Nhiệm vụ " * (size // 34) + "|\n|" + " Sở Y tế |" * (size // 20),
    "pipe table, broken cell": lambda size: "| STT | Nhiệm vụ | Chủ trì |\n| 1 | Làm | " + "Sở Y tế<br>" * (size // 11) + "|",
    "pipe rules": lambda size: "|---|\n" * (size // 6),
    "pipe tables": lambda size: "| STT | Nhiệm vụ | Chủ trì |\n| 1 | Làm | Sở Y tế |\n\nvà\n\n" * (size // 60),
    "bars": lambda size: "|\n" * (size // 2),
    "bars apart": lambda size: "|\n\n" * (size // 3),
    "bars without partner": lambda size: ("|\n" + "Việc\n" * 90) * (size // 452),
    "bar table": _counted("|\n{n}\n|\nLàm việc\n|\nSở Y tế\n|\nQuý I\n|\n", "|\nSTT\n|\nNhiệm vụ\n|\nChủ trì\n|\nThời gian\n|\n"),
    "tab table": _counted("{n}\tLàm việc\tSở Y tế\tQuý I\n", "STT\tNhiệm vụ\tChủ trì\tThời gian\n"),
    "tab row": lambda size: "Sở Y tế\t" * (size // 8),
    "tab lines": lambda size: "a\tb\n" * (size // 4),
    "plans": lambda size: "\n".join([*fixtures()] * (size // 150_000 + 1))[:size],
    "plans, windows newlines": lambda size: "\r\n".join(fixtures()[0].split("\n") * (size // 9_000 + 1))[:size],
    "plans in one line": lambda size: (fixtures()[2] * (size // 6_000 + 1))[:size].replace("\n", " "),
    "plans in capitals": lambda size: (fixtures()[3] * (size // 5_000 + 1))[:size].upper(),
    "plans, decomposed": lambda size: _decomposed(fixtures()[4] * (size // 5_000 + 1))[:size],
}  # fmt: skip


def _decomposed(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFD", text)


def pathological() -> dict[str, Callable[[int], str]]:
    """Return all generators by name: each makes a text of about as many characters as it is told."""
    made = dict(STRUCTURES)
    for unit in REPEATED:
        made[f"line of {unit!r}"] = _body(unit)
        made[f"lines of {unit!r}"] = _lines(unit)
        made[f"cells of {unit!r}"] = _cell(unit)
        made[f"nothing but {unit!r}"] = lambda size, unit=unit: unit * (size // len(unit))
    return made

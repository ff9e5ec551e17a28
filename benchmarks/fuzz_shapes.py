"""Texts that make a careless pattern slow: one thing repeated, structures of any size."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import count

from fuzz_inputs import fixtures

Shape = Callable[[int], str]
"""Makes a text of about as many characters as it is told."""

_OPENING = "KẾ HOẠCH\nTriển khai công tác năm 2024\n\nI. NHIỆM VỤ\n1. Sở Y tế\n"
_HEADER = "| STT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n"
_BARS = "|\nSTT\n|\nNhiệm vụ\n|\nChủ trì\n|\nThời gian\n|\n"
_CLOSING = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn A\n\n"
_DECISION = "QUYẾT ĐỊNH\nĐiều 1. Ban hành\n" + _CLOSING + "KẾ HOẠCH\n(Kèm theo Quyết định)\nI. Việc\n"
_WRAPPED = "việc\nnày\nlà\nviệc\n"
_CAPITALS = "VIỆC CẦN LÀM TRONG NĂM CỦA TỈNH TA"

# What is repeated: in one line of a plan's body, as lines and in cells of their own, and alone.
REPEATED = [
    *"7([|/-*_ .,;:…\"#>\\&aAế\u00a0\u3000\u200b\u00ad\u0301\r\v\u2028\0\ufffd\U0001f600", ") ", "( ",
    "(; ", ", ", "; ", ". ", "- ", "– ", "a    ", "A    ", "<br>", "**", "** ", "\\-", "ê\u0301", "và ",
    "và và, ", "số ", "Số: ", "số 12/", "12-", "A/", "A-", "A.", "QĐ-", "KH/TU-", "1.", "1,", "1/", "1. ",
    "1.1.1.1. ", "a) ", "(1) ", "I. ", "Điều 1. ", "ngày ", "ngày 1", "ngày 1/1/2024, ", "1/1, ", "1, ",
    "1-", "1/1/2024 - ", "tháng ", "tháng 1, ", "quý I, ", "Quý I/2024; ", "năm ", "năm 2024 ", "2024 - ",
    "20242024", "từ ", "từ ngày 1/1 đến ", "trước ngày ", "trước ngày 1/1 ", "từ nay ",
    "từ nay đến năm 2025 ", "hằng năm, ", "hằng năm báo cáo ", "báo cáo 6 tháng, ", "định kỳ ",
    "thường xuyên ", "3 ngày kể từ ", "trong vòng 3 ngày ", "đến hết ", "12/QĐ-UBND ",
    "Quyết định số 12/QĐ-UBND, ", "Quyết định ", "Quyết định ngày 1/1/2024 của ", "Công văn số ",
    "Nghị quyết 57 ", "Luật ", "Luật Đất đai, ", "Luật sửa đổi, bổ sung một số điều của ", "các Luật: ",
    "khoản 1 Điều 2 ", "nghị quyết đại hội ", "căn cứ ", "của ", "của Sở ", "của Bộ Y tế và ", "về việc ",
    "v/v ", "kèm theo ", "(kèm theo Kế hoạch số ", "ban hành Kế hoạch ", "ký ban hành ", "Sở ", "Sở Y tế ",
    "Sở Y tế, ", "Sở Y tế; ", "Sở Y tế - Cơ quan thường trực ", "Sở Y tế, Phó Chủ tịch ", "- Cơ quan - ",
    "Sở và ", "Xyz ", "các ", "các sở ", "các sở, ban, ngành, ", "các Bộ: ", "các Bộ: Y tế, ",
    "UBND các huyện, ", "tất cả các ", "ông Nguyễn Văn A, ", "PC06, ", "phối hợp ", "phối hợp với ",
    "phối hợp với Sở Y tế, ", "phối hợp với các sở, ban, ngành ", "báo cáo ", "báo cáo về ",
    "gửi báo cáo về Sở Y tế ", "giao ", "giao Sở Y tế ", "đề nghị ", "đề nghị các sở, ", "do ",
    "do Sở Y tế chủ trì ", "theo chức năng, ", "căn cứ nhiệm vụ này Sở ", "Chủ trì: ",
    "Chủ trì: Sở Y tế; phối hợp: ", "Thời gian: ", "Thời gian: năm 2024. ", "thời gian thực hiện ",
    "Đơn vị thực hiện: Sở Y tế. ", "Nơi nhận: ", "Nơi nhận: - Như trên; ", "TM. ", "KT. CHỦ TỊCH ",
    "(Đã ký) ", "TRƯỞNG ", "NGUYỄN VĂN A ", "Nguyễn Văn A ", "K Ế H ", "ỦY BAN ", "(Sở Y tế), ", "[1] ",
    "khi có khó khăn, báo cáo ", "Sở Y tế chủ trì, Sở Nội vụ phối hợp; ", "quá trình ", "lễ: giao Sở Y tế ",
    "bắt đầu ", "ngày 1/1 hằng năm ", "trước ngày 1 hằng tháng, ", "(gọi tắt là Ban) ", "x́",
]  # fmt: skip

# Name: what stands first, what is repeated ({n} counts, {m} runs from 1 to 9), what stands last.
_FRAMED = {
    "headings": ("", "I. Việc\n", ""),
    "numbered": ("", "{n}. Việc số {n}\n", ""),
    "chains": ("", "{m}.{m}.{m}.{m}. Việc\n", ""),
    "letters": ("", "a) Việc\n", ""),
    "unopened letters": ("", "1. Việc\nB. Việc\n", ""),
    "articles": ("", "Điều {n}. Việc\n1. Một\na) Hai\n", ""),
    "appendices": ("", "Phụ lục {m}\n\nI. Việc\n", ""),
    "bullets of all signs": ("", "1. A\n- B\n+ C\n* D\n• E\n● F\n○ G\n▪ H\n➢ I\n✓ K\n", ""),
    "headed unit": (
        "1. Sở Y tế, Sở Nội vụ, Sở Tài chính, Sở Công Thương\n",
        "- Làm việc {n} trước ngày {m}/12.\n",
        "",
    ),
    "colon bullets": ("I. NHIỆM VỤ\n", "- Sở Y tế:\n+ Làm việc {n}\n", ""),
    "labels": ("1. Việc\n", "- Chủ trì: Sở Nội vụ {n}\n- Thời gian: tháng {m}\n", ""),
    "labels, reports": ("1. Việc\n", "- Báo cáo kết quả về Sở Y tế.\n- Chủ trì: Sở Nội vụ\n", ""),
    "bold headings": ("", f"**{{n}}. {_CAPITALS}**\n\n", ""),
    "bold lines": (f"**1. {_CAPITALS}**\n\n", f"**{_CAPITALS}**\n\n", ""),
    "bold dates": ("1. **Thời gian ", "ngày 1/1/2024 và ", "**\n"),
    "wrapped": ("", "Việc này cần làm\nngay và làm cho\nđúng vì đó là\nđiều phải làm\n", ""),
    "wrapped, closed": (_WRAPPED, "Việc này cần làm.\n", ""),
    "wrapped, capitals": (_WRAPPED, f"{_CAPITALS}\n", "KẾ HOẠCH\n"),
    "columns": ("Sở Y tế", "    và", ""),
    "closings": ("", _OPENING + _CLOSING, ""),
    "closings alone": ("KẾ HOẠCH\n", _CLOSING, ""),
    "decisions": ("", _DECISION, ""),
    "recipients": ("Nơi nhận:\n", "- Sở Y tế (để thực hiện);\n", "TM. UBND\nCHỦ TỊCH\n"),
    "signers": ("", "TM. UBND\nCHỦ TỊCH\nNguyễn Văn A\n", ""),
    "citations": ("KẾ HOẠCH\n", "- Quyết định số {n}/QĐ-UBND ngày {m}/{m}/2023 của UBND tỉnh;\n", ""),
    "one citation": ("KẾ HOẠCH\n", "- Quyết định số 12/QĐ-UBND ngày 1/2/2023;\n", ""),
    "footnotes": ("KẾ HOẠCH\nI. Việc [1]\n", "[{n}] Quyết định số {n}/QĐ-UBND\n", ""),
    "pipe table": (_HEADER, "| {n} | Làm việc | Sở Y tế | Quý I/2024 |\n", ""),
    "pipe table, the same": (_HEADER, "| {n} | Làm việc | như trên | như trên |\n", ""),
    "pipe table, one row": ("| STT | Nhiệm vụ | Chủ trì |\n|", " Sở Y tế |", "\n"),
    "pipe table, wide": (
        "| STT |",
        " Nhiệm vụ | Chủ trì |",
        "\n| 1 | Làm | Sở Y tế |\n| 2 | Nghỉ | Sở Nội vụ |\n",
    ),
    "pipe table, lines in a cell": (_HEADER + "| 1 | Làm | ", "Sở Y tế<br>", "|\n"),
    "pipe table, ragged": ("| STT | Nhiệm vụ |" + " a |" * 5000 + "\n", "| 1 | Làm |\n", ""),
    "pipe tables": ("", "| STT | Nhiệm vụ | Chủ trì |\n| 1 | Làm | Sở Y tế |\n\nvà\n\n", ""),
    "pipe rules": ("", "|---|\n", ""),
    "bars": ("", "|\n", ""),
    "bars apart": ("", "|\n\n", ""),
    "bars without partner": ("", "|\n" + "Việc\n" * 90, ""),
    "bar table": (_BARS, "|\n{n}\n|\nLàm việc\n|\nSở Y tế\n|\nQuý I\n|\n", ""),
    "tab table": ("STT\tNhiệm vụ\tChủ trì\tThời gian\n", "{n}\tLàm việc\tSở Y tế\tQuý I\n", ""),
    "tab row": ("", "Sở Y tế\t", ""),
    "tab lines": ("", "a\tb\n", ""),
}


def _framed(first: str, unit: str, last: str) -> Shape:
    """Return the shape of a unit repeated between a beginning and an end."""
    if "{" not in unit:
        return lambda size: first + unit * (size // len(unit)) + last
    return lambda size: (
        first + "".join(unit.format(n=n, m=n % 9 + 1) for n in range(size // len(unit))) + last
    )


def _cells(unit: str) -> Shape:
    return lambda size: _HEADER + "| 1 " + f"| {unit * (size // 3 // len(unit))} " * 3 + "|\n"


def _plans(index: int, change: Callable[[str], str]) -> Shape:
    """Return the shape of one plan again and again, changed as a whole."""
    plan = fixtures()[index]
    return lambda size: change(plan * (size // len(plan) + 1))[:size]


def _indented(size: int) -> str:
    lines = (" " * (n % 60) + "- việc\n" for n in count())
    return "".join(line for line, _ in zip(lines, range(size // 37), strict=False))


def shapes() -> dict[str, Shape]:
    """Return all shapes by name."""
    made = {name: _framed(*parts) for name, parts in _FRAMED.items()}
    made["indented bullets"] = _indented
    made["plans"] = lambda size: "\n".join(fixtures() * (size // 150_000 + 1))[:size]
    made["plans, windows newlines"] = _plans(0, lambda text: text.replace("\n", "\r\n"))
    made["plans, one line"] = _plans(1, lambda text: text.replace("\n", " "))
    made["plans, capitals"] = _plans(2, str.upper)
    made["plans, decomposed"] = _plans(3, lambda text: unicodedata.normalize("NFD", text))
    made["plans, soft hyphens"] = _plans(4, lambda text: text.replace("n", "n\u00ad"))
    for unit in REPEATED:
        made[f"a line of {unit!r}"] = _framed(_OPENING + "- ", unit, "\n")
        made[f"lines of {unit!r}"] = _framed("", unit + "\n", "")
        made[f"cells of {unit!r}"] = _cells(unit)
        made[f"nothing but {unit!r}"] = _framed("", unit, "")
    return made

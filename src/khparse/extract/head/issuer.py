"""The issuing body: from the head, or where the head is lost from the preamble ("X ban hành Kế hoạch")."""

from __future__ import annotations

import re

from khparse.document import View
from khparse.extract.head.title import Range

_MOTTO = re.compile(
    r"c[ộôọo]ng\s+h(?:òa|oà|oa|ò|oà)?\s*a?\s*(?:x[ãàáa]\s*h[ộôọo]i|(?:xã)?(?=\n|$))|^cộng$|độc\s+lập|đảng\s+cộng\s+sản\s+việt|đoàn\s+tncs\s+hồ\s+chí\s+minh$",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_MOTTO = 60
_MOTTO_REST = re.compile(r"(?<!\S)(?:(?:(?:(?:HÒA )?XÃ )?HỘI )?CHỦ )?(?:NGHĨA )?(?:VIỆT )?NAM\W*$")
_HEADS = (
    "ỦY BAN", "UBND", "HĐND", "HỘI ĐỒNG", "SỞ ", "BAN ", "BỘ ", "CỤC ", "CHI CỤC", "TỔNG CỤC", "TRƯỜNG ", "TRUNG TÂM",
    "PHÒNG ", "VĂN PHÒNG", "CÔNG AN", "HỘI ", "HIỆP HỘI", "LIÊN HIỆP", "LIÊN ĐOÀN", "LIÊN MINH", "ĐOÀN ", "TỈNH ĐOÀN",
    "THÀNH ĐOÀN", "HUYỆN ĐOÀN", "ĐẢNG BỘ", "ĐẢNG ỦY", "CHI BỘ", "TỈNH ỦY", "THÀNH ỦY", "HUYỆN ỦY", "THỊ ỦY", "QUẬN ỦY",
    "VIỆN ", "TÒA ÁN", "MẶT TRẬN", "BỆNH VIỆN", "CÔNG TY", "TỔNG CÔNG TY", "TẬP ĐOÀN", "TỔ ", "TIỂU BAN", "KHO BẠC",
    "BẢO HIỂM", "NGÂN HÀNG", "CHÍNH PHỦ", "THỦ TƯỚNG", "QUỐC HỘI", "CHỦ TỊCH", "THANH TRA", "ĐÀI ", "BÁO ", "HỌC VIỆN",
    "ĐẠI HỌC", "KHOA ", "TRẠM ", "QUỸ ", "CÔNG ĐOÀN", "BAN CHẤP HÀNH", "KIỂM TOÁN", "THUẾ ", "HẢI QUAN", "BQL", "BCĐ",
    "BỘ CHỈ HUY", "BAN CHỈ HUY", "BTV ", "BCH ", "LIÊN ĐỘI", "CHI ĐOÀN", "CHI HỘI", "XÃ ĐOÀN", "TỔNG LIÊN ĐOÀN",
    "THƯỜNG TRỰC", "CƠ QUAN", "VỤ ", "ĐỘI ", "HỢP TÁC XÃ", "CHI NHÁNH", "NHÀ ",
    "XÍ NGHIỆP", "HẠT KIỂM LÂM", "ĐỒN BIÊN PHÒNG", "ĐỒN CÔNG AN", "TẠP CHÍ", "THƯ VIỆN", "BẢO TÀNG", "LIÊN SỞ",
    "PHÂN HIỆU", "TỈNH HỘI",
)  # fmt: skip
_MARK_LINES = re.compile(
    r"(?:hỏa tốc(?: hẹn giờ)?|thượng khẩn|khẩn|tuyệt mật|tối mật|mật|dự thảo(?: lần.{0,6})?|bản sao|\*+|[-_–—]+)",
    re.IGNORECASE,
)
_PLAIN_HEADS = (
    "UY BAN", "HOI DONG", "SO ", "BAN ", "BO ", "TRUONG ", "PHONG ", "CONG AN", "DANG UY", "TINH UY", "HUYEN UY",
)  # fmt: skip
_NUMBER_LINE = re.compile(r"(?:Số\b|\d+ ?/ ?[A-ZĐ]|\d+ ?- ?[A-ZĐ]+ ?/)")
_FILLED = re.compile(r"[.…_]{2,}|…")


def head_bodies(view: View, lines: list[Range], taken: list[Range], last: int = -1) -> list[list[Range]]:
    """Return the bodies printed in the head's lines, superior first: for each the view ranges of its lines.

    `taken` are ranges of the head that are number, date or subject. Behind view offset `last`, where number and
    date have been, no name goes on or begins unless none has been before.
    """
    bodies: list[list[Range]] = []
    wrapped = False  # the motto goes on below the line
    for start, end in lines:
        if (bodies and 0 <= last < start) or _NUMBER_LINE.match(view.folded, start, end):
            continue
        if any(a < end and start < b for a, b in taken):
            end = min((a for a, b in taken if start < a < end), default=start)
        paragraph = view.paragraph_at(start)
        motto = _MOTTO.search(view.folded, paragraph.start, min(paragraph.end, end + _LONGEST_MOTTO))
        if motto:
            end = min(end, motto.start())
        elif wrapped and (rest := _MOTTO_REST.search(view.folded, start, end)):
            end = rest.start()
        wrapped = motto is not None and "NAM" not in view.folded[motto.start() : paragraph.end].upper()
        text = view.folded[start:end].strip(" .,:*_-")
        shown = _is_capitals(text) or (start < last and _is_plain_body(text))
        if len(text) < 2 or _MARK_LINES.fullmatch(text) or not shown:
            continue
        start += view.folded[start:end].index(text)
        end = start + len(text)
        if bodies and _continues(view.folded[bodies[-1][-1][0] : bodies[-1][-1][1]], text):
            bodies[-1].append((start, end))
        elif names_body(text) or (not bodies and text.startswith("QUÂN KHU ")):
            bodies.append([(start, end)])
    return bodies


def first_of_peers(bodies: list[str]) -> int:
    """Return which of the bodies of a head is the first that issues: a joint document has several peers."""
    first = len(bodies) - 1
    while first and (level := _level(bodies[first])) and _level(bodies[first - 1]) == level:
        first -= 1
    return first


def _level(body: str) -> str | None:
    """Return the level of a body that no other of the level is above; None where that can't be told."""
    if body.startswith(("SỞ ", "PHÒNG ")):
        return body.partition(" ")[0]
    ministry = body.startswith("BỘ ") and not body.startswith(_BELOW_MINISTRIES)
    return "BỘ" if ministry or body.endswith("NHÂN DÂN TỐI CAO") else None


_BELOW_MINISTRIES = ("BỘ TỔNG THAM MƯU", "BỘ TƯ LỆNH", "BỘ CHỈ HUY", "BỘ CHQS", "BỘ ĐỘI", "BỘ PHẬN", "BỘ MÔN")
_FIRST_WORDS = frozenset({"ỦY", "UỶ", "BỘ", "SỞ"})  # a narrow column parts them from the rest of the name


def _is_capitals(text: str) -> bool:
    if text in _FIRST_WORDS:
        return True
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def names_body(text: str) -> bool:
    """Return whether a line begins as the name of a body does."""
    name = text.upper() + " "
    if text in _FIRST_WORDS:
        return True
    if name.isascii():  # an OCR that lost all accents
        return name.startswith(_PLAIN_HEADS + _HEADS)
    return name.startswith(_HEADS) or name.startswith(("Y BAN NHÂN", "ÙY BAN"))


def _is_plain_body(text: str) -> bool:
    """Return whether a line above the number names a body in small letters: "Phòng GD&ĐT Thanh Oai"."""
    words = text.split(" ")
    return 1 < len(words) < 12 and words[-1][:1].isupper() and text[:1].isupper() and names_body(text)


def is_motto(text: str) -> bool:
    """Return whether a line holds the motto of the state, the Party or the Youth Union."""
    return _MOTTO.search(text) is not None


def _continues(before: str, text: str) -> bool:
    """Return whether a line goes on with the name that the line before began."""
    if before in _FIRST_WORDS or before.endswith((" VÀ", ",", "-", " CÁC", " CỦA")):
        return True
    if text.startswith(("VÀ ", "-", "–", "&")):
        return True
    if text.startswith(("TỈNH ĐOÀN", "TỈNH ỦY", "THÀNH ỦY", "HUYỆN ỦY", "XÃ ĐOÀN", "PHÒNG,")) and names_body(
        text
    ):
        return text.startswith("PHÒNG,")
    return not names_body(text)


def clean_body(text: str) -> str:
    """Return a body's name with its lines joined and dotted blanks dropped (`CHI BỘ……` is `CHI BỘ`)."""
    return re.sub(r"\s+", " ", _FILLED.sub(" ", text)).strip(" .,:;*_-")


_PREAMBLE_BODY = re.compile(
    r"(?P<verb> (?:đã |vừa )?(?:xây dựng|ban hành|lập|đề ra|triển khai|thông báo|ký ban hành)"
    r"(?: và (?:triển khai|ban hành))?(?: (?:thực hiện|tổ chức|chi tiết))? (?:các )?"
    r"(?:kế hoạch|chỉ thị|chương trình|hướng dẫn|thông báo|phương án|kết luận)\b)"
    r"|(?P<order> (?:yêu cầu|điện|chỉ thị|quyết định)\b:?)"
)
_STOPS = re.compile(r"[;:.]\s|\n|[,”\"]\s")
_SHORT_NAME = re.compile(r" ?\([^()]*\)$")  # "(sau đây gọi tắt là Ban Chỉ đạo)"
_LONGEST_NAME = 140


def preamble_body(view: View, start: int, stop: int) -> Range | None:
    """Return the range of the noun phrase before "xây dựng (ban hành) Kế hoạch" between `start` and `stop`."""
    for match in _PREAMBLE_BODY.finditer(view.lower, start, stop):
        low = max(start, match.start() - _LONGEST_NAME)
        begin = low if low > start else start
        name: Range | None = None
        starts = [begin] if begin == start else []
        starts += [m.end() for m in _STOPS.finditer(view.text, low, match.start())]
        for at in reversed(starts):
            text = view.folded[at : match.start()]
            if (text.upper() + " ").startswith(_HEADS) and text[:1].isupper() and text[:8] != "Ban hành":
                short = _SHORT_NAME.search(text)
                name = (at, at + short.start() if short else match.start())
                break
        if name:
            return name
    return None

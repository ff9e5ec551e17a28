"""Citations: all forms of number, name, date and issuer, and what is no citation."""

from __future__ import annotations

import time

import pytest

from khparse.document import Block, Document, View
from khparse.extract.references.citations import extract_references, reference_notes
from khparse.fold import key
from khparse.lexicon import table, values
from khparse.models import Number, Reference, Span
from khparse.segment.outline import Outline


def references(
    text: str,
    own: str | None = None,
    issue_date: str | None = None,
    zones: list[tuple[str, int, int]] | None = None,
) -> list[Reference]:
    """Return the references of a text whose lines are its paragraphs."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block([(start, start + len(line))]))
        start += len(line) + 1
    number = None
    if own:
        digits, symbol = own.split("/", 1)
        number = Number(text=own, number=digits or None, symbol=symbol, span=Span(start=0, end=0))
    return extract_references(View(Document(text, blocks)), Outline([], zones or []), number, issue_date)


def cited(text: str) -> list[str]:
    """Return each id once, with its date where it has one."""
    found: dict[str, str] = {}
    for reference in references(text):
        found.setdefault(reference.id, reference.date.edtf if reference.date else "")
    return [f"{name} | {date}" if date else name for name, date in found.items()]


NUMBERED = [
    # state documents: number, type, issuer; dates short and long
    ("Quyết định số 1204/QĐ-TTg ngày 14/9/2022 của Thủ tướng Chính phủ", ["1204/QĐ-TTg | 2022-09-14"]),
    ("Quyết định số 402/QĐ-TTg ngày 20 tháng 3 năm 2020 của Thủ tướng", ["402/QĐ-TTg | 2020-03-20"]),
    ("Quyết định số 45/QĐ-UBND ngày 05-8-2023", ["45/QĐ-UBND | 2023-08-05"]),
    ("Quyết định số 45/QĐ-UBND ngày 05.8.2023", ["45/QĐ-UBND | 2023-08-05"]),
    ("Quyết định số 45/QĐ-UBND ngày 5/ 8/2023", ["45/QĐ-UBND | 2023-08-05"]),
    ("Quyết định số 45/QĐ-UBND ngày 05/8/23 của UBND tỉnh", ["45/QĐ-UBND | 2023-08-05"]),
    ("Quyết định số 45/QĐ-UBND (ngày 05/8/2023)", ["45/QĐ-UBND | 2023-08-05"]),
    ("Quyết định số 45/QĐ-UBND , ngày 05/8/2023", ["45/QĐ-UBND | 2023-08-05"]),
    ("Quyết định số 45/QĐ-UBND ký ngày 05/8/2023", ["45/QĐ-UBND | 2023-08-05"]),
    ("Công văn số 12/SYT-NV tháng 4 năm 2026", ["12/SYT-NV | 2026-04"]),
    ("Công văn số 12/SYT-NV tháng 4/2026", ["12/SYT-NV | 2026-04"]),
    ("Kế hoạch số 77/KH-UBND năm 2024 của UBND huyện", ["77/KH-UBND | 2024"]),
    ("Quyết định số 45/QĐ-UBND ngày 31/02/2023", ["45/QĐ-UBND"]),
    ("Quyết định số 45/QĐ-UBND ngày 05/8", ["45/QĐ-UBND"]),
    ("Quyết định số 45/QĐ-UBND ngày …./…./…….", ["45/QĐ-UBND"]),
    # normative: year in the number
    ("Nghị định số 21/2019/NĐ-CP ngày 22/02/2019 của Chính phủ", ["21/2019/NĐ-CP | 2019-02-22"]),
    ("Nghị quyết số 06/2024/NQ-HĐND", ["06/2024/NQ-HĐND"]),
    ("Nghị quyết số 02-2020/NQ-CP", ["02-2020/NQ-CP"]),
    ("Nghị quyết số 202/2025/QH15 ngày 12/6/2025 của Quốc hội", ["202/2025/QH15 | 2025-06-12"]),
    ("Nghị quyết số 1211/2016/UBTVQH13", ["1211/2016/UBTVQH13"]),
    ("Nghị quyết số 30-NQ/2026/QH16", ["30-NQ/2026/QH16"]),
    ("Pháp lệnh số 06/2003/PL-UBTVQH11", ["06/2003/PL-UBTVQH11"]),
    ("Thông tư liên tịch số 02/2011/TTLT-VPCP-BNV ngày 28/01/2011", ["02/2011/TTLT-VPCP-BNV | 2011-01-28"]),
    ("Thông tư liên tịch số 218/2012/TTLT/BTC-BKHCN", ["218/2012/TTLT/BTC-BKHCN"]),
    ("Văn bản hợp nhất số 03/VBHN-VPQH", ["03/VBHN-VPQH"]),
    ("Bản án số 15/2024/HS-ST ngày 20/3/2024", ["15/2024/HS-ST | 2024-03-20"]),
    ("Thông tư 09 /2022/TT-BGDĐT ngày 03/3/2022", ["09/2022/TT-BGDĐT | 2022-03-03"]),
    ("Hướng dẫn số 62/HD.PGDĐT ngày 07/9/2017", ["62/HD.PGDĐT | 2017-09-07"]),
    # a letter whose office has no known code is one where a date follows
    ("Công văn 28/CCTT ngày 08/9/2009 của Tổ công tác", ["28/CCTT | 2009-09-08"]),
    ("Công văn số 101/BVHTT - GĐ ngày 5/3/2024", ["101/BVHTT-GĐ | 2024-03-05"]),
    # when it was issued is told before it
    ("Ngày 26/4/2023, Thủ tướng Chính phủ đã ban hành Quyết định số 22/2023/QĐ-TTg", ["22/2023/QĐ-TTg | 2023-04-26"]),
    ("Ngày 03 tháng 12 năm 2023 Bộ Y tế ký ban hành Quyết định số 48/QĐ-BYT", ["48/QĐ-BYT | 2023-12-03"]),
    ("Kế hoạch được giao; ngày 20/02/2022 ban hành Quyết định số 95/QĐ-UBND", ["95/QĐ-UBND | 2022-02-20"]),
    ("Sau đó, ngày 1/8/2003, Đoàn Chủ tịch đã ra Nghị quyết số 04 về tổ chức ngày hội", ["04 | 2003-08-01"]),
    ("Trước ngày 26/4/2023, Sở Y tế ban hành Kế hoạch số 22/KH-SYT", ["22/KH-SYT"]),
    ("Ngày 26/4, Sở Y tế ban hành Kế hoạch số 22/KH-SYT", ["22/KH-SYT"]),
    # letters without a type code, with a unit
    ("Công văn số 1318/UBND-VX ngày 02/4/2021", ["1318/UBND-VX | 2021-04-02"]),
    ("Công văn số 2928/LĐTBXH-BVCSTE", ["2928/LĐTBXH-BVCSTE"]),
    ("văn bản số 1187/SNV-CCHC ngày 29 tháng 11 năm 2006", ["1187/SNV-CCHC | 2006-11-29"]),
    ("Công văn số 4104/SNV-XDCQ&TCBC", ["4104/SNV-XDCQ&TCBC"]),
    ("Tờ trình số 126/SKHĐT ngày 23/01/2007", ["126/SKHĐT | 2007-01-23"]),
    ("Kế hoạch số 7308/KH-BNN-TCLN", ["7308/KH-BNN-TCLN"]),
    ("Kế hoạch số 515/KH-BCA-BNN&MT", ["515/KH-BCA-BNN&MT"]),
    ("Kế hoạch số 05/KHLT-SGDĐT-CAT", ["05/KHLT-SGDĐT-CAT"]),
    ("Chương trình phối hợp số 02/CTrPH-STP-LĐLĐ", ["02/CTrPH-STP-LĐLĐ"]),
    ("Hướng dẫn số 05/HD-MTTW-BTT", ["05/HD-MTTW-BTT"]),
    ("Báo cáo thẩm tra số 45/BCTT-KTNS", ["45/BCTT-KTNS"]),
    # odd numbers of companies and schools
    ("Văn bản số 06/2021/VLX/CV-AB ngày 12/4/2021", ["06/2021/VLX/CV-AB | 2021-04-12"]),
    ("Văn bản số 03-GCN-XY ngày 12/4/2021", ["03-GCN-XY | 2021-04-12"]),
    ("Văn bản số ABC-TT117/21-HN ngày 12/4/2021", ["ABC-TT117/21-HN | 2021-04-12"]),
    ("văn bản số 12.4/GĐN", ["12.4/GĐN"]),
    ("Văn bản số 12.4/2021/ĐN-AB", ["12.4/2021/ĐN-AB"]),
    ("Văn bản số 12.1/XY", ["12.1/XY"]),
    ("Văn bản số 15/2021CV-ABC", ["15/2021CV-ABC"]),
    ("Văn bản số 19/ĐN-Cty", ["19/ĐN-Cty"]),
    ("Văn bản số 17/CT-08", ["17/CT-08"]),
    ("Văn bản số 18/CV-ThịnhPhát ngày 02/3/2025", ["18/CV-ThịnhPhát | 2025-03-02"]),
    ("Quyết định số 97/QĐ-THCSML", ["97/QĐ-THCSML"]),
    # letters and decimals in the number
    ("Nghị quyết số 30c/NQ-CP", ["30c/NQ-CP"]),
    ("Nghị quyết số 66.1/2025/NQ-CP", ["66.1/2025/NQ-CP"]),
    ("Công văn số 123a/UBND-NC", ["123a/UBND-NC"]),
    ("Chỉ thị số 003/CT-UBND", ["003/CT-UBND"]),
    ("Nghị định số 37-NĐ ngày 01/12/1945", ["37-NĐ | 1945-12-01"]),
    # Party
    ("Chỉ thị số 20-CT/TW ngày 05/11/2012 của Bộ Chính trị (khóa XI)", ["20-CT/TW | 2012-11-05"]),
    ("Chỉ thị số 28-CT/TU, ngày 05/7/2023 của Ban Thường vụ Tỉnh ủy", ["28-CT/TU | 2023-07-05"]),
    ("Thông báo kết luận số 31-TB/TW ngày 09/3/2016", ["31-TB/TW | 2016-03-09"]),
    ("Quy định số 08-QĐi/TW", ["08-QĐi/TW"]),
    ("Hướng dẫn số 96-HD/BTGTW", ["96-HD/BTGTW"]),
    ("Công văn số 8011-CV/BTCTW, ngày 27/02/2025", ["8011-CV/BTCTW | 2025-02-27"]),
    ("Nghị quyết số 866-NQ/QUTW ngày 14/6/2025 của Quân ủy Trung ương", ["866-NQ/QUTW | 2025-06-14"]),
    ("Quyết định số 84 QĐ/TWĐTN ngày 22/02/2013", ["84QĐ/TWĐTN | 2013-02-22"]),
    ("Quy định 66/QĐ/TW", ["66/QĐ/TW"]),
    ("Quy định số 31/QĐ-TW", ["31/QĐ-TW"]),
    ("Chương trình công tác toàn khóa số 02-CTr/HU, ngày 30/11/2020", ["02-CTr/HU | 2020-11-30"]),
    ("Kế hoạch số 83-KH/BTGDVTW-BCĐ", ["83-KH/BTGDVTW-BCĐ"]),
    # stray blanks, other dashes, lost and other separators
    ("Nghị quyết số 88/NQ -CP ngày 02/5/2018", ["88/NQ-CP | 2018-05-02"]),
    ("Chương trình hành động số 34- CTr/TU", ["34-CTr/TU"]),
    ("Thông tư số 23/2012/TT - BCA ngày 27/4/2012", ["23/2012/TT-BCA | 2012-04-27"]),
    ("Công văn số 155/SNV- VTLT ngày 10/3/2024 của Sở Nội vụ", ["155/SNV-VTLT | 2024-03-10"]),
    ("Kế hoạch số 155/KH-UBND- Sở Nội vụ chủ trì", ["155/KH-UBND"]),
    ("Nghị định số 63 / 2012 / NĐ - CP ngày 31/8/2012", ["63/2012/NĐ-CP | 2012-08-31"]),
    ("Kế hoạch số 232 /VPTT-CAT", ["232/VPTT-CAT"]),
    ("Kế hoạch số: 12/KH–UBND", ["12/KH-UBND"]),
    ("Quyết định số 136/2001/QĐ.TTg ngày 17/9/2001", ["136/2001/QĐ.TTg | 2001-09-17"]),
    ("Quyết định số 1961/QĐUBND", ["1961/QĐUBND"]),
    ("Nghị định 30/2020/ND-CP", ["30/2020/ND-CP"]),
    ("Quyết định số 18/2020/QÐ-TTg", ["18/2020/QĐ-TTg"]),
    ("Nghị định số 30/2020/NĐ-CPngày 05/3/2020", ["30/2020/NĐ-CP | 2020-03-05"]),
    ("theo Quyết định số 45/QĐ-UBND.Căn cứ", ["45/QĐ-UBND"]),
    ("Kế hoạch số 68/KH-UBND - UBND tỉnh", ["68/KH-UBND"]),
    ("Luật số 31/2024/QH15-Luat", ["31/2024/QH15"]),
    # a page break behind "số"
    ("một số điều của Nghị định số\n156/2018/NĐ-CP ngày 16/11/2018", ["156/2018/NĐ-CP | 2018-11-16"]),
    # titles in capitals
    ("THI HÀNH CHỈ THỊ SỐ 18/CT-TTG NGÀY 04/5/2017 CỦA THỦ TƯỚNG", ["18/CT-TTg | 2017-05-04"]),
    ("CHƯƠNG TRÌNH HÀNH ĐỘNG SỐ 34-CTR/TU", ["34-CTr/TU"]),
    # without số, with abbreviated type words
    ("thi hành Chỉ thị 20-CT/TW của Bộ Chính trị", ["20-CT/TW"]),
    ("QĐ số 45/QĐ-UBND; NĐ 30/2020/NĐ-CP", ["45/QĐ-UBND", "30/2020/NĐ-CP"]),
    ("theo NQ số 12/NQ-HĐND và CV 88/SNV-VP", ["12/NQ-HĐND", "88/SNV-VP"]),
    # issuer and date in other places
    ("Nghị định số 38/2023/NĐ-CP của Chính phủ ngày 24 tháng 6 năm 2023", ["38/2023/NĐ-CP | 2023-06-24"]),
    ("Quyết định của Thủ tướng Chính phủ số 733/QĐ-TTg ngày 14/5/2019", ["733/QĐ-TTg | 2019-05-14"]),
    ("Quyết định số 512/QĐ-TTg ngày 08/4/2013 Thủ tướng Chính phủ", ["512/QĐ-TTg | 2013-04-08"]),
    # number or symbol missing
    ("Văn bản số 48 ngày 17/8/2020 của Công ty", ["48 | 2020-08-17"]),
    ("Quyết định số 733 ngày 14/5/2019 của Thủ tướng Chính phủ", ["733 | 2019-05-14"]),
    ("Công văn ngày 12/8/2014 của Bộ Nội vụ", ["Công văn ngày 12/8/2014 | 2014-08-12"]),
    ("triển khai Đề án 06 của Chính phủ", ["Đề án 06"]),
    ("Nghị quyết 57 của Bộ Chính trị", ["Nghị quyết 57"]),
]  # fmt: skip

LISTS = [
    (
        "các Quyết định: số 15/QĐ-UBND ngày 03/02/2021 về giống lúa;"
        " số 168/QĐ-UBND ngày 20/5/2021 và số 190/QĐ-UBND",
        ["15/QĐ-UBND | 2021-02-03", "168/QĐ-UBND | 2021-05-20", "190/QĐ-UBND"],
    ),
    ("các Quyết định số 12/QĐ-TTg và 13/QĐ-TTg", ["12/QĐ-TTg", "13/QĐ-TTg"]),
    (
        "Quyết định số 12/QĐ-TTg ngày 05/01/2023, số 13/QĐ-TTg ngày 06/01/2023",
        ["12/QĐ-TTg | 2023-01-05", "13/QĐ-TTg | 2023-01-06"],
    ),
    ("các Kết luận số 121-KL/TW, 126-KL/TW, 127-KL/TW", ["121-KL/TW", "126-KL/TW", "127-KL/TW"]),
    (
        "Nghị định số 27/2022/NĐ-CP ngày 19/4/2022; Nghị định số 38/2023/NĐ-CP",
        ["27/2022/NĐ-CP | 2022-04-19", "38/2023/NĐ-CP"],
    ),
    (
        "Công văn số 318/UBND-VX ngày 02/4/2021 của UBND tỉnh về triển khai"
        " Kế hoạch số 27/KH-BCĐ ngày 15/3/2021",
        ["318/UBND-VX | 2021-04-02", "27/KH-BCĐ | 2021-03-15"],
    ),
    (
        "Quyết định số 512/QĐ-TTg của Thủ tướng Chính phủ về thi hành Chỉ thị 20-CT/TW ngày 05/11/2012",
        ["512/QĐ-TTg", "20-CT/TW | 2012-11-05"],
    ),
    ("từ số 01/2023/TT-BNV đến số 05/2023/TT-BNV", ["01/2023/TT-BNV", "05/2023/TT-BNV"]),
    (
        "Quyết định số 650/QĐ-BYT (được điều chỉnh bởi Quyết định số 128/QĐ-BYT ngày 17 tháng 3 năm 2023)",
        ["650/QĐ-BYT", "128/QĐ-BYT | 2023-03-17"],
    ),
    ("Kế hoạch triển khai Quyết định số 733/QĐ-TTg ngày 14/5/2019", ["733/QĐ-TTg | 2019-05-14"]),
]  # fmt: skip

NAMED = [
    ("phổ biến Luật Thể dục, thể thao và các Nghị định liên quan", ["Luật Thể dục, thể thao"]),
    ("chấp hành Luật thể dục thể thao; tập luyện", ["Luật Thể dục thể thao"]),
    ("quy định chi tiết luật quản lý, sử dụng tài sản công", ["Luật Quản lý, sử dụng tài sản công"]),
    (
        "Luật Công nghiệp quốc phòng, an ninh và động viên công nghiệp ngày 27 tháng 6 năm 2024",
        ["Luật Công nghiệp quốc phòng, an ninh và động viên công nghiệp | 2024-06-27"],
    ),
    (
        "học Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân, các câu hỏi",
        ["Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân"],
    ),
    ("Luật Phòng chống thiên tai, Sổ tay cứu hộ", ["Luật Phòng chống thiên tai"]),
    ("soạn tài liệu về Luật Bưu chính theo từng bài", ["Luật Bưu chính"]),
    ("Luật Lưu trữ, Luật Thư viện", ["Luật Lưu trữ", "Luật Thư viện"]),
    ("Điều 12 Luật Thủy lợi năm 2017.", ["Luật Thủy lợi năm 2017"]),
    ("Luật Khiếu nại năm 2011; Luật Tố cáo 2018", ["Luật Khiếu nại năm 2011", "Luật Tố cáo 2018"]),
    ("Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015", ["Luật Tổ chức Chính phủ | 2015-06-19"]),
    ("Luật Ban hành văn bản quy phạm pháp luật số 80/2015/QH13", ["80/2015/QH13"]),
    ("Luật Đất đai (số 31/2024/QH15)", ["31/2024/QH15"]),
    ("Luật Đất đai 31/2024/QH15", ["31/2024/QH15"]),
    ("Luật số 64/2025/QH15 được sửa đổi bởi Luật số 87/2025/QH15", ["64/2025/QH15", "87/2025/QH15"]),
    ("Bộ luật Lao động năm 2019; Bộ luật Hình sự", ["Bộ luật Lao động năm 2019", "Bộ luật Hình sự"]),
    ("Pháp lệnh Ưu đãi người có công với cách mạng số 02/2020/UBTVQH14", ["02/2020/UBTVQH14"]),
    ("Luật Luật sư và luật luật sư", ["Luật Luật sư"]),
    ("Luật Phòng, chống HIV/AIDS", ["Luật Phòng, chống HIV/AIDS"]),
    ("các Luật Đất đai, Nhà ở và Xây dựng", ["Luật Đất đai", "Luật Nhà ở", "Luật Xây dựng"]),
    ("các luật: Đất đai, Nhà ở", ["Luật Đất đai", "Luật Nhà ở"]),
    ("TUYÊN TRUYỀN LUẬT PHÒNG, CHỐNG MA TÚY NĂM 2025", ["Luật Phòng, chống ma túy NĂM 2025"]),
    ("phổ biến Luật Đơn vị hành chính đặc biệt và văn bản hướng dẫn", ["Luật Đơn vị hành chính đặc biệt"]),
    ("Luật Hành chính công; Luật Phí khai thác", ["Luật Hành chính công", "Luật Phí khai thác"]),
    (
        "Luật sửa đổi, bổ sung Luật Di sản văn hóa và các quy định mới",
        ["Luật sửa đổi, bổ sung Luật Di sản văn hóa", "Luật Di sản văn hóa"],
    ),
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương"
        " ngày 22 tháng 11 năm 2019",
        [
            "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức"
            " chính quyền địa phương | 2019-11-22",
            "Luật Tổ chức Chính phủ",
            "Luật Tổ chức chính quyền địa phương",
        ],
    ),
    (
        "Luật sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy hoạch;",
        ["Luật sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy hoạch"],
    ),
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng số 39/2013/QH13",
        ["39/2013/QH13", "Luật Thi đua, khen thưởng"],
    ),
    ("Nghị quyết Đại hội Đảng lần thứ IX, Chỉ thị", ["Nghị quyết Đại hội Đảng lần thứ IX"]),
    ("Nghị quyết Đại hội XIII của Đảng", ["Nghị quyết Đại hội XIII của Đảng"]),
    ("Nghị quyết Đại hội Đảng bộ tỉnh khóa XX về", ["Nghị quyết Đại hội Đảng bộ tỉnh khóa XX"]),
    ("Nghị quyết Trung ương 4 khóa XII và", ["Nghị quyết Trung ương 4 khóa XII"]),
    ("Nghị quyết Hội nghị Trung ương 8 (khóa XI)", ["Nghị quyết Hội nghị Trung ương 8 (khóa XI)"]),
    (
        "Nghị quyết Hội nghị lần thứ 11 Ban Chấp hành Trung ương Đảng khóa XIII (Nghị quyết số 60-NQ/TW)",
        ["Nghị quyết Hội nghị lần thứ 11 Ban Chấp hành Trung ương Đảng khóa XIII", "60-NQ/TW"],
    ),
    ("Hiến pháp năm 2013", ["Hiến pháp năm 2013"]),
    ("gia nhập Công ước Chống tra tấn", ["Công ước Chống tra tấn"]),
    ("Công ước về quyền của người khuyết tật (CRPD)", ["Công ước về quyền của người khuyết tật"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NUMBERED + LISTS + NAMED)
def test_citation(text: str, expected: list[str]) -> None:
    assert cited(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch này; Quyết định nói trên; văn bản này; Mục II Kế hoạch này",
        "các Nghị định có liên quan; các văn bản quy phạm pháp luật; văn bản số hóa",
        "Nghị quyết hằng năm của Hội đồng nhân dân xã; Kết luận mỗi quý",
        "Chương trình mục tiêu quốc gia về y tế giai đoạn 2012-2015",
        "Đề án phát triển chè giai đoạn 2016-2020; Đề án 1 triệu héc-ta lúa",
        "Kế hoạch 5 năm 2021-2025; Kế hoạch năm 2024; Báo cáo 6 tháng đầu năm; Dự án 1",
        "Số 27 Hai Bà Trưng, phường Bến Nghé; số 12/A Trần Phú; số 7/12 Nguyễn Trãi",
        "Mẫu số 01/ĐKKD; Biểu số 02/BC-SNV; Mẫu số 03; Phụ lục số 01/PL-KH",
        "điện thoại số 0263.3822/123; tài khoản số 123/TK-KB; Fax 024/3845-ABC",
        "từ ngày 01/11/2024 đến ngày 31/12/2024; ngày 10/12/1948 - 10/12/2023; 24/7; 6/2026",
        "tỷ số 4/100.000; 107/100; 1.000 m2/hộ; 50kg/người; 05 lớp/STEM; 3/4 số hộ; 100 GB/s",
        "phòng, chống COVID-19; mạng 5G/IoT; ISO 9001:2015; TCVN 5712:1993; QCVN 01:2021/BXD",
        "Hội Luật gia tỉnh; Đoàn Luật sư; luật sư; pháp luật đất đai; kỷ luật lao động",
        "Đại học Luật Hà Nội; Công ty Luật TNHH An Bình; Khoa Luật; Cử nhân Luật Kinh tế",
        "Luật này; luật pháp quốc tế; các luật có liên quan; vi phạm pháp luật về bầu cử",
        "dự thảo Luật Dân số; góp ý dự án Luật Dân số; dự án Luật",
        "Chỉ thị số …..- CT/HU, ngày …./…./20…. của Huyện ủy",
        "Kế hoạch số          /KH-SXD ngày     /9/2021 của Sở Xây dựng",
        "Quyết định số ..../QĐ-UBND ngày     tháng    năm 2024",
        "điểm 2.1 khoản 2 Điều 5; Mục 1 Phần III; khoản 3/Điều 4",
        "gửi báo cáo ngày 15/12/2024; thông báo ngày họp; báo cáo trước ngày 20/12/2025",
        "các Công ước quốc tế mà Việt Nam là thành viên; Hiệp định thương mại tự do",
        "Ban hành 03 quyết định; 02 kế hoạch; 15 văn bản; 120 Giấy phép",
        "đạt 80% kế hoạch; nghị quyết đã đề ra; kết luận cuộc họp 12 tháng",
        "Quyết định 02 nội dung; Thông báo 10 đơn vị; Kết luận 3 vấn đề; Thông tư 2 lần",
        "Thứ 2/Ca 1; Lớp 12/A1; P.301/B2; nhà số 15/BK; tổ 3/KP2; QL-1A; ĐT-741",
        "Nơi nhận: Lưu: VT, NC.Bên; Số lượng: 05/CQ; tần số 98/MHz; chuyển đổi số 2025",
        "10 người/km2; 15 triệu đồng/ha/năm; 2 buổi/tuần; 12 giờ/ngày; 4G/LTE",
        "Điều lệ Đảng; Quy chế làm việc; Nội quy; hương ước; quy ước",
        "Tháng hành động số 1; bài số 2; kỳ 1/2025; quý I/2024; Đợt 1/2025",
        "Nghị quyết Trung ương; Nghị quyết của Đảng; Nghị quyết chuyên đề",
        "Trung tâm CNTT-VNPT; Hợp đồng lao động; LAN/WAN; TCP/IP; CT/MRI; 02 máy CT/MRI",
    ],
)  # fmt: skip
def test_no_citation(text: str) -> None:
    for part in text.split("; "):
        assert cited(part) == [], part
    assert cited(text) == []


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("NGHỊ QUYẾT SỐ 12-NQ/TU NGÀY 03/9/2019 CỦA BAN THƯỜNG VỤ TỈNH ỦY VỀ DU LỊCH", "BAN THƯỜNG VỤ TỈNH ỦY"),
        ("CÔNG VĂN SỐ 34/BKHĐT-TH CỦA BỘ KẾ HOẠCH VÀ ĐẦU TƯ PHÊ DUYỆT DANH MỤC", "BỘ KẾ HOẠCH VÀ ĐẦU TƯ"),
        ("Nghị định số 1/2020/NĐ-CP ngày 02/01/2020 của Chính phủ quy định chi tiết", "Chính phủ"),
        ("các Thông tư của Bộ Khoa học và Công nghệ số 3/2014/TT-BKHCN", "Bộ Khoa học và Công nghệ"),
        ("Nghị quyết 42, Chương trình số 55 của Tỉnh ủy, Nghị quyết số 42-NQ/TW", None),
        ("Ngày 26/4/2023, Bộ Y tế đã ban hành Quyết định số 22/QĐ-BYT", "Bộ Y tế"),
        ("Quyết định số 1/QĐ-TTg của Thủ tướng Chính phủ phê duyệt Đề án", "Thủ tướng Chính phủ"),
        ("Chỉ thị số 4-CT/TW ngày 20/7/2010 của Ban Bí thư (khóa X) về", "Ban Bí thư"),
        ("Kế hoạch số 3/KH-UBND của UBND tỉnh Hà Tĩnh về triển khai", "UBND tỉnh Hà Tĩnh"),
        ("Kế hoạch số 3/KH-BCĐ của Ban Chỉ đạo 389 của Chính phủ về", "Ban Chỉ đạo 389 của Chính phủ"),
        (
            "Quyết định số 3-QĐ/BCĐ của Ban Chỉ đạo về khoa học, công nghệ và chuyển đổi số tỉnh ban hành",
            "Ban Chỉ đạo về khoa học, công nghệ và chuyển đổi số tỉnh",
        ),
        (
            "Thông tư số 5/2020/TT-BVHTTDL của Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch quy định",
            "Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch",
        ),
        ("Quyết định số 5/QĐ-BKHĐT của Bộ Kế hoạch và Đầu tư về", "Bộ Kế hoạch và Đầu tư"),
        ("Công văn số 5/SXD-QL của Sở Xây dựng hướng dẫn", "Sở Xây dựng"),
        ("Nghị quyết số 88/NQ-CP của Chính phủ và Chương trình hành động số 34-CTr/TU", "Chính phủ"),
        (
            "Nghị quyết số 20-NQ/TW của Hội nghị lần thứ tư Ban Chấp hành Trung ương khóa X về",
            "Hội nghị lần thứ tư Ban Chấp hành Trung ương khóa X",
        ),
        ("Tờ trình số 7/TTr-STC của Sở Tài chính - Vật giá (được", "Sở Tài chính - Vật giá"),
        ("Thông tư số 7/2016/TTLT-BYT-BNV của Bộ Y tế, Bộ Nội vụ quy định", "Bộ Y tế, Bộ Nội vụ"),
        ("Kế hoạch số 7/KH-UBND của Ủy ban nhân dân tỉnh còn chậm", "Ủy ban nhân dân tỉnh"),
        ("Nghị định số 8/2018/NĐ-CP của Chính phủ của các cơ sở", "Chính phủ"),
        ("Quyết định số 9/QĐ-UBND ngày 02/01/2020 của tỉnh", None),
        ("Luật Phòng, chống ma túy, Bộ tiêu chí mới", None),
    ],
)  # fmt: skip
def test_issuer(text: str, issuer: str | None) -> None:
    assert references(text)[0].issuer == issuer


@pytest.mark.parametrize(
    "text",
    [
        "các Nghị định của Chính phủ: số 10/2020/NĐ-CP ngày 17/01/2020; số 47/2022/NĐ-CP ngày 19/7/2022",
        "các Nghị định của Chính phủ số 10/2020/NĐ-CP ngày 17/01/2020, số 47/2022/NĐ-CP",
        "Nghị định số 10/2020/NĐ-CP ngày 17/01/2020; Nghị định 1/2021/NĐ-CP, Nghị định 2/2022/NĐ-CP của Chính phủ",
    ],
)
def test_items_of_a_list_share_their_issuer(text: str) -> None:
    assert {reference.issuer for reference in references(text)} == {"Chính phủ"}


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("Căn cứ Luật Đất đai ngày 18/01/2024; Nghị định số 1/2024/NĐ-CP", ["basis", "basis"]),
        ("Thực hiện Kế hoạch số 1/KH-BCĐ của tỉnh", ["implements"]),
        ("tiếp tục triển khai có hiệu quả Chỉ thị số 1-CT/TW", ["implements"]),
        ("Kế hoạch này thay thế Kế hoạch số 5/KH-UBND và Kế hoạch số 6/KH-UBND", ["replaces", "replaces"]),
        ("bãi bỏ Quyết định số 5/QĐ-UBND", ["repeals"]),
        ("Thông tư số 1/2025/TT-BYT sửa đổi một số điều của Thông tư số 6/2022/TT-BYT", ["cites", "amends"]),
        ("Nghị định số 1/2020/NĐ-CP quy định chi tiết thi hành Luật Lâm nghiệp", ["cites", "guides"]),
        ("Căn cứ Nghị định số 1/2020/NĐ-CP hướng dẫn Luật Báo chí; Luật Thú y", ["basis", "guides", "basis"]),
        ("xử lý theo Nghị định số 1/2020/NĐ-CP", ["cites"]),
        ("Luật số 64/2025/QH15 được sửa đổi, bổ sung bởi Luật số 87/2025/QH15", ["cites", "cites"]),
        ("Luật sửa đổi, bổ sung Luật Thú y", ["cites", "amends"]),
        ("Thực hiện Luật Thú y (sửa đổi năm 2024), Luật Báo chí", ["implements", "implements"]),
    ],
)  # fmt: skip
def test_relation(text: str, relations: list[str]) -> None:
    assert [reference.relation for reference in references(text)] == relations


@pytest.mark.parametrize(
    ("text", "provision"),
    [
        ("quy định tại điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP", "điểm a khoản 2 Điều 5"),
        ("theo Điều 9, Nghị định số 30/2020/NĐ-CP", "Điều 9"),
        ("tại mục 4, Phần II Công văn số 512/SNV-TĐ", "mục 4, Phần II"),
        ("Điều 63, Điều 64 Luật Thú y", "Điều 63, Điều 64"),
        ("các Điều 8, 9 và 10 của Luật Thú y", "Điều 8, 9 và 10"),
        ("từ Điều 10 đến Điều 15 Luật Thú y", "Điều 10 đến Điều 15"),
        ("Điều 3. Căn cứ Luật Thú y", None),
        ("một phần Luật Thú y", None),
    ],
)
def test_provision(text: str, provision: str | None) -> None:
    assert references(text)[-1].provision == provision


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Kế hoạch số 4/KH-UBND ngày 12/5/2023 của UBND tỉnh về việc phòng bệnh; Luật", "phòng bệnh"),
        ("Quyết định số 4/QĐ-TTg của Thủ tướng Chính phủ phê duyệt Đề án.", "phê duyệt Đề án"),
        ("Chỉ thị số 4/CT-TTg “về tăng cường bảo vệ rừng”, UBND tỉnh ban hành", "tăng cường bảo vệ rừng"),
        ("Chỉ thị số 4/CT-TTg về bảo vệ rừng, UBND tỉnh ban hành Kế hoạch như sau", "bảo vệ rừng"),
        ("Công văn số 4/SYT về thực hiện Kế hoạch số 5/KH-BYT, Luật Thú y", "thực hiện Kế hoạch số 5/KH-BYT"),
        ("Quyết định số 4/QĐ-UBND (được bổ sung bởi Quyết định số 5/QĐ-UBND)", None),
        ("Luật Thú y số 79/2015/QH13", "Luật Thú y"),
        ("theo Nghị định số 4/2020/NĐ-CP", None),
        ("Kế hoạch số 4-KH/TU của Tỉnh ủy, Quy định số 5-QĐ/TU", None),
        ("Kế hoạch số 4-KH/QU về “ Tổ chức hội thi”, Đảng ủy phường triển khai", "Tổ chức hội thi"),
    ],
)  # fmt: skip
def test_title(text: str, title: str | None) -> None:
    assert references(text)[0].title == title


@pytest.mark.parametrize(
    ("text", "doc_type", "number", "symbol"),
    [
        ("Kế hoạch số 68/KH-UBND", "KH", "68", "KH-UBND"),
        ("Chỉ thị số 12-CT/TU", "CT", "12", "CT/TU"),
        ("Nghị quyết số 37/2025/NQ-HĐND", "NQ", "37/2025", "NQ-HĐND"),
        ("Luật Thú y số 79/2015/QH13", "L", "79/2015", "QH13"),
        ("Văn bản số 12/KH-UBND", "KH", "12", "KH-UBND"),
        ("Văn bản số 12/UBND-NC", "CV", "12", "UBND-NC"),
        ("Quyết định số 55/2007/CT-UBND", "QĐ", "55/2007", "CT-UBND"),
        ("Thông báo kết luận số 31-TB/TW", "TB", "31", "TB/TW"),
        ("theo số 121-KL/TW", "KL", "121", "KL/TW"),
        ("Luật Thú y", "L", None, None),
    ],
)
def test_type_and_number(text: str, doc_type: str, number: str | None, symbol: str | None) -> None:
    reference = references(text)[0]
    assert (reference.doc_type, reference.number, reference.symbol) == (doc_type, number, symbol)


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 45/QĐ-UBND ngày 05/8/2023 của UBND tỉnh",
        "Nghị định số 38/2023/NĐ-CP của Chính phủ ngày 24 tháng 6 năm 2023",
        "Luật Thú y số 79/2015/QH13 ngày 19/6/2015",
        "Luật Thú y năm 2015",
        "Công văn ngày 12/8/2014 của Bộ Nội vụ",
        "Quyết định số 45/QĐ-UBND ngày 05/8",
    ],
)
def test_span_covers_date_and_issuer(text: str) -> None:
    source = f"Thực hiện **{text}** về việc này"
    reference = references(source)[0]
    assert source[reference.span.start : reference.span.end] == text == reference.text


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Chỉ thị số 4-CT/TW ngày 20/7/2010. Theo Chỉ thị 4-CT/TW", ["4-CT/TW"] * 2),
        ("CHỈ THỊ SỐ 18/CT-TTG\nChỉ thị số 18/CT-TTg", ["18/CT-TTg"] * 2),
        ("Nghị định 30/2020/ND-CP và Nghị định số 30/2020/NĐ-CP", ["30/2020/NĐ-CP"] * 2),
        ("Nghị quyết số 57-NQ/TW (sau đây gọi tắt là Nghị quyết 57); Nghị quyết số 57", ["57-NQ/TW"] * 3),
        ("Quyết định số 12/2023/QĐ-UBND (gọi tắt là Quyết định số 12); Quyết định số 12", ["12/2023/QĐ-UBND"] * 3),
        ("Luật Thủy lợi; Luật Thủy lợi năm 2017", ["Luật Thủy lợi năm 2017"] * 2),
        ("luật thể dục thể thao; Luật Thể dục, thể thao", ["Luật Thể dục, thể thao"] * 2),
        ("Luật Thú y số 79/2015/QH13; Luật Thú y năm 2015; Luật Thú y", ["79/2015/QH13"] * 3),
        ("Luật số 79/2015/QH13 và Luật Thú y", ["79/2015/QH13"] * 2),
        ("Luật BHXH và Luật Bảo hiểm xã hội", ["Luật Bảo hiểm xã hội"] * 2),
        (
            "Luật Đất đai năm 2013; Luật Đất đai; Luật Đất đai năm 2024; Luật Đất đai",
            ["Luật Đất đai năm 2013"] * 2 + ["Luật Đất đai năm 2024"] * 2,
        ),
        ("Luật Công an nhân dân năm 2018 (sau đây gọi là Luật CAND)", ["Luật Công an nhân dân năm 2018"] * 2),
        ("Văn bản số 48/GĐN-AB ngày 01/8/2020; Văn bản số 48 ngày 17/8/2020", ["48/GĐN-AB", "48"]),
    ],
)  # fmt: skip
def test_mentions_of_one_document_share_its_id(text: str, ids: list[str]) -> None:
    assert [reference.id for reference in references(text)] == ids


def test_short_mentions_take_date_and_issuer_of_the_full_one() -> None:
    found = references("Chỉ thị 4-CT/TW. Theo Chỉ thị số 4-CT/TW ngày 20/7/2010 của Ban Bí thư")
    assert [(r.date and r.date.edtf, r.issuer) for r in found] == [("2010-07-20", "Ban Bí thư")] * 2


@pytest.mark.parametrize(
    ("text", "own", "issue_date", "ids"),
    [
        ("(Kèm theo Kế hoạch số 68/KH-UBND ngày 12/3/2024 của UBND tỉnh)", "68/KH-UBND", "2024-03-12", []),
        ("(Ban hành kèm theo Kế hoạch số 68/KH-UBND)", None, None, []),
        ("(Ban hành kèm theo Thông tư số 30/2020/TT-BYT)", "68/KH-UBND", "2024", ["30/2020/TT-BYT"]),
        ("Số: 68/KH-UBND", None, None, []),
        ("theo KẾ HOẠCH SỐ 68/KH-UBND", "68/KH-UBND", "2024", []),
        ("sơ kết Kế hoạch số 68/KH-UBND ngày 12/3/2021", "68/KH-UBND", "2024-03-12", ["68/KH-UBND"]),
        ("Kế hoạch số 69/KH-UBND ngày 12/3/2024", "68/KH-UBND", "2024-03-12", ["69/KH-UBND"]),
        ("(Kèm theo Kế hoạch số 68/KH-UBND ngày 12/3/2024)", "/KH-UBND", "2024", []),
    ],
)
def test_the_document_itself_is_no_reference(
    text: str, own: str | None, issue_date: str | None, ids: list[str]
) -> None:
    assert [reference.id for reference in references(text, own, issue_date)] == ids


def test_zones_outside_the_body() -> None:
    text = "Số: 68/KH-UBND và 12/QĐ-UBND\nthực hiện Chỉ thị số 5/CT-TTg\nLưu: VT, Quyết định số 6/QĐ-UBND"
    zones = [("head", 0, 50), ("closing", 60, 200)]
    assert [reference.id for reference in references(text, zones=zones)] == ["5/CT-TTg"]


@pytest.mark.parametrize(
    ("text", "issue_date", "codes"),
    [
        ("Kế hoạch số 5/KH-UBND ngày 19/6/2026", "2026-03-26", ["reference-later"]),
        ("Kế hoạch số 5/KH-UBND ngày 26/3/2026", "2026-03-26", []),
        ("Kế hoạch số 5/KH-UBND ngày 26/3/2026", "2026-03", []),
        ("Kế hoạch số 5/KH-UBND ngày 26/4/2026", "2026-03", ["reference-later"]),
        ("Kế hoạch số 5/KH-UBND ngày 26/4/2026", None, []),
        ("Quyết định 46/2002/QĐ-UB ngày 12/9/2022; Quyết định 46/2002/QĐ-UB", "2025", ["reference-year"]),
        ("Quyết định số 46/2022/QĐ-UBND ngày 12/9/2022", "2025", []),
        ("Luật Thú y", "2025", []),
    ],
)  # fmt: skip
def test_dates_that_can_not_be_right_are_noted(text: str, issue_date: str | None, codes: list[str]) -> None:
    assert [note.code for note in reference_notes(references(text), issue_date)] == codes


_SYMBOLS = """
168/2024/NĐ-CP 105/2020/TT-BTC 99/QĐ-UBND 16/2023/QH15 205-QĐ/TW 1656/NQ-UBTVQH15 46/CĐ-TTg 2703/UBND-KT
04/2017/NQ-HĐTP 5534/CT-CS 340/QĐ-CTN 128/TTr-STC 343-QĐNS/TW 55/2015/TTLT-BTC-BKHCN 433/BC-UBPLTP15
20/2000/PL-UBTVQH10 22303/CHQ-GSQL 19197-CV/VPTW 711/GP-TNMT-QLTN 31/2000/QĐ-BGD&ĐT 1004/QĐ-HĐTLQG
01/2018/TTLT-VKSTC-TATC-BCA 34/2003/QĐ/BGD&ĐT 281-BNV/HC/NĐ 141/KH-BCĐTKNQ18 519/TTr-CAT-PC06 51-QĐ/MTTQ
72/2025/NQLT/UBTVQH15-CP-ĐCTUBTWMTTQVN 140/2018/CV-TGĐ-VINGROUP 3333/KH-C08-P3 4707-KH/HĐĐTWBĐVN-HTVN
255/KHLT/BGDĐT-BCA 459-KHHĐ/TU 1253/BTP-KTVB&QLXLVPHC 63/1981/QĐ-HĐBT 1043/NQ-TVQHK6
"""


@pytest.mark.parametrize("name", _SYMBOLS.split())
def test_real_symbols(name: str) -> None:
    assert cited(f"theo Văn bản số {name} ngày 02/01/2020 của cơ quan") == [f"{name} | 2020-01-02"]


@pytest.mark.parametrize("row", table("reference_types"), ids=lambda row: row["word"])
def test_type_words(row: dict[str, str]) -> None:
    for example in values(row["examples"]):
        found = references(f"Căn cứ {example} ngày 02/01/2020")
        assert [r.text for r in found] == [f"{example} ngày 02/01/2020"]
        assert found[0].doc_type == (row["code"] or "CV")
    for example in values(row["not_examples"]):
        assert cited(f"thực hiện {example} mới") == []


@pytest.mark.parametrize("row", table("laws"), ids=lambda row: row["name"])
def test_known_laws(row: dict[str, str]) -> None:
    for name in (row["name"], *values(row["aliases"])):
        assert cited(f"Căn cứ {name} và các quy định khác") == [name]
        assert cited(f"{name}, Nghị định số 1/2020/NĐ-CP") == [name, "1/2020/NĐ-CP"]


def test_lexicon_is_sound() -> None:
    laws = table("laws")
    names = [key(name) for row in laws for name in (row["name"], *values(row["aliases"]))]
    numbers = [number for row in laws for number in values(row["numbers"])]
    assert len(names) == len(set(names))
    assert len(numbers) == len(set(numbers))
    words = [row["word"] for row in table("reference_types")]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    "text",
    [
        "1" * 300_000,
        "số " * 100_000,
        "1/" * 150_000,
        "1-A" * 100_000,
        "Luật " * 60_000,
        "Luật A và " * 30_000,
        "Luật sửa đổi, bổ sung " * 12_000,
        "Quyết định số 1/QĐ-A " * 5_000,
        "của Bộ " * 40_000,
        "Nghị quyết Đại hội " * 15_000,
        "Quyết định của " * 20_000,
        "ngày 1/1/2020 " * 20_000,
        "1/A - " * 50_000,
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_time_grows_with_length_only(text: str) -> None:
    def seconds(sample: str) -> float:
        start = time.perf_counter()
        references(sample)
        return time.perf_counter() - start

    references(text[:1000])
    part = min(seconds(text[: len(text) // 4]) for _ in range(2))
    assert seconds(text) < 10 * part + 0.5

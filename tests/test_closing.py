"""The closing: signatures in all their forms, recipients with their purposes, whichever comes first."""

from __future__ import annotations

import pytest

import khparse
from khparse.extract.closing.persons import is_name, is_shouted_name, name_at_end, rank_and_name
from khparse.models import Plan, Signature

BODY = """KẾ HOẠCH
Trồng cây phân tán
I. NỘI DUNG
1. Giao các thôn phối hợp với
các hội vận động nhân dân
tham gia trồng cây ở ven
đường và ven kênh mương./.
"""
PLAIN = "KẾ HOẠCH\nTrồng cây phân tán\nI. NỘI DUNG\n1. Giao các thôn trồng cây./.\n"
RECIPIENTS = "Nơi nhận:\n- UBND huyện (b/c);\n- Các thôn;\n- Lưu: VT.\n"


def parse(closing: str, body: str = PLAIN) -> Plan:
    return khparse.parse(body + closing)


def read(signature: Signature | None) -> tuple[str | None, str | None, str | None]:
    """Return authority, name and position of a signature."""
    return (signature.authority, signature.name, signature.position) if signature else (None, None, None)


SIGNATURES = [
    # for a body: its head, or a deputy for the head
    ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Bình", "TM", "Lê Văn Bình", "CHỦ TỊCH"),
    ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn Bình", "KT", "Lê Văn Bình", "PHÓ CHỦ TỊCH"),
    ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Thị Mai Anh", "KT", "Trần Thị Mai Anh", "PHÓ GIÁM ĐỐC"),
    ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nTrần Thị Mai", "TL", "Trần Thị Mai", "CHÁNH VĂN PHÒNG"),
    ("TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG TỔNG HỢP\nTrần Thị Mai", "TUQ", "Trần Thị Mai", "TRƯỞNG PHÒNG TỔNG HỢP"),
    ("Q. GIÁM ĐỐC\nTrần Thị Mai", "Q", "Trần Thị Mai", "GIÁM ĐỐC"),
    ("HIỆU TRƯỞNG\nPhan Đình Khôi", None, "Phan Đình Khôi", "HIỆU TRƯỞNG"),
    # Party
    ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nVi Thị Hạnh", "TM", "Vi Thị Hạnh", "PHÓ BÍ THƯ"),
    ("K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nVi Thị Hạnh", "KT", "Vi Thị Hạnh", "PHÓ TRƯỞNG BAN"),
    ("T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\nVi Thị Hạnh", "TL", "Vi Thị Hạnh", "CHÁNH VĂN PHÒNG"),
    ("TM/UBND XÃ TÂN LẬP\nKT/CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn Bình", "KT", "Lê Văn Bình", "PHÓ CHỦ TỊCH"),
    ("KT. Bộ trưởng\nThứ trưởng\n(Đã ký)\nLê Văn Bình", "KT", "Lê Văn Bình", "Thứ trưởng"),
    ("TM. HỘI ĐỒNG\nChủ tịch\nLê Văn Bình", "TM", "Lê Văn Bình", "Chủ tịch"),
    ("CHỦ TỌA\nLê Văn Bình", None, "Lê Văn Bình", "CHỦ TỌA"),
    ("THỐNG ĐỐC\nLê Văn Bình", None, "Lê Văn Bình", "THỐNG ĐỐC"),
    # a second office, before the name and after it
    ("TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN\nCHỦ TỊCH UBND XÃ\nLê Văn Bình", "TM", "Lê Văn Bình", "CHỦ TỊCH UBND XÃ"),
    ("KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nLê Văn Bình\nGIÁM ĐỐC SỞ", "KT", "Lê Văn Bình", "GIÁM ĐỐC SỞ"),
    ("PHÓ GIÁM ĐỐC\nPHỤ TRÁCH\nLê Văn Bình", None, "Lê Văn Bình", "PHÓ GIÁM ĐỐC PHỤ TRÁCH"),
    # ranks, degrees, names in capitals and of minorities
    ("CHỈ HUY TRƯỞNG\nTrung tá Hồ Sỹ Thắng", None, "Hồ Sỹ Thắng", "CHỈ HUY TRƯỞNG"),
    ("GIÁM ĐỐC\nBSCKII. Đặng Văn Hải", None, "Đặng Văn Hải", "GIÁM ĐỐC"),
    ("VIỆN TRƯỞNG\nTS Đặng Văn Hải", None, "Đặng Văn Hải", "VIỆN TRƯỞNG"),
    ("HIỆU TRƯỞNG\nPHAN ĐÌNH KHÔI", None, "PHAN ĐÌNH KHÔI", "HIỆU TRƯỞNG"),
    ("CHỦ TỊCH\nY Thông Niê", None, "Y Thông Niê", "CHỦ TỊCH"),
    # marks of a stamp, missing parts
    ("CHỦ TỊCH\n(Đã ký)\nLê Văn Bình", None, "Lê Văn Bình", "CHỦ TỊCH"),
    ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "TM", None, "CHỦ TỊCH"),
    ("Lê Văn Bình", None, "Lê Văn Bình", None),
    ("", None, None, None),
    # bold over lines, stray blanks, lost full stops, all on one line
    ("**TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH**\n\n**Lê Văn Bình**", "TM", "Lê Văn Bình", "CHỦ TỊCH"),
    ("TM . ỦY BAN NHÂN DÂN\nKT . CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn Bình", "KT", "Lê Văn Bình", "PHÓ CHỦ TỊCH"),
    ("KT GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLê Văn Bình", "KT", "Lê Văn Bình", "PHÓ GIÁM ĐỐC"),
    ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH\nLê Văn Bình", "KT", "Lê Văn Bình", "PHÓ CHỦ TỊCH"),
    ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Văn Bình", "KT", "Lê Văn Bình", "PHÓ CHỦ TỊCH"),
    ("KT. BỘ TRƯỞNG THỨ TRƯỞNG Lê Văn Bình", "KT", "Lê Văn Bình", "THỨ TRƯỞNG"),
    # lines that a narrow column has cut
    ("TM. ỦY BAN NHÂN\nDÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ\nTỊCH\nLê Văn Bình", "KT", "Lê Văn Bình", "PHÓ CHỦ TỊCH"),
    ("TL. CHỦ TỊCH\nTRƯỞNG PHÒNG NỘI VỤ VÀ\nY TẾ\nLê Văn Bình", "TL", "Lê Văn Bình", "TRƯỞNG PHÒNG NỘI VỤ VÀ Y TẾ"),
]  # fmt: skip


@pytest.mark.parametrize("body", [PLAIN, BODY], ids=["lines are paragraphs", "wrapped"])
@pytest.mark.parametrize(
    "order", ["{recipients}{signature}", "{signature}\n{recipients}"], ids=["", "signature first"]
)
@pytest.mark.parametrize(("signature", "authority", "name", "position"), SIGNATURES)
def test_signature(
    signature: str, authority: str | None, name: str | None, position: str | None, order: str, body: str
) -> None:
    plan = parse(order.format(recipients=RECIPIENTS, signature=signature), body)
    assert read(plan.signature) == (authority, name, position)
    assert plan.other_signatures == []
    assert [r.name for r in plan.recipients] == ["UBND huyện", "Các thôn", "Lưu: VT"]


LEFT = "Nơi nhận:", "- UBND huyện (b/c);", "- Các thôn;", "- Lưu: VT."
RIGHT = "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Bình"


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(map("{}\t{}".format, LEFT, RIGHT)),
        "\n".join(map("{}        {}".format, LEFT, RIGHT)),
        "\n".join(map("{} {}".format, LEFT, RIGHT)),
        "\n".join(map("{}\t{}".format, LEFT, RIGHT[:3])) + "\n- Lưu: VT.\n\n\tLê Văn Bình",
        "|\n" + "\n".join(LEFT) + "\n|\n" + "\n".join(RIGHT) + "\n|",
        "| " + "<br>".join(LEFT) + " | " + "<br>".join(RIGHT) + " |\n|---|---|",
    ],
    ids=["tabs", "blanks", "merged", "tabs, name below", "bars", "pipes"],
)
def test_two_columns(text: str) -> None:
    plan = parse(text)
    assert read(plan.signature) == ("KT", "Lê Văn Bình", "PHÓ CHỦ TỊCH")
    assert [r.name for r in plan.recipients] == ["UBND huyện", "Các thôn", "Lưu: VT"]


ONE = "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Lê Văn Bình"
OTHER = "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Mai"


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(ONE + OTHER),
        "\n".join(map("{}\t{}".format, ONE, OTHER)),
        "LIÊN ĐOÀN LAO ĐỘNG\tSỞ TƯ PHÁP\n" + "\n".join(map("{}\t{}".format, ONE, OTHER)),
        "CHỦ TỊCH\tKT. GIÁM ĐỐC\n\tPHÓ GIÁM ĐỐC\nLê Văn Bình\tTrần Thị Mai",
        "| " + "<br>".join(ONE) + " | " + "<br>".join(OTHER) + " |\n|---|---|",
    ],
    ids=["one below the other", "tabs", "bodies above", "a line of one column", "pipes"],
)
def test_two_signatures(text: str) -> None:
    plan = parse(f"{text}\n{RECIPIENTS}")
    found = [read(s) for s in (plan.signature, *plan.other_signatures)]
    assert [entry[1:] for entry in found] == [("Lê Văn Bình", "CHỦ TỊCH"), ("Trần Thị Mai", "PHÓ GIÁM ĐỐC")]
    assert (found[0][0], found[1][0]) == ("TM" if "TM." in text else None, "KT")


def test_marks_and_names_cut_in_a_narrow_cell() -> None:
    plan = parse(
        "|\nNơi\nnhận:\n- Các thôn;\n- Lưu:\nVT, KT.\n|\nKT.\nCHỦ TỊCH\nPHÓ CHỦ\nTỊCH\nLê\nVăn Bình\n|"
    )
    assert read(plan.signature) == ("KT", "Lê Văn Bình", "PHÓ CHỦ TỊCH")
    assert [r.name for r in plan.recipients] == ["Các thôn", "Lưu: VT, KT"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one below the other, without a mark
        (
            "DUYỆT CỦA HIỆU TRƯỞNG\n(Ký, ghi rõ họ tên)\nLê Văn Bình\nTỔ TRƯỞNG\nTrần Thị Mai",
            [("Lê Văn Bình", "DUYỆT CỦA HIỆU TRƯỞNG"), ("Trần Thị Mai", "TỔ TRƯỞNG")],
        ),
        (
            "HỘI NÔNG DÂN\nCHỦ TỊCH\nLê Văn Bình\nPHÒNG KINH TẾ\nTRƯỞNG PHÒNG\nTrần Thị Mai",
            [("Lê Văn Bình", "CHỦ TỊCH"), ("Trần Thị Mai", "TRƯỞNG PHÒNG")],
        ),
        # two columns read row by row
        (
            "KT. BỘ TRƯỞNG BỘ Y TẾ\nTHỨ TRƯỞNG\nKT. BỘ TRƯỞNG BỘ NỘI VỤ\nTHỨ TRƯỞNG\n(Đã ký)\n(Đã ký)"
            "\nLê Văn Bình\nTrần Thị Mai",
            [("Lê Văn Bình", "THỨ TRƯỞNG"), ("Trần Thị Mai", "THỨ TRƯỞNG")],
        ),
        # a table of nothing but offices and names
        (
            "| TỔ TRƯỞNG<br>Lê Văn Bình | HIỆU TRƯỞNG<br>Trần Thị Mai |\n|---|---|",
            [("Lê Văn Bình", "TỔ TRƯỞNG"), ("Trần Thị Mai", "HIỆU TRƯỞNG")],
        ),
        ("Ý KIẾN CỦA HIỆU TRƯỞNG\tTỔ TRƯỞNG\n\n\tLê Văn Bình", [("Lê Văn Bình", "TỔ TRƯỞNG")]),
        # three columns, with the date above
        (
            "            Tân Lập, ngày 02 tháng 3 năm 2024\nNGƯỜI LẬP\tKẾ TOÁN TRƯỞNG\tGIÁM ĐỐC\n(Ký)\t(Ký)\t(Ký)"
            "\nLê Văn Bình\tTrần Thị Mai\tVi Thị Hạnh",
            [("Lê Văn Bình", "NGƯỜI LẬP"), ("Trần Thị Mai", "KẾ TOÁN TRƯỞNG"), ("Vi Thị Hạnh", "GIÁM ĐỐC")],
        ),
    ],
)
def test_signatures_without_recipients(text: str, expected: list[tuple[str, str]]) -> None:
    plan = parse(text)
    found = [read(s)[1:] for s in (plan.signature, *plan.other_signatures)]
    assert found == expected
    assert plan.sections[0].children[0].text == "Giao các thôn trồng cây./."


def test_same_signature_below_an_attached_regulation() -> None:
    signature = "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn Bình\n"
    plan = parse(
        f"{RECIPIENTS}{signature}QUY CHẾ\nTrồng cây\n(Kèm theo Quyết định)\nĐiều 1. Trồng.\n{signature}"
    )
    assert read(plan.signature) == ("KT", "Lê Văn Bình", "PHÓ CHỦ TỊCH")
    assert plan.other_signatures == []


def test_head_behind_a_closing_is_no_part_of_it() -> None:
    head = "BAN CHẤP HÀNH\n***\nĐOÀN TNCS HỒ CHÍ MINH\nQUY ĐỊNH\nVề cây xanh\n(Kèm theo Quyết định số 5)\n"
    plan = parse(f"{RECIPIENTS}TM. BAN CHẤP HÀNH\nBÍ THƯ\nLê Văn Bình\n{head}Điều 1. Trồng.")
    assert read(plan.signature) == ("TM", "Lê Văn Bình", "BÍ THƯ")


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        # purposes
        ("- UBND tỉnh (để b/c);", [("UBND tỉnh", "để b/c")]),
        ("- Sở Y tế (để báo cáo);", [("Sở Y tế", "để báo cáo")]),
        ("- Các thôn (t/h);", [("Các thôn", "t/h")]),
        ("- MTTQ xã (p/h);", [("MTTQ xã", "p/h")]),
        ("- Đài Truyền thanh (đưa tin);", [("Đài Truyền thanh", "đưa tin")]),
        ("- Ban Tôn giáo (Sở Nội vụ);", [("Ban Tôn giáo (Sở Nội vụ)", None)]),
        ("- Lưu: VT, NC (02b).", [("Lưu: VT, NC (02b)", None)]),
        ("- Lưu: VT, TM. H15.", [("Lưu: VT, TM. H15", None)]),
        # bullets of other kinds, or none
        ("+ Như trên;\n• Các thôn;", [("Như trên", None), ("Các thôn", None)]),
        ("Như Điều 3;\nCác thôn;\nLưu VT.", [("Như Điều 3", None), ("Các thôn", None), ("Lưu VT", None)]),
        # several bodies are one item, lines that are broken too; two items on one line are two
        ("- CT, các PCT UBND xã;", [("CT, các PCT UBND xã", None)]),
        ("- Hội Nông dân và các\ntổ chức của xã (p/h);", [("Hội Nông dân và các tổ chức của xã", "p/h")]),
        ("- Các thôn; - Trạm Y tế;", [("Các thôn", None), ("Trạm Y tế", None)]),
        ("- Các thôn; - Trạm Y tế; - Lưu: VT.", [("Các thôn", None), ("Trạm Y tế", None), ("Lưu: VT", None)]),
    ],
)
@pytest.mark.parametrize(
    "heading", ["Nơi nhận:\n", "***Nơi nhận:***\n", "Nơi nhân:\n", "Nơi gửi:\n", "Nơi nhận: "]
)
def test_recipients(items: str, expected: list[tuple[str, str | None]], heading: str) -> None:
    plan = parse(f"{heading}{items}\nCHỦ TỊCH\nLê Văn Bình")
    assert [(r.name, r.purpose) for r in plan.recipients] == expected
    assert read(plan.signature) == (None, "Lê Văn Bình", "CHỦ TỊCH")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HIỆU TRƯỞNG\nLê Văn Bình", (None, "Lê Văn Bình", "HIỆU TRƯỞNG")),
        ("HIỆU TRƯỞNG\n(Đã ký)\nLê Văn Bình\n", (None, "Lê Văn Bình", "HIỆU TRƯỞNG")),
        ("NGƯỜI LẬP KẾ HOẠCH\nLê Văn Bình", (None, "Lê Văn Bình", "NGƯỜI LẬP KẾ HOẠCH")),
        # no office in capitals, or no name at the end
        ("Lê Văn Bình", (None, None, None)),
        ("PHÂN CÔNG\nLê Văn Bình", (None, None, None)),
        ("HIỆU TRƯỞNG\nLê Văn Bình\nCác lớp trồng cây ở vườn trường.", (None, None, None)),
    ],
)
def test_signature_without_recipients(text: str, expected: tuple[str | None, str | None, str | None]) -> None:
    assert read(parse(text).signature) == expected


def test_office_on_the_line_of_the_last_recipient() -> None:
    plan = parse("Nơi nhận:\n- Các thôn;\n- Lưu: VT. KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG\nLê Văn Bình")
    assert read(plan.signature) == ("KT", "Lê Văn Bình", "PHÓ HIỆU TRƯỞNG")
    assert (len(plan.recipients), plan.other_signatures) == (2, [])


@pytest.mark.parametrize(
    "text",
    [
        "2. Nơi nhận báo cáo: Phòng Kinh tế.",
        "2. Phòng KT. Hạ tầng tổng hợp.",
        "2. Chủ tịch UBND các xã chịu trách nhiệm.",
        "Các thôn gửi báo cáo về Phòng Kinh tế",
        "| CHỨC VỤ | HỌ TÊN |\n|---|---|\n| TỔ TRƯỞNG | Lê Văn Bình |",
    ],
)
def test_no_closing(text: str) -> None:
    plan = parse(text)
    assert (plan.recipients, plan.signature) == ([], None)


@pytest.mark.parametrize(
    ("text", "rank", "name"),
    [
        ("Đại tá Lê Văn Bình", "Đại tá", "Lê Văn Bình"),
        ("PGS.TS. Lê Văn Bình", "PGS.TS.", "Lê Văn Bình"),
        ("ThS.BS Lê Văn Bình", "ThS.BS", "Lê Văn Bình"),
        ("BS.CKII. Lê Văn Bình", "BS.CKII.", "Lê Văn Bình"),
        ("Lê Văn Bình", None, "Lê Văn Bình"),
    ],
)
def test_rank_and_name(text: str, rank: str | None, name: str) -> None:
    assert rank_and_name(text) == (rank, name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lê Văn Bình", True), ("Đại tá Vi Thị Hạnh", True), ("Lê", False), ("Lê Văn Bình.", False),
        ("Thôn 5", False), ("Các thôn", False),
        ("Phó Giám Đốc", False), ("Chủ Tịch", False), ("CHỦ TỊCH", False), ("Phòng Kinh tế", False),
    ],
)  # fmt: skip
def test_name(text: str, expected: bool) -> None:
    assert is_name(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("PHAN ĐÌNH KHÔI", True), ("CHỦ TỊCH", False), ("DANH MỤC CÂY", False), ("Phan Đình Khôi", False)],
)
def test_name_in_capitals(text: str, expected: bool) -> None:
    assert is_shouted_name(text) is expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chủ tịch UBND tỉnh Lâm Sơn Trần Văn Hậu", "Trần Văn Hậu"),
        ("Chủ tịch UBND tỉnh Cao Bằng Lê Hải", "Lê Hải"),
        ("Giám đốc Sở Y tế Lê Văn Bình", "Lê Văn Bình"),
        ("Chủ tịch UBND tỉnh Vi Thị Hạnh", "Vi Thị Hạnh"),
        ("Chủ tịch UBND tỉnh", None),
        ("Lưu: VT, NC.Bên", None),
    ],
)
def test_name_at_the_end(text: str, name: str | None) -> None:
    at = name_at_end(text)
    assert (text[at:] if at is not None else None) == name

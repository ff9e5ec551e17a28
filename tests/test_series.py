"""Which plans are successive versions of one another: profiles, links, series, copies, and how they are printed."""

import csv
import io
import json
import random
import re
import time
from pathlib import Path
from typing import NamedTuple

import pytest

import khparse
from khparse.compare.likeness import likeness, relation_of, subject_likeness, text_likeness
from khparse.compare.profiles import Body, Profile, profile
from khparse.compare.series import Series, Version, series_of
from khparse.output.series import to_csv, to_json, to_json_lines, to_markdown, to_table

FIXTURES = Path(__file__).parent.parent / "fixtures"

# --- Plans --------------------------------------------------------------------------------------------------

RABIES = """I. MỤC ĐÍCH
1. Kiểm soát bệnh dại trên đàn chó, mèo nuôi; không để xảy ra trường hợp người tử vong do bệnh dại.
2. Nâng cao ý thức của chủ vật nuôi về khai báo, xích nhốt và tiêm vắc xin định kỳ cho vật nuôi.
II. NỘI DUNG
1. Lập sổ theo dõi số hộ nuôi chó, mèo ở từng thôn; cập nhật biến động mỗi tháng một lần.
2. Tiêm vắc xin dại cho ít nhất 80% tổng đàn; tiêm bổ sung cho chó mới nhập về thôn.
3. Thành lập đội bắt chó thả rông; xử phạt chủ nuôi không đeo rọ mõm khi đưa chó ra nơi công cộng.
III. TỔ CHỨC THỰC HIỆN
1. Trạm Thú y cung ứng vắc xin, hướng dẫn kỹ thuật tiêm và bảo quản lạnh.
2. Các phòng chuyên môn báo cáo kết quả trước ngày 15 hằng tháng."""

LIBRARY = """I. YÊU CẦU
1. Bạn đọc nhỏ tuổi được mượn sách tận nơi; mỗi điểm trường có một tủ sách lưu động.
2. Sách trưng bày phải đúng lứa tuổi, có người đọc mẫu và trò chơi đố vui kèm theo.
II. CÁC PHẦN VIỆC
1. Bổ sung đầu sách thiếu nhi, truyện tranh khoa học, từ điển bằng hình.
2. Mở phòng đọc vào tối thứ bảy, mời nhà văn giao lưu và ký tặng.
3. Vận động phụ huynh góp sách cũ, đổi lấy phiếu đọc miễn phí một quý.
III. PHÂN CÔNG
1. Phòng Nghiệp vụ thư viện lên danh mục, dán mã và xếp giá.
2. Tổ xe lưu động chở sách đến các điểm trường theo lịch tuần."""


class Paper(NamedTuple):
    """What a plan of the tests says; it is for the year of its date."""

    subject: str = "Phòng, chống bệnh dại ở động vật năm 2024"
    date: str = "ngày 12 tháng 01 năm 2024"
    number: str = "15/KH-SYT"
    issuer: str = "SỞ Y TẾ"
    parent: str = "UBND TỈNH LÀO CAI"
    place: str = "Lào Cai"
    title: str = "KẾ HOẠCH"
    body: str = RABIES


def text_of(paper: Paper) -> str:
    above = f"{paper.parent}\n" if paper.parent else ""
    return (
        f"{above}{paper.issuer}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        f"Số: {paper.number}\n\n{paper.place}, {paper.date}\n\n{paper.title}\n{paper.subject}\n\n{paper.body}\n\n"
        f"Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Văn Mẫu\n"
    )


def profiles_of(papers: dict[str, Paper]) -> list[Profile]:
    return [profile(khparse.parse(text_of(paper)), name) for name, paper in papers.items()]


def chains(series: list[Series]) -> list[list[str]]:
    """Return the names of each series, `?` before one whose link to the one before is doubtful."""
    return [
        [
            found.versions[0].plan.name,
            *("?" * bool(link.likeness.doubts) + link.new.plan.name for link in found.links),
        ]
        for found in series
    ]


def found_in(papers: dict[str, Paper]) -> tuple[list[list[str]], list[str]]:
    series, alone = series_of(profiles_of(papers))
    return chains(series), [version.plan.name for version in alone]


A = Paper()
B = A._replace(
    subject="Phòng, chống bệnh dại ở động vật năm 2025", date="ngày 20 tháng 01 năm 2025", number="22/KH-SYT"
)
C = A._replace(
    subject="Phòng, chống bệnh dại ở động vật năm 2026", date="ngày 25 tháng 12 năm 2025", number="305/KH-SYT"
)
OTHER = A._replace(subject="Phát triển văn hóa đọc cho thiếu nhi năm 2024", number="16/KH-SYT", body=LIBRARY)
HALF = RABIES[: len(RABIES) // 3] + LIBRARY[: len(LIBRARY) // 2]
CATTLE = RABIES.replace("chó, mèo", "trâu, bò").replace("dại", "tụ huyết trùng")


@pytest.mark.parametrize(
    "papers, expected",
    [
        ({"a": A, "b": B}, [["a", "b"]]),
        ({"a": A, "b": B, "c": C}, [["a", "b", "c"]]),
        # A year without a plan.
        ({"a": A, "c": C}, [["a", "c"]]),
        # Spelling, capitals, the numeral of an anniversary, the order of words.
        (
            {
                "a": A._replace(subject="KỶ NIỆM 45 NĂM NGÀY HOÀ GIẢI Ở CƠ SỞ (20/3/1979 - 20/3/2024)"),
                "b": B._replace(subject="Kỷ niệm 46 năm Ngày hòa giải ở cơ sở (20/3/1979 - 20/3/2025)"),
            },
            [["a", "b"]],
        ),
        (
            {
                "a": A._replace(subject="Bảo đảm an toàn hồ chứa và đê điều năm 2024"),
                "b": B._replace(subject="Công tác đảm bảo an toàn đê điều, hồ chứa năm 2025"),
            },
            [["a", "b"]],
        ),
        # A subject that only says what every plan says.
        (
            {
                "a": A._replace(subject="Công tác năm 2024"),
                "b": B._replace(subject="Công tác năm 2025"),
                "x": OTHER,
            },
            [["a", "b"]],
        ),
        # Several a year: by quarter, by round, by date alone.
        (
            {
                "q3": A._replace(subject="Công tác quý III năm 2024", date="ngày 02 tháng 7 năm 2024", number="70/KH"),
                "q1": A._replace(subject="Công tác quý I năm 2024", number="1/KH"),
                "q2": A._replace(subject="Công tác quý II/2024", date="ngày 02 tháng 4 năm 2024", number="31/KH"),
                "r1": B._replace(subject="Công tác quý I năm 2025"),
            },
            [["q1", "q2", "q3", "r1"]],
        ),
        (
            {
                "d2": B._replace(subject="Tiêm vắc xin dại đợt 2 năm 2024", date="ngày 01 tháng 9 năm 2024"),
                "d1": A._replace(subject="Tiêm vắc xin dại đợt I năm 2024"),
            },
            [["d1", "d2"]],
        ),
        (
            {
                "july": A._replace(subject="Kiểm tra kho vắc xin", date="ngày 05 tháng 7 năm 2024", number="/KH-SYT"),
                "april": A._replace(subject="Kiểm tra kho vắc xin", date="ngày 05 tháng 4 năm 2024", number="/KH-SYT"),
            },
            [["april", "july"]],
        ),
        # A decision that issues the plan, and the plan itself.
        (
            {
                "a": A._replace(
                    title="QUYẾT ĐỊNH",
                    number="91/QĐ-SYT",
                    subject="Về việc ban hành Kế hoạch phòng, chống bệnh dại ở động vật năm 2024",
                ),
                "b": B,
            },
            [["a", "b"]],
        ),
        # A yearly resolution that the plan is made for.
        (
            {
                "a": A._replace(subject="Nghị quyết số 01/NQ-CP về nhiệm vụ phát triển kinh tế và dự toán năm 2024"),
                "b": B._replace(subject="Nghị quyết số 02/NQ-CP về nhiệm vụ phát triển kinh tế và dự toán năm 2025"),
            },
            [["a", "b"]],
        ),
        # The body took over from the other, and the province from another.
        (
            {
                "a": A._replace(issuer="SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG", number="15/KH-STNMT"),
                "b": C._replace(issuer="SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", number="22/KH-SNNMT"),
            },
            [["a", "b"]],
        ),
        (
            {
                "a": A._replace(parent="UBND TỈNH HẢI DƯƠNG", place="Hải Dương"),
                "b": C._replace(parent="UBND THÀNH PHỐ HẢI PHÒNG", place="Hải Phòng"),
            },
            [["a", "b"]],
        ),
        # Two that were merged both go on in one.
        (
            {
                "hd": A._replace(parent="UBND TỈNH HẢI DƯƠNG", place="Hải Dương"),
                "hp": A._replace(parent="UBND THÀNH PHỐ HẢI PHÒNG", place="Hải Phòng", number="17/KH-SYT"),
                "new": C._replace(parent="UBND THÀNH PHỐ HẢI PHÒNG", place="Hải Phòng"),
            },
            [["hd", "new"], ["hp", "new"]],
        ),
    ],
)  # fmt: skip
def test_versions(papers: dict[str, Paper], expected: list[list[str]]) -> None:
    assert found_in(papers)[0] == expected


@pytest.mark.parametrize(
    "second",
    [
        # Another matter, in this year and the next.
        OTHER,
        OTHER._replace(subject="Phát triển văn hóa đọc cho thiếu nhi năm 2025", date=B.date),
        # A like matter in the same year, the text made from the other.
        A._replace(
            subject="Phòng, chống bệnh tụ huyết trùng ở trâu, bò năm 2024",
            number="16/KH-SYT",
            date="ngày 13 tháng 01 năm 2024",
            body=CATTLE,
        ),
        # Another office: of the province, of another province, of a district and a commune.
        B._replace(issuer="SỞ NỘI VỤ"),
        B._replace(parent="UBND TỈNH SƠN LA", place="Sơn La"),
        B._replace(parent="", issuer="ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI"),
        B._replace(parent="TỈNH LÀO CAI", issuer="ỦY BAN NHÂN DÂN\nHUYỆN BẢO THẮNG", place="Bảo Thắng"),
        # Neither a plan nor what issues one.
        B._replace(title="BÁO CÁO", number="22/BC-SYT", subject="Kết quả phòng, chống bệnh dại ở động vật năm 2025"),
        B._replace(title="", number="22/SYT-NV", subject="V/v triển khai Kế hoạch phòng, chống bệnh dại ở động vật"),
        # A resolution of another number, about which the subject says nothing more.
        B._replace(subject="Triển khai Nghị quyết số 77/NQ-HĐND", body=LIBRARY),
    ],
)  # fmt: skip
def test_no_versions(second: Paper) -> None:
    assert found_in({"a": A, "b": second}) == ([], ["a", "b"])


@pytest.mark.parametrize(
    "second, doubt",
    [
        (B._replace(parent="", issuer=""), "issuer"),
        (B._replace(subject="Phòng, chống bệnh dại trên đàn chó nuôi năm 2025", body=HALF), "subject"),
        (B._replace(subject="Phòng, chống bệnh tụ huyết trùng ở trâu, bò năm 2025", body=CATTLE), "subject"),
        (B._replace(body=LIBRARY), "text"),
        (B._replace(subject="Phòng, chống bệnh dại ở động vật giai đoạn 2025 - 2030"), "period"),
        (A._replace(number="18/KH-SYT"), "date"),
    ],
)
def test_doubtful_links(second: Paper, doubt: str) -> None:
    series, alone = series_of(profiles_of({"a": A, "b": second}))
    assert [doubt in link.likeness.doubts for found in series for link in found.links] == [True]
    assert not alone


def test_sure_links_come_before_doubtful_ones() -> None:
    period = B._replace(subject="Phòng, chống bệnh dại ở động vật giai đoạn 2025 - 2030", number="23/KH-SYT")
    assert found_in({"a": A, "b": B, "period": period}) == ([["a", "b", "?period"]], [])


def test_like_series_of_one_office_stay_apart() -> None:
    papers = {
        f"{name}{year}": paper._replace(
            subject=paper.subject.replace("2024", str(year)),
            date=paper.date.replace("2024", str(year)),
            number=f"{number + year}/KH-SYT",
        )
        for year in (2023, 2024, 2025)
        for number, (name, paper) in enumerate(
            {
                "dai": A,
                "doc": OTHER,
                "trau": A._replace(
                    subject="Phòng, chống bệnh tụ huyết trùng ở trâu, bò năm 2024", body=CATTLE
                ),
            }.items()
        )
    }
    expected = [[f"{name}{year}" for year in (2023, 2024, 2025)] for name in ("dai", "doc", "trau")]
    assert found_in(papers) == (expected, [])


# --- Copies -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "second",
    [
        A,
        A._replace(body=LIBRARY),  # the same number and day: a summary, a part of it
        A._replace(body=RABIES.replace("\n", "\n\n")),
        A._replace(number="       /KH-SYT", date="ngày     tháng 01 năm 2024"),  # a draft
        A._replace(number="", date="ngày   tháng   năm 2024", body=RABIES.replace("80%", "90%")),
    ],
)
def test_copies_are_one_version(second: Paper) -> None:
    series, alone = series_of(profiles_of({"a": A, "z": second, "b": B}))
    assert chains(series) == [["a", "b"]] and not alone
    assert [copy.name for copy in series[0].versions[0].copies] == ["z"]


def test_two_offices_that_give_one_number_are_two() -> None:
    communes = {
        name: A._replace(
            parent="", issuer=f"ỦY BAN NHÂN DÂN\nXÃ {name.upper()}", place=name, number="15/KH-UBND"
        )
        for name in ("Tân An", "Phú Mỹ")
    }
    assert found_in(communes) == ([], ["Phú Mỹ", "Tân An"])


def test_copies_alone() -> None:
    series, alone = series_of(profiles_of({"a.docx": A, "a.pdf": A}))
    assert not series and [(found.plan.name, [copy.name for copy in found.copies]) for found in alone] == [
        ("a.docx", ["a.pdf"])
    ]


# --- Parts --------------------------------------------------------------------------------------------------


def unknown(name: str) -> Body:
    return Body(name, False, "", "", "Lào Cai", "")


def body(kind: str, province: str = "", place: str = "", following: str = "") -> Body:
    return Body(kind, True, "", place, province, following)


@pytest.mark.parametrize(
    "old, new, expected",
    [
        (body("so-y-te", "Lào Cai"), body("so-y-te", "Lào Cai"), "same"),
        (body("so-y-te", "Lào Cai"), body("so-y-te", "Sơn La"), None),
        (body("so-y-te", "Lào Cai"), body("so-noi-vu", "Lào Cai"), None),
        (body("so-y-te"), body("so-y-te", "Lào Cai"), "unsure"),
        (body("so-giao-thong-van-tai", "Lào Cai"), body("so-xay-dung", "Lào Cai"), "succeeded"),
        (body("so-xay-dung", "Lào Cai"), body("so-giao-thong-van-tai", "Lào Cai"), None),
        (body("so-giao-thong-van-tai", "Lào Cai"), body("so-tai-chinh", "Lào Cai"), None),
        (body("so-y-te", "Yên Bái", following="Lào Cai"), body("so-y-te", "Lào Cai"), "succeeded"),
        (body("bo-giao-thong-van-tai", "Hà Nội"), body("bo-xay-dung", "Hà Nội"), "succeeded"),
        (body("uy-ban-nhan-dan-xa", place="tân an"), body("uy-ban-nhan-dan-xa", place="tân an"), "same"),
        (body("uy-ban-nhan-dan-xa", place="tân an"), body("uy-ban-nhan-dan-xa", place="tân phú"), None),
        (body("uy-ban-nhan-dan-huyen", place="tân an"), body("uy-ban-nhan-dan-xa", place="tân an"), "unsure"),
        (None, body("so-y-te", "Lào Cai"), "unsure"),
        (unknown("trường tiểu học kim đồng"), unknown("trường tiểu học kim đồng"), "same"),
        (unknown("trường tiểu học kim đồng"), unknown("trường tiểu học lê lợi"), None),
        (unknown("ban chỉ đạo giảm nghèo"), unknown("ban chỉ đạo giảm nghèo bền vững"), "unsure"),
        (unknown("văn phòng"), unknown("văn phòng đăng ký đất đai"), None),
    ],
)
def test_bodies(old: Body | None, new: Body | None, expected: str | None) -> None:
    assert relation_of(old, new) == expected


@pytest.mark.parametrize(
    "subject, horizon, period",
    [
        ("Công tác năm 2025", "year", 0),
        ("Công tác năm học 2025 - 2026", "year", 0),
        ("Công tác quý IV năm 2025", "quarter", 4),
        ("Công tác tháng 9 năm 2025", "month", 9),
        ("Công tác 6 tháng cuối năm 2025", "half", 2),
        ("Ôn thi học kỳ II năm học 2025-2026", "term", 2),
        ("Tiêm vắc xin đợt 3 năm 2025", "round", 3),
        ("Trực tuần 12", "week", 12),
        ("Phát triển chợ giai đoạn 2026 - 2030", "years", 0),
        ("Phát triển chợ 2026-2030", "years", 0),
        ("Phát triển chợ đến năm 2030", "years", 0),
        ("Phát triển chợ năm 2025 và giai đoạn 2026 - 2030", "", 0),
        ("Tháng hành động vì trẻ em", "", 0),
        ("Thực hiện Chỉ thị ngày 12 tháng 5 năm 2020", "", 0),
    ],
)
def test_time_of_a_subject(subject: str, horizon: str, period: int) -> None:
    found = profile(khparse.parse(text_of(A._replace(subject=subject))), "a")
    assert (found.horizon, found.period) == (horizon, period)


def test_likeness_of_texts() -> None:
    changed = RABIES.replace("ít nhất 80% tổng đàn", "tối thiểu 70% số chó, mèo hiện có")
    first, second, third = profiles_of({"a": A, "b": B._replace(body=changed), "c": B._replace(body=LIBRARY)})
    assert text_likeness(first, first) == 1.0
    assert 0.8 < (text_likeness(first, second) or 0) < 1
    assert (text_likeness(first, third) or 0) < 0.1
    assert subject_likeness(first, second) == 1.0
    assert likeness(first, second) is not None


def test_profiles_are_small() -> None:
    many = "\n".join(f"{at}. Việc {at} của tổ {random.Random(at).random()}." for at in range(1, 5000))
    found = profile(khparse.parse(text_of(A._replace(body=many, subject="Rất dài " * 2000))), "a")
    assert len(repr(found)) < 8000


# --- Folders ------------------------------------------------------------------------------------------------


def test_order_of_input_does_not_matter() -> None:
    papers = profiles_of({"a": A, "b": B, "c": C, "x": OTHER, "z": A._replace(number="18/KH-SYT"), "copy": B})
    expected = to_json(*series_of(papers))
    for seed in range(10):
        random.Random(seed).shuffle(papers)
        assert to_json(*series_of(papers)) == expected


def test_fixtures() -> None:
    pairs = sorted((FIXTURES / "pairs").rglob("old.*")) + sorted((FIXTURES / "pairs").rglob("new.*"))
    paths = [path for path in FIXTURES.iterdir() if path.suffix in (".txt", ".md", ".docx")] + pairs
    found = [profile(khparse.parse_file(path), path.relative_to(FIXTURES).as_posix()) for path in paths]
    series, alone = series_of(found)
    assert [re.sub(r"\.\w+$", "", name) for chain in chains(series) for name in chain] == [
        f"pairs/{path.parent.name}/{side}" for path in sorted(pairs)[::2] for side in ("old", "new")
    ]
    assert len(alone) == len(paths) - len(pairs)


def test_time_grows_about_linearly() -> None:
    (one,) = profiles_of({"a": A})
    names = random.Random(1)

    def seconds(count: int) -> float:
        plans = [
            one._replace(
                name=f"{at}",
                sha256=f"{at}",
                number=f"{at}/KH",
                year=2000 + at % 25,
                topic=frozenset(names.choices("abcdefghijklmnopqrstuvwxyz", k=6)),
            )
            for at in range(count)
        ]
        begin = time.perf_counter()
        series_of(plans)
        return time.perf_counter() - begin

    small = seconds(250)
    assert seconds(1000) < 8 * small + 1


# --- Printing -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder() -> tuple[list[Series], list[Version]]:
    evil = OTHER._replace(subject="Phát triển | văn hóa <b>đọc</b> năm 2024")
    found = profiles_of(
        {"=a.txt": A, "b.docx": B, "b.pdf": B, "c.txt": C._replace(body=LIBRARY), "x|y.md": evil}
    )
    return series_of(found)


def test_json(folder: tuple[list[Series], list[Version]]) -> None:
    found = json.loads(to_json(*folder))
    (series,) = found["series"]
    assert [(version["file"], version["copies"]) for version in series["versions"]] == [
        ("=a.txt", []),
        ("b.docx", ["b.pdf"]),
        ("c.txt", []),
    ]
    sure, doubtful = series["links"]
    assert (sure["old"], sure["new"], sure["issuer"], sure["subject"], sure["doubts"]) == (
        "=a.txt",
        "b.docx",
        "same",
        1.0,
        [],
    )
    assert 0 < sure["similarity"] <= 1 and doubtful["doubts"] == ["text"]
    assert [version["file"] for version in found["alone"]] == ["x|y.md"]


def test_json_lines(folder: tuple[list[Series], list[Version]]) -> None:
    lines = [json.loads(line) for line in to_json_lines(*folder).splitlines()]
    assert [(line["series"], line["old"]["file"], line["new"] and line["new"]["file"]) for line in lines] == [
        (1, "=a.txt", "b.docx"),
        (1, "b.docx", "c.txt"),
        (None, "x|y.md", None),
    ]


def test_csv_runs_no_formula(folder: tuple[list[Series], list[Version]]) -> None:
    text = to_csv(*folder, "en")
    first, second, alone = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert text.startswith("\ufeff") and first["Old file"] == "'=a.txt"
    assert (first["Old version"], first["New version"], first["New date"]) == (
        "Kế hoạch 15/KH-SYT",
        "Kế hoạch 22/KH-SYT",
        "2025-01-20",
    )
    assert (first["Basis"], first["Doubts"]) == ("same issuer; same subject; like text 100%", "")
    assert second["Doubts"] == "texts differ" and alone["New file"] == ""


def test_markdown_escapes_marks(folder: tuple[list[Series], list[Version]]) -> None:
    text = to_markdown(*folder)
    assert "| 12/01/2024 | b.docx | Kế hoạch 22/KH-SYT | 20/01/2025 |" in text
    assert "1 văn bản không có bản nào khác:\n\n- x\\|y.md" in text
    assert "không có" in to_markdown([], [], "vi").lower()


def test_table(folder: tuple[list[Series], list[Version]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    text = to_table(*folder, "en")
    assert "= b.pdf" in text and "? texts differ" in text and "1 document has no other version." in text
    assert to_table([], [], "en") == "No plan is a version of another.\n"

"""Legacy encodings: tables, detection by syllables, repairs, and what must stay as it is."""

import json
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import khparse
from khparse.encodings import canonical
from khparse.encodings.repair import raise_capitals, restore_horns
from khparse.encodings.syllables import is_syllable
from khparse.errors import KhparseError, UnreadableError
from khparse.models import Plan, Section
from khparse.pipeline import parse_document
from khparse.readers import read
from khparse.readers.text import decode
from legacy import ENCODERS, pasted

ROOT = Path(__file__).parent.parent
FIXTURES = sorted(path for path in (ROOT / "fixtures").iterdir() if path.suffix in (".txt", ".md"))
PLAN = (
    "Ủy ban nhân dân huyện giao Phòng Nội vụ chủ trì, phối hợp với các đơn vị\n"
    "Thực hiện trước ngày 15 tháng 3; báo cáo kết quả về Sở Nội vụ\n"
)


@pytest.mark.parametrize(
    "text, expected, encoding",
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam", "tcvn3"),
        ("KÕ HO¹CH", "KẾ HOẠCH", "tcvn3"),
        ("§iÒu 3. Uû ban nh©n d©n ®­îc giao", "Điều 3. Uỷ ban nhân dân được giao", "tcvn3"),
        ("Uûy ban nhaân daân tænh Ñoàng Nai", "Ủy ban nhân dân tỉnh Đồng Nai", "vni"),
        ("Ñieàu 3", "Điều 3", "vni"),
        ("ÑOÄC LAÄP – TÖÏ DO", "ĐỘC LẬP – TỰ DO", "vni"),
        ("C¬ quan chñ tr× thñ tôc", "Cơ quan chủ trì thủ tục", "tcvn3"),
        ("á»¦y ban nhÃ¢n dÃ¢n tá»‰nh", "Ủy ban nhân dân tỉnh", "utf-8-cp1252"),
        ("xÃ£ lÃ m vÃ  viá»‡c chÃnh cá»§a huyá»‡n", "xã làm và việc chính của huyện", "utf-8-cp1252"),
        ("Kêì hoaòch thýòc hiêòn nhiêòm vuò", "Kế hoạch thực hiện nhiệm vụ", "cp1258"),
    ],
)
def test_pasted_text(text: str, expected: str, encoding: str) -> None:
    decoded = decode(text.encode())
    assert (decoded.text, decoded.encoding) == (expected, f"utf-8+{encoding}")
    assert [note.code for note in decoded.notes][:1] == ["encoding-converted"]


@pytest.mark.parametrize("name", ENCODERS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_bytes(name: str, newline: str) -> None:
    decoded = decode(ENCODERS[name](PLAN.replace("\n", newline)))
    assert decoded.text.lower() == PLAN.lower()
    assert decoded.encoding == name
    assert [(note.code, note.level) for note in decoded.notes] == [("encoding-converted", "info")]
    assert decoded.notes[0].message.startswith("lines 1-2: converted from ")


def test_lines_of_several_encodings() -> None:
    text = f"KEÁ HOAÏCH\nChỉ thị của Tỉnh ủy\n{pasted(ENCODERS['tcvn3'](PLAN))}"
    decoded = decode(text.encode())
    assert decoded.text.lower() == f"kế hoạch\nchỉ thị của tỉnh ủy\n{PLAN}".lower()
    assert set(decoded.encoding.split("+")) == {"utf-8", "vni", "tcvn3"}
    assert {note.message.partition(":")[0] for note in decoded.notes} == {"line 1", "lines 3-4"}


def test_bytes_of_unicode_and_legacy_lines() -> None:
    decoded = decode("Chỉ thị của Tỉnh ủy\n".encode() + ENCODERS["vni"](PLAN))
    assert (decoded.text, decoded.encoding) == (f"Chỉ thị của Tỉnh ủy\n{PLAN}", "utf-8+vni")


FOREIGN = [
    "Les élèves français étaient déjà là où l'été à Orléans se prête à la fête du château",
    "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "Größe über Österreich müssen wir schön hören, Käse für Füße",
    "El niño mañana señor está aquí también así más",
    "São João não é só coração às ações",
    "Det är så på gården att få år för gå mår hör dör",
    "þú ert góð og ég á það",
    "perché così più città è già lì né",
    "Windows® 10 © 2024 – 5×7 µm ½ § 3 25°C «mot» · x² m³ ±5%",
    "for (int i = 0; i < n; ++i) { a[i] ^= 0x1F; }",
]
GENUINE = [
    "Công an xã Hoà Bình, Toán, quá khoá, hoàn toàn",
    "Tô Ký, Hồ Văn Lâm, Müller và Dvořák",
    "  UY BAN NHAN DAN TINH ÐỒNG NAl ,,  Sô: l2/KH-UBND",
    "Thanh toán hóa đơn 5.000đ; ký hiệu ©, ®, µ, Ø 21 mm",
    "Ha\u0300 No\u0323\u0302i",
]


@pytest.mark.parametrize("text", FOREIGN + GENUINE)
def test_other_text_is_untouched(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8", [])


@settings(max_examples=1000, deadline=None, derandomize=True)
@given(
    st.sampled_from([FOREIGN + GENUINE, *([text] for text in FOREIGN + GENUINE)]).flatmap(
        lambda texts: st.lists(st.sampled_from(" \n".join(texts).split(" ")), max_size=25).map(" ".join)
    )
)
def test_words_of_other_texts_are_untouched(text: str) -> None:
    text = f"a {text}"
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_genuine_documents_are_untouched(path: Path) -> None:
    from khparse.encodings.convert import convert_text

    text = path.read_text("utf-8")
    assert (convert_text(text).text, convert_text(text).notes) == (text, [])
    for line in text.split("\n"):
        assert convert_text(line).text == line


@pytest.mark.parametrize("text", FOREIGN[2:4])
def test_bytes_that_no_table_explains(text: str) -> None:
    with pytest.raises(UnreadableError, match="it is not Unicode text"):
        decode(text.encode("cp1252"))


@given(st.binary(max_size=60), st.sampled_from([None, *ENCODERS, "utf-8-cp1252", "utf-16"]))
def test_any_bytes_in_any_encoding(data: bytes, encoding: str | None) -> None:
    try:
        assert decode(b"K\xd5 ho\xb9ch \n" + data, encoding).text
    except UnreadableError as error:
        assert error.cause


@pytest.mark.parametrize(
    "text, expected",
    [
        ("KếT QUả", "KẾT QUẢ"),
        ("Số: 12/KH-UBND", "Số: 12/KH-UBND"),
        ("Bộ GD và ĐT", "Bộ GD và ĐT"),
        ("ĐộC LậP - Tự DO - HạNH PHúC", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
        ("Từ ngày", "Từ ngày"),
        ("Sở Y tế", "Sở Y tế"),
        ("Kế HOạCH của Sở", "KẾ HOẠCH của Sở"),
    ],
)
def test_capitals(text: str, expected: str) -> None:
    assert raise_capitals(text) == expected


def test_lost_soft_hyphens() -> None:
    text = "C¸c phßng ®îc giao, nh híng dÉn cña ngêi phô tr¸ch\nHuyÖn Mêng Kh¬ng; Lu: VT, th ký; ®a ra"
    decoded = decode(text.encode())
    assert decoded.text == (
        "Các phòng được giao, như hướng dẫn của người phụ trách\nHuyện Mường Khương; Lưu: VT, thư ký; đa ra"
    )
    assert [(note.code, note.level) for note in decoded.notes][-1] == ("letter-restored", "warning")
    assert "đợc is được" in decoded.notes[-1].message
    phrases = "C¸c v¨n b¶n ®îc giao: th«ng t 5, C t vÊn, §Çu t, vËt t; TH¤NG T, kü s, d©n c, tham mu, bu ®iÖn, mét t"
    assert decode(phrases.encode()).text == (
        "Các văn bản được giao: thông tư 5, C tư vấn, Đầu tư, vật tư; THÔNG TƯ, kỹ sư, dân cư, tham mưu, "
        "bưu điện, một t"
    )
    assert restore_horns("Người Mờng") == ("Người Mờng", {}, False)  # it has ư: nothing was lost


@pytest.mark.parametrize(
    "word", "nghiêng quyết giếng gì thuở khuya yêu ủy uỷ được quốc gìn đắk oan hoạch".split()
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["", "windows", "hoac", "ngê", "für", "cê", "ướng" * 2, "đợc", "tât", "ấấ", "xyz"]
)
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_asked_for() -> None:
    assert decode("KÕ".encode("latin-1"), "TCVN3").text == "Kế"
    assert decode("KÕ".encode(), "abc").text == "Kế"
    assert decode("KÕ ho¹ch".encode(), "utf-8") == ("KÕ ho¹ch", "utf-8", [])
    assert decode("Kế".encode("utf-16-be"), "utf-16-be").text == "Kế"
    assert decode("Kế".encode("utf-16"), "utf-16").encoding == "utf-16-le"
    with pytest.raises(UnreadableError):
        decode(b"K\xd5 ho\xb9ch", "utf-8")
    with pytest.raises(KhparseError, match="unknown encoding 'latin-9'"):
        canonical("latin-9")


def run(*arguments: str, stdin: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "khparse", *arguments], input=stdin, capture_output=True)


def test_command_line(tmp_path: Path) -> None:
    data = ENCODERS["vni"](PLAN)
    assert run("text", "-", stdin=data).stdout.decode() == PLAN
    assert run("text", "-", "--encoding", "vni", stdin=data).stdout.decode() == PLAN
    plan = json.loads(run("extract", "-", "--encoding", "VNI", stdin=data).stdout)
    assert plan["source"]["encoding"] == "vni"
    assert plan["notes"][0]["code"] == "encoding-converted"
    result = run("outline", "-", "--encoding", "koi8-r", stdin=data)
    assert result.returncode == 2
    assert all(name in result.stderr.decode() for name in ("utf-8", "tcvn3", "vni", "viscii"))
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    assert khparse.parse_file(file, encoding="vni").source.characters == len(PLAN)


def test_plain_text_imports_nothing_of_it() -> None:
    program = "import sys, khparse.readers as r; r.read('Kế hoạch «A» – 5 m²'.encode()); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout
    assert "khparse.readers.text" in loaded
    assert "khparse.encodings" not in loaded


def test_word_files_without_legacy_text_import_nothing_of_it() -> None:
    path = ROOT / "fixtures" / "32-ke-hoach-nha-tam-xa.docx"
    program = f"import sys, khparse.readers as r; r.read_file({str(path)!r}); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout
    assert "khparse.readers.docx" in loaded
    assert "khparse.encodings" not in loaded


def facts(plan: Plan) -> Counter[str]:
    """Header fields, references, deadlines and section ids, in lower case: TCVN3 has no marked capitals."""
    head = plan.metadata
    number = head.number and (head.number.number, head.number.symbol)
    issuer = head.issuer and head.issuer.name
    found = [head.doc_type and head.doc_type.code, number, head.date and head.date.edtf, head.place, issuer]
    found += [head.subject, *((r.id, r.date and r.date.edtf) for r in plan.references)]
    found += [(d.start, d.end, d.recurrence, d.section) for d in plan.deadlines]

    def walk(sections: list[Section]) -> None:
        for section in sections:
            found.append(section.id)
            walk(section.children)

    walk(plan.sections)
    return Counter(str(fact).lower() for fact in found)


ROUND_TRIPS = {
    **ENCODERS,
    "tcvn3 pasted": lambda text: pasted(ENCODERS["tcvn3"](text)).encode(),
    "vni pasted": lambda text: pasted(ENCODERS["vni"](text)).encode(),
    "tcvn3 without soft hyphens": lambda text: ENCODERS["tcvn3"](text).replace(b"\xad", b""),
    "utf-8-cp1252": lambda text: pasted(text.encode()).encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
}


@pytest.mark.parametrize("name", ROUND_TRIPS)
def test_round_trip(name: str) -> None:
    same = total = 0
    for path in FIXTURES:
        text = unicodedata.normalize("NFC", path.read_text("utf-8"))
        expected = facts(parse_document(read(text.encode(), path.name)))
        same += (expected & facts(parse_document(read(ROUND_TRIPS[name](text), path.name)))).total()
        total += expected.total()
    assert same >= 0.98 * total, f"{name}: {same} of {total}"

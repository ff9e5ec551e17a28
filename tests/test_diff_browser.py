"""The page of a comparison in a browser: headless Chromium, driven by Playwright, where both are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import khparse
from browsing import Page, needs_chromium
from khparse.compare.plans import diff
from khparse.output.comparison.html.page import to_page

pytestmark = needs_chromium

TASKS = "\n".join(
    f"{number}. Tổ công tác số {number} kiểm tra tuyến đường số {number} và báo cáo kết quả cho Ủy ban nhân dân xã."
    for number in range(4, 24)
)
OLD = f"""UBND XÃ AN THẠNH
Số: 12/KH-UBND
An Thạnh, ngày 05 tháng 01 năm 2024
KẾ HOẠCH
Chăm sóc cây xanh năm 2024

Căn cứ Luật Lâm nghiệp số 16/2017/QH14 ngày 15/11/2017;
Ủy ban nhân dân xã ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
Giữ gìn cây xanh trên các tuyến đường của xã.
II. NHIỆM VỤ
1. Văn phòng xã chủ trì, phối hợp với Công an xã rà soát cây gãy đổ, hoàn thành trước ngày 30/6/2024.
2. Công an xã tuần tra các tuyến đường vào ban đêm.
3. Trạm Y tế xã tập huấn sơ cứu cho tổ chăm sóc cây, hoàn thành trước ngày 31/3/2024.
{TASKS}
III. KINH PHÍ
Kinh phí thực hiện là 20 triệu đồng.
"""
NEW = (
    OLD.replace("2024", "2025")
    .replace("12/KH", "15/KH")
    .replace("Văn phòng xã chủ trì", "Phòng Kinh tế chủ trì")
    .replace("là 20 triệu đồng", "là 25 triệu đồng")
    .replace("2. Công an xã tuần tra các tuyến đường vào ban đêm.\n3.", "2.")
    + "IV. BÁO CÁO\nCác ấp báo cáo kết quả trước ngày 15/12/2025.\n"
)
HOSTILE = """UBND XÃ AN THẠNH
Số: 12/KH-UBND
KẾ HOẠCH
Về việc <script>document.title = "ran"</script>
I. MỤC ĐÍCH <img src=x onerror="document.title = 'ran'">
1. Sở Tư pháp <a href="javascript:document.title='ran'">chủ trì</a> rà soát trước ngày 30/6/2026;
2. <link rel="stylesheet" href="//example.org/x.css"><iframe src="//example.org/"></iframe> </style> báo cáo hằng quý.
"""


class Opened(Page):
    """A page of a comparison."""

    def count(self, selector: str) -> int:
        return int(self.page.locator(f"{selector}:visible").count())


def written(tmp_path: Path, old: str = OLD, new: str = NEW) -> Path:
    plans = khparse.parse(old), khparse.parse(new)
    path = tmp_path / "page.html"
    path.write_text(to_page(diff(*plans, by="syllable"), *plans), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opened]:
    made = Opened(browser, written(tmp_path))
    yield made
    assert (made.said, made.asked) == ([], [])
    made.page.close()


def test_corresponding_sections_stand_beside_each_other(opened: Opened) -> None:
    tops = opened.run(
        "[...document.querySelectorAll('.row')]"
        ".map((row) => [...row.children].map((cell) => cell.getBoundingClientRect().top))"
    )
    assert tops and all(old == new for old, _, new in tops)
    opened.page.mouse.move(300, 450)
    opened.run("document.getElementById('texts').scrollIntoView()")
    before = opened.page.locator(".n .h", has_text="KINH PHÍ").bounding_box()["y"]
    opened.page.mouse.wheel(0, 300)
    opened.page.wait_for_timeout(200)
    after = [opened.page.locator(f".{side} .h", has_text="KINH PHÍ").bounding_box()["y"] for side in "on"]
    assert after[0] == after[1] < before


def test_only_changes_folds_the_rest_and_a_run_opens_again(opened: Opened) -> None:
    rows = opened.count(".row")
    opened.page.locator("#only").click()
    assert opened.page.locator("#only").get_attribute("aria-pressed") == "true"
    assert opened.count(".row") < rows
    assert opened.count("text=Tổ công tác số 7") == 0
    assert opened.count(".row.up .h:has-text('NHIỆM VỤ')") == 2  # the heading above a change stays
    run = opened.page.locator(".run", has_text="20 mục không đổi")
    run.click()
    assert opened.count(".n p:has-text('Tổ công tác số 7 ')") == 1
    opened.page.locator("#only").click()
    assert opened.count(".row") == rows and opened.count(".run") == 0


def test_what_rolled_over_can_be_hidden(opened: Opened) -> None:
    page = opened.page
    struck = "getComputedStyle(document.querySelector('.texts del.y')).textDecorationLine"
    assert opened.run(struck) == "line-through"
    stops = page.locator("#stop").inner_text()
    page.locator("#rollover").click()
    assert opened.run(struck) == "none"
    assert opened.count("tr[data-kind='rolled-over']") == 0
    assert page.locator("#stop").inner_text() != stops


def test_changes_are_chosen_by_subject_and_agency(opened: Opened) -> None:
    page = opened.page
    assert not opened.run("document.querySelector('.row.add').classList.contains('off')")
    page.locator(".menu summary").click()
    for subject in ("section", "deadline", "assignment"):
        page.locator(f".menu input[value='{subject}']").uncheck()
    assert not page.locator("#chapter-section").is_visible()
    assert opened.run("document.querySelector('.row.add').classList.contains('off')")
    for subject in ("section", "deadline", "assignment"):
        page.locator(f".menu input[value='{subject}']").check()
    page.keyboard.press("Escape")
    assert not page.locator(".menu input").first.is_visible()
    page.locator("#agency").select_option(label="Phòng Kinh tế")
    lines = page.locator(".lines tr[id]:visible")
    assert 0 < lines.count() < page.locator(".lines tr[id]").count()
    assert " trên " in page.locator(".chapter:visible .count").first.inner_text()


def test_a_line_leads_to_its_words_in_both_columns_and_back(opened: Opened) -> None:
    line = opened.page.locator(".lines tr", has_text="20 25")
    link = line.locator(".at-new a")
    link.click()
    assert opened.in_view(".n ins.here") and opened.in_view(".o del.here")
    assert opened.page.locator(".here").all_inner_texts() == ["20", "25"]
    opened.page.locator("#back").click()
    opened.page.wait_for_timeout(100)
    assert opened.run("document.activeElement.closest('.lines tr') !== null")
    assert not opened.page.locator("#back").is_visible()


def test_keys_walk_through_all_changes_and_around(opened: Opened) -> None:
    page = opened.page
    (count,) = map(int, re.findall(r"^(\d+) thay đổi", page.locator("#stop").inner_text()))
    seen = []
    for at in range(1, count + 1):
        page.keyboard.press("n")
        assert page.locator("#stop").inner_text() == f"Thay đổi {at}/{count}"
        assert opened.in_view(".here")
        seen.append(opened.run("document.querySelector('.here').getBoundingClientRect().top + scrollY"))
    assert seen == sorted(seen)
    page.keyboard.press("n")
    assert page.locator("#stop").inner_text() == f"Thay đổi 1/{count}"
    page.keyboard.press("p")
    assert page.locator("#stop").inner_text() == f"Thay đổi {count}/{count}"
    page.locator("#next").click()
    assert page.locator("#stop").inner_text() == f"Thay đổi 1/{count}"


def test_a_remark_leads_to_its_line(opened: Opened) -> None:
    opened.page.locator(".notes a").first.click()
    assert opened.in_view(".lines tr.here")


LUMINANCE = """
(() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const solid = (colors) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (color) => {
    const [r, g, b] = color.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = {};
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility() || element.closest(".skip")) continue;
    const style = getComputedStyle(element);
    const back = [];
    for (let up = element; up; up = up.parentElement) back.unshift(getComputedStyle(up).backgroundColor);
    const [a, b] = [luminance(solid(["white", ...back])), luminance(solid(["white", ...back, style.color]))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const name = element.tagName + "." + element.className;
    found[name] = Math.min(found[name] ?? 99, ratio);
  }
  return Object.entries(found).filter(([, ratio]) => ratio < 4.5);
})()
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough(browser: Any, tmp_path: Path, scheme: str) -> None:
    opened = Opened(browser, written(tmp_path), color_scheme=scheme)
    opened.page.wait_for_timeout(100)
    assert opened.run(LUMINANCE) == []


def test_marks_differ_by_more_than_colour(opened: Opened) -> None:
    line = "(selector) => getComputedStyle(document.querySelector(selector)).textDecorationLine"
    assert opened.page.evaluate(line, ".texts del") == "line-through"
    assert opened.page.evaluate(line, ".texts ins") == "underline"
    assert opened.page.evaluate(line, ".del > .o .s > p") == "line-through"
    assert opened.page.evaluate(line, ".add > .n .s > p") == "underline"
    assert [opened.page.locator(f".{kind} > .g").first.inner_text() for kind in ("add", "del")] == ["+", "−"]


def test_dark_follows_the_system_until_it_is_switched(browser: Any, tmp_path: Path) -> None:
    path = written(tmp_path)
    paper = "getComputedStyle(document.body).backgroundColor"
    light, dark = (Opened(browser, path, color_scheme=scheme) for scheme in ("light", "dark"))
    colors = light.run(paper), dark.run(paper)
    assert colors[0] != colors[1]
    light.page.locator("#dark").click()
    dark.page.locator("#dark").click()
    assert (dark.run(paper), light.run(paper)) == colors
    assert light.said + dark.said == []


def test_a_narrow_window_has_one_column_and_needs_no_sideways_scrolling(opened: Opened) -> None:
    for width in (320, 390, 800, 1100):
        opened.page.set_viewport_size({"width": width, "height": 800})
        assert opened.run("document.documentElement.scrollWidth <= innerWidth"), width
    opened.page.set_viewport_size({"width": 390, "height": 800})
    old, new = (
        opened.page.locator(f".mod:has(.h:has-text('KINH PHÍ')) > .{side}").bounding_box() for side in "on"
    )
    assert old["y"] + old["height"] <= new["y"] and old["width"] == new["width"]
    # What didn't change is there once.
    assert opened.count("p:has-text('Tổ công tác số 7 ')") == 1


def test_paper_is_a4_landscape_with_two_columns(opened: Opened) -> None:
    pdf = opened.page.pdf(prefer_css_page_size=True)
    boxes = [[float(number) for number in box.split()] for box in re.findall(rb"/MediaBox \[([^\]]*)\]", pdf)]
    assert boxes and all((round(box[2]), round(box[3])) == (842, 595) for box in boxes)
    opened.page.emulate_media(media="print")
    assert not opened.page.locator(".bar").is_visible()
    cells = [opened.page.locator(f".mod > .{side}").first.bounding_box() for side in "on"]
    assert cells[0]["y"] == cells[1]["y"]


def test_without_scripts_the_page_still_has_its_links(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, written(tmp_path), java_script_enabled=False)
    assert not opened.page.locator(".bar").is_visible()
    link = opened.page.locator("#chapter-section .at-new a").last
    target = link.get_attribute("href")
    link.click()
    assert opened.in_view(f"[id='{(target or '')[1:]}']")
    assert (opened.said, opened.asked) == ([], [])


def test_nothing_of_a_hostile_document_runs_or_asks_the_network(browser: Any, tmp_path: Path) -> None:
    changed = HOSTILE.replace("rà soát", "<b>kiểm tra").replace("ran", "ran2")
    opened = Opened(browser, written(tmp_path, HOSTILE, changed))
    opened.page.wait_for_timeout(300)
    assert not opened.page.title().startswith("ran")
    assert (opened.said, opened.asked) == ([], [])
    assert "<iframe src=" in opened.page.locator(".texts").inner_text()


def test_the_policy_stops_a_script_that_is_let_in(browser: Any, tmp_path: Path) -> None:
    path = written(tmp_path)
    evil = (
        '<script>document.title = "ran"</script><img src="//example.org/x.png" onerror="document.title = 1">'
    )
    html = path.read_text(encoding="utf-8")
    path.write_text(html.replace("</header>", f"{evil}</header>", 1), encoding="utf-8")
    opened = Opened(browser, path)
    opened.page.wait_for_timeout(300)
    assert opened.page.title() not in ("ran", "1")
    assert any("Content Security Policy" in line for line in opened.said)


def test_roles_and_names_for_screen_readers(opened: Opened) -> None:
    tree = opened.page.locator("body").aria_snapshot()
    for expected in (
        'link "Đến hai văn bản"',
        'toolbar "Hiển thị"',
        'button "Chỉ phần thay đổi"',
        'region "Tóm tắt"',
        'table "Số thay đổi theo đối tượng và loại"',
        'heading "Thời hạn" [level=2]',
        'main "Hai văn bản đặt cạnh nhau"',
        "deletion",
        "insertion",
    ):
        assert expected in tree, expected

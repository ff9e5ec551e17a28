"""The page of `khparse report` in a browser: headless Chromium, driven by Playwright, where both are there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import Page, needs_chromium
from khparse.batch.manifest import Entry
from khparse.output.overview.figures import figures_of
from khparse.output.overview.links import links_to
from khparse.output.overview.page import to_page

pytestmark = needs_chromium

TYPES = [("KH", "Kế hoạch"), ("QĐ", "Quyết định"), ("CT", "Chỉ thị")]
HOSTILE = (
    "</script><script>document.title = 'ran'</script><img src=//example.org/x onerror=\"document.title = 1\">"
)


def archive(count: int, subject: str = "Phòng cháy rừng") -> list[Entry]:
    """Return documents of three types and five years, with deadlines in 24 months; each tenth has failed."""
    return [_failed(index) if index % 10 == 9 else _done(index, subject) for index in range(count)]


def _done(index: int, subject: str) -> Entry:
    code, name = TYPES[index % 3]
    year = 2022 + index % 5
    day = f"{2025 + index % 24 // 12}-{index % 12 + 1:02}-{index % 27 + 1:02}"
    facts = {
        "title": f"{name} {index}/{code}-UBND",
        "type": code,
        "type_name": name,
        "date": f"{year}-03-{index % 27 + 1:02}",
        "year": year,
        "issuer": f"Ủy ban nhân dân xã Số {index % 40}" if index != 6 else None,
        "subject": f"{subject} năm {year}",
        "characters": 1000,
        "tasks": 2,
        "agencies": [["Sở Y tế", "so-y-te", index % 4, 1]],
        "deadlines": [2, 1, 0],
        "days": [[day, 1]],
        "cited": 2,
        "references": ["30/2020/NĐ-CP", f"{index % 50}/KH-UBND"],
        "note_counts": {"date-blank": [1, 0]} if index % 4 == 0 else {},
        "notes": [["date-blank", "warning", "the date is blank"]] if index % 4 == 0 else [],
    }
    return Entry(
        f"kho/{index}.docx",
        index,
        f"kho/{index}",
        f"{index // 2:064}",
        9,
        "",
        "done",
        facts=json.dumps(facts),
    )


def _failed(index: int) -> Entry:
    return Entry(
        f"kho/{index}.docx",
        index,
        f"kho/{index}",
        f"{index:064}",
        9,
        "",
        "failed",
        "it is damaged",
        "mend it",
    )


class Opened(Page):
    """A page of an archive, in May 2025."""

    def __init__(self, browser: Any, path: Path, **options: Any) -> None:
        super().__init__(browser, path, "2025-05-20T12:00:00", **options)

    def shown(self) -> int:
        return int(self.page.locator("#list li:visible").count())

    def chosen(self) -> str:
        return str(self.page.locator("#chosen").inner_text())


def written(tmp_path: Path, count: int = 60, **options: Any) -> Path:
    entries = archive(count, **options)
    output = tmp_path / "out"
    (output / "kho").mkdir(parents=True)
    (output / "kho/0.json").write_text('{"schema": "khparse.plan"}', encoding="utf-8")
    path = tmp_path / "report.html"
    address = links_to(str(output), path)
    path.write_text(to_page(figures_of(lambda: entries), address=address), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opened]:
    made = Opened(browser, written(tmp_path))
    yield made
    assert (made.said, made.asked) == ([], [])
    made.page.close()


def test_a_figure_lists_its_documents(opened: Opened) -> None:
    assert (opened.shown(), opened.chosen()) == (60, "60 văn bản")
    opened.page.locator("#types a", has_text="Quyết định").click()
    count = opened.page.locator("#types a", has_text="Quyết định").locator(".n").inner_text()
    assert opened.shown() == int(count)
    assert opened.chosen() == f"Loại: Quyết định – {count} văn bản"
    assert all("Quyết định" in text for text in opened.page.locator("#list li:visible").all_inner_texts())


def test_every_count_of_the_page_is_a_link_with_as_many_documents(opened: Opened) -> None:
    wrong = opened.run(
        """[...document.querySelectorAll("a[data-d]")].filter((link) =>
             link.dataset.d.split(" ").length !== parseInt(link.dataset.c)).map((link) => link.dataset.t)"""
    )
    assert wrong == []
    assert opened.run("document.querySelectorAll('.n, .tiles b, .month b').length") <= opened.run(
        "document.querySelectorAll('a[data-d]').length"
    )


def test_back_and_escape_show_all_again(opened: Opened) -> None:
    opened.page.locator("#failures a").first.click()
    assert opened.shown() == 6
    opened.page.locator(".tiles .deadlines a").click()
    assert opened.shown() == 54
    opened.page.go_back()
    assert opened.shown() == 6
    opened.page.keyboard.press("Escape")
    assert (opened.shown(), opened.page.locator(".here").count()) == (60, 0)
    opened.page.locator("#failures a").first.click()
    opened.page.locator("#clear").click()
    assert opened.shown() == 60
    assert opened.run("document.activeElement.dataset.t").startswith("Không đọc được")


def test_a_link_to_a_part_keeps_the_figure(opened: Opened) -> None:
    opened.page.locator("#failures a").first.click()
    opened.page.locator("nav a", has_text="Năm").click()
    assert opened.shown() == 6


def test_the_address_of_a_figure_opens_it(browser: Any, tmp_path: Path) -> None:
    path = written(tmp_path)
    first = Opened(browser, path)
    first.page.locator("#years a").first.click()
    address, chosen = first.page.url, first.chosen()
    page = browser.new_page()
    page.goto(address)
    assert page.locator("#chosen").inner_text() == chosen
    assert page.locator(".here").count() == 1


def test_documents_are_filtered_by_words_without_tones(opened: Opened) -> None:
    opened.page.locator("#search").fill("chi thi phong chay 2024")
    count = opened.shown()
    assert 0 < count < 10
    assert opened.chosen().endswith(f"{count} khớp")
    opened.page.locator("#search").fill("không có")
    assert opened.page.locator("#nothing").is_visible()


def test_documents_are_ordered_by_date(opened: Opened) -> None:
    days = "[...document.querySelectorAll('#list li')].map((item) => item.dataset.day || '')"
    for order, is_reversed in (("oldest", False), ("newest", True)):
        opened.page.locator("#order").select_option(order)
        found = [day for day in opened.run(days) if day]
        assert found == sorted(found, reverse=is_reversed)
        assert opened.run(days)[-6:] == [""] * 6


def test_a_document_leads_to_its_json(opened: Opened) -> None:
    assert opened.page.locator("#list a").count() == 1
    opened.page.locator("#list a").click()
    assert "khparse.plan" in opened.page.content()
    opened.asked.clear()


def test_the_calendar_begins_now_and_turns(opened: Opened) -> None:
    page = opened.page
    assert page.locator(".month:visible caption").inner_text().startswith("Tháng 5/2025")
    page.locator("#next").click()
    assert page.locator("#month").input_value() == "2025-06"
    page.locator("#month").select_option("2025-01")
    assert page.locator("#previous").is_disabled()
    page.locator(".month:visible a").first.click()
    assert opened.chosen().startswith("Thời hạn: 01/01/2025")
    page.locator("#deadlines svg a").last.click()
    assert page.locator("#month").input_value() == page.locator("#deadlines svg a").last.get_attribute(
        "data-period"
    )


def test_documents_that_do_not_say_it_stand_below_the_others(opened: Opened) -> None:
    assert opened.page.locator("#types .unknown").count() == 0
    opened.page.locator("#issuers .rest summary").click()
    opened.page.locator("#issuers .unknown a").click()
    assert opened.chosen() == "Cơ quan ban hành: Không rõ cơ quan ban hành – 1 văn bản"


def test_the_head_of_the_list_stays_in_view(opened: Opened) -> None:
    opened.run("scrollTo(0, document.body.scrollHeight)")
    bar, head = (opened.page.locator(name).bounding_box() for name in ("header.bar", "#documents-title"))
    assert head["y"] >= bar["y"] + bar["height"]


def test_labels_of_charts_do_not_overlap(opened: Opened) -> None:
    overlapping = opened.run(
        """[...document.querySelectorAll("svg.columns")].flatMap((chart) => {
             const boxes = [...chart.querySelectorAll("text")].map((text) => text.getBoundingClientRect());
             return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) =>
               a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 2 && b.top < a.bottom - 2));
           })"""
    )
    assert overlapping == []


def test_the_keyboard_chooses_columns_and_rows(opened: Opened) -> None:
    for selector in ("#deadlines svg a", "#agencies a"):
        opened.page.locator(selector).first.focus()
        opened.page.keyboard.press("Enter")
        assert opened.page.locator(f"{selector}.here").count() == 1


def test_a_large_archive_says_what_it_lists(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, written(tmp_path, 3000))
    assert re.fullmatch(r"liệt kê [\d.]+ trên 3\.000 văn bản", opened.chosen())
    opened.page.locator("#agencies a").first.click()
    assert opened.shown() == 100
    assert opened.chosen().endswith("liệt kê 100 trên 2.700 văn bản")
    assert (opened.said, opened.asked) == ([], [])


def test_dark_follows_the_system_until_it_is_switched(browser: Any, tmp_path: Path) -> None:
    path = written(tmp_path)
    paper = "getComputedStyle(document.body).backgroundColor"
    light, dark = (Opened(browser, path, color_scheme=scheme) for scheme in ("light", "dark"))
    colors = light.run(paper), dark.run(paper)
    assert colors[0] != colors[1]
    light.page.locator("#dark").click()
    dark.page.locator("#dark").click()
    assert (dark.run(paper), light.run(paper)) == colors


def test_nothing_of_a_hostile_document_runs_or_asks_the_network(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, written(tmp_path, 20, subject=HOSTILE))
    opened.page.locator("#types a").first.click()
    opened.page.wait_for_timeout(200)
    assert opened.page.title() not in ("ran", "1")
    assert (opened.said, opened.asked) == ([], [])


def test_a_narrow_window_goes_to_the_list_and_back_without_sideways_scrolling(
    browser: Any, tmp_path: Path
) -> None:
    opened = Opened(browser, written(tmp_path), viewport={"width": 390, "height": 800})
    link = opened.page.locator("#types a").first
    link.click()
    assert 0 <= opened.page.locator("#documents").bounding_box()["y"] < 800
    opened.page.locator("#back").click()
    assert 0 <= link.bounding_box()["y"] < 800
    assert opened.run("document.activeElement.id") == link.get_attribute("id")
    for width in (320, 390, 800, 1100, 1280):
        opened.page.set_viewport_size({"width": width, "height": 800})
        assert opened.run("document.documentElement.scrollWidth <= innerWidth"), width


def test_paper_has_all_rows_and_no_list_that_is_too_long(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, written(tmp_path, 3000))
    opened.page.emulate_media(media="print")
    assert not opened.page.locator("#list").is_visible()
    assert opened.page.locator(".not-printed").is_visible()
    opened.page.emulate_media(media=None)
    opened.page.locator("#issuers a").first.click()
    opened.page.emulate_media(media="print")
    assert opened.page.locator("#list").is_visible()
    assert len(re.findall(rb"/Type /Page\b", opened.page.pdf(prefer_css_page_size=True))) < 20


def test_without_scripts_all_is_there_to_read(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, written(tmp_path), java_script_enabled=False)
    assert opened.shown() == 60
    assert opened.page.locator(".month:visible").count() > 1
    assert not opened.page.locator(".filter").is_visible()
    opened.page.locator("#types a").first.click()
    assert opened.page.url.endswith("#documents")
    assert (opened.said, opened.asked) == ([], [])


def test_roles_and_names_for_screen_readers(opened: Opened) -> None:
    tree = opened.page.locator("body").aria_snapshot()
    for expected in (
        'heading "Tổng quan kho văn bản" [level=1]',
        'navigation "Các phần"',
        'list "Tóm tắt"',
        'complementary "Văn bản"',
        "searchbox",
        "2022: ",
    ):
        assert expected in tree, expected

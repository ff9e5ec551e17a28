"""The page of `khparse view` in a browser: headless Chromium, driven by Playwright, where both are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import khparse
from browsing import Page, needs_chromium
from khparse.output.view.page import Source, to_page
from khparse.plans import plans_in
from khparse.readers import read_file

pytestmark = needs_chromium

FIXTURES = Path(__file__).parent.parent / "fixtures"
HOSTILE = """UBND XÃ AN THẠNH
Số: 12/KH-UBND
KẾ HOẠCH
Về việc <script>document.title = "ran"</script>
I. MỤC ĐÍCH <img src=x onerror="document.title = 'ran'">
1. Sở Tư pháp <a href="javascript:document.title='ran'">chủ trì</a> rà soát trước ngày 30/6/2026;
2. <link rel="stylesheet" href="//example.org/x.css"><iframe src="//example.org/"></iframe> </style> báo cáo hằng quý.
"""


class Opened(Page):
    """A page of documents."""

    def __init__(self, browser: Any, path: Path, **options: Any) -> None:
        super().__init__(browser, path, **{"viewport": {"width": 1600, "height": 900}, **options})


def written(tmp_path: Path, *sources: Source) -> Path:
    path = tmp_path / "page.html"
    path.write_text(to_page(list(sources)), encoding="utf-8")
    return path


def fixture_source(name: str) -> Source:
    document = read_file(FIXTURES / name)
    return Source(plans_in(document)[0], document.text)


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opened]:
    path = written(tmp_path, fixture_source("03-ke-hoach-tiem-chung.txt"))
    made = Opened(browser, path)
    yield made
    assert (made.said, made.asked) == ([], [])
    made.page.close()


def color_of(opened: Opened, selector: str) -> str:
    return opened.run(f"getComputedStyle(document.querySelector('{selector}')).backgroundColor")


def test_the_legend_switches_a_kind_off_and_on(opened: Opened) -> None:
    marked = color_of(opened, ".text .deadline")
    button = opened.page.locator('[data-kind="deadline"]')
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert color_of(opened, ".text .deadline") == "rgba(0, 0, 0, 0)"
    button.focus()
    opened.page.keyboard.press("Space")
    assert button.get_attribute("aria-pressed") == "true"
    assert color_of(opened, ".text .deadline") == marked


@pytest.mark.parametrize("table", [".tasks", ".dues"])
def test_a_row_leads_to_its_words_and_back(opened: Opened, table: str) -> None:
    link = opened.page.locator(f"{table} tbody tr:last-child td:nth-child(2) a")
    name = (link.get_attribute("href") or "").removeprefix("#p1-")
    link.scroll_into_view_if_needed()
    link.click()
    assert opened.in_view(f'.text [data-f~="{name}"]')
    assert opened.page.locator(f'.text [data-f~="{name}"].here').count() > 0
    assert opened.run("scrollY") > 0
    opened.page.locator("#back").click()
    opened.page.wait_for_timeout(100)
    assert opened.run("document.activeElement.getAttribute('href')") == f"#p1-{name}"
    assert not opened.page.locator("#back").is_visible()


def test_the_keyboard_goes_from_the_words_to_their_row(opened: Opened) -> None:
    opened.page.locator(".text a.deadline").last.focus()
    opened.page.keyboard.press("Enter")
    row = opened.run("document.activeElement.closest('tr').id")
    assert row.startswith("p1-row-d")
    assert opened.in_view(f"#{row}")
    assert opened.page.locator(f"#{row}.here").count() == 1


def test_the_outline_leads_to_a_unit(opened: Opened) -> None:
    link = opened.page.locator(".outline a", has_text="TỔ CHỨC THỰC HIỆN")
    link.click()
    assert opened.in_view(".text .heading:has-text('TỔ CHỨC THỰC HIỆN')")


def test_tasks_are_filtered_by_agency_and_role(opened: Opened) -> None:
    page = opened.page
    page.locator("select.agency").select_option(label="Phòng Nghiệp vụ Y")
    rows = page.locator(".tasks tbody tr:visible")
    count = rows.count()
    assert 0 < count < page.locator(".tasks tbody tr").count()
    assert all("Phòng Nghiệp vụ Y" in text for text in rows.all_inner_texts())
    assert page.locator(".count").first.inner_text().startswith(f"{count} trên ")
    page.locator("select.role").select_option("s")
    assert page.locator(".tasks tbody tr:visible").count() < count
    # A jump to a row that is filtered out shows it.
    page.locator('.text a.lead:has-text("Văn phòng Sở")').first.click()
    assert page.locator("select.agency").input_value() == ""


def test_tables_are_sorted(opened: Opened) -> None:
    button = opened.page.locator(".tasks th button", has_text="Thời hạn")
    keys = "[...document.querySelectorAll('.tasks td:last-child')].map((cell) => cell.dataset.key)"
    button.click()
    dated = [key for key in opened.run(keys) if key != "~"]
    assert dated == sorted(dated)
    assert opened.run("document.querySelector('.tasks th[aria-sort]').ariaSort") == "ascending"
    button.click()
    found = opened.run(keys)
    assert found[: len(dated)] == sorted(dated, reverse=True)
    assert set(found[len(dated) :]) == {"~"}
    opened.page.locator(".tasks th button", has_text="Mục").click()
    numbers = [
        int(key)
        for key in opened.run("[...document.querySelectorAll('.tasks .unit')].map((c) => c.dataset.key)")
    ]
    assert numbers == sorted(numbers)


def test_a_dot_of_the_timeline_leads_to_its_words(opened: Opened) -> None:
    opened.page.locator("circle.due").last.click()
    name = opened.run("document.querySelector('circle.due.here').dataset.f")
    assert opened.in_view(f'.text [data-f~="{name}"]')


def test_dark_follows_the_system_until_it_is_switched(browser: Any, tmp_path: Path) -> None:
    path = written(tmp_path, fixture_source("03-ke-hoach-tiem-chung.txt"))
    paper = "getComputedStyle(document.body).backgroundColor"
    light, dark = (Opened(browser, path, color_scheme=scheme) for scheme in ("light", "dark"))
    colors = light.run(paper), dark.run(paper)
    assert colors[0] != colors[1]
    assert dark.page.locator("#dark").get_attribute("aria-pressed") == "true"
    light.page.locator("#dark").click()
    dark.page.locator("#dark").click()
    assert (dark.run(paper), light.run(paper)) == colors
    assert light.said + dark.said == []


def test_nothing_of_a_hostile_document_runs_or_asks_the_network(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, written(tmp_path, Source(khparse.parse(HOSTILE), HOSTILE)))
    opened.page.wait_for_timeout(300)
    assert "ran" not in opened.page.title()
    assert (opened.said, opened.asked) == ([], [])
    text = opened.page.locator(".text").inner_text()
    assert '<script>document.title = "ran"</script>' in text
    assert "<iframe src=" in text


def test_the_policy_stops_a_script_that_is_let_in(browser: Any, tmp_path: Path) -> None:
    path = written(tmp_path, fixture_source("04-ke-hoach-thuy-loi-xa.txt"))
    html = path.read_text(encoding="utf-8")
    evil = (
        '<script>document.title = "ran"</script><img src="//example.org/x.png" onerror="document.title = 1">'
    )
    path.write_text(html.replace("<main>", f"<main>{evil}"), encoding="utf-8")
    opened = Opened(browser, path)
    opened.page.wait_for_timeout(300)
    assert opened.page.title() not in ("ran", "1")
    assert any("Content Security Policy" in line for line in opened.said)


def test_one_of_several_plans_is_shown_at_a_time(browser: Any, tmp_path: Path) -> None:
    names = ("03-ke-hoach-tiem-chung.txt", "04-ke-hoach-thuy-loi-xa.txt")
    opened = Opened(browser, written(tmp_path, *map(fixture_source, names)))
    assert opened.page.locator(".plan:visible").count() == 1
    opened.page.locator(".plans a").last.click()
    assert opened.page.locator("#p2").is_visible() and not opened.page.locator("#p1").is_visible()
    assert opened.page.locator(".plans a[aria-current]").get_attribute("href") == "#p2"
    opened.page.locator("#p2 .tasks tbody a").first.click()
    assert opened.page.locator("#p2 .text .here").count() > 0
    opened.page.go_back()
    opened.page.go_back()
    assert opened.said == []


def test_a_narrow_window_needs_no_sideways_scrolling(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, written(tmp_path, fixture_source("14-kh-ubnd-phan-loai-rac.md")))
    for width in (320, 390, 800, 1100, 1280):
        opened.page.set_viewport_size({"width": width, "height": 800})
        assert opened.run("document.documentElement.scrollWidth <= innerWidth"), width


def test_paper_shows_all_lists(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, written(tmp_path, fixture_source("04-ke-hoach-thuy-loi-xa.txt")))
    pdf = opened.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", pdf)) >= 3
    opened.page.emulate_media(media="print")
    assert not opened.page.locator(".bar").is_visible()
    assert opened.said == []


def test_without_scripts_the_page_still_has_its_links(browser: Any, tmp_path: Path) -> None:
    opened = Opened(
        browser, written(tmp_path, fixture_source("03-ke-hoach-tiem-chung.txt")), java_script_enabled=False
    )
    assert not opened.page.locator(".filter").is_visible()
    link = opened.page.locator(".tasks tbody tr:nth-child(5) a").first
    target = link.get_attribute("href")
    link.click()
    assert opened.in_view(f"[id='{(target or '')[1:]}']")
    assert (opened.said, opened.asked) == ([], [])


def test_roles_and_names_for_screen_readers(opened: Opened) -> None:
    tree = opened.page.locator("body").aria_snapshot()
    for expected in (
        'link "Đến văn bản"',
        'group "Tô sáng"',
        'button "Thời hạn" [pressed]',
        'navigation "Bố cục"',
        'complementary "Kết quả trích xuất"',
        'region "Toàn văn"',
        'img "Các thời hạn theo tháng',
        'heading "Nhiệm vụ" [level=2]',
        "main:",
    ):
        assert expected in tree, expected

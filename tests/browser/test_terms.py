"""Explanations of terms by mouse, keyboard and finger, without script and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

LEAFLET = "asiakkaille/minusta-on-tehty-ilmoitus/"
SHOWN = "e => getComputedStyle(e, '::after').display !== 'none'"


def test_the_mouse_opens_an_explanation_and_escape_closes_it(watched: Open) -> None:
    seen = watched()
    seen.open(LEAFLET)
    word = seen.page.locator(".tp-term").nth(1)
    assert word.evaluate(SHOWN) is False
    word.hover()
    assert word.evaluate(SHOWN) is True
    seen.page.keyboard.press("Escape")
    assert word.evaluate(SHOWN) is False


def test_the_keyboard_opens_it_and_leads_to_the_list_and_back(watched: Open) -> None:
    seen = watched()
    seen.open(LEAFLET)
    word = seen.page.locator(".tp-term").first
    for _ in range(60):
        seen.page.keyboard.press("Tab")
        if word.evaluate("e => e === document.activeElement"):
            break
    expect(word).to_be_focused()
    assert word.evaluate(SHOWN) is True
    seen.page.keyboard.press("Enter")
    ident = (word.get_attribute("href") or "").removeprefix("#")
    entry = seen.page.locator(f"#{ident}")
    expect(entry).to_be_in_viewport()
    entry.locator(".tp-back").click()
    expect(word).to_be_in_viewport()


def test_a_screen_reader_hears_the_explanation(watched: Open) -> None:
    seen = watched()
    seen.open(LEAFLET)
    for word in seen.page.locator(".tp-term").all():
        described = seen.page.locator(f"#{word.get_attribute('aria-describedby')}")
        assert described.inner_text() == word.get_attribute("data-selitys")


def test_a_tap_opens_it_in_place_and_a_second_leads_to_the_list(watched: Open) -> None:
    seen = watched(width=360, has_touch=True, is_mobile=True)
    seen.open(LEAFLET)
    word = seen.page.locator(".tp-term").first
    word.tap()
    assert word.evaluate(SHOWN) is True
    assert "#" not in seen.page.url
    seen.page.locator("h1").tap()
    assert "is-open" not in (word.get_attribute("class") or "")
    word.tap()
    word.tap()
    assert seen.page.url.endswith(word.get_attribute("href") or "-")
    assert seen.errors == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_explanation_stays_in_the_window(width: int, watched: Open) -> None:
    seen = watched(width=width)
    seen.open("prosessit/lastensuojeluilmoitus/")
    words = seen.page.locator(".tp-term")
    assert words.count() > 10
    for number in range(words.count()):
        words.nth(number).focus()
        assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), number


def test_without_script_a_tap_leads_to_the_list(watched: Open) -> None:
    seen = watched(width=360, has_touch=True, is_mobile=True, java_script_enabled=False)
    seen.open(LEAFLET)
    word = seen.page.locator(".tp-term").first
    ident = word.get_attribute("href") or ""
    word.tap()
    expect(seen.page.locator(ident)).to_be_in_viewport()


def test_paper_has_the_list_and_no_marks(watched: Open) -> None:
    seen = watched()
    seen.open(LEAFLET)
    seen.page.emulate_media(media="print")
    assert seen.page.locator(".tp-words").is_visible()
    assert not seen.page.locator(".tp-back").first.is_visible()
    assert (
        seen.page.locator(".tp-term").first.evaluate("e => getComputedStyle(e).textDecorationLine") == "none"
    )


@pytest.mark.parametrize(
    "slug", ["mita-lastensuojelu-on", "kuka-on-sosiaalityontekija", "minusta-on-tehty-ilmoitus"]
)
def test_a_leaflet_fits_on_two_sides(slug: str, watched: Open) -> None:
    for lang in ("", "sv/", "en/"):
        seen = watched()
        seen.open(f"{lang}asiakkaille/{slug}/")
        paper = seen.page.pdf(prefer_css_page_size=True)
        assert paper.count(b"/Type /Page\n") <= 2, lang

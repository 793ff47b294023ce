"""Without JavaScript: everything is there to read, and every way through the site works."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_pages import SAMPLES, ident, widest
from tukipakki.model import Page

# Parts that only a script can work; the rest must be seen, or stand in a folded part that opens by itself.
SCRIPTED = "button[hidden], [data-tp-print], .tp-calc form, .tp-tips, .tp-narrow, .tp-keep"
HIDDEN = """(scripted) => [...document.querySelectorAll("main *")].filter((e) =>
    !e.checkVisibility() && !e.closest(scripted) && !e.closest("details:not([open]), svg, datalist")
    && e.textContent.trim() && !e.closest(".md-sidebar, .tp-toc-inline, .tp-paper, .tp-scrollhint")
  ).map((e) => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("page", SAMPLES, ids=ident)
def test_everything_is_there_to_read_and_to_follow(page: Page, watched: Open) -> None:
    seen = watched(width=320, java_script_enabled=False)
    assert seen.open(page.url) == 200
    assert seen.page.evaluate(HIDDEN, SCRIPTED) == []
    assert widest(seen) == ""
    figures = seen.page.locator(".tp-figure").count()
    assert seen.page.locator(".tp-figure svg.tp-kaavio:visible").count() == figures
    assert seen.page.locator(".tp-steps:visible").count() == figures
    hrefs = seen.page.eval_on_selector_all(
        "#valikko a[href], .tp-lang a[href]", "all => all.map(a => a.href)"
    )
    assert len(hrefs) > 5
    assert all(href.startswith(seen.address) for href in hrefs)
    expect(seen.page.locator(".tp-exit")).to_be_in_viewport()
    assert (seen.page.locator(".tp-exit").get_attribute("href") or "").startswith("https://")


def test_the_ways_through_the_site_work(watched: Open) -> None:
    """Menu at the end of the page, folded section, page, language, index instead of search."""
    seen = watched(width=320, java_script_enabled=False)
    seen.open("")
    seen.page.locator("a.tp-menu").click()
    menu = seen.page.locator("#valikko")
    expect(menu).to_be_in_viewport()
    menu.get_by_text("Prosessit", exact=True).click()
    menu.get_by_role("link", name="Palvelutarpeen arviointi").click()
    expect(seen.page.locator("h1")).to_have_text("Palvelutarpeen arviointi")
    seen.page.locator(".tp-lang a[hreflang=sv]").click()
    assert seen.page.url.endswith("/sv/prosessit/palvelutarpeen-arviointi/")
    seen.page.locator(".tp-headlink").click()
    assert "/sv/haku/" in seen.page.url
    link = seen.page.locator(".tp-az a").first
    expect(link).to_be_visible()
    link.click()
    expect(seen.page.locator("h1")).to_be_visible()
    assert "/sv/" in seen.page.url


def test_a_search_asked_without_script_ends_at_the_index(watched: Open) -> None:
    seen = watched(java_script_enabled=False)
    seen.open("prosessit/")
    seen.page.locator("#haku-ylhaalla").fill("ilmoitus")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/haku/?q=ilmoitus")
    expect(seen.page.locator("#hakemisto")).to_be_visible()
    assert seen.page.locator(".tp-az a:visible").count() > 15


def test_the_calculator_shows_its_worked_examples(watched: Open) -> None:
    for lang in ("", "sv/", "en/"):
        seen = watched(java_script_enabled=False)
        seen.open(f"{lang}laki/maaraajat/")
        expect(seen.page.locator(".tp-calc form")).to_be_hidden()
        expect(seen.page.locator(".tp-calc__plain")).to_be_visible()
        assert seen.page.locator(".tp-calc tbody tr:visible").count() >= 6

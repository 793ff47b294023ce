"""The parts of a page at work: menu, search, drawings, print, keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

PROCESS = "prosessit/lastensuojeluilmoitus/"
LEAFLET = "asiakkaille/minusta-on-tehty-ilmoitus/"


def test_the_first_stop_of_the_keyboard_skips_to_the_content(watched: Open) -> None:
    seen = watched()
    seen.open(PROCESS)
    seen.page.keyboard.press("Tab")
    expect(seen.page.locator(".md-skip")).to_be_focused()
    expect(seen.page.locator(".md-skip")).to_be_in_viewport()
    seen.page.keyboard.press("Enter")
    assert seen.page.url.endswith("#sisalto")


def test_the_menu_opens_by_keyboard_and_escape_gives_focus_back(watched: Open) -> None:
    seen = watched(width=360)
    seen.open(PROCESS)
    button = seen.page.locator("button.tp-menu")
    menu = seen.page.locator("#valikko")
    expect(menu).to_be_hidden()
    button.focus()
    seen.page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    assert button.get_attribute("aria-expanded") == "true"
    seen.page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_the_menu_is_a_plain_link_without_script(watched: Open) -> None:
    seen = watched(width=360, java_script_enabled=False)
    seen.open(PROCESS)
    expect(seen.page.locator("button.tp-menu")).to_be_hidden()
    seen.page.locator("a.tp-menu").click()
    expect(seen.page.locator("#valikko")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("path", "query", "wanted"),
    [
        ("haku/", "määräajat", "laki/maaraajat/"),
        ("haku/", "koulu sijoitus", "prosessit/sijoitetun-lapsen-koulupolku/"),
        ("sv/haku/", "barnskyddsanmälan", "sv/prosessit/lastensuojeluilmoitus/"),
        ("en/haku/", "child welfare notification", "en/prosessit/lastensuojeluilmoitus/"),
    ],
)
def test_search_finds_a_page(path: str, query: str, wanted: str, watched: Open) -> None:
    seen = watched(width=360)
    seen.open(path)
    assert not [url for url in seen.requests if "assets/haku/" in url], "nothing is fetched before a search"
    seen.page.locator("#haku").fill(query)
    seen.page.keyboard.press("Enter")
    hits = seen.page.locator(".tp-hits a")
    expect(hits.first).to_be_visible()
    addresses = [hit.evaluate("e => e.href") for hit in hits.all()[:5]]
    assert any(address.startswith(seen.address + wanted) for address in addresses), addresses
    assert seen.page.locator(".tp-hits mark").count() > 0
    assert query in seen.page.locator(".tp-results__status").inner_text()
    assert seen.errors == []


def test_a_search_can_be_shared_by_its_address(watched: Open) -> None:
    seen = watched()
    seen.open("haku/?q=poliisi")
    expect(seen.page.locator(".tp-hits a").first).to_be_visible()
    assert seen.page.locator("#haku").input_value() == "poliisi"


def test_nothing_found_says_what_to_try(watched: Open) -> None:
    seen = watched()
    seen.open("haku/?q=xyzzyxyzzy")
    expect(seen.page.locator(".tp-results__status")).to_contain_text("ei löytynyt")


def test_a_broken_index_ends_in_a_sentence(watched: Open) -> None:
    seen = watched()
    seen.page.route("**/assets/haku/*", lambda route: route.abort())
    seen.open("haku/?q=poliisi")
    status = seen.page.locator(".tp-results__status")
    expect(status).not_to_be_empty()
    expect(status).to_contain_text("hakemisto")


@pytest.mark.parametrize("query", ["a" * 10_000, "(.*[", "👶", "مساعدة", "<img src=x onerror=alert(1)>"])
def test_odd_queries_end_in_a_sentence(query: str, watched: Open) -> None:
    seen = watched()
    seen.open("haku/")
    seen.page.locator("#haku").fill(query)
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator(".tp-results__status")).not_to_be_empty()
    assert seen.page.locator(".tp-hits img").count() == 0
    assert seen.errors == []


def test_the_index_stands_there_without_script(watched: Open) -> None:
    seen = watched(java_script_enabled=False)
    seen.open("haku/")
    assert seen.page.locator(".tp-az a").count() > 15


FILLS = """() => [...document.querySelectorAll('.tp-kaavio .node')].map(node => {
    const shape = node.querySelector('rect, polygon, path, circle');
    const text = node.querySelector('text, tspan');
    return [getComputedStyle(shape).fill, getComputedStyle(text).fill];
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_have_the_colours_of_the_site(scheme: str, watched: Open) -> None:
    seen = watched(color_scheme=scheme)
    seen.open(PROCESS)
    fills = seen.page.evaluate(FILLS)
    assert len(fills) >= 8
    for shape, text in fills:
        assert shape not in ("none", "rgb(0, 0, 0)"), "a black box"
        assert shape != text


def test_drawings_have_a_name_and_the_same_steps_as_text(watched: Open) -> None:
    seen = watched()
    seen.open(PROCESS)
    drawing = seen.page.get_by_role("group", name="Lastensuojeluilmoitus: vaiheet kaaviona")
    expect(drawing).to_be_visible()
    expect(drawing.get_by_role("link", name="1. Ilmoitus tehdään")).to_be_visible()
    nodes = seen.page.locator(".tp-kaavio .node").count()
    assert seen.page.locator(".tp-steps > li").count() == nodes


def test_paper_shows_the_text_and_not_the_tools(watched: Open) -> None:
    seen = watched()
    seen.open(PROCESS)
    seen.page.emulate_media(media="print")
    for gone in (
        ".md-header",
        ".md-tabs",
        ".md-banner",
        ".md-footer",
        ".md-sidebar",
        ".tp-toc-inline",
    ):
        for part in seen.page.locator(gone).all():
            assert not part.is_visible(), gone
    for kept in ("h1", ".tp-review", ".tp-kaavio", ".tp-steps", "[data-tp-address]"):
        assert seen.page.locator(kept).first.is_visible(), kept


def test_a_leaflet_does_not_open_with_what_has_not_been_compared(watched: Open) -> None:
    seen = watched(width=360)
    seen.open(LEAFLET)
    note = seen.page.locator(".tp-law")
    expect(note).to_be_hidden()
    seen.page.locator("details.tp-sections summary").click()
    expect(note).to_be_visible()

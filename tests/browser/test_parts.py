"""The parts of a page at work: menu, search, drawings, print, keyboard."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Open, Watched

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
    expect(status).to_contain_text("hakemistossa")


@pytest.mark.parametrize("query", ["a" * 10_000, "(.*[", "👶", "مساعدة", "<img src=x onerror=alert(1)>"])
def test_odd_queries_end_in_a_sentence(query: str, watched: Open) -> None:
    seen = watched()
    seen.open("haku/")
    seen.page.locator("#haku").fill(query)
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator(".tp-results__status")).not_to_be_empty()
    assert seen.page.locator(".tp-hits img").count() == 0
    assert seen.errors == []


# ---- the search in a window over the page

FETCHED = ("assets/haku/", "js/haku.js", "js/etsi.js")


def fetched(seen: Watched) -> list[str]:
    return [url for url in seen.requests if any(part in url for part in FETCHED)]


def searching(watched: Open, path: str = PROCESS, **options: Any) -> Watched:
    """A page with the window open."""
    seen = watched(**options)
    seen.open(path)
    assert fetched(seen) == [], "nothing is fetched before the search is opened"
    seen.page.keyboard.press("/")
    expect(seen.page.get_by_role("dialog", name="Hae sivustolta")).to_be_visible()
    return seen


def test_the_window_finds_while_one_types_and_says_how_many(watched: Open) -> None:
    seen = searching(watched)
    seen.page.keyboard.type("huosta")
    status = seen.page.locator("dialog [role=status]")
    expect(status).to_contain_text("tulosta haulla ”huosta”")
    first = seen.page.locator("dialog .tp-hits li").first
    expect(first.locator("mark").first).to_be_visible()
    expect(first.locator(".tp-hits__text")).not_to_be_empty()
    assert "#" not in seen.page.url, "the page under the window stays"
    assert seen.errors == []


def test_the_head_and_the_home_page_ask_in_the_window(watched: Open) -> None:
    seen = watched()
    for path, field in (("roolit/", "#haku-ylhaalla"), ("", "#haku")):
        seen.open(path)
        seen.page.locator(field).fill("poliisi")
        seen.page.keyboard.press("Enter")
        expect(seen.page.locator("#haku-ikkunassa")).to_have_value("poliisi")
        expect(seen.page.locator("dialog .tp-hits a").first).to_have_text("Poliisi")


def test_arrows_walk_the_results_and_escape_leads_back(watched: Open) -> None:
    seen = watched()
    seen.open(PROCESS)
    link = seen.page.locator("main a").first
    link.focus()
    seen.page.keyboard.press("/")
    seen.page.keyboard.type("poliisi")
    hits = seen.page.locator("dialog .tp-hits a")
    expect(hits.first).to_be_visible()
    seen.page.keyboard.press("ArrowDown")
    seen.page.keyboard.press("ArrowDown")
    expect(hits.nth(1)).to_be_focused()
    seen.page.keyboard.press("ArrowUp")
    seen.page.keyboard.press("ArrowUp")
    expect(seen.page.locator("#haku-ikkunassa")).to_be_focused()
    seen.page.keyboard.press("Escape")
    expect(seen.page.locator("dialog")).to_be_hidden()
    expect(link).to_be_focused()


def test_the_button_and_the_page_beside_close_the_window(watched: Open) -> None:
    seen = searching(watched)
    seen.page.locator("[data-tp-close]").click()
    expect(seen.page.locator("dialog")).to_be_hidden()
    seen.page.keyboard.press("/")
    seen.page.mouse.click(10, 400)
    expect(seen.page.locator("dialog")).to_be_hidden()


def test_a_result_on_the_same_page_closes_the_window_and_goes_there(watched: Open) -> None:
    seen = searching(watched)
    seen.page.keyboard.type("lastensuojeluilmoitus ilmoituksen vastaanottaminen")
    here = seen.page.locator(f'dialog .tp-hits a[href*="{PROCESS}#"]').first
    place = (here.get_attribute("href") or "").partition("#")[2]
    here.click()
    expect(seen.page.locator("dialog")).to_be_hidden()
    assert seen.page.url.endswith(f"#{place}")
    expect(seen.page.locator(f"[id='{place}']")).to_be_in_viewport()


def test_the_window_gives_an_address_to_share(watched: Open) -> None:
    seen = searching(watched)
    seen.page.keyboard.type("oma & toinen")
    seen.page.locator("[data-tp-share] a").click()
    seen.page.wait_for_url("**/haku/?q=oma+%26+toinen")
    expect(seen.page.locator("#haku")).to_have_value("oma & toinen")


def test_results_are_narrowed_by_reader_and_by_kind(watched: Open) -> None:
    seen = searching(watched)
    seen.page.keyboard.type("huostaanotto")
    seen.page.locator("dialog .tp-narrow summary").click()
    count = seen.page.locator("dialog [role=status]")
    before = count.inner_text()
    seen.page.locator("dialog").get_by_text("Laki", exact=False).locator("visible=true").first.wait_for()
    seen.page.locator('dialog fieldset[data-group="kind"] label', has_text="Laki").click()
    expect(count).not_to_have_text(before)
    kinds = seen.page.locator("dialog .tp-hits__kind").all_inner_texts()
    assert kinds
    assert all(kind.startswith("Laki") for kind in kinds)


def test_more_than_ten_results_are_shown_when_asked(watched: Open) -> None:
    seen = searching(watched)
    seen.page.keyboard.type("lastensuojelu")
    hits = seen.page.locator("dialog .tp-hits a")
    expect(hits).to_have_count(10)
    seen.page.locator("dialog .tp-more").click()
    assert hits.count() > 10
    expect(hits.nth(10)).to_be_focused()


@pytest.mark.parametrize("lost", ["**/assets/haku/*", "**/etsi.js*", "**/js/haku.js*"])
def test_what_cannot_be_fetched_ends_in_a_sentence_and_a_way_on(lost: str, watched: Open) -> None:
    seen = watched()
    seen.open(PROCESS)
    seen.page.route(lost, lambda route: route.abort())
    seen.page.keyboard.press("/")
    seen.page.keyboard.type("poliisi")
    expect(seen.page.locator("dialog [role=status]")).to_contain_text("Haku ei toimi juuri nyt")
    expect(seen.page.locator("dialog .tp-tips a").last).to_have_attribute("href", "../../haku/#hakemisto")
    seen.page.unroute(lost)
    seen.page.keyboard.press("Escape")
    seen.page.keyboard.press("/")
    seen.page.keyboard.type("poliisi")
    expect(seen.page.locator("dialog .tp-hits a").first).to_be_visible()


def test_a_spoilt_index_ends_in_a_sentence(watched: Open) -> None:
    seen = watched()
    seen.open(PROCESS)
    seen.page.route("**/assets/haku/fi.json*", lambda route: route.fulfill(body="{}"))
    seen.page.keyboard.press("/")
    seen.page.keyboard.type("poliisi")
    expect(seen.page.locator("dialog [role=status]")).to_contain_text("Haku ei toimi juuri nyt")
    expect(seen.page.locator("dialog .tp-tips")).to_be_visible()


def test_texts_that_do_not_come_leave_the_results(watched: Open) -> None:
    seen = watched()
    seen.open(PROCESS)
    seen.page.route("**/assets/haku/fi/*", lambda route: route.abort())
    seen.page.keyboard.press("/")
    seen.page.keyboard.type("poliisi")
    expect(seen.page.locator("dialog .tp-hits a").first).to_have_text("Poliisi")
    expect(seen.page.locator("dialog .tp-hits__text")).to_have_count(0)


def test_from_a_folder_of_files_the_search_says_where_it_works(built: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((built / "roolit/poliisi/index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("poliisi")
    expect(page.locator("dialog [role=status]")).to_contain_text("Haku toimii verkossa")
    expect(page.locator("dialog .tp-tips a").last).to_be_visible()
    page.close()


def test_a_key_in_a_field_is_a_letter(watched: Open) -> None:
    seen = watched()
    seen.open("laki/maaraajat/")
    seen.page.locator("#laskuri-paiva").press("/")
    expect(seen.page.locator("dialog")).to_be_hidden()


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


def test_a_drawing_is_told_once(watched: Open) -> None:
    """In the accessibility tree: a name, a description, each step as a link, and none of its letters beside."""
    seen = watched()
    seen.open(PROCESS)
    tree = seen.page.locator(".tp-figure").first.aria_snapshot().splitlines()
    told = [line.strip() for line in tree if "/url" not in line]
    assert told[1] == "- 'group \"Lastensuojeluilmoitus: vaiheet kaaviona\"':"
    steps = seen.page.locator(".tp-kaavio .node").count()
    assert sum(line.startswith(("- link", "- 'link")) for line in told) == steps == len(told) - 2
    drawing = seen.page.locator("svg.tp-kaavio").first
    expect(drawing).to_have_accessible_description(re.compile(r"^\d+ vaihetta\."))


def test_a_drawing_without_links_is_one_picture(watched: Open) -> None:
    seen = watched()
    seen.open("prosessit/mallit/konsultaatiomalli-laitoksille/")
    frame, picture = seen.page.locator(".tp-figure").first.aria_snapshot().splitlines()[1:]
    assert "Vieritettävä kehys: " in frame
    assert picture.strip().startswith("- img")


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

"""Leaving at once and reading discreetly, as the person who looks over the shoulder would see it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import Open, Watched
from tests.conftest import ROOT

PROCESS = "prosessit/lastensuojeluilmoitus/"
LEAFLET = "asiakkaille/minusta-on-tehty-ilmoitus/"
SAFETY = "turvallinen-selailu/"
# Answered by the tests themselves: nothing reaches the network.
GOAL = "https://www.ilmatieteenlaitos.fi/"
BEFORE = "https://ennen.invalid/"
NEUTRAL = "Ohje"

# Told by the page itself right after the event that leaves: what is on screen before anything loads.
COVERED = """() => [
  document.body?.checkVisibility() ?? false, document.title,
  new URL(document.querySelector("link[rel=icon]").href).pathname.split("/").pop(),
]"""
GONE = [False, NEUTRAL, "tyhja.svg"]


def answer(title: str) -> object:
    return lambda route: route.fulfill(body=f"<title>{title}</title>", content_type="text/html")


def never(route: Route) -> None:
    """The neutral site does not answer: the browser stays on the page that leaves."""


def arrived(watched: Open, path: str, *, outside: object = None, **options: object) -> Watched:
    """A page opened after some other site, so that there is something to go back to."""
    seen = watched(**options)
    context: BrowserContext = seen.page.context
    context.route(GOAL, outside or answer("Sää"))
    context.route(BEFORE, answer("Ennen"))
    seen.page.goto(BEFORE)
    seen.open(path)
    return seen


def turn_on(seen: Watched) -> None:
    seen.page.get_by_role("button", name="Selaa huomaamattomasti").click()


def is_quiet(page: Page) -> bool:
    """The mark stands in the address once the page has loaded."""
    page.wait_for_url(re.compile("#huomaamaton"))
    return page.title() == NEUTRAL and "#huomaamaton" in page.url


@pytest.mark.parametrize("path", ["", PROCESS, LEAFLET, "sv/haku/", "en/laki/maaraajat/", "404.html"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_kind_of_page_has_the_exit_in_sight(path: str, width: int, watched: Open) -> None:
    seen = watched(width=width, height=640)
    seen.page.goto(seen.address + path)
    box = seen.page.locator(".tp-exit").bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["x"] + box["width"] > width / 2, "in reach of the thumb"
    assert box["y"] + box["height"] > 640 * 0.9
    assert box["width"] * box["height"] < 0.08 * 320 * 640
    fixed = """[...document.querySelectorAll("body *")].filter(
        e => getComputedStyle(e).position === "fixed").map(e => e.className)"""
    assert seen.page.evaluate(fixed) == ["tp-exit"]


def test_families_get_a_larger_exit(watched: Open) -> None:
    heights = []
    for path in (LEAFLET, PROCESS):
        seen = watched(width=360)
        seen.open(path)
        box = seen.page.locator(".tp-exit").bounding_box()
        assert box is not None
        heights.append(box["height"])
    assert heights[0] > heights[1]


def test_the_page_is_covered_before_anything_is_fetched(watched: Open) -> None:
    seen = arrived(watched, PROCESS, outside=never)
    found = seen.page.evaluate(
        f"() => {{ document.querySelector('.tp-exit').click(); return ({COVERED})(); }}"
    )
    assert found == GONE


def test_a_slow_site_keeps_the_cover_and_the_way_out(watched: Open) -> None:
    held: list[Route] = []
    seen = arrived(watched, LEAFLET, outside=lambda route: held.append(route), width=360)
    # Asked in one go: Playwright itself waits for the navigation that never ends.
    later = seen.page.evaluate(
        f"""() => new Promise((done) => {{
          document.querySelector(".tp-exit").click();
          setTimeout(() => done(({COVERED})()), 500);
        }})"""
    )
    assert later == GONE
    assert len(held) == 1
    held[0].fulfill(body="<title>Sää</title>", content_type="text/html")
    seen.page.wait_for_url(GOAL)
    seen.page.go_back()
    assert seen.page.url == BEFORE


def test_without_a_network_the_page_does_not_come_back(watched: Open) -> None:
    seen = arrived(watched, LEAFLET, outside=lambda route: route.abort("internetdisconnected"))
    seen.page.locator(".tp-exit").click(no_wait_after=True)
    seen.page.wait_for_timeout(500)
    assert "lastensuojelu" not in seen.page.content()
    seen.page.go_back()
    assert seen.page.url == BEFORE


def test_an_answer_without_a_page_leaves_the_cover(watched: Open) -> None:
    """And when the browser brings the covered page from its memory, it leaves again."""
    seen = arrived(watched, LEAFLET, outside=lambda route: route.fulfill(status=204))
    seen.page.locator(".tp-exit").click(no_wait_after=True)
    seen.page.wait_for_function("document.title === 'Ohje'")
    asked = len([url for url in seen.requests if url == GOAL])
    seen.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    seen.page.wait_for_timeout(200)
    assert seen.page.evaluate(COVERED) == GONE
    assert len([url for url in seen.requests if url == GOAL]) == asked + 1


def test_back_does_not_show_the_page_just_left(watched: Open) -> None:
    seen = arrived(watched, "asiakkaille/")
    seen.open(LEAFLET)
    before = seen.page.evaluate("history.length")
    seen.page.locator(".tp-exit").click()
    seen.page.wait_for_url(GOAL)
    assert seen.page.evaluate("history.length") == before
    seen.page.go_back()
    assert seen.page.url == seen.address + "asiakkaille/"
    seen.page.go_forward()
    assert seen.page.url == GOAL


@pytest.mark.parametrize("button", ["left", "middle"])
@pytest.mark.parametrize("keys", [[], ["Control"]])
def test_no_way_of_clicking_leaves_the_page_open(button: str, keys: list[str], watched: Open) -> None:
    seen = arrived(watched, LEAFLET)
    seen.page.locator(".tp-exit").click(button=button, modifiers=keys)  # type: ignore[arg-type]
    seen.page.wait_for_url(GOAL)
    assert len(seen.page.context.pages) == 1


def test_shift_three_times_leaves(watched: Open) -> None:
    seen = arrived(watched, PROCESS)
    for _ in range(3):
        seen.page.keyboard.press("Shift")
    seen.page.wait_for_url(GOAL)
    seen.page.go_back()
    assert seen.page.url == BEFORE


@pytest.mark.parametrize(
    "keys",
    [
        ["Shift", "Shift"],
        ["Shift", "Shift", "a", "Shift"],
        ["Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"],
        ["Alt+Shift", "Alt+Shift", "Alt+Shift"],
        ["Shift", "Shift", None, "Shift"],
    ],
)
def test_other_uses_of_shift_stay(keys: list[str | None], watched: Open) -> None:
    seen = arrived(watched, PROCESS)
    for key in keys:
        if key is None:
            seen.page.wait_for_timeout(1600)
        else:
            seen.page.keyboard.press(key)
    assert seen.page.evaluate("document.body.childElementCount") > 0
    assert seen.page.url == seen.address + PROCESS


@pytest.mark.parametrize("field", ["#haku-ylhaalla", "#laskuri-paiva", "#laskuri-aika"])
def test_shift_in_a_field_writes(field: str, watched: Open) -> None:
    seen = arrived(watched, "laki/maaraajat/")
    seen.page.locator(field).focus()
    for _ in range(4):
        seen.page.keyboard.press("Shift")
    assert seen.page.url == seen.address + "laki/maaraajat/"


def test_the_exit_is_the_second_stop_and_tells_of_shift(watched: Open) -> None:
    seen = arrived(watched, LEAFLET)
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Tab")
    link = seen.page.locator(".tp-exit")
    expect(link).to_be_focused()
    expect(link).to_have_accessible_name("Poistu heti")
    expect(link).to_have_accessible_description("Kolme nopeaa Shift-painallusta tekee saman.")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url(GOAL)


@pytest.mark.parametrize("path", [PROCESS, LEAFLET])
def test_without_script_the_exit_is_a_link(path: str, watched: Open) -> None:
    seen = arrived(watched, path, java_script_enabled=False)
    link = seen.page.locator(".tp-exit")
    assert "noreferrer" in (link.get_attribute("rel") or "")
    assert link.get_attribute("aria-describedby") is None, "Shift does nothing without script"
    expect(seen.page.locator("[data-tp-discreet]")).to_be_hidden()
    link.click()
    seen.page.wait_for_url(GOAL)


def test_the_exit_does_not_lie_on_what_has_focus(watched: Open) -> None:
    seen = watched(width=320, height=480)
    seen.open(LEAFLET)
    covered = seen.page.evaluate(
        """() => {
        const exit = document.querySelector(".tp-exit");
        const over = [];
        for (const link of document.querySelectorAll("main a[href], footer a[href]")) {
          if (!link.checkVisibility()) continue;
          link.focus();
          const [a, b] = [link.getBoundingClientRect(), exit.getBoundingClientRect()];
          if (a.bottom > b.top && a.right > b.left && a.top < b.bottom) over.push(link.textContent);
        }
        return over;
      }"""
    )
    assert covered == []


def test_the_last_words_of_a_page_come_out_from_under_the_exit(watched: Open) -> None:
    seen = watched(width=320, height=480)
    seen.open(LEAFLET)
    seen.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = seen.page.locator(".md-footer li").last.bounding_box()
    exit_ = seen.page.locator(".tp-exit").bounding_box()
    assert last is not None
    assert exit_ is not None
    assert last["y"] + last["height"] <= exit_["y"]


def test_paper_has_neither_exit_nor_the_row(watched: Open) -> None:
    seen = watched()
    seen.open(LEAFLET + "#huomaamaton")
    seen.page.emulate_media(media="print")
    assert not seen.page.locator(".tp-exit").is_visible()
    assert not seen.page.locator(".tp-discreet").is_visible()


def test_three_discreet_pages_leave_what_was_before(watched: Open) -> None:
    seen = arrived(watched, LEAFLET)
    turn_on(seen)
    assert is_quiet(seen.page)
    for name in ("Perheelle", "Laki", "Roolit"):
        seen.page.locator(".md-tabs__link", has_text=name).click()
        seen.page.wait_for_url(re.compile("#huomaamaton$"))
        expect(seen.page.get_by_role("status").first).to_have_text("Huomaamaton selailu on päällä.")
        assert is_quiet(seen.page)
    seen.page.go_back()
    assert seen.page.url == BEFORE
    assert seen.page.evaluate("history.length") == 3  # the empty page of the test, before, and ours


def test_the_way_out_of_discreet_reading(watched: Open) -> None:
    seen = arrived(watched, LEAFLET)
    title = seen.page.title()
    turn_on(seen)
    stop = seen.page.get_by_role("button", name="Lopeta")
    expect(stop).to_be_focused()
    stop.click()
    assert seen.page.url == seen.address + LEAFLET
    assert seen.page.title() == title
    assert "favicon.svg" in (seen.page.locator("link[rel=icon]").get_attribute("href") or "")
    assert seen.page.locator("a[href*=huomaamaton]:not([href*='huomaamaton-selailu'])").count() == 0


def test_discreet_reading_stores_nothing(watched: Open) -> None:
    seen = arrived(watched, LEAFLET)
    turn_on(seen)
    seen.page.locator(".md-tabs__link").first.click()
    seen.page.wait_for_url(re.compile("asiakkaille/#huomaamaton$"))
    assert seen.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert seen.page.context.cookies() == []
    assert seen.errors == []


def test_places_within_pages_work_discreetly(watched: Open) -> None:
    """Own contents list, a link to a place of another page, and a visit by such an address."""
    seen = arrived(watched, PROCESS + "#huomaamaton")
    toc = seen.page.locator("[data-tp-toc] a").nth(2)
    place = (toc.get_attribute("href") or "").removeprefix("#huomaamaton:")
    toc.click()
    assert seen.page.url.endswith(f"#huomaamaton:{place}")
    expect(seen.page.locator(f"[id='{place}']")).to_be_in_viewport()
    seen.page.locator(".md-footer a", has_text="Hakemisto").click()
    seen.page.wait_for_url(re.compile("haku/#huomaamaton:hakemisto$"))
    expect(seen.page.locator("#hakemisto:target")).to_be_in_viewport()
    seen.page.go_back()
    assert seen.page.url == BEFORE


def test_skip_link_and_contents_list_are_marked_discreetly(watched: Open) -> None:
    seen = arrived(watched, PROCESS + "#huomaamaton")
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Enter")
    assert seen.page.url.endswith("#huomaamaton:sisalto")
    seen.page.mouse.wheel(0, 2500)
    expect(seen.page.locator("[data-tp-toc] a[aria-current]")).to_have_count(1)
    assert seen.errors == []


def test_a_reload_keeps_it_on(watched: Open) -> None:
    seen = arrived(watched, LEAFLET)
    turn_on(seen)
    seen.page.reload()
    assert is_quiet(seen.page)


def test_search_and_its_results_keep_it_on(watched: Open) -> None:
    seen = arrived(watched, "laki/#huomaamaton")
    seen.page.locator("#haku-ylhaalla").fill("ilmoitus")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("dialog .tp-hits a").first).to_have_attribute("href", re.compile("#huomaamaton"))
    assert seen.page.url.endswith("laki/#huomaamaton")
    seen.page.locator("[data-tp-share] a").click()
    seen.page.wait_for_url(re.compile(r"haku/\?q=ilmoitus#huomaamaton$"))
    hit = seen.page.locator(".tp-hits a").first
    expect(hit).to_have_attribute("href", re.compile("#huomaamaton"))
    seen.page.locator("#haku").fill("poliisi")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("[role=status]").nth(1)).to_contain_text("poliisi")
    assert seen.page.url.endswith("haku/?q=poliisi#huomaamaton")
    seen.page.locator(".tp-hits a").first.click()
    seen.page.wait_for_url(re.compile(r"(?<!haku)/#huomaamaton"))
    assert is_quiet(seen.page)
    seen.page.go_back()
    assert seen.page.url == BEFORE


def test_the_exit_stands_in_the_window_of_the_search(watched: Open) -> None:
    seen = arrived(watched, PROCESS)
    seen.page.keyboard.press("/")
    exit = seen.page.locator("dialog .tp-exit")
    expect(exit).to_be_in_viewport()
    exit.click()
    seen.page.wait_for_url(GOAL)


def test_the_exit_goes_back_to_the_page_with_the_window(watched: Open) -> None:
    seen = arrived(watched, PROCESS)
    order = "[...document.body.children].map((e) => e.tagName + e.className)"
    before = seen.page.evaluate(order)
    seen.page.keyboard.press("/")
    seen.page.keyboard.press("Escape")
    assert seen.page.evaluate(order) == before


def test_the_calculator_and_the_languages_keep_it_on(watched: Open) -> None:
    seen = arrived(watched, "laki/maaraajat/#huomaamaton")
    seen.page.locator("#laskuri-paiva").fill("30.11.2026")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator(".tp-calc__row").first).to_be_visible()
    assert is_quiet(seen.page)
    seen.page.locator(".tp-lang a[lang=sv]").click()
    seen.page.wait_for_url(re.compile("sv/laki/maaraajat/#huomaamaton$"))
    assert seen.page.title() == "Anvisning"
    seen.page.go_back()
    assert seen.page.url == BEFORE


def test_a_new_tab_keeps_it_on(watched: Open) -> None:
    seen = arrived(watched, LEAFLET + "#huomaamaton")
    with seen.page.context.expect_page() as opened:
        seen.page.locator(".md-tabs__link").first.click(modifiers=["Control"])
    tab = opened.value
    tab.wait_for_load_state()
    assert is_quiet(tab)
    assert seen.page.url == seen.address + LEAFLET + "#huomaamaton"


def test_a_wrong_address_keeps_it_on(watched: Open) -> None:
    seen = arrived(watched, "ei/ole/#huomaamaton")
    assert is_quiet(seen.page)
    seen.page.locator("main a").first.click()
    seen.page.wait_for_url(seen.address + "#huomaamaton")
    seen.page.go_back()
    assert seen.page.url == BEFORE


def test_the_exit_works_discreetly_too(watched: Open) -> None:
    seen = arrived(watched, LEAFLET + "#huomaamaton")
    seen.page.locator(".tp-exit").click()
    seen.page.wait_for_url(GOAL)
    seen.page.go_back()
    assert seen.page.url == BEFORE


def test_other_sites_and_numbers_are_left_alone(watched: Open) -> None:
    seen = arrived(watched, SAFETY + "#huomaamaton")
    addresses = seen.page.eval_on_selector_all(
        "a[href^='http'], a[href^='tel:']", "links => links.map(link => link.getAttribute('href'))"
    )
    assert GOAL in addresses
    assert not [address for address in addresses if "huomaamaton" in address]


@pytest.mark.parametrize("path", [LEAFLET, "", "apua-heti/", SAFETY, "asiakkaille/alueet/kainuu/"])
def test_families_are_led_to_the_safety_page(path: str, watched: Open) -> None:
    seen = watched(width=320)
    seen.open(path)
    expect(seen.page.get_by_role("button", name="Selaa huomaamattomasti")).to_be_visible()
    seen.page.locator(".tp-discreet a").click()
    seen.page.wait_for_url(seen.address + SAFETY)


def test_workers_are_not_offered_what_they_can_find_in_the_footer(watched: Open) -> None:
    seen = watched()
    seen.open(PROCESS)
    expect(seen.page.locator(".tp-discreet")).to_be_hidden()
    assert seen.page.locator(".md-footer a", has_text="Turvallinen selailu").is_visible()


FILL = """async () => {
  localStorage.setItem("a", "1"); localStorage.setItem("b", "2"); sessionStorage.setItem("c", "3");
  document.cookie = "d=4; Path=/";
  await caches.open("e");
  await new Promise((done) => { indexedDB.open("f").onsuccess = (event) => { event.target.result.close(); done(); }; });
}"""
LEFT = """async () => [localStorage.length, sessionStorage.length, document.cookie,
  (await caches.keys()).length, (await indexedDB.databases()).length]"""


def test_remove_everything_removes_and_tells(watched: Open) -> None:
    seen = watched(width=320)
    seen.open(SAFETY)
    button = seen.page.get_by_role("button", name="Poista kaikki tältä sivustolta")
    status = seen.page.locator(".tp-forget [role=status]")
    button.click()
    expect(status).to_have_text("Tämä sivusto ei ollut tallentanut mitään.")
    seen.page.evaluate(FILL)
    button.click()
    expect(status).to_have_text("Poistettu. Tallennettuja tietoja oli 6.")
    assert seen.page.evaluate(LEFT) == [0, 0, "", 0, 0]


def test_axe_finds_nothing_in_discreet_reading(watched: Open) -> None:
    axe = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    for path in (LEAFLET, PROCESS, SAFETY):
        for width, scheme in ((1280, "light"), (320, "dark")):
            seen = watched(width=width, color_scheme=scheme)
            seen.open(path + "#huomaamaton")
            seen.page.evaluate(axe)
            found = seen.page.evaluate(
                "axe.run({runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})"
            )
            assert [(v["id"], v["nodes"][0]["target"]) for v in found["violations"]] == []

"""The keyboard alone: every control is reached in order, seen, worked and left again."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Watched

PROCESS = "prosessit/lastensuojeluilmoitus/"
# Its drawing is written by hand.
MODEL = "prosessit/mallit/konsultaatiomalli-laitoksille/"
CALCULATOR = "laki/maaraajat/"

# What the walk must meet on a page, by width; what is not named must merely be in order and visible.
FRAME = {
    1280: (".md-skip", ".tp-exit", ".tp-headsearch input", ".tp-lang a", ".md-tabs__link"),
    320: (".md-skip", ".tp-exit", ".tp-headlink", "button.tp-menu", ".tp-lang a"),
}
OWN = {
    (PROCESS, 1280): ("[data-tp-toc] a",),
    (PROCESS, 320): (".tp-toc-inline summary", ".tp-kaavio__vaihe", ".tp-list input"),
    (MODEL, 320): (".tp-toc-inline summary", ".tp-figure__scroll"),
    (CALCULATOR, 1280): ("[data-tp-toc] a", ".tp-calc select", ".tp-calc input", ".tp-calc button"),
    (CALCULATOR, 320): (".tp-toc-inline summary", ".tp-calc select", ".tp-calc input", ".tp-calc button"),
    ("haku/?q=poliisi", 1280): ("#haku", ".tp-narrow summary", ".tp-hits a", ".tp-letters a"),
    ("haku/?q=poliisi", 320): ("#haku", ".tp-narrow summary", ".tp-hits a", ".tp-letters a"),
    ("asiakkaille/minusta-on-tehty-ilmoitus/", 1280): (".tp-term", "[data-tp-print]", ".tp-sections summary"),
    ("asiakkaille/minusta-on-tehty-ilmoitus/", 320): (".tp-term", "[data-tp-print]", ".tp-sections summary"),
    ("", 1280): ("#haku",),
    ("", 320): ("#haku",),
}

# Numbers everything that a visible page lets the keyboard reach, and remembers how it looks at rest.
# Of a group of radio buttons the keyboard stops at the chosen one.
NUMBER = """() => {
  const look = (style) => [style.outlineStyle, style.outlineWidth, style.boxShadow].join();
  // A step of a drawing shows focus by the line around its shape.
  const line = (e) => [...e.querySelectorAll(":scope.tp-kaavio__vaihe :is(rect, polygon, path)")]
    .map((shape) => getComputedStyle(shape).strokeWidth).join();
  window.looks = (e) => line(e) + [getComputedStyle(e), getComputedStyle(e, "::after"),
    ...(e.nextElementSibling ? [getComputedStyle(e.nextElementSibling)] : [])].map(look).join(" ");
  const can = "a[href], button, input, select, textarea, summary, [tabindex]";
  // While a window is open, nothing outside it can be reached.
  const within = document.querySelector("dialog[open]") ?? document;
  window.stops = [...within.querySelectorAll(can)].filter((e) =>
    e.checkVisibility({visibilityProperty: true}) && e.tabIndex >= 0 && !e.disabled
    && (e.type !== "radio" || e.checked));
  window.rest = stops.map(looks);
  return stops.map((e) => e.outerHTML.slice(0, 90));
}"""

# The number of the element with focus and what is wrong with it; -1 is the end of the page.
HERE = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return [-1, ""];
  const n = stops.indexOf(e);
  const box = e.getClientRects()[0];
  const wrong = [];
  if (n < 0) wrong.push("not a visible control");
  if (e.closest("[aria-hidden=true], [inert]")) wrong.push("hidden from screen readers");
  if (!box || box.width < 1 || box.height < 1) return [n, [...wrong, "no size"].join() + e.outerHTML.slice(0, 90)];
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height, innerHeight - box.top) / 2];
  if (x < 0 || x > innerWidth || y < 0 || y > innerHeight) wrong.push("out of the window");
  else {
    const top = document.elementFromPoint(x, y);
    if (top && e !== top && !e.contains(top) && !e.parentElement.contains(top)) wrong.push("under " + top.className);
  }
  if (n >= 0 && looks(e) === rest[n]) wrong.push("focus not shown");
  return [n, wrong.length ? wrong.join() + ": " + e.outerHTML.slice(0, 90) : ""];
}"""


def walk(page: Page, key: str, most: int) -> tuple[list[int], list[str]]:
    """Press a key so many times or until focus leaves the page; gives the stops and what is wrong with them."""
    order: list[int] = []
    wrong: list[str] = []
    while len(order) < most:
        page.keyboard.press(key)
        number, fault = page.evaluate(HERE)
        if number == -1 and not fault:
            break
        order.append(number)
        wrong += [fault] if fault else []
    return order, wrong


def opened(watched: Open, path: str, width: int, **options: Any) -> Watched:
    seen = watched(width=width, height=700, **options)
    seen.open(path)
    if "?q=" in path:
        seen.page.locator(".tp-hits a").first.wait_for()
    return seen


@pytest.mark.parametrize(("path", "width"), OWN, ids=lambda value: str(value) or "etusivu")
def test_the_keyboard_meets_every_control_in_order_and_back(path: str, width: int, watched: Open) -> None:
    seen = opened(watched, path, width)
    controls = seen.page.evaluate(NUMBER)
    there, wrong = walk(seen.page, "Tab", len(controls) + 1)
    assert wrong == []
    assert there == list(range(len(controls))), "every visible control once, in the order of the page"
    back, wrong = walk(seen.page, "Shift+Tab", len(controls))
    assert wrong == []
    assert back == there[::-1]
    for selector in (*FRAME[width], *OWN[path, width]):
        if not (path in ("", "haku/?q=poliisi") and selector.startswith(".tp-head")):
            assert seen.page.evaluate("s => stops.some(e => e.matches(s))", selector), selector
    assert not seen.page.evaluate("stops.some(e => e.closest('#valikko'))"), "the closed menu is no stop"
    assert seen.errors == []


def press_on(seen: Watched, selector: str, key: str) -> None:
    seen.page.locator(selector).first.focus()
    seen.page.keyboard.press(key)


def test_the_open_menu_is_walked_through_and_left(watched: Open) -> None:
    seen = opened(watched, PROCESS, 320)
    press_on(seen, "button.tp-menu", "Enter")
    controls = seen.page.evaluate(NUMBER)
    first = seen.page.evaluate("stops.indexOf(document.activeElement)") + 1
    there, wrong = walk(seen.page, "Tab", 30)
    assert wrong == []
    assert there == list(range(first, first + 30))
    in_menu = seen.page.evaluate("stops.flatMap((e, n) => e.closest('#valikko') ? [n] : [])")
    assert len(in_menu) > 5
    assert set(in_menu) < set(there), f"{len(controls)} controls, the menu before the page"
    seen.page.locator("#valikko a").last.focus()
    seen.page.keyboard.press("Escape")
    expect(seen.page.locator("#valikko")).to_be_hidden()
    expect(seen.page.locator("button.tp-menu")).to_be_focused()


def test_languages_contents_and_folded_parts_work_by_keyboard(watched: Open) -> None:
    seen = opened(watched, PROCESS, 320)
    press_on(seen, ".tp-toc-inline summary", "Enter")
    link = seen.page.locator(".tp-toc-inline a").first
    expect(link).to_be_visible()
    press_on(seen, ".tp-toc-inline a", "Enter")
    assert seen.page.url.endswith(link.get_attribute("href") or "-")
    press_on(seen, ".tp-lang a[hreflang=sv]", "Enter")
    seen.page.wait_for_url(f"**/sv/{PROCESS}")
    seen = opened(watched, PROCESS, 1280)
    press_on(seen, "[data-tp-toc] a", "Enter")
    assert "#" in seen.page.url
    press_on(seen, ".md-tabs__link", "Enter")
    seen.page.wait_for_url("**/asiakkaille/")


def test_a_wide_drawing_scrolls_by_keyboard_and_one_that_fits_is_no_stop(watched: Open) -> None:
    seen = opened(watched, MODEL, 320)
    frame = seen.page.locator(".tp-figure__scroll")
    expect(frame).to_have_accessible_name(
        "Vieritettävä kehys: Konsultaation kulku lapsesta tiimiin ja takaisin lapselle"
    )
    press_on(seen, ".tp-figure__scroll", "ArrowRight")
    for _ in range(50):
        if frame.evaluate("e => e.scrollLeft") > 0:
            break
        seen.page.wait_for_timeout(50)
    assert frame.evaluate("e => e.scrollLeft") > 0
    seen.page.set_viewport_size({"width": 1280, "height": 700})
    expect(frame).not_to_have_attribute("tabindex", "0")


def test_without_script_every_frame_is_a_stop_with_a_name(watched: Open) -> None:
    seen = opened(watched, CALCULATOR, 1280, java_script_enabled=False)
    frames = seen.page.locator(".tp-tablewrap")
    assert frames.count() > 0
    for frame in frames.all():
        expect(frame).to_have_attribute("tabindex", "0")
        assert frame.get_attribute("aria-label")


def test_a_search_by_keyboard_leads_to_a_page(watched: Open) -> None:
    seen = opened(watched, PROCESS, 1280)
    seen.page.keyboard.press("/")
    expect(seen.page.locator("#haku-ikkunassa")).to_be_focused()
    seen.page.keyboard.type("poliisi")
    hit = seen.page.locator(".tp-hits a").first
    expect(hit).to_be_visible()
    seen.page.keyboard.press("ArrowDown")
    expect(hit).to_be_focused()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/poliisi/**")


@pytest.mark.parametrize("width", [1280, 320])
def test_the_window_of_the_search_is_walked_through_and_left(width: int, watched: Open) -> None:
    seen = opened(watched, PROCESS, width)
    opener = seen.page.locator(".tp-headlink" if width == 320 else "#haku-ylhaalla")
    opener.focus()
    seen.page.keyboard.press("Enter")
    seen.page.keyboard.type("poliisi")
    seen.page.locator(".tp-hits a").first.wait_for()
    seen.page.locator(".tp-narrow summary").click()
    controls = seen.page.evaluate(NUMBER)
    seen.page.locator("[data-tp-close]").focus()
    first = seen.page.evaluate("stops.indexOf(document.activeElement)")
    assert first == 0
    there, wrong = walk(seen.page, "Tab", len(controls) - 1)
    assert wrong == []
    assert there == list(range(1, len(controls)))
    for selector in ("#haku-ikkunassa", ".tp-chips input", ".tp-hits a", "[data-tp-share] a", ".tp-exit"):
        assert seen.page.evaluate("s => stops.some(e => e.matches(s))", selector), selector
    seen.page.keyboard.press("Escape")
    expect(seen.page.locator("dialog")).to_be_hidden()
    expect(opener).to_be_focused()


def test_nothing_moves_for_those_who_asked_for_stillness(watched: Open) -> None:
    seen = opened(watched, PROCESS, 1280, reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("*")].filter((e) => {
        const style = getComputedStyle(e);
        return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none"
          || style.scrollBehavior === "smooth";
    }).length"""
    assert seen.page.evaluate(moving) == 0

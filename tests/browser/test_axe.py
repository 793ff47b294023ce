"""axe-core on a page of every type and language in every state, and on parts that open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page as Tab

from tests.browser.axe import axe_faults
from tests.browser.conftest import Open, Watched
from tests.browser.test_pages import PAGES, SAMPLES, ident, widest
from tukipakki.model import Page, Site

# A state is put on the open page: colours and width are a matter of style sheets.
COLOURS: dict[str, dict[str, Any]] = {
    "vaalea": {"color_scheme": "light", "forced_colors": "none"},
    "tumma": {"color_scheme": "dark", "forced_colors": "none"},
    "pakotetut-varit": {"color_scheme": "light", "forced_colors": "active"},
}


def still(watched: Open, width: int = 1280) -> Watched:
    """A page whose colours do not glide from one state to the next."""
    return watched(width=width, reduced_motion="reduce")


def faults_in_every_state(seen: Watched, *widths: int) -> dict[str, list[str]]:
    """What axe finds and what sticks out, by width and colours."""
    found: dict[str, list[str]] = {}
    for width in widths:
        seen.page.set_viewport_size({"width": width, "height": 800})
        found[f"{width} leveys"] = [wide] if (wide := widest(seen)) else []
        for name, media in COLOURS.items():
            seen.page.emulate_media(**media)
            found[f"{width} {name}"] = axe_faults(seen.page)
    return {state: faults for state, faults in found.items() if faults}


# test_pages.py has every page in one state.
@pytest.mark.parametrize("page", SAMPLES, ids=ident)
def test_a_page_of_every_type_in_every_state(page: Page, watched: Open) -> None:
    seen = still(watched)
    seen.open(page.url)
    assert faults_in_every_state(seen, 1280, 320) == {}
    assert seen.errors == []


@pytest.mark.kaikki
@pytest.mark.parametrize("page", PAGES, ids=ident)
def test_the_whole_grid(page: Page, watched: Open) -> None:
    seen = still(watched)
    seen.open(page.url)
    assert faults_in_every_state(seen, 1280, 768, 360, 320) == {}
    assert seen.errors == []


def test_a_wrong_address(watched: Open) -> None:
    seen = still(watched)
    assert seen.open("ei/ole/") == 404
    assert faults_in_every_state(seen, 1280, 320) == {}


PROCESS = "prosessit/lastensuojeluilmoitus/"


def _menu(tab: Tab) -> None:
    tab.locator("button.tp-menu").click()
    tab.locator("#valikko summary").first.click()


def _results(tab: Tab) -> None:
    tab.locator(".tp-hits a").first.wait_for()


def _window(tab: Tab) -> None:
    tab.keyboard.press("/")
    tab.keyboard.type("ilmoitus")
    _results(tab)
    tab.locator(".tp-narrow summary").click()


def _nothing_found(tab: Tab) -> None:
    tab.keyboard.press("/")
    tab.keyboard.type("xyzzyxyzzy")
    tab.get_by_text("ei löytynyt").wait_for()


def _folded(tab: Tab) -> None:
    tab.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")


def _answer(tab: Tab) -> None:
    tab.locator("#laskuri-paiva").fill("24.11.2026")
    tab.keyboard.press("Enter")
    tab.locator(".tp-calc__row").first.wait_for()


def _fault(tab: Tab) -> None:
    tab.locator("#laskuri-paiva").fill("31.2.2026")
    tab.keyboard.press("Enter")


def _hint(selector: str) -> Callable[[Tab], None]:
    return lambda tab: tab.locator(selector).first.focus()


# What is open -> page, width, how it opens.
OPEN: dict[str, tuple[str, int, Callable[[Tab], None]]] = {
    "valikko": (PROCESS, 320, _menu),
    "hakutulokset": ("haku/?q=ilmoitus", 1280, _results),
    "hakutulokset-kapea": ("haku/?q=ilmoitus", 320, _results),
    "hakuikkuna": (PROCESS, 1280, _window),
    "hakuikkuna-kapea": (PROCESS, 320, _window),
    "hakuikkuna-tyhja": (PROCESS, 320, lambda tab: tab.keyboard.press("/")),
    "hakuikkuna-ei-tuloksia": (PROCESS, 1280, _nothing_found),
    "ei-tuloksia": ("haku/?q=xyzzyxyzzy", 320, lambda tab: tab.get_by_text("ei löytynyt").wait_for()),
    "kielet-joita-ei-ole": ("roolit/poliisi/", 320, _hint(".tp-lang a")),
    "sisallys-ja-pykalat": ("asiakkaille/minusta-on-tehty-ilmoitus/", 320, _folded),
    "laskurin-vastaus": ("laki/maaraajat/", 320, _answer),
    "laskurin-virhe": ("laki/maaraajat/", 1280, _fault),
    "termin-selitys": (PROCESS, 320, _hint(".tp-term")),
    "pykalan-otsikko": (PROCESS, 1280, _hint(".tp-cite")),
}


@pytest.mark.parametrize("what", OPEN)
def test_what_opens(what: str, watched: Open) -> None:
    path, width, opens = OPEN[what]
    seen = still(watched, width)
    seen.open(path)
    opens(seen.page)
    assert faults_in_every_state(seen, width) == {}


@pytest.mark.parametrize("path", ["lehtinen/", "sv/lehtinen/", "a code"])
def test_the_codes_of_leaflets(path: str, real_site: Site, watched: Open) -> None:
    seen = still(watched)
    seen.open(f"lehtinen/{next(iter(real_site.data.editions))}/" if path == "a code" else path)
    assert faults_in_every_state(seen, 1280, 320) == {}
    assert seen.errors == []

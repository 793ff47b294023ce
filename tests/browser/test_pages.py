"""Every page in a real browser: own host only, no errors, language, title, switch, no sideways scroll."""

from __future__ import annotations

import pytest

from tests.browser.axe import axe_faults
from tests.browser.conftest import Open, Watched
from tests.conftest import ROOT, TODAY
from tukipakki.model import ORIGINAL, Page, Site
from tukipakki.page_types import TYPES
from tukipakki.read import read_site
from tukipakki.render.navigation import title_of

SITE = read_site(ROOT, TODAY)
PAGES = [page for lang in SITE.languages for page in SITE.published(lang)]
# The longest page of every type, apart from the editors' manual; of the translations, which have the same
# templates and colours, those of the types that every language has.
EVERY_LANGUAGE = ("sivusto", "prosessi", "asiakasohje")
SAMPLES = [
    max(pages, key=lambda page: len(page.body))
    for lang in SITE.languages
    for kind in (TYPES if lang == ORIGINAL else EVERY_LANGUAGE)
    if (pages := [p for p in SITE.published(lang) if p.type == kind and p.front.kohderyhma != ["toimittaja"]])
]
SAMPLES += [page for page in PAGES if page.slug in ("index", "haku") and page.lang == ORIGINAL]


def ident(page: Page) -> str:
    return f"{page.lang}-{page.slug}"


def widest(seen: Watched) -> str:
    """What sticks out of the window, or "" when nothing does."""
    return str(
        seen.page.evaluate(
            """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return "";
            const out = [...document.querySelectorAll("body *")].filter(
                e => e.getBoundingClientRect().right > width + 1);
            return out.slice(-3).map(e => e.outerHTML.slice(0, 120)).join(" | ") || "page";
        }"""
        )
    )


@pytest.mark.parametrize("page", PAGES, ids=ident)
def test_every_page(page: Page, watched: Open) -> None:
    seen = watched()
    assert seen.open(page.url) == 200
    assert seen.page.locator("html").get_attribute("lang") == page.lang
    assert title_of(SITE, page).replace("\N{SOFT HYPHEN}", "") in seen.page.title()
    assert "Tukipakki" in seen.page.title()
    assert seen.page.locator("h1").count() == 1
    assert seen.page.locator("main").count() == 1
    _language_switch_is_right(seen, page, SITE)
    seen.page.set_viewport_size({"width": 320, "height": 640})
    assert widest(seen) == ""
    # A translation has the colours of its original.
    assert axe_faults(seen.page, contrast=page.lang == ORIGINAL) == []
    seen.settle()
    assert seen.strangers == []
    assert seen.errors == []
    assert seen.page.context.cookies() == []
    assert seen.page.evaluate("localStorage.length + sessionStorage.length") == 0


def _language_switch_is_right(seen: Watched, page: Page, site: Site) -> None:
    nav = seen.page.locator(".tp-lang").first
    assert (
        nav.locator("[aria-current]").inner_text()
        == {"fi": "Suomi", "sv": "Svenska", "en": "English"}[page.lang]
    )
    links = {link.get_attribute("hreflang"): link.evaluate("e => e.href") for link in nav.locator("a").all()}
    for lang in site.languages:
        if lang == page.lang:
            continue
        version = site.page(page.slug, lang) or site.page("index", lang)
        assert version is not None
        assert links[lang] == seen.address + version.url
    missing = [lang for lang in site.languages if site.page(page.slug, lang) is None]
    assert (nav.locator("small").count() > 0) == bool(missing)


def test_a_wrong_address_speaks_three_languages(watched: Open) -> None:
    seen = watched()
    assert seen.open("sv/ei/ole/tata/") == 404
    languages = [s.get_attribute("lang") for s in seen.page.locator("main section").all()]
    assert languages == ["fi", "sv", "en"]
    for link in seen.page.locator("main a").all():
        assert seen.page.request.get(link.evaluate("e => e.href")).ok
    assert [error for error in seen.errors if "404" not in error] == []
    assert seen.strangers == []

"""Citations in a real browser: the heading by mouse, by keyboard, by finger and on paper."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Locator, expect

from tests.browser.axe import axe_faults
from tests.browser.conftest import Open, Watched
from tests.browser.server import serving
from tests.conftest import BASE, ROOT, TODAY, page
from tukipakki.mkdocs_plugin import build_site
from tukipakki.read import read_site

PATH = "prosessit/ohjeet/testi/"
BODY = """\
Arviointi alkaa heti (LSL 26 §).

Rivin lopussa on pitkä kappale, jotta viittaus osuu kapealla ruudulla oikeaan reunaan: SHL 36 §.

| Kuka (LSL 25 §) | Mitä |
|---|---|
| opettaja | LSL 25 § 3 mom |

Rajoituksista säädetään muualla (LSL 61–62 §).
"""
ENGLISH = (
    "---\notsikko: Test\nkuvaus: A page.\npaivitetty: 2024-06-01\n---\n"
    "See the Child Welfare Act, section 26, and the Social Welfare Act, section 36.\n"
)
HEADING = "Lastensuojeluasian vireilletulo"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site with a small register and one page of citations; other pages are not checked here."""
    shared = tmp_path_factory.getbasetemp().parent
    out = shared / "viittaukset"
    with FileLock(shared / "viittaukset.lock"):
        if not out.is_dir():
            build_site(read_site(project(shared / "viittausprojekti"), TODAY), out)
    with serving(out) as root:
        yield root


def project(root: Path) -> Path:
    for folder in ("docs", "data", "overrides"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copy(BASE / "data/saadokset.yml", root / "data")
    folder = root / "docs/prosessit/ohjeet"
    folder.mkdir(parents=True, exist_ok=True)
    text = page(BODY, extra='lahdeluettelo:\n  - "[Laki](https://www.finlex.fi/), LSL 25 §"\n')
    (folder / "testi.md").write_text(text.replace("2026-11-01", "2024-06-01"), encoding="utf-8")
    (folder / "testi.en.md").write_text(ENGLISH, encoding="utf-8")
    return root


def shown(link: Locator) -> bool:
    """Whether the heading beside a citation is on the screen."""
    return bool(link.evaluate("e => getComputedStyle(e, '::after').display !== 'none'"))


def open_page(watched: Open, path: str = PATH, **options: object) -> Watched:
    seen = watched(**options)
    assert seen.open(path) == 200
    return seen


def test_the_heading_comes_by_keyboard_and_goes_by_escape(watched: Open) -> None:
    seen = open_page(watched)
    link = seen.page.locator("a.tp-cite").first
    for _ in range(80):
        seen.page.keyboard.press("Tab")
        if link.evaluate("e => e === document.activeElement"):
            break
    expect(link).to_be_focused()
    assert shown(link)
    assert HEADING in link.evaluate("e => getComputedStyle(e, '::after').content")
    seen.page.keyboard.press("Escape")
    assert not shown(link)
    expect(link).to_be_focused()
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Shift+Tab")
    assert shown(link)
    assert seen.errors == []


def test_the_heading_comes_by_mouse_and_the_pointer_may_rest_on_it(watched: Open) -> None:
    seen = open_page(watched)
    link = seen.page.locator("a.tp-cite").first
    assert not shown(link)
    link.hover()
    assert shown(link)
    box = link.bounding_box()
    assert box is not None
    seen.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] + 12, steps=6)
    assert shown(link), "the heading stays when the pointer moves onto it"
    seen.page.mouse.move(2, 2)
    assert not shown(link)


def test_screen_readers_hear_the_name_and_the_heading(watched: Open) -> None:
    seen = open_page(watched)
    client = seen.page.context.new_cdp_session(seen.page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    links = {
        node["name"]["value"].replace("\u00a0", " "): node.get("description", {}).get("value", "")
        for node in nodes
        if node.get("role", {}).get("value") == "link"
    }
    assert links["LSL 26 §"].replace("\u00a0", " ") == f"26 § {HEADING}"


def test_a_finger_and_paper_find_the_headings_in_the_list(watched: Open) -> None:
    seen = open_page(watched, width=360, java_script_enabled=False, has_touch=True)
    rows = seen.page.locator(".tp-sections li")
    expect(rows.filter(has_text=HEADING)).to_be_visible()
    seen.page.emulate_media(media="print")
    expect(rows.filter(has_text=HEADING)).to_be_visible()


def test_every_description_exists_and_nothing_overflows(watched: Open) -> None:
    for width in (320, 1280):
        seen = open_page(watched, width=width)
        assert (
            seen.page.evaluate(
                """() => [...document.querySelectorAll("[aria-describedby]")].flatMap(
                e => e.getAttribute("aria-describedby").split(" ")).filter(id => !document.getElementById(id))"""
            )
            == []
        )
        for link in seen.page.locator("a.tp-cite").all():
            link.focus()
            assert seen.page.evaluate(
                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            ), link.inner_text()
        assert seen.errors == []


def test_a_head_with_a_citation_labels_its_cells_in_words(watched: Open) -> None:
    seen = open_page(watched)
    assert seen.page.locator("td").first.get_attribute("data-l") == "Kuka (LSL\u00a025\u00a0§)"


def test_the_page_tells_in_plain_html_what_changed_and_what_is_unread(watched: Open) -> None:
    seen = open_page(watched, java_script_enabled=False)
    note = seen.page.locator(".tp-law")
    expect(note).to_contain_text("Laki on muuttunut päivityksen jälkeen: SHL\u00a036\u00a0§, 1.1.2025")
    expect(note).to_contain_text("Muutosta ei ole luettu.")
    seen = open_page(watched, path="en/" + PATH)
    expect(seen.page.locator(".tp-law")).to_contain_text("The law has changed since this page was updated")
    assert seen.page.locator(".tp-source").inner_text().count("in Finnish") == 1
    assert "in Finnish" not in seen.page.locator("article p").first.inner_text()
    assert seen.page.locator("a.tp-cite").first.get_attribute("hreflang") == "fi"


def test_axe_finds_nothing_in_citations(watched: Open) -> None:
    for scheme, width in (("light", 1280), ("dark", 320)):
        seen = open_page(watched, width=width, color_scheme=scheme)
        seen.page.locator("a.tp-cite").first.focus()
        assert axe_faults(seen.page) == []

"""What a printer gives: the whole text with its date and address, and nothing to click."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from tests.browser.conftest import Open, Watched
from tests.browser.test_pages import PAGES, SAMPLES, ident
from tukipakki.model import Page

LEAFLETS = [page for page in PAGES if page.type in ("asiakasohje", "selko")]
GONE = (
    ".md-skip, .tp-exit, .md-banner, .md-header, .md-tabs, .md-footer, .md-sidebar, .md-path, "
    ".tp-drawer, .tp-toc-inline, .tp-leaflet__tools, .tp-keep, main button, "
    # Boxes to tick are for paper.
    "main input:not([type=checkbox])"
)


def sheets(seen: Watched) -> list[str]:
    """The text of each A4 side, on one line."""
    reader = PdfReader(io.BytesIO(seen.page.pdf(prefer_css_page_size=True)))
    for side in reader.pages:
        assert (round(side.mediabox.width), round(side.mediabox.height)) == (595, 842)
    return [" ".join(side.extract_text().split()) for side in reader.pages]


def squeezed(text: str) -> str:
    """Without spaces, soft hyphens and case: a PDF breaks lines as it likes."""
    return "".join(text.split()).replace("\N{SOFT HYPHEN}", "").replace("\N{WORD JOINER}", "").lower()


@pytest.mark.parametrize("page", LEAFLETS, ids=ident)
def test_a_leaflet_takes_two_sides_at_most(page: Page, watched: Open) -> None:
    seen = watched()
    seen.open(page.url)
    assert len(sheets(seen)) <= 2


@pytest.mark.parametrize("page", SAMPLES, ids=ident)
def test_paper_has_title_date_state_and_address_and_no_navigation(page: Page, watched: Open) -> None:
    seen = watched()
    seen.open(page.url)
    text = squeezed(" ".join(sheets(seen)))
    seen.page.emulate_media(media="print")
    for selector in ("h1", "[data-tp-address]", *((".tp-review",) if page.slug != "haku" else ())):
        assert squeezed(seen.page.locator(selector).first.inner_text()) in text, selector
    assert squeezed(page.url) in text
    assert [e.evaluate("e => e.outerHTML") for e in seen.page.locator(GONE).all() if e.is_visible()] == []
    for link in seen.page.locator('main a[href^="http"]:not(.tp-cite):visible').all():
        assert squeezed(link.get_attribute("href") or "-") in text
    for folded in seen.page.locator("main details:visible").all():
        inner = folded.evaluate("e => [...e.children].at(-1).textContent")
        assert squeezed(inner) in text, "a folded part is printed open"


def test_figure_and_steps_are_whole(watched: Open) -> None:
    seen = watched()
    seen.open("prosessit/lastensuojeluilmoitus/")
    nodes = [squeezed(node.text_content() or "") for node in seen.page.locator(".tp-kaavio .node").all()]
    steps = [squeezed(step.inner_text()) for step in seen.page.locator(".tp-steps > li").all()]
    sides = [squeezed(side) for side in sheets(seen)]
    assert any(all(node in side for node in nodes) for side in sides), "the drawing is on one side"
    assert all(any(step in side for side in sides) for step in steps), "no step is cut"


def test_the_calculator_prints_its_answer_or_its_examples(watched: Open) -> None:
    seen = watched()
    seen.open("laki/maaraajat/")
    examples = squeezed("Laskettuja esimerkkejä")
    assert examples in squeezed(" ".join(sheets(seen)))
    seen.page.locator("#laskuri-paiva").fill("30.11.2026")
    seen.page.keyboard.press("Enter")
    answer = squeezed(seen.page.locator(".tp-calc__row.is-day").inner_text())
    printed = squeezed(" ".join(sheets(seen)))
    assert answer in printed
    assert examples not in printed

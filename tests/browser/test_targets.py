"""Room for a finger: 44 px for what is pressed to get on, 24 px at least for what stands in a list."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open
from tests.browser.test_pages import SAMPLES, ident
from tukipakki.model import Page

# Words inside running text are as high as their line; nothing else may be small.
SMALL = """() => {
  const big = ".tp-exit, .tp-btn, .md-header a, .md-tabs a, .md-banner a, .tp-drawer a, .tp-drawer summary, "
    + ".md-footer a, .tp-toc-inline summary, .tp-toc-inline a, .md-sidebar a, .tp-sections summary, "
    + ".tp-search input, .tp-calc select, .tp-calc input, .tp-door a, .tp-letters a, .tp-big a";
  const all = "a[href], button, input, select, textarea, summary";
  return [...document.querySelectorAll(all)].filter((e) => e.checkVisibility()).flatMap((e) => {
    const {width, height} = e.getBoundingClientRect();
    const least = e.matches(big) ? 44 : getComputedStyle(e).display === "inline" ? 0 : 24;
    const small = height < least - 0.5 || (width < least - 0.5 && !e.matches(".tp-lang a"));
    return small ? [`${Math.round(width)}x${Math.round(height)} ${e.outerHTML.slice(0, 90)}`] : [];
  });
}"""


@pytest.mark.parametrize("page", SAMPLES, ids=ident)
def test_targets_are_large_enough(page: Page, watched: Open) -> None:
    seen = watched(width=320)
    seen.open(page.url)
    if seen.page.locator("button.tp-menu").is_visible():
        seen.page.locator("button.tp-menu").click()
    assert seen.page.evaluate(SMALL) == []
    seen.page.set_viewport_size({"width": 1280, "height": 800})
    assert seen.page.evaluate(SMALL) == []

"""axe-core in a page of the browser."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from tests.conftest import ROOT

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _library() -> str:
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def axe_faults(page: Page, *, contrast: bool = True) -> list[str]:
    """What axe finds at fault in the page as it now stands: rule and the beginning of the elements.

    Args:
        contrast: whether colours are measured too, which takes half of the time.
    """
    # As an evaluated text the library needs no place in the page's content security policy.
    if not page.evaluate("'axe' in window"):
        page.evaluate(_library())
    # What watches sizes answers in the next frame.
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    found = page.evaluate(
        """async ([tags, enabled]) => (await axe.run({
            runOnly: tags, rules: {'color-contrast': {enabled}}, resultTypes: ['violations'],
        })).violations""",
        [RULES, contrast],
    )
    return [
        f"{fault['id']}: {' | '.join(node['html'][:150] for node in fault['nodes'][:3])}" for fault in found
    ]

"""Where a reader tells of a fault on a page: a link that carries the page's address and nothing else."""

from __future__ import annotations

from urllib.parse import quote

from tukipakki.model import Page, Site
from tukipakki.render.words import word
from tukipakki.settings import PAGE_SLOT


def feedback_href(site: Site, page: Page) -> str | None:
    """The address of the setting `palaute` for one page; None while it is not set."""
    pattern = site.settings.palaute
    path = site.settings.base + page.url
    if pattern.startswith("mailto:"):
        address = site.settings.osoite + page.url if site.settings.osoite else path
        subject = word(site, page.lang, "footer.feedback_subject", page=address)
        return f"{pattern}?subject={quote(subject, safe='')}"
    return pattern.replace(PAGE_SLOT, quote(path, safe="")) or None

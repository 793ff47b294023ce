"""Whether a translation says what its original says today."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from tukipakki.model import ORIGINAL, Page, Site
from tukipakki.parse.fingerprint import fingerprint


class State(StrEnum):
    """How a translation stands to its original."""

    CURRENT = "ajan tasalla"
    BEHIND = "jäljessä"
    UNKNOWN = "ei tiedossa"


def pairs(site: Site) -> Iterator[tuple[Page, Page]]:
    """Every original with each of its translations."""
    for page in site.pages.values():
        original = site.page(page.slug, ORIGINAL)
        if page.lang != ORIGINAL and original is not None:
            yield original, page


def state_of(original: Page, page: Page) -> State:
    """By the stamp; a translation without one is behind when its original was updated later."""
    if page.stamp is not None:
        return State.CURRENT if page.stamp == fingerprint(original) else State.BEHIND
    later = original.front.paivitetty > page.front.paivitetty
    return State.BEHIND if later else State.UNKNOWN


def is_behind(site: Site, page: Page) -> bool:
    """True for a translation whose original has changed since."""
    original = site.page(page.slug, ORIGINAL)
    return page.lang != ORIGINAL and original is not None and state_of(original, page) is State.BEHIND

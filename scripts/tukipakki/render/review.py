"""When a page was last compared with its facts, and when it must be again."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from tukipakki.model import Page, Site
from tukipakki.page_types import TYPES
from tukipakki.render.words import day, day_html, word


@dataclass(frozen=True, slots=True)
class Review:
    """The review line of a page, in words."""

    text: str
    updated_html: str
    next_html: str
    owner: str
    overdue: bool
    overdue_text: str


def next_review(page: Page) -> date:
    """The day by which the page must be read again: `tarkistettu`, else `paivitetty`, plus its cycle."""
    start = page.front.tarkistettu or page.front.paivitetty
    months = start.month - 1 + TYPES[page.type].review_months
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def is_overdue(page: Page, today: date) -> bool:
    """True when the day of the next review has passed."""
    return today > next_review(page)


def review_of(page: Page, site: Site) -> Review:
    """The review line in the page's language."""
    front = page.front
    reviewed = front.tila == "tarkistettu"
    if reviewed:
        text = word(
            site,
            page.lang,
            "review.reviewed",
            date=day(front.tarkistettu),
            reviewer=owner_name(site, front.tarkistaja, page.lang),
        )
    else:
        text = word(site, page.lang, "review.draft")
    due = next_review(page)
    return Review(
        text=text,
        updated_html=day_html(front.paivitetty),
        next_html=day_html(due),
        owner=owner_name(site, front.vastuutaho, page.lang),
        overdue=is_overdue(page, site.today),
        overdue_text=word(site, page.lang, "review.overdue", date=day(due)),
    )


def owner_name(site: Site, slug: str, lang: str) -> str:
    """A role's name; `toimitus` is the editors of this site."""
    if slug == "toimitus":
        return word(site, lang, "review.editors")
    return str(site.data.roles[slug].nimi[lang])

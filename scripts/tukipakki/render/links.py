"""Links that Markdown cannot make: to another language, named as such in the reader's own."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tukipakki.model import Page, Site
from tukipakki.render.pieces import Piece, put
from tukipakki.render.words import word
from tukipakki.targets import Kind, Target, destination, relative, resolve


def link_across_languages(body: str, page: Page, site: Site) -> str:
    """Rewrite the links of a page whose target is in another language than the page."""
    return put(body, link_pieces(page, site))


def link_pieces(page: Page, site: Site) -> Iterator[Piece]:
    """What takes the place of links whose target is in another language than the page.

    mkdocs builds one language at a time and knows no files of the others, so these become HTML
    here. Links within the language stay Markdown, and mkdocs checks them once more.
    """
    position = 0
    for link in page.links:
        if link.image or link.start < position:
            continue
        target = resolve(site, page, link.target)
        goal = destination(site, target, page.lang) if target.kind is Kind.PAGE else None
        if goal is None or goal.lang == page.lang:
            continue
        yield link.start, link.end, _anchor(link.text, goal, target, page, site)
        position = link.end


def _anchor(text: str, goal: Page, target: Target, page: Page, site: Site) -> str:
    href = relative(page.url, goal.url) + (f"#{target.anchor}" if target.anchor else "")
    note = language_note(site, page.lang, goal.lang)
    return (
        f'<a href="{escape(href)}" hreflang="{goal.lang}" lang="{goal.lang}">{text}</a>'
        f'<span class="tp-kieli"> ({escape(note or "")})</span>'
    )


def language_note(site: Site, reader: str, target: str) -> str | None:
    """”suomeksi” when a link leads to another language than the reader's, else None."""
    return None if reader == target else word(site, reader, f"language.in_{target}")


def page_link(here: str, lang: str, goal: Page, html: str, site: Site, anchor: str = "") -> str:
    """A link between pages with ready-made words; `here` is the address that it stands on."""
    note = language_note(site, lang, goal.lang)
    attributes = f' hreflang="{goal.lang}"' if note else ""
    said = f'<span class="tp-kieli"> ({escape(note)})</span>' if note else ""
    href = escape(relative(here, goal.url) + (f"#{anchor}" if anchor else ""))
    return f'<a href="{href}"{attributes}>{html}</a>{said}'

"""Short Markdown of front matter to HTML: facts inserted, links led to the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import escape

import markdown

from tukipakki.model import Page, Site
from tukipakki.parse.blocks import parse_blocks
from tukipakki.parse.links import find_links
from tukipakki.render.citations import cited_pieces
from tukipakki.render.insertions import insert
from tukipakki.render.links import language_note
from tukipakki.render.pieces import Piece, put
from tukipakki.render.typography import tied
from tukipakki.targets import Kind, destination, relative, resolve

_PARAGRAPH = re.compile(r"^<p>(.*)</p>$", re.DOTALL)


def inline_html(text: str, page: Page, site: Site) -> str:
    """One line of Markdown as HTML without a paragraph around it.

    Links are relative to the page's file, as in its body.
    """
    linked = _with_addresses(text, page, site)
    html = _markdown().reset().convert(tied(insert(linked, site, page.lang, html=True)))
    match = _PARAGRAPH.match(html)
    return match[1] if match else html


def plain(text: str, page: Page, site: Site) -> str:
    """The text with its facts as plain words."""
    return insert(text, site, page.lang, html=False)


@cache
def _markdown() -> markdown.Markdown:
    return markdown.Markdown(extensions=["tukipakki.render.extension"])


def _with_addresses(text: str, page: Page, site: Site) -> str:
    links = list(_link_pieces(text, page, site))
    return put(text, [*links, *cited_pieces(text, site, page.lang, page.front.saados)])


def _link_pieces(text: str, page: Page, site: Site) -> Iterator[Piece]:
    for link in find_links(parse_blocks(text, 1).prose, 1):
        target = resolve(site, page, link.target)
        goal = destination(site, target, page.lang) if target.kind is Kind.PAGE else None
        if goal is None:
            continue
        href = relative(page.url, goal.url) + (f"#{target.anchor}" if target.anchor else "")
        note = language_note(site, page.lang, goal.lang)
        attributes = f' hreflang="{goal.lang}" lang="{goal.lang}"' if note else ""
        link_html = f'<a href="{escape(href)}"{attributes}>{link.text}</a>'
        note_html = f'<span class="tp-kieli"> ({escape(note)})</span>' if note else ""
        yield link.start, link.end, link_html + note_html

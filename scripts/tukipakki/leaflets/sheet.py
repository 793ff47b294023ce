"""The sheet of a leaflet: the HTML from which its PDF is made."""

from __future__ import annotations

import posixpath
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import jinja2
from lxml import etree
from lxml import html as lxml_html

from tukipakki.leaflets.qr import qr_svg
from tukipakki.leaflets.shown import Shown
from tukipakki.model import Page, Site
from tukipakki.parse.registers import Edition
from tukipakki.render.terms import term_finder
from tukipakki.render.view import TermRow
from tukipakki.render.words import day, word
from tukipakki.targets import EDITIONS, Kind, destination, resolve

TEMPLATE, STYLE = "lehtinen.html", "lehtinen.css"
_PICTURES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp"}


@dataclass(frozen=True, slots=True)
class Mark:
    """What every print carries: the code, the date of the text, and where the code can be asked about.

    `address` and `page_address` are whole when the site's own is known; only then is there a `qr`.
    """

    code: str
    date: str
    address: str
    page_address: str
    qr: str


def mark_of(site: Site, page: Page, edition: Edition) -> Mark:
    """The mark of an edition, in the language of its page."""
    address = f"{site.settings.osoite}{EDITIONS}/{edition.id}/"
    title = word(site, page.lang, "leaflet.qr", code=edition.id)
    return Mark(
        code=edition.id,
        date=day(page.front.paivitetty),
        address=_short(address),
        page_address=_short(site.settings.osoite + page.url),
        qr=qr_svg(address, title) if site.settings.osoite else "",
    )


def _short(address: str) -> str:
    return address.removeprefix("https://").removeprefix("http://")


def sheet_html(site: Site, shown: Shown, edition: Edition) -> str:
    """The whole document, with nothing in it but what is printed."""
    view = shown.view
    return _template(site.root).render(
        tp=view,
        mark=mark_of(site, shown.page, edition),
        body=_on_paper(view.content, shown.page, site),
        words=tuple(_unexplained(shown, site)),
        created=shown.page.front.paivitetty.isoformat(),
    )


@cache
def _template(root: str) -> jinja2.Template:
    folder = Path(root) / "overrides"
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # As in the templates of pages: each value says `e` for itself.
        autoescape=False,
    )
    return env.get_template(TEMPLATE)


def _unexplained(shown: Shown, site: Site) -> Iterator[TermRow]:
    """Terms whose meaning the text does not tell: a word is set in italics where it is explained."""
    find = term_finder(site, shown.page.lang).find
    root = lxml_html.fragment_fromstring(shown.view.content, create_parent="div")
    told = {found.term for em in root.iter("em") for found in find("".join(em.itertext()))}
    return (term for term in shown.view.words if term.id not in told)


def _on_paper(html: str, page: Page, site: Site) -> str:
    """The text without what a finger needs: links keep their words, and lead on where they can."""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for drawing in root.xpath(".//*[contains(@class, 'tp-kaavio')]//svg"):
        drawing.drop_tree()
    for link in list(root.iter("a")):
        _lead_on(link, page, site)
    for labels in root.xpath(".//dl[@class='tp-step']"):
        _as_sentence(labels)
    for picture in root.iter("img"):
        _put_in(picture, page, site)
    for element in root.iter(etree.Element):
        for name in ("data-selitys", "data-pykala", "aria-describedby", "tabindex", "role", "aria-label"):
            element.attrib.pop(name, None)
    for steps in root.iter("ol"):
        if steps.get("class") == "tp-family":
            said = escape(word(site, page.lang, "leaflet.more"))
            steps.addnext(lxml_html.fragment_fromstring(f'<p class="more">{said}</p>'))
    inner = [lxml_html.tostring(child, encoding="unicode") for child in root]
    return (root.text or "") + "".join(inner)


def _lead_on(link: lxml_html.HtmlElement, page: Page, site: Site) -> None:
    href = link.get("href", "")
    if "tp-term" in link.get("class", ""):
        link.tag = "span"
        for name in ("href", "id"):
            link.attrib.pop(name, None)
    elif "tp-cite" in link.get("class", ""):
        link.drop_tag()
    elif not href.startswith(("tel:", "https://")):
        whole = _whole(href, page, site)
        if whole:
            link.set("href", whole)
        else:
            link.drop_tag()


def _whole(href: str, page: Page, site: Site) -> str | None:
    """The full address of a place on the site; None for one on the sheet, or when it is not known."""
    address = site.settings.osoite
    if not address or href.startswith("#"):
        return None
    if href.partition("#")[0].endswith(".md"):
        target = resolve(site, page, href)
        goal = destination(site, target, page.lang) if target.kind is Kind.PAGE else None
        return address + goal.url + (f"#{target.anchor}" if target.anchor else "") if goal else None
    path, _, anchor = href.partition("#")
    place = posixpath.normpath(posixpath.join(page.url, path))
    return f"{address}{'' if place == '.' else f'{place}/'}" + (f"#{anchor}" if anchor else "")


def _as_sentence(labels: lxml_html.HtmlElement) -> None:
    """Who, by when, what is asked: rows of a list in frames would be heard as nothing."""
    labels.tag = "p"
    for row in labels:
        row.tag = "span"
        row.set("class", "row")
        label, value = row
        label.tag, value.tag = "b", "span"
        label.tail = f"{label.tail or ''} "
        label.text = f"{label.text}:"


def _put_in(picture: lxml_html.HtmlElement, page: Page, site: Site) -> None:
    """The picture itself into the sheet, which then needs no other file."""
    place = posixpath.normpath(posixpath.join(page.folder, picture.get("src", "")))
    content = (Path(site.root) / "docs" / place).read_bytes()
    kind = _PICTURES[posixpath.splitext(place)[1]]
    picture.set("src", f"data:{kind};base64,{b64encode(content).decode()}")

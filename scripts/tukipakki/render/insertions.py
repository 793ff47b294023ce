"""Facts by id to words: in running text as HTML, in diagrams and titles as plain text."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tukipakki.model import Page, Site
from tukipakki.parse.insertions import PATTERN
from tukipakki.render import lists
from tukipakki.render.phone import phone_link


class UnknownFact(KeyError):
    """No such kind, id or form; the checks have said so before."""


def insert(text: str, site: Site, lang: str, *, html: bool) -> str:
    """Replace every insertion of a text.

    Args:
        html: with markup (running text), or plain words (diagrams, titles).

    Raises:
        UnknownFact: an insertion names nothing.
    """
    return PATTERN.sub(
        lambda m: fact(site, lang, m["kind"], m["id"], m["form"], html=html), text
    )


def insert_in_body(body: str, page: Page, site: Site) -> str:
    """A page's body with its facts; plain inside fences, where drawings are written.

    `body` has the lines of `page.body`, though their text may have been rewritten.
    """
    fenced = {
        line
        for fence in page.fences
        for line in range(fence.line, fence.line + fence.source.count("\n") + 1)
    }
    return "\n".join(
        insert(text, site, page.lang, html=number not in fenced)
        for number, text in enumerate(body.split("\n"), page.body_line)
    )


def fact(site: Site, lang: str, kind: str, ident: str, form: str | None, *, html: bool) -> str:
    """One fact in words.

    Raises:
        UnknownFact: there is no such kind, id or form.
    """
    try:
        return _KINDS[kind](site, lang, ident, form, html)
    except KeyError:
        raise UnknownFact(f"{kind}:{ident}") from None


def _deadline(site: Site, lang: str, ident: str, form: str | None, html: bool) -> str:
    deadline = site.data.deadlines[ident]
    words = {None: deadline.sanoin, "lyhyt": deadline.lyhyt}[form][lang]
    return f'<span class="tp-deadline">{escape(words)}</span>' if html else str(words)


def _phone(site: Site, lang: str, ident: str, form: str | None, html: bool) -> str:
    service = site.data.services[{None: ident}[form]]
    return phone_link(service, site, lang) if html else str(service.numero)


def _sentence(site: Site, lang: str, ident: str, form: str | None, html: bool) -> str:
    words = str(site.data.sentences[{None: ident}[form]][lang])
    return escape(words, quote=False) if html else words


def _list(site: Site, lang: str, ident: str, form: str | None, html: bool) -> str:
    return lists.LISTS[{None: ident}[form]](site, lang) if html else ""


def _table(site: Site, lang: str, ident: str, form: str | None, html: bool) -> str:
    return lists.TABLES[{None: ident}[form]](site, lang) if html else ""


_KINDS: dict[str, Callable[[Site, str, str, str | None, bool], str]] = {
    "maaraaika": _deadline,
    "puhelin": _phone,
    "vakio": _sentence,
    "lista": _list,
    "taulukko": _table,
}

"""Facts by id to words: in running text as HTML, in diagrams and titles as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape, unescape

from tukipakki.model import Page, Site
from tukipakki.parse.insertions import OR_CODE
from tukipakki.render import lists, numbers
from tukipakki.render.citations import cited_html
from tukipakki.render.glossary import glossary
from tukipakki.render.matrix import role_matrix
from tukipakki.render.phone import phone_link
from tukipakki.render.typography import tied


class UnknownFact(KeyError):
    """No such kind, id or form; the checks have said so before."""


def insert(text: str, site: Site, lang: str, *, html: bool, here: str = "") -> str:
    """Replace every insertion of a text.

    Args:
        html: with markup (running text), or plain words (diagrams, titles).
        here: address of the page from the site's root, for the links of lists.

    Raises:
        UnknownFact: an insertion names nothing.
    """

    def words(match: re.Match[str]) -> str:
        if match["code"]:
            return match[0]
        return fact(site, lang, match["kind"], match["id"], match["form"], html=html, here=here)

    return OR_CODE.sub(words, text)


def insert_in_body(body: str, page: Page, site: Site) -> str:
    """A page's body with its facts; plain inside fences, where drawings are written.

    `body` has the lines of `page.body`, though their text may have been rewritten.
    """
    fenced = {
        line for fence in page.fences for line in range(fence.line, fence.line + fence.source.count("\n") + 1)
    }
    return "\n".join(
        insert(text, site, page.lang, html=False)
        if number in fenced
        else tied(insert(text, site, page.lang, html=True, here=page.url)).rstrip()
        for number, text in enumerate(body.split("\n"), page.body_line)
    )


def fact(
    site: Site, lang: str, kind: str, ident: str, form: str | None, *, html: bool, here: str = ""
) -> str:
    """One fact in words.

    Raises:
        UnknownFact: there is no such kind, id or form.
    """
    try:
        name = kind if form is None else f"{kind}:{form}"
        if name in _BLOCKS:
            block = _BLOCKS[name][ident](site, lang, here)
            return block if html else unescape(_TAG.sub(" ", block))
        return _KINDS[name](site, lang, ident, html)
    except KeyError:
        raise UnknownFact(f"{kind}:{ident}") from None


def _deadline(site: Site, lang: str, ident: str, html: bool) -> str:
    return _amber(site.data.deadlines[ident].sanoin[lang], html)


def _deadline_tag(site: Site, lang: str, ident: str, html: bool) -> str:
    return _amber(site.data.deadlines[ident].lyhyt[lang], html)


def _amber(words: str, html: bool) -> str:
    return f'<span class="tp-deadline">{escape(words)}</span>' if html else words


def _phone(site: Site, lang: str, ident: str, html: bool) -> str:
    service = site.data.services[ident]
    return phone_link(service, site, lang) if html else str(service.numero)


def _sentence(site: Site, lang: str, ident: str, html: bool) -> str:
    words = str(site.data.sentences[ident][lang])
    return cited_html(escape(words, quote=False), site, lang) if html else words


def _number(site: Site, lang: str, ident: str, html: bool) -> str:
    words = numbers.value(site.data.numbers[ident], lang)
    return escape(words) if html else words


def _number_with_source(site: Site, lang: str, ident: str, html: bool) -> str:
    words = numbers.value(site.data.numbers[ident], lang)
    source = f"({numbers.origin(site.data.numbers[ident], site, lang)})"
    return (
        f'{escape(words)} <small class="tp-lahde">{escape(source)}</small>' if html else f"{words} {source}"
    )


def _term(site: Site, lang: str, ident: str, html: bool) -> str:
    words = str(site.data.terms[ident].nimi[lang])
    return f'<span data-termi="{ident}">{escape(words)}</span>' if html else words


def _meaning(site: Site, lang: str, ident: str, html: bool) -> str:
    words = insert(site.data.terms[ident].selitys[lang], site, lang, html=False)
    return escape(words, quote=False) if html else words


def _county(site: Site, lang: str, ident: str, html: bool) -> str:
    words = str(site.data.regions[ident].nimi[lang])
    return escape(words) if html else words


def _short_county(site: Site, lang: str, ident: str, html: bool) -> str:
    region = site.data.regions[ident]
    words = str(region.lyhytnimi or region.nimi[lang])
    return escape(words) if html else words


def _glossary(site: Site, lang: str, here: str) -> str:
    return glossary(site, lang, lambda text: insert(text, site, lang, html=False))


def _numbers(site: Site, lang: str, here: str) -> str:
    return numbers.numbers_table(site, lang)


def _matrix(site: Site, lang: str, here: str) -> str:
    return role_matrix(site, lang, here, lambda text: insert(text, site, lang, html=False))


_TAG = re.compile(r"<[^>]*>")

# Kind, or kind and form -> what it says.
_KINDS: Mapping[str, Callable[[Site, str, str, bool], str]] = {
    "maaraaika": _deadline,
    "maaraaika:lyhyt": _deadline_tag,
    "puhelin": _phone,
    "vakio": _sentence,
    "luku": _number,
    "luku:lahde": _number_with_source,
    "termi": _term,
    "termi:selitys": _meaning,
    "alue": _county,
    "alue:lyhyt": _short_county,
}
_BLOCKS: Mapping[str, Mapping[str, lists.Block]] = {
    "lista": {**lists.LISTS, "sanasto": _glossary},
    "taulukko": {**lists.TABLES, "luvut": _numbers, "roolit-ja-prosessit": _matrix},
}

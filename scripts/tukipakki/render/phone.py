"""Phone numbers as links, each with the date of its source."""

from __future__ import annotations

from html import escape

from tukipakki.model import Site
from tukipakki.parse.registers import Service, Source
from tukipakki.render.words import word


def phone_link(service: Service, site: Site, lang: str) -> str:
    """A help line's number that can be called, with the date of its source.

    Raises:
        KeyError: the service has no number.
    """
    if service.numero is None or service.tel is None:
        raise KeyError(service.id)
    link = tel_link(service.numero, service.tel)
    return f"{link} {source_note(service.lahde, site, lang)}" if service.lahde else link


def tel_link(number: str, tel: str) -> str:
    """A number that can be called and never breaks over two lines."""
    shown = escape(number).replace(" ", "\N{NO-BREAK SPACE}")
    return f'<a class="tp-tel" href="tel:{tel}">{shown}</a>'


def source_note(source: Source, site: Site, lang: str) -> str:
    """The source's date in brackets, small."""
    return f'<small class="tp-lahde">({escape(source_words(source, site, lang))})</small>'


def source_words(source: Source, site: Site, lang: str) -> str:
    """”lähde 12/2025”, or the name of an undated source."""
    if source.pvm is None:
        return word(site, lang, "source.undated", name=source.nimi)
    return word(site, lang, "source.dated", date=source.pvm)

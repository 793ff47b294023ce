"""Numbers of the register: in running text, with their source, and all of them as a table."""

from __future__ import annotations

from html import escape

from tukipakki.model import Site
from tukipakki.parse.registers import Number
from tukipakki.render.phone import source_words
from tukipakki.render.typography import tied
from tukipakki.render.words import word

_HEADS = ("number.value", "number.what", "number.when", "number.where", "number.source")


def value(number: Number, lang: str) -> str:
    """The number as it is written in a language; it never breaks over two lines."""
    return number.arvo[lang].replace(" ", "\N{NO-BREAK SPACE}")


def origin(number: Number, site: Site, lang: str) -> str:
    """”vuonna 2024, lähde: Innokylä …”."""
    return f"{number.aika[lang]}, {source_words(number.lahde, site, lang)}"


def numbers_table(site: Site, lang: str) -> str:
    """Every number with what it counts, its time, its place and its source."""
    labels = [word(site, lang, key) for key in _HEADS]
    head = "".join(f'<th scope="col">{escape(label)}</th>' for label in labels)
    rows = "".join(_row(number, site, lang, labels) for number in site.data.numbers.values())
    caption = escape(word(site, lang, "number.table"))
    return (
        f'<div class="tp-tablewrap" tabindex="0" role="group" aria-label="{caption}">'
        f'<table class="tp-table"><caption>{caption}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(number: Number, site: Site, lang: str, labels: list[str]) -> str:
    region = site.data.regions.get(number.alue) if number.alue else None
    source = escape(number.lahde.nimi) + (f" ({escape(number.lahde.pvm)})" if number.lahde.pvm else "")
    if number.pykala:
        source = f"{escape(tied(number.pykala[lang]))}; {source}"
    place = region.nimi[lang] if region else word(site, lang, "number.whole_country")
    cells = (escape(number.mita[lang]), escape(number.aika[lang]), escape(place), source)
    data = "".join(
        f'<td data-l="{escape(label)}">{cell}</td>' for label, cell in zip(labels[1:], cells, strict=True)
    )
    return f'<tr id="luku-{number.id}"><th scope="row">{escape(value(number, lang))}</th>{data}</tr>'

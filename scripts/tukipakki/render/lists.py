"""Blocks made from registers: help lines, counties, the table of deadlines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from tukipakki.model import Site
from tukipakki.parse.registers import Deadline, Region, Service
from tukipakki.render.citations import cited_html
from tukipakki.render.phone import source_note, tel_link
from tukipakki.render.words import word


def _services(site: Site, lang: str) -> str:
    rows = "".join(
        _service_row(service, site, lang) for service in site.data.services.values() if lang in service.kielet
    )
    return f'<ul class="tp-rows">{rows}</ul>'


def _service_row(service: Service, site: Site, lang: str) -> str:
    parts = [
        f"<strong>{escape(service.nimi[lang])}</strong>",
        f"{escape(service.kenelle[lang])}.",
        f"{escape(_capital(service.lisatieto[lang]))}." if service.lisatieto else "",
        outside_link(service.verkko) if service.verkko else "",
        source_note(service.lahde, site, lang) if service.lahde else "",
    ]
    danger = ' class="is-red"' if service.tel == "112" else ""
    text = " ".join(part for part in parts if part)
    return f"<li{danger}><b>{tel_link(service.numero, service.tel)}</b><span>{text}</span></li>"


def outside_link(address: str) -> str:
    """A link to another site, shown by its address."""
    shown = address.removeprefix("https://").removeprefix("www.").rstrip("/")
    return (
        f'<a class="tp-ulos" rel="noreferrer" href="{escape(address)}">'
        f"{escape(shown).replace('/', '/<wbr>')}</a>"
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _regions(site: Site, lang: str) -> str:
    rows = "".join(_region_row(region, site, lang) for region in site.data.regions.values())
    # The help strip of every page leads to this id.
    return f'<ul class="tp-rows" id="alueet">{rows}</ul>'


def _region_row(region: Region, site: Site, lang: str) -> str:
    line = region.sosiaalipaivystys
    name = escape(region.nimi[lang])
    if region.lyhytnimi:
        name += f" ({escape(region.lyhytnimi)})"
    parts = [f"<strong>{name}</strong>"]
    if line.numero and line.tel:
        number = f"<b>{tel_link(line.numero, line.tel)}</b>"
        if line.lisatieto:
            parts.append(f"{escape(_capital(line.lisatieto[lang]))}.")
        if line.lahde:
            parts.append(source_note(line.lahde, site, lang))
    else:
        number = f"<b>{tel_link('112', '112')}</b>"
        parts.append(f"{escape(_capital(site.data.sentences['numero-varmistamatta'][lang]))}.")
        if line.lisatieto:
            parts.append(f"{escape(_capital(line.lisatieto[lang]))}.")
    if region.huomio:
        parts.append(escape(region.huomio[lang]))
    parts.append(outside_link(region.lastensuojelu or region.verkko))
    return f"<li>{number}<span>{' '.join(parts)}</span></li>"


def _deadlines(site: Site, lang: str) -> str:
    heads = ("deadline.rule", "deadline.starts", "deadline.counting", "deadline.law")
    labels = [word(site, lang, key) for key in heads]
    head = "".join(f'<th scope="col">{escape(label)}</th>' for label in labels)
    rows = "".join(_deadline_row(deadline, site, lang, labels) for deadline in site.data.deadlines.values())
    caption = escape(word(site, lang, "deadline.table"))
    return (
        f'<div class="tp-tablewrap" tabindex="0" role="region" aria-label="{caption}">'
        f'<table class="tp-table"><caption>{caption}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _deadline_row(deadline: Deadline, site: Site, lang: str, labels: list[str]) -> str:
    counting = escape(deadline.laskenta[lang])
    if deadline.ratkaisematta:
        open_question = escape(word(site, lang, "deadline.unsettled"))
        counting += f"<br><strong>{open_question}:</strong> {escape(deadline.ratkaisematta[lang])}"
    law = cited_html(escape(deadline.pykala[lang]), site, lang)
    cells = (escape(deadline.alkaa[lang]), counting, law)
    data = "".join(
        f'<td data-l="{escape(label)}">{cell}</td>' for label, cell in zip(labels[1:], cells, strict=True)
    )
    rule = (
        f'<span class="tp-deadline">{escape(_capital(deadline.lyhyt[lang]))}</span>'
        f"<br>{escape(deadline.saanto[lang])}"
    )
    return f'<tr id="maaraaika-{deadline.id}"><th scope="row">{rule}</th>{data}</tr>'


LISTS: Mapping[str, Callable[[Site, str], str]] = {
    "alueet": _regions,
    "auttavat-puhelimet": _services,
}
TABLES: Mapping[str, Callable[[Site, str], str]] = {"maaraajat": _deadlines}

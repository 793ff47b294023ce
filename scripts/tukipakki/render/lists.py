"""Blocks made from registers: help lines, counties, the table of deadlines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape

from tukipakki.model import Site
from tukipakki.parse.registers import Deadline, Region, Service
from tukipakki.render.calculator import calculator_html
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
    """The county's name first: a row that opens with 112 would read as the county's own number."""
    name = escape(region.nimi[lang])
    if region.lyhytnimi:
        name += f" ({escape(region.lyhytnimi)})"
    page = region.lastensuojelu or region.verkko
    link = (
        f'<a class="tp-ulos" rel="noreferrer" href="{escape(page)}">'
        f"{escape(word(site, lang, 'region.page' if region.lastensuojelu else 'region.site'))}</a>"
    )
    parts = [*_emergency_parts(region, site, lang)]
    if region.huomio:
        parts.append(escape(region.huomio[lang]))
    return f"<li><b>{name}</b><span>{' '.join([*parts, link])}</span></li>"


def _emergency_parts(region: Region, site: Site, lang: str) -> Iterator[str]:
    line = region.sosiaalipaivystys
    label = escape(word(site, lang, "help.emergency_services"))
    if line.numero and line.tel:
        yield f"{label}: <strong>{tel_link(line.numero, line.tel)}</strong>"
        if line.lisatieto:
            yield f"{escape(line.lisatieto[lang])}"
        if line.lahde:
            yield source_note(line.lahde, site, lang)
        yield "<br>"
    else:
        sentence = escape(site.data.sentences["numero-varmistamatta"][lang])
        yield f"{label}: {sentence.replace('112', tel_link('112', '112'))}.<br>"
        if line.lisatieto:
            yield f"{escape(_capital(line.lisatieto[lang]))}."


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
    notes = {"deadline.unsettled": deadline.ratkaisematta, "deadline.reread": deadline.tarkistettava}
    for key, text in notes.items():
        if text:
            label = escape(word(site, lang, key))
            counting += f"<br><strong>{label}:</strong> {escape(text[lang])}"
    cells = (escape(deadline.alkaa[lang]), counting, cited_html(escape(deadline.pykala[lang]), site, lang))
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
    "laskuri": calculator_html,
}
TABLES: Mapping[str, Callable[[Site, str], str]] = {"maaraajat": _deadlines}

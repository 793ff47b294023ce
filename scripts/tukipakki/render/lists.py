"""Blocks made from registers: help lines, counties, the table of deadlines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html import escape

from tukipakki.model import ORIGINAL, Page, Site
from tukipakki.parse.registers import SERVICE_GROUPS, CountyLine, Deadline, Region, Service
from tukipakki.render.calculator import calculator_html
from tukipakki.render.citations import cited_html
from tukipakki.render.forget import forget_html
from tukipakki.render.links import language_note
from tukipakki.render.phone import source_note, tel_link
from tukipakki.render.words import word
from tukipakki.targets import relative

# Makes a block from the site, the language and the address of the page that it stands on.
Block = Callable[[Site, str, str], str]
COUNTIES = "asiakkaille/alueet"


def _services(site: Site, lang: str, here: str) -> str:
    rows = "".join(
        _service_row(service, site, lang) for service in site.data.services.values() if lang in service.kielet
    )
    return f'<ul class="tp-rows">{rows}</ul>'


def _group(group: str, site: Site, lang: str, here: str) -> str:
    """Every service of a group with all that is known of it, in whatever language it serves."""
    rows = "".join(
        _service_row(service, site, lang, whole=True)
        for service in site.data.services.values()
        if service.ryhma == group
    )
    return f'<ul class="tp-rows">{rows}</ul>'


def _service_row(service: Service, site: Site, lang: str, *, whole: bool = False) -> str:
    details = [service.lisatieto, service.chat] if whole else [service.lisatieto]
    parts = [
        f"<strong>{escape(service.nimi[lang])}</strong>",
        f"{escape(service.kenelle[lang])}.",
        *(f"{escape(_capital(words[lang]))}." for words in details if words),
        _served_in(service, site, lang) if whole else "",
        outside_link(service.verkko) if service.verkko else "",
        source_note(service.lahde, site, lang) if service.lahde else "",
    ]
    danger = ' class="is-red"' if service.tel == "112" else ""
    text = " ".join(part for part in parts if part)
    number = tel_link(service.numero, service.tel) if service.numero and service.tel else ""
    return f"<li{danger}><b>{number or escape(word(site, lang, 'service.chat'))}</b><span>{text}</span></li>"


def _served_in(service: Service, site: Site, lang: str) -> str:
    names = ", ".join(word(site, lang, f"language.name_{code}") for code in service.palvelukielet)
    return escape(word(site, lang, "service.languages", languages=names)) if names else ""


def outside_link(address: str) -> str:
    """A link to another site, shown by its address."""
    shown = address.removeprefix("https://").removeprefix("www.").rstrip("/")
    return (
        f'<a class="tp-ulos" rel="noreferrer" href="{escape(address)}">'
        f"{escape(shown).replace('/', '/<wbr>')}</a>"
    )


def named_link(label: str, address: str) -> str:
    """A link to another site, shown by what is there."""
    return f'<a class="tp-ulos" rel="noreferrer" href="{escape(address)}">{escape(label)}</a>'


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def county_page(site: Site, slug: str, lang: str) -> Page | None:
    """The page of a county in the nearest language."""
    for page in site.published(ORIGINAL):
        if page.folder == COUNTIES and getattr(page.front, "alue", None) == slug:
            return site.nearest(page.slug, lang)
    return None


def _regions(site: Site, lang: str, here: str) -> str:
    rows = "".join(_region_row(slug, region, site, lang, here) for slug, region in site.data.regions.items())
    # The help strip of every page leads to this id.
    return f'<ul class="tp-rows" id="alueet">{rows}</ul>'


def _region_row(slug: str, region: Region, site: Site, lang: str, here: str) -> str:
    """The county's name first: a row that opens with 112 would read as the county's own number."""
    name = _county_name(slug, region, site, lang, here)
    label = word(site, lang, "region.page" if region.lastensuojelu else "region.site")
    link = named_link(label, region.lastensuojelu or region.verkko)
    parts = [*_emergency_parts(region, site, lang)]
    if region.neuvonta:
        parts.append(f"{county_line(region.neuvonta, site, lang)}<br>")
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


def _county_name(slug: str, region: Region, site: Site, lang: str, here: str) -> str:
    """The county's name, a link to its page when there is one."""
    name = escape(region.nimi[lang])
    if region.lyhytnimi:
        name += f" ({escape(region.lyhytnimi)})"
    goal = county_page(site, slug, lang)
    if goal is None:
        return name
    link = escape(relative(here, goal.url))
    note = language_note(site, lang, goal.lang)
    if note is None:
        return f'<a href="{link}">{name}</a>'
    return (
        f'<a href="{link}" hreflang="{goal.lang}">{name}</a> <span class="tp-kieli">({escape(note)})</span>'
    )


def county_line(line: CountyLine, site: Site, lang: str) -> str:
    """A number of a county that is not for emergencies."""
    parts = [f"{escape(_capital(line.lisatieto[lang]))}:" if line.lisatieto else ""]
    parts.append(tel_link(line.numero, line.tel) if line.numero and line.tel else "")
    parts.append(source_note(line.lahde, site, lang) if line.lahde else "")
    return " ".join(part for part in parts if part)


def _deadlines(site: Site, lang: str, here: str) -> str:
    heads = ("deadline.rule", "deadline.starts", "deadline.counting", "deadline.law")
    labels = [word(site, lang, key) for key in heads]
    head = "".join(f'<th scope="col">{escape(label)}</th>' for label in labels)
    rows = "".join(_deadline_row(deadline, site, lang, labels) for deadline in site.data.deadlines.values())
    caption = escape(word(site, lang, "deadline.table"))
    return (
        f'<div class="tp-tablewrap" tabindex="0" role="group" aria-label="{caption}">'
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


def _calculator(site: Site, lang: str, here: str) -> str:
    return calculator_html(site, lang)


LISTS: Mapping[str, Block] = {
    "alueet": _regions,
    "auttavat-puhelimet": _services,
    "laskuri": _calculator,
    "poista-kaikki": forget_html,
    **{f"palvelut-{group}": partial(_group, group) for group in SERVICE_GROUPS},
}
TABLES: Mapping[str, Block] = {"maaraajat": _deadlines}

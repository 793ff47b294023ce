"""A county's page: its contacts as ready-made pieces, nothing of it typed on the page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from tukipakki.model import Page, Site
from tukipakki.parse.registers import Region
from tukipakki.render.lists import county_line, named_link
from tukipakki.render.phone import source_words
from tukipakki.render.words import word


@dataclass(frozen=True, slots=True)
class RegionView:
    """What the template of a county's page shows besides the help box."""

    name: str
    short_name: str
    area: str
    languages: str
    advice: str
    note: str
    links: tuple[str, ...]


def region_of(page: Page, site: Site) -> Region | None:
    """The county that a page is about."""
    found = site.data.regions.get(getattr(page.front, "alue", None)) if page.type == "alue" else None
    return found if isinstance(found, Region) else None


def region_view(page: Page, site: Site) -> RegionView | None:
    """The county of a page in the page's language; None when the page is not about a county."""
    region = region_of(page, site)
    if region is None:
        return None
    lang = page.lang
    links = [("region.site", region.verkko)]
    if region.lastensuojelu:
        links.insert(0, ("region.page", region.lastensuojelu))
    return RegionView(
        name=region.nimi[lang],
        short_name=region.lyhytnimi or "",
        area=region.yhteistyoalue[lang],
        languages=word(site, lang, f"region.languages_{'_'.join(region.kielet)}"),
        advice=county_line(region.neuvonta, site, lang) if region.neuvonta else "",
        note=escape(region.huomio[lang]) if region.huomio else "",
        links=tuple(named_link(word(site, lang, key), address) for key, address in links),
    )


def emergency_row(region: Region, site: Site, lang: str) -> tuple[str, str, str, str]:
    """A county's emergency social services: what the link says, where it leads, what to know, the source.

    Without a verified number the link leads to the county's site: 112 beside the county's name would
    read as its own number.
    """
    line = region.sosiaalipaivystys
    label = word(site, lang, "help.emergency_services")
    more = line.lisatieto[lang] if line.lisatieto else ""
    if line.numero and line.tel:
        source = source_words(line.lahde, site, lang) if line.lahde else ""
        return line.numero, f"tel:{line.tel}", f"{label}: {more}" if more else label, source
    unknown = site.data.sentences["numero-varmistamatta"][lang]
    return label, region.lastensuojelu or region.verkko, f"{unknown}; {more}" if more else unknown, ""


def region_text(page: Page, site: Site) -> str:
    """The words of a county's page, for the search index."""
    region = region_of(page, site)
    if region is None:
        return ""
    number, _, what, _ = emergency_row(region, site, page.lang)
    view = region_view(page, site)
    assert view is not None
    return f"{view.name} {view.short_name} {number} {what} {view.languages} {view.area}"

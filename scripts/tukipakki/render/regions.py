"""A county's page: its contacts as ready-made pieces, nothing of it typed on the page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from tukipakki.model import Page, Site
from tukipakki.parse.registers import Region
from tukipakki.render.lists import county_line, outside_link
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
    links: tuple[tuple[str, str], ...]


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
        links.insert(0, ("region.child_welfare", region.lastensuojelu))
    return RegionView(
        name=region.nimi[lang],
        short_name=region.lyhytnimi or "",
        area=region.yhteistyoalue[lang],
        languages=word(site, lang, f"region.languages_{'_'.join(region.kielet)}"),
        advice=county_line(region.neuvonta, site, lang) if region.neuvonta else "",
        note=escape(region.huomio[lang]) if region.huomio else "",
        links=tuple((word(site, lang, key), outside_link(address)) for key, address in links),
    )


def emergency_words(region: Region, site: Site, lang: str) -> tuple[str, str, str, str]:
    """Number, tel, what to know and the source of a county's emergency social services."""
    line = region.sosiaalipaivystys
    more = line.lisatieto[lang] if line.lisatieto else ""
    if line.numero and line.tel:
        return line.numero, line.tel, more, source_words(line.lahde, site, lang) if line.lahde else ""
    unknown = site.data.sentences["numero-varmistamatta"][lang]
    return "112", "112", f"{unknown}; {more}" if more else unknown, ""


def region_text(page: Page, site: Site) -> str:
    """The words of a county's page, for the search index."""
    region = region_of(page, site)
    if region is None:
        return ""
    number, _, more, _ = emergency_words(region, site, page.lang)
    view = region_view(page, site)
    assert view is not None
    emergency = word(site, page.lang, "help.emergency_services")
    return f"{view.name} {view.short_name} {emergency} {number} {more} {view.languages} {view.area}"

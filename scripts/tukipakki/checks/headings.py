"""Headings: those a page type must have, their levels and their ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from tukipakki.checks.at import At, Findings, Repair
from tukipakki.model import GENERATED_IDS, ORIGINAL, Heading, Page, Site
from tukipakki.page_types import TYPES

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _originals(site: Site) -> Iterator[Page]:
    return (page for page in site.pages.values() if page.lang == ORIGINAL)


def without_id(page: Page) -> list[Heading]:
    """Headings that lack an id; a line above an empty item is one by mistake, told by empty-item."""
    lines = page.prose.split("\n")

    def by_mistake(heading: Heading) -> bool:
        below = heading.line - page.body_line + 1
        return any(line.strip() == "-" for line in lines[below : below + 1])

    missed = (heading for heading in page.headings if heading.id is None and heading.level > 1)
    return [heading for heading in missed if not by_mistake(heading)]


def missing_heading(site: Site) -> Findings:
    """Sivutyypin pakollinen väliotsikko puuttuu tai on väärässä järjestyksessä.

    Lukija löytää saman asian jokaiselta sivulta samasta kohdasta.

    Väärin: lakisivulla ei ole otsikkoa, jonka tunnus on virheet.
    Oikein: ## Tavalliset virheet {#virheet}
    """
    for page in _originals(site):
        if without_id(page):
            continue  # one of them is the heading that is missed
        ids = [heading.id for heading in page.headings]
        required = TYPES[page.type].headings
        for ident in required:
            if ident not in ids:
                yield At(
                    page.path,
                    page.body_line,
                    f"Väliotsikko {{#{ident}}} puuttuu, ja sivutyyppi {page.type} tarvitsee sen; "
                    f"lisää rivi ”## … {{#{ident}}}”.",
                )
        found = [h for h in page.headings if h.id in required]
        expected = sorted(found, key=lambda h: required.index(h.id or ""))
        for heading, wanted in zip(found, expected, strict=True):
            if heading is not wanted:
                yield At(
                    page.path,
                    heading.line,
                    f"Väliotsikko {{#{heading.id}}} on väärässä kohdassa; "
                    f"järjestys on {', '.join(required)}.",
                )
                break


def skipped_level(site: Site) -> Findings:
    """Otsikon taso on väärä: sivulla on ylin otsikko tekstissä tai taso jää väliin.

    Ruudunlukija kertoo tasot ääneen. Sivun ainoa ylin otsikko tulee kentästä otsikko.

    Väärin: #### Pieni otsikko heti ##-otsikon alla.
    Oikein: ### Pieni otsikko
    """
    for page in site.pages.values():
        level = 1
        for heading in page.headings:
            if heading.level == 1:
                yield At(
                    page.path,
                    heading.line,
                    "Ylin otsikko (#) tulee kentästä ”otsikko”; aloita tekstin otsikot merkeillä ##.",
                    Repair(f"# {heading.text}", f"## {heading.text}"),
                )
            elif heading.level > level + 1:
                yield At(
                    page.path,
                    heading.line,
                    f"Otsikkotaso hyppää tasolta {level} tasolle {heading.level}; "
                    f"käytä merkkejä {'#' * (level + 1)}.",
                    Repair(f"{'#' * heading.level} ", f"{'#' * (level + 1)} "),
                )
            level = heading.level


def empty_heading(site: Site) -> Findings:
    """Otsikon alla ei ole tekstiä, tai otsikko on itse tyhjä.

    Väärin: ## Esimerkki {#esimerkki} ja heti sen alla seuraava ##-otsikko
    Oikein: otsikon alla vähintään yksi virke, tai otsikko poistettu
    """
    for page in site.pages.values():
        lines = page.prose.split("\n")
        # A step may have its heading from its fields alone.
        own = sorted((h for h in page.headings if h.line >= page.body_line), key=lambda h: h.line)
        ends = [*(heading.line for heading in own[1:]), page.body_line + len(lines)]
        for number, (heading, end) in enumerate(zip(own, ends, strict=False)):
            if not heading.text:
                yield At(page.path, heading.line, "Otsikko on tyhjä; kirjoita siihen sanat tai poista se.")
                continue
            inside = own[number + 1 : number + 2]
            if inside and inside[0].level > heading.level:
                continue
            start = heading.line - page.body_line + 1
            # Fences are blanked in the prose, and a drawing is text enough.
            drawn = any(heading.line < fence.line < end for fence in page.fences)
            if not drawn and not any(line.strip() for line in lines[start : end - page.body_line]):
                yield At(
                    page.path,
                    heading.line,
                    f"Otsikon ”{heading.text}” alla ei ole mitään; kirjoita teksti tai poista otsikko.",
                )


def heading_without_id(site: Site) -> Findings:
    """Väliotsikolta puuttuu tunnus.

    Tunnuksella sama kohta löytyy jokaisella kielellä samasta osoitteesta.

    Väärin: ## Vaiheet
    Oikein: ## Vaiheet {#vaiheet}
    """
    for page in site.pages.values():
        ids = {heading.id for heading in page.headings}
        missed = [ident for ident in TYPES[page.type].headings if ident not in ids]
        for heading in without_id(page):
            wanted = missed.pop(0) if missed and heading.level == 2 else _id_of(heading.text)
            yield At(
                page.path,
                heading.line,
                f"Otsikolta ”{heading.text}” puuttuu tunnus; lisää rivin loppuun {{#{wanted}}}.",
                # The words of a translation do not give the id: that is the original's.
                Repair(heading.text, f"{heading.text} {{#{wanted}}}") if page.lang == ORIGINAL else None,
            )


def _id_of(text: str) -> str:
    """An id made of a heading's words: ”Määräajat nyt” -> maaraajat-nyt."""
    plain = unicodedata.normalize("NFD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "otsikko"


def bad_heading_id(site: Site) -> Findings:
    """Otsikon tunnus on väärää muotoa tai varattu.

    Tunnuksessa on pieniä kirjaimia a–z, numeroita ja yhdysviivoja. Sivupohja tekee itse
    otsikot lyhyesti, lapsen-osuus, seuraavaksi, lahteet, apua-heti, vastaus ja tausta.

    Väärin: ## Määräajat {#Määräajat}
    Oikein: ## Määräajat {#maaraajat}
    """
    for page in site.pages.values():
        for heading in page.headings:
            if heading.id is None:
                continue
            if heading.id in GENERATED_IDS:
                yield At(
                    page.path,
                    heading.line,
                    f"Tunnus {{#{heading.id}}} on varattu sivupohjan omalle otsikolle; valitse toinen.",
                )
            elif not _ID.fullmatch(heading.id):
                yield At(
                    page.path,
                    heading.line,
                    f"Tunnus {{#{heading.id}}} ei kelpaa; käytä pieniä kirjaimia a–z, numeroita ja "
                    "yhdysviivoja.",
                )


def doubled_heading_id(site: Site) -> Findings:
    """Sama tunnus on sivulla kahdesti.

    Linkki johtaa aina ensimmäiseen, joten toiseen ei pääse.

    Väärin: kaksi otsikkoa, joilla on tunnus {#vaiheet}.
    Oikein: jokaisella otsikolla on oma tunnus.
    """
    for page in site.pages.values():
        seen: dict[str, int] = {}
        for heading in page.headings:
            if heading.id is None:
                continue
            first = seen.setdefault(heading.id, heading.line)
            if first != heading.line:
                yield At(
                    page.path,
                    heading.line,
                    f"Tunnus {{#{heading.id}}} on jo rivillä {first}; anna tälle oma tunnus.",
                )


def faulty_headings(page: Page) -> bool:
    """True when a page's own headings must be mended before a translation is compared with them."""
    ids = [heading.id for heading in page.headings]
    wrong = any(ident is None or ident in GENERATED_IDS or not _ID.fullmatch(ident) for ident in ids)
    levels = [1, *(heading.level for heading in page.headings)]
    jumps = any(now == 1 or now > before + 1 for before, now in pairwise(levels))
    return wrong or jumps or len(set(ids)) != len(ids)

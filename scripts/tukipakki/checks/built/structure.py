"""What every built page has: language, title, one main heading, order, texts beside pictures."""

from __future__ import annotations

import re

from tukipakki.checks.at import At, Findings
from tukipakki.checks.built.document import BuiltSite, line_of

_HEADING = re.compile(r"h[1-6]")


def built_page_language(site: BuiltSite) -> Findings:
    """Sivun kieli puuttuu (html lang) tai on toinen kuin kansion, jossa sivu on.

    Ruudunlukija lukee sivun väärällä ääntämisellä.

    Väärin: <html lang="fi"> kansiossa sv/
    Oikein: <html lang="sv"> kansiossa sv/
    """
    for path, document in site.documents.items():
        wanted = site.language_of(path)
        if document.lang != wanted:
            yield At(path, 1, f'Sivun kieli on ”{document.lang}”; sen pitää olla <html lang="{wanted}">.')


def built_title(site: BuiltSite) -> Findings:
    """Sivun otsikko (title) puuttuu.

    Selaimen välilehti ja hakukoneen tulos näyttävät sen.

    Väärin: <title></title>
    Oikein: <title>Määräajat – Tukipakki</title>
    """
    for path, document in site.documents.items():
        if not document.title:
            yield At(path, 1, "Sivun otsikko puuttuu (title).")


def built_doubled_title(site: BuiltSite) -> Findings:
    """Kahdella samankielisellä sivulla on sama otsikko (title).

    Väärin: <title>Ohje – Tukipakki</title> kahdella sivulla
    Oikein: otsikko kertoo, mistä juuri tämä sivu kertoo.
    """
    first: dict[tuple[str, str], str] = {}
    for path, document in site.documents.items():
        if not document.title:
            continue
        other = first.setdefault((site.language_of(path), document.title), path)
        if other != path:
            yield At(path, 1, f"Otsikko ”{document.title}” on jo sivulla {other}; anna toiselle oma.")


def built_main_heading(site: BuiltSite) -> Findings:
    """Sivulla ei ole pääotsikkoa (h1), tai niitä on monta.

    Väärin: sivulla kaksi h1-otsikkoa
    Oikein: yksi h1, ja osien otsikot ovat h2.
    """
    for path, document in site.documents.items():
        found = tuple(document.all("h1"))
        if not found:
            yield At(path, 1, "Sivulla ei ole pääotsikkoa (h1).")
        for extra in found[1:]:
            yield At(path, line_of(extra), "Sivulla on toinen pääotsikko (h1); tee siitä h2.")


def built_heading_order(site: BuiltSite) -> Findings:
    """Otsikkotaso hyppää, esimerkiksi h2-otsikosta h4-otsikkoon.

    Väärin: <h2>Vaiheet</h2> <h4>Alku</h4>
    Oikein: <h2>Vaiheet</h2> <h3>Alku</h3>
    """
    for path, document in site.documents.items():
        level = 0
        for element in document.elements:
            if not _HEADING.fullmatch(str(element.tag)):
                continue
            current = int(str(element.tag)[1])
            # A page that begins below h1 lacks its main heading: that is one fault, told once.
            if current > level + 1 and level:
                message = f"Otsikkotaso hyppää tasolta {level} tasolle {current}."
                yield At(path, line_of(element), message)
            level = current


def built_empty_heading(site: BuiltSite) -> Findings:
    """Otsikossa ei ole tekstiä.

    Väärin: <h2 id="vaiheet"></h2>
    Oikein: <h2 id="vaiheet">Vaiheet</h2>
    """
    for path, document in site.documents.items():
        for element in document.all("h1", "h2", "h3", "h4", "h5", "h6"):
            if not "".join(element.itertext()).strip():
                yield At(path, line_of(element), f"Otsikko ({element.tag!s}) on tyhjä.")


def built_doubled_id(site: BuiltSite) -> Findings:
    """Sama tunnus (id) on sivulla kahdesti.

    Väärin: id="vaiheet" kahdessa elementissä
    Oikein: jokaisella elementillä on oma tunnus.
    """
    for path, document in site.documents.items():
        for ident, lines in document.ids.items():
            for line in lines[1:]:
                yield At(path, line, f"Tunnus ”{ident}” on sivulla kahdesti.")


def built_image_text(site: BuiltSite) -> Findings:
    """Kuvalta puuttuu tekstivastine (alt).

    Väärin: <img src="ovi.png">
    Oikein: <img src="ovi.png" alt="Toimiston ovi"> tai koristeelle alt=""
    """
    for path, document in site.documents.items():
        for image in document.all("img"):
            if image.get("alt") is None:
                yield At(path, line_of(image), "Kuvalta puuttuu tekstivastine (alt); kerro, mitä kuvassa on.")


def built_table_head(site: BuiltSite) -> Findings:
    """Taulukolla ei ole otsikkosoluja (th).

    Ruudunlukija ei voi kertoa, mitä sarakkeen arvo tarkoittaa.

    Väärin: <table><tr><td>Päivä</td></tr> …
    Oikein: <table><tr><th scope="col">Päivä</th></tr> …
    """
    for path, document in site.documents.items():
        for table in document.all("table"):
            if next(table.iter("th"), None) is None and table.get("role") != "presentation":
                yield At(path, line_of(table), "Taulukolla ei ole otsikkosoluja (th).")

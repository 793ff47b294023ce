"""What could run in the reader's browser: attributes, fields and drawings that bring code along."""

from __future__ import annotations

import re

from tukipakki.checks.at import At, Findings
from tukipakki.checks.fields import field_strings
from tukipakki.model import Site
from tukipakki.parse.svg import svg_faults

# `name=` in braces; an attribute list may give an id, classes, a language and a title.
_ATTRIBUTE = re.compile(r"(?<![\w:.@-])([a-zA-Z_:@][\w:.@-]*)=")
_ALLOWED = frozenset({"id", "class", "lang", "title"})
# With the theme's own classes a text could look like a part of the site, or lie over it.
_OWN_CLASS = re.compile(r"(?<![\w/-])\.?((?:md|tp)-[\w-]+)")
_MARKUP = re.compile(r"<(?:[/!?]?[a-zA-Z]|!--)[^<>]{0,60}>?")
_ADDRESS = re.compile(r"<(?:https?://[^<>\s]+|[^<>\s:/]+@[^<>\s]+)>", re.IGNORECASE)
# Fields that are shown as they are written, and marks that Markdown would take away.
_PLAIN = ("otsikko", "kuvaus")
_MARKDOWN = re.compile(r"\*\*|`")
_CODE = re.compile(r"\b(?:java|vb)script\s*:|\bdata:text/", re.IGNORECASE)


def unsafe_attribute(site: Site) -> Findings:
    """Aaltosuluissa on määre, jota sivuilla ei käytetä.

    Määreellä voisi ajaa sivulla koodia tai muuttaa sen ulkoasua. Sallittuja ovat tunnus (#tunnus),
    luokka (.luokka), lang ja title.

    Väärin: [ohje](ohje.md){: onclick="avaa()"}
    Oikein: [ohje](ohje.md)
    """
    for page in site.pages.values():
        for number, line in page.prose_lines if "{" in page.prose else ():
            part = line[line.find("{") + 1 : line.rfind("}") + 1] if "{" in line else ""
            found = (match[1] for match in _ATTRIBUTE.finditer(part))
            name = next((name for name in found if name.lower() not in _ALLOWED), None)
            own = _OWN_CLASS.search(part)
            if own:
                yield At(page.path, number, f"Luokka ”{own[1]}” on sivupohjan oma; poista se aaltosuluista.")
            elif name:
                yield At(
                    page.path, number, f"Aaltosuluissa on määre ”{name[:30]}”, jota ei käytetä; poista se."
                )


def markup_in_field(site: Site) -> Findings:
    """Sivun kentässä tai kansion data/ tiedostossa on HTML-merkintä tai ohjelmakoodia.

    Kentän teksti näkyy otsikoissa, hakutuloksissa ja muilla sivuilla, joten siinä saa olla vain
    tekstiä.

    Väärin: otsikko: <b>Määräajat</b>
    Oikein: otsikko: Määräajat
    """
    for page in site.pages.values():
        for line, text in field_strings(page):
            # Links of a page are judged by unsafe-address, where the field is Markdown.
            if message := _field_message(text, judged="](" in text):
                yield At(page.path, line, message)
        for name in _PLAIN:
            if name in page.own and (mark := _MARKDOWN.search(getattr(page.front, name))):
                message = f"Kentän ”{name}” merkki ”{mark[0]}” näkyisi sellaisenaan; poista se."
                yield At(page.path, page.line_of(name), message)
    for path, strings in site.strings.items():
        for line, text in strings:
            if message := _field_message(text):
                yield At(path, line, message)


def _field_message(text: str, judged: bool = False) -> str | None:
    for tag in _MARKUP.finditer(text) if "<" in text else ():
        if not _ADDRESS.match(text, tag.start()):
            return f"Kentässä on HTML-merkintä ”{tag[0][:40]}”; kirjoita pelkkä teksti."
    if (code := _CODE.search(text)) and not judged:
        return f"Kentässä on ohjelmakoodia (”{code[0]}”); poista se."
    return None


def unsafe_drawing(site: Site) -> Findings:
    """SVG-kuvassa on ohjelmakoodia tai se hakee jotakin muualta.

    Kuvassa saa olla vain muotoja ja tekstiä. Koodin voi poistaa tallentamalla kuvan
    piirto-ohjelmassa muodossa ”tavallinen SVG”.

    Väärin: <svg onload="…"> tai <image href="https://…"/> kuvatiedostossa
    Oikein: <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10"/></svg>
    """
    for path, text in site.texts.items():
        for fault in svg_faults(text) if path.endswith(".svg") else ():
            yield At(
                path,
                fault.line,
                f"Kuvassa on ”{fault.what}”, joka voi ajaa koodia tai hakea sisältöä muualta; poista se."
                if fault.what
                else "Kuvatiedosto on rikki; tallenna se uudelleen piirto-ohjelmassa muodossa SVG.",
            )


def photo_trace(site: Site) -> Findings:
    """Valokuvan tiedoissa on kuvauspaikka tai kuvaajan nimi.

    Puhelin tallentaa kuvaan paikan, jossa kuva on otettu. Kuka tahansa voi lukea sen, vaikka se ei
    näy kuvassa. Windowsissa: kuvan ominaisuudet, Tiedot, ”Poista ominaisuudet ja henkilötiedot”.

    Väärin: puhelimella otettu talo.jpg sellaisenaan
    Oikein: talo.jpg, jonka tiedot on poistettu
    """
    for path, traces in site.traces.items():
        yield At(
            path,
            1,
            f"Kuvan tiedoissa on {' ja '.join(traces)}; poista kuvan tiedot ja tallenna kuva uudelleen.",
        )

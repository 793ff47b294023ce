"""What a paste leaves behind: broken letters, marks of other programs, items without text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from tukipakki.checks.at import At, Findings
from tukipakki.checks.fields import field_strings
from tukipakki.model import Site

# UTF-8 read as Latin letters, the sign for a letter that was lost, and signs of one font only.
_GARBLED = re.compile(
    r"\w{0,20}(?:\u00c3[\u0080-\u00bf\u0152-\u017e\u2013-\u203a\u20ac\u2122]|\u00e2\u20ac|[\ufffd\ue000-\uf8ff])"
)
_FOREIGN = re.compile(
    r"(?i:error! (?:reference source|bookmark) not|virhe[.!] ?viitteen lähdettä|virhe\. kirjanmerkkiä"
    r"|\bas an ai language model|:contentreference\[|\bturn\d+(?:search|view)\d+)"
    r"|【\d+†|\{(?:\+\+|--|~~|>>)|^;?-{2,}8<-{2,}|\[cid:\w"
    r"|(?<![\w:]):(?:material|octicons|fontawesome|simple)-[a-z-]+:"
)
# In a field, a template's variable or a sign written as HTML writes it would stand as such on every page
# that shows it; in a body Markdown reads the sign, and foreign-block sees the variable.
_TEMPLATE = re.compile(r"\{\{|\{%|&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}\.(?=[ \t]))[ \t]*$")


def _field_strings(site: Site) -> Iterator[tuple[str, int, str]]:
    """File, line and text of the pages' fields and of data/."""
    for page in site.pages.values():
        yield from ((page.path, line, text) for line, text in field_strings(page))
    for path, strings in site.strings.items():
        yield from ((path, line, text) for line, text in strings)


def _strings(site: Site) -> Iterator[tuple[str, int, str]]:
    """The same, and the lines of the bodies."""
    yield from _field_strings(site)
    for page in site.pages.values():
        yield from ((page.path, number, line) for number, line in page.prose_lines)


def garbled_text(site: Site) -> Findings:
    """Kirjaimet ovat menneet rikki tai näkyvät lukijalla tyhjinä ruutuina.

    Näin käy, kun tiedosto avataan väärällä merkistöllä tai teksti liitetään PDF:stä tai Wordista.

    Väärin: pÃ¤Ã¤tÃ¶s
    Oikein: päätös
    """
    for path, line, text in _strings(site):
        if match := _GARBLED.search(text):
            # A sign of one font only is nothing to look for on the screen.
            shown = f"Merkki U+{ord(match[0]):04X}" if len(match[0]) == 1 else f"Kohta ”{match[0]}”"
            yield At(path, line, f"{shown} on rikki tai näkyy tyhjänä; kirjoita se uudelleen.")


def pasted_mark(site: Site) -> Findings:
    """Tekstissä on toisen ohjelman merkintä, joka näkyisi lukijalle.

    Niitä jää Wordin viitteistä ja muutosmerkinnöistä, tekoälyn vastauksista ja muista
    julkaisujärjestelmistä.

    Väärin: Katso Virhe. Viitteen lähdettä ei löytynyt.
    Oikein: Katso [määräajat](../laki/maaraajat.md).
    """
    templates = ((path, line, _TEMPLATE.search(text)) for path, line, text in _field_strings(site))
    others = ((path, line, _FOREIGN.search(text)) for path, line, text in _strings(site))
    for path, line, match in chain(templates, others):
        if match:
            yield At(path, line, f"Tekstissä on toisen ohjelman merkintä ”{match[0]}”; poista se.")


def empty_item(site: Site) -> Findings:
    """Luettelon kohta on tyhjä.

    Ruudunlukija lukee tyhjänkin kohdan. Tyhjä kohta voi myös tehdä edellisestä rivistä otsikon.

    Väärin: - ja rivin loppu tyhjä
    Oikein: - Soita heti.
    """
    for page in site.pages.values():
        for number, line in page.prose_lines:
            if _ITEM.match(line):
                yield At(
                    page.path, number, "Luettelon kohta on tyhjä; kirjoita siihen teksti tai poista rivi."
                )

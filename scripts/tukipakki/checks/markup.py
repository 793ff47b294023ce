"""Markup that pages do not use."""

from __future__ import annotations

import re

from tukipakki.checks.at import At, Findings
from tukipakki.model import ORIGINAL, Site

# A tag, not an autolink or a comparison; <br> is the one that tables need.
_TAG = re.compile(r"</?(?!br\s*/?>)[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>])[^>\n]*>?|<!(?!--)")
_HIDDEN = "Tätä sivua ei voi piilottaa, sillä jokainen sivu linkittää siihen; poista rivi julkaise: false."
# Pages that the templates of every page lead to.
CORE = ("index", "haku", "apua-heti", "tietoa", "saavutettavuus", "tietosuoja", "turvallinen-selailu")


def raw_html(site: Site) -> Findings:
    """Tekstissä on HTML-merkintä.

    Merkinnät tulevat usein, kun teksti liitetään Wordista tai verkkosivulta.

    Väärin: <p style="color:red">Tärkeää</p>
    Oikein: **Tärkeää**
    """
    for page in site.pages.values():
        for number, line in page.prose_lines:
            if match := _TAG.search(line):
                yield At(
                    page.path,
                    number,
                    f"Tekstissä on HTML-merkintä ”{match[0][:40]}”; liitä teksti pelkkänä tekstinä ja "
                    "muotoile Markdownilla.",
                )


def hidden_core_page(site: Site) -> Findings:
    """Sivu, johon jokainen sivu linkittää, puuttuu tai on piilotettu.

    Näitä ovat etusivu, haku, apua heti, tietoa, saavutettavuus, tietosuoja ja turvallinen selailu.

    Väärin: julkaise: false tiedostossa docs/index.md
    Oikein: rivi julkaise: false poistettu
    """
    languages = [lang for lang in site.languages if lang == ORIGINAL or site.page("index", lang)]
    for lang in languages:
        for slug in CORE:
            if (slug, lang) in site.broken:
                continue
            page = site.page(slug, lang)
            path = f"docs/{slug}.md" if lang == ORIGINAL else f"docs/{slug}.{lang}.md"
            if (slug, lang) in site.drafts or (page is not None and page.draft):
                line = page.line_of("julkaise") if page is not None else 1
                yield At(path, line, _HIDDEN)
            elif page is None:
                yield At(path, 1, "Sivu puuttuu, ja jokainen sivu linkittää siihen; palauta tiedosto.")

"""Drawings: each can be drawn and has a title, a description and a text version."""

from __future__ import annotations

from tukipakki.checks.at import At, Findings
from tukipakki.engine import engine
from tukipakki.model import Site
from tukipakki.parse.diagrams import DiagramError, parse_diagram
from tukipakki.render.insertions import UnknownFact, insert


def broken_diagram(site: Site) -> Findings:
    """Kaaviota ei voi piirtää, tai siltä puuttuu nimi tai kuvaus.

    Nimi (accTitle) ja kuvaus (accDescr) kertovat kaavion sisällön sille, joka ei näe kuvaa.

    Väärin: flowchart TD ilman riviä accTitle: …
    Oikein: accTitle: Lastensuojeluilmoituksen käsittely
    """
    drawer = engine(site.drawings)
    for page in site.pages.values():
        for fence in page.fences:
            if fence.language != "mermaid":
                continue
            try:
                source = insert(fence.source, site, page.lang, html=False)
                parse_diagram(drawer, source, path=page.path, line=fence.line, lang=page.lang)
            except UnknownFact:
                continue
            except DiagramError as error:
                yield At(page.path, error.line, error.message)

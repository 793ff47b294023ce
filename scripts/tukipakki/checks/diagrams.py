"""Drawings: each can be drawn and has a title, a description and a text version."""

from __future__ import annotations

from tukipakki.checks.at import At, Findings
from tukipakki.engine import engine
from tukipakki.model import Page, Site
from tukipakki.parse.diagrams import MAX_NODES, DiagramError, parse_diagram
from tukipakki.processes import step_line, steps_of
from tukipakki.render.insertions import UnknownFact, insert
from tukipakki.render.process_diagram import process_diagram, process_source


def broken_diagram(site: Site) -> Findings:
    """Kaaviota ei voi piirtää, tai siltä puuttuu nimi tai kuvaus.

    Nimi (accTitle) ja kuvaus (accDescr) kertovat kaavion sisällön sille, joka ei näe kuvaa.

    Väärin: flowchart TD ilman riviä accTitle: …
    Oikein: accTitle: Lastensuojeluilmoituksen käsittely
    """
    drawer = engine(site.drawings)
    for page in site.pages.values():
        if steps_of(page) and not _told_elsewhere(page, site):
            try:
                process_diagram(page, site, drawer)
            except UnknownFact:
                continue
            except DiagramError as error:
                number = process_source(page, site).step_at(error.line)
                yield At(
                    page.path, step_line(page, number) if number else page.line_of("otsikko"), error.message
                )
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


def _told_elsewhere(page: Page, site: Site) -> bool:
    """Whether another check says why the steps cannot be drawn."""
    steps = steps_of(page)
    ids = [step.id for step in steps]
    if len(ids) > MAX_NODES or len(set(ids)) < len(ids):
        return True
    facts = (step.maaraaika in (None, *site.data.deadlines) for step in steps)
    roles = (slug in site.data.roles for step in steps for slug in step.roolit)
    ways = (way.vaihe in ids for step in steps for way in step.seuraavat)
    return not all((*facts, *roles, *ways))

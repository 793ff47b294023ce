"""Upkeep: what the calendar says. Nothing here ever blocks."""

from __future__ import annotations

from tukipakki.checks.at import At, Findings
from tukipakki.model import Site
from tukipakki.render.review import is_overdue, next_review
from tukipakki.render.words import day


def overdue_review(site: Site) -> Findings:
    """Sivun tarkistuspäivä on mennyt.

    Lakisivut luetaan uudelleen puolen vuoden, palvelut ja alueet kolmen kuukauden ja muut sivut
    vuoden välein. Lukija näkee sivulta, että tarkistus on myöhässä.

    Väärin: paivitetty: 2024-01-15
    Oikein: vertaa sivu lähteisiin ja kirjoita kenttään paivitetty tämän päivän päivä.
    """
    for page in site.pages.values():
        if is_overdue(page, site.today):
            yield At(
                page.path,
                page.line_of("paivitetty"),
                f"Sivu piti tarkistaa viimeistään {day(next_review(page))}; vertaa se lähteisiin ja "
                "päivitä kenttä ”paivitetty”.",
            )


def future_date(site: Site) -> Findings:
    """Sivun päivä on vasta edessä.

    Sivua ei ole voinut päivittää tai tarkistaa päivänä, joka ei ole vielä tullut. Väärä päivä siirtäisi
    myös seuraavaa tarkistusta.

    Väärin: paivitetty: 2062-11-25
    Oikein: paivitetty: 2026-11-25
    """
    for page in site.pages.values():
        for key in ("paivitetty", "tarkistettu"):
            value = getattr(page.front, key)
            if key in page.own and value is not None and value > site.today:
                yield At(
                    page.path,
                    page.line_of(key),
                    f"Kentän ”{key}” päivä {day(value)} on vasta edessä; kirjoita päivä, jona se tehtiin.",
                )

"""What the register of leaflets lacks; asked of a site without errors, since its pages must be rendered."""

from __future__ import annotations

from collections.abc import Iterator

from tukipakki.checks.premises import Manual
from tukipakki.leaflets.editions import REGISTER, editions_of, keeps_editions
from tukipakki.model import Finding, Level, Site

UNLISTED = Manual(
    "unlisted-leaflet",
    """Lehtinen on uusi, muuttunut tai poistettu, eikä tieto ole luettelossa data/lehtiset.yml.

Paperilla annettu lehtinen tunnetaan koodista. Koodi vaihtuu itsestään, kun lehtisen teksti, määräaika tai
puhelinnumero muuttuu, ja vanhan koodin sivu kertoo lukijalle, mikä on sen tilalla. Sivusto toimii, vaikka
luettelo on jäljessä, mutta koodi pitää kirjata ennen kuin lehtistä annetaan kenellekään.

Väärin: lehtisen teksti on muuttunut, ja luettelossa on vain vanha koodi
Oikein: komento make lehtiset on kirjannut uuden koodin""",
    Level.NOTICE,
)
MANUALS = (UNLISTED,)


def lagging(site: Site) -> tuple[Finding, ...]:
    """One finding for each leaflet that the register does not know as it is today."""
    return tuple(sorted(_lagging(site))) if keeps_editions(site) else ()


def _lagging(site: Site) -> Iterator[Finding]:
    editions = editions_of(site)
    for code in editions.pending:
        edition = editions.all[code]
        page = editions.shown[edition.sivu, edition.kieli].page
        yield _finding(page.path, 1, f"Lehtisen koodi {code} on kirjaamatta")
    for code in editions.withdrawn:
        line = site.data.lines.get((REGISTER, code), 1)
        yield _finding(REGISTER, line, f"Lehtistä {code} ei enää ole, eikä sen poistoa ole kirjattu")


def _finding(path: str, line: int, what: str) -> Finding:
    return Finding(path, line, UNLISTED.name, f"{what}; aja komento make lehtiset.", UNLISTED.level)

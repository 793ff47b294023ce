"""New pages: fields and headings of a type, each with guidance in a comment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tukipakki.read import SLUG

FOLDERS: Mapping[str, str] = {
    "prosessi": "prosessit",
    "laki": "laki",
    "rooli": "roolit",
    "asiakasohje": "asiakkaille",
    "malli": "prosessit/mallit",
    "tilanne": "prosessit/tilanteet",
}


# What editors call a type.
ALIASES: Mapping[str, str] = {"lehtinen": "asiakasohje", "prosessikuvaus": "prosessi", "lakiohje": "laki"}


class CannotCreate(Exception):
    """The page cannot be made; the message is one Finnish sentence."""


_COMMON = """\
---
# Uusi sivu. Täytä kentät, poista #-ohjeet ja lopuksi rivi julkaise: false.
julkaise: false                   # kun poistat tämän rivin, sivu julkaistaan
otsikko: ""                       # sivun otsikko; tekstissä ei ole toista ylintä otsikkoa
kuvaus: ""                        # yksi virke: mihin sivu on
kohderyhma: [{audience}]  # lapsi, nuori, vanhempi, laheinen, tyontekija, kumppani, toimittaja
vastuutaho: toimitus              # rooli, ei koskaan henkilö (data/roolit.yml)
paivitetty: {today}            # päivä, jona vertasit tekstiä lähteisiin
tila: luonnos                     # tarkistettu vasta, kun asiantuntija on lukenut sivun
"""

_TAIL = """\
seuraavaksi:                      # sivut, joihin lukija menee seuraavaksi; polku kansiosta docs/
  - sivu: apua-heti.md
    miksi: kun tarvitset apua heti
lahdeluettelo:                    # mistä tieto on, esimerkiksi "Lastensuojelulaki 417/2007, 26 §"
  - ""
---
"""

_CHILD = """\
lapsen_aani:                      # pakollinen: miten lapsi on mukana
  kerrotaan: ""                   # mitä lapselle kerrotaan, milloin ja kuka kertoo
  kysytaan: ""                    # mitä lapselta kysytään
  palaute: ""                     # miten lapsen vastaus kirjataan ja miten hän kuulee tuloksesta
"""

_FIELDS: Mapping[str, str] = {
    "prosessi": (
        'tarkoitus: ""                     # miksi tämä tehdään\n'
        'alkaa: ""                         # mistä prosessi alkaa\n'
        'paattyy: ""                       # mihin se päättyy\n'
        "omistaja: lapsen-asioista-vastaava-sosiaalityontekija  # rooli (data/roolit.yml)\n"
        "maaraajat: []                     # tunnuksia tiedostosta data/maaraajat.yml\n" + _CHILD
    ),
    "laki": (
        'kysymys: ""                       # kysymys lukijan sanoin\n'
        'vastaus: ""                       # yksi tai kaksi virkettä: vastaus ensin\n'
    ),
    "rooli": 'lyhyesti: ""                      # me 30 sekunnissa: 2–3 virkettä\n',
    "asiakasohje": 'kenelle: ""                       # esimerkiksi Vanhemmalle\n',
    "malli": (
        'lahde: ""                         # lähteen nimi\n'
        'vuodet: ""                        # esimerkiksi 2022–2023\n'
        "vaihe: ei-tiedossa                # pilotti, kaytossa, paattynyt, ei-tiedossa\n"
        'alue: ""                          # alue sanoin\n'
        'ei_kerro: [""]                    # mitä lähde ei kerro\n'
    ),
    "tilanne": "",
}

_BODIES: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "prosessi": (
        (
            "Kaavio",
            "kaavio",
            "Mermaid-kaavio kolmen graavisen väliin: accTitle, accDescr, enintään 14 solmua.",
        ),
        ("Vaiheet", "vaiheet", "Jokainen vaihe omaksi ###-otsikokseen: ### 1. … {#vaihe-1}"),
    ),
    "laki": (
        ("Sääntö", "saanto", "Sääntö arkikielellä. Jokaisessa kappaleessa pykälä: LSL 26 §."),
        ("Tavalliset virheet", "virheet", "Kolme tavallista virhettä luettelona."),
        ("Esimerkki", "esimerkki", "Yksi esimerkki, vain keksityt nimikirjaimet: A., 9 v."),
        ("Mikä on muuttunut", "muutokset", "Päivätty luettelo: mikä muuttui ja milloin."),
    ),
    "rooli": (
        ("Mitä teemme", "mita-teemme", "Tehtävät verbeillä."),
        ("Mitä emme tee", "mita-emme-tee", "Mihin meillä ei ole valtaa tai tehtävää."),
        ("Milloin ja miten meidät tavoittaa", "yhteys", "Tilanne ja kanava; ei henkilöiden tietoja."),
        ("Mitä saa kertoa ja kenelle", "mita-saa-kertoa", "Jokaiseen kohtaan pykälä."),
        ("Missä olemme mukana", "missa-mukana", "Linkit prosesseihin."),
    ),
    "asiakasohje": (
        ("Mitä nyt tapahtuu", "mita-tapahtuu", "Lyhyitä virkkeitä, sinä-muodossa, järjestyksessä."),
        ("Sinun oikeutesi", "oikeutesi", "Mitä lukija saa kysyä, tietää ja tehdä."),
    ),
    "malli": (
        ("Mitä malli on", "malli", "Mitä tehtiin, kuka teki ja missä."),
        ("Mitä voit käyttää nyt", "mita-voi-kayttaa", "Mitä lukija voi ottaa käyttöön tänään."),
    ),
    "tilanne": (
        ("Tee ensin nämä", "ensin", "Kolme ensimmäistä asiaa järjestyksessä."),
        ("Miksi näin", "miksi", "Perustelut ja pykälät, linkit sivuille."),
    ),
}

_AUDIENCES = {"asiakasohje": "vanhempi", "malli": "tyontekija", "rooli": "kumppani"}


def create_page(root: Path, kind: str, slug: str, today: date) -> Path:
    """Write a new, unpublished page.

    Raises:
        CannotCreate: the slug is not one, or the page exists already, or cannot be written.
    """
    if not SLUG.fullmatch(slug):
        raise CannotCreate(
            f"Nimi ”{slug}” ei kelpaa; käytä pieniä kirjaimia a–z, numeroita ja yhdysviivoja, "
            "esimerkiksi lapsen-kuuleminen."
        )
    file = root / "docs" / FOLDERS[kind] / f"{slug}.md"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(page_text(kind, today))
    except FileExistsError:
        raise CannotCreate(f"Sivu {file.relative_to(root)} on jo olemassa; valitse toinen nimi.") from None
    except OSError as error:
        raise CannotCreate(f"Sivua {file} ei voi kirjoittaa ({error.strerror}).") from None
    return file


def page_text(kind: str, today: date) -> str:
    """The text of a new page of a type."""
    head = _COMMON.format(audience=_AUDIENCES.get(kind, "tyontekija"), today=today.isoformat())
    body = "\n".join(
        f"\n## {title} {{#{ident}}}\n\n<!-- {guidance} -->" for title, ident, guidance in _BODIES[kind]
    )
    return f"{head}{_FIELDS[kind]}{_TAIL}{body}\n"

"""What must never be published or stored: identity codes, private addresses and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from tukipakki.checks.at import At, Findings, line_numbers
from tukipakki.checks.names import NameIndex
from tukipakki.model import Site

# Word processors make a dash of a hyphen and may put spaces around it.
_CODE = re.compile(
    r"(?<![\w+])(\d{2})(\d{2})(\d{2})(?:([A-FU-Y+])| ?([-\u2010-\u2015\u2212]) ?)"
    r"(\d{3})([0-9A-FHJ-NPR-Y])(?![\w])",
    re.IGNORECASE,
)
_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_CENTURIES = {"+": 1800, "-": 1900} | dict.fromkeys("UVWXY", 1900) | dict.fromkeys("ABCDEF", 2000)
_CALLED = re.compile(
    r"\b(?:puh|puhelin|puhelinnumero|tel|tfn|gsm|soita|ring|call|phone)[.:]? ?$", re.IGNORECASE
)

# Only what follows the sign is searched; what stands before it is read backwards, at most 64 letters.
_DOMAIN = re.compile(
    r"(?<=[\w.+-])(?:[@\uff20]|&#64;|&#x40;|&commat;)((?:[\w-]+\.)+[a-z]{2,24})(?![\w-])", re.IGNORECASE
)
# The sign itself, its wide form, and as HTML writes it.
_AT = re.compile(r"[@\uff20]|&(?:#64|#x40|commat);", re.IGNORECASE)
_LOCAL = re.compile(r"[\w.+-]+")
_CREDENTIAL = re.compile(r"://[^\s/]*$")
_VEILED = re.compile(
    r"(?<=\w)[ ]?[(\[{][ ]?(?:at|ät|ät-merkki|miukumauku|a)[ ]?[)\]}][ ]?(?:[\w-]+\.)+[a-z]{2,24}\b",
    re.IGNORECASE,
)


def _lines(text: str, places: Iterable[int]) -> Iterator[int]:
    """Lines of places in a text, each line once."""
    return (line for line, _ in groupby(line_numbers(text, places)))


def identity_code(site: Site) -> Findings:
    """Tiedostossa on henkilötunnus.

    Henkilötunnusta ei saa julkaista eikä tallentaa, ei edes kommenttiin. Esimerkkiin sopii
    päivämäärä tai ikä.

    Väärin: Lapsen henkilötunnus on (oikea henkilötunnus).
    Oikein: Lapsi on 7-vuotias.
    """
    for path, text in site.texts.items():
        for line in _lines(text, _identity_codes(text)):
            yield At(
                path,
                line,
                "Tässä on henkilötunnus; poista se. Jos tiedosto on jo tallennettu versionhallintaan, "
                "kerro tietosuojavastaavalle: tunnus jää historiaan.",
            )

    for path in sorted({*(page.path for page in site.pages.values()), *site.files}):
        if next(_identity_codes(path), None) is not None:
            name = path if path in site.texts else f"docs/{path}"
            yield At(name, 1, "Tiedoston nimessä on henkilötunnus; anna tiedostolle toinen nimi.")


def _identity_codes(text: str) -> Iterator[int]:
    for match in _CODE.finditer(text):
        day, month, year, letter, dash, number, check = match.groups()
        rest = int(f"{day}{month}{year}{number}") % 31
        if _CHECK[rest] != check.upper() or int(number) < 2:
            continue
        century = _CENTURIES["-" if dash else letter.upper()]
        called = check.isdigit() and _CALLED.search(text, max(0, match.start() - 16), match.start())
        if _is_day(century + int(year), int(month), int(day)) and not called:
            yield match.start()


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def private_email(site: Site) -> Findings:
    """Tiedostossa on sähköpostiosoite, joka ei ole viraston yhteinen osoite.

    Henkilön osoite on henkilötieto, ja se vanhenee. Sallitut osoitteet ovat tiedostossa
    data/sahkopostit.yml.

    Väärin: Kirjoita: (työntekijän oma osoite)
    Oikein: Kirjoita: kirjaamo@example.org
    """
    allowed = frozenset(office.osoite.lower() for office in site.data.offices.values())
    for path, text in site.texts.items():
        for line in _lines(text, _private_addresses(text, allowed)):
            yield At(
                path,
                line,
                "Tämä sähköpostiosoite ei ole sallittujen luettelossa (data/sahkopostit.yml); poista se tai "
                "käytä viraston yhteistä osoitetta, esimerkiksi kirjaamo@….",
            )


def _private_addresses(text: str, allowed: frozenset[str]) -> Iterator[int]:
    found = [match.start() for match in _VEILED.finditer(text)] if "(" in text or "[" in text else []
    for match in _DOMAIN.finditer(text) if _AT.search(text) else ():
        before = text[max(0, match.start() - 64) : match.start()]
        name = _LOCAL.match(before[::-1])
        local = name[0][::-1].lower() if name else ""
        # A password in a web address is a secret.
        if not _CREDENTIAL.search(before) and not allowed & {f"{local}@", f"{local}@{match[1].lower()}"}:
            found.append(match.start())
    yield from sorted(found)


def listed_name(site: Site) -> Findings:
    """Tiedostossa on nimi, joka on salattavien nimien luettelossa.

    Luettelo ei ole Tukipakissa: sen tiedosto annetaan ympäristömuuttujassa TUKIPAKKI_NIMET, yksi
    nimi rivillä. Myös taivutettu nimi löytyy.

    Väärin: (luettelossa olevan ihmisen nimi) kertoi, että …
    Oikein: Sosiaalityöntekijä kertoi, että …
    """
    if not site.watched_names:
        return
    index = NameIndex(site.watched_names)
    for path, text in site.texts.items():
        for line in _lines(text, index.places(text)):
            yield At(
                path,
                line,
                "Tässä on nimi, joka on salattavien nimien luettelossa; kirjoita sen tilalle rooli.",
            )

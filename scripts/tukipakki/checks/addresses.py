"""Addresses that lead out of the site: what they may be and how they are written."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from tukipakki.checks.at import At, Findings
from tukipakki.checks.fields import written_links
from tukipakki.model import Page, Site
from tukipakki.targets import plain_address, scheme_of

_SCHEMES = frozenset({"https", "http", "mailto", "tel", "sms", ""})
_AUTOLINK = re.compile(r"<(https?://[^<>\s]*)>", re.IGNORECASE)
# Hosts that only the editor's own machine, network or account can reach.
_OWN_HOSTS = re.compile(
    r"localhost|[^.]+|.*\.(?:localhost|local|lan|intra|internal|intranet|home|corp|test|invalid)|"
    r"deploy-preview-\d+--.*|.*-git-[\w-]+\.vercel\.app|.*\.safelinks\.protection\.outlook\.com|"
    r".*\.(?:sharepoint\.com|teams\.microsoft\.com|github\.dev|gitpod\.io|csb\.app|ngrok\.io|ngrok-free\.app)"
)
_MAILTO = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-zA-Z]{2,24}(?:\?[\w=&%.,;:!?+/-]*)?")
TEL = re.compile(r"\+358[1-9]\d{3,12}|\+(?!358|0)\d{7,15}|0[1-9]\d{4,12}|080\d{4,9}|11[25]|116\d{3}|1\d{4,5}")


def _addresses(page: Page) -> Iterator[tuple[int, str]]:
    """Line and address of every link, written in brackets or between < and >, that leaves the site."""
    for link in written_links(page):
        if not link.image and scheme_of(link.target) is not None:
            yield link.line, link.target
    for number, text in page.prose_lines if "<" in page.prose else ():
        for match in _AUTOLINK.finditer(text):
            yield number, match[1]


def unsafe_address(site: Site) -> Findings:
    """Linkki ajaa koodia tai avaa jotakin muuta kuin verkkosivun.

    Linkki saa alkaa https:, mailto:, tel: tai sms:.

    Väärin: [avaa](javascript:avaa()) tai [lomake](file:///C:/lomake.docx)
    Oikein: [lomake](https://www.kela.fi/lomakkeet)
    """
    for page in site.pages.values():
        for line, address in _addresses(page):
            scheme = scheme_of(address) or ""
            if scheme in _SCHEMES:
                continue
            why = (
                "osoittaa omalle koneellesi, eikä kukaan muu voi avata sitä; kopioi tiedosto sivun kansioon"
                if scheme == "file" or len(scheme) == 1
                else f"alkaa {scheme}:, mitä ei sallita; kirjoita osoite, joka alkaa https:"
            )
            yield At(page.path, line, f"Linkki ”{address[:60]}” {why}.")


def _host(address: str) -> str | None:
    """The host of a web address in small letters; "" when it cannot be read, None for other kinds."""
    if scheme_of(address) not in ("https", "http", ""):
        return None
    try:
        return (urlsplit(plain_address(address)).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_own(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return _OWN_HOSTS.fullmatch(host) is not None


def local_address(site: Site) -> Findings:
    """Linkki johtaa omalle koneelle, sisäverkkoon tai esikatseluun, jota muut eivät voi avata.

    Väärin: [ohje](http://localhost:8000/laki/) tai [ohje](https://intra/ohje)
    Oikein: [ohje](../laki/index.md)
    """
    for page in site.pages.values():
        for line, address in _addresses(page):
            host = _host(address)
            if host and _is_own(host):
                yield At(
                    page.path,
                    line,
                    f"Linkki ”{address[:60]}” toimii vain omalla koneellasi, verkossasi tai tunnuksillasi; "
                    "kirjoita polku sivuston tiedostoon tai julkinen osoite.",
                )


def malformed_address(site: Site) -> Findings:
    """Linkin osoitteesta puuttuu palvelimen nimi, tai nimeä ei voi lukea.

    Väärin: [Kela](https:www.kela.fi) tai [Kela](https:///lomakkeet)
    Oikein: [Kela](https://www.kela.fi/lomakkeet)
    """
    for page in site.pages.values():
        for line, address in _addresses(page):
            if _host(address) == "":
                yield At(
                    page.path,
                    line,
                    f"Linkin ”{address[:60]}” osoite on väärää muotoa; kirjoita https:// ja palvelimen nimi.",
                )


def insecure_address(site: Site) -> Findings:
    """Linkin osoite alkaa http: eikä https:.

    Ilman salausta muut samassa verkossa näkevät, mitä lukija lukee.

    Väärin: [Finlex](http://www.finlex.fi/)
    Oikein: [Finlex](https://www.finlex.fi/)
    """
    for page in site.pages.values():
        for line, address in _addresses(page):
            host = _host(address)
            if host and scheme_of(address) != "https" and not _is_own(host):
                rest = address.partition("//")[2] or address
                yield At(
                    page.path,
                    line,
                    f"Linkin ”{address[:60]}” yhteys ei ole salattu; kirjoita (https://{rest[:60]}) "
                    "ja kokeile, että se toimii.",
                )


def malformed_mailto(site: Site) -> Findings:
    """Sähköpostilinkki on väärää muotoa.

    Väärin: [kirjaamo](mailto://kirjaamo@example)
    Oikein: [kirjaamo](mailto:kirjaamo@example.org)
    """
    for page in site.pages.values():
        for line, address in _addresses(page):
            if scheme_of(address) == "mailto" and not _MAILTO.fullmatch(address.partition(":")[2]):
                yield At(
                    page.path,
                    line,
                    f"Sähköpostilinkki ”{address[:60]}” ei toimi; kirjoita (mailto:nimi@virasto.fi).",
                )


def malformed_tel(site: Site) -> Findings:
    """Puhelinlinkki on väärää muotoa.

    Linkissä on vain numeroita: hätänumero ja muut lyhyet numerot sellaisinaan, muut mieluiten
    maatunnuksella +358.

    Väärin: [soita](tel:+358(0)40-123)
    Oikein: [soita hätänumeroon](tel:112)
    """
    for page in site.pages.values():
        for line, address in _addresses(page):
            number = address.partition(":")[2]
            if scheme_of(address) != "tel" or TEL.fullmatch(number):
                continue
            repair = _dialled(number)
            advice = f"(tel:{repair})" if TEL.fullmatch(repair) else "koko numero, kuten (tel:+358401234567)"
            yield At(page.path, line, f"Puhelinlinkki ”{address[:40]}” ei toimi; kirjoita {advice}.")


def _dialled(number: str) -> str:
    """A number without what people write between digits, its country code in one form."""
    digits = re.sub(r"[^\d+]", "", plain_address(number).replace("(0)", ""))
    return re.sub(r"^(?:00|\+)?358(?=0?[1-9])0?", "+358", digits)

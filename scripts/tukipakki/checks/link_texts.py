"""Links and pictures as the reader meets them: their words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tukipakki.checks.at import At, Findings
from tukipakki.checks.fields import written_links
from tukipakki.model import Link, Page, Site

_VAGUE = frozenset(
    """
    tästä|täältä|tässä|tämä|klikkaa|klikkaa tästä|klikkaa tätä|paina tästä|lue|lue lisää|lue lisää tästä|
    lisää|lisätietoa|lisätietoja|lisätietoa tästä|linkki|sivu|katso tästä|siirry
    här|hit|klicka|klicka här|tryck här|läs|läs mer|läs mera|läs mer här|mer|mer info|mer information|länk
    here|click|click here|press here|read|read more|read more here|more|more info|more information|
    learn more|link|this|this page|this link
    """.replace("\n", "|")
    .replace("    ", "")
    .split("|")
) - {""}
_VAGUE_ALT = frozenset(
    {"kuva", "valokuva", "piirros", "kaavio", "kuvio", "logo", "ikoni", "bild", "foto", "image", "picture"}
    | {"photo", "img", "icon"}
)
_FILE = re.compile(
    r"[\w .()-]+\.(?:png|jpe?g|gif|webp|svg|pdf)|(?:img|dsc|dscn|pxl|kuva|image)[_ -]?\d+", re.IGNORECASE
)
_MARKS = re.compile(r"[*_~`]|\{[^{}]{0,80}\}")
_EDGES = " \t\n\u00a0.,:;!?…→>»”\"'()"


def _words(text: str) -> str:
    """The words of a link's text in small letters, without marks around them."""
    return " ".join(_MARKS.sub("", text).split()).strip(_EDGES).lower()


def empty_link(site: Site) -> Findings:
    """Linkistä puuttuu teksti tai osoite.

    Väärin: [](../laki/maaraajat.md)
    Oikein: [Määräajat](../laki/maaraajat.md)
    """
    for page in site.pages.values():
        for link in written_links(page):
            if link.image:
                continue
            if not link.target.strip(" #"):
                yield At(
                    page.path,
                    link.line,
                    f"Linkistä ”{link.text[:40]}” puuttuu osoite; kirjoita se sulkeisiin.",
                )
            elif not _MARKS.sub("", link.text).strip():
                yield At(
                    page.path,
                    link.line,
                    f"Linkissä ({link.target[:60]}) ei ole tekstiä; kirjoita hakasulkeisiin, "
                    "mihin se johtaa.",
                )


def vague_link(site: Site) -> Findings:
    """Linkin teksti ei kerro, mihin linkki johtaa.

    Ruudunlukijalla linkit voi lukea luettelona: silloin pelkkä ”tästä” ei kerro mitään.

    Väärin: Määräajat löydät [tästä](../laki/maaraajat.md).
    Oikein: Katso [lastensuojelun määräajat](../laki/maaraajat.md).
    """
    for page in site.pages.values():
        for link in written_links(page):
            if not link.image and _words(link.text) in _VAGUE:
                yield At(
                    page.path,
                    link.line,
                    f"Linkin teksti ”{link.text}” ei kerro, mihin linkki johtaa; kirjoita hakasulkeisiin "
                    "sivun nimi.",
                )


def missing_alt(site: Site) -> Findings:
    """Kuvalta puuttuu tekstivastine.

    Tekstivastine kertoo kuvan sisällön sille, joka ei näe kuvaa.

    Väärin: ![](talo.svg)
    Oikein: ![Talo, jonka ovi on auki](talo.svg)
    """
    for page, image in _images(site):
        if not _words(image.text):
            yield At(
                page.path,
                image.line,
                f"Kuvalta ”{image.target[:60]}” puuttuu tekstivastine; kirjoita hakasulkeisiin, "
                "mitä kuvassa on.",
            )


def vague_alt(site: Site) -> Findings:
    """Kuvan tekstivastine ei kerro, mitä kuvassa on.

    Väärin: ![kuva](talo.svg) tai ![talo.svg](talo.svg)
    Oikein: ![Talo, jonka ovi on auki](talo.svg)
    """
    for page, image in _images(site):
        words = _words(image.text)
        if words in _VAGUE_ALT or _FILE.fullmatch(words):
            yield At(
                page.path,
                image.line,
                f"Kuvan tekstivastine ”{image.text[:60]}” ei kerro kuvasta; kirjoita sen tilalle, "
                "mitä kuvassa on.",
            )


def _images(site: Site) -> Iterator[tuple[Page, Link]]:
    for page in site.pages.values():
        for link in written_links(page):
            if link.image:
                yield page, link

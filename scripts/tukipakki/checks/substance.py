"""Substance: pages that say enough, not too much, and nothing that another page says already."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from tukipakki.checks.at import At, Findings, Repair
from tukipakki.model import ORIGINAL, Page, Site
from tukipakki.page_types import TYPES
from tukipakki.parse.text import plain_text
from tukipakki.targets import Kind, page_target, resolve

MAX_TITLE = 90
# Shorter sentences (”Soita 112.”) may stand on any number of pages.
MIN_SENTENCE = 9
MAX_PAGES = 2

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[”“„«'](?P<text>[^”“„«»']+)[”“»']")


def doubled_title(site: Site) -> Findings:
    """Kahdella sivulla on sama otsikko.

    Lukija ei erota sivuja hakutuloksissa eikä selaimen välilehdissä.

    Väärin: otsikko: Jälkihuolto sekä prosessissa että lehtisessä
    Oikein: otsikko: Jälkihuolto ja otsikko: Jälkihuolto – nuorelle
    """
    first: dict[tuple[str, str], Page] = {}
    for page in _in_order(site):
        other = first.setdefault((page.lang, page.front.otsikko.casefold().strip()), page)
        if other is not page:
            yield At(
                page.path,
                page.line_of("otsikko"),
                f"Sama otsikko on sivulla {other.path}; anna tälle oma otsikko.",
            )


def _in_order(site: Site) -> Iterator[Page]:
    return (site.pages[key] for key in sorted(site.pages))


def long_title(site: Site) -> Findings:
    """Otsikko on pitkä.

    Väärin: otsikko, jossa on yli 90 merkkiä
    Oikein: lyhyt otsikko, ja loput kenttään kuvaus
    """
    for page in site.pages.values():
        if len(page.front.otsikko) > MAX_TITLE:
            yield At(
                page.path,
                page.line_of("otsikko"),
                f"Otsikossa on {len(page.front.otsikko)} merkkiä, suositus on enintään {MAX_TITLE}; lyhennä.",
            )


def quoted_value(site: Site) -> Findings:
    """Kentän arvo on kaarevissa lainausmerkeissä, jotka näkyisivät sivulla.

    Väärin: otsikko: ”Jälkihuolto”
    Oikein: otsikko: Jälkihuolto
    """
    for page in site.pages.values():
        for key in sorted(page.own):
            value = getattr(page.front, key, None)
            match = _QUOTED.fullmatch(value.strip()) if isinstance(value, str) else None
            if match is not None:
                yield At(
                    page.path,
                    page.line_of(key),
                    f"Kentän ”{key}” lainausmerkit näkyisivät sivulla; poista ne.",
                    Repair(match[0], match["text"]),
                )


def long_page(site: Site) -> Findings:
    """Sivu on pidempi kuin sivutyypin suositus.

    Väärin: asiakkaan ohje, jossa on yli 400 sanaa
    Oikein: kaksi sivua, joista kumpikin kertoo yhden asian
    """
    for page in site.pages.values():
        most = TYPES[page.type].most_words
        # A translation takes what room it needs.
        if page.lang == ORIGINAL and page.words > most:
            yield At(
                page.path,
                page.body_line,
                f"Sivulla on {page.words} sanaa, suositus on enintään {most}; tiivistä tai jaa sivu.",
            )


def thin_page(site: Site) -> Findings:
    """Sivulla on niin vähän tekstiä, ettei siitä ole lukijalle apua.

    Keskeneräistä sivua ei julkaista: pidä rivi julkaise: false, kunnes teksti on valmis.

    Väärin: lakisivu, jossa on viisi virkettä
    Oikein: lakisivu, jossa on vähintään 150 sanaa
    """
    for page in site.pages.values():
        least = TYPES[page.type].least_words
        if page.words < least and not page.is_index:
            yield At(
                page.path,
                page.body_line,
                f"Sivulla on {page.words} sanaa, ja sivutyyppi {page.type} tarvitsee vähintään {least}; "
                "kirjoita se loppuun tai lisää kenttä julkaise: false.",
            )


def repeated_sentence(site: Site) -> Findings:
    """Sama virke on kirjoitettu käsin useammalle kuin kahdelle sivulle.

    Yhteinen virke kirjoitetaan kerran, jotta se muuttuu kaikkialla yhdessä.

    Väärin: sama virke kolmella sivulla
    Oikein: virke tiedostossa data/vakiolauseet.yml ja sivuilla {vakio:tunnus}
    """
    seen: dict[tuple[str, str], list[Page]] = defaultdict(list)
    for page in _in_order(site):
        for number, sentence in _sentences(page):
            pages = seen[page.lang, _normal(sentence)]
            if page in pages[-1:]:
                continue
            pages.append(page)
            if len(pages) > MAX_PAGES:
                others = " ja ".join(other.path for other in pages[:MAX_PAGES])
                yield At(
                    page.path,
                    number,
                    f"Virke ”{_short(sentence)}” on jo sivuilla {others}; siirrä se tiedostoon "
                    "data/vakiolauseet.yml ja kirjoita sivuille {vakio:tunnus}.",
                )


def _sentences(page: Page) -> Iterator[tuple[int, str]]:
    for number, line in page.prose_lines:
        if line.count(" ") + 1 < MIN_SENTENCE or line.startswith("#"):
            continue
        for sentence in _SENTENCE_END.split(plain_text(line)):
            if len(_WORD.findall(sentence)) >= MIN_SENTENCE:
                yield number, sentence


def _normal(sentence: str) -> str:
    return " ".join(_WORD.findall(sentence.casefold()))


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 50 else f"{sentence[:50].rsplit(' ', 1)[0]} …"


def orphan_page(site: Site) -> Findings:
    """Sivulle ei pääse mistään: kansiossa ei ole hakemistosivua eikä mikään sivu linkitä tänne.

    Väärin: uusi kansio ja siinä vain oma-sivu.md
    Oikein: kansiossa myös index.md, tai linkki tänne jonkin sivun tekstissä tai kentässä seuraavaksi
    """
    reached = frozenset(_reached(site))
    for page in site.pages.values():
        listed = page.folder == "" or page.is_index or site.page(f"{page.folder}/index", ORIGINAL)
        if page.lang == ORIGINAL and not listed and page.slug not in reached:
            yield At(
                page.path,
                page.line_of("otsikko"),
                f"Sivulle ei pääse mistään; lisää sivu docs/{page.folder}/index.md tai linkki tänne toiselta "
                "sivulta.",
            )


def _reached(site: Site) -> Iterator[str]:
    for page in site.pages.values():
        for link in page.links:
            target = resolve(site, page, link.target)
            if target.kind is Kind.PAGE and target.slug != page.slug:
                yield target.slug
        steps = [step.sivu for step in page.front.seuraavaksi]
        doors = [place for door in getattr(page.front, "ovet", ()) for place in _door(door)]
        for place in (*steps, *doors):
            yield page_target(site, place.partition("#")[0]).slug


def _door(door: object) -> Iterator[str]:
    yield door.sivu  # type: ignore[attr-defined]
    yield from (link.sivu for link in door.linkit)  # type: ignore[attr-defined]

"""Links of the built site: to files, to places on pages, between languages, by phone and mail."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping

from tukipakki.checks.at import At, Findings
from tukipakki.checks.built.document import BuiltSite, line_of
from tukipakki.model import ORIGINAL

MAX_CLICKS = 4

_CSS_URL = re.compile(r"url\(\s*[\"']?([^\"')\s]+)")
_PHONE = re.compile(r"tel:\+?[0-9]{3,15}")
_MAIL = re.compile(r"mailto:[^\s@?,;:]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}(\?[^\s]*)?")


def built_link(site: BuiltSite) -> Findings:
    """Linkin, kuvan tai tyylitiedoston kohdetta ei ole valmiilla sivustolla.

    Väärin: <a href="../maaraaika/">, kun sivun osoite on ../maaraajat/
    Oikein: <a href="../maaraajat/">
    """
    for link in site.links:
        if link.goal is not None and link.goal not in site.files:
            yield At(link.page.path, link.line, f"Linkin ”{link.raw}” kohdetta ei ole sivustolla.")
    for path, text in site.texts.items():
        for line, raw in css_addresses(path, text):
            goal = site.goal(path, raw.partition("#")[0])
            if goal is not None and goal not in site.files:
                yield At(path, line, f"Tyylitiedoston osoitetta ”{raw}” ei ole sivustolla.")


def css_addresses(path: str, text: str) -> Iterator[tuple[int, str]]:
    """Line and address of every `url()` of a style sheet."""
    if not path.endswith(".css"):
        return
    for match in _CSS_URL.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match[1]


def built_anchor(site: BuiltSite) -> Findings:
    """Linkki johtaa kohtaan, jota sivulla ei ole.

    Väärin: <a href="#virhe">, kun sivulla on id="virheet"
    Oikein: <a href="#virheet">
    """
    for link in site.links:
        if link.goal is None or not link.fragment or link.goal not in site.documents:
            continue
        if link.fragment not in site.documents[link.goal].ids:
            yield At(link.page.path, link.line, f"Linkin ”{link.raw}” kohtaa ei ole sivulla {link.goal}.")


def built_link_language(site: BuiltSite) -> Findings:
    """Linkki toisenkieliselle sivulle ei kerro kieltä (hreflang), tai se kertoo väärän kielen.

    Ruudunlukija ja selain eivät muuten tiedä, millä kielellä sivu on.

    Väärin: <a href="/sv/laki/">Lagen</a> suomenkielisellä sivulla
    Oikein: <a href="/sv/laki/" hreflang="sv" lang="sv">Lagen</a>
    """
    for link in site.links:
        if link.tag != "a" or link.goal is None or link.goal not in site.documents:
            continue
        wanted = site.language_of(link.goal)
        told = link.element.get("hreflang")
        if told is None:
            if wanted == site.language_of(link.page.path):
                continue
            # The page for a wrong address speaks all languages, each in a part of its own.
            parents = (link.element, *link.element.iterancestors())
            told = next((element.get("lang") for element in parents if element.get("lang")), None)
        if told != wanted:
            yield At(
                link.page.path,
                link.line,
                f'Linkin ”{link.raw}” sivun kieli on {wanted}; kirjoita linkkiin hreflang="{wanted}".',
            )


def built_phone_link(site: BuiltSite) -> Findings:
    """Puhelinlinkissä on muuta kuin numero, joten puhelin ei soita sitä.

    Väärin: <a href="tel:0800 96 116">
    Oikein: <a href="tel:080096116">
    """
    for link in site.links:
        if link.raw.lower().startswith("tel:") and not _PHONE.fullmatch(link.raw):
            yield At(
                link.page.path,
                link.line,
                f"Puhelinlinkki ”{link.raw}” ei kelpaa; kirjoita tel: ja numerot ilman välejä.",
            )


def built_mail_link(site: BuiltSite) -> Findings:
    """Sähköpostilinkin osoite ei ole kokonainen.

    Väärin: <a href="mailto:kirjaamo esimerkki.fi">
    Oikein: <a href="mailto:kirjaamo@esimerkki.fi">
    """
    for link in site.links:
        if link.raw.lower().startswith("mailto:") and not _MAIL.fullmatch(link.raw):
            yield At(
                link.page.path,
                link.line,
                f"Sähköpostilinkki ”{link.raw}” ei kelpaa; kirjoita mailto:nimi@osoite.fi.",
            )


def built_far_page(site: BuiltSite) -> Findings:
    """Sivulle ei pääse etusivulta neljällä napsautuksella linkkejä pitkin.

    Väärin: sivu, johon mikään muu sivu ei linkitä.
    Oikein: sivu on kansionsa hakemistosivulla tai toisen sivun linkkinä.
    """
    clicks = distances(site)
    for path, document in site.documents.items():
        if not document.is_page:
            continue
        steps = clicks.get(path)
        if steps is None:
            yield At(path, 1, "Sivulle ei pääse etusivulta; lisää siihen linkki toiselta sivulta.")
        elif steps > MAX_CLICKS:
            yield At(
                path,
                1,
                f"Sivulle on etusivulta {steps} napsautusta, enintään {MAX_CLICKS} sallitaan; "
                "lisää linkki läheltä etusivua.",
            )


def distances(site: BuiltSite) -> Mapping[str, int]:
    """Clicks from the home page of a page's own language, over links within that language."""
    goals: dict[str, list[str]] = {}
    for link in site.links:
        if link.tag == "a" and link.goal in site.documents:
            goals.setdefault(link.page.path, []).append(str(link.goal))
    homes = ["index.html" if lang == ORIGINAL else f"{lang}/index.html" for lang in sorted(site.languages)]
    clicks = {home: 0 for home in homes if home in site.documents}
    waiting = deque(clicks)
    while waiting:
        path = waiting.popleft()
        for goal in goals.get(path, ()):
            if goal not in clicks and site.language_of(goal) == site.language_of(path):
                clicks[goal] = clicks[path] + 1
                waiting.append(goal)
    return clicks


def built_id_reference(site: BuiltSite) -> Findings:
    """Elementti viittaa tunnukseen, jota sivulla ei ole (for, aria-controls, aria-labelledby …).

    Väärin: <label for="haku">, kun kentän tunnus on id="hakusana"
    Oikein: <label for="hakusana">
    """
    for path, document in site.documents.items():
        for element in document.elements:
            for name in ("for", "aria-controls", "aria-labelledby", "aria-describedby"):
                for ident in (element.get(name) or "").split():
                    if ident not in document.ids:
                        yield At(path, line_of(element), f"Tunnusta ”{ident}” ({name}) ei ole sivulla.")

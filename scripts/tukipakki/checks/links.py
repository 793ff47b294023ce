"""Links inside the site: pages, files, anchors and the case of their names."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterator

from tukipakki.checks.at import At, Findings, Repair
from tukipakki.checks.fields import written_links
from tukipakki.model import Link, Page, Site
from tukipakki.parse.page import anchors
from tukipakki.targets import Kind, Target, destination, resolve

MAX_GUESSES = 100
MAX_NAME = 200


def _targets(site: Site) -> Iterator[tuple[Page, Link, Target]]:
    for page in site.pages.values():
        for link in written_links(page):
            yield page, link, resolve(site, page, link.target)


def _exists(site: Site, target: Target, lang: str) -> bool:
    """True also for pages that could not be parsed: they have a finding of their own."""
    if target.kind is Kind.FILE:
        return target.slug in site.files
    languages = {target.lang or lang, target.lang or "fi"}
    return destination(site, target, lang) is not None or any(
        (target.slug, language) in site.broken for language in languages
    )


def broken_link(site: Site) -> Findings:
    """Linkki johtaa sivulle tai tiedostoon, jota ei ole tai jota ei ole julkaistu.

    Väärin: [määräajat](../laki/maaraaika.md)
    Oikein: [määräajat](../laki/maaraajat.md)
    """
    names, cases = _Names(site), _Cases(site)
    for page, link, target in _targets(site):
        if target.kind not in (Kind.PAGE, Kind.FILE) or _exists(site, target, page.lang):
            continue
        if cases.other(target) is not None:
            continue
        yield At(page.path, link.line, _broken_message(site, page, link, target, names))


def _broken_message(site: Site, page: Page, link: Link, target: Target, names: _Names) -> str:
    if target.kind is Kind.PAGE and is_draft(site, target):
        return (
            f"Linkin ”{link.target}” sivua ei ole vielä julkaistu (julkaise: false); "
            "julkaise se ensin tai poista linkki."
        )
    if repair := _outside(link.target):
        return f"Linkki ”{link.target}” johtaisi tämän sivuston sivulle; kirjoita ({repair})."
    what = f"Kuvaa ”{link.target}”" if link.image else f"Linkin ”{link.target}” kohdetta"
    if link.target.startswith("/"):
        return f"{what} ei ole; kirjoita polku tästä tiedostosta, esimerkiksi ../laki/maaraajat.md."
    path = names.likely_path(page, target)
    advice = f"kirjoita ({path})" if path else "tarkista polku tästä tiedostosta laskien"
    return f"{what} ei ole; {advice}."


def _outside(target: str) -> str | None:
    """The address that was meant when only its beginning is missing."""
    if re.fullmatch(r"[\w.+-]+@[\w.-]+\.\w+", target):
        return f"mailto:{target}"
    return f"https://{target}" if re.match(r"www\.[\w-]+\.\w", target) else None


def is_draft(site: Site, target: Target) -> bool:
    """True when the page is there but not published."""
    languages = [target.lang] if target.lang else site.languages
    return any(
        (target.slug, lang) in site.drafts or site.page(target.slug, lang) is not None
        for lang in languages
        if lang
    )


class _Names:
    """Names of pages and files, at hand for a guess at what a broken link meant."""

    def __init__(self, site: Site) -> None:
        self.files = site.files
        self.all = [*sorted({name for name, _ in site.pages}), *sorted(site.files)]
        self.by_last: dict[str, str] = {}
        self.known: dict[str, str | None] = {}
        for name in reversed(self.all):
            self.by_last[name.rpartition("/")[2]] = name

    def likely_path(self, page: Page, target: Target) -> str | None:
        """The path, from the page's own file, of the page or file that was probably meant."""
        slug = target.slug.removesuffix(".md")
        # Comparing with every name is dear: after a hundred guesses the links are not a slip.
        if slug not in self.known and len(self.known) < MAX_GUESSES:
            near = difflib.get_close_matches(slug[:MAX_NAME], self.all, n=1, cutoff=0.8)
            self.known[slug] = self.by_last.get(slug.rpartition("/")[2]) or next(iter(near), None)
        close = self.known.get(slug)
        # Where a picture is missed, a page of a like name is no advice.
        if close is None or ("." in slug.rpartition("/")[2] and close not in self.files):
            return None
        path = posixpath.relpath(close, page.folder or ".")
        return path if close in self.files else f"{path}.md"


def broken_anchor(site: Site) -> Findings:
    """Linkki johtaa kohtaan, jota sivulla ei ole.

    Väärin: [virheet](maaraajat.md#virhe)
    Oikein: [virheet](maaraajat.md#virheet)
    """
    for page, link, target in _targets(site):
        if not target.anchor:
            continue
        goal = page if target.kind is Kind.ANCHOR else destination(site, target, page.lang)
        if target.kind is Kind.EXTERNAL or goal is None or target.anchor in anchors(goal):
            continue
        close = difflib.get_close_matches(target.anchor, sorted(anchors(goal)), n=1)
        hint = f"; tarkoititko #{close[0]}?" if close else f"; katso otsikoiden tunnukset: {goal.path}."
        yield At(
            page.path,
            link.line,
            f"Linkin ”{link.target}” kohtaa #{target.anchor} ei ole sivulla{hint}",
        )


def wrong_case_link(site: Site) -> Findings:
    """Linkissä on isoja kirjaimia, vaikka tiedoston nimessä ei ole.

    Linkki toimii joillakin tietokoneilla mutta ei palvelimella.

    Väärin: [määräajat](../laki/Maaraajat.md)
    Oikein: [määräajat](../laki/maaraajat.md)
    """
    cases = _Cases(site)
    for page, link, target in _targets(site):
        if target.kind not in (Kind.PAGE, Kind.FILE) or _exists(site, target, page.lang):
            continue
        other = cases.other(target)
        if other is not None:
            path = posixpath.relpath(other, page.folder or ".")
            path += "" if target.kind is Kind.FILE else ".md"
            yield At(
                page.path,
                link.line,
                f"Linkin ”{link.target}” kirjainkoko on väärä; kirjoita ({path}).",
                Repair(f"({link.target.partition('#')[0]}", f"({path}"),
            )


class _Cases:
    """Names by their small letters, for links whose case is wrong."""

    def __init__(self, site: Site) -> None:
        self.pages = {slug.lower(): slug for slug, _ in sorted(site.pages, reverse=True)}
        self.files = {name.lower(): name for name in sorted(site.files, reverse=True)}

    def other(self, target: Target) -> str | None:
        """The name that differs from the target's in case alone."""
        name = (self.pages if target.kind is Kind.PAGE else self.files).get(target.slug.lower())
        return name if name != target.slug else None


def outside_image(site: Site) -> Findings:
    """Kuva on toisella palvelimella tai vain omalla koneellasi.

    Sivu ei hae mitään muualta: silloin kukaan muu ei saa tietää, mitä lukija luki.

    Väärin: ![ovi](C:\\Users\\oma\\ovi.png) tai ![ovi](https://example.org/ovi.png)
    Oikein: ![ovi](ovi.png), ja tiedosto ovi.png on sivun kansiossa.
    """
    for page, link, target in _targets(site):
        if link.image and target.kind is Kind.EXTERNAL:
            yield At(
                page.path,
                link.line,
                f"Kuva ”{link.target}” ei ole tällä sivustolla; kopioi tiedosto sivun kansioon ja "
                "kirjoita pelkkä nimi.",
            )

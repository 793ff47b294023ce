"""Links inside the site: pages, files, anchors and the case of their names."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from tukipakki.checks.at import At, Findings
from tukipakki.model import Link, Page, Site
from tukipakki.parse.page import anchors
from tukipakki.targets import Kind, Target, destination, resolve


def _targets(site: Site) -> Iterator[tuple[Page, Link, Target]]:
    for page in site.pages.values():
        for link in page.links:
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
    for page, link, target in _targets(site):
        if target.kind not in (Kind.PAGE, Kind.FILE) or _exists(site, target, page.lang):
            continue
        if _other_case(site, target) is not None:
            continue
        yield At(page.path, link.line, _broken_message(site, link, target))


def _broken_message(site: Site, link: Link, target: Target) -> str:
    if target.kind is Kind.PAGE and _is_draft(site, target):
        return (
            f"Linkin ”{link.target}” sivua ei ole vielä julkaistu (julkaise: false); "
            "julkaise se ensin tai poista linkki."
        )
    if link.target.startswith("/"):
        return (
            f"Linkki ”{link.target}” alkaa kauttaviivalla; kirjoita polku tästä tiedostosta, "
            "esimerkiksi ../laki/maaraajat.md."
        )
    names = [slug for slug, _ in site.pages] if target.kind is Kind.PAGE else list(site.files)
    close = difflib.get_close_matches(target.slug, names, n=1, cutoff=0.75)
    hint = f"; tarkoititko ”{close[0]}”?" if close else "; tarkista polku tästä tiedostosta laskien."
    return f"Linkin ”{link.target}” kohdetta ei ole{hint}"


def _is_draft(site: Site, target: Target) -> bool:
    languages = [target.lang] if target.lang else site.languages
    return any(
        (target.slug, lang) in site.drafts or site.page(target.slug, lang) is not None
        for lang in languages
        if lang
    )


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
    for page, link, target in _targets(site):
        if target.kind not in (Kind.PAGE, Kind.FILE) or _exists(site, target, page.lang):
            continue
        other = _other_case(site, target)
        if other is not None:
            yield At(
                page.path,
                link.line,
                f"Linkin ”{link.target}” kirjainkoko on väärä; tiedoston nimi on ”{other}”.",
            )


def _other_case(site: Site, target: Target) -> str | None:
    names = {slug for slug, _ in site.pages} if target.kind is Kind.PAGE else site.files
    wanted = target.slug.lower()
    return next((n for n in sorted(names) if n.lower() == wanted and n != target.slug), None)

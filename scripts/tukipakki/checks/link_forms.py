"""Ways of writing a link that our scanner, and so every other check, would not see."""

from __future__ import annotations

import re
from itertools import groupby

from tukipakki.checks.at import At, Findings, line_numbers
from tukipakki.model import Page, Site

_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]*\S", re.MULTILINE)
_DEFINITION_LINE = re.compile(_DEFINITION.pattern + r".*", re.MULTILINE)
_REFERENCE = re.compile(r"(?<!\\)\[([^\[\]]{1,200})\]( ?)\[([^\[\]\n^]{0,100})\](?![(:])")
_FOOTNOTE = re.compile(r"(?<!\\)\[\^([^\[\]\s]{1,60})\]")
_JOINT = re.compile(r"(?<!\\)\](?:\(|[ \t]\((?=(?:https?|mailto|tel):|#|[\w./-]{1,200}\.md\b))")
_TAG = re.compile(r"<[^<>]*>")
_UNJOINED = re.compile(r"\][ \t]?\(([^()\n]{1,120})\)")
_BARE = re.compile(r"(?<![\w@/.:<=-])(?:https?://|www\.(?=[\w-]+\.))[^\s<>()\[\]|\"”’`*]+", re.IGNORECASE)


def reference_link(site: Site) -> Findings:
    """Linkin osoite on muualla kuin linkissä itsessään, tai sitä ei ole lainkaan.

    Tällaista linkkiä ei tarkisteta eikä käännetä, ja osoitteen puuttuessa se jää sivulle
    hakasulkeina.

    Väärin: [määräajat][1]
    Oikein: [määräajat](../laki/maaraajat.md)
    """
    for page in site.pages.values():
        if "[" not in page.prose:
            continue
        found = _references(page.prose)
        lines = line_numbers(page.prose, (match.start() for match in found), page.body_line)
        for match, line in zip(found, lines, strict=True):
            shown = " ".join(match[0].split())[:60]
            advice = (
                f"Linkin ”{shown}” osoite ei ole linkissä; kirjoita [teksti](osoite)."
                if match.re is _REFERENCE
                else f"Rivi antaa osoitteen linkille [{match[1][:40]}]; kirjoita osoite linkkiin, "
                "[teksti](osoite), ja poista rivi."
            )
            yield At(page.path, line, advice)


def _references(prose: str) -> list[re.Match[str]]:
    """Uses of references, and definitions that no full reference uses, in order."""
    defined = {match[1].lower(): match for match in _DEFINITION.finditer(prose)}
    uses = [
        match
        for match in _REFERENCE.finditer(prose)
        # With a space between, it is a link only when the address is given.
        if not match[2] or (match[3] or match[1]).lower() in defined
    ]
    used = {(match[3] or match[1]).lower() for match in uses}
    rest = [match for name, match in defined.items() if name not in used]
    return sorted((*uses, *rest), key=lambda match: match.start())


def footnote_mark(site: Site) -> Findings:
    """Sivulla on alaviite, joka jäisi näkyviin hakasulkeina.

    Väärin: Asia on ratkaistu.[^1]
    Oikein: Asia on ratkaistu ([KHO 2020:1](https://www.kho.fi/)).
    """
    for page in site.pages.values():
        marks = {match[1]: match for match in reversed(list(_FOOTNOTE.finditer(page.prose)))}
        found = sorted(marks.values(), key=lambda match: match.start())
        lines = line_numbers(page.prose, (match.start() for match in found), page.body_line)
        for match, line in zip(found, lines, strict=True):
            yield At(
                page.path,
                line,
                f"Alaviitteitä ei ole ({match[0]}); kirjoita lähde tekstiin linkkinä tai "
                "kenttään lahdeluettelo.",
            )


def unread_link(site: Site) -> Findings:
    """Linkki on kirjoitettu niin, ettei sitä voi lukea linkkinä.

    Osoite on yhdellä rivillä heti hakasulkeiden perässä, eikä siinä ole välilyöntejä.

    Väärin: [ohje] (ohje.md) tai [ohje](uusi ohje.md)
    Oikein: [ohje](uusi-ohje.md)
    """
    for page in site.pages.values():
        if "](" not in page.prose and "] (" not in page.prose:
            continue
        read = {link.start + 1 + link.image + len(link.text) for link in page.links}
        found = [
            match.start()
            for match in _JOINT.finditer(page.prose)
            if match.start() not in read and not _escaped(page.prose, match.start())
        ]
        lines = line_numbers(page.prose, found, page.body_line)
        for line, places in groupby(zip(lines, found, strict=True), key=lambda pair: pair[0]):
            yield At(page.path, line, f"Linkkiä ei voi lukea; {_joined(page.prose, next(places)[1])}.")


def _joined(prose: str, close: int) -> str:
    """How to write a link so that it can be read: with its address where only spaces are too many."""
    match = _UNJOINED.match(prose, close)
    if match and re.match(r"(?:tel|mailto):", match[1].strip()):
        return f"kirjoita osoite ilman välilyöntejä, ({''.join(match[1].split())})"
    if match and " " not in match[1].strip():
        return f"poista väli hakasulkeen ja osoitteen välistä, [teksti]({match[1].strip()})"
    return "kirjoita [teksti](osoite) yhteen, yhdelle riville ja ilman välilyöntejä osoitteessa"


def _escaped(prose: str, close: int) -> bool:
    """True when the bracket that `]` closes has a backslash before it: then text is meant."""
    opening = prose.rfind("[", max(0, close - 200), close)
    return opening > 0 and prose[opening - 1] == "\\"


def bare_address(site: Site) -> Findings:
    """Verkko-osoite on kirjoitettu tekstiin eikä linkiksi.

    Osoite ei ole sivulla linkki, ja ruudunlukija lukee sen kirjain kerrallaan.

    Väärin: Lue lisää: www.nollalinja.fi
    Oikein: Lue lisää [Nollalinjan sivuilta](https://nollalinja.fi/).
    """
    for page in site.pages.values():
        if "://" not in page.prose and "www." not in page.prose.lower():
            continue
        prose = _without_links(page)
        found = list(_BARE.finditer(prose))
        lines = line_numbers(prose, (match.start() for match in found), page.body_line)
        for match, line in zip(found, lines, strict=True):
            shown = match[0].rstrip(".,;:!?")
            target = shown if "://" in shown else f"https://{shown}"
            yield At(page.path, line, f"Osoite ”{shown[:60]}” ei ole linkki; kirjoita [nimi]({target[:60]}).")


def _without_links(page: Page) -> str:
    """The prose with links, tags and definitions blanked, as long as before."""
    parts: list[str] = []
    position = 0
    for link in page.links:
        if link.start >= position:
            gone = page.prose[link.start : link.end]
            parts += [page.prose[position : link.start], re.sub(r"[^\n]", " ", gone)]
            position = link.end
    rest = "".join([*parts, page.prose[position:]])
    # What stands in a tag is a fault of its own.
    rest = _TAG.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), rest)
    return _DEFINITION_LINE.sub(lambda match: " " * len(match[0]), rest)

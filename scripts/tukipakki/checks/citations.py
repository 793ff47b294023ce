"""Citations name sections that the register knows and that are in force."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from tukipakki.checks.at import At, Findings, Repair
from tukipakki.cited import Cited, label, named_keys, order, section_words
from tukipakki.model import Citation, Page, Site
from tukipakki.parse.registers import Statute
from tukipakki.render.law import changed_on
from tukipakki.render.words import day

REGISTER = "data/saadokset.yml"
# ”§ 26” not after a number of its own (”26 § 2 mom”), and ”LSL26§” or ”26§”.
_REVERSED = re.compile(
    r"(?<![\d§])(?<!\d )(?<!\d [a-z] )(?<!\d[a-z] )§ ?(?P<before>\d{1,3}(?: ?[a-z])?)\b(?! ?(?:mom|kohta))"
    r"|\b(?P<act>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,9})?(?P<glued>\d{1,3}(?: ?[a-z])?)§"
)
# Words by which a paragraph says itself that a section is no longer in force.
_REPEALED = ("kumo", "upphäv", "repeal")


def _citations(site: Site) -> Iterator[tuple[Page, Citation]]:
    """Nothing is said of citations while there is no register to compare them with."""
    if site.data.statutes:
        for page in site.pages.values():
            for citation in page.citations:
                yield page, citation


def _named(site: Site) -> Iterator[tuple[Page, Citation, Cited]]:
    """Each section that a citation names itself and the register has."""
    for page, citation in _citations(site):
        statute = site.data.statutes.get(citation.statute)
        for key in dict.fromkeys(named_keys(citation)) if statute else ():
            if key in statute.pykalat:
                yield page, citation, Cited(statute, key)


def bare_section(site: Site) -> Findings:
    """Pykälästä ei näy, mistä laista se on.

    Nimeä laki pykälän vieressä tai aiemmin samassa kappaleessa. Jos koko sivu kertoo yhdestä laista,
    kirjoita sivun tietoihin kenttä saados, jossa on lain tunnus tiedostosta data/saadokset.yml.

    Väärin: Arviointi tehdään viipymättä (26 §).
    Oikein: Arviointi tehdään viipymättä (LSL 26 §).
    """
    for page, citation in _citations(site):
        if citation.statute is None and citation.named is None:
            yield At(
                page.path,
                citation.line,
                f"Viittauksesta ”{_flat(citation.text)}” ei näy laki; kirjoita esimerkiksi LSL 26 § "
                "tai anna sivun tiedoissa kenttä saados.",
            )


def reversed_section(site: Site) -> Findings:
    """Pykälämerkki on väärällä puolella tai kiinni numerossa, eikä viittausta tunnisteta.

    Väärin: LSL § 26, LSL26§, LSL 26§
    Oikein: LSL 26 §
    """
    for page in site.pages.values():
        for number, line in page.prose_lines:
            # The sign is rare, and most lines are done with this test.
            if "§" not in line:
                continue
            for match in _REVERSED.finditer(line):
                section = match["before"] or match["glued"]
                right = f"{match['act'] or ''} {section} §".lstrip()
                yield At(
                    page.path,
                    number,
                    f"Viittausta ”{match[0].strip()}” ei tunnisteta; kirjoita ”{right}”.",
                    Repair(match[0], right),
                )


def unknown_statute_section(site: Site) -> Findings:
    """Säädöstä tai pykälää ei ole rekisterissä data/saadokset.yml.

    Väärin: LSL 226 §
    Oikein: LSL 26 §, tai uusi pykälä ensin rekisteriin, kun se on luettu laista.
    """
    for page, citation in _citations(site):
        text = _flat(citation.text)
        if citation.statute is None:
            if citation.named is not None:
                yield At(
                    page.path,
                    citation.line,
                    f"Viittauksen ”{text}” säädöstä ”{_flat(citation.named)}” ei ole tiedostossa "
                    f"{REGISTER}{_statute_hint(site, citation.named)}.",
                )
            continue
        statute = site.data.statutes.get(citation.statute)
        for key in dict.fromkeys(named_keys(citation)) if statute else ():
            if key not in statute.pykalat:
                yield At(page.path, citation.line, _unknown_key(statute, key, text))


def _statute_hint(site: Site, named: str) -> str:
    names = {statute.numero for statute in site.data.statutes.values()}
    names |= {name for s in site.data.statutes.values() for name in (s.lyhenne.fi, s.lyhenne.sv) if name}
    close = difflib.get_close_matches(named, sorted(names), n=1)
    return f"; tarkoititko ”{close[0]}”" if close else "; tarkista nimi tai lisää säädös rekisteriin"


def _unknown_key(statute: Statute, key: str, text: str) -> str:
    known = sorted(statute.pykalat, key=order)
    start = f"Viittauksen ”{text}” pykälää {section_words(key, 'fi')} ei ole tiedostossa {REGISTER}"
    if not known:
        return f"{start}; lisää se, kun olet lukenut sen laista."
    goal = order(key)
    near = min(
        known, key=lambda other: (abs(order(other)[0] - goal[0]), abs(order(other)[2] - goal[2]), other)
    )
    return f"{start}; lähin on {label(Cited(statute, near), 'fi')}."


def unknown_statute(site: Site) -> Findings:
    """Kentässä saados on tunnus, jota ei ole tiedostossa data/saadokset.yml.

    Väärin: saados: LSL
    Oikein: saados: lsl
    """
    for page in site.pages.values():
        ident = page.front.saados
        if "saados" in page.own and ident is not None and ident not in site.data.statutes:
            close = difflib.get_close_matches(ident, sorted(site.data.statutes), n=1)
            hint = f"tarkoititko ”{close[0]}”?" if close else f"katso tiedosto {REGISTER}."
            yield At(page.path, page.line_of("saados"), f"Säädöstä ”{ident}” ei ole; {hint}")


def repealed_section(site: Site) -> Findings:
    """Sivu nojaa pykälään, joka on kumottu.

    Historiaa saa kertoa: kun samassa kappaleessa sanotaan, että pykälä on kumottu, huomautusta ei tule.

    Väärin: Tieto pidetään salassa (812/2000 14 §).
    Oikein: Tieto pidetään salassa (703/2023 4 §).
    """
    for page, citation, cited in _named(site):
        if cited.section.tila == "kumottu" and not _says_repealed(page, citation):
            yield At(
                page.path,
                citation.line,
                f"{label(cited, 'fi')} on kumottu; sen tilalla on {cited.section.korvaa}.",
            )


def _says_repealed(page: Page, citation: Citation) -> bool:
    line = _paragraph(page, citation).lower()
    return any(word in line for word in _REPEALED)


def _paragraph(page: Page, citation: Citation) -> str:
    """The paragraph of a citation in the body; "" for one in a field."""
    if citation.field:
        return ""
    return page.prose.split("\n")[citation.line - page.body_line]


def coming_section(site: Site) -> Findings:
    """Pykälä ei ole vielä voimassa tai sen voimaantulo on kirjaamatta.

    Väärin: Lapsi voidaan sijoittaa suljettuun laitospalveluun (LSL 49 a §).
    Oikein: 1.1.2027 alkaen lapsi voidaan sijoittaa suljettuun laitospalveluun (LSL 49 a §).
    """
    for page, citation, cited in _named(site):
        if cited.section.tila != "tulossa" or cited.section.paiva is None:
            continue
        when = day(cited.section.paiva)
        if cited.section.paiva > site.today:
            if str(cited.section.paiva.year) in _paragraph(page, citation):
                continue  # the paragraph says from when
            message = f"{label(cited, 'fi')} tulee voimaan vasta {when}; kerro päivä tekstissä."
        else:
            message = (
                f"{label(cited, 'fi')} tuli voimaan {when}; lue se ja vaihda tila tiedostoon {REGISTER}."
            )
        yield At(page.path, citation.line, message)


def changed_law(site: Site) -> Findings:
    """Pykälä on muuttunut sen jälkeen, kun sivu päivitettiin.

    Lukija näkee sivulta, että laki on muuttunut.

    Väärin: paivitetty: 2026-11-25, kun LSL 26 § muuttui 1.1.2027
    Oikein: lue pykälä, korjaa sivu ja kirjoita kenttään paivitetty se päivä.
    """
    for page in site.pages.values():
        for cited in changed_on(site, page):
            assert cited.section.voimassa is not None
            yield At(
                page.path,
                page.line_of("paivitetty"),
                f"{label(cited, 'fi')} muuttuu tai muuttui {day(cited.section.voimassa)}; vertaa sivu uuteen "
                "sanamuotoon ja päivitä kenttä ”paivitetty”.",
            )


def _flat(text: str) -> str:
    return " ".join(text.split())

"""Limits that keep a page readable, and the renderer from running for minutes or without end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tukipakki.checks.at import At, Findings
from tukipakki.checks.fields import field_strings
from tukipakki.model import Site

MAX_PARAGRAPH = 5_000
MAX_BRACKETS = 20
MAX_DEPTH = 8
MAX_DEFINITIONS = 50
MAX_HEADINGS = 200
MAX_FENCES = 50

# A line with which another text begins: an item, a row, a heading, a definition, a box.
_NEW = re.compile(r"[ \t>]*(?:[#|]|[*+:-][ \t]|\d{1,9}\.[ \t]|!!!|\?\?\?)")
_LEAD = re.compile(r"(?:>|[ \t])*")
_BRACKET = re.compile(r"[\[\]]")
_DEFINITION = re.compile(r" {0,3}:[ ]{1,3}")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2028\u2029\u2060\u2066-\u2069\ufeff]"
)


def long_paragraph(site: Site) -> Findings:
    """Kappale, luettelon kohta tai taulukon rivi on yli 5 000 merkkiä pitkä.

    Niin pitkää kappaletta ei lue kukaan, ja sivun rakentaminen hidastuu.

    Väärin: koko ohje yhtenä kappaleena.
    Oikein: lyhyet kappaleet, joiden välissä on tyhjä rivi.
    """
    for page in site.pages.values():
        length, start = 0, page.body_line
        for number, line in page.prose_lines:
            if not line.strip() or _NEW.match(line):
                length = 0
            start = start if length else number
            before, length = length, length + len(line)
            if before <= MAX_PARAGRAPH < length:
                yield At(
                    page.path,
                    start,
                    f"Kappale on yli {MAX_PARAGRAPH} merkkiä pitkä; jaa se osiin tyhjillä riveillä.",
                )


def open_brackets(site: Site) -> Findings:
    """Kappaleessa on yli 20 hakasulkua auki yhtä aikaa.

    Jokainen avattu hakasulku voi olla linkin alku, ja sivun rakentaminen hidastuu.

    Väärin: [[[[[[[[[[[[[[[[[[[[[
    Oikein: [linkin teksti](sivu.md)
    """
    for page in site.pages.values():
        depth, told = 0, False
        for number, line in page.prose_lines:
            if not line.strip() or _NEW.match(line):
                depth, told = 0, False
            for mark in _BRACKET.findall(line):
                depth = depth + 1 if mark == "[" else max(depth - 1, 0)
                if depth > MAX_BRACKETS and not told:
                    told = True
                    yield At(
                        page.path,
                        number,
                        f"Hakasulkuja [ on auki yli {MAX_BRACKETS} yhtä aikaa; poista ylimääräiset.",
                    )


def deep_nesting(site: Site) -> Findings:
    """Luetteloita, laatikoita, lainauksia tai selityksiä on sisäkkäin liikaa.

    Puhelimen näytöllä tekstille ei jää tilaa. Selitykset ilman tyhjää riviä menevät nekin sisäkkäin.

    Väärin: luettelon kohta, jota on sisennetty yhdeksän kertaa.
    Oikein: enintään kaksi tasoa; syvempi asia on oma otsikkonsa.
    """
    for page in site.pages.values():
        definitions = 0
        for number, line in page.prose_lines:
            lead = _LEAD.match(line[:200])
            depth = len(lead[0].expandtabs(4)) // 4 + lead[0].count(">") if lead else 0
            # Seven marks and a space end a merge conflict, which has a finding of its own.
            if depth > MAX_DEPTH and line.strip() and not line.startswith(">>>>>>> "):
                yield At(
                    page.path,
                    number,
                    f"Rivi on yli {MAX_DEPTH} tasoa sisällä luetteloissa tai lainauksissa; yksinkertaista.",
                )
            definitions = definitions + bool(_DEFINITION.match(line)) if line.strip() else 0
            if definitions == MAX_DEFINITIONS + 1 and _DEFINITION.match(line):
                yield At(
                    page.path,
                    number,
                    f"Selityksiä on yli {MAX_DEFINITIONS} ilman tyhjää riviä; "
                    "lisää tyhjä rivi jokaisen selityksen jälkeen.",
                )


def control_character(site: Site) -> Findings:
    """Tekstissä on näkymätön ohjausmerkki.

    Se tulee usein PDF-tiedostosta tai taulukkolaskennasta kopioidun tekstin mukana.

    Väärin: sana, jonka keskellä on merkki U+0002.
    Oikein: sama sana kirjoitettuna uudelleen.
    """
    for page in site.pages.values():
        body = enumerate(page.body.split("\n"), page.body_line)
        yield from _unseen(page.path, (*field_strings(page), *body))
    for path, strings in site.strings.items():
        yield from _unseen(path, strings)


def _unseen(path: str, lines: Iterable[tuple[int, str]]) -> Findings:
    for number, line in lines:
        if match := _CONTROL.search(line):
            before = line[: match.start()].split()
            where = f" sanan ”{before[-1][-30:]}” jälkeen" if before else ""
            yield At(
                path,
                number,
                f"Rivillä on näkymätön merkki U+{ord(match[0]):04X}{where}; kirjoita kohta uudelleen.",
            )


def crowded_page(site: Site) -> Findings:
    """Sivulla on yli 200 otsikkoa tai yli 50 koodilohkoa tai kaaviota.

    Sisällysluettelosta ei enää löydä mitään, ja sivun rakentaminen hidastuu.

    Väärin: kaikki ohjeet yhdellä sivulla.
    Oikein: jokaiselle asialle oma sivu ja hakemistosivu, joka luettelee ne.
    """
    for page in site.pages.values():
        headings, fences = len(page.headings), len(page.fences)
        if headings > MAX_HEADINGS:
            yield At(
                page.path,
                page.headings[MAX_HEADINGS].line,
                f"Sivulla on {headings} otsikkoa, enintään {MAX_HEADINGS} sallitaan; jaa sivu useammaksi.",
            )
        if fences > MAX_FENCES:
            yield At(
                page.path,
                page.fences[MAX_FENCES].line - 1,
                f"Sivulla on {fences} koodilohkoa tai kaaviota, enintään {MAX_FENCES} sallitaan; "
                "jaa sivu useammaksi.",
            )

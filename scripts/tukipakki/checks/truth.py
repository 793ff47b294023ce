"""Words that were true once or are not true yet: ended names, changed terms, unfinished text, bare duties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from tukipakki.checks.at import At, Findings
from tukipakki.checks.data_texts import data_passages
from tukipakki.model import Passage, Site
from tukipakki.parse.amounts import amounts
from tukipakki.parse.history import tells_past
from tukipakki.parse.registers import Outdated
from tukipakki.parse.terms import Found, finder
from tukipakki.render.words import day

# Where a source keeps the name that it had when it was published.
_SOURCE_FIELDS = ("lahdeluettelo", "lahde")
_LAW = frozenset({"laki", "prosessi"})

# Words that say "must", "may" or "has the right" in the law's sense.
_DUTY: Mapping[str, re.Pattern[str]] = {
    "fi": re.compile(
        r"\b(?:on (?:velvollisuus|pakko|oikeus|oikeutettu|velvollinen|velvoitettu|\w+[tdl][aä]v[aä])"
        r"|täytyy|pitää \w+[aä]|tulee \w+[td][aä]|ei(?:vät)? saa|saa(?:vat)? (?:enintään|vain))\b",
        re.IGNORECASE,
    ),
    "sv": re.compile(
        r"\b(?:ska|skall|måste|har rätt|har skyldighet|är skyldig\w*|får inte|får (?:högst|bara|endast))\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:must|shall|(?:has|have) (?:the|a) (?:right|duty)|(?:is|are) (?:obliged|required)|may not"
        r"|may only)\b",
        re.IGNORECASE,
    ),
}
# A number, or a deadline or number of data/.
_LIMIT = re.compile(r"\{(?:maaraaika|luku):|(?<![\w.{:-])\d{1,4}(?![\w.:/]\d|[a-zåäö])")
# Fields in which a section would be out of place: titles, descriptions, questions, links.
_NO_SECTIONS = frozenset({"otsikko", "kuvaus", "kysymys", "seuraavaksi", *_SOURCE_FIELDS})
_LIST_NUMBER = re.compile(r"\A\s*(?:\d{1,3}[.)]\s|#{1,6}\s)")

_UNFINISHED = re.compile(
    r"\b(?:TODO|FIXME|TBD|XXX+)\b|[|(\[] ?\?\?\? ?[|)\]]"
    r"|(?i:\blorem ipsum\b|\btekstiä tähän\b|\b(?:täydennä|kirjoita|lisää) (?:tähän|tämä|myöhemmin)\b"
    r"|\b(?:täydennetään|kirjoitetaan|lisätään|tulee) myöhemmin\b"
    r"|\btähän (?:tulee|kirjoitetaan) (?:teksti|sisältö)|\b(?:fyll i|skriv) här\b"
    r"|\btext kommer (?:senare|här)\b|\b(?:write|add|insert) (?:the |your )?text here\b"
    r"|\bto be (?:written|added|completed)\b|[\[(](?:täydennä|kesken|puuttuu|fylls i|tba)\b)"
)


def _readings(site: Site) -> Iterator[tuple[str, str, Passage]]:
    """File, language and text of what readers read: pages, names of sources left out, and data/."""
    for page in site.pages.values():
        for passage in page.passages:
            if passage.field.partition(".")[0] not in _SOURCE_FIELDS:
                yield page.path, page.lang, passage
    yield from data_passages(site)


def ended_organisation(site: Site) -> Findings:
    """Lakkautettu toimija esiintyy kuin se toimisi yhä.

    Nimet ovat tiedostossa data/vanhentuneet.yml. Historiaa saa kertoa: mainitse samassa kappaleessa
    vuosi ennen lakkauttamista, sano nimeä entiseksi, tai kirjoita nykyinen nimi ja ”nyt” tai vuosiluku.

    Väärin: Päätöksestä voi kannella aluehallintovirastoon.
    Oikein: Päätöksestä voi kannella Lupa- ja valvontavirastoon.
    """
    for path, lang, passage, item, found in _outdated(site, "toimija"):
        word = passage.text[found.start : found.end]
        yield At(
            path,
            passage.line_at(found.start),
            f"”{word}” ei ole toiminut {day(item.alkaen)} jälkeen; kirjoita ”{item.nyt[lang]}”, tai jos "
            "kerrot historiasta, mainitse vuosi.",
        )


def changed_term(site: Site) -> Findings:
    """Sana on vaihtunut, mutta sivulla on vanha.

    Sanat ovat tiedostossa data/vanhentuneet.yml. Historiaa saa kertoa samoin kuin lakkautetuista toimijoista.

    Väärin: Kysy neuvoa sosiaaliasiamieheltä.
    Oikein: Kysy neuvoa sosiaaliasiavastaavalta.
    """
    for path, lang, passage, item, found in _outdated(site, "sana"):
        word = passage.text[found.start : found.end]
        yield At(
            path,
            passage.line_at(found.start),
            f"Sana ”{word}” on vaihtunut {day(item.alkaen)}; kirjoita ”{item.nyt[lang]}”, tai jos "
            "kerrot historiasta, mainitse vuosi.",
        )


def _outdated(
    site: Site, kind: Literal["toimija", "sana"]
) -> Iterator[tuple[str, str, Passage, Outdated, Found]]:
    """Every outdated name that a passage uses as a present one: file, language, where."""
    known: Mapping[str, Outdated] = {
        ident: item
        for ident, item in site.data.outdated.items()
        if item.laji == kind and item.alkaen <= site.today
    }
    finders = {
        lang: finder(((ident, stem) for ident, item in known.items() for stem in item.vartalot[lang]), lang)
        for lang in site.languages
    }
    for path, lang, passage in _readings(site):
        for found in finders[lang].find(passage.text):
            item = known[found.term]
            if not tells_past(passage.text, lang, item.alkaen, item.nyt[lang]):
                yield path, lang, passage, item, found


def uncited_duty(site: Site) -> Findings:
    """Velvollisuudesta tai oikeudesta annetaan määräaika tai luku, mutta kappaleessa ei ole pykälää.

    Koskee laki- ja prosessisivuja. Lukija tarvitsee pykälän voidakseen tarkistaa, mistä luku tulee.

    Väärin: Lasta, joka on täyttänyt 12 vuotta, täytyy kuulla.
    Oikein: Lasta, joka on täyttänyt 12 vuotta, täytyy kuulla (LSL 20 §).
    """
    for page in site.pages.values():
        if page.type not in _LAW:
            continue
        lines = {citation.line for citation in page.citations if not citation.field}
        fields = {citation.field for citation in page.citations if citation.field}
        for passage in page.passages:
            duty = _DUTY[page.lang].search(passage.text) if _can_cite(passage, page.lang) else None
            if duty is None or not _sets_limit(passage.text, page.lang) or _cites(passage, lines, fields):
                continue
            yield At(
                page.path,
                passage.line_at(duty.start()),
                f"Kappaleessa on ”{duty[0]}” ja luku tai määräaika mutta ei pykälää; lisää kappaleeseen "
                "viittaus, esimerkiksi (LSL 26 §).",
            )


def _can_cite(passage: Passage, lang: str) -> bool:
    field = passage.field.partition(".")[0]
    return lang in _DUTY and passage.kind in ("text", "row", "field") and field not in _NO_SECTIONS


def _sets_limit(text: str, lang: str) -> bool:
    own = _LIST_NUMBER.sub("", text, count=1)
    return _LIMIT.search(own) is not None or next(amounts(own, lang), None) is not None


def _cites(passage: Passage, lines: set[int], fields: set[str]) -> bool:
    if passage.field:
        return passage.field in fields
    return any(line in lines for line in range(passage.line, passage.last_line + 1))


def unfinished_text(site: Site) -> Findings:
    """Julkaistulla sivulla on täydennettäväksi jätetty kohta.

    Väärin: TODO: lisää tähän esimerkki
    Oikein: valmis esimerkki, tai koko kohta poistettuna
    """
    for page in site.pages.values():
        for passage in page.passages:
            if match := _UNFINISHED.search(passage.text):
                yield At(
                    page.path,
                    passage.line_at(match.start()),
                    f"Tekstissä on keskeneräinen kohta ”{match[0]}”; kirjoita se valmiiksi tai poista se.",
                )

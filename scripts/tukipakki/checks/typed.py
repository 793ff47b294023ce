"""Facts of data/ typed by hand: they would stay on the page when the fact changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tukipakki.checks.addresses import TEL
from tukipakki.checks.at import At, Findings
from tukipakki.model import Page, Passage, Site
from tukipakki.parse.amounts import Amount, amounts, sentences
from tukipakki.parse.figures import names_a_date
from tukipakki.parse.history import names_a_year
from tukipakki.parse.phones import EMERGENCY, national, phones
from tukipakki.parse.registers import Number, Stems

_INSERTION = re.compile(r"\{[^{}\n]*\}")
# Fields that quote a source or lead elsewhere.
_NOT_FACTS = ("lahdeluettelo", "lahde")
_VALUE = re.compile(r"\d[\d \u00a0.,–-]*\d|\d")
# From this many digits on a number is known without words beside it.
_TELLING = 4


def _readings(site: Site) -> Iterator[tuple[Page, Passage, str]]:
    """What readers read, with insertions blanked: what is inserted is not typed."""
    for page in site.pages.values():
        for passage in page.passages:
            if passage.field.partition(".")[0] not in _NOT_FACTS:
                yield page, passage, _INSERTION.sub(lambda match: " " * len(match[0]), passage.text)


def typed_fact(site: Site) -> Findings:
    """Määräaika on kirjoitettu sivulle käsin.

    Kun laki muuttuu, määräaika korjataan yhteen paikkaan, tiedostoon data/maaraajat.yml; käsin kirjoitettu
    luku jäisi vanhaksi. Kappale, jossa on vuosiluku, saa kertoa historiaa tai esimerkin.

    Väärin: Arviointi alkaa 7 arkipäivän kuluessa.
    Oikein: Arviointi alkaa {maaraaika:arvioinnin-aloitus}.
    """
    for page, passage, text in _readings(site):
        if names_a_year(text):
            continue
        for amount in amounts(text, page.lang):
            idents = list(_deadlines_of(site, amount, page.lang))
            if idents:
                choices = " tai ".join(f"{{maaraaika:{ident}}}" for ident in idents)
                yield At(
                    page.path,
                    passage.line_at(amount.start),
                    f"Määräaika ”{_flat(amount.text)}” on kirjoitettu käsin; kirjoita {choices}.",
                )


def _deadlines_of(site: Site, amount: Amount, lang: str) -> Iterator[str]:
    """The deadlines that an amount means: those whose longest row of words stands beside it."""
    weights = {
        ident: _weight(amount.sentence, deadline.avainsanat, lang)
        for ident, deadline in site.data.deadlines.items()
        if (deadline.maara, deadline.yksikko) == (amount.value, amount.unit)
    }
    best = max(weights.values(), default=0)
    return (ident for ident, weight in weights.items() if best and weight == best)


def _weight(sentence: str, words: Stems | None, lang: str) -> int:
    """How many words of a row of beginnings stand in a sentence; 0 when no row is there as a whole."""
    low = sentence.lower()
    rows = [row.lower().split() for row in words[lang]] if words else []
    return max((len(row) for row in rows if all(_begins(low, word) for word in row)), default=0)


def _begins(low: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}", low) is not None


def typed_number(site: Site) -> Findings:
    """Luku, joka on tiedostossa data/luvut.yml, on kirjoitettu sivulle käsin.

    Tiedostosta luku saa mukaansa lähteen ja ajan, ja se korjataan yhdessä paikassa. Kappale, jossa on
    päivä vuosineen, saa kertoa, mikä luku oli silloin.

    Väärin: Soitessa tuli vireille 3 391 asiaa.
    Oikein: Soitessa tuli vireille {luku:soite-vireilletulot-2024} asiaa.
    """
    looks = {lang: tuple(_looks(site.data.numbers.values(), lang)) for lang in site.languages}
    for page, passage, text in _readings(site):
        if names_a_date(text) or not any(letter.isdigit() for letter in text):
            continue
        for sentence, offset in sentences(text):
            for number, look, telling in looks[page.lang]:
                match = look.search(sentence)
                if match and (telling or _weight(sentence, number.avainsanat, page.lang)):
                    yield At(
                        page.path,
                        passage.line_at(offset + match.start()),
                        f"Luku ”{match[0]}” on kirjoitettu käsin; kirjoita {{luku:{number.id}}}.",
                    )


def _looks(numbers: Iterable[Number], lang: str) -> Iterator[tuple[Number, re.Pattern[str], bool]]:
    """How a number is typed in a language, and whether its digits alone tell it."""
    for number in numbers:
        words = number.arvo[lang]
        value = _VALUE.search(words)
        if value is None:
            continue
        unit = words[value.end() :].strip()
        digits = r"[ \u00a0\u202f,]?".join(re.escape(part) for part in re.split(r"[ \u00a0,]", value[0]))
        decimal = r"[.,]".join(re.escape(part) for part in re.split("[.,]", value[0]))
        telling = len(re.sub(r"\D", "", value[0])) >= _TELLING and "–" not in value[0]
        shape = digits if telling else decimal
        tail = rf"[ \u00a0]?{re.escape(unit)}" if unit else r"(?!\w|[ \u00a0]?§|[.,:/–-]\d)"
        yield number, re.compile(rf"(?<![\w.,:/–-]){shape}{tail}"), telling


def typed_phone(site: Site) -> Findings:
    """Puhelinnumero, joka on kansiossa data/, on kirjoitettu sivulle käsin.

    Numerot vaihtuvat, ja väärä numero on vaarallinen. Tiedostosta numero saa mukaansa lähteen ja päivän.

    Väärin: Soita 080 005 005.
    Oikein: Soita {puhelin:nollalinja}.
    """
    known = _known_phones(site)
    for page, line, number in _typed_phones(site):
        if (repair := known.get(national(number))) is not None:
            yield At(page.path, line, f"Numero {_flat(number)} on kirjoitettu käsin; {repair}.")


def unknown_phone(site: Site) -> Findings:
    """Sivulla on puhelinnumero, jota ei ole kansiossa data/.

    Lisää numero ja sen lähde tiedostoon data/palvelut.yml, niin se näkyy sivulla lähteineen ja
    korjautuu kaikkialle.

    Väärin: Soita 029 000 0000.
    Oikein: Soita {puhelin:tunnus}, kun numero on tiedostossa data/palvelut.yml.
    """
    known = _known_phones(site)
    for page, line, number in _typed_phones(site):
        if national(number) not in known:
            yield At(
                page.path,
                line,
                f"Numeroa {_flat(number)} ei ole kansiossa data/; lisää se lähteineen tiedostoon "
                "data/palvelut.yml ja kirjoita {puhelin:tunnus}.",
            )


def _typed_phones(site: Site) -> Iterator[tuple[Page, int, str]]:
    for page, passage, text in _readings(site):
        for offset, number in phones(text):
            yield page, passage.line_at(offset), number
    for page in site.pages.values():
        for link in page.links:
            number = link.target.removeprefix("tel:")
            # The words of such a link are read above: a number is said once. The emergency number can be
            # called from such a link as well as from an insertion, and it never changes.
            said = {national(seen) for _, seen in phones(link.text)} | {EMERGENCY}
            # What is no number at all is the fault that malformed-tel tells of.
            called = number != link.target and TEL.fullmatch(number)
            if called and national(number) not in said:
                yield page, link.line, number


def _known_phones(site: Site) -> Mapping[str, str]:
    """Each number of data/ with what to write in its place."""
    known: dict[str, str] = {}
    for ident, service in site.data.services.items():
        if service.tel is not None:
            known.setdefault(national(service.tel), f"kirjoita {{puhelin:{ident}}}")
    for ident, region in site.data.regions.items():
        for line in (region.sosiaalipaivystys, region.neuvonta):
            if line is not None and line.tel is not None:
                page = f"asiakkaille/alueet/{ident}.md"
                known.setdefault(
                    national(line.tel), f"linkitä sivulle {page}, joka näyttää numeron lähteineen"
                )
    return known


def _flat(text: str) -> str:
    return " ".join(text.split())

"""Terms, numbers and counties of data/: each once, in few words, and naming what exists."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from tukipakki.checks.at import At, Findings
from tukipakki.checks.facts import unknown_insertion
from tukipakki.model import Site
from tukipakki.parse.insertions import PATTERN, find_insertions
from tukipakki.parse.registers import Term
from tukipakki.parse.terms import finder

TERMS = "data/termit.yml"
NUMBERS = "data/luvut.yml"
TRIALS = "data/haku/testit.yml"
SYNONYMS = "data/haku/synonyymit.yml"
MAX_WORDS = 25


def _line(site: Site, file: str, ident: str) -> int:
    return int(site.data.lines.get((file, ident), 1))


def _named(site: Site, lang: str) -> Iterator[tuple[Term, str]]:
    """Names and stems of every term, as they are compared: in small letters."""
    for term in site.data.terms.values():
        for name in dict.fromkeys([term.nimi[lang].lower(), *(s.lower() for s in term.vartalot[lang])]):
            yield term, name


def doubled_term(site: Site) -> Findings:
    """Kahdella termillä on sama nimi tai sama vartalo.

    Väärin: vartalo huostaanotto sekä termillä huostaanotto että termillä huostassapito
    Oikein: jokainen nimi ja vartalo on yhdellä termillä.
    """
    for lang in site.languages:
        first: dict[str, Term] = {}
        for term, name in _named(site, lang):
            other = first.setdefault(name, term)
            if other is not term:
                yield At(
                    TERMS,
                    _line(site, TERMS, term.id),
                    f"Sana ”{name}” ({lang}) on jo termillä ”{other.id}”; poista se toisesta.",
                )


def wordy_term(site: Site) -> Findings:
    """Termin selitys on pitkä: yli 25 sanaa ei mahdu sanan viereen.

    Väärin: selitys, jossa on kolme virkettä ja poikkeukset.
    Oikein: yksi tai kaksi virkettä; poikkeukset kerrotaan sivulla.
    """
    for term in site.data.terms.values():
        for lang in site.languages:
            count = len(PATTERN.sub("x", term.selitys[lang]).split())
            if count > MAX_WORDS:
                yield At(
                    TERMS,
                    _line(site, TERMS, term.id),
                    f"Termin ”{term.id}” selityksessä ({lang}) on {count} sanaa; "
                    f"lyhennä, enintään {MAX_WORDS}.",
                )


def lost_stem(site: Site) -> Findings:
    """Mikään termin vartaloista ei löydä termin omaa nimeä.

    Väärin: nimi huostaanotto, vartalot [huostaanot]
    Oikein: nimi huostaanotto, vartalot [huostaanotto, huostaanoto]
    """
    for term in site.data.terms.values():
        for lang in site.languages:
            # A name may tell its abbreviation in brackets or begin with an article.
            name = term.nimi[lang].partition(" (")[0]
            stems = term.vartalot[lang]
            if stems and not any(True for _ in finder(((term.id, s) for s in stems), lang).find(name)):
                yield At(
                    TERMS,
                    _line(site, TERMS, term.id),
                    f"Termin ”{term.id}” vartalot ({lang}) eivät löydä nimeä ”{name}”; "
                    "lisää nimi vartaloksi sellaisenaan.",
                )


def unknown_register_fact(site: Site) -> Findings:
    """Termin selityksessä on aaltosuluissa tunnus, jota ei ole kansiossa data/.

    Väärin: selitys: Kesto {maaraaika:kiireellinen}.
    Oikein: selitys: Kesto {maaraaika:kiireellinen-sijoitus:lyhyt}.
    """
    for term in site.data.terms.values():
        for lang in site.languages:
            for item in find_insertions(term.selitys[lang], _line(site, TERMS, term.id)):
                if message := unknown_insertion(site, item, lang):
                    yield At(TERMS, item.line, message)


def unknown_county(site: Site) -> Findings:
    """Sivun tai luvun kenttä alue nimeää hyvinvointialueen, jota ei ole kansiossa data/alueet/.

    Väärin: alue: kainuun
    Oikein: alue: kainuu, kun tiedosto on data/alueet/kainuu.yml
    """
    for page in site.pages.values():
        if page.type == "alue" and "alue" in page.own and page.front.alue not in site.data.regions:
            yield At(page.path, page.line_of("alue"), _no_county(site, page.front.alue))
    for number in site.data.numbers.values():
        if number.alue is not None and number.alue not in site.data.regions:
            yield At(NUMBERS, _line(site, NUMBERS, number.id), _no_county(site, number.alue))


def _no_county(site: Site, slug: str) -> str:
    close = difflib.get_close_matches(slug, sorted(site.data.regions), n=1)
    hint = f"tarkoititko ”{close[0]}”?" if close else "lisää ensin sen tiedot."
    return f"Aluetta ”{slug}” ei ole kansiossa data/alueet/; {hint}"


def doubled_county_page(site: Site) -> Findings:
    """Kaksi sivua kertoo samasta hyvinvointialueesta.

    Väärin: alue: kainuu sekä sivulla kainuu.md että sivulla kajaani.md
    Oikein: jokaisella alueella on yksi sivu.
    """
    first: dict[str, str] = {}
    for page in site.pages.values():
        if page.type == "alue" and "alue" in page.own:
            other = first.setdefault(page.front.alue, page.path)
            if other != page.path:
                yield At(
                    page.path,
                    page.line_of("alue"),
                    f"Alueella ”{page.front.alue}” on jo sivu {other}; poista toinen.",
                )


def unknown_search_page(site: Site) -> Findings:
    """Haun sanasto tai kokeilu vie sivulle, jota ei ole; haku ei voi sitä löytää.

    Väärin: {haku: "poliisi", kieli: fi, laji: perusmuoto, sivut: [roolit/polisi]}
    Oikein: {haku: "poliisi", kieli: fi, laji: perusmuoto, sivut: [roolit/poliisi]}
    """
    for file, items in ((TRIALS, site.data.trials), (SYNONYMS, site.data.synonyms)):
        for number, item in enumerate(items):
            for slug in item.sivut:
                if site.page(slug, item.kieli) is None:
                    yield At(
                        file,
                        _line(site, file, str(number)),
                        f"Haun pitäisi löytää sivu {slug} ({item.kieli}), mutta sitä ei ole; "
                        "korjaa sivun polku tai poista se.",
                    )

"""Which pages lean on which sections: citations resolved against the register of statutes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tukipakki.model import ORIGINAL, Citation, Page, Site
from tukipakki.parse.citable import citations_of
from tukipakki.parse.registers import Section, Statute

_KEY = re.compile(r"(?:(\d+)(?: ([a-z]))?:)?(\d+)(?: ([a-z]))?")

Order = tuple[int, str, int, str]


@dataclass(frozen=True, slots=True)
class Cited:
    """A section of the register."""

    statute: Statute
    key: str

    @property
    def section(self) -> Section:
        """What the register says of it."""
        return self.statute.pykalat[self.key]

    @property
    def ident(self) -> tuple[str, str]:
        """Statute id and section key."""
        return self.statute.id, self.key

    @property
    def anchor(self) -> str:
        """The id of its row at the end of a page."""
        return f"pykala-{self.statute.id}-{re.sub(r'[ :]', '-', self.key)}"


@dataclass(frozen=True, slots=True)
class Use:
    """A place of a page that leans on a section; `via` names the fact of data/ that cites it there."""

    page: Page
    line: int
    text: str
    via: str = ""


@cache
def order(key: str) -> Order:
    """Sections in the order of the statute: 25, 25 a, 26; 15:10 after 2:1."""
    match = _KEY.fullmatch(key)
    assert match is not None, key
    return int(match[1] or 0), match[2] or "", int(match[3]), match[4] or ""


def sections_of(site: Site, citation: Citation) -> tuple[Cited, ...]:
    """The register's sections that a citation covers, those inside its ranges too."""
    statute = site.data.statutes.get(citation.statute)
    if statute is None:
        return ()
    keys: set[str] = set()
    for first, last in citation.sections:
        if first == last:
            keys |= {first} & statute.pykalat.keys()
        else:
            start, end = order(first), order(last)
            keys |= {key for key in statute.pykalat if start <= order(key) <= end}
    return tuple(Cited(statute, key) for key in sorted(keys, key=order))


def named_keys(citation: Citation) -> Iterator[str]:
    """The sections that a citation names itself: the ends of its ranges."""
    for ends in citation.sections:
        yield from dict.fromkeys(ends)


def label(cited: Cited, lang: str) -> str:
    """`LSL 26 §`, `BskL 26 §`, `Child Welfare Act, section 26`."""
    comma = "," if lang == "en" else ""
    return f"{short_name(cited.statute, lang)}{comma} {section_words(cited.key, lang)}"


def section_words(key: str, lang: str) -> str:
    """`26 §`, `section 26`, `15 luku 10 §`."""
    chapter, _, section = key.rpartition(":")
    if lang == "en":
        return f"chapter {chapter}, section {section}" if chapter else f"section {section}"
    chapter_word = "kap." if lang == "sv" else "luku"
    return f"{chapter} {chapter_word} {section} §" if chapter else f"{section} §"


def phrase(sections: Sequence[Cited], lang: str) -> str:
    """Several sections in few words: `LSL 51, 52 a, 53 §; SHL 36 §`."""
    groups: dict[str, list[Cited]] = {}
    for cited in sections:
        groups.setdefault(cited.statute.id, []).append(cited)
    return "; ".join(_group(group, lang) for group in groups.values())


def _group(group: Sequence[Cited], lang: str) -> str:
    if len(group) == 1 or any(":" in cited.key for cited in group):
        return "; ".join(label(cited, lang) for cited in group)
    name = short_name(group[0].statute, lang)
    keys = ", ".join(cited.key for cited in group)
    return f"{name}, sections {keys}" if lang == "en" else f"{name} {keys} §"


def short_name(statute: Statute, lang: str) -> str:
    """`LSL`, `BskL`, `Child Welfare Act`; the number where there is no short name."""
    short = getattr(statute.lyhenne, lang, None)
    return short or (statute.nimi.en if lang == "en" else statute.numero)


def sections_on(site: Site, page: Page) -> tuple[Cited, ...]:
    """Every section that the page shows a citation of, by statute in the register's order."""
    found = {cited.ident: cited for citation, _ in shown(site, page) for cited in sections_of(site, citation)}
    statutes = list(site.data.statutes)
    return tuple(
        sorted(found.values(), key=lambda cited: (statutes.index(cited.statute.id), order(cited.key)))
    )


def shown(site: Site, page: Page) -> Iterator[tuple[Citation, str]]:
    """Citations that a reader of the page sees, and the fact of data/ that brings them there ("": none)."""
    for citation in page.citations:
        yield citation, ""
    for via, words in dict(_inserted(site, page)).items():
        for citation in citations_of(words, 1, site.lexicons[page.lang], None):
            yield citation, via


def _inserted(site: Site, page: Page) -> Iterator[tuple[str, str]]:
    """Facts of data/ that the page shows with their sections: name and words."""
    deadlines = list(getattr(page.front, "maaraajat", ()))
    for item in page.insertions:
        if item.kind == "vakio" and item.id in site.data.sentences:
            yield f"vakio:{item.id}", site.data.sentences[item.id][page.lang]
        elif (item.kind, item.id) == ("taulukko", "maaraajat"):
            deadlines += site.data.deadlines
    for ident in deadlines:
        if ident in site.data.deadlines:
            yield f"maaraaika:{ident}", deadline_words(site, ident, page.lang)


def deadline_words(site: Site, ident: str, lang: str) -> str:
    """The sections that a deadline rests on, as its row shows them."""
    return str(site.data.deadlines[ident].pykala[lang])


def uses(site: Site) -> Mapping[tuple[str, str], tuple[Use, ...]]:
    """For each cited section of the register, every place of every page that cites it."""
    found: dict[tuple[str, str], list[Use]] = {}
    for page in site.pages.values():
        for citation, via in shown(site, page):
            line = citation.line if not via else 1
            for cited in sections_of(site, citation):
                found.setdefault(cited.ident, []).append(Use(page, line, citation.text, via))
    return {ident: tuple(places) for ident, places in found.items()}


def deadlines_on(site: Site, cited: Cited) -> Iterator[str]:
    """Deadlines of data/ that rest on a section."""
    for ident in site.data.deadlines:
        words = deadline_words(site, ident, ORIGINAL)
        for citation in citations_of(words, 1, site.lexicons[ORIGINAL], None):
            if cited.ident in {other.ident for other in sections_of(site, citation)}:
                yield ident
                break

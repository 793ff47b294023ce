"""What a page says of the sections it leans on: those at its end, and what has changed in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from tukipakki.cited import Cited, phrase, section_words, sections_on
from tukipakki.model import Page, Site
from tukipakki.render.citations import address
from tukipakki.render.typography import tied
from tukipakki.render.words import day, word


@dataclass(frozen=True, slots=True)
class Notice:
    """A calm note on the law: what it is about, the sections, and what to do."""

    title: str
    rows: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A section in the list at the end of a page."""

    id: str
    label: str
    heading: str
    state: str


@dataclass(frozen=True, slots=True)
class Group:
    """The sections of one statute; `lang` is the language in which its address opens."""

    name: str
    number: str
    url: str
    lang: str
    rows: tuple[Row, ...]


def changed_on(site: Site, page: Page) -> tuple[Cited, ...]:
    """Sections whose wording is newer than the text of the page."""
    updated = page.front.paivitetty
    return tuple(
        cited
        for cited in sections_on(site, page)
        if cited.section.voimassa is not None and cited.section.voimassa > updated
    )


def notices(site: Site, page: Page) -> tuple[Notice, ...]:
    """Notes near the top of the page: changed since, going to change."""
    newer = changed_on(site, page)
    past = [cited for cited in newer if not _is_coming(site, cited)]
    coming = [cited for cited in newer if _is_coming(site, cited)]
    found: list[Notice] = []
    for key, row, sections in (
        ("law.changed", "law.changed_row", past),
        ("law.changes", "law.changes_row", coming),
    ):
        if sections:
            rows = tuple(_change(cited, site, page.lang, row) for cited in sections)
            found.append(Notice(word(site, page.lang, key), rows))
    return tuple(found)


def unread(site: Site, page: Page) -> tuple[Notice, ...]:
    """Notes on sections whose wording in force has not been compared with the page."""
    return tuple(_unread(site, page, {cited.ident for cited in changed_on(site, page)}))


def _is_coming(site: Site, cited: Cited) -> bool:
    return cited.section.voimassa is not None and cited.section.voimassa > site.today


def _change(cited: Cited, site: Site, lang: str, key: str) -> str:
    assert cited.section.voimassa is not None
    text = word(site, lang, key, section=phrase([cited], lang), date=day(cited.section.voimassa))
    if cited.section.muutos:
        text += f" ({word(site, lang, 'law.amendment', act=cited.section.muutos)})"
    return tied(text)


def _unread(site: Site, page: Page, but: set[tuple[str, str]]) -> Iterator[Notice]:
    """Sections that the register marks for checking, those with the same note together."""
    by_note: dict[str, list[Cited]] = {}
    for cited in sections_on(site, page):
        if cited.section.tila == "tarkistettava" and cited.ident not in but:
            note = cited.section.huomio
            text = note[page.lang] if note else word(site, page.lang, "law.unread_text")
            by_note.setdefault(text, []).append(cited)
    for text, sections in by_note.items():
        yield Notice(word(site, page.lang, "law.unread"), (_kept(phrase(sections, page.lang)),), text)


def _kept(text: str) -> str:
    """A list of sections in which no number parts from its letter: `52 a, 61 §`."""
    return tied(re.sub(r"(?<=\d) (?=[a-z]\b)", "\N{NO-BREAK SPACE}", text))


def groups(site: Site, page: Page) -> tuple[Group, ...]:
    """Every section that the page cites, by statute."""
    found = []
    for _, part in groupby(sections_on(site, page), key=lambda cited: cited.statute.id):
        sections = list(part)
        statute = sections[0].statute
        url, lang = address(statute, page.lang)
        rows = tuple(_row(cited, site, page) for cited in sections)
        name = statute.nimi[page.lang]
        found.append(Group(name[:1].upper() + name[1:], statute.numero, url, lang, rows))
    return tuple(found)


def _row(cited: Cited, site: Site, page: Page) -> Row:
    section = cited.section
    words = section_words(cited.key, page.lang)
    shown = tied(words[:1].upper() + words[1:])
    state = ""
    if section.tila == "kumottu":
        state = word(site, page.lang, "law.repealed", instead=section.korvaa)
    elif section.tila == "tulossa" and section.paiva:
        state = word(site, page.lang, "law.coming", date=day(section.paiva))
    return Row(cited.anchor, shown, section.otsikko[page.lang], state)

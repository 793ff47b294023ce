"""What the site tells of each code that was ever printed, and what a leaflet's page tells of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tukipakki.leaflets.editions import Editions, editions_of, keeps_editions
from tukipakki.leaflets.press import Print, print_of
from tukipakki.leaflets.sheet import Mark, mark_of
from tukipakki.model import ORIGINAL, Page, Site
from tukipakki.parse.registers import Edition
from tukipakki.render.alphabet import sort_key
from tukipakki.render.words import day
from tukipakki.targets import EDITIONS, relative


class State(StrEnum):
    """Whether what a print says still holds."""

    CURRENT = "current"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF that can be fetched: its address from the page, and its size in thousands of bytes."""

    url: str
    size: int


@dataclass(frozen=True, slots=True)
class OnPage:
    """What a leaflet's page tells of its print; no `pdf` before one has been made."""

    mark: Mark
    state_url: str
    pdf: Pdf | None


@dataclass(frozen=True, slots=True)
class Change:
    """What became different, and when."""

    date: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code in a list."""

    code: str
    url: str
    title: str
    date: str
    state: State


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a code: `url` is the answer's own address from the root, the others are seen from it."""

    url: str
    lang: str
    row: CodeRow
    withdrawn: str
    newest: CodeRow | None
    changes: tuple[Change, ...]
    page_url: str | None
    pdf: Pdf | None
    older: tuple[CodeRow, ...]


class Leaflets:
    """The leaflets of a site as its pages tell of them."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.kept = keeps_editions(site)
        self._editions = editions_of(site) if self.kept else Editions({}, {}, (), ())

    def list_url(self, lang: str) -> str:
        """Address of the list of a language's codes, from the root."""
        return f"{'' if lang == ORIGINAL else f'{lang}/'}{EDITIONS}/"

    def on_page(self, page: Page) -> OnPage | None:
        """For the page of a leaflet; None for any other."""
        key = (page.slug, page.lang)
        edition = self._editions.current(key)
        if edition is None:
            return None
        return OnPage(
            mark=mark_of(self._site, page, edition),
            state_url=relative(page.url, _url(edition)),
            pdf=self._pdf(edition, page.url),
        )

    def pdfs(self) -> Iterator[tuple[str, bytes]]:
        """Address and content of each PDF that has been made."""
        for key in self._editions.shown:
            made = print_of(self._site, self._editions, key)
            if made.file.is_file():
                yield made.url, made.file.read_bytes()

    def codes(self, lang: str) -> tuple[CodeRow, ...]:
        """Every code of a language, by its leaflet."""
        here = self.list_url(lang)
        found = (edition for edition in self._editions.all.values() if edition.kieli == lang)
        rows = sorted(found, key=lambda each: (sort_key(each.otsikko), each.sivu, each.pvm, each.id))
        return tuple(self._row(edition, here) for edition in rows)

    def answers(self) -> Iterator[Answer]:
        """The answer to every code, in the languages that the site has."""
        for edition in self._editions.all.values():
            if edition.kieli in self._site.languages:
                yield self._answer(edition)

    def _answer(self, edition: Edition) -> Answer:
        here, key = _url(edition), (edition.sivu, edition.kieli)
        family = self._editions.of(key)
        place = family.index(edition)
        page = self._site.page(*key) if key in self._editions.shown else None
        return Answer(
            url=here,
            lang=edition.kieli,
            row=self._row(edition, here),
            withdrawn=day(family[-1].poistettu) if family[-1].poistettu else "",
            newest=self._row(family[-1], here) if page and edition is not family[-1] else None,
            changes=tuple(Change(day(each.pvm), tuple(each.muutos)) for each in family[place + 1 :]),
            page_url=relative(here, page.url) if page else None,
            pdf=self._pdf(family[-1], here) if page else None,
            older=tuple(self._row(each, here) for each in family[:place]),
        )

    def _row(self, edition: Edition, here: str) -> CodeRow:
        return CodeRow(
            code=edition.id,
            url=relative(here, _url(edition)),
            title=edition.otsikko,
            date=day(edition.pvm),
            state=self._state(edition),
        )

    def _state(self, edition: Edition) -> State:
        key = (edition.sivu, edition.kieli)
        current = self._editions.current(key)
        if current is None:
            return State.WITHDRAWN
        return State.CURRENT if current.id == edition.id else State.REPLACED

    def _print(self, edition: Edition) -> Print:
        return print_of(self._site, self._editions, (edition.sivu, edition.kieli))

    def _pdf(self, edition: Edition, here: str) -> Pdf | None:
        made = self._print(edition)
        if not made.file.is_file():
            return None
        return Pdf(relative(here, made.url), max(1, round(made.file.stat().st_size / 1000)))


def _url(edition: Edition) -> str:
    return f"{EDITIONS}/{edition.id}/"

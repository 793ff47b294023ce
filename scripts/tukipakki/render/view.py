"""What templates see of a page, as `tp`: words and ready-made pieces, nothing to look up."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from typing import Any, get_args

from tukipakki.model import ORIGINAL, Page, Site
from tukipakki.page_types import TYPES, Audience
from tukipakki.policy import PAGE_POLICY
from tukipakki.processes import family_page
from tukipakki.render import law, navigation
from tukipakki.render.alphabet import sort_key
from tukipakki.render.citations import cited_html
from tukipakki.render.feedback import feedback_href
from tukipakki.render.inline import inline_html, plain
from tukipakki.render.navigation import Item, LanguageItem
from tukipakki.render.phone import source_words
from tukipakki.render.regions import RegionView, emergency_row, region_of, region_view
from tukipakki.render.review import Review, review_of
from tukipakki.render.roles import role_link
from tukipakki.render.terms import Marked, mark, meaning
from tukipakki.render.words import RIGHT_TO_LEFT, day_html, word
from tukipakki.targets import destination, leaves, page_target, relative
from tukipakki.translated import is_behind

WORDS_A_MINUTE = 180
# The help strip: service ids by language; the emergency social services stand between them.
STRIP = {"sv": ("hatanumero", "lasten-puhelin-ruotsiksi")}
STRIP_DEFAULT = ("hatanumero", "lasten-ja-nuorten-puhelin")
CLIENT_HELP = {"sv": ("hatanumero", "lasten-puhelin-ruotsiksi", "nollalinja")}
CLIENT_HELP_DEFAULT = ("hatanumero", "lasten-ja-nuorten-puhelin", "nollalinja")
# Pages of other types that families come to first.
FOR_CLIENTS = ("index", "apua-heti", "tietosuoja", "turvallinen-selailu")
# Everybody a page is for is one of these: larger type, shorter lines.
FOR_CHILDREN = frozenset({"lapsi", "nuori"})
# Scripts of blocks that are inserted: `{lista:laskuri}`.
TICKS_SCRIPT = "js/listat.js"
BLOCK_SCRIPTS = {"laskuri": "js/laskuri.js", "poista-kaikki": "js/poista.js"}
# What the script of the search says.
_SEARCH_WORDS = ("all", "failed", "file", "loading", "many", "more", "none", "one", "share")


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled line of a table or box; `html` is ready-made."""

    label: str
    html: str
    deadline: bool = False


@dataclass(frozen=True, slots=True)
class TickList:
    """Things to tick off; `id` names it among the lists of the site."""

    id: str
    title: str
    role: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A number to call: what it is, for whom, and how fresh its source is."""

    number: str
    href: str
    what: str
    extra: str
    source: str
    danger: bool

    @property
    def leaves(self) -> bool:
        """Whether the link leads to another site instead of a call."""
        return leaves(self.href)


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term of the page and what it means; `url` leads to the glossary."""

    id: str
    name: str
    url: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TocItem:
    """A heading in the contents list."""

    id: str
    title: str
    children: tuple[TocItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Door:
    """A door of the home page with its tasks."""

    title: str
    intro: str
    url: str
    links: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The page itself, in words."""

    title: str
    description: str
    type: str
    updated: str
    for_whom: str
    is_client: bool
    is_child: bool
    word_minutes: int
    summary: str


class View:
    """The context of one page.

    `asset_url` gives the address of an asset from the site's root, `content` is the page's body as HTML.
    """

    def __init__(self, site: Site, page: Page, asset_url: Callable[[str], str], content: str = "") -> None:
        self._site = site
        self._page = page
        self._asset_url = asset_url
        self._content = content
        self.lang = page.lang
        self.dir = "rtl" if page.lang in RIGHT_TO_LEFT else "ltr"
        self.root = relative(page.url, "") if page.url else ""

    def w(self, key: str, **values: object) -> str:
        """An interface word in the page's language."""
        return word(self._site, self.lang, key, **values)

    def asset(self, path: str) -> str:
        """Address of a file of overrides/assets."""
        return self.root + self._asset_url(path)

    def _url(self, slug: str) -> str | None:
        goal = self._site.nearest(slug, self.lang)
        return relative(self._page.url, goal.url) if goal is not None else None

    def _html(self, text: str) -> str:
        return inline_html(text, self._page, self._site)

    def _running_texts(self) -> Iterator[tuple[str, str]]:
        """Texts of the page by name, in the order in which the templates show them."""
        front = self._page.front
        for number, text in enumerate(front.ensin):
            yield f"ensin.{number}", self._html(text)
        for name in ("vastaus", "lyhyesti", "tarkoitus", "alkaa", "paattyy"):
            if hasattr(front, name):
                yield name, self._html(getattr(front, name))
        for number, text in enumerate(getattr(front, "ei_kerro", ())):
            yield f"ei_kerro.{number}", self._html(text)
        yield "sisalto", self._content
        if part := getattr(front, "lapsen_aani", None):
            for name in ("kerrotaan", "kysytaan", "palaute"):
                yield name, self._html(getattr(part, name))

    @cached_property
    def _marked(self) -> Marked:
        return mark(self._running_texts(), self._page, self._site)

    def _text(self, name: str) -> str:
        """One of the running texts with its terms marked, "" when the page has none of that name."""
        return self._marked.texts.get(name, "")

    @property
    def content(self) -> str:
        """The body with the first use of each term marked."""
        return self._text("sisalto")

    @cached_property
    def words(self) -> tuple[TermRow, ...]:
        """What the terms of the page mean, in alphabetical order."""
        glossary = self._url("sanasto")
        terms = sorted(self._marked.terms, key=lambda term: sort_key(term.nimi[self.lang]))
        return tuple(
            TermRow(
                id=term.id,
                name=term.nimi[self.lang],
                url=f"{glossary}#{term.id}" if glossary else "",
                meaning=meaning(term, self._site, self.lang),
            )
            for term in terms
        )

    @cached_property
    def region(self) -> RegionView | None:
        """The county that the page is about."""
        return region_view(self._page, self._site)

    @cached_property
    def page(self) -> PageFacts:
        """The page itself."""
        front = self._page.front
        kind = TYPES[self._page.type]
        return PageFacts(
            title=plain(front.otsikko, self._page, self._site),
            description=plain(front.kuvaus, self._page, self._site),
            type=kind.name,
            updated=day_html(front.paivitetty),
            for_whom=getattr(front, "kenelle", ""),
            is_client=kind.client or self._page.folder == "asiakkaille" or self._page.slug in FOR_CLIENTS,
            is_child=set(front.kohderyhma) <= FOR_CHILDREN,
            word_minutes=max(1, round(self._page.words / WORDS_A_MINUTE)),
            summary=self._text("lyhyesti"),
        )

    @cached_property
    def sections(self) -> tuple[Item, ...]:
        """Top navigation."""
        return navigation.sections(self._site, self._page)

    @cached_property
    def crumbs(self) -> tuple[Item, ...]:
        """Path to the page."""
        return navigation.crumbs(self._site, self._page)

    @property
    def up(self) -> Item | None:
        """The folder's index page, when the page is not it."""
        goal = self._site.nearest(f"{self._page.folder}/index", self.lang)
        if goal is None or goal.slug == self._page.slug:
            return None
        return navigation.item(self._site, self._page, goal)

    @cached_property
    def languages(self) -> tuple[LanguageItem, ...]:
        """Language switch."""
        return navigation.languages(self._site, self._page)

    @property
    def draft(self) -> bool:
        """True for an unpublished page, which only its editor's preview shows."""
        return self._page.draft

    @property
    def translation(self) -> str | None:
        """The line that says a translation has not been reviewed; None on the original."""
        return None if self.lang == ORIGINAL else self.w("translation.unreviewed")

    @property
    def behind(self) -> Item | None:
        """The original, on a translation that no longer says what it says."""
        original = self._site.nearest(self._page.slug, ORIGINAL)
        if original is None or not is_behind(self._site, self._page):
            return None
        return navigation.item(self._site, self._page, original)

    @property
    def review(self) -> Review:
        """Review line."""
        return review_of(self._page, self._site)

    @property
    def first(self) -> tuple[str, ...]:
        """What to do before reading anything else."""
        return tuple(self._text(f"ensin.{number}") for number in range(len(self._page.front.ensin)))

    @property
    def facts(self) -> tuple[Row, ...]:
        """Facts table of a process, or provenance of a model."""
        makers = {"prosessi": self._process_facts, "malli": self._model_facts}
        maker = makers.get(self._page.type)
        return tuple(maker()) if maker else ()

    def _process_facts(self) -> Iterator[Row]:
        front = self._page.front
        yield Row(self.w("facts.purpose"), self._text("tarkoitus"))
        yield Row(self.w("facts.starts"), self._text("alkaa"))
        yield Row(self.w("facts.ends"), self._text("paattyy"))
        yield Row(self.w("facts.owner"), role_link(front.omistaja, self._page, self._site))
        if front.maaraajat:
            items = "".join(f"<li>{self._deadline_html(i)}</li>" for i in front.maaraajat)
            yield Row(self.w("facts.deadlines"), f"<ul>{items}</ul>", deadline=True)

    def _deadline_html(self, ident: str) -> str:
        deadline = self._site.data.deadlines[ident]
        return (
            f'<span class="tp-deadline">{escape(deadline.lyhyt[self.lang])}</span>'
            f"<span>{escape(deadline.saanto[self.lang])} "
            f"<small>{cited_html(escape(deadline.pykala[self.lang]), self._site, self.lang)}</small></span>"
        )

    def _model_facts(self) -> Iterator[Row]:
        front = self._page.front
        yield Row(self.w("facts.source"), self._html(front.lahde))
        yield Row(self.w("facts.years"), escape(front.vuodet))
        yield Row(self.w("facts.phase"), escape(self.w(f"phase.{front.vaihe}")))
        yield Row(self.w("facts.region"), self._html(front.alue))

    @property
    def checklists(self) -> tuple[TickList, ...]:
        """Lists to tick off, of a process or a model."""
        return tuple(
            TickList(
                id=f"{self._page.slug}.{number}",
                title=plain(each.otsikko, self._page, self._site),
                role=role_link(each.rooli, self._page, self._site),
                rows=tuple(self._html(text) for text in each.kohdat),
            )
            for number, each in enumerate(getattr(self._page.front, "tarkistuslistat", ()), 1)
        )

    @property
    def family_page(self) -> Item | None:
        """The same process told to the family."""
        if self._page.type != "prosessi":
            return None
        goal = family_page(self._site, self._page, self.lang)
        return navigation.item(self._site, self._page, goal) if goal else None

    @property
    def unknown(self) -> tuple[str, ...]:
        """What a model's source does not tell."""
        count = len(getattr(self._page.front, "ei_kerro", ()))
        return tuple(self._text(f"ei_kerro.{number}") for number in range(count))

    @property
    def answer(self) -> Mapping[str, str] | None:
        """Question and answer of a law page."""
        front = self._page.front
        if self._page.type != "laki":
            return None
        return {
            "question": plain(front.kysymys, self._page, self._site),
            "html": self._text("vastaus"),
        }

    @property
    def child(self) -> tuple[Row, ...]:
        """The child's part of a process or model."""
        part = getattr(self._page.front, "lapsen_aani", None)
        if part is None:
            return ()
        return (
            Row(self.w("child.told"), self._text("kerrotaan")),
            Row(self.w("child.asked"), self._text("kysytaan")),
            Row(self.w("child.back"), self._text("palaute")),
        )

    @property
    def next(self) -> tuple[Item, ...]:
        """Next steps that can be taken today: pages that are published."""
        found = []
        for step in self._page.front.seuraavaksi:
            goal = destination(self._site, page_target(self._site, step.sivu.partition("#")[0]), self.lang)
            if goal is not None:
                why = self._html(step.miksi) if step.miksi else ""
                found.append(navigation.item(self._site, self._page, goal, why=why))
        return tuple(found)

    @property
    def sources(self) -> tuple[str, ...]:
        """The source box."""
        return tuple(self._html(text) for text in self._page.front.lahdeluettelo)

    @cached_property
    def law_notices(self) -> tuple[law.Notice, ...]:
        """What has changed, or will, in the sections that the page leans on."""
        return law.notices(self._site, self._page)

    @property
    def law_unread(self) -> tuple[law.Notice, ...]:
        """Which of those sections have not been compared with the law in force."""
        return law.unread(self._site, self._page)

    @cached_property
    def law_sections(self) -> tuple[law.Group, ...]:
        """Every section that the page cites, with its heading."""
        return law.groups(self._site, self._page)

    @property
    def law_language(self) -> str | None:
        """Said once: the statutes open in another language than the page's."""
        foreign = any(group.lang != self.lang for group in self.law_sections)
        return self.w("law.in_finnish") if foreign else None

    @cached_property
    def help_rows(self) -> tuple[HelpRow, ...]:
        """Numbers of the help box on client pages, with the emergency social services."""
        rows = self._help(CLIENT_HELP.get(self.lang, CLIENT_HELP_DEFAULT))
        county = self._county_row()
        return (rows[0], county, *rows[2:]) if county else rows

    @cached_property
    def strip(self) -> tuple[HelpRow, ...]:
        """The help strip of every page, in as few words as can be."""
        ids = STRIP.get(self.lang, STRIP_DEFAULT)
        danger, emergency, *others = self._help(ids)
        short = [self.w(f"help.strip.{ident}") for ident in ids]
        rows = [danger, *others]
        first, *rest = (replace(row, what=what) for row, what in zip(rows, short, strict=True))
        return (first, emergency, *rest)

    def _help(self, ids: tuple[str, ...]) -> tuple[HelpRow, ...]:
        rows = [self._service_row(ident) for ident in ids]
        rows.insert(1, self._emergency_row())
        return tuple(rows)

    def _county_row(self) -> HelpRow | None:
        """The emergency social services of the county that the page is about."""
        region = region_of(self._page, self._site)
        if region is None:
            return None
        number, href, what, source = emergency_row(region, self._site, self.lang)
        number = number.replace(" ", "\N{NO-BREAK SPACE}")
        return HelpRow(number=number, href=href, what=what, extra="", source=source, danger=False)

    def _service_row(self, ident: str) -> HelpRow:
        service = self._site.data.services[ident]
        source = source_words(service.lahde, self._site, self.lang) if service.lahde else ""
        return HelpRow(
            number=(service.numero or service.nimi[self.lang]).replace(" ", "\N{NO-BREAK SPACE}"),
            href=f"tel:{service.tel}" if service.tel else str(service.verkko),
            what=service.kenelle[self.lang],
            extra=service.lisatieto[self.lang] if service.lisatieto else "",
            source=source,
            danger=service.tel == "112",
        )

    def _emergency_row(self) -> HelpRow:
        return HelpRow(
            number=self.w("help.emergency_services"),
            href=f"{self.help_url}#alueet",
            what=self.w("help.choose_region"),
            extra=self.w("help.round_the_clock"),
            source="",
            danger=False,
        )

    @property
    def help_url(self) -> str | None:
        """The page of all help numbers."""
        return self._url("apua-heti")

    @property
    def children(self) -> tuple[Item, ...]:
        """Pages of the folder that an index page introduces."""
        pages = navigation.folder_pages(self._site, self._page.folder, self.lang)
        return tuple(navigation.item(self._site, self._page, goal) for goal in pages)

    @property
    def doors(self) -> tuple[Door, ...]:
        """The doors of the home page."""
        return tuple(
            Door(
                title=door.otsikko,
                intro=door.kuvaus,
                url=self._url(door.sivu.removesuffix(".md")) or "",
                links=tuple(self._door_link(link.sivu, link.teksti) for link in door.linkit),
            )
            for door in getattr(self._page.front, "ovet", ())
        )

    def _door_link(self, place: str, text: str) -> Item:
        path, _, anchor = place.partition("#")
        goal = destination(self._site, page_target(self._site, path), self.lang)
        assert goal is not None, place
        link = navigation.item(self._site, self._page, goal, title=text)
        url = f"{link.url}#{anchor}" if anchor else link.url
        return Item(link.title, url, link.lang, link.note)

    @property
    def changes(self) -> tuple[Mapping[str, str], ...]:
        """What has changed in the law, on the home page."""
        return tuple(
            {"date_html": day_html(change.pvm), "html": self._html(change.teksti)}
            for change in getattr(self._page.front, "muutokset", ())
        )

    @property
    def az(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """Every page of the language by first letter."""
        return navigation.alphabet(self._site, self._page)

    @property
    def search(self) -> Mapping[str, str]:
        """Addresses and words that the script of the search needs."""
        words = {name: self.w(f"search.{name}") for name in _SEARCH_WORDS}
        readers = {name: self.w(f"reader.{name}") for name in get_args(Audience)}
        return {
            "index_url": self.root + self._asset_url(f"haku/{self.lang}.json"),
            "ranking_url": self.root + self._asset_url("js/etsi.js"),
            "words": json.dumps({**words, "readers": readers}, ensure_ascii=False),
        }

    @property
    def scripts(self) -> tuple[str, ...]:
        """Addresses of the scripts that blocks of this page need."""
        blocks = {item.id for item in self._page.insertions if item.kind == "lista"}
        paths = [path for ident, path in BLOCK_SCRIPTS.items() if ident in blocks]
        return tuple(self.asset(path) for path in [*paths, *([TICKS_SCRIPT] if self.checklists else [])])

    @property
    def toc(self) -> tuple[TocItem, ...]:
        """Contents: generated headings and the page's own, in the order of the page."""
        own = self._own_headings()
        before = [
            ("vastaus", "toc.answer", self.answer),
            ("lyhyesti", "toc.facts", self._page.type == "prosessi"),
            ("lyhyesti", "role.summary", self._page.type == "rooli"),
            ("tausta", "toc.background", self._page.type == "malli"),
        ]
        after = [
            ("tarkistuslistat", "checklist.title", self.checklists),
            ("lapsen-osuus", "child.title", self.child),
            ("apua-heti", "help.title", self._page.type in ("asiakasohje", "selko", "mita-nyt", "alue")),
            ("sanat", "words.title", self.words),
            ("seuraavaksi", "next.title", self.next),
            ("lahteet", "sources.title", self.sources or self.law_sections),
        ]
        return (
            *(TocItem(ident, self.w(key)) for ident, key, there in before if there),
            *own,
            *(TocItem(ident, self.w(key)) for ident, key, there in after if there),
        )

    def _own_headings(self) -> Iterator[TocItem]:
        groups: list[tuple[str, str, list[TocItem]]] = []
        for heading in self._page.headings:
            title = plain(heading.text, self._page, self._site)
            if heading.level == 2 and heading.id:
                groups.append((heading.id, title, []))
            elif heading.level == 3 and heading.id and groups:
                groups[-1][2].append(TocItem(heading.id, title))
        return (TocItem(ident, title, tuple(children)) for ident, title, children in groups)

    @property
    def exit_url(self) -> str:
        """Where the exit of every page leads."""
        return str(self._site.settings.poistumisosoite)

    @property
    def safety_url(self) -> str | None:
        """What the exit does, what a visit leaves behind and how to leave less."""
        return self._url("turvallinen-selailu")

    @property
    def home_url(self) -> str:
        """The home page of the language."""
        return self._url("index") or "./"

    @property
    def search_url(self) -> str:
        """The search and index page."""
        return self._url("haku") or "./"

    @property
    def feedback_url(self) -> str | None:
        """Where faults are told; None while nobody has been named."""
        return feedback_href(self._site, self._page)

    @property
    def feedback_leaves(self) -> bool:
        """Whether faults are told on another site, not by mail."""
        return leaves(str(self._site.settings.palaute))

    @property
    def policy(self) -> str:
        """What a browser may do on the page."""
        return PAGE_POLICY

    @property
    def canonical(self) -> str | None:
        """The page's full address, when the site's address is known."""
        address = self._site.settings.osoite
        return f"{address}{self._page.url}" if address else None

    @property
    def alternates(self) -> tuple[Mapping[str, str], ...]:
        """Full addresses of the language versions and x-default, when there are several."""
        address = self._site.settings.osoite
        if not address:
            return ()
        versions = [
            {"hreflang": page.lang, "url": address + page.url}
            for page in self._site.versions(self._page.slug)
        ]
        original: dict[str, Any] = {"hreflang": "x-default", "url": versions[0]["url"]}
        return (*versions, original) if len(versions) > 1 else ()


class RootedView(View):
    """The home page's view with addresses from the root of the server, for the 404 page.

    That page is shown at any depth, so nothing on it can be relative.
    """

    def __init__(self, site: Site, lang: str, asset_url: Callable[[str], str]) -> None:
        home = site.nearest("index", lang)
        assert home is not None, "a site has a home page"
        super().__init__(site, home, asset_url)
        self.root = site.settings.base

    def _url(self, slug: str) -> str | None:
        goal = self._site.nearest(slug, self.lang)
        return self.root + goal.url if goal is not None else None

    @property
    def homes(self) -> tuple[RootedView, ...]:
        """The same in every language, the page's own first."""
        languages = sorted(self._site.languages, key=lambda lang: lang != self.lang)
        return tuple(RootedView(self._site, lang, self._asset_url) for lang in languages)


class PlacedView(RootedView):
    """The home page's view from another address, for pages that no Markdown stands behind."""

    def __init__(self, site: Site, lang: str, asset_url: Callable[[str], str], here: str) -> None:
        super().__init__(site, lang, asset_url)
        self.root = relative(here, "")
        self._here = here

    @property
    def canonical(self) -> str | None:
        """The page's full address, when the site's address is known."""
        address = self._site.settings.osoite
        return f"{address}{self._here}" if address else None

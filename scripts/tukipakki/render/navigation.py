"""Ways through the site per language: sections, path, language switch, folder lists, A–Ö."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tukipakki.model import ORIGINAL, Page, Site
from tukipakki.page_types import TYPES
from tukipakki.render.alphabet import first_letter, sort_key
from tukipakki.render.insertions import insert
from tukipakki.render.links import language_note
from tukipakki.render.words import word
from tukipakki.targets import relative

# Top navigation: slug of the page that a section opens with; its word is `nav.<slug>`.
SECTIONS = ("asiakkaille/index", "prosessit/index", "laki/index", "roolit/index", "apua-heti")


@dataclass(frozen=True, slots=True)
class Item:
    """A link in a menu or list; `note` tells the language when it is not the reader's."""

    title: str
    url: str
    lang: str | None = None
    note: str | None = None
    active: bool = False
    description: str = ""
    why: str = ""
    children: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageItem:
    """One choice of the language switch; without a page it leads to that language's home."""

    lang: str
    name: str
    url: str
    current: bool
    exists: bool
    note: str | None


def title_of(site: Site, page: Page) -> str:
    """A page's title in plain words; a county's page takes it from the register."""
    return insert(page.front.otsikko, site, page.lang, html=False)


def item(site: Site, page: Page, goal: Page, *, title: str | None = None, why: str = "") -> Item:
    """A link from one page to another."""
    note = language_note(site, page.lang, goal.lang)
    return Item(
        title=title or title_of(site, goal),
        url=relative(page.url, goal.url),
        lang=goal.lang if note else None,
        note=note,
        active=goal is page,
        description=insert(goal.front.kuvaus, site, goal.lang, html=False),
        why=why,
    )


def folder_pages(site: Site, folder: str, lang: str) -> Iterator[Page]:
    """Pages of a folder and the index pages of the folders in it, each in the nearest language."""
    slugs = {slug for slug, _ in site.pages if _belongs(slug, folder)}
    pages = [page for slug in slugs if (page := site.nearest(slug, lang)) is not None]
    return iter(sorted(pages, key=lambda p: (p.is_index, p.front.jarjestys, sort_key(title_of(site, p)))))


def _belongs(slug: str, folder: str) -> bool:
    own, _, name = slug.rpartition("/")
    if name == "index":
        return own.rpartition("/")[0] == folder and own != folder and own != ""
    return own == folder


def sections(site: Site, page: Page) -> tuple[Item, ...]:
    """The top navigation with each section's pages."""
    found = []
    for slug in SECTIONS:
        goal = site.nearest(slug, page.lang)
        if goal is None:
            continue
        folder = goal.folder
        children = tuple(
            item(site, page, child) for child in (folder_pages(site, folder, page.lang) if folder else ())
        )
        base = item(site, page, goal, title=word(site, page.lang, f"nav.{slug.split('/')[0]}"))
        active = page.slug == slug or bool(folder and page.slug.startswith(f"{folder}/"))
        found.append(Item(base.title, base.url, base.lang, base.note, active, children=children))
    return tuple(found)


def crumbs(site: Site, page: Page) -> tuple[Item, ...]:
    """The path from the home page down to the folder that the page lies in."""
    if page.slug == "index":
        return ()
    slugs = ["index"]
    parts = page.slug.split("/")[:-1]
    slugs += ["/".join([*parts[: n + 1], "index"]) for n in range(len(parts))]
    goals = [site.nearest(slug, page.lang) for slug in slugs if slug != page.slug]
    return tuple(item(site, page, goal, title=_short(site, page, goal)) for goal in goals if goal is not None)


def _short(site: Site, page: Page, goal: Page) -> str | None:
    key = "nav.home" if goal.slug == "index" else f"nav.{goal.folder}"
    return word(site, page.lang, key) if key in site.words else None


def languages(site: Site, page: Page) -> tuple[LanguageItem, ...]:
    """The language switch of a page."""
    names = {language.locale: language.name for language in site.settings.kielet}
    found = []
    for lang in site.languages:
        goal = site.page(page.slug, lang)
        exists = goal is not None and goal.published
        home = site.page("index", lang) or site.page("index", ORIGINAL)
        target = goal if goal is not None and exists else home
        if target is None:
            continue
        note = None if exists else word(site, lang, "language.finnish_only")
        found.append(
            LanguageItem(lang, names[lang], relative(page.url, target.url), lang == page.lang, exists, note)
        )
    return tuple(found)


def alphabet(site: Site, page: Page) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """Every page of the language by its first letter, in the language's own order."""
    letters: dict[str, list[Item]] = {}
    pages = (p for p in site.published(page.lang) if p.slug not in ("index", page.slug))
    for goal in sorted(pages, key=lambda p: sort_key(title_of(site, p))):
        letter = first_letter(title_of(site, goal))
        entry = item(site, page, goal, why=word(site, page.lang, f"type.{TYPES[goal.type].name}"))
        letters.setdefault(letter, []).append(entry)
    return tuple((letter, tuple(items)) for letter, items in letters.items())

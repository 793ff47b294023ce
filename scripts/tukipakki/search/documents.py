"""The pages as the search reads them: the words of each section, without drawings and code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tukipakki.model import Page, Site
from tukipakki.parse.text import plain_text
from tukipakki.process_fields import StepFields
from tukipakki.processes import family_steps, steps_of
from tukipakki.render.insertions import insert
from tukipakki.render.regions import region_text
from tukipakki.render.review import owner_name

# Front-matter words that stand on the page above its first heading.
_LEAD_FIELDS = (
    "lyhyesti",
    "kysymys",
    "vastaus",
    "tarkoitus",
    "alkaa",
    "paattyy",
    "kenelle",
    "lahde",
    "ei_vaiheita",
)
# Stands for the words of the glossary, which are sections of their own here.
_GLOSSARY = "{lista:sanasto}"
_STEP_FIELDS = ("tehdaan", "kuka", "lapselle", "lapselta")


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a page under one heading; `anchor` and `heading` are "" above the first one."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A page to be found: its title and description in plain words, and its sections in order."""

    page: Page
    title: str
    description: str
    sections: tuple[Section, ...]


def documents_of(site: Site, lang: str) -> Iterator[Document]:
    """Pages of a language in a stable order, all but the search page itself."""
    for page in site.published(lang):
        if page.slug != "haku":
            title, description = (
                insert(text, site, lang, html=False) for text in (page.front.otsikko, page.front.kuvaus)
            )
            yield Document(page, title, description, tuple(_sections(page, site)))


def _sections(page: Page, site: Site) -> Iterator[Section]:
    written = dict(_written(page))
    made = dict(_steps(page, site))
    first, *rest = written
    yield Section("", "", _plain("\n\n".join([*_lead(page, site), written[first][1]]), page, site))
    for anchor in rest:
        if anchor in made:
            continue
        heading, text = written[anchor]
        yield Section(anchor, _plain(heading, page, site), _plain(text, page, site))
    yield from _terms(page, site)
    for anchor, (heading, text) in made.items():
        guidance = written.get(anchor, ("", ""))[1]
        yield Section(anchor, _plain(heading, page, site), _plain(f"{text}\n\n{guidance}", page, site))


def _lead(page: Page, site: Site) -> Iterator[str]:
    for name in _LEAD_FIELDS:
        yield str(getattr(page.front, name, None) or "")
    yield from page.front.ensin
    child = getattr(page.front, "lapsen_aani", None)
    if child is not None:
        yield from (child.kerrotaan, child.kysytaan, child.palaute)
    for each in getattr(page.front, "tarkistuslistat", ()):
        yield from (each.otsikko, *each.kohdat)
    yield region_text(page, site)


def _written(page: Page) -> Iterator[tuple[str, tuple[str, str]]]:
    """Heading and text by anchor, in the order of the body."""
    lines = page.prose.split("\n")
    stops = sorted(
        (h for h in page.headings if h.level in (2, 3) and h.line >= page.body_line), key=lambda h: h.line
    )
    first = stops[0].line - page.body_line if stops else len(lines)
    yield "", ("", "\n".join(lines[:first]))
    for heading, following in pairwise([*stops, None]):
        assert heading is not None
        start = heading.line - page.body_line + 1
        end = following.line - page.body_line if following else len(lines)
        yield heading.id or "", (heading.text, "\n".join(lines[start:end]))


def _steps(page: Page, site: Site) -> Iterator[tuple[str, tuple[str, str]]]:
    """Steps of a process with all that is told of them, or of a family's page with what the family hears."""
    for step in steps_of(page):
        yield step.id, (step.otsikko, "\n\n".join(_step_texts(step, page, site)))
    process = site.page(f"prosessit/{getattr(page.front, 'prosessi', '')}", page.lang)
    for placed in family_steps(process) if process else ():
        yield placed.step.id, (placed.step.otsikko, placed.step.perheelle or "")


def _step_texts(step: StepFields, page: Page, site: Site) -> Iterator[str]:
    yield from (text for name in _STEP_FIELDS if (text := getattr(step, name)))
    yield ", ".join(owner_name(site, slug, page.lang) for slug in step.roolit)
    yield ", ".join((*step.laki, *step.asiakirjat))
    if step.maaraaika:
        yield str(site.data.deadlines[step.maaraaika].sanoin[page.lang])


def _terms(page: Page, site: Site) -> Iterator[Section]:
    """Words of the glossary where it stands, each at its own place, with its names in other languages."""
    if _GLOSSARY not in page.prose:
        return
    for term in site.data.terms.values():
        others = (term.nimi[lang] for lang in site.languages if lang != page.lang)
        text = " · ".join([term.selitys[page.lang], *others])
        yield Section(term.id, term.nimi[page.lang], _plain(text, page, site))


def _plain(markdown: str, page: Page, site: Site) -> str:
    return plain_text(insert(markdown.replace(_GLOSSARY, ""), site, page.lang, html=False))

"""What a leaflet shows: its text as HTML, and a digest of each part that tells when a word has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import markdown
from lxml import html as lxml_html

from tukipakki.model import Page, Site
from tukipakki.page_types import TYPES
from tukipakki.parse.fingerprint import digest
from tukipakki.processes import family_steps
from tukipakki.render.body import body_markdown
from tukipakki.render.fence import format_fence
from tukipakki.render.view import View

# Names of the parts that have no heading of their own on the page.
LEAD, STATE, HELP, WORDS = "#alku", "#tila", "#apua", "#sanat"


@dataclass(frozen=True, slots=True)
class Shown:
    """A leaflet as a reader sees it.

    `parts` are digests of its parts by heading, in order; `deadlines` the short words of each deadline
    by id; `digest` names the whole.
    """

    page: Page
    view: View
    title: str
    parts: Mapping[str, str]
    deadlines: Mapping[str, str]
    digest: str


def leaflet_pages(site: Site) -> Iterator[Page]:
    """Published pages that are given out on paper; what only a preview shows is not."""
    for lang in site.languages:
        for page in site.published(lang):
            if TYPES[page.type].leaflet and not page.draft:
                yield page


def shown_of(site: Site, page: Page) -> Shown:
    """What a leaflet shows today, without what depends on the day: notices of the law, overdue reviews."""
    view = View(site, page, lambda path: path, _html(body_markdown(page, site)))
    parts = {name: digest([text]) for name, text in _texts(view, page)}
    title = view.page.title
    return Shown(
        page=page,
        view=view,
        title=title,
        parts=parts,
        deadlines=dict(_deadlines(site, page)),
        digest=digest(f"{name} {value}" for name, value in parts.items()),
    )


def _texts(view: View, page: Page) -> Iterator[tuple[str, str]]:
    facts = view.page
    before, *sections = view.content.split("<h2")
    yield LEAD, " ".join([facts.title, facts.for_whom, facts.description, _words(before)])
    yield STATE, page.front.tila
    for section in sections:
        heading, _, text = f"<h2{section}".partition("</h2>")
        yield " ".join(_words(heading).split()), _words(text)
    # With whatever else they say, so that a new number is seen as well as a new name.
    yield HELP, " ".join(f"{row.number} {row.href} {row.what} {row.extra}" for row in view.help_rows)
    if view.words:
        yield WORDS, " ".join(f"{term.name} {term.meaning}" for term in view.words)


def _words(html: str) -> str:
    """The text of a piece of HTML, its words apart."""
    return " ".join(lxml_html.fromstring(f"<div>{html}</div>").itertext())


def _deadlines(site: Site, page: Page) -> Iterator[tuple[str, str]]:
    ids = {item.id for item in page.insertions if item.kind == "maaraaika"}
    process = site.page(f"prosessit/{getattr(page.front, 'prosessi', '')}", page.lang)
    for placed in family_steps(process) if process else ():
        ids |= {placed.step.maaraaika} if placed.step.maaraaika else set()
    for ident in sorted(ids):
        yield ident, site.data.deadlines[ident].lyhyt[page.lang]


def _html(text: str) -> str:
    return _markdown().reset().convert(text)


@cache
def _markdown() -> markdown.Markdown:
    """With the extensions of mkdocs.yml."""
    fence = {"name": "mermaid", "class": "mermaid", "format": format_fence}
    return markdown.Markdown(
        extensions=[
            "admonition",
            "attr_list",
            "def_list",
            "pymdownx.superfences",
            "tables",
            "toc",
            "tukipakki.render.extension",
        ],
        extension_configs={
            "pymdownx.superfences": {"custom_fences": [fence]},
            "tables": {"use_align_attribute": True},
        },
    )

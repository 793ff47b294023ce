"""The documents that the search page looks through: one for each heading of each page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise

from tukipakki.model import Page, Site
from tukipakki.parse.text import plain_text
from tukipakki.render.insertions import insert
from tukipakki.render.regions import region_text
from tukipakki.render.words import word

# Front-matter words that stand on the page above its first heading.
_LEAD_FIELDS = (
    "kuvaus",
    "lyhyesti",
    "kysymys",
    "vastaus",
    "tarkoitus",
    "alkaa",
    "paattyy",
    "lahde",
)


@dataclass(frozen=True, slots=True)
class Document:
    """A stretch of a page under one heading; `heading` is "" above the first one."""

    id: int
    url: str
    title: str
    heading: str
    type: str
    audience: str
    text: str


def index_json(site: Site, lang: str) -> str:
    """The index of a language as JSON; the same text for the same site."""
    documents = [asdict(document) for document in documents_of(site, lang)]
    return json.dumps(documents, ensure_ascii=False, separators=(",", ":"))


def documents_of(site: Site, lang: str) -> Iterator[Document]:
    """Documents of a language in a stable order; addresses are from the site's root."""
    number = 0
    for page in site.published(lang):
        if page.slug == "haku":
            continue
        for heading, anchor, text in _parts(page, site):
            yield Document(
                id=number,
                url=page.url + (f"#{anchor}" if anchor else ""),
                title=insert(page.front.otsikko, site, lang, html=False),
                heading=heading,
                type=word(site, lang, f"type.{page.type}"),
                audience=" ".join(page.front.kohderyhma),
                text=text,
            )
            number += 1


def _parts(page: Page, site: Site) -> Iterator[tuple[str, str, str]]:
    lead = " ".join(str(getattr(page.front, name, "") or "") for name in _LEAD_FIELDS)
    lines = page.prose.split("\n")
    stops = [h for h in page.headings if h.level in (2, 3)]
    first = stops[0].line if stops else page.body_line + len(lines)
    intro = "\n".join(lines[: first - page.body_line])
    yield "", "", _words(f"{lead}\n\n{region_text(page, site)}\n\n{intro}", page, site)
    for heading, following in pairwise([*stops, None]):
        assert heading is not None
        start = heading.line - page.body_line + 1
        end = following.line - page.body_line if following else len(lines)
        text = _words("\n".join(lines[start:end]), page, site)
        yield _words(heading.text, page, site), heading.id or "", text


def _words(markdown: str, page: Page, site: Site) -> str:
    return plain_text(insert(markdown, site, page.lang, html=False))

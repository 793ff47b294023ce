"""The superfences formatter: a Mermaid fence becomes a drawing and its text."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

from pymdownx.superfences import SuperFencesException

from tukipakki.engine import engine
from tukipakki.model import Page, Site
from tukipakki.parse.diagrams import DiagramError, parse_diagram
from tukipakki.render.diagrams import figure_html
from tukipakki.render.words import word

# The page whose Markdown is being rendered: static-i18n builds the languages one after another
# in one process, so nothing global may remember one of them.
# The numbers give each drawing of the page ids of its own.
CURRENT: ContextVar[tuple[Site, Page, Iterator[int]]] = ContextVar("current page")

WORD_KEYS = ("diagram.scroll_hint", "diagram.frame", "diagram.as_text", "diagram.leads_to", "diagram.ends")


def format_fence(source: str, language: str, css_class: str, options: Any, md: Any, **_: Any) -> str:
    """Entry point named in mkdocs.yml; facts in the source are already in words."""
    site, page, numbers = CURRENT.get()
    drawer = engine(site.drawings)
    try:
        diagram = parse_diagram(drawer, source, path=page.path, line=1, lang=page.lang)
    except DiagramError as error:
        raise SuperFencesException(f"{page.path}: {error.message}") from error
    words = {key: word(site, page.lang, key) for key in WORD_KEYS}
    return figure_html(drawer, diagram, ident=f"kaavio-{next(numbers)}", words=words)

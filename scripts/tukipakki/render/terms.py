"""Marks the first use of each term in the texts of a page, and says what the terms mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from tukipakki.model import Page, Site
from tukipakki.parse.registers import Term
from tukipakki.parse.terms import Finder, finder
from tukipakki.render.insertions import insert

# Pages that explain the words themselves, or whose links should lead to nothing but help.
UNMARKED = frozenset({"index", "haku", "sanasto", "apua-heti"})
# What is not running text: names, labels, code, drawings, and links that lead elsewhere already.
_SILENT_TAGS = frozenset(
    {"a", "button", "caption", "code", "dt", "figcaption", "figure", "form", "kbd", "label", "pre", "script"}
    | {"small", "style", "summary", "svg", "th", *(f"h{level}" for level in range(1, 7))}
)
_SILENT_CLASSES = frozenset({"tp-rows", "tp-steps", "tp-kaavio", "tp-calc", "admonition-title"})
_VOID_TAGS = frozenset({"br", "hr", "img", "input", "wbr", "source", "col"})
# Characters that Markdown or HTML would read inside an attribute.
_MARKS = str.maketrans({char: f"&#{ord(char)};" for char in "[]*_`|\\{}"})
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Marked:
    """Texts with their terms as links, and the terms in the order of their first use."""

    texts: Mapping[str, str]
    terms: tuple[Term, ...]


def is_marked(page: Page) -> bool:
    """Whether a page's terms are marked: not on lists of pages, nor on those named above."""
    return page.slug not in UNMARKED and page.type != "hakemisto"


def mark(texts: Iterable[tuple[str, str]], page: Page, site: Site) -> Marked:
    """Mark the terms of a page's texts (name, HTML), given in the order in which they are read."""
    if not is_marked(page):
        return Marked(dict(texts), ())
    marker = _Marker(site, page.lang)
    marked = {name: marker.marked(html) for name, html in texts}
    return Marked(marked, tuple(site.data.terms[ident] for ident in marker.seen))


def term_finder(site: Site, lang: str) -> Finder:
    """Finds the terms of the register in a language."""
    return finder(
        ((term.id, stem) for term in site.data.terms.values() for stem in term.vartalot[lang]), lang
    )


def meaning(term: Term, site: Site, lang: str) -> str:
    """What a term means, with its facts as plain words."""
    return insert(term.selitys[lang], site, lang, html=False)


class _Marker(HTMLParser):
    """Copies HTML as it is and puts links around terms that have not been seen before."""

    def __init__(self, site: Site, lang: str) -> None:
        super().__init__(convert_charrefs=False)
        self._site = site
        self._lang = lang
        self._finder = term_finder(site, lang)
        self._out: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._silent = 0
        self._given: str | None = None
        self.seen: dict[str, None] = {}

    def marked(self, html: str) -> str:
        self._out, self._open, self._silent = [], [], 0
        self.feed(html)
        self.close()
        self.reset()
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._out.append(self.get_starttag_text() or "")
        if tag in _VOID_TAGS:
            return
        values = dict(attrs)
        silent = tag in _SILENT_TAGS or self._is_silent(values)
        self._open.append((tag, silent))
        self._silent += silent
        self._given = values.get("data-termi") or self._given

    def _is_silent(self, values: Mapping[str, str | None]) -> bool:
        classes = set((values.get("class") or "").split())
        return bool(classes & _SILENT_CLASSES) or (values.get("lang") or self._lang) != self._lang

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self._out.append(f"</{tag}>")
        if any(name == tag for name, _ in self._open):
            while True:
                name, silent = self._open.pop()
                self._silent -= silent
                if name == tag:
                    break

    def handle_data(self, data: str) -> None:
        given, self._given = self._given, None
        if self._silent:
            self._out.append(data)
        elif given in self._site.data.terms:
            self._out.append(self._first(str(given), data))
        else:
            self._out.append(self._with_terms(data))

    def _with_terms(self, data: str) -> str:
        parts: list[str] = []
        position = 0
        for found in self._finder.find(data):
            parts.append(data[position : found.start])
            parts.append(self._first(found.term, data[found.start : found.end]))
            position = found.end
        return "".join([*parts, data[position:]])

    def _first(self, ident: str, text: str) -> str:
        if ident in self.seen:
            return text
        self.seen[ident] = None
        words = meaning(self._site.data.terms[ident], self._site, self._lang)
        shown = escape(_SPACES.sub(" ", words)).translate(_MARKS)
        return (
            f'<a class="tp-term" id="kohta-{ident}" href="#sana-{ident}" '
            f'aria-describedby="selitys-{ident}" data-selitys="{shown}">{text}</a>'
        )

    def handle_entityref(self, name: str) -> None:
        self._out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._out.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._out.append(f"<!--{data}-->")

"""Checks of the built HTML: what a browser would meet."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from tukipakki.model import Finding
from tukipakki.policy import PAGE_POLICY
from tukipakki.targets import leaves

_VOID_OF_TEXT = frozenset({"script", "style", "svg"})


@dataclass(slots=True)
class _Document(HTMLParser):
    """Collects of one HTML file what the checks look at."""

    lang: str = ""
    title: str = ""
    policy: str = ""
    links: list[tuple[int, str, str]] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    doubled: list[tuple[int, str]] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    levels: list[tuple[int, int]] = field(default_factory=list)
    _in_title: bool = False
    _in_svg: int = 0

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        values = {name: value or "" for name, value in attrs}
        self._note_faults(tag, values, line)
        if tag == "html":
            self.lang = values.get("lang", "")
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values.get("content", "")
        self._in_title = tag == "title" and not self._in_svg
        self._in_svg += tag == "svg"
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.levels.append((line, int(tag[1])))
        for name in ("href", "src"):
            if name in values and not (tag == "link" and values.get("rel") in _ADDRESSES):
                self.links.append((line, tag, values[name]))
        if ident := values.get("id"):
            if ident in self.ids:
                self.doubled.append((line, ident))
            self.ids.setdefault(ident, line)

    def _note_faults(self, tag: str, values: Mapping[str, str], line: int) -> None:
        if tag == "style" or "style" in values:
            self.faults.append((line, "built-style"))
        if any(name.startswith("on") for name in values) or (tag == "script" and not values.get("src")):
            self.faults.append((line, "built-script"))
        if tag == "img" and "alt" not in values:
            self.faults.append((line, "built-alt"))
        if tag == "a" and leaves(values.get("href", "")) and not _is_marked(values):
            self.faults.append((line, "built-outside-link"))

    def handle_endtag(self, tag: str) -> None:
        self._in_svg -= tag == "svg"
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data


_ADDRESSES = frozenset({"canonical", "alternate"})

# How a link to another site looks: an arrow, the dotted line of a statute, the exit.
_MARKS = frozenset({"tp-ulos", "tp-cite", "tp-exit"})


def _is_marked(values: Mapping[str, str]) -> bool:
    """Whether a link tells the reader that it leaves, and tells the other site nothing of the reader."""
    return "noreferrer" in values.get("rel", "").split() and not _MARKS.isdisjoint(
        values.get("class", "").split()
    )


_SENTENCES = {
    "built-outside-link": "Linkki toiselle sivustolle on merkitsemättä; lisää siihen "
    'class="tp-ulos" ja rel="noreferrer".',
    "built-style": "Sivulla on tyyli HTML:n seassa (style); siirrä se tiedostoon overrides/assets/css/.",
    "built-script": "Sivulla on koodia HTML:n seassa; siirrä se tiedostoon overrides/assets/js/.",
    "built-alt": "Kuvalta puuttuu tekstivastine (alt); kirjoita, mitä kuvassa on.",
}


def check_built(pages: Mapping[str, str], files: frozenset[str], base: str = "/") -> tuple[Finding, ...]:
    """Findings of a built site.

    Args:
        pages: text of every HTML file by its path from the site's root.
        files: paths of all files of the site.
        base: path of the site on its server, with slashes at both ends.
    """
    documents = {path: _read(text) for path, text in sorted(pages.items())}
    found: list[Finding] = []
    for path, document in documents.items():
        found += _own_faults(path, document)
        found += _link_faults(path, document, documents, files, base)
    return tuple(sorted(found))


def _read(text: str) -> _Document:
    document = _Document()
    document.feed(text)
    document.close()
    return document


def _own_faults(path: str, document: _Document) -> Iterator[Finding]:
    for line, name in document.faults:
        yield Finding(path, line, name, _SENTENCES[name])
    for line, ident in document.doubled:
        yield Finding(path, line, "built-doubled-id", f"Tunnus ”{ident}” on sivulla kahdesti.")
    if not document.lang:
        yield Finding(path, 1, "built-lang", "Sivun kieli puuttuu (html lang).")
    if not document.title.strip():
        yield Finding(path, 1, "built-title", "Sivun otsikko puuttuu (title).")
    if document.policy != PAGE_POLICY:
        yield Finding(
            path,
            1,
            "built-policy",
            "Sivulta puuttuu suojauskäytäntö (Content-Security-Policy); lisää sivupohjan head-osaan meta, "
            "jonka sisältö on {{ tp.policy }}.",
        )
    level = 0
    for line, current in document.levels:
        if current > level + 1:
            yield Finding(
                path,
                line,
                "built-heading-order",
                f"Otsikkotaso hyppää tasolta {level} tasolle {current}.",
            )
        level = current


def _link_faults(
    path: str, document: _Document, documents: Mapping[str, _Document], files: frozenset[str], base: str
) -> Iterator[Finding]:
    for line, tag, raw in document.links:
        parts = urlsplit(raw)
        if parts.scheme in ("mailto", "tel"):
            continue
        if parts.scheme or parts.netloc:
            if tag != "a":
                yield Finding(path, line, "built-other-host", f"Sivu hakee tiedoston muualta: {raw}.")
            continue
        goal = _goal(path, parts.path, files, base)
        if goal not in files:
            yield Finding(path, line, "built-link", f"Linkin ”{raw}” kohdetta ei ole sivustolla.")
        elif parts.fragment and goal in documents:
            anchor = unquote(parts.fragment)
            if anchor not in documents[goal].ids and not anchor.startswith("__"):
                yield Finding(path, line, "built-anchor", f"Linkin ”{raw}” kohtaa ei ole sivulla {goal}.")


def _goal(path: str, link: str, files: frozenset[str], base: str) -> str:
    """The file that a relative or root-relative link leads to."""
    link = unquote(link)
    if not link:
        return path
    folder = "" if link.startswith("/") else posixpath.dirname(path)
    place = posixpath.normpath(posixpath.join(folder, link.removeprefix(base) or "."))
    place = "" if place == "." else place
    index = posixpath.join(place, "index.html")
    return index if place not in files and index in files else place

"""A built site as the checks see it: each HTML file parsed once, links resolved once."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from lxml import etree

from tukipakki.model import ORIGINAL
from tukipakki.targets import EDITIONS

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True)
class Document:
    """One HTML file: its elements by name in the order of the file, and the line of each id."""

    path: str
    elements: tuple[etree._Element, ...]
    by_tag: Mapping[str, tuple[etree._Element, ...]]
    ids: Mapping[str, tuple[int, ...]]

    def all(self, *tags: str) -> Iterator[etree._Element]:
        """Every element of these names."""
        for tag in tags:
            yield from self.by_tag.get(tag, ())

    @property
    def lang(self) -> str:
        """What `<html lang>` says, "" when it says nothing."""
        return next((html.get("lang", "") for html in self.all("html")), "")

    @property
    def title(self) -> str:
        """Text of `<title>`; a drawing's own titles are not the page's."""
        titles = (t for t in self.all("title") if not in_drawing(t))
        return next(("".join(title.itertext()).strip() for title in titles), "")

    @property
    def is_page(self) -> bool:
        """False for the page that tells of a wrong address: no link leads there."""
        return posixpath.basename(self.path) != _NOT_FOUND

    @property
    def is_listed(self) -> bool:
        """False for a page that search engines are asked to pass over."""
        told = (m.get("content", "") for m in self.all("meta") if m.get("name") == "robots")
        return self.is_page and not any("noindex" in content for content in told)

    @property
    def url(self) -> str:
        """Address from the root of the site."""
        return self.path.removesuffix("index.html")


@dataclass(frozen=True, slots=True)
class BuiltLink:
    """A link or a fetched file of a page; `goal` is its file in the site, None when it leads out."""

    page: Document
    element: etree._Element
    raw: str
    goal: str | None
    fragment: str

    @property
    def line(self) -> int:
        """Line of the element in its file."""
        return line_of(self.element)

    @property
    def tag(self) -> str:
        """Name of the element."""
        return str(self.element.tag)


@dataclass(frozen=True)
class BuiltSite:
    """Everything of a built site that checks look at.

    `pages` and `texts` hold the HTML and the other text files by path, `files` every path, and
    `address` where the site will stand, "" when that is not known. What was not UTF-8 in a page is
    there as lone surrogates.
    """

    pages: Mapping[str, str]
    files: frozenset[str]
    texts: Mapping[str, str]
    address: str = ""

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The parsed pages; an unreadable one is not among them."""
        parsed = ((path, parse_document(path, text)) for path, text in sorted(self.pages.items()))
        return {path: document for path, document in parsed if document is not None}

    @cached_property
    def languages(self) -> frozenset[str]:
        """The original, and each language that has a folder with a home page of its own."""
        folders = {path.partition("/")[0] for path in self.files if path.count("/") == 1}
        found = {f for f in folders if _LANGUAGE.fullmatch(f) and f"{f}/index.html" in self.files}
        return frozenset({ORIGINAL, *found})

    def language_of(self, path: str) -> str:
        """The language that a path's folder promises."""
        first, _, rest = path.partition("/")
        if first == EDITIONS and "/" in rest:
            # A short address on paper: the edition's language is that of the page itself.
            told = self.documents[path].lang if path in self.documents else ORIGINAL
            return told if told in self.languages else ORIGINAL
        return first if first in self.languages else ORIGINAL

    @cached_property
    def base(self) -> str:
        """Path of the site on its server, with slashes at both ends."""
        path = urlsplit(self.address).path.strip("/")
        return f"/{path}/" if path else "/"

    @cached_property
    def links(self) -> tuple[BuiltLink, ...]:
        """Every link of every page; addresses in `<link>` that only name the page are not links."""
        found: list[BuiltLink] = []
        known: dict[tuple[str, str], str | None] = {}
        for document in self.documents.values():
            folder = posixpath.dirname(document.path)
            for element, raw in _addresses(document):
                address, _, fragment = raw.partition("#")
                key = (folder, address) if address else (document.path, "")
                if key not in known:
                    known[key] = self.goal(document.path, address)
                found.append(BuiltLink(document, element, raw, known[key], unquote(fragment)))
        return tuple(found)

    def goal(self, path: str, address: str) -> str | None:
        """The file that an address leads to from a file; None when it leaves the site."""
        if self.address and address.startswith(self.address):
            address = self.base + address[len(self.address) :]
        try:
            parts = urlsplit(address)
        except ValueError:
            return address  # such as http://[: no file has that name, so the link is broken
        if parts.scheme or parts.netloc:
            return None
        place, folder = unquote(parts.path), posixpath.dirname(path)
        if not place:
            return path
        if place.startswith("/"):
            if not place.startswith(self.base):
                return place
            place, folder = place[len(self.base) :], ""
        place = posixpath.normpath(posixpath.join(folder, place) or ".")
        place = "" if place == "." else place
        index = posixpath.join(place, "index.html")
        return index if place not in self.files and index in self.files else place


def parse_document(path: str, text: str) -> Document | None:
    """Read one HTML file; None when nothing, or not all of it, can be read."""
    # huge_tree: without it the parser stops at 256 nested elements, with it at 2048.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    if not text.strip() or not is_utf8(text):
        return None
    # Encoded again, so that an encoding that the page declares does not matter.
    root = etree.fromstring(text.encode(), parser)
    if root is None or any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        return None
    elements = tuple(root.iter(etree.Element))
    by_tag: dict[str, list[etree._Element]] = {}
    ids: dict[str, list[int]] = {}
    for element in elements:
        by_tag.setdefault(str(element.tag), []).append(element)
        if ident := element.get("id"):
            ids.setdefault(ident, []).append(line_of(element))
    return Document(
        path,
        elements,
        {tag: tuple(found) for tag, found in by_tag.items()},
        {ident: tuple(lines) for ident, lines in ids.items()},
    )


def is_utf8(text: str) -> bool:
    """False when bytes that are not UTF-8 came along as lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def line_of(element: etree._Element) -> int:
    """Line of an element in its file."""
    return int(element.sourceline or 1)


def in_drawing(element: etree._Element) -> bool:
    """True inside an `<svg>`."""
    return next(element.iterancestors("svg"), None) is not None


def _addresses(document: Document) -> Iterator[tuple[etree._Element, str]]:
    for element in document.elements:
        if element.tag == "link" and element.get("rel") in ("canonical", "alternate"):
            continue
        for name in ("href", "src"):
            if (value := element.get(name)) is not None:
                yield element, value.strip()

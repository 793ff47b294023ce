"""What a link points to: resolved once here for checks and rendering alike."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from enum import Enum
from html import unescape
from urllib.parse import unquote

from tukipakki.model import ORIGINAL, Page, Site

# Where the editions of leaflets are told of, from the site's root.
EDITIONS = "lehtinen"
_OUTSIDE = re.compile(r"(https?:)?//", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):|//", re.IGNORECASE)
# What a browser passes over in an address, and signs that nobody sees.
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff]")


class Kind(Enum):
    """Kinds of link targets."""

    EXTERNAL = "external"
    ANCHOR = "anchor"
    PAGE = "page"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Target:
    """A resolved target.

    `slug` is the page's address without language (or the path of a file), `lang` the language
    asked for by the file name (None: the reader's own), `anchor` the part after #.
    """

    kind: Kind
    raw: str
    slug: str = ""
    lang: str | None = None
    anchor: str = ""


def leaves(address: str) -> bool:
    """Whether an address opens a page of another site: not a place on this one, a call or mail."""
    return _OUTSIDE.match(address) is not None


def plain_address(raw: str) -> str:
    """An address as a browser may read it: entities and escapes decoded, unseen signs gone."""
    return _UNSEEN.sub("", unquote(unescape(raw)))


def scheme_of(raw: str) -> str | None:
    """`https` of `https://…` in small letters, "" of `//…`; None for a place on this site."""
    match = _SCHEME.match(plain_address(raw))
    return None if match is None else (match[1] or "").lower()


def resolve(site: Site, page: Page, raw: str) -> Target:
    """Read a link of a page. Paths are relative to the page's file, as in any Markdown editor."""
    if scheme_of(raw) is not None:
        return Target(Kind.EXTERNAL, raw)
    path, _, anchor = raw.partition("#")
    path, anchor = unquote(path.partition("?")[0]), unquote(anchor)
    if not path:
        return Target(Kind.ANCHOR, raw, page.slug, page.lang, anchor)
    place = posixpath.normpath(posixpath.join(page.folder, path))
    if place.startswith("../") or path.startswith("/"):
        return Target(Kind.FILE, raw, path)
    if not place.endswith(".md"):
        return Target(Kind.FILE, raw, place)
    return page_target(site, place, anchor, raw)


def page_target(site: Site, place: str, anchor: str = "", raw: str = "") -> Target:
    """The target for a path from docs/, as front matter gives it."""
    stem = place.removesuffix(".md")
    base, dot, suffix = stem.rpartition(".")
    if dot and suffix in site.languages and suffix != ORIGINAL:
        return Target(Kind.PAGE, raw or place, base, suffix, anchor)
    return Target(Kind.PAGE, raw or place, stem, None, anchor)


def destination(site: Site, target: Target, lang: str) -> Page | None:
    """The page that a reader in `lang` is led to; None when there is none."""
    if target.lang is not None:
        page = site.page(target.slug, target.lang)
        return page if page is not None and page.published else None
    return site.nearest(target.slug, lang)


def relative(from_url: str, to_url: str) -> str:
    """Relative address between two pages given by their addresses from the root."""
    path = posixpath.relpath(to_url or ".", from_url or ".")
    if path == ".":
        return "./"
    return f"{path}/" if not to_url or to_url.endswith("/") else path

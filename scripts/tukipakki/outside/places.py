"""Which addresses the site gives to its readers, and where each is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from tukipakki.model import Address, Page, Site
from tukipakki.parse.addresses import addresses
from tukipakki.parse.yaml_text import Parsed

_HOST = re.compile(r"[a-z0-9._:-]+")
_SAFE = "%/:=&?~+!$,;'@()*[]|"
# Ends of an address that name no place of a page: a program's own routes, a passage of text.
_NO_PLACE = ("!", "/", ":~:", "top")


@dataclass(frozen=True, slots=True)
class Parts:
    """An address as it is asked: ASCII, without the part after #."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        """The address in one piece."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == (443 if self.scheme == "https" else 80)
        return f"{self.scheme}://{host}{'' if usual else f':{self.port}'}{self.target}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page of the web that we lead to; `parts` is None when the address cannot be asked.

    `anchors` are the places of that page that our links name.
    """

    key: str
    parts: Parts | None
    anchors: tuple[str, ...]
    places: tuple[Address, ...]

    @property
    def written(self) -> str:
        """The address as it stands in its first place."""
        return self.places[0].url.partition("#")[0]


def collect(site: Site) -> tuple[Address, ...]:
    """Every external address of pages (drafts too), data/ and settings, in order of file and line."""
    found = set(site.addresses)
    for page in site.pages.values():
        found.update(Address(page.path, line, url) for line, url in _of_page(page))
    return tuple(sorted(found))


def _of_page(page: Page) -> Iterator[tuple[int, str]]:
    yield from addresses(page.prose, page.body_line, page.links)
    for fence in page.fences:
        if fence.language == "mermaid":
            yield from addresses(fence.source, fence.line, ())
    fields = {name: value for name, value in page.front.model_dump().items() if name in page.own}
    for line, text in Parsed(fields, page.lines).texts():
        if "//" in text:
            yield from ((line, url) for _, url in addresses(text, line))


def wanted(places: Sequence[Address]) -> tuple[Wanted, ...]:
    """The pages to ask for, each once, however many places and anchors lead to it."""
    groups: dict[str, list[Address]] = {}
    parts: dict[str, Parts | None] = {}
    for place in sorted(places):
        known = parts_of(place.url)
        key = known.url if known else place.url
        parts[key] = known
        groups.setdefault(key, []).append(place)
    return tuple(
        Wanted(key, parts[key], tuple(sorted(_anchors(group))), tuple(group)) for key, group in groups.items()
    )


def _anchors(places: Sequence[Address]) -> set[str]:
    return {anchor for place in places if (anchor := anchor_of(place.url))}


def anchor_of(address: str) -> str:
    """The place of the page that an address names; "" when it names none."""
    anchor = unquote(address.partition("#")[2])
    return "" if anchor.startswith(_NO_PLACE[:3]) or anchor == _NO_PLACE[3] else anchor


def parts_of(address: str) -> Parts | None:
    """Take an address apart; None when it is no address of the web or carries a user name."""
    try:
        split = urlsplit(f"https:{address}" if address.startswith("//") else address)
        host = (split.hostname or "").encode("idna").decode()
        port = split.port
    except ValueError:
        return None
    if split.scheme not in ("http", "https") or "@" in split.netloc or not _HOST.fullmatch(host):
        return None
    target = quote(split.path or "/", safe=_SAFE) + (
        f"?{quote(split.query, safe=_SAFE)}" if split.query else ""
    )
    usual = 443 if split.scheme == "https" else 80
    return Parts(split.scheme, host, usual if port is None else port, target)

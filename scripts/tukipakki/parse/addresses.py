"""Addresses of the web in a text: targets of links, and those written out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from tukipakki.model import Link
from tukipakki.parse.links import find_links

_WEB = re.compile(r"(?:https?:)?//[^/]", re.IGNORECASE)
_WRITTEN = re.compile(r"https?://[^\s<>\"'`\\|{}^\[\]”»]+", re.IGNORECASE)
# A sentence goes on or ends after an address; so does emphasis.
_NOT_OF_IT = ".,;:!?…*_"


def addresses(text: str, first_line: int, links: Sequence[Link] | None = None) -> Iterator[tuple[int, str]]:
    """Line and address of each, those of images left out: a page fetches nothing from elsewhere.

    Args:
        links: the links of the text when they are known already.
    """
    links = find_links(text, first_line) if links is None else links
    for link in links:
        if not link.image and _WEB.match(link.target):
            yield link.line, unescape(link.target)
    for number, line in enumerate(_outside_links(text, links).split("\n"), first_line):
        for match in _WRITTEN.finditer(line):
            yield number, _trimmed(unescape(match[0]))


def _outside_links(text: str, links: Sequence[Link]) -> str:
    """The text with its links blanked; lines stay."""
    parts, position = [], 0
    for link in links:
        if link.end > position:
            parts += [text[position : link.start], re.sub(r"[^\n]", " ", text[link.start : link.end])]
            position = link.end
    return "".join([*parts, text[position:]])


def _trimmed(address: str) -> str:
    """Without the marks of the sentence around it; a bracket that it opens itself stays."""
    extra = max(address.count(")") - address.count("("), 0)
    end = len(address)
    while end and (address[end - 1] in _NOT_OF_IT or (extra and address[end - 1] == ")")):
        extra -= address[end - 1] == ")"
        end -= 1
    return address[:end]

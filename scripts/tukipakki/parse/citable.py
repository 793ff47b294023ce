"""Text in which citations count: neither code nor comment, link, heading, tag or insertion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tukipakki.model import Citation, Link
from tukipakki.parse.blocks import parse_blocks
from tukipakki.parse.citations import find_citations
from tukipakki.parse.lexicon import Lexicon
from tukipakki.parse.links import find_links

_HIDDEN = re.compile(
    r"<a\b[^<>]*>.{0,400}?</a>|<[^<>\n]*>|\{[^{}\n]*\}|^#{1,6}[ \t].*$", re.MULTILINE | re.IGNORECASE
)
# Fields that name a file, a step, a role or a fact: no words at all.
ADDRESSES = frozenset({"sivu", "rinnalla", "id", "roolit", "rooli", "vaihe", "maaraaika"})
# Words of front matter that are titles or stand inside links, besides those that are none.
_NOT_TEXT = ADDRESSES | {"otsikko", "ovet"}


def citations_of(
    text: str, first_line: int, lexicon: Lexicon, default_statute: str | None
) -> tuple[Citation, ...]:
    """Citations of a piece of Markdown; offsets are those of the text."""
    prose = parse_blocks(text, first_line).prose
    links = find_links(prose, first_line)
    prose = _HIDDEN.sub(_spaces, prose)
    named = _without_links(prose, links, keep_words=True)
    prose = _without_links(prose, links, keep_words=False)
    return find_citations(prose, first_line, lexicon, default_statute, named)


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _without_links(prose: str, links: tuple[Link, ...], *, keep_words: bool) -> str:
    """The text with its links blanked, as long as before; with or without the words of the links."""
    parts: list[str] = []
    position = 0
    for link in links:
        if link.start < position:
            continue
        gone = prose[link.start : link.end]
        words = f" {link.text}" if keep_words and not link.image else ""
        parts += [prose[position : link.start], words, re.sub(r"[^\n]", " ", gone[len(words) :])]
        position = link.end
    return "".join([*parts, prose[position:]])


def shown_words(
    front: Any, fields: tuple[str, ...], skipped: frozenset[str] = _NOT_TEXT
) -> Iterator[tuple[str, str]]:
    """Dotted key and text of every front-matter string that a reader sees as running text."""
    for name in fields:
        yield from _strings(name, getattr(front, name, None), skipped)


def _strings(path: str, value: Any, skipped: frozenset[str]) -> Iterator[tuple[str, str]]:
    if path.rpartition(".")[2] in skipped:
        return
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _strings(f"{path}.{number}", item, skipped)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from _strings(f"{path}.{name}", getattr(value, name), skipped)

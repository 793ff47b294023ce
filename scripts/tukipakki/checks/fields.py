"""What an editor has written on a page outside its body: the words of the front matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tukipakki.model import Link, Page
from tukipakki.parse.blocks import parse_blocks
from tukipakki.parse.links import find_links


def field_strings(page: Page) -> Iterator[tuple[int, str]]:
    """Line and text of every string in the fields that this very file gives, nested ones too."""
    for name in sorted(page.own, key=page.line_of):
        yield from _strings(page, name, _plain(getattr(page.front, name, None)))


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.model_dump() if hasattr(value, "model_dump") else value


def _strings(page: Page, key: str, value: Any) -> Iterator[tuple[int, str]]:
    if isinstance(value, str):
        yield _line(page, key), value
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _strings(page, f"{key}.{number}", item)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _strings(page, f"{key}.{name}", item)


def _line(page: Page, key: str) -> int:
    while key not in page.lines and "." in key:
        key = key.rpartition(".")[0]
    return page.line_of(key)


def written_links(page: Page) -> Iterator[Link]:
    """Inline links of the body and of the front matter; offsets are of use for those of the body only."""
    yield from page.links
    for line, text in field_strings(page):
        if "](" in text:
            for link in find_links(parse_blocks(text, line).prose, line):
                yield replace(link, line=line)

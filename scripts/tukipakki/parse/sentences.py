"""Sentences of a page's prose with their words; headings, tables' rules and code are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tukipakki.parse.words import forms, prose_only

_ITEM = re.compile(r"[ \t]*(?:>[ \t]?)*(?:[-*+]|\d{1,3}[.)]|:)[ \t]+")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
# Facts that stand alone on a line are lists and tables of others' words.
_LIST_FACT = re.compile(r"[ \t]*\{(?:lista|taulukko):[^{}\n]*\}[ \t]*$")
# A sentence ends where the next one begins with a capital; "7. arkipäivä" goes on.
_END = re.compile(r"[.!?…][”\"')*_\]]{0,5}\s+(?=[*_”\"(\[]{0,5}[A-ZÅÄÖ{])")
_PAGES = 4096


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written, the line where it begins and its word forms."""

    line: int
    text: str
    forms: tuple[str, ...]


@lru_cache(maxsize=_PAGES)
def sentences_of(prose: str, first_line: int) -> tuple[Sentence, ...]:
    """Sentences of a prose that has the lines of its file; kept, since several checks ask."""
    sentences = (
        Sentence(number, words, forms(prose_only(words)))
        for line, text in _blocks(prose, first_line)
        for number, words in _split(text, line)
    )
    return tuple(sentence for sentence in sentences if sentence.forms)


def _blocks(prose: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Paragraphs, items of lists and cells of tables, with the line of their beginning."""
    start, block, listed = first_line, list[str](), False
    for number, line in enumerate(prose.split("\n"), first_line):
        item = _ITEM.match(line)
        # In the middle of a paragraph "7. päivä" begins no list.
        if item and block and not listed and line.lstrip()[0].isdigit():
            item = None
        table = line.lstrip().startswith("|")
        alone = table or _HEADING.match(line) or _LIST_FACT.match(line) or not line.strip()
        if block and (alone or item):
            yield start, "\n".join(block)
            block = []
        if table:
            yield from ((number, cell) for cell in line.split("|"))
        elif not alone:
            if not block:
                start, listed = number, bool(item)
            block.append(line[item.end() :] if item else line)
    if block:
        yield start, "\n".join(block)


def _split(text: str, line: int) -> Iterator[tuple[int, str]]:
    position = 0
    for match in _END.finditer(text):
        part = text[position : match.end()]
        yield line, part.strip()
        line += part.count("\n")
        position = match.end()
    yield line, text[position:].strip()

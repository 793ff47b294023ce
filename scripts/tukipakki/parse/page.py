"""Text of one Markdown file to a Page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from tukipakki.model import GENERATED_IDS, Citation, Finding, Level, Page
from tukipakki.page_types import Front, PageType, translation_schema, type_of, word_fields
from tukipakki.parse.blocks import parse_blocks
from tukipakki.parse.citable import citations_of, shown_words
from tukipakki.parse.front_matter import FrontMatterError, SplitPage, split_page
from tukipakki.parse.insertions import find_insertions
from tukipakki.parse.lexicon import Lexicon
from tukipakki.parse.links import find_links
from tukipakki.parse.schema import validate

_WORD = re.compile(r"[^\W\d_]{2,}|\d+")
_NO_NAMES = Lexicon()


class PageFaults(Exception):
    """The page cannot be used; nothing else is said about it.

    `draft` tells that it says `julkaise: false`: then nothing of it blocks.
    """

    def __init__(self, findings: tuple[Finding, ...], *, draft: bool = False) -> None:
        super().__init__(len(findings))
        self.findings = findings
        self.draft = draft


def parse_page(
    text: str, path: str, slug: str, lang: str, original: Page | None, lexicon: Lexicon = _NO_NAMES
) -> Page:
    """Parse one file.

    Args:
        text: the whole file, LF line ends.
        path: from the root of the project, for findings.
        slug: address without language, "laki/maaraajat".
        original: the Finnish page when this is its translation.
        lexicon: the names of the statutes of the register.

    Raises:
        PageFaults: front matter is missing, broken or does not fit the page type.
    """
    kind = type_of(slug)
    assert kind is not None, slug
    try:
        split = split_page(text)
    except FrontMatterError as error:
        raise PageFaults((Finding(path, error.line, error.check, error.message),)) from None
    front = _front(split, kind, path, original)
    blocks = parse_blocks(split.body, split.body_line)
    if blocks.open_fence is not None:
        raise PageFaults((_open_fence(path, blocks.open_fence),), draft=not front.julkaise)
    return Page(
        path=path,
        slug=slug,
        lang=lang,
        type=kind.name,
        front=front,
        own=frozenset(split.fields.value),
        lines=split.fields.lines,
        body=split.body,
        body_line=split.body_line,
        headings=blocks.headings,
        links=find_links(blocks.prose, split.body_line),
        insertions=tuple(find_insertions(text, 1)),
        fences=blocks.fences,
        words=len(_WORD.findall(blocks.prose)),
        citations=tuple(_citations(split, front, kind, lexicon)),
    )


def _citations(split: SplitPage, front: Front, kind: PageType, lexicon: Lexicon) -> Iterator[Citation]:
    """Citations of the front matter's words, then of the body."""
    own = tuple(name for name in word_fields(kind.schema) if name in split.fields.value)
    for key, text in shown_words(front, own):
        line = split.fields.line_of(tuple(key.split(".")))
        for citation in citations_of(text, line, lexicon, front.saados):
            yield replace(citation, line=line, field=key)
    yield from citations_of(split.body, split.body_line, lexicon, front.saados)


def _front(split: SplitPage, kind: PageType, path: str, original: Page | None) -> Front:
    schema: type[BaseModel] = translation_schema(kind.schema) if original else kind.schema
    value, faults = validate(split.fields, schema)
    if value is None:
        draft = split.fields.value.get("julkaise") is False
        level = Level.NOTICE if draft else Level.ERROR
        raise PageFaults(tuple(Finding(path, f.line, f.check, f.message, level) for f in faults), draft=draft)
    if original is None:
        assert isinstance(value, Front)
        return value
    words: dict[str, Any] = {name: getattr(value, name) for name in type(value).model_fields}
    front = original.front.model_copy(update=words)
    assert isinstance(front, Front)
    return front


def _open_fence(path: str, line: int) -> Finding:
    return Finding(
        path,
        line,
        "unclosed-fence",
        "Koodilohko tai kaavio jää auki; lisää sen loppuun rivi, jossa on kolme graavista (```).",
    )


def anchors(page: Page) -> frozenset[str]:
    """Ids that a link may point to on a page: its own headings and those templates make."""
    return frozenset(h.id for h in page.headings if h.id) | GENERATED_IDS

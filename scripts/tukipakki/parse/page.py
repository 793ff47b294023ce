"""Text of one Markdown file to a Page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from tukipakki.model import GENERATED_IDS, Citation, Finding, Heading, Level, Page, Passage
from tukipakki.page_types import STAMP, Front, PageType, translation_schema, type_of, word_fields
from tukipakki.parse.blocks import Blocks, parse_blocks
from tukipakki.parse.citable import ADDRESSES, citations_of, shown_words
from tukipakki.parse.front_matter import FrontMatterError, SplitPage, split_page
from tukipakki.parse.insertions import find_insertions
from tukipakki.parse.lexicon import Lexicon
from tukipakki.parse.links import find_links
from tukipakki.parse.passages import body_passages, drawing_passages, field_passage
from tukipakki.parse.schema import Fault, validate
from tukipakki.parse.yaml_text import Parsed
from tukipakki.process_fields import translated_lists, translated_steps

# Id of the heading under which the steps of a process stand.
STEPS = "vaiheet"
_DRAFT = re.compile(r"^julkaise:\s*false\b", re.MULTILINE)
_OPEN_FENCE = "Koodilohko tai kaavio jää auki; lisää sen loppuun rivi, jossa on kolme graavista (```)."
_OPEN_COMMENT = "Kommentti jää auki, ja loppu sivusta katoaisi; lisää sen loppuun -->."
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
        fault = Fault(error.line, error.check, error.message)
        raise _faults(path, (fault,), draft=says_draft(text)) from None
    front, words = _front(split, kind, path, original)
    blocks = parse_blocks(split.body, split.body_line)
    if blocks.open_fence is not None:
        raise _faults(path, (Fault(blocks.open_fence, "unclosed-fence", _OPEN_FENCE),), not front.julkaise)
    if blocks.open_comment is not None:
        fault = Fault(blocks.open_comment, "unclosed-comment", _OPEN_COMMENT)
        raise _faults(path, (fault,), not front.julkaise)
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
        headings=with_steps(blocks.headings, front, split.fields),
        links=find_links(blocks.flow, split.body_line),
        insertions=tuple(find_insertions(text, 1)),
        fences=blocks.fences,
        words=len(_WORD.findall(blocks.prose)),
        citations=tuple(_citations(split, front, kind, lexicon)),
        prose=blocks.prose,
        step_words=words.get("vaiheet", {}),
        own_lists=tuple(len(each.kohdat) for each in words.get("tarkistuslistat", ())),
        passages=tuple(_passages(split, front, kind, blocks)),
        stamp=split.fields.value.get(STAMP),
    )


def with_steps(headings: tuple[Heading, ...], front: Front, fields: Parsed) -> tuple[Heading, ...]:
    """The headings that the page will have: each step gets its own, in order, under ”Vaiheet”."""
    steps = getattr(front, "vaiheet", ())
    at = next((number for number, heading in enumerate(headings) if heading.id == STEPS), None)
    if not steps or at is None:
        return headings
    own = {heading.id: heading for heading in headings}
    made = [
        Heading(3, f"{number}. {step.otsikko}", step.id, own[step.id].line if step.id in own else line)
        for number, step in enumerate(steps, 1)
        if (line := fields.line_of(("vaiheet", number - 1, "otsikko")))
    ]
    ids = {step.id for step in steps}
    rest = [heading for heading in headings[at + 1 :] if heading.id not in ids]
    # What the section says before the steps may have headings of its own.
    first = next((n for n, heading in enumerate(rest) if heading.level <= 2), len(rest))
    return (*headings[: at + 1], *rest[:first], *made, *rest[first:])


def _citations(split: SplitPage, front: Front, kind: PageType, lexicon: Lexicon) -> Iterator[Citation]:
    """Citations of the front matter's words, then of the body."""
    own = tuple(name for name in word_fields(kind.schema) if name in split.fields.value)
    for key, text in shown_words(front, own):
        line = split.fields.line_of(tuple(key.split(".")))
        for citation in citations_of(text, line, lexicon, front.saados):
            yield replace(citation, line=line, field=key)
    yield from citations_of(split.body, split.body_line, lexicon, front.saados)


def _passages(split: SplitPage, front: Front, kind: PageType, blocks: Blocks) -> Iterator[Passage]:
    """Front matter first, in the order of the schema, then the body, then its drawings."""
    own = tuple(name for name in word_fields(kind.schema) if name in split.fields.value)
    for key, text in shown_words(front, own, ADDRESSES):
        yield field_passage(key, text, split.fields.line_of(tuple(key.split("."))))
    yield from body_passages(blocks.prose, split.body_line, blocks.headings)
    yield from drawing_passages(blocks.fences, blocks.headings)


def _front(
    split: SplitPage, kind: PageType, path: str, original: Page | None
) -> tuple[Front, dict[str, Any]]:
    """The front matter, a translation's with what it inherits; and the words that the file gives itself."""
    schema: type[BaseModel] = translation_schema(kind.schema) if original else kind.schema
    inherited = frozenset(kind.schema.model_fields) if original else frozenset()
    value, faults = validate(split.fields, schema, inherited - schema.model_fields.keys())
    if value is None:
        raise _faults(path, faults, draft=split.fields.value.get("julkaise") is False)
    if original is None:
        assert isinstance(value, Front)
        return value, {}
    words: dict[str, Any] = {name: getattr(value, name) for name in type(value).model_fields if name != STAMP}
    merged = dict(words)
    if "vaiheet" in words:
        merged["vaiheet"] = translated_steps(original.front.vaiheet, words["vaiheet"])
        merged["tarkistuslistat"] = translated_lists(original.front.tarkistuslistat, words["tarkistuslistat"])
    front = original.front.model_copy(update=merged)
    assert isinstance(front, Front)
    return front, words


def _faults(path: str, faults: tuple[Fault, ...], draft: bool) -> PageFaults:
    level = Level.NOTICE if draft else Level.ERROR
    findings = tuple(Finding(path, f.line, f.check, f.message, level) for f in faults)
    return PageFaults(findings, draft=draft)


def says_draft(text: str) -> bool:
    """True when a text that cannot be parsed still says `julkaise: false` on a line of its own."""
    return _DRAFT.search(text) is not None


def anchors(page: Page) -> frozenset[str]:
    """Ids that a link may point to on a page: its own headings and those templates make."""
    return frozenset(h.id for h in page.headings if h.id) | GENERATED_IDS

"""What an original and its translation must have in common, part by part."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tukipakki.model import Citation, Page
from tukipakki.parse.figures import figures
from tukipakki.parse.insertions import PATTERN
from tukipakki.parse.passages import readable


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under a heading, before the first one, or in a field; `name` is the heading or field.

    `offset` is where the text starts in the text that its citations count from.
    """

    name: str
    line: int
    text: str
    citations: Sequence[Citation]
    offset: int = 0

    @property
    def facts(self) -> Counter[str]:
        """Inserted facts, counted; the form may differ."""
        return Counter(f"{match['kind']}:{match['id']}" for match in PATTERN.finditer(self.text))

    @property
    def sections(self) -> frozenset[str]:
        """Cited sections; how often does not matter, since languages join them differently."""
        return frozenset(key for citation in self.citations for key in _section_keys(citation))

    @property
    def figures(self) -> Counter[str]:
        """Dates, times and numbers outside citations and insertions, counted."""
        pieces, position = [], 0
        for citation in self.citations:
            start, end = citation.start - self.offset, citation.end - self.offset
            if start >= position:
                pieces.append(self.text[position:start])
                position = end
        bare = PATTERN.sub(" ", " ; ".join([*pieces, self.text[position:]]))
        return Counter(figure.key for figure in figures(bare))


def parts(page: Page) -> Iterator[tuple[str, Part]]:
    """Parts of a page by a key that is the same in every language."""
    yield from _fields(page)
    yield from _body(page)


def _fields(page: Page) -> Iterator[tuple[str, Part]]:
    for passage in page.passages:
        if passage.field:
            cited = [citation for citation in page.citations if citation.field == passage.field]
            yield passage.field, Part(passage.field, passage.line, passage.text, cited)


def _body(page: Page) -> Iterator[tuple[str, Part]]:
    """The body cut at its headings; drawings count where they stand."""
    text = _with_drawings(page)
    cited = sorted((c for c in page.citations if not c.field), key=lambda citation: citation.start)
    starts = [citation.start for citation in cited]
    lines = text.split("\n")
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line) + 1)
    # Headings of steps stand in the front matter, whose fields are parts of their own.
    headings = [heading for heading in page.headings if heading.line >= page.body_line]
    cuts = [0, *(heading.line - page.body_line for heading in headings), len(lines)]
    names = ["", *(heading.text for heading in headings)]
    for number, (start, end) in enumerate(pairwise(cuts)):
        first, last = offsets[start], offsets[end]
        inside = cited[bisect_left(starts, first) : bisect_left(starts, last)]
        piece = text[first:last]
        yield f"#{number}", Part(names[number], page.body_line + start, piece, inside, first)


def _with_drawings(page: Page) -> str:
    lines = page.prose.split("\n")
    for fence in page.fences:
        if fence.language == "mermaid":
            at = fence.line - page.body_line
            for number, line in enumerate(fence.source.split("\n"), at):
                lines[number] = line[: len(lines[number])].ljust(len(lines[number]))
    return readable("\n".join(lines))


def _section_keys(citation: Citation) -> Iterator[str]:
    for first, last in citation.sections:
        ends = first if first == last else f"{first}–{last}"
        parts_of = (citation.statute or citation.named, ends, citation.subsection, citation.item)
        yield " ".join(str(part) for part in parts_of if part)

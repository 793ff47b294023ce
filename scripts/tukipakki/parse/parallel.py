"""What an original and its translation must have in common, part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tukipakki.model import Citation, Page
from tukipakki.parse.figures import figures
from tukipakki.parse.insertions import PATTERN
from tukipakki.parse.passages import readable


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under a heading, before the first one, or in a field.

    `figures` and `facts` are counted; a section is in it or not, since languages join sections
    differently. `name` is the heading or the field.
    """

    name: str
    line: int
    figures: Counter[str] = field(default_factory=Counter)
    sections: frozenset[str] = frozenset()
    facts: Counter[str] = field(default_factory=Counter)


def parts(page: Page) -> Iterator[tuple[str, Part]]:
    """Parts of a page by a key that is the same in every language."""
    yield from _fields(page)
    yield from _body(page)


def _fields(page: Page) -> Iterator[tuple[str, Part]]:
    for passage in page.passages:
        if passage.field:
            cited = [citation for citation in page.citations if citation.field == passage.field]
            yield passage.field, _part(passage.field, passage.line, passage.text, cited)


def _body(page: Page) -> Iterator[tuple[str, Part]]:
    """The body cut at its headings; drawings count where they stand."""
    text = _with_drawings(page)
    cited = [citation for citation in page.citations if not citation.field]
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
        inside = [citation for citation in cited if first <= citation.start < last]
        piece = text[first:last]
        yield f"#{number}", _part(names[number], page.body_line + start, piece, inside, first)


def _with_drawings(page: Page) -> str:
    lines = page.prose.split("\n")
    for fence in page.fences:
        if fence.language == "mermaid":
            at = fence.line - page.body_line
            for number, line in enumerate(fence.source.split("\n"), at):
                lines[number] = line[: len(lines[number])].ljust(len(lines[number]))
    return readable("\n".join(lines))


def _part(name: str, line: int, text: str, cited: Sequence[Citation], offset: int = 0) -> Part:
    facts = Counter(f"{match['kind']}:{match['id']}" for match in PATTERN.finditer(text))
    pieces, position = [], 0
    for citation in cited:
        start, end = citation.start - offset, citation.end - offset
        if start >= position:
            pieces.append(text[position:start])
            position = end
    bare = PATTERN.sub(" ", " ; ".join([*pieces, text[position:]]))
    return Part(
        name=name,
        line=line,
        figures=Counter(figure.key for figure in figures(bare)),
        sections=frozenset(key for citation in cited for key in _section_keys(citation)),
        facts=facts,
    )


def _section_keys(citation: Citation) -> Iterator[str]:
    for first, last in citation.sections:
        ends = first if first == last else f"{first}–{last}"
        parts_of = (citation.statute or citation.named, ends, citation.subsection, citation.item)
        yield " ".join(str(part) for part in parts_of if part)

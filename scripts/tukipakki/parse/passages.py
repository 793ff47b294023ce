"""A page cut into passages: paragraph, list item, table row, heading, field or drawing line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from tukipakki.model import Fence, Heading, Passage

# Where a passage begins although no blank line stands before it. A list item does so only in a list:
# in the middle of a paragraph Markdown takes it for text.
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]")
_ALONE = re.compile(r"[ \t]*(?:\||#{1,6}[ \t]|!!!|\?\?\?|===)")
_KINDS = (("heading", re.compile(r"#{1,6}[ \t]")), ("row", re.compile(r"[ \t]*\|")))
# What no reader reads: the address of a link, a bare address, the id of a heading.
_UNREAD = re.compile(
    r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|<?https?://[^\s<>)]+>?|\{:?[ \t]*[#.][^{}\n]*\}|<[^<>\n]*>"
)


def body_passages(prose: str, first_line: int, headings: Iterable[Heading]) -> Iterator[Passage]:
    """Passages of a body from which code and comments have been blanked.

    `part` of a passage counts the headings above it: 0 before the first one.
    """
    marks = {heading.line for heading in headings}
    part = 0
    start, lines = first_line, list[str]()
    for number, line in enumerate(readable(prose).split("\n"), first_line):
        if lines and (not line.strip() or _ALONE.match(line) or _is_next_item(lines[0], line)):
            yield _passage(lines, start, part)
            lines = []
        part += number in marks
        if not line.strip():
            continue
        start = start if lines else number
        lines.append(line)
        if _ALONE.match(line):
            yield _passage(lines, start, part)
            lines = []
    if lines:
        yield _passage(lines, start, part)


def drawing_passages(fences: Iterable[Fence], headings: Iterable[Heading]) -> Iterator[Passage]:
    """Every line of the Mermaid drawings."""
    marks = sorted(heading.line for heading in headings)
    for fence in fences:
        if fence.language == "mermaid":
            part = bisect_left(marks, fence.line)
            for number, line in enumerate(fence.source.split("\n"), fence.line):
                if line.strip():
                    yield Passage(line, number, "drawing", part)


def field_passage(key: str, text: str, line: int) -> Passage:
    """A front-matter string that a reader sees."""
    return Passage(readable(text), line, "field", -1, key)


def readable(text: str) -> str:
    """The text with what no reader reads blanked; as long as before."""
    return _UNREAD.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    keep = match[0][:1] if match[0].startswith("]") else ""
    return keep + " " * (len(match[0]) - len(keep))


def _is_next_item(first: str, line: str) -> bool:
    return _ITEM.match(line) is not None and _ITEM.match(first) is not None


def _passage(lines: list[str], line: int, part: int) -> Passage:
    text = "\n".join(lines)
    kind = next((kind for kind, pattern in _KINDS if pattern.match(text)), "text")
    return Passage(text, line, kind, part)

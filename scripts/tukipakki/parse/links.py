"""Inline links and images of a body, in one pass without backtracking."""

from __future__ import annotations

import re
from bisect import bisect_right

from tukipakki.model import Link

_MARK = re.compile(r"[\[\]\\|\n]")
# A line that starts a text of its own: nothing empty, a heading, an item, a row, a box.
_NEW = re.compile(r"[ \t>]*(?:\n|\Z|[#|]|[*+:-][ \t]|\d+\.[ \t]|!!!|\?\?\?)")
_ROW = re.compile(r"[ \t>]*\|")
_TARGET = re.compile(
    r"\([ \t]*(?:<(?P<angle>[^<>\n]*)>|(?P<plain>[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*))"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)"
)


def find_links(prose: str, first_line: int) -> tuple[Link, ...]:
    """Links in text from which code has been blanked.

    Brackets are matched with a stack, so the cost is linear in the length of the text also when
    nothing closes: twenty thousand `[` are twenty thousand steps. A bracket is never closed in
    another paragraph, item or cell.
    """
    links: list[Link] = []
    stack: list[int] = []
    skip_to = 0
    in_row = _ROW.match(prose) is not None
    lines = _Lines(prose, first_line)
    for match in _MARK.finditer(prose):
        at = match.start()
        if at < skip_to:
            continue
        if match[0] == "\\":
            skip_to = at + 2
        elif match[0] == "[":
            stack.append(at)
        elif match[0] == "\n":
            if _NEW.match(prose, at + 1):
                stack.clear()
                in_row = _ROW.match(prose, at + 1) is not None
        elif match[0] == "|":
            if in_row:
                stack.clear()
        elif stack:
            start = stack.pop()
            target = _TARGET.match(prose, at + 1)
            if target is not None:
                links.append(_link(prose, start, at, target, lines))
                skip_to = target.end()
    return _outermost(links)


class _Lines:
    """Line numbers of offsets: counting from the start for each link would be quadratic."""

    def __init__(self, text: str, first_line: int) -> None:
        self.starts = [match.end() for match in re.finditer("\n", text)]
        self.first_line = first_line

    def at(self, offset: int) -> int:
        return self.first_line + bisect_right(self.starts, offset)


def _outermost(links: list[Link]) -> tuple[Link, ...]:
    """Links as a browser has them: none within another, no picture within a picture's text."""
    kept: list[Link] = []
    link_end = image_end = 0
    for link in sorted(links, key=lambda link: link.start):
        if link.start < image_end or (not link.image and link.start < link_end):
            continue
        kept.append(link)
        if link.image:
            image_end = link.end
        else:
            link_end = link.end
    return tuple(kept)


def _link(prose: str, start: int, close: int, target: re.Match[str], lines: _Lines) -> Link:
    image = start > 0 and prose[start - 1] == "!"
    return Link(
        text=prose[start + 1 : close],
        target=target["angle"] if target["angle"] is not None else target["plain"],
        line=lines.at(start),
        start=start - 1 if image else start,
        end=target.end(),
        image=image,
    )

"""Inline links and images of a body, in one pass without backtracking."""

from __future__ import annotations

import re
from bisect import bisect_left

from tukipakki.model import Link

_OPENING = re.compile(r"[\[\]\\]")
_BREAK = re.compile("\n")
_TARGET = re.compile(
    r"\([ \t]*(?:<(?P<angle>[^<>\n]*)>|(?P<plain>[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*))"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)"
)


def find_links(prose: str, first_line: int) -> tuple[Link, ...]:
    """Links in text from which code has been blanked.

    Brackets are matched with a stack, so the cost is linear in the length of the text also when
    nothing closes: twenty thousand `[` are twenty thousand steps.
    """
    links: list[Link] = []
    stack: list[int] = []
    skip_to = 0
    breaks = [match.start() for match in _BREAK.finditer(prose)]
    for match in _OPENING.finditer(prose):
        at = match.start()
        if at < skip_to:
            continue
        if match[0] == "\\":
            skip_to = at + 2
        elif match[0] == "[":
            stack.append(at)
        elif stack:
            start = stack.pop()
            target = _TARGET.match(prose, at + 1)
            if target is not None:
                links.append(_link(prose, start, at, target, first_line + bisect_left(breaks, start)))
                skip_to = target.end()
    return tuple(sorted(links, key=lambda link: link.start))


def _link(prose: str, start: int, close: int, target: re.Match[str], line: int) -> Link:
    image = start > 0 and prose[start - 1] == "!"
    return Link(
        text=prose[start + 1 : close],
        target=target["angle"] if target["angle"] is not None else target["plain"],
        line=line,
        start=start - 1 if image else start,
        end=target.end(),
        image=image,
    )

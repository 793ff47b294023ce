"""Body of a page to headings, fences and the text that is neither code nor comment."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tukipakki.model import Fence, Heading

_FENCE = re.compile(r"^(?P<indent> *)(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$")
_HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]*(?P<text>[^#\s].*?)?[ \t]*#*[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*(?P<attrs>[^{}]*)\}[ \t]*$")
_ID = re.compile(r"#([^\s#.=}]+)")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Blocks:
    """What a body is made of.

    `prose` has the length and the line breaks of the body; code, comments and fences are
    blanked in it, so that offsets and lines found in it are those of the body.
    """

    headings: tuple[Heading, ...]
    fences: tuple[Fence, ...]
    prose: str
    comments: tuple[tuple[int, int], ...]
    open_fence: int | None
    open_comment: int | None


def parse_blocks(body: str, first_line: int) -> Blocks:
    """Scan a body once; `first_line` is the line of the file where it starts."""
    prose, fences, open_fence = _without_fences(body, first_line)
    comments = tuple(match.span() for match in _COMMENT.finditer(prose))
    open_comment = None
    if comments and not prose.endswith("-->", *comments[-1]):
        open_comment = first_line + prose.count("\n", 0, comments[-1][0])
    prose = _blank(_COMMENT, prose)
    headings = _headings(prose, first_line)
    return Blocks(headings, fences, _blank(_CODE_SPAN, prose), comments, open_fence, open_comment)


def without_comments(body: str) -> str:
    """A body whose comments are blanked: they are for editors, and a page's source is public.

    Offsets and lines stay those of the body.
    """
    parts, position = [], 0
    for start, end in parse_blocks(body, 1).comments:
        parts += [body[position:start], re.sub(r"[^\n]", " ", body[start:end])]
        position = end
    return "".join([*parts, body[position:]])


def _without_fences(body: str, first_line: int) -> tuple[str, tuple[Fence, ...], int | None]:
    kept: list[str] = []
    fences: list[Fence] = []
    mark = info = ""
    indent = start = 0
    content: list[str] = []
    for number, line in enumerate(body.split("\n"), first_line):
        match = _FENCE.match(line)
        if not mark and match:
            mark, info = match["mark"], match["info"].strip()
            indent, start, content = len(match["indent"]), number + 1, []
        elif mark and match and match["mark"].startswith(mark) and not match["info"].strip():
            fences.append(Fence(info.split(" ")[0].strip("{.}"), "\n".join(content), start))
            mark = ""
        elif mark:
            content.append(line[indent:] if not line[:indent].strip() else line)
        else:
            kept.append(line)
            continue
        kept.append(" " * len(line))
    return "\n".join(kept), tuple(fences), (start - 1 if mark else None)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _headings(prose: str, first_line: int) -> tuple[Heading, ...]:
    found = []
    for number, line in enumerate(prose.split("\n"), first_line):
        if line.startswith("#") and (match := _HEADING.match(line)):
            text, ident = split_attributes(match["text"] or "")
            found.append(Heading(len(match["marks"]), text, ident, number))
    return tuple(found)


def split_attributes(text: str) -> tuple[str, str | None]:
    """Take a trailing `{#id .class}` off a heading: its words and its id."""
    match = _ATTRIBUTES.search(text)
    if match is None:
        return text.strip(), None
    ident = _ID.search(match["attrs"])
    return text[: match.start()].strip(), ident[1] if ident else None

"""Body of a page to headings, fences and the text that is neither code nor comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tukipakki.model import Fence, Heading
from tukipakki.parse.indents import GAP, text_starts

_FENCE = re.compile(r"^(?P<indent> *)(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$")
_MARKS = re.compile(r"#{1,6}")
_UNDERLINE = re.compile(r"[ \t]*(?:=+|-+)[ ]*")
_LEAD = re.compile(r"(?:>[ \t]?|[*+-][ \t]+|\d+\.[ \t]+)*")
_TOLD = re.compile(r":[ ]{1,3}")  # below a term, what it means
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*(?P<attrs>[^{}]*)\}[ \t]*$")
_ID = re.compile(r"#([^\s#.=}]+)")
_TICKS = re.compile(r"(?P<slashes>(?<!\\)\\*)(?P<ticks>`+)")
_GAP = re.compile(r"(\n[ \t]*\n)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Blocks:
    """What a body is made of.

    `prose` has the length and the line breaks of the body; code, comments and fences are
    blanked in it, so that offsets and lines found in it are those of the body. In `flow` indented
    code is blanked too: what is left can hold links.
    """

    headings: tuple[Heading, ...]
    fences: tuple[Fence, ...]
    prose: str
    flow: str
    comments: tuple[tuple[int, int], ...]
    open_fence: int | None
    open_comment: int | None


def parse_blocks(body: str, first_line: int) -> Blocks:
    """Scan a body once; `first_line` is the line of the file where it starts."""
    prose, fences, open_fence = _without_fences(body, first_line)
    # In code, the marks of a comment are words about comments.
    comments = tuple(match.span() for match in _COMMENT.finditer(_without_code(prose)))
    open_comment = None
    if comments and not prose.endswith("-->", *comments[-1]):
        open_comment = first_line + prose.count("\n", 0, comments[-1][0])
    # Comments are taken out before a page is rendered, so what follows one on a line is not indented.
    starts = text_starts(_without(comments, prose, GAP))
    prose = _without(comments, prose, " ")
    headings = tuple(_headings(prose, starts, first_line))
    prose = _without_code(prose)
    return Blocks(headings, fences, prose, _flow(prose, starts), comments, open_fence, open_comment)


def _flow(prose: str, starts: list[int | None]) -> str:
    if None not in starts:
        return prose
    lines = zip(prose.split("\n"), starts, strict=True)
    return "\n".join(line if start is not None else " " * len(line) for line, start in lines)


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
        elif (
            mark
            and match
            and (match["mark"], len(match["indent"]), match["info"].strip()) == (mark, indent, "")
        ):
            fences.append(Fence(info.split(" ")[0].strip("{.}"), "\n".join(content), start))
            mark = ""
        elif mark:
            content.append(line[indent:] if not line[:indent].strip() else line)
        else:
            kept.append(line)
            continue
        kept.append(" " * len(line))
    return "\n".join(kept), tuple(fences), (start - 1 if mark else None)


def _without(spans: tuple[tuple[int, int], ...], text: str, mark: str) -> str:
    """The text with each span covered by marks, its line breaks kept."""
    parts, position = [], 0
    for start, end in spans:
        parts += [text[position:start], re.sub(r"[^\n]", mark, text[start:end])]
        position = end
    return "".join([*parts, text[position:]])


def _without_code(prose: str) -> str:
    """Blank code spans, each on one line.

    Where a mark has no pair on its line, the renderer may pair it with one on the next and see
    HTML where a reader sees code: in such a paragraph nothing is taken for code.
    """
    return "".join(_paragraph_without_code(part) if "`" in part else part for part in _GAP.split(prose))


def _paragraph_without_code(paragraph: str) -> str:
    lines = [_line_without_code(line) if "`" in line else line for line in paragraph.split("\n")]
    return paragraph if None in lines else "\n".join(line for line in lines if line is not None)


def _line_without_code(line: str) -> str | None:
    """The code spans of a line blanked; None when a mark has no pair."""
    parts: list[str] = []
    position, opening, size = 0, -1, 0
    for mark in _TICKS.finditer(line):
        start, end = mark.span("ticks")
        if opening < 0:
            # A backslash takes away the first mark's power to open code, but not to close it.
            opening = start + len(mark["slashes"]) % 2
            size = end - opening
            opening = opening if size else -1
        elif end - start == size:
            parts += [line[position:opening], " " * (end - opening)]
            position, opening = end, -1
    return None if opening >= 0 else "".join([*parts, line[position:]])


def _headings(prose: str, starts: list[int | None], first_line: int) -> Iterator[Heading]:
    lines = prose.split("\n")
    opens = False  # the line before is the first of its paragraph: dashes below make it a heading
    fresh = True
    for number, (line, start) in enumerate(zip(lines, starts, strict=True), first_line):
        # A heading may also open an item or stand in a quotation.
        told = _TOLD.match(line, start) if start is not None and not fresh else None
        lead = _LEAD.match(line, told.end() if told else start) if start is not None else None
        text = line[lead.end() :] if lead else ""
        if marks := _MARKS.match(text):
            words, ident = split_attributes(text[marks.end() :].strip().rstrip("#"))
            yield Heading(marks.end(), words, ident, number)
        elif opens and start is not None and _UNDERLINE.fullmatch(line):
            above = lines[number - first_line - 1]
            words, ident = split_attributes(above)
            yield Heading(1 if "=" in line else 2, words, ident, number - 1)
        opens = fresh and not marks and bool(line.strip())
        fresh = not line.strip() or bool(marks)


def split_attributes(text: str) -> tuple[str, str | None]:
    """Take a trailing `{#id .class}` off a heading: its words and its id."""
    match = _ATTRIBUTES.search(text)
    if match is None:
        return text.strip(), None
    ident = _ID.search(match["attrs"])
    return text[: match.start()].strip(), ident[1] if ident else None

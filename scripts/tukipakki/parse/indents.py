"""What indentation means: part of a list, a box or a definition, or else code."""

from __future__ import annotations

import re

_STEP = 4
# What takes the indented lines after it as its own.
_ITEM = re.compile(r"(?:[*+-]|\d+\.)[ \t]")
_DEFINITION = re.compile(r":[ \t]{1,3}\S")
_BOX = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]?\w|\[\^[^\]\n]+\]:")
# Stands where something was taken out and takes no room: no text has it, since files are text.
GAP = "\0"
_INDENT = re.compile(r"[ \t\0]*")


def text_starts(prose: str) -> list[int | None]:
    """Where the own text of each line starts, None when the line is indented code.

    Four spaces make code where nothing above takes them in: after a list, a box or a definition the
    same four spaces go on with it.
    """
    starts: list[int | None] = []
    floor = 0  # those of the boxes around it
    depth = 0  # how many steps of indentation belong to what is above
    fresh = True  # a block begins here: after an empty line or a heading
    heading: int | None = None
    code = False
    for line in prose.split("\n"):
        start = _INDENT.match(line).end()  # type: ignore[union-attr]
        text = line[start:]
        if not text:
            starts.append(0)
            fresh, heading = True, None
            continue
        level = len(line[:start].replace(GAP, "").expandtabs(_STEP)) // _STEP
        # Right under a heading, without an empty line, only the heading's own depth is not code.
        floor = min(floor, level) if fresh else floor
        code = level > depth if fresh else code and level > depth
        code = code or (heading is not None and level not in (floor, heading))
        if code:
            starts.append(None)
            continue
        level = min(level, depth)
        if _BOX.match(text):
            floor = depth = level + 1
        elif _DEFINITION.match(text) or (_ITEM.match(text) and (fresh or depth)):
            depth = level + 1
        elif fresh:
            depth = level
        starts.append(start)
        heading = level if text.startswith("#") else None
        fresh = heading is not None
    return starts

"""Where a check saw something and what it says; the registry adds name and level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repair:
    """A safe change of one line: `old`, which stands on it exactly once, becomes `new`."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class At:
    """A place in a file of the project, one clear Finnish sentence and, where it is safe, the repair."""

    path: str
    line: int
    message: str
    repair: Repair | None = None


Findings = Iterator[At]


def line_numbers(text: str, places: Iterable[int], first_line: int = 1) -> Iterator[int]:
    """The line of each place in a text; places come in order, so that the text is read once."""
    line, position = first_line, 0
    for place in places:
        line += text.count("\n", position, place)
        position = place
        yield line

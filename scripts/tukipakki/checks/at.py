"""Where a check saw something and what it says; the registry adds name and level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class At:
    """A place in a file of the project and one clear Finnish sentence."""

    path: str
    line: int
    message: str


Findings = Iterator[At]

"""Pieces of HTML put in the place of stretches of a text."""

from __future__ import annotations

from collections.abc import Iterable

# Start, end and what takes their place.
Piece = tuple[int, int, str]


def put(text: str, pieces: Iterable[Piece]) -> str:
    """The text with its pieces; of two that overlap the earlier one stays."""
    parts: list[str] = []
    position = 0
    for start, end, html in sorted(pieces):
        if start < position:
            continue
        parts += [text[position:start], html]
        position = end
    return "".join([*parts, text[position:]])

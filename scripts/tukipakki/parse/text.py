"""Markdown to the words a reader sees: for the search index and for counting."""

from __future__ import annotations

import re

_RULES = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"<[^>\n]*>"), " "),
    (re.compile(r"^\s*(?:!!!|\?\?\?\+?)\s*\S+\s*(?:\"([^\"]*)\")?", re.MULTILINE), r"\1"),
    (re.compile(r"^\s*\|?[\s:|-]+\|?\s*$", re.MULTILINE), " "),
    (re.compile(r"^\s*(?:[-*+]|\d+\.|:|>|#{1,6})\s+", re.MULTILINE), ""),
    (re.compile(r"\{:?\s*[#.][^{}]*\}"), " "),
    (re.compile(r"[*_`|]+"), " "),
)
_SPACE = re.compile(r"\s+")


def plain_text(markdown: str) -> str:
    """The text without marks, on one line."""
    for pattern, replacement in _RULES:
        markdown = pattern.sub(replacement, markdown)
    return _SPACE.sub(" ", markdown).strip()

"""Markdown to the words a reader sees: for the search index and for counting."""

from __future__ import annotations

import re

# None of these may look further than its line or past the next mark of its kind: the text may be
# half a megabyte of opening brackets, and each would look through all the rest.
_RULES = (
    (re.compile(r"!\[([^\[\]]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)"), r"\1"),
    (re.compile(r"\[([^\[\]]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)"), r"\1"),
    (re.compile(r"<[^<>\n]*>"), " "),
    (
        re.compile(r"^[ \t]*(?:!!!|\?\?\?\+?)[ \t]*\S+[ \t]*(?:\"([^\"\n]*)\")?", re.MULTILINE),
        r"\1",
    ),
    (re.compile(r"^[ \t:|-]+$", re.MULTILINE), " "),
    (re.compile(r"^[ \t]*(?:[-*+]|\d+\.|:|>|#{1,6})[ \t]+", re.MULTILINE), ""),
    (re.compile(r"\{:?[ \t]*[#.][^{}\n]*\}"), " "),
    (re.compile(r"[*_`|]+"), " "),
)
_SPACE = re.compile(r"\s+")


def plain_text(markdown: str) -> str:
    """The text without marks, on one line."""
    for pattern, replacement in _RULES:
        markdown = pattern.sub(replacement, markdown)
    return _SPACE.sub(" ", markdown).strip()

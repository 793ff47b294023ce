"""Soft hyphens into a finished page: only where its lines are short."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tukipakki.model import Word
from tukipakki.render.hyphens import soft_hyphens

# A long word in running text has room.
_NARROW = frozenset({"h1", "h2", "h3", "th", "td"})
_WHOLE = frozenset({"code", "pre", "svg"})
_PIECE = re.compile(
    r"""<!--.*?-->|<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)(?:"[^"]*"|'[^']*'|[^'">])*>|(?P<text>[^<]+)|<""",
    re.DOTALL,
)


def hyphenate_page(html: str, lemmas: Mapping[str, Word]) -> str:
    """A page whose headings and table cells may cut their long words.

    Only the text between tags changes: titles, ids, names and descriptions keep their words whole.
    """
    narrow = whole = 0
    pieces = []
    for match in _PIECE.finditer(html):
        piece = match[0]
        if name := match["name"]:
            step = -1 if match["end"] else 1
            narrow += step * (name in _NARROW)
            whole += step * (name in _WHOLE)
        elif narrow and not whole and match["text"]:
            piece = soft_hyphens(piece, lemmas)
        pieces.append(piece)
    return "".join(pieces)
